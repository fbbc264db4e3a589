"""A yes or no over the screen that asks. It names the thing, and Enter is no."""

from textual.app import ComposeResult
from textual.binding import Binding

from romtui.ui import texts
from romtui.ui.screens.card import CardScreen
from romtui.ui.widgets.answers import Answers
from romtui.ui.widgets.note import Note


class ConfirmScreen(CardScreen[bool]):
    """Gives True only after `y`; Enter, Esc and `n` change nothing."""

    BINDINGS = [
        Binding("y", "answer(True)", "yes"),
        Binding("n,enter,escape", "answer(False)", "no"),
    ]

    def __init__(self, question: str, *, yes: str, no: str) -> None:
        super().__init__()
        self._question = question
        self._choices = texts.confirm(yes, no)

    def body(self) -> ComposeResult:
        """Question and the two answers."""
        several = "-several" if "\n" in self._question else ""
        yield Note(self._question, id="question", classes=several)
        yield Answers(self._choices, id="hint", classes="quiet")

    def action_answer(self, yes: bool) -> None:
        """Give the answer."""
        self.dismiss(yes)
