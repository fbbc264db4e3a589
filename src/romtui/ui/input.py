"""Keys on their way to a screen: typed ahead, and kept to the one screen somebody else may use.

Textual hands a key to whatever has the focus when the key is read. Somebody who types faster
than a screen opens would type into the one before. Here the next key waits until the last
one has done its work.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable
from typing import Final, Protocol

from textual import events
from textual.dom import DOMNode
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

from romtui.ui.flow import Flows
from romtui.ui.lean_screen import LeanScreen

_ROUNDS_OF_THE_TARGET: Final = 2
"""First the key itself goes its way upwards, then the message that it brought about."""

_AT_MOST_SECONDS: Final = 0.25
"""A widget that is gone or stuck does not hold up the keys any longer than this."""

_MANY: Final = 256
"""More keys than anybody has typed ahead: the terminal keeps the next ones meanwhile."""

_LEAVING: Final = frozenset({"escape", "ctrl+c"})
"""What is not kept for a screen to come."""


class KioskScreen(LeanScreen[ScreenResultType]):
    """Has the terminal to itself: it is given every key, and there is no mouse and no paste.

    The fence stands where input comes in, not at each key: what is not let through there has
    no binding, no widget and no screen to reach.
    """

    def take_key(self, key: events.Key) -> None:
        """Do what the key stands for here; any other key does nothing."""
        raise NotImplementedError


class Receiver(Protocol):
    """The app, as the queue of keys sees it."""

    flows: Flows

    @property
    def focused(self) -> Widget | None:
        """What has the focus."""

    @property
    def screen(self) -> Screen[object]:
        """The screen that is on."""

    async def deliver(self, key: events.Key) -> None:
        """Let one key do its work."""

    def key_done(self) -> None:
        """A key has done its work."""

    def call_later(self, callback: Callable[[Exception], None], error: Exception) -> object:
        """Call it once the messages of now are through."""


class TypeAhead:
    """Hands over one key at a time."""

    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver
        self._typed: deque[events.Key] = deque()
        self._handing: asyncio.Task[None] | None = None
        self._waits_for_screen = False

    @property
    def is_typing(self) -> bool:
        """Whether a key still waits, or does its work, or a vault is being opened."""
        return self._waits_for_screen or bool(self._typed) or not self._is_idle

    @property
    def is_flooded(self) -> bool:
        """Whether so many keys wait that no more should be read."""
        return len(self._typed) > _MANY

    @property
    def _is_idle(self) -> bool:
        return self._handing is None or self._handing.done()

    def wait_for_screen(self) -> None:
        """Keep what is typed from now on for the screen that is being made."""
        self._waits_for_screen = True

    def release(self, *, drop: bool = False) -> None:
        """Hand over what was kept; or drop it, where the screen it was for does not come."""
        self._waits_for_screen = False
        if drop:
            self._typed.clear()
        self._hand_over_soon()

    def take(self, event: events.Event) -> bool:
        """Queue a key that comes from the terminal; say whether it was one."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            return False
        if self._waits_for_screen and event.key in _LEAVING:
            return False
        self._typed.append(event)
        self._hand_over_soon()
        return True

    def _hand_over_soon(self) -> None:
        if self._typed and self._is_idle and not self._waits_for_screen:
            self._handing = asyncio.create_task(self._hand_over())

    async def _hand_over(self) -> None:
        app = self._receiver
        try:
            while self._typed and not self._waits_for_screen:
                target = app.focused or app.screen
                await app.deliver(self._typed.popleft())
                for _ in range(_ROUNDS_OF_THE_TARGET):
                    await _done_with(target)
                await app.flows.rest()
                await _done_with(app.focused or app.screen)
                await app.flows.rest()
                app.key_done()
        except Exception as error:  # noqa: BLE001 -- raised again where the app ends on it
            app.call_later(_raise, error)


async def _done_with(target: DOMNode) -> None:
    """Wait until a widget, and whatever it hands messages to, have seen what is there now."""
    for node in target.ancestors_with_self:
        seen = asyncio.Event()
        if node.call_later(seen.set):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(seen.wait(), _AT_MOST_SECONDS)


def _raise(error: Exception) -> None:
    raise error
