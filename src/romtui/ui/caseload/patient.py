"""Add a patient, or edit code, initials, name and birth year."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from textual.widgets import Input

from romtui.domain.case import Case, Patient
from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.ui.caseload import texts
from romtui.ui.screens.fields import Field, FieldsScreen

_OLDEST = 120
"""Years: a birth year further back is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Details:
    """What was typed about who a person is."""

    code: str
    initials: Private
    name: Private
    birth_year: int | None


class PatientScreen(FieldsScreen):
    """Four fields; only the code is needed, and one is proposed."""

    def __init__(
        self,
        today: date,
        keep: Callable[[Details], Case],
        *,
        code: str = "",
        patient: Patient | None = None,
    ) -> None:
        year = patient.birth_year if patient else None
        super().__init__(
            texts.NEW_PATIENT if patient is None else texts.EDIT_PATIENT,
            Field("code", texts.CODE, patient.code if patient else code),
            Field(
                "initials",
                texts.INITIALS,
                patient.initials.reveal() if patient else "",
            ),
            Field(
                "name",
                texts.NAME,
                patient.name.reveal() if patient else "",
            ),
            Field(
                "year",
                texts.BIRTH_YEAR,
                "" if year is None else str(year),
                partial(read_year, today=today),
            ),
        )
        self._keep = keep
        self._today = today
        self._is_new = patient is None

    def on_mount(self) -> None:
        """Let what is typed take the place of the proposed code."""
        if self._is_new:
            self.query_one("#code", Input).select_all()

    def save(self, typed: dict[str, str]) -> Case:
        """Keep who the person is."""
        return self._keep(
            Details(
                code=typed["code"],
                initials=Private(typed["initials"]),
                name=Private(typed["name"]),
                birth_year=read_year(typed["year"], self._today),
            )
        )


def read_year(words: str, today: date) -> int | None:
    """Read a birth year; nothing is None. Raises UserError for what cannot be one."""
    if not words:
        return None
    if not (words.isascii() and words.isdigit()) or not (
        today.year - _OLDEST <= int(words) <= today.year
    ):
        raise UserError(texts.wrong_birth_year(today.year))
    return int(words)
