"""Change the passphrase: the old one or the recovery code, then the new one twice."""

from textual.app import ComposeResult
from textual.widgets import Input

from romtui.ui.screens.secret import NewSecretScreen
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.secret_input import SecretInput


class PassphraseScreen(NewSecretScreen):
    """Three fields."""

    TITLE = "Change the passphrase"
    IN_FORCE = "The new passphrase holds. "

    def body(self) -> ComposeResult:
        """Old, new, new again."""
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
        if not self.is_open:
            return
        old, new, again = (field.value for field in self.query(SecretInput))
        sentence = self._vault.weakness(new)
        if new != again:
            sentence = "The two new ones are not the same: please type them again."
        if sentence is not None:
            for name in ("#again", "#new"):
                self.query_one(name, SecretInput).value = ""
            self.query_one("#new").focus()
            self._say(sentence)
            return
        self.in_thread("Changing …", lambda: self._change(old, new), self.finish)

    def _change(self, old: str, new: str) -> list[str]:
        """Change it; gives what is to be read about it."""
        self._vault.change_passphrase(old, new)
        return [*self._vault.notes, *self._store.note_passphrase()]
