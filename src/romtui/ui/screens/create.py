"""The first run: a passphrase, and the recovery code that is shown once."""

from functools import partial
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Middle, Vertical
from textual.screen import Screen
from textual.widgets import Input

from romtui.domain.errors import Refusal
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.secret_input import SecretInput

if TYPE_CHECKING:
    from romtui.store.recovery import RecoveryCode
    from romtui.store.store import Store
    from romtui.ui.app import RomtuiApp

_CHOOSE: Final = (
    "Everything you enter is encrypted on this computer with a passphrase only you know. "
    "Take six words such as these, or words of your own:\n\n"
    "    {offered}\n\n"
    "Write it down and keep it away from this computer."
)
_REPEAT: Final = "Type the passphrase once more."
_CODE: Final = (
    "This recovery code opens the vault when the passphrase is forgotten. It is shown only now: "
    "write it down, and keep it with your papers, not beside this computer.\n\n"
    "    {code}\n\n"
    "If both the passphrase and this code are lost, nobody can help: the records stay closed "
    "for good.\n\n"
    "Type the code to show that you have it. (Capitals, spaces and dashes do not matter.)"
)


class CreateScreen(Screen[None]):
    """Asks twice for a passphrase, makes the vault, has the recovery code typed back."""

    CSS_PATH = "unlock.tcss"
    app: "RomtuiApp"

    def __init__(self) -> None:
        super().__init__()
        self._first = ""
        self._made: tuple[Store, RecoveryCode] | None = None

    def compose(self) -> ComposeResult:
        """One instruction, one field, one line for what went wrong."""
        assert self.app.wiring.vault is not None
        offered = self.app.wiring.vault.offer_passphrase()
        with Middle(), Vertical(classes="card"):
            yield Note("romtui · a new vault", id="name")
            yield Note(_CHOOSE.format(offered=offered), id="ask")
            yield SecretInput(placeholder="type it here, then Enter", id="secret")
            yield Note(id="said", classes="error")

    def on_mount(self) -> None:
        """Load the database library behind the frame."""
        self.set_timer(0.05, lambda: self.run_worker(self.app.wiring.warm_up, thread=True))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go one step on, or say why not."""
        if self._made is not None:
            self._check_code(event.value)
        elif not self._first:
            self._take_first(event.value)
        else:
            self._take_second(event.value)

    def _take_first(self, typed: str) -> None:
        assert self.app.wiring.vault is not None
        weak = self.app.wiring.vault.weakness(typed)
        if weak is not None:
            self.query_one(SecretInput).value = ""
            self._say(weak)
            return
        self._first = typed
        self._ask(_REPEAT)

    def _take_second(self, typed: str) -> None:
        first, self._first = self._first, ""
        if typed != first:
            assert self.app.wiring.vault is not None
            offered = self.app.wiring.vault.offer_passphrase()
            self._ask(_CHOOSE.format(offered=offered))
            self._say("The two were not the same: please choose again.")
            return
        field = self.query_one(SecretInput)
        field.value = ""
        field.disabled = True
        self._say("Making the vault …", error=False)
        self.run_worker(partial(self._make, typed), thread=True, exclusive=True)

    def _make(self, passphrase: str) -> None:
        assert self.app.wiring.vault is not None
        try:
            made = self.app.wiring.vault.create(passphrase)
        except Refusal as refusal:
            self.app.call_from_thread(self._refused, str(refusal))
        else:
            self.app.call_from_thread(self._show_code, made)

    def _show_code(self, made: "tuple[Store, RecoveryCode]") -> None:
        self._made = made
        field = self.query_one(SecretInput)
        field.disabled = False
        field.password = False
        self._ask(_CODE.format(code="-".join(made[1].groups)))
        field.focus()

    def _check_code(self, typed: str) -> None:
        assert self._made is not None
        store, code = self._made
        if not code.matches(typed):
            self._say("That is not the code above: please look again, group by group.")
            return
        self._say("Opening …", error=False)
        self.run_worker(partial(self._open, store), thread=True, exclusive=True)

    def _open(self, store: "Store") -> None:
        try:
            opened = self.app.wiring.settle(store)
        except Refusal as refusal:
            self.app.call_from_thread(self._refused, str(refusal))
        else:
            self.app.call_from_thread(self.app.enter, opened)

    def _refused(self, sentence: str) -> None:
        field = self.query_one(SecretInput)
        field.disabled = False
        field.focus()
        self._say(sentence)

    def _ask(self, words: str) -> None:
        self.query_one(SecretInput).value = ""
        self.query_one("#ask", Note).words = words
        self._say("")

    def _say(self, sentence: str, *, error: bool = True) -> None:
        note = self.query_one("#said", Note)
        note.set_class(error, "error")
        note.words = sentence
