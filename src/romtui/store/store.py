"""The records of one open vault: domain in, domain out, each verb exactly one transaction."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Engine

from romtui.domain.audit import Done, Reason
from romtui.domain.case import Case
from romtui.domain.caseload import Summary, outdated, summary
from romtui.domain.constants import Constants
from romtui.domain.errors import UserError
from romtui.domain.imported_score import Differing, ImportedScore, ImportSummary
from romtui.domain.instrument import Instrument
from romtui.domain.lock import read_pin
from romtui.domain.patterns import Pattern
from romtui.domain.private import Private
from romtui.domain.settings import Settings
from romtui.store import texts
from romtui.store.clock import Clock
from romtui.store.db import pin, settings
from romtui.store.db.audit_events import AuditEvent
from romtui.store.db.open_files import OpenFiles
from romtui.store.errors import VaultError
from romtui.store.records import (
    audit_log,
    away,
    battery,
    cases,
    discussions,
    done,
    forms,
    patients,
    sessions,
    summaries,
    versions,
)
from romtui.store.records.summaries import Renewal, Renewed
from romtui.store.records.transactions import Transactions, reads, writes
from romtui.store.records.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from romtui.store.backup.repository import BackupRepository
    from romtui.store.records.erase import Erased
    from romtui.store.transfer.exporting import Person

_PIN: Final = "pin"
_PROCEDURE: Final = "safety procedure"
_REPORTS: Final = {
    "physician": AuditEvent.REPORTED_PHYSICIAN,
    "insurer": AuditEvent.REPORTED_INSURER,
    "supervision": AuditEvent.SUPERVISED,
}


class Store(Transactions):
    """The records of one open vault. Safe to call from any thread, one call at a time.

    Call `use` with the instruments before asking for a case; `caseload` and the settings
    work without them. A verb that raises has changed nothing. `backups` is None for the demo,
    which has none. What is rarely done is loaded when it is.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        now: Clock,
        on_close: Callable[[], None],
        files: OpenFiles | None = None,
        relocate: "Callable[[Path], Store] | None" = None,
        open_backups: "Callable[..., BackupRepository] | None" = None,
        read_only: bool = False,
    ) -> None:
        super().__init__(engine, now=now, on_close=on_close, files=files, read_only=read_only)
        self.backups = None if open_backups is None else open_backups(self._writing, self._reading)
        self._relocate = relocate
        self._renewal: Renewal | None = None
        self._renewed_to_read: dict[int, Summary] = {}
        """Lines by the rules of now, where they cannot be written."""
        self.writes = 0
        """How many verbs have changed lines of the caseload so far."""
        self._written: dict[int, int] = {}
        """Whose line was changed, and by which of them last."""

    def use(self, instruments: Mapping[str, Instrument], fingerprint: str = "") -> None:
        """Give the store the questionnaires it scores with, by id, and take up the settings.

        `fingerprint` stands for what is in them; without one they are compared in full.
        """
        self._instruments = instruments
        self._fingerprint = fingerprint
        with self._reading() as connection:
            self._settings = settings.get_settings(connection)

    # The caseload and a case

    newest_day = reads(versions.read_newest_day)

    def case(self, patient_id: int) -> Case:
        """Read all about one patient."""
        with self._reading() as connection:
            return cases.read_case(connection, patient_id, self._instruments, self._now().date())

    def courses(self) -> tuple[Case, ...]:
        """Everybody, archived ones too, with scores, sessions and said lines and nothing else."""
        with self._reading() as connection:
            return cases.read_courses(connection, self._instruments, self._now().date())

    def caseload(self) -> tuple[Summary, ...]:
        """Everybody, archived ones too, in the order of their codes.

        A line that is still to be worked out again says so, and no headline.
        """
        with self._reading() as connection:
            return self._as_they_hold(cases.read_summaries(connection))

    def changed_lines(self, since: int) -> tuple[Summary, ...]:
        """The lines of the caseload that were changed `since` so many writes."""
        with self._reading() as connection:
            changed = {of for of, write in self._written.items() if write > since}
            return self._as_they_hold(cases.read_summaries(connection, changed))

    def renew_summaries(self) -> None:
        """Work every line of the caseload out again if what they rest on has changed since.

        That is the program, its rules or a questionnaire; a change to a record renews its own.
        So does the day that a result was dated ahead to.
        """
        if not self.read_only:
            with self._writing() as work:
                summaries.renew_outdated(work, self._rests_on(work.constants))
            self._renewal = None

    def begin_renewal(self) -> None:
        """Find the lines that `renew_summaries` would work out; only if they are few, do it.

        Otherwise they are outdated until `renew_next` was called so often that none is left.
        Where nothing can be written all are worked out now, in memory.
        """
        rests_on = self._rests_on(self._settings.constants)
        if self.read_only:
            self._renew_to_read(rests_on)
            return
        with self._lock:
            with self._writing() as work:
                left = summaries.renew_outdated(work, rests_on, at_most=summaries.FEW)
            self._renewal = Renewal(rests_on, left) if left else None

    def renew_next(self, first: Iterable[int] = ()) -> Renewed:
        """Work out a few of the outdated lines, these before all others: some 10 ms of work."""
        with self._lock:
            if self._renewal is None or self.read_only:
                return Renewed((), 0)
            with self._writing() as work:
                looked_at = summaries.renew_next(work, self._renewal, first)
                lines = cases.read_summaries(work.connection, looked_at)
            self._renewal.outdated -= looked_at
            left = len(self._renewal.outdated)
            if not left:
                self._renewal = None
            return Renewed(lines, left)

    @property
    def is_renewing(self) -> bool:
        """Whether `renew_next` has still something to do."""
        return self._renewal is not None and not self.read_only

    # Patients and what they are given

    propose_code = reads(patients.next_code)
    add_patient = writes(patients.add_patient)
    edit_patient = writes(patients.edit_patient)
    archive = writes(patients.archive)
    unarchive = writes(patients.unarchive)
    set_preferences = writes(patients.set_preferences)
    schedule = writes(battery.schedule)
    unschedule = writes(battery.unschedule)
    add_own = writes(battery.add_own)

    def merge(self, from_id: int, into_id: int) -> Case:
        """Make two records of one patient one; gives the case of the one that stays.

        Call `back_up_if_changed` first: only a backup takes this back.
        """
        from romtui.store.records import merge

        with self._writing() as work:
            return merge.merge(work, from_id, into_id)

    # Forms and results

    keep_draft = writes(forms.keep_draft)
    drop_draft = writes(forms.drop_draft)
    record = writes(forms.record)
    amend = writes(forms.amend)
    undo = writes(forms.undo)
    withdraw = writes(forms.withdraw)
    move_result = writes(forms.move_result)
    answer_followup = writes(forms.answer_followup)
    history = reads(versions.read_versions)
    histories = reads(forms.histories)
    forms_in_use = reads(forms.forms_in_use)

    # Forms filled in away

    crisis_words = reads(away.crisis_words)
    keep_crisis_words = writes(away.keep_crisis_words)
    make_page = writes(away.make_page)
    withdraw_pages = writes(away.withdraw_pages)
    pages = reads(away.read_pages)
    take_in = writes(away.take_in)

    # Sessions

    record_impression = writes(sessions.record_impression)
    record_session = writes(sessions.record_session)
    forget_absence = writes(sessions.forget_absence)
    set_focus = writes(sessions.set_focus)
    set_target = writes(sessions.set_target)
    add_event = writes(sessions.add_event)
    drop_event = writes(sessions.drop_event)
    tick = writes(sessions.tick)

    # What is talked about

    share = writes(discussions.share)
    unshare = writes(discussions.unshare)
    note_fit = writes(discussions.note_fit)
    skip = writes(discussions.skip)
    agree = writes(discussions.agree)
    drop_agreement = writes(discussions.drop_agreement)
    review_agreement = writes(discussions.review_agreement)
    tick_question = writes(discussions.tick_question)
    note_objection = writes(discussions.note_objection)
    say = writes(discussions.say)
    review_safety = writes(discussions.review_safety)

    # What was done, and taking it back

    take_back = writes(done.take_back)
    log = reads(audit_log.read_log)
    note_unlocked = writes(audit_log.note_unlocked)

    def done_today(self, patient_id: int) -> tuple[Done, ...]:
        """What was done for a patient today and can be taken back, oldest first."""
        with self._reading() as connection:
            return done.read_done(connection, patient_id, self._now())

    def note_wrong_passphrases(self, number: int) -> None:
        """Say in the log how many were typed before this unlock; never what."""
        self._note(AuditEvent.WRONG_PASSPHRASES, number)

    def note_restored(self) -> None:
        """Say in the log that these records came out of a backup."""
        self._note(AuditEvent.RESTORED)

    def note_exported(self, patient_id: int | None) -> None:
        """Write down that somebody, or everybody, goes out as a plain file."""
        self._note(AuditEvent.EXPORTED, patient_id)

    def note_handed_out(self, patient_id: int) -> None:
        """Write down that a page for somebody to take home goes out as a plain file."""
        self._note(AuditEvent.HANDED_OUT, patient_id)

    def note_reported(self, patient_ids: Sequence[int], template: str) -> None:
        """Write down that patients agreed to a page for somebody else, and that it goes out.

        `template` is the id of its template. The consent is kept with it: it was asked for.
        """
        event = _REPORTS.get(template, AuditEvent.REPORTED)
        with self._writing() as work:
            for patient_id in patient_ids:
                work.log(AuditEvent.CONSENTED, patient_id)
                work.log(event, patient_id)

    def note_passphrase(self) -> tuple[str, ...]:
        """Say in the log that the passphrase was changed; gives why that could not be written."""
        return self._note_secret(AuditEvent.PASSPHRASE)

    def note_recovery_code(self) -> tuple[str, ...]:
        """The same of a renewed recovery code."""
        return self._note_secret(AuditEvent.RECOVERY_CODE)

    def _note(self, event: AuditEvent, entity: int | None = None) -> None:
        with self._writing() as work:
            work.log(event, entity)

    def _note_secret(self, event: AuditEvent) -> tuple[str, ...]:
        """The new secret holds already: a log that cannot be written must not seem to say no."""
        try:
            self._note(event)
        except UserError as error:
            return (f"It could not be noted in the log. {error}",)
        return ()

    # Out of the vault and into it; with `dry_run` everything is tried and nothing is kept

    def people(self, patient_ids: Sequence[int] | None = None) -> "tuple[Person, ...]":
        """All about some people or everybody, as it may stand in a file, by their codes."""
        from romtui.store.transfer.exporting import read_people

        with self._reading() as connection:
            return read_people(connection, patient_ids)

    def import_people(self, people: Sequence[object], *, dry_run: bool = False) -> ImportSummary:
        """Import people of a file, with new numbers, or none of them."""
        from romtui.store.transfer.importing import import_people

        with self._writing() as work:
            return import_people(work, people, dry_run=dry_run)

    def import_scores(
        self,
        scores: Sequence[ImportedScore],
        *,
        add_people: bool = False,
        differing: Differing | None = None,
        whole: bool = False,
        dry_run: bool = False,
    ) -> ImportSummary:
        """Import the scores of a table, or none of them; what is there already stays one.

        Forms that differ from what is there of that day are refused until `differing` says what
        becomes of them. `whole` says that all lines of the table stand beside each other.
        """
        from romtui.store.transfer.earlier_scores import import_scores

        with self._writing() as work:
            return import_scores(
                work,
                scores,
                add_people=add_people,
                differing=differing,
                whole=whole,
                dry_run=dry_run,
            )

    def undo_import(self) -> ImportSummary:
        """Take the latest import back as a whole."""
        from romtui.store.transfer.undo_import import undo_import

        with self._writing() as work:
            return undo_import(work)

    def import_cases(self, cases: Iterable[Case]) -> None:
        """Write whole cases at once; their ids are given anew.

        The instruments of the cases are used to add up; a total that is not the sum of its
        answers, or a code that is taken, refuses them all.
        """
        from romtui.store.transfer.import_cases import import_cases

        with self._writing() as work:
            import_cases(work, tuple(cases))

    # Settings

    setting = reads(settings.get)
    wordings = reads(settings.get_wordings)

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
                summaries.renew_everybody(work, self._rests_on(changed.constants))
        if changed.constants != self._settings.constants:
            self._renewal = None
        self._settings = changed

    def set_setting(self, key: str, value: str) -> None:
        """Write a setting kept in the vault."""
        with self._writing() as work:
            settings.put(work.connection, key, value)
            work.log(AuditEvent.SETTINGS)

    def remember_wording(self, pattern: Pattern, line_id: str | None) -> None:
        """Remember which line of a pattern is shown; None forgets it."""
        with self._transaction() as connection:
            settings.put_wording(connection, pattern, line_id)

    def procedure(self) -> Private:
        """The therapist's own procedure for a safety answer; empty when none was written."""
        return Private(self.setting(_PROCEDURE) or "")

    def keep_procedure(self, words: Private) -> None:
        """Keep the therapist's own procedure for a safety answer, several lines."""
        self.set_setting(_PROCEDURE, words.reveal())

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

    # Files and backups

    @property
    def files(self) -> OpenFiles | None:
        """The files it is written to; None for the demo, and where nothing is written."""
        return self._files

    def back_up_if_changed(self) -> bool:
        """Make a verified backup unless the newest one holds everything; the demo has none."""
        return self.backups is not None and self.backups.make_if_changed()

    def relocate(self, folder: Path) -> None:
        """Make the vault anew in an empty folder, with all that is open here, and go on there."""
        with self._lock:
            if not self._open or self._relocate is None:
                raise UserError(texts.NOTHING_TO_KEEP)
            there = self._relocate(folder)
            left, close = self._engine, self._on_close
            self._engine, self._to_read = there._engine, there._to_read
            self._files, self.backups = there._files, there.backups
            self._on_close, self._relocate = there._on_close, there._relocate
            there._lock = self._lock
            left.dispose()
            close()

    def erase(self, patient_id: int, reason: Reason) -> "Erased":
        """Delete a patient from the records, their log and all backups in reach.

        A backup is made first, so that nothing is lost if this is cut off in the middle; at
        the end it is rewritten like the others. In the log stays that a patient was erased.
        With them go the emptied records that were merged into theirs.
        """
        from romtui.store.records import erase, merge

        if self.backups is not None:
            self.backups.make()
        left: list[str] = []
        with self._reading() as connection:
            emptied = merge.merged_into(connection, patient_id)
        for emptied_id in emptied:
            left += self.erase(emptied_id, reason).left
        with self._writing() as work:
            sought, went_out = erase.erase_patient(work, patient_id, reason)
            merge.forget_merger(work, patient_id)
        left += went_out
        with self._lock, closing(self._engine.raw_connection()) as pooled:
            if self._files is not None:
                self._files.will_empty_log()
            try:
                erase.compact(pooled.driver_connection)
            except VaultError as error:
                left.append(str(error))
            if self._files is not None:
                self._files.emptied_log()
        if self.backups is not None:
            left += self.backups.erase(sought)
        return erase.Erased(tuple(left))

    @contextmanager
    def _writing(self) -> Iterator[UnitOfWork]:
        """A line that was written has changed; one that a verb worked out is outdated no more."""
        with self._lock:
            with super()._writing() as work:
                yield work
            if work.changed:
                self.writes += 1
                self._written.update(dict.fromkeys(work.changed, self.writes))
            if self._renewal is not None:
                self._renewal.outdated -= work.renewed

    def _rests_on(self, constants: Constants) -> str:
        return summaries.rules_digest(self._instruments, self._fingerprint, constants)

    def _as_they_hold(self, lines: tuple[Summary, ...]) -> tuple[Summary, ...]:
        if self._renewal is None:
            return lines
        return tuple(
            self._renewed_to_read.get(line.patient.id)
            or (outdated(line) if line.patient.id in self._renewal.outdated else line)
            for line in lines
        )

    def _renew_to_read(self, rests_on: str) -> None:
        """Work the lines out in memory; whose record cannot be read keeps an outdated one."""
        today, constants = self._now().date(), self._settings.constants
        with self._reading() as connection:
            waiting = summaries.read_by_other_rules(connection, rests_on)
        with suppress(VaultError), self._reading() as connection:
            waiting.update(versions.read_out_of_date(connection, today))
        self._renewal = Renewal(rests_on, set())
        for patient_id in waiting:
            try:
                with self._reading() as connection:
                    case = cases.read_case(connection, patient_id, self._instruments, today)
                self._renewed_to_read[patient_id] = summary(case, constants)
            except VaultError:
                self._renewal.outdated.add(patient_id)
            except UserError:  # a questionnaire is gone: the line stays as it was
                continue

    def close(self) -> None:
        """Fold everything into one file, close it and let the next program in."""
        with suppress(UserError):
            self._note(AuditEvent.LOCKED)
        super().close()
