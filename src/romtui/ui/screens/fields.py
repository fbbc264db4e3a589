"""Several fields over the screen that asks: Enter goes on, and saves after the last one."""

from abc import abstractmethod
from typing import Final

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from romtui.domain.case import Case
from romtui.domain.errors import Refusal
from romtui.domain.private import Private
from romtui.ui.screens.card import CardScreen
from romtui.ui.widgets.note import Note

_GOES_ON: Final = "Enter goes on and saves after the last field; Esc goes back."
Field = tuple[str, str | Private, str]
"""The id of a field, what it asks, and what stands in it."""


class FieldsScreen(CardScreen[Case | None]):
    """Gives the case that `save` gives; what it refuses is said where the words still are."""

    BINDINGS = [Binding("escape", "give_up", "back")]

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._heading = heading

    @abstractmethod
    def fields(self) -> tuple[Field, ...]:
        """The fields in the order they are thought of."""

    @abstractmethod
    def save(self, typed: dict[str, str]) -> Case:
        """Read what was typed, by the ids of the fields, and save it. Raises Refusal."""

    def check(self, name: str, typed: str) -> None:
        """Raise Refusal when this field, which is left now, cannot be saved as it is."""

    def compose(self) -> ComposeResult:
        """Heading, fields, hint."""
        with Vertical(classes="card"):
            yield Note(self._heading)
            for name, asks, stands in self.fields():
                yield Note(asks, classes="quiet")
                yield Input(stands, id=name, select_on_focus=False)
            yield Note(_GOES_ON, id="hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field; after the last, save."""
        inputs = list(self.query(Input))
        try:
            self.check(event.input.id or "", event.value.strip())
            if event.input is not inputs[-1]:
                self.focus_next(Input)
                self._hint(_GOES_ON)
                return
            case = self.save({field.id or "": field.value.strip() for field in inputs})
        except Refusal as refusal:
            self._hint(str(refusal), error=True)
        else:
            self.dismiss(case)

    def action_give_up(self) -> None:
        """Go back and change nothing."""
        self.dismiss(None)

    def _hint(self, sentence: str, *, error: bool = False) -> None:
        note = self.query_one("#hint", Note)
        note.words = sentence
        note.set_classes("error" if error else "")
