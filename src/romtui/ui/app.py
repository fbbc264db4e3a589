"""The app: which screen is on, and how it ends."""

import asyncio
import contextlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from textual import events
from textual.binding import Binding
from textual.dom import DOMNode
from textual.geometry import Size
from textual.screen import Screen

from romtui.commands import EVERYWHERE, put_in_force
from romtui.domain.errors import UserError
from romtui.domain.lock import LockedBy
from romtui.domain.visible import visible
from romtui.platform import process
from romtui.ui import texts
from romtui.ui.bindings import bindings, keymap
from romtui.ui.caps_lock import meant
from romtui.ui.closing import back_up_and_prune, close, follow_vault, relocate
from romtui.ui.dependencies import Dependencies, Workspace
from romtui.ui.privacy import PrivacyApp
from romtui.ui.stylesheet import KeptStylesheet
from romtui.ui.theme import WITHOUT_COLOUR, themes

if TYPE_CHECKING:
    from textual.actions import ActionParseResult

    from romtui.domain.idle import ClockReading
    from romtui.domain.settings import Settings
    from romtui.ui.onboarding import Onboarding
    from romtui.ui.tour import Tour

_OURS: Final = "romtui-"
"""What the names of our themes begin with; the rest is the shade."""
_BACKUP_SECONDS: Final = 30 * 60
_FIRST_BACKUP_SECONDS: Final = 60
"""After opening: what a kill left without one is backed up, and what is old is pruned."""

_BACKUP: Final = "backup"
_TWICE_SECONDS: Final = 3
"""So long a second Ctrl+C is taken for the answer to the first."""


@runtime_checkable
class Saying(Protocol):
    """A screen with a place for one sentence."""

    def say(self, sentence: str) -> None:
        """Show it."""


@runtime_checkable
class Asking(Protocol):
    """A screen that may ask something at its bottom."""

    def pass_by(self) -> None:
        """Leave it without an answer."""


class RomtuiApp(PrivacyApp[None]):
    """romtui in a terminal."""

    TITLE = "romtui"
    CSS_PATH = ["app.tcss", "screens/secret.tcss"]  # of the first screen Textual reads none
    BINDINGS = [
        *bindings(EVERYWHERE),
        Binding("question_mark", "help", "help"),  # a screen that has this key itself comes first
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]

    def __init__(self, dependencies: Dependencies) -> None:
        super().__init__(dependencies.moment)
        put_in_force(dependencies.keys)
        if dependencies.keys:
            self.set_keymap(keymap(dependencies.keys))
        self.dependencies = dependencies
        self.workspace: Workspace | None = None
        self.onboarding: Onboarding | None = None
        self.parting = ""
        """What is still to be said once the screens are gone, and makes the exit code 1."""
        self.wrong_pins = 0
        """Wrong PINs and passphrases in a row, wherever they were typed."""
        self._interrupted: ClockReading | None = None
        """When Ctrl+C was pressed last."""
        self._said_caps_lock = False
        for theme in themes():
            self.register_theme(theme)
        self._look_like("dark")
        self.stylesheet = KeptStylesheet(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """Start with the first screen."""
        screen = self._first_screen()
        self.set_classes_by_size(screen)
        return screen

    def _first_screen(self) -> Screen[None]:
        """The passphrase, or making a vault; the demo opens by itself."""
        from romtui.ui.screens.unlock import OpeningScreen, UnlockScreen

        vault = self.dependencies.vault
        if vault is None:
            return OpeningScreen()
        try:
            absent = vault.state().value == "absent"
        except UserError as refusal:
            return UnlockScreen(refused=str(refusal))
        if not absent:
            return UnlockScreen()
        from romtui.ui.screens.create import CreateScreen

        return CreateScreen()

    def on_mount(self) -> None:
        """Listen to the signals that end or stop a program; back up now and then."""
        self.set_interval(_BACKUP_SECONDS, self.back_up)
        process.listen(
            asyncio.get_running_loop(),
            leave=self.leave,
            step_out=self.action_step_out,
            lock=partial(self.lock, LockedBy.SYSTEM),
        )

    def on_resize(self, event: events.Resize) -> None:
        """Cover a screen that has no room, and uncover it when it has."""
        if not self.curtained:
            self._fit(event.size)

    def _fit(self, size: Size) -> None:
        from romtui.ui.screens.too_small import TooSmallScreen, too_small

        covered = isinstance(self.screen, TooSmallScreen)
        if too_small(size) and not covered:
            self.push_screen(TooSmallScreen())
        elif covered and not too_small(size):
            self.pop_screen()
            # What it covered may have been laid out meanwhile, when nothing of it was painted.
            self.call_later(lambda: self.screen.refresh(layout=True))

    def lift_curtain(self) -> None:
        """Show again what was there, if the window still has room for it."""
        super().lift_curtain()
        self._fit(self.size)

    def enter(self, workspace: Workspace) -> None:
        """Show the caseload of an unlocked vault, and give it what was typed meanwhile."""
        from romtui.ui.caseload.screen import CaseloadScreen

        self.workspace = workspace
        self.go_by(workspace.store.settings)
        if self.dependencies.end_tour is not None:
            from romtui.ui.onboarding import Onboarding

            self.onboarding = Onboarding(self.dependencies.end_tour)
            self.onboarding.look(self.screen_stack)
        caseload = CaseloadScreen(workspace)
        self.push_screen(caseload)
        caseload.call_later(self.type_ahead.release)
        self.begin_to_watch()
        self.set_timer(_FIRST_BACKUP_SECONDS, self.back_up)

    def go_by(self, settings: "Settings") -> None:
        """Look and hide as the therapist has set it."""
        self._look_like(settings.shade.value)
        self.idle = settings.idle

    def _look_like(self, shade: str) -> None:
        """Without colour there is one look only, whatever is set."""
        self.theme = WITHOUT_COLOUR if self.no_color else f"{_OURS}{shade}"

    @property
    def is_open(self) -> bool:
        """Whether a vault is open, so that somebody's record could be seen."""
        return self.workspace is not None

    def tick(self) -> None:
        """Leave as when the terminal is closed, once nobody waits for this process any more."""
        if self.dependencies.abandoned():
            self.leave(process.HUNG_UP)
        else:
            super().tick()
            self._look_at_tour()

    def with_pin(self, then: Callable[[], None]) -> None:
        """Begin something that only a PIN ends; the first time, one is chosen before."""
        assert self.workspace is not None
        if self.workspace.store.has_pin():
            then()
            return
        from romtui.ui.screens.pin import NewPinScreen

        self.push_screen(NewPinScreen(), lambda chosen: then() if chosen else None)

    def back_up(self) -> None:
        """Make a backup if something changed and prune old ones, without anybody waiting for it."""
        if self.workspace is not None:
            work = partial(back_up_and_prune, self.workspace.store)
            self.run_worker(work, thread=True, group=_BACKUP)

    def leave(self, code: int = 0) -> None:
        """Close the vault and end. Whatever was typed was kept when it was typed."""
        self._close()
        self.exit(return_code=code or int(bool(self.parting)))

    @property
    def tour(self) -> "Tour | None":
        """The tour of the demo, while it is on."""
        return None if self.onboarding is None else self.onboarding.tour

    def _look_at_tour(self, action: str = "") -> None:
        if self.onboarding is not None:
            self.onboarding.look(self.screen_stack, action)

    def action_leave_tour(self) -> None:
        """Take the tour's line away for as long as this demo is on."""
        if self.onboarding is not None:
            self.onboarding.leave(self.screen_stack)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Take the tour's command away where there is no tour."""
        if action == "leave_tour" and self.tour is None:
            return False
        return super().check_action(action, parameters)

    def key_done(self) -> None:
        """See whether a step of the tour is done."""
        self._look_at_tour()

    async def deliver(self, key: events.Key) -> None:
        """Take a capital for the command it means, once it was said that Caps Lock seems on."""
        if self.onboarding is not None:
            self.onboarding.key_pressed(self.screen_stack)
        digit = self._digit_meant(key)
        if digit is not None:
            await super().deliver(digit)
            return
        small = None
        if self.kiosk is None and not self._is_typed(key):
            small = meant(key, self.active_bindings)
        if small is None:
            await super().deliver(key)
        elif self._said_caps_lock or not isinstance(self.screen, Saying):
            await super().deliver(small)
        else:
            self._said_caps_lock = True
            self.screen.say(texts.CAPS_LOCK_SEEMS_ON)

    def _is_typed(self, key: events.Key) -> bool:
        """Whether a field takes the key as a letter."""
        return self.focused is not None and self.focused.check_consume_key(key.key, key.character)

    def _digit_meant(self, key: events.Key) -> events.Key | None:
        """The digit that a key stands for, where a questionnaire is filled in and it is set so."""
        if self.workspace is None or not getattr(self.screen, "TAKES_DIGITS", False):
            return None
        digit = self.workspace.store.settings.digit_keys.digit(key.character)
        return None if digit is None else events.Key(digit, digit)

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run what a key stands for; a refusal is said on the screen and nothing else happens."""
        screen = self.screen
        try:
            followed = await super().run_action(action, default_namespace, namespaces)
            await self.flows.rest()
        except UserError as refusal:
            if not isinstance(screen, Saying):
                raise
            screen.say(str(refusal))
            return True
        self._look_at_tour(action if isinstance(action, str) else "")
        return followed

    @property
    def _keeps_from_shell(self) -> bool:
        """Whether somebody else may have the keyboard: no key of theirs leads into the shell."""
        return self.curtained or self.kiosk is not None

    def action_leave_at_once(self) -> None:
        """Leave, wherever it is pressed."""
        if not self._keeps_from_shell:
            self.leave(process.INTERRUPTED)

    def action_interrupt(self) -> None:
        """Leave as after Ctrl+C in a shell; while something is open only at the second time."""
        if self._keeps_from_shell:
            return
        now, before = self.dependencies.moment(), self._interrupted
        self._interrupted = now
        twice = before is not None and now.since(before) < _TWICE_SECONDS
        if twice or not self._is_in_the_middle:
            self.leave(process.INTERRUPTED)
        else:
            from romtui.ui.widgets.last_line import LastLine

            self.screen.mount(LastLine(texts.CTRL_C_AGAIN, _TWICE_SECONDS))

    @property
    def _is_in_the_middle(self) -> bool:
        """Whether a record, or anything else, lies over the caseload."""
        from romtui.ui.caseload.screen import CaseloadScreen

        return self.is_open and not isinstance(self.screen, CaseloadScreen)

    def action_step_out(self) -> None:
        """Leave the terminal clean, close, stop; when continued, start again locked."""
        if self._keeps_from_shell:
            return
        if process.CAN_STEP_OUT:
            self._relaunch(stopped=True)
        else:
            self.lock(LockedBy.HAND)

    def lock(self, because: LockedBy) -> None:
        """Replace the process: no key, passphrase or name stays in memory."""
        self.dependencies.lock_note.leave(because)
        self._relaunch(stopped=False)

    def action_next_theme(self) -> None:
        """Go to the next look; once a vault is open it is kept there."""
        if self.no_color:
            if isinstance(self.screen, Saying):
                self.screen.say(texts.NO_COLOUR_IS_SET)
            return
        from romtui.domain.settings import Shade

        shade = Shade(self.theme.removeprefix(_OURS)).next
        self._look_like(shade.value)
        if self.workspace is None:
            return
        store = self.workspace.store
        try:
            store.change_settings(replace(store.settings, shade=shade))
        except UserError:
            if isinstance(self.screen, Saying):
                raise  # it is said there; elsewhere the look just holds until the end

    def action_help(self) -> None:
        """Explain the keys of the screen that is on."""
        from romtui.ui.screens.help import HelpScreen, explained

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(explained(self.screen)))

    def action_commands(self) -> None:
        """List what can be done here, to be found by name."""
        from romtui.ui.screens.help import commands_of
        from romtui.ui.screens.palette import PaletteScreen

        if not isinstance(self.screen, PaletteScreen):
            asking = self.screen
            known = {} if self.workspace is None else self.workspace.instruments
            palette = PaletteScreen(commands_of(asking), known)
            self.push_screen(palette, partial(self._run, asking))

    async def _run(self, screen: Screen[object], command_id: str | None) -> None:
        if command_id is not None:
            await self.follow(screen, command_id)

    async def follow(self, screen: Screen[object], command_id: str) -> None:
        """Do what a command of a screen says that was chosen by name or clicked."""
        if isinstance(screen, Asking):
            screen.pass_by()
        of, _, action = command_id.partition(".")
        await self.run_action(action, self if of == "app" else screen)

    def start_again(self) -> None:
        """Replace the process after a wrong passphrase: nothing that was typed stays in memory."""
        self._relaunch(stopped=False)

    def lock_after_crash(self, report: str) -> None:
        """Lock, whatever else is broken: if the vault cannot be closed, its process ends."""
        if not self.dependencies.lock_note.is_left:
            self.dependencies.lock_note.leave(LockedBy.CRASH)
        try:
            self._relaunch(stopped=False, report=report)
        except Exception:  # noqa: BLE001 -- the report says already that something broke
            self.dependencies.relaunch(stopped=False)

    def _relaunch(self, *, stopped: bool, report: str = "") -> None:
        """Clear the screen first: to close a vault may take a moment."""
        self._hiding = True
        with contextlib.nullcontext() if self.is_headless else self.suspend():
            if report:
                print(report, file=sys.stderr)  # noqa: T201 -- seen once the program has ended
            self._close()
            if self.parting:
                print(visible(self.parting), file=sys.stderr)  # noqa: T201 -- as above
            self.dependencies.relaunch(stopped=stopped)

    def action_keep_elsewhere(self) -> None:
        """Ask for a folder, and go on there with all that is open."""
        from romtui.paths import place_of
        from romtui.ui.screens.question import QuestionScreen

        vault, workspace, below = self.dependencies.vault, self.workspace, self.screen
        if vault is None or workspace is None:
            raise UserError(texts.NOTHING_TO_KEEP)

        def said(place: Path | None) -> None:
            if place is not None and isinstance(below, Saying):
                below.say(texts.kept_in(str(place)))

        asking = QuestionScreen(
            texts.KEEP_WHERE,
            lambda typed: relocate(workspace.store, vault, place_of(typed), self.screen_stack),
            hint=texts.KEEP_WHERE_HINT,
            typed=str(vault.free_folder()),
        )
        self.push_screen(asking, said)

    def _close(self) -> None:
        """Close the vault; what is asked meanwhile stays without an answer."""
        self.flows.cancel()
        self.workers.cancel_group(self, _BACKUP)  # what is still to be pruned is so another time
        if self.workspace is not None:
            from romtui.ui.renewal import RENEWAL

            for worker in self.workers:
                if worker.group == RENEWAL:  # it goes on at the next opening
                    worker.cancel()
            self.parting = follow_vault(self.workspace, self.dependencies, self.screen_stack)
            # It is said, and nothing is done a second time, even if the closing breaks.
            store, self.workspace = self.workspace.store, None
            close(store)
