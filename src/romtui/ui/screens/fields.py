"""Several fields over the screen that asks: Enter goes on, and saves after the last one."""

from abc import abstractmethod
from collections.abc import Callable
from datetime import date
from typing import Final

from textual.app import ComposeResult
from textual.widgets import Input

from romtui.domain.case import Case
from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.ui.screens.card import CardScreen
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.understood import Understood
from romtui.ui.widgets.wrong import Wrong

_GOES_ON: Final = "Enter goes on and saves after the last field; Esc goes back."
Field = tuple[str, str | Private, str]
"""The id of a field, what it asks, and what stands in it."""


class FieldsScreen(CardScreen[Case]):
    """Gives the case that `save` gives.

    What is wrong is said below its field, and the cursor goes there.
    """

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._heading = heading

    @abstractmethod
    def fields(self) -> tuple[Field, ...]:
        """The fields in the order they are thought of."""

    @abstractmethod
    def save(self, typed: dict[str, str]) -> Case:
        """Read what was typed, by the ids of the fields, and save it. Raises UserError."""

    def check(self, name: str, typed: str) -> None:
        """Raise UserError when this field cannot be saved as it is."""

    def day(self, name: str) -> Callable[[str], date | None] | None:  # noqa: ARG002
        """What reads the day typed into this field; None for a field that is for no day."""
        return None

    def body(self) -> ComposeResult:
        """Heading, fields, hint."""
        yield Note(self._heading)
        for name, asks, stands in self.fields():
            yield Note(asks, classes="quiet")
            yield Input(stands, id=name, select_on_focus=False)
            read = self.day(name)
            if read is not None:
                yield Understood(name, read)
            yield Wrong(name)
        yield Note(_GOES_ON, id="hint")

    def on_mount(self) -> None:
        """Begin in the first field."""
        self.query(Input).first().focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field; after the last, save."""
        inputs = list(self.query(Input))
        typed = {field.id or "": field.value.strip() for field in inputs}
        self._clear()
        is_last = event.input is inputs[-1]
        left = typed if is_last else {event.input.id or "": event.value.strip()}
        for name, words in left.items():
            try:
                self.check(name, words)
            except UserError as error:
                self._refuse(name, str(error))
                return
        if not is_last:
            self.focus_next(Input)
            return
        try:
            case = self.save(typed)
        except UserError as error:
            self._refuse(error.field, str(error))
        else:
            self.dismiss(case)

    def _refuse(self, name: str, sentence: str) -> None:
        """Say what is wrong at its field, and go there; what is about none is said at the end."""
        if name not in {field.id for field in self.query(Input)}:
            self.refuse(sentence)
            return
        self.query_one(f"#{name}-wrong", Wrong).say(sentence)

    def _clear(self) -> None:
        """Say no longer what was wrong."""
        self.hint(_GOES_ON, "")
        for wrong in self.query(Wrong):
            wrong.say("")
