"""When the curtain falls and when the program locks, and how to tell that a computer slept."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

COUNTED_SECONDS: Final = 30
"""So long before the curtain or the lock the screen begins to count."""

GAP_SECONDS: Final = 20
"""The program looks at the clock every second: a longer gap means that it did not run."""

JUMP_SECONDS: Final = 600
"""Where no clock counts sleep, the wall clock has to tell: less is a clock that was put right."""


@dataclass(frozen=True, slots=True)
class Idle:
    """Minutes without a key, a paste or a click, until something is hidden."""

    idle_caseload_minutes: int = 5
    idle_session_minutes: int = 60
    curtain_minutes: int = 2


class ScreenKind(Enum):
    """What is on the screen, as far as it matters how long it may stay there."""

    CASELOAD = auto()
    SESSION = auto()
    HAND_OVER = auto()
    """The person has the keyboard, thinks, and could not lift a curtain."""


class Protection(Enum):
    """What hides the screen."""

    CURTAIN = auto()
    LOCK = auto()


@dataclass(frozen=True, slots=True)
class Due:
    """What comes next when nothing is typed, and in how many seconds; 0 or less is now."""

    protection: Protection
    seconds: float

    @property
    def now(self) -> bool:
        """Whether it is time."""
        return self.seconds <= 0

    @property
    def counted(self) -> bool:
        """Whether the seconds are shown."""
        return self.seconds <= COUNTED_SECONDS


def due(idle: Idle, screen: ScreenKind, quiet: float, *, curtained: bool = False) -> Due:
    """Say what comes next after so many quiet seconds."""
    locks = (
        idle.idle_caseload_minutes if screen is ScreenKind.CASELOAD else idle.idle_session_minutes
    )
    lock = Due(Protection.LOCK, locks * 60 - quiet)
    if curtained or screen is not ScreenKind.SESSION:
        return lock
    curtain = Due(Protection.CURTAIN, idle.curtain_minutes * 60 - quiet)
    return min(lock, curtain, key=lambda following: following.seconds)


@dataclass(frozen=True, slots=True)
class ClockReading:
    """One moment, in seconds. `running` only goes forwards.

    `wall` is the time of day, which may be set. It is None where `running` goes on through
    sleep: nothing else has to tell one then.
    """

    running: float
    wall: float | None = None

    def since(self, before: "ClockReading") -> float:
        """Seconds that have passed; a jump of the wall clock counts only when it was a sleep."""
        running, wall = self.running - before.running, self._wall_since(before)
        return max(running, wall) if wall - running > JUMP_SECONDS else running

    def slept_since(self, before: "ClockReading") -> bool:
        """Whether the computer may have slept: the program did not run, or the hours jumped."""
        running = self.running - before.running
        return running > GAP_SECONDS or self._wall_since(before) - running > JUMP_SECONDS

    def _wall_since(self, before: "ClockReading") -> float:
        if self.wall is None or before.wall is None:
            return 0.0
        return self.wall - before.wall
