"""What is shown instead of half a screen."""

from typing import Final

from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen

from romtui.ui import texts
from romtui.ui.lean_screen import LeanScreen
from romtui.ui.widgets.note import Note

COLUMNS: Final = 60
ROWS: Final = 20


def too_small(size: Size) -> bool:
    """Whether an answer could be given that nobody can see."""
    return size.width < COLUMNS or size.height < ROWS


class TooSmallScreen(ModalScreen[None], LeanScreen[None]):
    """One plain sentence; no key does anything that cannot be seen."""

    DEFAULT_CSS = "TooSmallScreen { background: $background; }"

    def compose(self) -> ComposeResult:
        """Say how large the window must be."""
        yield Note(texts.TOO_SMALL.format(columns=COLUMNS, rows=ROWS))
