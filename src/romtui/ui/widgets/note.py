"""A few lines of text that may change: a sentence, a hint, an error."""

from collections.abc import Iterable

from rich.text import Text

from romtui.domain.private import Private
from romtui.ui.text import clipped, wrapped
from romtui.ui.widgets.drawing import Drawing, Drawn


class Note(Drawing):
    """Words, wrapped; each paragraph is drawn exactly as written."""

    words: Drawn[str | Private] = Drawn("", layout=True)

    def __init__(
        self,
        words: str | Private = "",
        *,
        id: str | None = None,  # noqa: A002 -- Textual's name for it
        classes: str | None = None,
        most: int = 0,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.most = most
        """How many lines may be drawn, the last one with an ellipsis; 0 is all."""
        self.set_reactive(Note.words, words)

    def draw(self, width: int, height: int) -> Iterable[Text]:  # noqa: ARG002
        """Break the words into lines."""
        lines = list(self.lines(self.words, width)) if self.words else []
        if not self.most or len(lines) <= self.most:
            return lines
        *kept, last = lines[: self.most]
        last.append(" …")
        return [*kept, clipped(last, width)]

    def lines(self, words: str | Private, width: int) -> Iterable[Text]:
        """All lines of the words."""
        return wrapped(words, width)
