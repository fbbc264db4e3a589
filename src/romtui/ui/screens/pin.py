"""Asking for the PIN over another screen, and choosing one."""

from functools import partial

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from romtui.ui import texts
from romtui.ui.lean_screen import LeanScreen
from romtui.ui.widgets.pin_card import NewPinCard, PinCard


class PinScreen(ModalScreen[bool], LeanScreen[bool]):
    """Gives True after the PIN or the passphrase, False after Esc; three wrong ones lock."""

    CSS_PATH = "card.tcss"
    BINDINGS = [Binding("escape", "give_up", "back")]

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._heading = heading

    def compose(self) -> ComposeResult:
        """The card alone."""
        yield PinCard(self._heading, partial(self.dismiss, True))

    def action_give_up(self) -> None:
        """Go back to where one was."""
        self.dismiss(False)


class NewPinScreen(ModalScreen[bool], LeanScreen[bool]):
    """Gives True once a PIN was chosen, False after Esc."""

    CSS_PATH = "card.tcss"
    BINDINGS = [Binding("escape", "give_up", "back")]

    def compose(self) -> ComposeResult:
        """The card alone."""
        yield NewPinCard(partial(self.dismiss, True), texts.ESC_BACK)

    def action_give_up(self) -> None:
        """Go back without a PIN."""
        self.dismiss(False)
