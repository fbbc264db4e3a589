"""The records of one open vault: domain in, domain out, each verb exactly one transaction."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Final

from sqlalchemy import select

from romtui.domain.audit import Did, Done
from romtui.domain.case import Case
from romtui.domain.caseload import Summary
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.domain.lock import read_pin
from romtui.domain.patterns import Pattern
from romtui.domain.private import Private
from romtui.domain.settings import Settings
from romtui.store.db import pin
from romtui.store.db.mapping import table
from romtui.store.db.schema import PatientRow
from romtui.store.db.unit_of_work import AuditEvent, UnitOfWork
from romtui.store.records import settings
from romtui.store.records.cases import read_case
from romtui.store.records.discussions import Discussions
from romtui.store.records.done import read_done
from romtui.store.records.erasing import Erasing
from romtui.store.records.exchange import Exchange
from romtui.store.records.forms import Forms
from romtui.store.records.people import People
from romtui.store.records.sessions import Sessions
from romtui.store.records.settings import DATED_AHEAD
from romtui.store.records.summaries import read_summaries, rules_digest, written_out
from romtui.store.records.versions import read_newest_day, read_out_of_date
from romtui.store.transfer.import_cases import import_cases

_PATIENT = table(PatientRow)
_RESTS_ON: Final = "standings rest on"
_PIN: Final = "pin"
_PROCEDURE: Final = "safety procedure"


class Store(People, Forms, Sessions, Discussions, Exchange, Erasing):
    """The records of one open vault. Safe to call from any thread, one call at a time.

    Call `use` with the instruments before asking for a case; `caseload` and the settings
    work without them. A verb that raises has changed nothing.
    """

    def use(self, instruments: Mapping[str, Instrument], fingerprint: str = "") -> None:
        """Give the store the questionnaires it scores with, by id, and take up the settings.

        `fingerprint` stands for what is in them; without one they are compared in full.
        """
        self._instruments = instruments
        self._fingerprint = fingerprint
        with self._transaction(self._to_read) as connection:
            self._settings = settings.get_settings(connection)

    @property
    def settings(self) -> Settings:
        """What the therapist changed about the rules and the tone."""
        return self._settings

    def change_settings(self, changed: Settings) -> None:
        """Keep other settings; other constants work every line of the caseload out again."""
        with self._transaction() as connection:
            settings.put_settings(connection, changed)
            work = self._writing_by(connection, changed)
            work.log(AuditEvent.SETTINGS)
            if changed.constants != self._settings.constants:
                self._renew(work)
        self._settings = changed

    def done_today(self, patient_id: int) -> tuple[Done, ...]:
        """What was done for a patient today and can be taken back, oldest first."""
        with self._reading() as connection:
            return read_done(connection, patient_id, self._now())

    def take_back(self, patient_id: int, done: Done) -> Case:
        """Take one thing back that was done today; of several the latest has to come first."""
        if done.did is Did.AGREED:
            return self.drop_agreement(patient_id, done.number)
        if done.did is Did.EVENT:
            return self.drop_event(patient_id, done.number)
        if done.did is Did.ANSWERED_AFTER:
            return self.answer_followup(done.number, None)
        return self.undo(done.number)

    def procedure(self) -> Private:
        """The therapist's own procedure for a safety answer; empty when none was written."""
        return Private(self.setting(_PROCEDURE) or "")

    def keep_procedure(self, words: Private) -> None:
        """Keep the therapist's own procedure for a safety answer, several lines."""
        self.set_setting(_PROCEDURE, words.reveal())

    def wordings(self) -> Mapping[Pattern, str]:
        """By pattern the name of the line that was shown last."""
        with self._transaction(self._to_read) as connection:
            return settings.get_wordings(connection)

    def remember_wording(self, pattern: Pattern, line_id: str | None) -> None:
        """Remember which line of a pattern is shown; None forgets it."""
        with self._transaction() as connection:
            settings.put_wording(connection, pattern, line_id)

    def renew_summaries(self) -> None:
        """Work every line of the caseload out again if what they rest on has changed since.

        That is the program, its rules or a questionnaire; a change to a record renews its own.
        So does the day that a result was dated ahead to.
        """
        if self.read_only:
            return
        with self._writing() as work:
            self._renew(work)
            ahead = settings.get(work.connection, DATED_AHEAD) is not None
            stale = read_out_of_date(work.connection, work.today, dated_ahead=ahead)
            settings.forget(work.connection, DATED_AHEAD)  # a line that needs it sets it again
            for patient_id in stale:
                try:
                    work.renew_standing(patient_id)
                except UserError:  # a questionnaire is gone: the line waits until it is back
                    settings.put(work.connection, DATED_AHEAD, "yes")

    def newest_day(self) -> date | None:
        """The latest day that any result is dated to; None without one."""
        with self._transaction(self._to_read) as connection:
            ahead = settings.get(connection, DATED_AHEAD) is not None
            return read_newest_day(connection, dated_ahead=ahead)

    def caseload(self) -> tuple[Summary, ...]:
        """Everybody, archived ones too, in the order of their codes."""
        with self._transaction(self._to_read) as connection:
            return read_summaries(connection)

    def case(self, patient_id: int) -> Case:
        """Read all about one patient."""
        with self._transaction(self._to_read) as connection:
            return read_case(connection, patient_id, self._instruments, self._now().date())

    def import_cases(self, cases: Iterable[Case]) -> None:
        """Write whole cases at once; their ids are given anew.

        The instruments of the cases are used to add up; a total that is not the sum of its
        answers, or a code that is taken, refuses them all.
        """
        with self._writing() as work:
            import_cases(work, tuple(cases))

    def setting(self, key: str) -> str | None:
        """Read a setting kept in the vault."""
        with self._transaction(self._to_read) as connection:
            return settings.get(connection, key)

    def set_setting(self, key: str, value: str) -> None:
        """Write a setting kept in the vault."""
        with self._writing() as work:
            settings.put(work.connection, key, value)
            work.log(AuditEvent.SETTINGS)

    def has_pin(self) -> bool:
        """Whether a PIN was chosen."""
        return self.setting(_PIN) is not None

    def set_pin(self, typed: str) -> None:
        """Choose the PIN, 4 to 8 digits; only a hash of it is kept."""
        self.set_setting(_PIN, pin.seal(read_pin(typed)))

    def pin_fits(self, typed: str) -> bool:
        """Whether this is the PIN; without one nothing is."""
        kept = self.setting(_PIN)
        return kept is not None and pin.fits(typed.strip(), kept)

    def _renew(self, work: UnitOfWork) -> None:
        questionnaires = self._fingerprint or written_out(self._instruments)
        rests_on = rules_digest(questionnaires, work.constants)
        if settings.get(work.connection, _RESTS_ON) == rests_on:
            return
        everybody = work.connection.execute(select(_PATIENT.c.id)).scalars().all()
        for patient_id in everybody:
            with suppress(UserError):  # a questionnaire is gone: the line stays as it was
                work.renew_standing(patient_id)
        settings.put(work.connection, _RESTS_ON, rests_on)
