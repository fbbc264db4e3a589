"""One question with one field, over the screen that asks."""

from collections.abc import Callable
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from romtui.domain.errors import Refusal
from romtui.ui.screens.card import CardScreen
from romtui.ui.widgets.note import Note

Answer = TypeVar("Answer")


class QuestionScreen(CardScreen[Answer | None], Generic[Answer]):
    """Asks, and gives what `read` makes of the answer; a Refusal is shown and asked again.

    `read` may save, too: what was typed stays in the field until that has worked. Esc gives
    None.
    """

    BINDINGS = [Binding("escape", "give_up", "back")]

    def __init__(
        self,
        question: str,
        read: Callable[[str], Answer],
        *,
        hint: str = "",
        typed: str = "",
    ) -> None:
        super().__init__()
        self._question = question
        self._read = read
        self._hint = hint
        self._typed = typed

    def compose(self) -> ComposeResult:
        """Question, field, hint."""
        with Vertical(classes="card"):
            yield Note(self._question, id="question")
            yield Input(self._typed, select_on_focus=False)
            yield Note(self._hint, id="hint", classes="quiet")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Read the answer, or say why it cannot be read."""
        try:
            answer = self._read(event.value)
        except Refusal as refusal:
            note = self.query_one("#hint", Note)
            note.words = str(refusal)
            note.set_classes("error")
        else:
            self.dismiss(answer)

    def action_give_up(self) -> None:
        """Go back without an answer."""
        self.dismiss(None)
