"""How many of how many, and between what limits the true share may lie."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

Z: Final = 1.959964
"""Two-sided 95 %."""

LEAST: Final = 10
"""Of fewer than so many no share is said. Our own rule."""


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `of`."""

    count: int
    of: int

    @property
    def says_something(self) -> bool:
        """Whether there are enough to speak of a share at all."""
        return self.of >= LEAST

    @property
    def interval(self) -> tuple[float, float]:
        """The limits of the true share, 0 to 1; all is possible where there is nobody.

        Wilson's score interval, 95 %, without correction for continuity. Wilson EB. J Am Stat
        Assoc 1927;22:209-12; method 3 of Newcombe RG. Stat Med 1998;17:857-72.
        """
        if not self.of:
            return 0.0, 1.0
        share, square = self.count / self.of, Z * Z
        middle = self.count + square / 2
        half = Z * sqrt(self.of * share * (1 - share) + square / 4)
        low, high = ((middle + side * half) / (self.of + square) for side in (-1, 1))
        # At none and at all the formula gives the limit itself, but for rounding.
        return 0.0 if self.count == 0 else low, 1.0 if self.count == self.of else high

    @property
    def percent(self) -> tuple[int, int]:
        """The same in whole percent."""
        low, high = self.interval
        return round(low * 100), round(high * 100)
