"""The first run: a passphrase, the recovery code that is shown once, and then the vault."""

from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from romtui.domain.errors import UserError
from romtui.ui import texts
from romtui.ui.screens.secret import SecretScreen
from romtui.ui.widgets.inputs import SecretInput
from romtui.ui.widgets.note import Note

if TYPE_CHECKING:
    from romtui.store.vault.recovery_code import RecoveryCode
    from romtui.store.vault.vault import Vault
    from romtui.ui.dependencies import Workspace


class CreateScreen(SecretScreen[None]):
    """Asks twice for a passphrase, has the recovery code typed back, makes the vault.

    Nothing is written before the code was typed back: a vault whose code nobody has
    written down is never there.
    """

    TITLE = texts.CREATE_VAULT
    BINDINGS = [Binding("escape", "leave", "leave")]

    def __init__(self) -> None:
        super().__init__()
        self._first = ""
        self._passphrase = ""
        self._code: RecoveryCode | None = None

    def body(self) -> ComposeResult:
        """One instruction, one field, one line for what went wrong."""
        self._choose = texts.CHOOSE_PASSPHRASE.format(offered=self._vault.offer_passphrase())
        yield Note(self._choose, id="ask")
        yield SecretInput(placeholder=texts.TYPE_HERE, id="secret")
        yield Note(id="said", classes="error")
        yield Note(texts.NOTHING_SAVED_YET, classes="quiet")

    def on_mount(self) -> None:
        """Load the database library behind the frame."""
        self.set_timer(0.05, lambda: self.run_worker(self.host.dependencies.warm_up, thread=True))

    def action_leave(self) -> None:
        """Leave while nothing is there yet."""
        if not self.query_one(SecretInput).disabled:
            self.host.leave()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go one step on, or say why not; what was typed is out of the field either way."""
        typed = event.value
        self.query_one(SecretInput).value = ""
        if self._code is not None:
            self._take_code(self._code, typed)
        elif not self._first:
            self._take_first(typed)
        else:
            self._take_second(typed)

    @property
    def _vault(self) -> "Vault":
        assert self.host.dependencies.vault is not None
        return self.host.dependencies.vault

    def _take_first(self, typed: str) -> None:
        weak = self._vault.weakness(typed)
        if weak is not None:
            self._say(weak)
            return
        self._first = typed
        self._ask(texts.REPEAT_PASSPHRASE)

    def _take_second(self, typed: str) -> None:
        first, self._first = self._first, ""
        if typed != first:
            self._ask(self._choose)
            self._say(texts.NO_MATCH_OF_TWO)
            return
        self._passphrase = typed
        self._code = self._vault.offer_recovery_code()
        self.query_one(SecretInput).password = False
        self._ask(texts.RECOVERY_CODE.format(code="-".join(self._code.groups)))

    def _take_code(self, code: "RecoveryCode", typed: str) -> None:
        if not code.matches(typed):
            self._say(texts.NOT_THE_CODE)
            return
        self.query_one(SecretInput).disabled = True
        self.host.type_ahead.wait_for_screen()
        self._say(texts.CREATING, error=False)
        self.run_worker(partial(self._make, code), thread=True, exclusive=True)

    def _make(self, code: "RecoveryCode") -> None:
        dependencies = self.host.dependencies
        try:
            dependencies.warm_up()
            workspace = dependencies.prepare(self._vault.create(self._passphrase, code))
        except UserError as error:
            self.app.call_from_thread(self._refused, str(error))
        else:
            self.app.call_from_thread(self._enter, workspace)

    def _enter(self, workspace: "Workspace") -> None:
        self._passphrase = ""
        self.host.enter(workspace)

    def _refused(self, sentence: str) -> None:
        field = self.query_one(SecretInput)
        field.disabled = False
        field.focus()
        self._say(texts.code_again(sentence))
        self.host.type_ahead.release(drop=True)

    def _ask(self, words: str) -> None:
        self.query_one("#ask", Note).words = words
        self._say("")
