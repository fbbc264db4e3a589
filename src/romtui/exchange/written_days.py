"""Days as tables have them. Which number is the day and which the month is never guessed."""

import re
from datetime import date
from typing import Final

from romtui.domain.days import refuse_absurd
from romtui.domain.errors import Refusal

DAYS: Final = (
    "YYYY-MM-DD",
    "DD.MM.YYYY",
    "DD/MM/YYYY",
    "DD-MM-YYYY",
    "MM/DD/YYYY",
    "MM-DD-YYYY",
)
"""The ways to write a day. Each stands for its order: any separator and `26` for `2026` will do."""

_CENTURY: Final = 2000
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jän jänner",
            "feb february februar",
            "mar march mär märz mrz maerz",
            "apr april",
            "may mai",
            "jun june juni",
            "jul july juli",
            "aug august",
            "sep sept september",
            "oct october okt oktober",
            "nov november",
            "dec december dez dezember",
        ),
        start=1,
    )
    for name in names.split()
}
"""English and German."""

_TIME: Final = re.compile(
    r"(?<=\d)(?:T|,?\s+)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?"
    r"(?:\s*[AaPp]\.?[Mm]\.?)?"
    r"(?:\s*(?:Z|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|[A-Z]{3,4}))?$",
    re.ASCII,
)
_WEEKDAY: Final = re.compile(r"(?:Mon?|Tue?|Wed?|Thu?|Fri?|Sat?|Sun?|Di|Mi|Do|Sa|So)[a-z]*[.,]*\s+")
_YEAR_FIRST: Final = re.compile(r"(?P<y>\d{4})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})", re.ASCII)
_YEAR_LAST: Final = re.compile(
    r"(?P<one>\d{1,2})\s*([-/.])\s*(?P<two>\d{1,2})\s*\2\s*(?P<y>\d{4}|\d{2})", re.ASCII
)
_NAMED: Final = (
    re.compile(
        r"(?P<d>\d{1,2})(?:\.|st|nd|rd|th)?[\s/-]*(?P<m>[a-zä]{3,9})\.?[\s,/-]*(?P<y>\d{4}|\d{2})"
    ),
    re.compile(
        r"(?P<m>[a-zä]{3,9})\.?\s*(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(?P<y>\d{4})"
    ),
    re.compile(r"(?P<y>\d{4})[\s/-](?P<m>[a-zä]{3,9})\.?[\s/-](?P<d>\d{1,2})"),
)


class AmbiguousDay(Refusal):
    """Day or month could come first, and nobody said which."""


def read_day(written: str, days: str | None) -> date:
    """Read a day, with or without a time behind it.

    `days` is one of DAYS; None where nobody said it, and then only a day with the year first or
    with the month as a word is plain, any other an AmbiguousDay. A Refusal says what was
    expected, never what was there.
    """
    words = _TIME.sub("", " ".join(written.split()))
    words = _WEEKDAY.sub("", words, count=1) if words[:1].isalpha() else words
    try:
        day = _plain(words) or _in_order(words, days)
    except ValueError:
        day = None
    if day is not None:
        return refuse_absurd(day)
    if days is None and _YEAR_LAST.fullmatch(words):
        raise AmbiguousDay("a day that can be read in one way only was expected")
    raise Refusal(f"a day written as {days or DAYS[0]} was expected")


def _plain(words: str) -> date | None:
    """A day that can be read in one way only."""
    found = _YEAR_FIRST.fullmatch(words)
    if found is not None:
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    lowered = words.lower()
    for form in _NAMED:
        found = form.fullmatch(lowered)
        if found is not None and found["m"] in _MONTHS:
            return date(_year(found["y"]), _MONTHS[found["m"]], int(found["d"]))
    return None


def _in_order(words: str, days: str | None) -> date | None:
    found = _YEAR_LAST.fullmatch(words)
    if found is None or days is None or days.startswith("Y"):
        return None
    first, second = int(found["one"]), int(found["two"])
    day, month = (first, second) if days.startswith("D") else (second, first)
    return date(_year(found["y"]), month, day)


def _year(written: str) -> int:
    return int(written) + (_CENTURY if len(written) == 2 else 0)
