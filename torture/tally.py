"""What was tried and what failed, a line for each promise."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

_SHOWN = 5


@dataclass(slots=True)
class Tally:
    """One promise put to the test. `skipped` says what this machine lacks for it."""

    promise: str
    what: str
    tried: int = 0
    failures: list[str] = field(default_factory=list)
    skipped: str = ""
    remark: str = ""
    started: float = field(default_factory=time.monotonic)

    def holds(self, good: object, otherwise: str) -> bool:
        """Count one trial."""
        self.tried += 1
        if not good:
            self.failures.append(otherwise)
        return bool(good)

    def skip(self, why: str) -> "Tally":
        """Say that nothing could be tried, and why."""
        self.skipped = why
        return self

    @property
    def line(self) -> str:
        """The promise, how often it was tried, failures, seconds."""
        seconds = time.monotonic() - self.started
        if self.skipped:
            return f"{self.promise:8} {self.what:52} SKIPPED: {self.skipped}"
        remark = f"  {self.remark}" if self.remark else ""
        return (
            f"{self.promise:8} {self.what:52} {self.tried:7} tried "
            f"{len(self.failures):4} failed {seconds:6.1f} s{remark}"
        )

    @property
    def first_failures(self) -> list[str]:
        """Some of what went wrong."""
        return self.failures[:_SHOWN]


@dataclass(frozen=True, slots=True)
class Trial:
    """How much is tried, where, and with which dice."""

    folder: Path
    dice: random.Random
    full: bool = False
    times: float = 1.0

    def count(self, reduced: int, full: int) -> int:
        """How often something is tried: the counts of every day, or those of a release."""
        return full if self.full else max(1, round(reduced * self.times))


Part = Callable[[Trial], Iterator[Tally]]
