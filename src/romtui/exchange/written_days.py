"""Days as tables have them. Which number is the day and which the month is never guessed."""

import re
from datetime import date
from typing import Final

from romtui.domain.day_reading import has_year_last, in_order, plain_day, without_weekday
from romtui.domain.days import refuse_absurd
from romtui.domain.errors import UserError

DAYS: Final = (
    "YYYY-MM-DD",
    "DD.MM.YYYY",
    "DD/MM/YYYY",
    "DD-MM-YYYY",
    "MM/DD/YYYY",
    "MM-DD-YYYY",
)
"""The ways to write a day. Each stands for its order: any separator and `26` for `2026` will do."""

_TIME: Final = re.compile(
    r"(?<=\d)(?:T|,?\s+)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?"
    r"(?:\s*[AaPp]\.?[Mm]\.?)?"
    r"(?:\s*(?:Z|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|[A-Z]{3,4}))?$",
    re.ASCII,
)


class AmbiguousDay(UserError):
    """Day or month could come first, and nobody said which."""


def read_day(written: str, days: str | None) -> date:
    """Read a day, with or without a time behind it.

    `days` is one of DAYS; None where nobody said it, and then only a day with the year first or
    with the month as a word is plain, any other an AmbiguousDay. A UserError says what was
    expected, never what was there.
    """
    words = _TIME.sub("", " ".join(written.split()))
    words = without_weekday(words)
    try:
        day = plain_day(words) or _as_said(words, days)
    except ValueError:
        day = None
    if day is not None:
        return refuse_absurd(day)
    if days is None and has_year_last(words):
        raise AmbiguousDay("a day that can be read in one way only was expected")
    raise UserError(f"a day written as {days or DAYS[0]} was expected")


def _as_said(words: str, days: str | None) -> date | None:
    if days is None or days.startswith("Y"):
        return None
    return in_order(words, day_first=days.startswith("D"))
