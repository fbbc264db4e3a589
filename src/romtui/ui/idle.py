"""The clock that counts suspend, and what was last done at the keyboard."""

import time
from collections.abc import Callable
from typing import Final

from romtui.domain.idle import ClockReading
from romtui.platform.clock import clock_through_sleep

Clock = Callable[[], ClockReading]

_THROUGH_SLEEP: Final = clock_through_sleep()


def moment_now() -> ClockReading:
    """Now, by a clock that counts sleep; without one by two, of which the wall clock tells it."""
    if _THROUGH_SLEEP is None:
        return ClockReading(time.monotonic(), time.time())
    return ClockReading(_THROUGH_SLEEP())


class IdleTimer:
    """Knows when a key, a paste or a click came last, and notices a sleep at the next look."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seen = self._touched = clock()

    def touch(self) -> None:
        """Somebody did something."""
        self._touched = self._clock()

    def slept(self) -> bool:
        """Look at the clock; say whether the computer may have slept since the last look."""
        before, self._seen = self._seen, self._clock()
        return self._seen.slept_since(before)

    @property
    def quiet(self) -> float:
        """Seconds since somebody did something."""
        return self._clock().since(self._touched)
