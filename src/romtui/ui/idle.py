"""The clock that counts suspend, and what was last done at the keyboard."""

import time
from collections.abc import Callable

from romtui.domain.idle import Moment

Clock = Callable[[], Moment]


def moment_now() -> Moment:
    """Now. On Linux the first clock goes on while the computer sleeps; elsewhere the wall does."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    running = time.monotonic() if clock is None else time.clock_gettime(clock)
    return Moment(running, time.time())


class Stillness:
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
