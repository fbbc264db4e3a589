"""What every change since the start is counted from."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

_SCORES_OF_A_COURSE: Final = 4
"""From so many scores on, the start is the mean of the first two: first days are exceptional."""


def start_is_pair(days: Sequence[date], gap_days: int) -> bool:
    """Whether the start rests on the first two scores, which lie no gap apart."""
    return len(days) >= _SCORES_OF_A_COURSE and (days[1] - days[0]).days <= gap_days


def start_of(scores: Sequence[Decimal], days: Sequence[date], gap_days: int) -> Decimal:
    """The start of a course, in the unit of its scores; there is at least one."""
    if start_is_pair(days, gap_days):
        return (scores[0] + scores[1]) / 2
    return scores[0]
