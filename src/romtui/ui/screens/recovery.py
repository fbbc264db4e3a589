"""Renew the recovery code: a secret of now, then the new code is shown once and typed back."""

from functools import partial
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Middle, Vertical
from textual.screen import Screen
from textual.widgets import Input

from romtui.domain.errors import UserError
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.secret_input import SecretInput

if TYPE_CHECKING:
    from romtui.store.store import Store
    from romtui.store.vault.recovery_code import RecoveryCode
    from romtui.store.vault.vault import Vault
    from romtui.ui.app import RomtuiApp

_FIRST: Final = (
    "A new recovery code takes the place of the one you have, for when the paper is lost or "
    "somebody has seen it. The backups in the vault's folder take the new code too. A copy you "
    "keep elsewhere, on a stick for instance, still opens with the old code.\n\n"
    "Type the passphrase, or the recovery code you have now."
)
_CODE: Final = (
    "This is the new recovery code. It is shown only now: write it down, and keep it with your "
    "papers, not beside this computer. Until you have typed it, the old one holds.\n\n"
    "    {code}\n\n"
    "Type the code to show that you have it. (Capitals, spaces and dashes do not matter.)"
)


class RecoveryScreen(Screen[bool]):
    """One field after the other; gives True when there is a new code."""

    CSS_PATH = "unlock.tcss"
    BINDINGS = [Binding("escape", "give_up", "back")]
    app: "RomtuiApp"

    def __init__(self, vault: "Vault", store: "Store") -> None:
        super().__init__()
        self._vault = vault
        self._store = store
        self._secret = ""
        self._code: RecoveryCode | None = None
        self._busy = False
        self._renewed = False

    def compose(self) -> ComposeResult:
        """One instruction, one field, one line for what went wrong."""
        with Middle(), Vertical(classes="card"):
            yield Note("A new recovery code", id="name")
            yield Note(_FIRST, id="ask")
            yield SecretInput(placeholder="type it here, then Enter", id="secret")
            yield Note(id="said", classes="error")
            yield Note("Esc goes back; until the last step nothing changes.", classes="quiet")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go one step on, or say why not; what was typed is out of the field either way."""
        typed = event.value
        if self._busy or self._renewed or not typed.strip():
            return
        self.query_one(SecretInput).value = ""
        if self._code is None:
            self._wait("Checking …")
            self.run_worker(partial(self._try, typed), thread=True, exclusive=True)
        elif self._code.matches(typed):
            self._wait("Changing …")
            self.run_worker(partial(self._renew, self._code), thread=True, exclusive=True)
        else:
            self._say("That is not the code above: please look again, group by group.")

    def action_give_up(self) -> None:
        """Go back; not while it is being changed, for then nobody could say which code holds."""
        if not self._busy:
            self._secret = ""
            self.dismiss(self._renewed)

    def _try(self, secret: str) -> None:
        try:
            self._vault.refuse_wrong(secret)
        except UserError as refusal:
            self.app.call_from_thread(self._refused, str(refusal))
        else:
            self.app.call_from_thread(self._show_code, secret)

    def _show_code(self, secret: str) -> None:
        self._secret = secret
        self._code = self._vault.offer_recovery_code()
        self._go_on()
        self.query_one(SecretInput).password = False
        self.query_one("#ask", Note).words = _CODE.format(code="-".join(self._code.groups))
        self._say("")

    def _renew(self, code: "RecoveryCode") -> None:
        try:
            self._vault.renew_recovery_code(self._secret, code)
        except UserError as refusal:
            self.app.call_from_thread(self._refused, str(refusal))
            return
        notes = [*self._vault.notes, *self._store.note_recovery_code()]
        self.app.call_from_thread(self._done, notes)

    def _done(self, notes: list[str]) -> None:
        self._busy, self._renewed, self._secret = False, True, ""
        if not notes:
            self.dismiss(True)
            return
        self.query_one("#ask", Note).words = "The new recovery code holds."
        self._say(f"{' '.join(notes)} Esc goes back.")

    def _refused(self, sentence: str) -> None:
        self._go_on()
        self._say(sentence)

    def _wait(self, words: str) -> None:
        self._busy = True
        self.query_one(SecretInput).disabled = True
        self._say(words)

    def _go_on(self) -> None:
        self._busy = False
        field = self.query_one(SecretInput)
        field.disabled = False
        field.focus()

    def _say(self, sentence: str) -> None:
        self.query_one("#said", Note).words = sentence
