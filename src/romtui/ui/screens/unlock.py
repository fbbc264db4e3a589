"""The first frame: the passphrase, or the opening of the demo."""

from contextlib import suppress
from dataclasses import replace
from functools import partial
from math import ceil
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from romtui.domain.errors import NotTheSecret, UserError
from romtui.domain.idle import ClockReading
from romtui.domain.lock import wait_seconds
from romtui.ui import texts
from romtui.ui.caps_lock import in_capitals
from romtui.ui.screens.secret import SecretScreen
from romtui.ui.widgets.inputs import SecretInput
from romtui.ui.widgets.note import Note

if TYPE_CHECKING:
    from romtui.ui.dependencies import Workspace

_LOAD_AFTER_SECONDS = 0.05
"""The frame is painted first; what is heavy loads while the passphrase is typed."""
_TICK_SECONDS = 0.5


class UnlockScreen(SecretScreen[None]):
    """Asks for the passphrase; a vault that cannot be opened is `refused` in one sentence."""

    TITLE = texts.PROGRAM
    BINDINGS = [Binding("escape", "leave", "leave")]

    def __init__(self, *, refused: str = "") -> None:
        super().__init__()
        self._refused_at_once = refused
        self._wait = 0
        self._began = ClockReading(0)

    def body(self) -> ComposeResult:
        """One field and one line for what went wrong."""
        yield Note(texts.PASSPHRASE_OR_CODE, id="ask", classes="quiet")
        yield SecretInput(id="secret")
        yield Note(self._refused_at_once, id="said", classes="error")
        yield Note(texts.ESC_QUITS, id="ways", classes="quiet")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say that Caps Lock may be on, while there is nothing to be seen of what is typed."""
        hint = (
            f"{texts.CAPS_LOCK_MAY_BE_ON} {texts.ESC_QUITS}"
            if in_capitals(event.value)
            else texts.ESC_QUITS
        )
        self.query_one("#ways", Note).words = hint

    def on_mount(self) -> None:
        """Load the database library behind the frame."""
        self._began, warm_up = self.host.dependencies.moment(), self.host.dependencies.warm_up
        for shown in ("#ask", "#secret"):
            self.query_one(shown).display = not self._refused_at_once
        self.set_timer(_LOAD_AFTER_SECONDS, lambda: self.run_worker(warm_up, thread=True))
        if self._refused_at_once:
            return
        if not self.host.dependencies.slips.sentence:
            self._say(self.host.dependencies.lock_note.sentence, error=False)
        else:
            self._wait = wait_seconds(self.host.dependencies.slips.number)
            self._counting = self.set_interval(_TICK_SECONDS, self._count)
            self._count()

    def action_leave(self) -> None:
        """Leave; the exit code says whether the vault was refused."""
        self.host.leave(1 if self._refused_at_once else 0)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Try what was typed; what comes too early stays in the field."""
        if self._seconds_left > 0:
            return
        secret = self.query_one(SecretInput).take()
        if not secret:
            return
        event.input.disabled = True
        self.host.type_ahead.wait_for_screen()
        self._say(texts.OPENING, error=False)
        self.run_worker(partial(self._open, secret), thread=True, exclusive=True)

    def _open(self, secret: str) -> None:
        dependencies = self.host.dependencies
        assert dependencies.vault is not None
        try:
            dependencies.warm_up()
            workspace = dependencies.prepare(dependencies.vault.unlock(secret))
        except UserError as error:
            dependencies.slips.add(str(error), wrong=isinstance(error, NotTheSecret))
            self.app.call_from_thread(self.app.call_later, self.host.start_again)
        else:
            self.app.call_from_thread(self.host.enter, self._noted(workspace))

    def _noted(self, workspace: "Workspace") -> "Workspace":
        """Log the wrong passphrases typed before this one, and reset their count."""
        slips = self.host.dependencies.slips
        if not slips.number:
            return workspace
        if not workspace.store.read_only:
            with suppress(UserError):  # a full disk can still be read
                workspace.store.note_wrong_passphrases(slips.number)
        notes = (slips.said, *workspace.notes) if slips.said else workspace.notes
        slips.over()
        return replace(workspace, notes=notes)

    @property
    def _seconds_left(self) -> int:
        return ceil(self._wait - self.host.dependencies.moment().since(self._began))

    def _count(self) -> None:
        """Say why the last passphrase was refused, and how long the next one has to wait."""
        left = self._seconds_left
        waits = texts.next_try_in(left) if left > 0 else ""
        self._say(f"{self.host.dependencies.slips.sentence}{waits}")
        if not waits:
            self._counting.stop()


class OpeningScreen(SecretScreen[None]):
    """Shown while the demo caseload is made."""

    TITLE = texts.PROGRAM

    def body(self) -> ComposeResult:
        """Say what this is while it is being made."""
        yield Note(texts.OPENING_DEMO, id="said")

    def on_mount(self) -> None:
        """Make the demo behind the frame."""
        self.host.type_ahead.wait_for_screen()
        self.set_timer(0.01, lambda: self.run_worker(self._open, thread=True))

    def _open(self) -> None:
        try:
            workspace: Workspace = self.host.dependencies.open_demo()
        except UserError as error:
            self.app.call_from_thread(self._refused, str(error))
        else:
            self.app.call_from_thread(self.host.enter, workspace)

    def _refused(self, sentence: str) -> None:
        self._say(sentence, error=False)
        self.host.type_ahead.release(drop=True)
