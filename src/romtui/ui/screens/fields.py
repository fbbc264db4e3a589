"""Several fields over the screen that asks: Enter goes on, and saves after the last one."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from romtui.domain.case import Case
from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.ui import texts
from romtui.ui.screens.card import CardScreen
from romtui.ui.widgets.field_notes import Understood, Wrong
from romtui.ui.widgets.note import Note


@dataclass(frozen=True, slots=True)
class Field:
    """What a field asks, and what is in it at first.

    `read`, or `day` where it is for a day, raises UserError for what cannot be saved; a day is
    said in words while it is typed.
    """

    id: str
    asks: str | Private
    value: str = ""
    read: Callable[[str], object] = str
    day: Callable[[str], date | None] | None = None


class FieldsScreen(CardScreen[Case]):
    """Gives the case that `save` gives.

    What is wrong is said below its field, and the cursor goes there.
    """

    BINDINGS = [
        Binding("down", "go(1)", "next field", priority=True),
        Binding("up", "go(-1)", "previous field", priority=True),
    ]

    def __init__(self, heading: str, *fields: Field) -> None:
        """`fields` are in the order they are thought of."""
        super().__init__()
        self._heading = heading
        self._fields = fields

    @abstractmethod
    def save(self, typed: dict[str, str]) -> Case:
        """Read what was typed, by the ids of the fields, and save it. Raises UserError."""

    def body(self) -> ComposeResult:
        """Heading, fields, hint."""
        yield Note(self._heading, id="question")
        for field in self._fields:
            yield Note(field.asks, classes="quiet")
            yield Input(field.value, id=field.id, select_on_focus=field.day is not None)
            if field.day is not None:
                yield Understood(field.id, field.day)
            yield Wrong(field.id)
        yield Note(texts.FIELDS_HINT, id="hint")

    def on_mount(self) -> None:
        """Begin in the first field."""
        self.query(Input).first().focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field; after the last, save."""
        typed = {entry.id or "": entry.value.strip() for entry in self.query(Input)}
        self.hint(texts.FIELDS_HINT, "")
        for wrong in self.query(Wrong):
            wrong.say("")
        is_last = event.input.id == self._fields[-1].id
        for field in self._fields:
            if is_last or field.id == event.input.id:
                try:
                    (field.day or field.read)(typed[field.id])
                except UserError as error:
                    self._refuse(field.id, str(error))
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

    def action_go(self, steps: int) -> None:
        """Go to another field, what is typed kept."""
        self.focus_next(Input) if steps > 0 else self.focus_previous(Input)

    def _refuse(self, name: str, sentence: str) -> None:
        """Say what is wrong at its field, and go there; what is about none is said at the end."""
        if name in {field.id for field in self._fields}:
            self.query_one(f"#{name}-wrong", Wrong).say(sentence)
        else:
            self.refuse(sentence)
