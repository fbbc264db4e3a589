"""Which days can be of anybody's record: one rule for every way a date comes in."""

from datetime import date
from typing import Final

from romtui.domain.errors import Refusal

EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2199, 12, 31)
"""Our own bounds: no questionnaire is older, and no plan goes as far."""


def is_of_our_time(day: date) -> bool:
    """Whether a day can be meant at all."""
    return EARLIEST <= day <= LATEST


def refuse_absurd(day: date) -> date:
    """Give the day back, or raise Refusal for a year that can only be a slip."""
    if not is_of_our_time(day):
        raise Refusal(
            f"The year {day.year:04} cannot be right. "
            f"Write one from {EARLIEST.year} to {LATEST.year}."
        )
    return day
