"""Change the passphrase: the old one or the recovery code, then the new one twice."""

from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Middle, Vertical
from textual.screen import Screen
from textual.widgets import Input

from romtui.domain.errors import Refusal
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.secret_input import SecretInput

if TYPE_CHECKING:
    from romtui.store.vault import Vault
    from romtui.ui.app import RomtuiApp


class PassphraseScreen(Screen[bool]):
    """Three fields; gives True when the passphrase was changed."""

    CSS_PATH = "unlock.tcss"
    BINDINGS = [Binding("escape", "give_up", "back")]
    app: "RomtuiApp"

    def __init__(self, vault: "Vault") -> None:
        super().__init__()
        self._vault = vault

    def compose(self) -> ComposeResult:
        """Old, new, new again."""
        with Middle(), Vertical(classes="card"):
            yield Note("Change the passphrase", id="name")
            yield Note("The passphrase you have now, or the recovery code", classes="quiet")
            yield SecretInput(id="old")
            yield Note("The new one", classes="quiet")
            yield SecretInput(id="new")
            yield Note("The new one once more", classes="quiet")
            yield SecretInput(id="again")
            yield Note(
                "Backups made earlier still open with the passphrase of their day. Esc goes back.",
                id="said",
                classes="quiet",
            )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field; after the last, change it."""
        if event.input.id != "again":
            self.focus_next(Input)
            return
        old, new, again = (field.value for field in self.query(SecretInput))
        sentence = self._vault.weakness(new)
        if new != again:
            sentence = "The two new ones are not the same: please type them again."
        if sentence is not None:
            self._say(sentence)
            self.query_one("#new", SecretInput).focus()
            return
        for field in self.query(SecretInput):
            field.disabled = True
        self._say("Changing …")
        self.run_worker(partial(self._change, old, new), thread=True, exclusive=True)

    def action_give_up(self) -> None:
        """Go back and change nothing."""
        self.dismiss(False)

    def _change(self, old: str, new: str) -> None:
        try:
            self._vault.change_passphrase(old, new)
        except Refusal as refusal:
            self.app.call_from_thread(self._refused, str(refusal))
        else:
            self.app.call_from_thread(self.dismiss, True)

    def _refused(self, sentence: str) -> None:
        for field in self.query(SecretInput):
            field.disabled = False
        self.query_one("#old", SecretInput).focus()
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        note = self.query_one("#said", Note)
        note.set_classes("error")
        note.words = sentence
