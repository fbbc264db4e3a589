"""The last line of any screen while the curtain or the lock is about to come."""

from collections.abc import Iterable
from math import ceil

from rich.text import Text

from romtui.domain.idle import Due, Step
from romtui.ui.text import clipped
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawing, Drawn

_WORDS = {Step.CURTAIN: "The curtain falls", Step.LOCK: "romtui locks"}


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
        words = f"{_WORDS[self.coming.step]} in {seconds} s: any key keeps the screen."
        return [clipped(Text(words, ink(self.palette.accent), end=""), width)]
