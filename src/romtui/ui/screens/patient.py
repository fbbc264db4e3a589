"""Add a person, or change who they are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from romtui.domain.case import Case, Patient
from romtui.domain.errors import Refusal
from romtui.domain.private import Private
from romtui.ui.widgets.note import Note

_OLDEST = 120
"""Years: a birth year further back is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Details:
    """What was typed about who a person is."""

    code: str
    initials: Private
    name: Private
    birth_year: int | None


class PatientScreen(ModalScreen[Case | None]):
    """Four fields; only the code is needed, and one is proposed. Enter goes on, then saves.

    Gives the case that `save` gives; what it refuses is said here, where the words still are.
    """

    CSS_PATH = "question.tcss"
    BINDINGS = [Binding("escape", "give_up", "back")]

    def __init__(
        self,
        today: date,
        save: Callable[[Details], Case],
        *,
        code: str = "",
        patient: Patient | None = None,
    ) -> None:
        super().__init__()
        self._save = save
        self._today = today
        self._code = code
        self._patient = patient

    def compose(self) -> ComposeResult:
        """The fields in the order they are thought of."""
        patient = self._patient
        with Vertical(classes="card"):
            yield Note("A new person" if patient is None else "Who this is")
            yield Note("Code (shown everywhere)", classes="quiet")
            yield Input(patient.code if patient else self._code, id="code", select_on_focus=False)
            yield Note("Initials (shown beside the code; may stay empty)", classes="quiet")
            yield Input(
                _typed(patient.initials if patient else None), id="initials", select_on_focus=False
            )
            yield Note("Name (hidden unless asked for; may stay empty)", classes="quiet")
            yield Input(_typed(patient.name if patient else None), id="name", select_on_focus=False)
            yield Note("Birth year (may stay empty)", classes="quiet")
            year = patient.birth_year if patient else None
            yield Input("" if year is None else str(year), id="year", select_on_focus=False)
            yield Note("Enter goes on and saves after the last field; Esc goes back.", id="hint")

    def on_mount(self) -> None:
        """Start where typing is likely: the code is already proposed."""
        self.query_one("#code" if self._patient else "#initials", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field; after the last, save."""
        if event.input.id != "year":
            self.focus_next(Input)
            return
        try:
            self.dismiss(self._save(self._details()))
        except Refusal as refusal:
            note = self.query_one("#hint", Note)
            note.words = str(refusal)
            note.set_classes("error")

    def action_give_up(self) -> None:
        """Go back and change nothing."""
        self.dismiss(None)

    def _details(self) -> Details:
        values = {field.id: field.value.strip() for field in self.query(Input)}
        return Details(
            code=values["code"],
            initials=Private(values["initials"]),
            name=Private(values["name"]),
            birth_year=read_year(values["year"], self._today),
        )


def read_year(words: str, today: date) -> int | None:
    """Read a birth year; nothing is None. Raises Refusal for what cannot be one."""
    if not words:
        return None
    if not (words.isascii() and words.isdigit()) or not (
        today.year - _OLDEST <= int(words) <= today.year
    ):
        raise Refusal(
            f"Write the birth year as four digits, up to {today.year}, or leave it empty."
        )
    return int(words)


def _typed(words: Private | None) -> str:
    """Give back to its own field what was typed into it."""
    return words.reveal() if words else ""
