"""How a course stands against its start: in one word, by the rules of the findings."""

from enum import Enum
from typing import Final

from romtui.domain.patterns.gain import reliable_improvement
from romtui.domain.patterns.worse import reliable_deterioration
from romtui.domain.series import Series


class SinceStart(Enum):
    """What became of a measure since the start.

    Clearly = the reliable change, confirmed; better or worse = the reliable change, once; a
    little = a notable change.
    """

    CLEARLY_BETTER = "clearly_better"
    BETTER = "better"
    A_LITTLE_BETTER = "a_little_better"
    ABOUT_THE_SAME = "about_the_same"
    A_LITTLE_WORSE = "a_little_worse"
    WORSE = "worse"
    CLEARLY_WORSE = "clearly_worse"


CLEARLY: Final = frozenset({SinceStart.CLEARLY_BETTER, SinceStart.CLEARLY_WORSE})
"""The words that are said only once the reliable change is confirmed."""


def since_start(s: Series) -> SinceStart:
    """Weigh the latest score against the start.

    Where no reliable change is known only the direction is told, by the first score.
    """
    if not s.knows_change:
        return _by_direction(s)
    better, worse = reliable_improvement(s), reliable_deterioration(s)
    gain = s.start - s.current
    if better is not None and better.confirmed:
        return SinceStart.CLEARLY_BETTER
    if worse is not None and worse.confirmed:
        return SinceStart.CLEARLY_WORSE
    if s.reliable(gain):
        return SinceStart.BETTER
    if s.reliable(-gain):
        return SinceStart.A_LITTLE_WORSE if s.low else SinceStart.WORSE
    if s.notable(gain):
        return SinceStart.A_LITTLE_BETTER
    if s.notable(-gain) and not s.low:
        return SinceStart.A_LITTLE_WORSE
    return SinceStart.ABOUT_THE_SAME


def _by_direction(s: Series) -> SinceStart:
    gain = s.baseline - s.current
    if not gain:
        return SinceStart.ABOUT_THE_SAME
    return SinceStart.BETTER if gain > 0 else SinceStart.WORSE
