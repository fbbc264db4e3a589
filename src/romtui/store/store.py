"""The verbs: domain in, domain out, each exactly one transaction."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from romtui.domain.case import Attendance, Case, Draft, Form, Patient, Result
from romtui.domain.caseload import Standing
from romtui.domain.instrument import Instrument
from romtui.domain.private import Private
from romtui.store.clock import Clock

_NOTHING = Private("")


class Store:
    """The records of one open vault. Safe to call from any thread, one call at a time.

    Call `use` with the instruments before asking for a case; `caseload` and the settings
    work without them.
    """

    def __init__(self, engine: Any, *, now: Clock, on_close: Callable[[], None]) -> None: ...

    def use(self, instruments: Mapping[str, Instrument]) -> None:
        """Give the store the questionnaires it scores with, by id."""

    def caseload(self) -> tuple[Standing, ...]:
        """Everybody, archived ones too, in the order of their codes."""
        raise NotImplementedError

    def case(self, patient_id: int) -> Case:
        """Read all about one patient."""
        raise NotImplementedError

    def propose_code(self) -> str:
        """Give the next free code, such as A-017."""
        raise NotImplementedError

    def add_patient(
        self,
        code: str = "",
        initials: Private = _NOTHING,
        name: Private = _NOTHING,
        birth_year: int | None = None,
        started_on: date | None = None,
    ) -> Case:
        """Start a record; an empty code takes the proposed one, no date means today."""
        raise NotImplementedError

    def edit_patient(self, patient: Patient) -> Case:
        """Write a changed patient: `edit_patient(replace(case.patient, stage=...))`."""
        raise NotImplementedError

    def archive(self, patient_id: int, on: date) -> Case:
        """Put a record away; nothing is deleted."""
        raise NotImplementedError

    def unarchive(self, patient_id: int) -> Case:
        """Take a record out again."""
        raise NotImplementedError

    def keep_draft(self, patient_id: int, draft: Draft) -> None:
        """Save a half-filled form, after each key."""
        raise NotImplementedError

    def drop_draft(self, patient_id: int, instrument: str) -> Case:
        """Throw a half-filled form away."""
        raise NotImplementedError

    def record(self, patient_id: int, form: Form) -> Case:
        """Score a form and keep it; its draft goes."""
        raise NotImplementedError

    def amend(self, result_id: int, form: Form, reason: Private) -> Case:
        """Correct a result by a new version; a reason is asked for."""
        raise NotImplementedError

    def undo(self, result_id: int) -> Case:
        """Take the last change of a result back, by a new version.

        A form just recorded is withdrawn and comes back as a draft with its answers.
        """
        raise NotImplementedError

    def withdraw(self, result_id: int, reason: Private) -> Case:
        """Mark a result as entered in error: it leaves the trend, its history stays."""
        raise NotImplementedError

    def history(self, result_id: int) -> tuple[Result, ...]:
        """Every version of a result, oldest first."""
        raise NotImplementedError

    def set_target(self, patient_id: int, instrument: str, score: Decimal | None) -> Case:
        """Set the total to reach; None takes the target away, its history stays."""
        raise NotImplementedError

    def record_impression(self, patient_id: int, on: date, impression: int | None) -> Case:
        """Keep the blind impression of a day, -2 to +2; None takes it back."""
        raise NotImplementedError

    def record_session(self, patient_id: int, on: date, attendance: Attendance) -> Case:
        """Say what became of the session of a day."""
        raise NotImplementedError

    def set_focus(
        self, patient_id: int, name: Private, since: date, next_idea: Private = _NOTHING
    ) -> Case:
        """Begin a focus; the one before ends the same day. An empty name only ends it."""
        raise NotImplementedError

    def share(self, result_id: int, how: str) -> Case:
        """Note that a result was talked about; `how` is one of our own words."""
        raise NotImplementedError

    def review_safety(self, result_id: int, note: Private) -> Case:
        """Note what was asked and done about a safety answer, in this version of it."""
        raise NotImplementedError

    def take_in(self, cases: Iterable[Case]) -> None:
        """Write whole cases at once; their ids are given anew."""
        raise NotImplementedError

    def setting(self, key: str) -> str | None:
        """Read a setting kept in the vault."""
        raise NotImplementedError

    def set_setting(self, key: str, value: str) -> None:
        """Write a setting kept in the vault."""
        raise NotImplementedError

    def close(self) -> None:
        """Fold everything into one file, close it and let the next program in."""
        raise NotImplementedError
