"""The note of a session, to be taken over into the therapist's own record."""

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen

from romtui.domain.case import Patient
from romtui.domain.private import Private
from romtui.plain_file import write_plain
from romtui.ui.commands import NOTE, bindings, key_for
from romtui.ui.screens.question import QuestionScreen
from romtui.ui.widgets.banner import Banner
from romtui.ui.widgets.key_bar import KeyBar
from romtui.ui.widgets.note import Note

if TYPE_CHECKING:
    from romtui.ui.app import RomtuiApp

_SENT: Final = "Sent to the terminal's clipboard."
_NOT_ENCRYPTED: Final = "This file is not encrypted. What is there already is not written over."


def _how() -> str:
    send, write = key_for("note.send"), key_for("note.write")
    return (
        "Plain text for your own record: select it with the mouse, "
        f"or take it with {send} or {write}."
    )


class NoteScreen(Screen[None]):
    """Stays on the screen to be selected: a terminal need not have a clipboard.

    While it is on, the mouse is the terminal's own.
    """

    CSS_PATH = "note.tcss"
    KEYS = NOTE
    BINDINGS = bindings(NOTE)
    app: "RomtuiApp"

    def __init__(self, patient: Patient, note: Private) -> None:
        super().__init__()
        self._patient = patient
        self._note = note

    def compose(self) -> ComposeResult:
        """The note, a sentence, the keys."""
        yield Banner(self._patient, demo=self.app.dependencies.demo)
        with VerticalScroll():
            yield Note(self._note, id="note")
        yield Note(_how(), id="said", classes="quiet")
        yield KeyBar(NOTE)

    def on_mount(self) -> None:
        """Say what this screen is."""
        self.query_one(Banner).title = "Note of the session"

    def on_screen_resume(self) -> None:
        """Leave the mouse to the terminal."""
        self.app.leave_mouse_to_terminal(True)

    def on_screen_suspend(self) -> None:
        """Take the mouse back."""
        self.app.leave_mouse_to_terminal(False)

    def action_send(self) -> None:
        """Send the note to the terminal's clipboard; whether it took it cannot be known."""
        self.app.send_to_clipboard(self._note)
        self.say(_SENT)

    def action_write(self) -> None:
        """Ask where to write the note to."""
        asking = QuestionScreen(
            "Write this note to which file?",
            lambda typed: write_plain(typed, self._note),
            hint=f"The path, such as ~/note.txt. {_NOT_ENCRYPTED}",
        )
        self.app.push_screen(
            asking,
            lambda file: self.say(
                f"Written to {file}. It is not encrypted." if file is not None else _how()
            ),
        )

    def action_down(self) -> None:
        """Go on reading."""
        self.query_one(VerticalScroll).scroll_down(animate=False)

    def action_up(self) -> None:
        """Go back in the note."""
        self.query_one(VerticalScroll).scroll_up(animate=False)

    def action_close(self) -> None:
        """Go back to the session."""
        self.dismiss()

    def say(self, sentence: str) -> None:
        """Show one sentence at the bottom."""
        self.query_one("#said", Note).words = sentence
