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


class TypeAheadApp(WatchedApp[ReturnType]):
    """Hands over one key at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key] = deque()
        self._handing: asyncio.Task[None] | None = None

    @property
    def is_typing(self) -> bool:
        """Whether a key still waits, or does its work."""
        return bool(self._typed) or not (self._handing is None or self._handing.done())

    async def on_event(self, event: events.Event) -> None:
        """Queue a key that comes from the terminal; everything else goes its usual way."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed.append(event)
        if self._handing is None or self._handing.done():
            self._handing = asyncio.create_task(self._hand_over())

    async def deliver(self, key: events.Key) -> None:
        """Let one key do its work."""
        await super().on_event(key)

    async def _hand_over(self) -> None:
        try:
            while self._typed:
                target = self.focused or self.screen
                await self.deliver(self._typed.popleft())
                for _ in range(_ROUNDS_OF_THE_TARGET):
                    await self._done_with(target)
                await self._done_with(self.focused or self.screen)
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
