"""The curtain: nothing of the screen below can be seen or reached until the PIN lifts it."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from romtui.ui import texts
from romtui.ui.host import InHost
from romtui.ui.lean_screen import LeanScreen
from romtui.ui.widgets.pin_card import NewPinCard, PinCard


class CurtainScreen(ModalScreen[None], LeanScreen[None]):
    """An empty screen that asks for the PIN.

    The first time a therapist draws it there is no PIN: then one is chosen here, or Esc goes
    back. Left alone at that, only the passphrase lifts it: whoever comes by chooses no PIN.
    """

    CSS_PATH = "card.tcss"
    BINDINGS = [
        Binding("ctrl+x", "lock", "lock", priority=True, id="app.lock"),
        Binding("escape", "give_up", "back"),
    ]
    host = InHost()

    def __init__(self, *, may_choose: bool) -> None:
        super().__init__()
        self._may_choose = may_choose

    @property
    def choosing(self) -> bool:
        """Whether a first PIN is being chosen, so that the screen is not yet closed."""
        workspace = self.host.workspace
        return self._may_choose and (workspace is None or not workspace.store.has_pin())

    def compose(self) -> ComposeResult:
        """The card alone."""
        if self.choosing:
            yield NewPinCard(self._ask, texts.HIDDEN_WHILE_CHOOSING)
        else:
            yield self._card()

    def ask_for_passphrase(self) -> None:
        """Let nobody choose a PIN any more."""
        self._may_choose = False
        self._ask()

    def action_lock(self) -> None:
        """Lock: the field of a secret would take the key for cutting."""
        self.host.action_lock()

    def action_give_up(self) -> None:
        """Go back, as long as there is no PIN to be asked for."""
        if self.choosing:
            self.host.lift_curtain()

    def _ask(self) -> None:
        self.query(NewPinCard).remove()
        self.mount(self._card())

    def _card(self) -> PinCard:
        return PinCard(texts.SCREEN_HIDDEN, self.host.lift_curtain)
