"""A few lines of text that may change: a sentence, a hint, an error."""

from collections.abc import Iterable

from rich.text import Text
from textual.reactive import reactive

from romtui.domain.private import Private
from romtui.ui.text import wrapped
from romtui.ui.widgets.drawing import Drawing


class Note(Drawing):
    """Words, wrapped. Each paragraph is drawn exactly as it stands."""

    words: reactive[str | Private] = reactive("", layout=True)

    def __init__(
        self,
        words: str | Private = "",
        *,
        id: str | None = None,  # noqa: A002 -- Textual's name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(Note.words, words)

    def watch_words(self) -> None:
        """Draw the new words."""
        self.redraw(layout=True)

    def draw(self, width: int, height: int) -> Iterable[Text]:  # noqa: ARG002
        """Break the words into lines."""
        return wrapped(self.words, width) if self.words else []
