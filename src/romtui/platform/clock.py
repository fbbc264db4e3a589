"""The clock of each system that goes on while the computer sleeps."""

import sys
import time
from collections.abc import Callable
from functools import partial


def clock_through_sleep() -> Callable[[], float] | None:
    """Seconds that only go forwards, through sleep too; None where no clock counts it."""
    if sys.platform == "win32":  # of either kind that Python has taken: see its test
        return time.monotonic
    name = "CLOCK_MONOTONIC" if sys.platform == "darwin" else "CLOCK_BOOTTIME"
    number = getattr(time, name, None)
    return None if number is None else partial(time.clock_gettime, number)
