"""Days that a result cannot have, and days that are asked about: for every way in the same."""

from datetime import date
from typing import Final

from romtui.domain.errors import Refusal

_FIRST_YEAR: Final = 1900
_LONG_AGO_DAYS: Final = 20 * 365
"""Our own rule: older than most of the questionnaires."""


def refuse_impossible_day(day: date, today: date) -> None:
    """Raise Refusal for a day that has not come, or of a time nobody can tell of."""
    if day > today:
        raise Refusal(f"{day:%d %B %Y} lies in the future: check the date.")
    if day.year < _FIRST_YEAR:
        raise Refusal(f"A day before {_FIRST_YEAR} is a slip: check the date.")


def is_before_start(day: date, started_on: date) -> bool:
    """Whether a form is older than the work with a person: it is asked about once."""
    return day < started_on


def is_long_ago(day: date, today: date) -> bool:
    """Whether a day is so far back that a slip in the year is likelier than an old form."""
    return (today - day).days > _LONG_AGO_DAYS
