"""The verbs: domain in, domain out, each exactly one transaction."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from threading import RLock
from typing import Final

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from romtui.domain.cadence import USUAL, Scheduled
from romtui.domain.case import (
    Attendance,
    Case,
    Draft,
    Form,
    Patient,
    Result,
    Session,
    Stage,
    Status,
)
from romtui.domain.caseload import Standing, with_draft
from romtui.domain.errors import Refusal
from romtui.domain.instrument import Direction, Instrument
from romtui.domain.log_entry import LogEntry
from romtui.domain.own import Own
from romtui.domain.patterns import Pattern
from romtui.domain.private import Private
from romtui.domain.settings import Settings
from romtui.store import battery, events, moving, patients, results, settings
from romtui.store.backups import Backups
from romtui.store.bulk import take_in
from romtui.store.clock import Clock
from romtui.store.engine import READS, sentence
from romtui.store.keeping import Keeper
from romtui.store.reading import read_case, read_histories, read_patient, read_versions
from romtui.store.standings import (
    read_standing,
    read_standings,
    rules_digest,
    write_standings,
    written_out,
)
from romtui.store.tables import (
    DiscussionRow,
    FocusRow,
    PatientRow,
    SafetyReviewRow,
    TargetRow,
    table,
)
from romtui.store.writing import Act, Writing

_DISCUSSION = table(DiscussionRow)
_REVIEW = table(SafetyReviewRow)
_TARGET = table(TargetRow)
_FOCUS = table(FocusRow)

_PATIENT = table(PatientRow)
_RESTS_ON: Final = "standings rest on"
_NOTHING: Final = Private("")
_UNDONE: Final = Private("undone")


class Store:
    """The records of one open vault. Safe to call from any thread, one call at a time.

    Call `use` with the instruments before asking for a case; `caseload` and the settings
    work without them. A verb that raises has changed nothing.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        now: Clock,
        on_close: Callable[[], None],
        keeper: Keeper | None = None,
        read_only: bool = False,
    ) -> None:
        self._engine = engine
        self._to_read = engine.execution_options(**{READS: True})
        self._now = now
        self._on_close = on_close
        self._instruments: Mapping[str, Instrument] = {}
        self._fingerprint = ""
        self._settings = Settings()
        self._lock = RLock()
        self._open = True
        self.read_only = read_only
        self.backups = (
            None
            if keeper is None
            else Backups(keeper, self._writing, lambda: self._transaction(self._to_read))
        )

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
        """Keep other settings, and work every line of the caseload out again by them."""
        with self._transaction() as connection:
            settings.put_settings(connection, changed)
            writing = self._writing_by(connection, changed)
            writing.log(Act.SETTINGS)
            self._renew(writing)
        self._settings = changed

    def wordings(self) -> Mapping[Pattern, str]:
        """By pattern the name of the line that was shown last."""
        with self._transaction(self._to_read) as connection:
            return settings.get_wordings(connection)

    def remember_wording(self, pattern: Pattern, line_id: str | None) -> None:
        """Remember which line of a pattern is shown; None forgets it."""
        with self._transaction() as connection:
            settings.put_wording(connection, pattern, line_id)

    def renew_standings(self) -> None:
        """Work every line of the caseload out again if what they rest on has changed since.

        That is the program, its rules or a questionnaire; a change to a record renews its own.
        """
        if self.read_only:
            return
        with self._writing() as writing:
            self._renew(writing)

    def caseload(self) -> tuple[Standing, ...]:
        """Everybody, archived ones too, in the order of their codes."""
        with self._transaction(self._to_read) as connection:
            return read_standings(connection)

    def case(self, patient_id: int) -> Case:
        """Read all about one patient."""
        with self._transaction(self._to_read) as connection:
            return read_case(connection, patient_id, self._instruments, self._now().date())

    def propose_code(self) -> str:
        """Give the next free code, such as A-017."""
        with self._transaction(self._to_read) as connection:
            return patients.next_code(connection)

    def add_patient(
        self,
        code: str = "",
        initials: Private = _NOTHING,
        name: Private = _NOTHING,
        birth_year: int | None = None,
        started_on: date | None = None,
    ) -> Case:
        """Start a record; an empty code takes the proposed one, no date means today."""
        with self._writing() as writing:
            patient = Patient(
                id=0,
                code=code.strip() or patients.next_code(writing.connection),
                started_on=started_on or writing.today,
                initials=initials,
                name=name,
                birth_year=birth_year,
                stage=Stage.ACTIVE,
            )
            patients.refuse_unfit(writing, patient)
            patient_id = patients.add(writing, patient)
            for scheduled in USUAL:
                battery.put(writing, patient_id, scheduled)
            return writing.done(Act.PATIENT_ADDED, patient_id)

    def edit_patient(self, patient: Patient) -> Case:
        """Write a changed patient: `edit_patient(replace(case.patient, stage=...))`."""
        with self._writing() as writing:
            before = read_patient(writing.connection, patient.id)
            changed = replace(patient, code=patient.code.strip(), archived_on=before.archived_on)
            patients.refuse_unfit(writing, changed)
            return patients.update_patient(writing, changed, Act.PATIENT_EDITED)

    def archive(self, patient_id: int, on: date) -> Case:
        """Put a record away; nothing is deleted."""
        with self._writing() as writing:
            writing.refuse_future(on)
            patient = read_patient(writing.connection, patient_id)
            return patients.update_patient(writing, replace(patient, archived_on=on), Act.ARCHIVED)

    def unarchive(self, patient_id: int) -> Case:
        """Take a record out again."""
        with self._writing() as writing:
            patient = read_patient(writing.connection, patient_id)
            return patients.update_patient(
                writing, replace(patient, archived_on=None), Act.UNARCHIVED
            )

    def keep_draft(self, patient_id: int, draft: Draft) -> None:
        """Save a half-filled form, after each key."""
        with self._writing() as writing:
            if writing.keep_draft(patient_id, draft):
                writing.log(Act.DRAFT_BEGUN, patient_id)
                line = read_standing(writing.connection, patient_id)
                write_standings(writing.connection, [with_draft(line, draft.instrument)])

    def drop_draft(self, patient_id: int, instrument: str, amends: int | None = None) -> Case:
        """Throw a half-filled form away, or the half-made correction of a result."""
        with self._writing() as writing:
            writing.drop_draft(patient_id, instrument, amends)
            return writing.done(Act.DRAFT_DROPPED, patient_id)

    def record(self, patient_id: int, form: Form) -> Case:
        """Score a form and keep it; its draft goes. A total leaves a half-filled form alone.

        A form of today begins the session of today; one filled in earlier does not.
        """
        with self._writing() as writing:
            read_patient(writing.connection, patient_id)
            scored = results.result_of(writing, patient_id, form)
            result_id = results.add_result(writing, patient_id, scored)
            if form.answers is not None:
                writing.drop_draft(patient_id, form.instrument)
            if form.on == writing.today:
                writing.begin_session(patient_id)
            return writing.done(Act.RECORDED, patient_id, result_id)

    def amend(self, result_id: int, form: Form, reason: Private) -> Case:
        """Correct a result by a new version; a reason is asked for."""
        with self._writing() as writing:
            _refuse_blank(reason, "Say in a word why it is amended.")
            before = results.current(writing, result_id)
            if form.instrument != before.instrument:
                raise Refusal("This is another questionnaire: withdraw the result instead.")
            patient_id = results.patient_of(writing, result_id)
            if not before.of_version(writing.instrument(patient_id, form.instrument)):
                raise Refusal(
                    "This result was made with another version of the form: withdraw it instead."
                )
            results.add_version(
                writing,
                replace(
                    results.result_of(writing, patient_id, form),
                    id=result_id,
                    version=before.version + 1,
                    status=Status.AMENDED,
                    reason=reason,
                ),
            )
            writing.drop_draft(patient_id, form.instrument, amends=result_id)
            return writing.done(Act.AMENDED, patient_id, result_id)

    def undo(self, result_id: int) -> Case:
        """Take the latest change of a result back that still stands, by a new version.

        At last the result itself: a form is withdrawn then and comes back as a draft with its
        answers, unless another draft of the same questionnaire was begun since.
        """
        with self._writing() as writing:
            versions = read_versions(writing.connection, result_id)
            current = versions[-1]
            *before, last = results.still_standing(versions, undone=_UNDONE)
            goal = before[-1] if before else replace(last, status=Status.WITHDRAWN)
            undone = replace(
                goal, version=current.version + 1, entered_at=writing.at, reason=_UNDONE
            )
            results.add_version(writing, undone)
            patient_id = results.patient_of(writing, result_id)
            results.carry_over_to_draft(writing, patient_id, current, undone)
            return writing.done(Act.UNDONE, patient_id, result_id)

    def withdraw(self, result_id: int, reason: Private) -> Case:
        """Mark a result as entered in error: it leaves the trend, its history stays."""
        with self._writing() as writing:
            _refuse_blank(reason, "Say in a word why it is withdrawn.")
            before = results.current(writing, result_id)
            results.add_version(
                writing,
                replace(
                    before,
                    version=before.version + 1,
                    entered_at=writing.at,
                    status=Status.WITHDRAWN,
                    reason=reason,
                ),
            )
            return writing.done(Act.WITHDRAWN, results.patient_of(writing, result_id), result_id)

    def move_result(self, result_id: int, to_patient_id: int, reason: Private) -> Case:
        """Mark a result as entered in error and write it for another person; gives the first."""
        with self._writing() as writing:
            _refuse_blank(reason, "Say in a word why it is moved.")
            moving.move(writing, result_id, to_patient_id, reason)
            return writing.renew_standing(results.patient_of(writing, result_id))

    def history(self, result_id: int) -> tuple[Result, ...]:
        """Every version of a result, oldest first."""
        with self._transaction(self._to_read) as connection:
            return read_versions(connection, result_id)

    def histories(self, patient_id: int) -> tuple[tuple[Result, ...], ...]:
        """Every version of every result of a person, withdrawn ones too; the newest first."""
        with self._transaction(self._to_read) as connection:
            read_patient(connection, patient_id)
            return read_histories(connection, patient_id)

    def set_target(self, patient_id: int, instrument: str, score: Decimal | None) -> Case:
        """Set the total to reach; None takes the target away, its history stays."""
        with self._writing() as writing:
            scale = writing.instrument(patient_id, instrument)
            if score is not None and not (score.is_finite() and scale.lo <= score <= scale.hi):
                raise Refusal(f"{scale.name} totals go from {scale.lo} to {scale.hi}.")
            read_patient(writing.connection, patient_id)
            row = {
                "patient_id": patient_id,
                "instrument": instrument,
                "score": score,
                "set_on": writing.today,
            }
            writing.connection.execute(insert(_TARGET), row)
            return writing.done(Act.TARGET_SET, patient_id)

    def record_impression(self, patient_id: int, on: date, impression: int | None) -> Case:
        """Keep the blind impression of a day, -2 to +2; None takes it back."""
        with self._writing() as writing:
            writing.refuse_future(on)
            if impression is not None and not -2 <= impression <= 2:
                raise Refusal("An impression goes from -2, much worse, to +2, much better.")
            read_patient(writing.connection, patient_id)
            writing.put_session(patient_id, Session(on, impression=impression), "impression")
            return writing.done(Act.IMPRESSION, patient_id)

    def record_session(self, patient_id: int, on: date, attendance: Attendance) -> Case:
        """Say what became of the session of a day."""
        with self._writing() as writing:
            writing.refuse_future(on)
            read_patient(writing.connection, patient_id)
            writing.put_session(patient_id, Session(on, attendance), "attendance")
            return writing.done(Act.SESSION, patient_id)

    def set_focus(
        self, patient_id: int, name: Private, since: date, next_idea: Private = _NOTHING
    ) -> Case:
        """Begin a focus; the one before ends the same day. An empty name only ends it.

        A focus begun the same day is corrected in place.
        """
        with self._writing() as writing:
            writing.refuse_future(since)
            read_patient(writing.connection, patient_id)
            _end_focus(writing.connection, patient_id, since)
            if name.reveal().strip():
                row = {
                    "patient_id": patient_id,
                    "name": name.reveal(),
                    "since": since,
                    "next_idea": next_idea.reveal(),
                }
                writing.connection.execute(insert(_FOCUS), row)
            return writing.done(Act.FOCUS_SET, patient_id)

    def share(self, result_id: int, how: str) -> Case:
        """Note that this version of a result was talked about; `how` is one of our own words."""
        with self._writing() as writing:
            current = results.current(writing, result_id)
            patient_id = results.patient_of(writing, result_id)
            row = {
                "result_id": result_id,
                "n": current.version,
                "shared_at": writing.at,
                "how": how,
                "note": "",
            }
            writing.connection.execute(insert(_DISCUSSION), row)
            writing.begin_session(patient_id)
            return writing.done(Act.SHARED, patient_id, result_id)

    def tick(self, patient_id: int, line_id: str, *, done: bool) -> Case:
        """Tick a line of today's to-do list, or take the tick away; today's session begins."""
        with self._writing() as writing:
            read_patient(writing.connection, patient_id)
            writing.tick(patient_id, line_id, done=done)
            if done:
                writing.begin_session(patient_id)
            return writing.done(Act.TICKED, patient_id)

    def review_safety(self, result_id: int, note: Private) -> Case:
        """Note what was asked and done about a safety answer, in this version of it."""
        with self._writing() as writing:
            _refuse_blank(note, "Say in a few words what was asked and what was done.")
            current = results.current(writing, result_id)
            row = {
                "result_id": result_id,
                "n": current.version,
                "reviewed_at": writing.at,
                "note": note.reveal(),
            }
            writing.connection.execute(insert(_REVIEW), row)
            return writing.done(
                Act.SAFETY_REVIEWED, results.patient_of(writing, result_id), result_id
            )

    def schedule(self, patient_id: int, scheduled: Scheduled) -> Case:
        """Put a measure into the battery, or change how often it comes and whether it is paused."""
        with self._writing() as writing:
            read_patient(writing.connection, patient_id)
            battery.refuse_unfit(writing, patient_id, scheduled)
            battery.put(writing, patient_id, scheduled)
            return writing.done(Act.BATTERY_SET, patient_id)

    def unschedule(self, patient_id: int, instrument: str) -> Case:
        """Take a measure out of the battery; its results stay."""
        with self._writing() as writing:
            read_patient(writing.connection, patient_id)
            battery.remove(writing, patient_id, instrument)
            return writing.done(Act.BATTERY_SET, patient_id)

    def add_own(self, patient_id: int, kind: Own, words: Private, direction: Direction) -> Case:
        """Make a goal or an item in the person's own words, to be rated every session."""
        with self._writing() as writing:
            read_patient(writing.connection, patient_id)
            _refuse_blank(words, "Write it in the person's own words.")
            made = battery.add_own(writing, patient_id, kind, words, direction)
            battery.refuse_unfit(writing, patient_id, Scheduled(made))
            battery.put(writing, patient_id, Scheduled(made))
            return writing.done(Act.OWN_ADDED, patient_id)

    def answer_followup(self, result_id: int, answer: int) -> Case:
        """Keep the answer to the question after a form; the result stays as it is."""
        with self._writing() as writing:
            patient_id = results.patient_of(writing, result_id)
            results.add_followup(writing, patient_id, result_id, answer)
            return writing.done(Act.FOLLOWUP_ANSWERED, patient_id, result_id)

    def take_in(self, cases: Iterable[Case]) -> None:
        """Write whole cases at once; their ids are given anew.

        The instruments of the cases are used to add up; a total that is not the sum of its
        answers, or a code that is taken, refuses them all.
        """
        with self._writing() as writing:
            take_in(writing, tuple(cases))

    def setting(self, key: str) -> str | None:
        """Read a setting kept in the vault."""
        with self._transaction(self._to_read) as connection:
            return settings.get(connection, key)

    def set_setting(self, key: str, value: str) -> None:
        """Write a setting kept in the vault."""
        with self._writing() as writing:
            settings.put(writing.connection, key, value)
            writing.log(Act.SETTINGS)

    def back_up_if_changed(self) -> bool:
        """Make a verified backup unless the newest one holds everything; the demo has none."""
        return self.backups is not None and self.backups.make_if_changed()

    def log(self, most: int, before: int | None = None) -> tuple[LogEntry, ...]:
        """What was done, the latest first; `before` goes on from a line's number downwards."""
        with self._transaction(self._to_read) as connection:
            return events.read_log(connection, most, before)

    def note_unlocked(self) -> None:
        """Begin a sitting in the log."""
        with self._writing() as writing:
            events.note_unlocked(writing)

    def note_restored(self) -> None:
        """Say in the log that these records came out of a backup."""
        with self._writing() as writing:
            writing.log(Act.RESTORED)

    def close(self) -> None:
        """Fold everything into one file, close it and let the next program in."""
        with self._lock:
            if not self._open:
                return
            with suppress(Refusal), self._writing() as writing:
                writing.log(Act.LOCKED)
            self._open = False
            try:
                # What cannot be folded in now stays in the log beside it, and is not lost.
                with suppress(DBAPIError), self._engine.connect() as connection:
                    connection.commit()
                    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                self._engine.dispose()
            finally:
                self._on_close()

    @contextmanager
    def _transaction(self, engine: Engine | None = None) -> Iterator[Connection]:
        with self._lock:
            if not self._open:
                raise Refusal("The vault is locked: open it with the passphrase.")
            if self.read_only and engine is None:
                raise Refusal("These records are open for reading only: nothing was saved.")
            try:
                with (engine or self._engine).begin() as connection:
                    yield connection
            except DBAPIError as error:
                raise sentence(error.orig) from error
            except (UnicodeEncodeError, OverflowError) as error:
                raise Refusal(
                    "A character or a number in there cannot be stored: type it again."
                ) from error

    @contextmanager
    def _writing(self) -> Iterator[Writing]:
        with self._transaction() as connection:
            yield self._writing_by(connection, self._settings)

    def _writing_by(self, connection: Connection, by: Settings) -> Writing:
        return Writing(connection, self._instruments, self._now(), by.constants)

    def _renew(self, writing: Writing) -> None:
        questionnaires = self._fingerprint or written_out(self._instruments)
        rests_on = rules_digest(questionnaires, writing.constants)
        if settings.get(writing.connection, _RESTS_ON) == rests_on:
            return
        everybody = writing.connection.execute(select(_PATIENT.c.id)).scalars().all()
        for patient_id in everybody:
            with suppress(Refusal):  # a questionnaire is gone: the line stays as it was
                writing.renew_standing(patient_id)
        settings.put(writing.connection, _RESTS_ON, rests_on)


def _refuse_blank(words: Private, sentence: str) -> None:
    if not words.reveal().strip():
        raise Refusal(sentence)


def _end_focus(connection: Connection, patient_id: int, on: date) -> None:
    going_on = (_FOCUS.c.patient_id == patient_id) & _FOCUS.c.until.is_(None)
    since = connection.execute(select(_FOCUS.c.since).where(going_on)).scalars().all()
    if any(begun > on for begun in since):
        raise Refusal("The present focus began after that day: choose a later one.")
    connection.execute(delete(_FOCUS).where(going_on, _FOCUS.c.since == on))
    connection.execute(update(_FOCUS).where(going_on).values(until=on))
