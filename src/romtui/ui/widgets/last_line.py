"""One sentence in the last line of any screen, for as long as it holds."""

from collections.abc import Iterable

from rich.text import Text

from romtui.ui.text import clipped
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawing


class LastLine(Drawing):
    """Lies over the screen that is on, takes no key and goes by itself."""

    DEFAULT_CSS = """
    LastLine { dock: bottom; overlay: screen; width: 100%; height: 1; padding: 0 1;
               background: $panel; }
    """

    def __init__(self, sentence: str, seconds: float) -> None:
        super().__init__()
        self._sentence = sentence
        self._seconds = seconds

    def on_mount(self) -> None:
        """Begin to count."""
        self.set_timer(self._seconds, self.remove)

    def draw(self, width: int, height: int) -> Iterable[Text]:  # noqa: ARG002
        """Draw one line."""
        return [clipped(Text(self._sentence, ink(self.palette.accent), end=""), width)]
