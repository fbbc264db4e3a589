"""Keys are never lost to a screen that is just going or just coming.

Textual hands a key to whatever has the focus when the key is read. Somebody who types faster
than a screen opens would type into the one before. Here the next key waits until the last
one has done its work.
"""

import asyncio
import contextlib
from collections import deque
from typing import Final

from textual import events
from textual.app import ReturnType
from textual.dom import DOMNode

from romtui.ui.watched import WatchedApp

_ROUNDS_OF_THE_TARGET: Final = 2
"""First the key itself goes its way upwards, then the message that it brought about."""

_AT_MOST_SECONDS: Final = 0.25
"""A widget that is gone or stuck does not hold up the keys any longer than this."""

_MANY: Final = 256
"""More keys than anybody has typed ahead: the terminal keeps the next ones meanwhile."""

_LEAVING: Final = frozenset({"escape", "ctrl+c"})
"""What is not kept for a screen to come."""


class TypeAheadApp(WatchedApp[ReturnType]):
    """Hands over one key at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key] = deque()
        self._handing: asyncio.Task[None] | None = None
        self._holding = False

    @property
    def is_typing(self) -> bool:
        """Whether a key still waits, or does its work, or a vault is being opened."""
        return self._holding or bool(self._typed) or not self._is_idle

    @property
    def is_flooded(self) -> bool:
        """Whether so many keys wait that no more should be read."""
        return len(self._typed) > _MANY

    @property
    def _is_idle(self) -> bool:
        return self._handing is None or self._handing.done()

    def hold_keys(self) -> None:
        """Keep what is typed from now on for the screen that is being made."""
        self._holding = True

    def release_keys(self, *, drop: bool = False) -> None:
        """Hand over what was kept; or drop it, where the screen it was for does not come."""
        self._holding = False
        if drop:
            self._typed.clear()
        self._hand_over_soon()

    async def on_event(self, event: events.Event) -> None:
        """Queue a key that comes from the terminal; everything else goes its usual way."""
        if isinstance(event, events.Key) and not event.is_forwarded and not self._leaves(event):
            self._typed.append(event)
            self._hand_over_soon()
        else:
            await super().on_event(event)

    def _leaves(self, key: events.Key) -> bool:
        return self._holding and key.key in _LEAVING

    def key_done(self) -> None:
        """A key has done its work."""

    async def deliver(self, key: events.Key) -> None:
        """Let one key do its work."""
        await super().on_event(key)

    def _hand_over_soon(self) -> None:
        if self._typed and self._is_idle and not self._holding:
            self._handing = asyncio.create_task(self._hand_over())

    async def _hand_over(self) -> None:
        try:
            while self._typed and not self._holding:
                target = self.focused or self.screen
                await self.deliver(self._typed.popleft())
                for _ in range(_ROUNDS_OF_THE_TARGET):
                    await self._done_with(target)
                await self.flows.rest()
                await self._done_with(self.focused or self.screen)
                await self.flows.rest()
                self.key_done()
        except Exception as error:  # noqa: BLE001 -- raised again where the app ends on it
            self.call_later(_raise, error)

    async def _done_with(self, target: DOMNode) -> None:
        """Wait until a widget, and whatever it hands messages to, have seen what is there now."""
        for node in target.ancestors_with_self:
            seen = asyncio.Event()
            if node.call_later(seen.set):
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(seen.wait(), _AT_MOST_SECONDS)


def _raise(error: Exception) -> None:
    raise error
