"""Change the passphrase: the old one or the recovery code, then the new one twice."""

from functools import partial
from typing import TYPE_CHECKING

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
    from romtui.store.vault.vault import Vault
    from romtui.ui.app import RomtuiApp


class PassphraseScreen(Screen[bool]):
    """Three fields; gives True when the passphrase was changed."""

    CSS_PATH = "unlock.tcss"
    BINDINGS = [Binding("escape", "give_up", "back")]
    app: "RomtuiApp"

    def __init__(self, vault: "Vault", store: "Store") -> None:
        super().__init__()
        self._vault = vault
        self._store = store
        self._changing = False
        self._changed = False

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
                "The backups in the vault's folder take the new one too. A copy of the folder that "
                "you keep elsewhere still opens with the old one. Esc goes back.",
                id="said",
                classes="quiet",
            )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field; after the last, change it."""
        if event.input.id != "again":
            self.focus_next(Input)
            return
        if self._changing or self._changed:
            return
        old, new, again = (field.value for field in self.query(SecretInput))
        sentence = self._vault.weakness(new)
        if new != again:
            sentence = "The two new ones are not the same: please type them again."
        if sentence is not None:
            self._empty("#new", "#again")
            self._say(sentence)
            return
        self._changing = True
        for field in self.query(SecretInput):
            field.disabled = True
        self._say("Changing …")
        self.run_worker(partial(self._change, old, new), thread=True, exclusive=True)

    def action_give_up(self) -> None:
        """Go back; not while it is being changed, for then nobody could say what holds."""
        if not self._changing:
            self.dismiss(self._changed)

    def _change(self, old: str, new: str) -> None:
        try:
            self._vault.change_passphrase(old, new)
        except UserError as refusal:
            self.app.call_from_thread(self._refused, str(refusal))
            return
        notes = [*self._vault.notes, *self._store.note_passphrase()]
        self.app.call_from_thread(self._done, notes)

    def _done(self, notes: list[str]) -> None:
        self._changing, self._changed = False, True
        if not notes:
            self.dismiss(True)
            return
        for field in self.query(SecretInput):
            field.value = ""
        self._say(f"The new passphrase holds. {' '.join(notes)} Esc goes back.")

    def _refused(self, sentence: str) -> None:
        self._changing = False
        for field in self.query(SecretInput):
            field.disabled = False
        self._empty("#old")
        self._say(sentence)

    def _empty(self, *fields: str) -> None:
        for name in reversed(fields):
            field = self.query_one(name, SecretInput)
            field.value = ""
            field.focus()

    def _say(self, sentence: str) -> None:
        note = self.query_one("#said", Note)
        note.set_classes("error")
        note.words = sentence
