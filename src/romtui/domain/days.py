"""Which days can be of anybody's record: one rule for every way a date comes in."""

from datetime import date
from typing import Final

from romtui.domain.day_words import full_day
from romtui.domain.errors import UserError

EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2199, 12, 31)
"""Our own bounds: no questionnaire is older, and no plan goes as far."""

_LONG_AGO_DAYS: Final = 20 * 365
"""Our own rule: older than most of the questionnaires."""


def is_of_our_time(day: date) -> bool:
    """Whether a day can be meant at all."""
    return EARLIEST <= day <= LATEST


def refuse_absurd(day: date) -> date:
    """Give the day back, or raise UserError for a year that can only be a slip."""
    if not is_of_our_time(day):
        raise UserError(
            f"The year {day.year:04} cannot be right. "
            f"Write one from {EARLIEST.year} to {LATEST.year}."
        )
    return day


def refuse_impossible_day(day: date, today: date) -> None:
    """Raise UserError for a day no result can have: one that has not come, or an absurd year."""
    refuse_absurd(day)
    if day > today:
        raise UserError(f"{full_day(day)} lies in the future: check the date.")


def is_before_start(day: date, started_on: date) -> bool:
    """Whether a form is older than the work with a person: it is asked about once."""
    return day < started_on


def is_long_ago(day: date, today: date) -> bool:
    """Whether a day is so far back that a slip in the year is likelier than an old form."""
    return (today - day).days > _LONG_AGO_DAYS
