"""Change the passphrase: the old one or the recovery code, then the new one twice."""

from textual.app import ComposeResult
from textual.widgets import Input

from romtui.ui import texts
from romtui.ui.screens.secret import NewSecretScreen
from romtui.ui.widgets.inputs import SecretInput
from romtui.ui.widgets.note import Note


class PassphraseScreen(NewSecretScreen):
    """Three fields."""

    TITLE = texts.CHANGE_PASSPHRASE
    IN_FORCE = texts.PASSPHRASE_CHANGED

    def body(self) -> ComposeResult:
        """Old, new, new again."""
        yield Note(texts.CURRENT_SECRET, classes="quiet")
        yield SecretInput(id="old")
        yield Note(texts.NEW_PASSPHRASE, classes="quiet")
        yield SecretInput(id="new")
        yield Note(texts.REPEAT_NEW_PASSPHRASE, classes="quiet")
        yield SecretInput(id="again")
        yield Note(
            texts.PASSPHRASE_AND_BACKUPS,
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
            sentence = texts.NEW_ONES_DIFFER
        if sentence is not None:
            for name in ("#again", "#new"):
                self.query_one(name, SecretInput).value = ""
            self.query_one("#new").focus()
            self._say(sentence)
            return
        self.in_thread(texts.CHANGING, lambda: self._change(old, new), self.finish)

    def _change(self, old: str, new: str) -> list[str]:
        """Change it; gives what is to be read about it."""
        self._vault.change_passphrase(old, new)
        return [*self._vault.notes, *self._store.note_passphrase()]
