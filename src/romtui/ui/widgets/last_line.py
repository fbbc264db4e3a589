"""A sentence in the last line of any screen: it lies over the screen and takes no key."""

from collections.abc import Iterable
from math import ceil

from rich.text import Text

from romtui.domain.idle import Due, Protection
from romtui.ui import texts
from romtui.ui.text import clipped
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawing, Drawn

_COMES = {Protection.CURTAIN: texts.hides_in, Protection.LOCK: texts.locks_in}


class LastLine(Drawing):
    """Disappears by itself after `seconds`."""

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


class Countdown(Drawing):
    """Says what comes in how many seconds. It takes no key: any key goes where it always goes."""

    DEFAULT_CSS = """
    Countdown { dock: bottom; overlay: screen; width: 100%; height: 1; padding: 0 1;
                background: $panel; }
    """

    coming: Drawn[Due | None] = Drawn(None)

    @property
    def is_current(self) -> bool:
        """Whether it is on the screen that is on."""
        return self.is_attached and self.screen.is_current

    def draw(self, width: int, height: int) -> Iterable[Text]:  # noqa: ARG002
        """Draw one line."""
        if self.coming is None:
            return []
        seconds = max(ceil(self.coming.seconds), 0)
        words = _COMES[self.coming.protection](seconds)
        return [clipped(Text(words, ink(self.palette.accent), end=""), width)]
