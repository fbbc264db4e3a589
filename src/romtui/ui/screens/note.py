"""The note of a session, to be taken over into the therapist's own record."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from romtui.commands import NOTE, key_for
from romtui.domain.case import Patient
from romtui.domain.private import Private
from romtui.plain_file import write_plain
from romtui.ui import texts
from romtui.ui.bindings import bindings
from romtui.ui.flow import flow
from romtui.ui.screens.page import PageScreen
from romtui.ui.screens.question import QuestionScreen
from romtui.ui.widgets.note import Note


def _how() -> str:
    return texts.note_hint(key_for("note.send"), key_for("note.write"))


class NoteScreen(PageScreen[None]):
    """Stays on the screen to be selected: a terminal need not have a clipboard.

    While it is on, the mouse is the terminal's own.
    """

    TITLE = texts.SESSION_NOTE
    KEYS = NOTE
    BINDINGS = bindings(NOTE)

    def __init__(self, patient: Patient, note: Private) -> None:
        super().__init__(patient)
        self._note = note

    def body(self) -> ComposeResult:
        """The note."""
        with VerticalScroll():
            yield Note(self._note, id="note")

    def on_mount(self) -> None:
        """Say how to take the note over."""
        self.say(_how())

    def on_screen_resume(self) -> None:
        """Leave the mouse to the terminal."""
        self.host.leave_mouse_to_terminal(True)

    def on_screen_suspend(self) -> None:
        """Take the mouse back."""
        self.host.leave_mouse_to_terminal(False)

    def action_send(self) -> None:
        """Send the note to the terminal's clipboard; whether it took it cannot be known."""
        self.host.send_to_clipboard(self._note)
        self.say(texts.NOTE_SENT)

    @flow
    async def action_write(self) -> None:
        """Ask where to write the note to."""
        file = await self.ask(
            QuestionScreen(
                texts.SAVE_NOTE,
                lambda typed: write_plain(typed, self._note),
                hint=texts.SAVE_NOTE_HINT,
            )
        )
        self.say(_how() if file is None else texts.saved_unencrypted(f"{file}"))

    def action_down(self) -> None:
        self.query_one(VerticalScroll).scroll_down(animate=False)

    def action_up(self) -> None:
        self.query_one(VerticalScroll).scroll_up(animate=False)
