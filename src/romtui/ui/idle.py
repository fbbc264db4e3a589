"""The clock that counts suspend, and what was last done at the keyboard."""

import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Final

from romtui.domain.idle import ClockReading

Clock = Callable[[], ClockReading]


def _clock_through_sleep() -> Callable[[], float] | None:
    """The clock of this system that goes on while the computer sleeps, where it has one."""
    if sys.platform == "win32":
        return time.monotonic
    name = "CLOCK_MONOTONIC" if sys.platform == "darwin" else "CLOCK_BOOTTIME"
    number = getattr(time, name, None)
    return None if number is None else partial(time.clock_gettime, number)


_THROUGH_SLEEP: Final = _clock_through_sleep()


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
