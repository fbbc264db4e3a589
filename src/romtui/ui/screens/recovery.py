"""Renew the recovery code: a secret of now, then the new code is shown once and typed back."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Input

from romtui.ui import texts
from romtui.ui.screens.secret import NewSecretScreen
from romtui.ui.widgets.inputs import SecretInput
from romtui.ui.widgets.note import Note

if TYPE_CHECKING:
    from romtui.store.store import Store
    from romtui.store.vault.recovery_code import RecoveryCode
    from romtui.store.vault.vault import Vault


class RecoveryScreen(NewSecretScreen):
    """One field, first for the secret of now, then for the code that is typed back."""

    TITLE = texts.NEW_CODE

    def __init__(self, vault: "Vault", store: "Store") -> None:
        super().__init__(vault, store)
        self._secret = ""
        self._code: RecoveryCode | None = None

    def body(self) -> ComposeResult:
        """One instruction, one field, one line for what went wrong."""
        yield Note(texts.NEW_CODE_FIRST, id="ask")
        yield SecretInput(placeholder=texts.TYPE_HERE, id="secret")
        yield Note(id="said", classes="error")
        yield Note(texts.NOTHING_CHANGED_YET, classes="quiet")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go one step on, or say why not; what was typed is out of the field either way."""
        typed, code = event.value, self._code
        if not self.is_open or not typed.strip():
            return
        self.query_one(SecretInput).value = ""
        if code is None:
            self.in_thread(
                texts.CHECKING,
                lambda: self._vault.refuse_wrong(typed),
                lambda _: self._show_code(typed),
            )
        elif code.matches(typed):
            self.in_thread(texts.CHANGING, lambda: self._renew(code), self._renewed)
        else:
            self._say(texts.NOT_THE_CODE)

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
        self.query_one("#ask", Note).words = texts.NEW_CODE_SHOWN.format(
            code="-".join(self._code.groups)
        )
        self._say("")

    def _renew(self, code: "RecoveryCode") -> list[str]:
        """Renew it; gives what is to be read about it."""
        self._vault.renew_recovery_code(self._secret, code)
        return [*self._vault.notes, *self._store.note_recovery_code()]

    def _renewed(self, notes: list[str]) -> None:
        self._secret = ""
        self.query_one("#ask", Note).words = texts.CODE_RENEWED
        self.finish(notes)
