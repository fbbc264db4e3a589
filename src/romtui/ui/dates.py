"""Days read from what was typed."""

import re
from datetime import date, timedelta
from typing import Final

from romtui.domain.day_words import with_weekday
from romtui.domain.days import refuse_absurd
from romtui.domain.errors import Refusal

_FAR_OFF_DAYS: Final = 730


def before_the_start(on: date, started_on: date) -> str:
    """Ask about a form that is older than the work with a person."""
    return (
        f"{with_weekday(on)} is before your work together began ({with_weekday(started_on)}). "
        "Is it an older form?"
    )


def read_day(words: str, today: date) -> date:
    """Read `2026-11-03` or `3.11.2026`, or `3` for three days ago, or nothing for today.

    Raises Refusal for anything else and for a day that has not come yet.
    """
    words = words.strip()
    if not words:
        return today
    if re.fullmatch(r"-?\d{1,3}", words):
        return today - timedelta(days=abs(int(words)))
    day = _written(words, "Write the day as 2026-11-03, or as a number of days ago, for example 7.")
    if day > today:
        raise Refusal(f"{with_weekday(day)} has not come yet: results are dated up to today.")
    return day


def read_day_ahead(words: str, today: date) -> date:
    """Read `2026-12-01` or `1.12.2026`, or `7` or `+7` for a week from now.

    Raises Refusal for anything else, for a day that is over and for one that is far off.
    """
    words = words.strip()
    if re.fullmatch(r"\+?\d{1,3}", words, re.ASCII):
        return today + timedelta(days=int(words))
    day = _written(words, "Write the day as 2026-12-01, or as a number of days from now: 7.")
    if day < today:
        raise Refusal(f"{with_weekday(day)} is over: choose a day from today on.")
    _refuse_far_off(day, today)
    return day


def read_any_day(words: str, today: date) -> date:
    """Read a written day, `+7` ahead, `7` ago, or nothing for today.

    Raises Refusal for anything else and for a day that is far off.
    """
    words = words.strip()
    if words.startswith("+"):
        return read_day_ahead(words, today)
    if not words or words.removeprefix("-").isdecimal():
        return read_day(words, today)
    day = _written(words, "Write the day as 2026-12-01, as 7 for a week ago, or as +7 for ahead.")
    _refuse_far_off(day, today)
    return day


def _written(words: str, otherwise: str) -> date:
    """Read a day that was written out; a Refusal says how it is written otherwise."""
    dotted = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", words, re.ASCII)
    try:
        if dotted is None:
            day = date.fromisoformat(words)
        else:
            day = date(*(int(part) for part in reversed(dotted.groups())))
    except ValueError:
        raise Refusal(otherwise) from None
    return refuse_absurd(day)


def _refuse_far_off(day: date, today: date) -> None:
    if (day - today).days > _FAR_OFF_DAYS:
        raise Refusal(f"{with_weekday(day)} is years away: check the year.")
