"""Renew the recovery code: a secret of now, then the new code is shown once and typed back."""

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.widgets import Input

from romtui.ui.screens.secret import NewSecretScreen
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.secret_input import SecretInput

if TYPE_CHECKING:
    from romtui.store.store import Store
    from romtui.store.vault.recovery_code import RecoveryCode
    from romtui.store.vault.vault import Vault

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


class RecoveryScreen(NewSecretScreen):
    """One field, first for the secret of now, then for the code that is typed back."""

    TITLE = "A new recovery code"

    def __init__(self, vault: "Vault", store: "Store") -> None:
        super().__init__(vault, store)
        self._secret = ""
        self._code: RecoveryCode | None = None

    def body(self) -> ComposeResult:
        """One instruction, one field, one line for what went wrong."""
        yield Note(_FIRST, id="ask")
        yield SecretInput(placeholder="type it here, then Enter", id="secret")
        yield Note(id="said", classes="error")
        yield Note("Esc goes back; until the last step nothing changes.", classes="quiet")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go one step on, or say why not; what was typed is out of the field either way."""
        typed, code = event.value, self._code
        if not self.is_open or not typed.strip():
            return
        self.query_one(SecretInput).value = ""
        if code is None:
            self.in_thread(
                "Checking …",
                lambda: self._vault.refuse_wrong(typed),
                lambda _: self._show_code(typed),
            )
        elif code.matches(typed):
            self.in_thread("Changing …", lambda: self._renew(code), self._renewed)
        else:
            self._say("That is not the code above: please look again, group by group.")

    def action_give_up(self) -> None:
        """Forget the secret, too."""
        if not self._busy:
            self._secret = ""
        super().action_give_up()

    def _show_code(self, secret: str) -> None:
        self._secret = secret
        self._code = self._vault.offer_recovery_code()
        self.open_fields()
        self.query_one(SecretInput).password = False
        self.query_one("#ask", Note).words = _CODE.format(code="-".join(self._code.groups))
        self._say("")

    def _renew(self, code: "RecoveryCode") -> list[str]:
        """Renew it; gives what is to be read about it."""
        self._vault.renew_recovery_code(self._secret, code)
        return [*self._vault.notes, *self._store.note_recovery_code()]

    def _renewed(self, notes: list[str]) -> None:
        self._secret = ""
        self.query_one("#ask", Note).words = "The new recovery code holds."
        self.finish(notes)
