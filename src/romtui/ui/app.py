"""The app: which screen is on, and how it ends."""

import asyncio
import contextlib
import signal
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from textual import events
from textual.dom import DOMNode
from textual.screen import Screen

from romtui.domain.errors import Refusal
from romtui.ui.commands import EVERYWHERE, bindings
from romtui.ui.guard import GuardedApp
from romtui.ui.theme import themes
from romtui.ui.wiring import Opened, Wiring

if TYPE_CHECKING:
    from textual.actions import ActionParseResult

    from romtui.store.store import Store

_BACKUP_SECONDS: Final = 30 * 60
_ENDING: Final = ("SIGHUP", "SIGTERM", "SIGQUIT", "SIGINT")


@runtime_checkable
class Saying(Protocol):
    """A screen with a place for one sentence."""

    def say(self, sentence: str) -> None:
        """Show it."""


class RomtuiApp(GuardedApp[None]):
    """romtui in a terminal."""

    TITLE = "romtui"
    CSS_PATH = "app.tcss"
    BINDINGS = bindings(EVERYWHERE)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]

    def __init__(self, wiring: Wiring) -> None:
        super().__init__()
        self.wiring = wiring
        self.opened: Opened | None = None
        for theme in themes():
            self.register_theme(theme)
        self.theme = "romtui-dark"

    def get_default_screen(self) -> Screen[None]:
        """Start with the passphrase, or with making a vault; the demo opens by itself."""
        from romtui.ui.screens.unlock import OpeningScreen, UnlockScreen

        vault = self.wiring.vault
        if vault is None:
            return OpeningScreen()
        try:
            absent = vault.state().value == "absent"
        except Refusal as refusal:
            return UnlockScreen(refused=str(refusal))
        if not absent:
            return UnlockScreen()
        from romtui.ui.screens.create import CreateScreen

        return CreateScreen()

    def on_mount(self) -> None:
        """Listen to the signals that end or stop a program; back up now and then."""
        self.set_interval(_BACKUP_SECONDS, self.back_up)
        loop = asyncio.get_running_loop()
        for name in _ENDING:
            number = getattr(signal, name, None)
            if number is not None:
                with contextlib.suppress(NotImplementedError, ValueError, RuntimeError):
                    loop.add_signal_handler(number, partial(self.leave, 128 + number))
        with contextlib.suppress(AttributeError, NotImplementedError, ValueError, RuntimeError):
            loop.add_signal_handler(signal.SIGTSTP, self.action_step_out)

    def on_resize(self, event: events.Resize) -> None:
        """Cover a screen that has no room, and uncover it when it has."""
        from romtui.ui.screens.too_small import TooSmallScreen, too_small

        covered = isinstance(self.screen, TooSmallScreen)
        if too_small(event.size) and not covered:
            self.push_screen(TooSmallScreen())
        elif covered and not too_small(event.size):
            self.pop_screen()

    def enter(self, opened: Opened) -> None:
        """Show the caseload of an unlocked vault."""
        from romtui.ui.screens.caseload import CaseloadScreen

        self.opened = opened
        self.push_screen(CaseloadScreen(opened))

    def back_up(self) -> None:
        """Make a backup if something changed, without anybody waiting for it."""
        if self.opened is not None:
            self.run_worker(partial(_back_up, self.opened.store), thread=True, group="backup")

    def leave(self, code: int = 0) -> None:
        """Close the vault and end. Whatever was typed was kept when it was typed."""
        self._close()
        self.exit(return_code=code)

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run what a key stands for; a refusal is said on the screen and nothing else happens."""
        screen = self.screen
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except Refusal as refusal:
            if not isinstance(screen, Saying):
                raise
            screen.say(str(refusal))
            return True

    def action_interrupt(self) -> None:
        """Leave at once, as after Ctrl+C in a shell."""
        self.leave(128 + signal.SIGINT)

    def action_step_out(self) -> None:
        """Close, leave the terminal clean, stop; when continued, start again locked."""
        with self._outside():
            self._close()
            self.wiring.relaunch(stopped=True)

    def action_lock(self) -> None:
        """Replace the process: no key, passphrase or name stays in memory."""
        with self._outside():
            self._close()
            self.wiring.relaunch()

    def action_next_theme(self) -> None:
        """Change between dark and light."""
        self.theme = "romtui-light" if self.theme == "romtui-dark" else "romtui-dark"

    def action_help(self) -> None:
        """Explain the keys of the screen that is on."""
        from romtui.ui.screens.help import HelpScreen, commands_of

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(commands_of(self.screen)))

    def action_commands(self) -> None:
        """List what can be done here, to be found by name."""
        from romtui.ui.screens.help import commands_of
        from romtui.ui.screens.palette import PaletteScreen

        if not isinstance(self.screen, PaletteScreen):
            asking = self.screen
            self.push_screen(PaletteScreen(commands_of(asking)), partial(self._run, asking))

    async def _run(self, screen: Screen[object], action: str | None) -> None:
        if action is not None:
            await screen.run_action(action)

    def _outside(self) -> contextlib.AbstractContextManager[None]:
        """The terminal as it was before the program: nothing of anybody is left on it."""
        return contextlib.nullcontext() if self.is_headless else self.suspend()

    def _close(self) -> None:
        if self.opened is not None:
            _back_up(self.opened.store)
            self.opened.store.close()
            self.opened = None


def _back_up(store: "Store") -> None:
    """A backup that cannot be made stops nothing: its age is in sight, and entries are saved."""
    with contextlib.suppress(Refusal):
        store.back_up_if_changed()
