"""One question with one field, over the screen that asks."""

from collections.abc import Callable
from datetime import date
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.widgets import Input

from romtui.domain.errors import UserError
from romtui.ui.screens.card import CardScreen
from romtui.ui.widgets.field_notes import Understood
from romtui.ui.widgets.note import Note

Answer = TypeVar("Answer")


class QuestionScreen(CardScreen[Answer], Generic[Answer]):
    """Asks, and gives what `read` makes of the answer; a UserError is shown and asked again.

    `read` may save, too: what was typed stays in the field until that has worked. Esc gives
    None. Where a day is asked for, `day` reads it: it is said in words while it is typed.
    `typed` is there to be changed; what is `proposed` Enter takes, and typing replaces it.
    """

    def __init__(
        self,
        question: str,
        read: Callable[[str], Answer],
        *,
        hint: str = "",
        typed: str = "",
        proposed: str = "",
        day: Callable[[str], date | None] | None = None,
    ) -> None:
        super().__init__()
        self._question = question
        self._read = read
        self._hint = hint
        self._typed = typed or proposed
        self._replaced = bool(proposed)
        self._day = day

    def body(self) -> ComposeResult:
        """Question, field, hint."""
        yield Note(self._question, id="question")
        yield Input(self._typed, id="answer", select_on_focus=self._replaced)
        if self._day is not None:
            yield Understood("answer", self._day)
        yield Note(self._hint, id="hint", classes="quiet")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Read the answer, or say why it cannot be read."""
        try:
            answer = self._read(event.value)
        except UserError as error:
            self.refuse(str(error))
        else:
            self.dismiss(answer)
