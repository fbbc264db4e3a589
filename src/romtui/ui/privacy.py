"""Who may see and type: curtain, lock, and the screen that somebody else is handed.

The screen is hidden by a key, by itself, and after a sleep. The clock is looked at every second,
before each key and before each byte that is drawn: a laptop that wakes shows nothing and takes
no key before it is locked.
"""

import asyncio
from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.app import ReturnType
from textual.await_complete import AwaitComplete
from textual.driver import Driver

from romtui.domain.idle import Due, Idle, Protection, ScreenKind, due
from romtui.domain.lock import LockedBy
from romtui.ui.flow import Flows
from romtui.ui.idle import Clock, IdleTimer
from romtui.ui.input import KioskScreen, TypeAhead
from romtui.ui.terminal import TerminalApp

if TYPE_CHECKING:
    from romtui.ui.screens.curtain import CurtainScreen
    from romtui.ui.widgets.last_line import Countdown

_TICK_SECONDS: Final = 1.0


class PrivacyApp(TerminalApp[ReturnType]):
    """Counts idle time while something could be seen, covers it in time, and hands on each key.

    While a kiosk screen is on, nothing but keys gets past it, and no action of the app runs.
    What the kiosk itself lays over it, such as the question for the PIN, gets its keys as usual.
    """

    idle = Idle()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.idle_timer = IdleTimer(clock)
        self.type_ahead = TypeAhead(self)
        self._curtain: CurtainScreen | None = None
        self._after_curtain: list[Callable[[], object]] = []
        self._curtain_lifted: asyncio.Future[None] | None = None
        self.flows = Flows(self.workers)
        self._countdown: Countdown | None = None
        self._hiding = False

    @property
    @abstractmethod
    def is_open(self) -> bool:
        """Whether there is anything to hide."""

    @abstractmethod
    def lock(self, because: LockedBy) -> None:
        """Replace the process; the lock screen says why."""

    def action_lock(self) -> None:
        """Lock at once, by a key."""
        self.lock(LockedBy.HAND)

    @property
    def curtained(self) -> bool:
        """Whether the curtain is down."""
        return self._curtain is not None

    @property
    def kiosk(self) -> KioskScreen[object] | None:
        """The screen that has the terminal to itself, also while another lies over it."""
        return next(
            (screen for screen in self.screen_stack if isinstance(screen, KioskScreen)), None
        )

    @property
    def before_others(self) -> bool:
        """Whether somebody else may sit at the terminal: a crash must not leave them a shell."""
        turned = any(getattr(screen, "TURNED", False) for screen in self.screen_stack)
        return turned or self.curtained or self.kiosk is not None

    @property
    def is_flooded(self) -> bool:
        """Whether so many keys wait that no more should be read."""
        return self.type_ahead.is_flooded

    @property
    def screen_kind(self) -> ScreenKind:
        """What is on, below dialogs and curtain: a screen that matters has a `SCREEN_KIND`."""
        kinds = (getattr(screen, "SCREEN_KIND", None) for screen in reversed(self.screen_stack))
        return next((kind for kind in kinds if kind is not None), ScreenKind.CASELOAD)

    def begin_to_watch(self) -> None:
        """From now on there is something to hide."""
        self.idle_timer.slept()
        self.idle_timer.touch()
        self.set_interval(_TICK_SECONDS, self.tick)

    def get_driver_class(self) -> type[Driver]:
        """The usual driver, except that nothing is drawn after a sleep."""
        usual = super().get_driver_class()

        def write(driver: Driver, data: str) -> None:
            if not self.lock_after_sleep():
                usual.write(driver, data)

        return type(usual.__name__, (usual,), {"write": write})

    async def on_event(self, event: events.Event) -> None:
        """Queue a key; drop mouse and paste while a kiosk is on; hand on everything else."""
        by_mouse_or_paste = isinstance(event, events.MouseEvent | events.Paste)
        if by_mouse_or_paste and self.kiosk is not None:
            return
        if not self.type_ahead.take(event):
            await self._hand_on(event)

    async def deliver(self, key: events.Key) -> None:
        """Let one key do its work: in the kiosk alone, while it is on and nothing lies over it."""
        kiosk = self.kiosk
        if kiosk is not None and self.screen is kiosk:
            kiosk.take_key(key)
        else:
            await self._hand_on(key)

    def key_done(self) -> None:
        """A key has done its work."""

    async def _hand_on(self, event: events.Event) -> None:
        """Look at the clock before a key is handed on, and count it as activity."""
        by_hand = isinstance(event, events.Key | events.Paste | events.MouseDown)
        if by_hand and not event.is_forwarded and self.is_open:
            if self.lock_after_sleep():
                return
            self.idle_timer.touch()
            self._count(None)
        await super().on_event(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse every command of the app while a kiosk is on."""
        if self.kiosk is not None:
            return False
        return super().check_action(action, parameters)

    def tick(self) -> None:
        """Look at the clock: lock, draw the curtain, or count the last seconds."""
        if not self.is_open or self.lock_after_sleep():
            return
        covered = self._curtain is not None and not self._curtain.choosing
        coming = due(self.idle, self.screen_kind, self.idle_timer.quiet, curtained=covered)
        if not coming.now:
            self._count(coming if coming.counted else None)
        elif coming.protection is Protection.LOCK:
            self.lock(LockedBy.IDLE)
        else:
            self._draw_curtain(by_hand=False)

    def lock_after_sleep(self) -> bool:
        """Lock if the computer may have slept. What leaves the screen then is let through."""
        slept = self.idle_timer.slept() and self.is_open and not self._hiding
        if slept:
            self._hiding = True
            self.lock(LockedBy.SLEEP)
        return slept

    def action_curtain(self) -> None:
        """Hide the screen at once; the PIN lifts it."""
        if self.is_open and not self.curtained:
            self._draw_curtain(by_hand=True)

    def lift_curtain(self) -> None:
        """Show again what was there, and what wanted to be shown since."""
        self._curtain = None
        self.pop_screen()
        if self._curtain_lifted is not None:
            self._curtain_lifted.set_result(None)
            self._curtain_lifted = None
        later, self._after_curtain = self._after_curtain, []
        for each in later:
            each()

    def push_screen(self, *about: Any, **more: Any) -> Any:
        """Show another screen; while the curtain is down it waits."""
        if not self.curtained:
            return super().push_screen(*about, **more)
        self._after_curtain.append(partial(self.push_screen, *about, **more))
        return AwaitComplete()

    async def push_screen_wait(self, screen: Any, *, mode: str | None = None) -> Any:
        """Ask inside a flow and give the answer; behind the curtain the question waits as well."""
        while self.curtained:
            self._curtain_lifted = self._curtain_lifted or asyncio.Future()
            await self.flows.wait_for(self._curtain_lifted)
        question = self.push_screen(screen, wait_for_dismiss=True, mode=mode)
        return await self.flows.wait_for(question)

    def pop_screen(self) -> AwaitComplete:
        """Take the topmost screen away; while the curtain is down it waits."""
        if not self.curtained:
            return super().pop_screen()
        self._after_curtain.append(self.pop_screen)
        return AwaitComplete()

    def _draw_curtain(self, *, by_hand: bool) -> None:
        if self._curtain is not None:
            self._curtain.ask_for_passphrase()
            return
        from romtui.ui.screens.curtain import CurtainScreen

        self._count(None)
        self.capture_mouse(None)
        curtain = CurtainScreen(may_choose=by_hand)
        self.push_screen(curtain)
        self._curtain = curtain

    def _count(self, coming: Due | None) -> None:
        """Say in the last line how many seconds are left, or nothing."""
        if self._countdown is not None and (coming is None or not self._countdown.is_current):
            self._countdown.remove()
            self._countdown = None
        if coming is None:
            return
        if self._countdown is None:
            from romtui.ui.widgets.last_line import Countdown

            self._countdown = Countdown()
            self.screen.mount(self._countdown)
        self._countdown.coming = coming
