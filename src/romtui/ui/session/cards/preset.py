"""A few words and a day: chosen by a digit from what is often said, or typed."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from romtui.domain.case import Case
from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.ui.screens.card import CardScreen
from romtui.ui.session import texts
from romtui.ui.widgets.answers import Answers
from romtui.ui.widgets.field_notes import Understood, Wrong
from romtui.ui.widgets.inputs import PresetInput
from romtui.ui.widgets.note import Note

Day = TypeVar("Day", bound=date | None)

_MOST = 9


class PresetScreen(CardScreen[Case], Generic[Day]):
    """A digit in the empty field takes one of the presets; Enter saves with the day as it stands.

    Gives the case that `keep` gives. What is wrong is said below its field, and the cursor goes
    there.
    """

    BINDINGS = [
        Binding("down,tab", "go_to('#day')", "the day", priority=True),
        Binding("up,shift+tab", "go_to('#what')", "the words", priority=True),
    ]

    def __init__(
        self,
        question: str,
        presets: Sequence[str],
        day: tuple[str, str],
        read_day: Callable[[str], Day],
        keep: Callable[[Private, Day], Case],
    ) -> None:
        super().__init__()
        self._question = question
        self._presets = tuple(presets[:_MOST])
        self._asks_day, self._day = day
        self._read_day = read_day
        self._keep = keep

    def body(self) -> ComposeResult:
        """Question, presets, words, day, hint."""
        yield Note(self._question, id="question")
        for digit, preset in enumerate(self._presets, start=1):
            yield Answers(f"{digit}  {preset}", classes="preset")
        yield PresetInput(self._presets, id="what")
        yield Wrong("what")
        yield Note(self._asks_day, classes="quiet")
        yield Input(self._day, id="day")
        yield Understood("day", self._read_day)
        yield Wrong("day")
        yield Note(texts.PRESET_HINT, id="hint")

    def on_input_submitted(self) -> None:
        """Keep it, or say why it cannot be kept."""
        what, day = (self.query_one(field, Input).value for field in ("#what", "#day"))
        for wrong in self.query(Wrong):
            wrong.say("")
        if not what.strip() or what.strip().isdecimal():
            few_words = texts.A_FEW_WORDS
            self.query_one("#what-wrong", Wrong).say(few_words)
            return
        try:
            on = self._read_day(day)
        except UserError as error:
            self.query_one("#day-wrong", Wrong).say(str(error))
            return
        try:
            case = self._keep(Private(what), on)
        except UserError as error:
            self.refuse(str(error))
        else:
            self.dismiss(case)

    def action_go_to(self, field: str) -> None:
        """Go to the other field."""
        self.query_one(field, Input).focus()
