"""Which days can be of anybody's record, and days as people write them.

What is no day at all, such as 31 November, is a ValueError.
"""

import re
from datetime import date
from typing import Final

from romtui.domain import texts
from romtui.domain.errors import UserError
from romtui.domain.text import MONTHS

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
        raise UserError(texts.absurd_year(day.year, EARLIEST.year, LATEST.year))
    return day


def refuse_impossible_day(day: date, today: date) -> None:
    """Raise UserError for a day no result can have: one that has not come, or an absurd year."""
    refuse_absurd(day)
    if day > today:
        raise UserError(texts.in_the_future(day))


def is_before_start(day: date, started_on: date) -> bool:
    """Whether a form is older than the work with a person: it is asked about once."""
    return day < started_on


def is_long_ago(day: date, today: date) -> bool:
    """Whether a day is so far back that a slip in the year is likelier than an old form."""
    return (today - day).days > _LONG_AGO_DAYS


_CENTURY: Final = 2000
_GERMAN: Final = (
    "januar jän jänner",
    "februar",
    "mär märz mrz maerz",
    "",
    "mai",
    "juni",
    "juli",
    "",
    "sept",
    "oktober okt",
    "",
    "dezember dez",
)
"""Where they differ from the English names, and what else a month is shortened to."""

_MONTHS: Final = {
    name: number
    for number, (english, others) in enumerate(zip(MONTHS, _GERMAN, strict=True), start=1)
    for name in (english.lower(), english[:3].lower(), *others.split())
}

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
_WITHOUT_YEAR: Final = (
    re.compile(r"(?P<d>\d{1,2})\.\s*(?P<m>\d{1,2})\.?", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})(?:\.|st|nd|rd|th)?[\s/-]*(?P<m>[a-zä]{3,9})\.?", re.ASCII),
    re.compile(r"(?P<m>[a-zä]{3,9})\.?\s*(?P<d>\d{1,2})(?:st|nd|rd|th)?", re.ASCII),
)


def without_weekday(words: str) -> str:
    """`3 Nov 2026` of `Tue, 3 Nov 2026`."""
    return _WEEKDAY.sub("", words, count=1) if words[:1].isalpha() else words


def plain_day(words: str) -> date | None:
    """A day with its year that can be read in one way only: year first, or the month as a word."""
    match = _YEAR_FIRST.fullmatch(words)
    if match is not None:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    lowered = words.lower()
    for form in _NAMED:
        match = form.fullmatch(lowered)
        if match is not None and match["m"] in _MONTHS:
            return date(_year(match["y"]), _MONTHS[match["m"]], int(match["d"]))
    return None


def day_and_month(words: str) -> tuple[int, int] | None:
    """Day and month that were written without a year: `3.11.`, `3 Nov`, `Nov 3`."""
    lowered = words.lower()
    for form in _WITHOUT_YEAR:
        match = form.fullmatch(lowered)
        if match is None:
            continue
        month = int(match["m"]) if match["m"].isdecimal() else _MONTHS.get(match["m"])
        if month is not None:
            return int(match["d"]), month
    return None


def has_year_last(words: str) -> bool:
    """Whether it is three numbers with the year last, such as `3/11/2026`: they need an order."""
    return _YEAR_LAST.fullmatch(words) is not None


def in_order(words: str, *, day_first: bool) -> date | None:
    """A day with its year last, once it is known whether day or month comes first."""
    match = _YEAR_LAST.fullmatch(words)
    if match is None:
        return None
    first, second = int(match["one"]), int(match["two"])
    day, month = (first, second) if day_first else (second, first)
    return date(_year(match["y"]), month, day)


def _year(written: str) -> int:
    return int(written) + (_CENTURY if len(written) == 2 else 0)
