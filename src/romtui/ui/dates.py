"""Days read from what was typed."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Final

from romtui.domain.days import (
    day_and_month,
    has_year_last,
    in_order,
    plain_day,
    refuse_absurd,
    without_weekday,
)
from romtui.domain.errors import UserError
from romtui.domain.text import with_weekday
from romtui.ui import texts

_FAR_OFF_DAYS: Final = 730
_NAMED: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}


def before_the_start(on: date, started_on: date) -> str:
    """Ask about a form that is older than the treatment."""
    return texts.before_the_start(with_weekday(on), with_weekday(started_on))


def read_day(words: str, today: date) -> date:
    """Read a day up to today; nothing is today, a number is days ago.

    Of a day without its year it is the last one. Raises UserError for a day that has not come yet.
    """
    ago = re.fullmatch(r"-?(\d{1,3})( days? ago)?", words.strip(), re.ASCII)
    if ago is not None:
        return today - timedelta(days=int(ago[1]))

    def check(day: date) -> None:
        if day > today:
            raise UserError(texts.in_the_future(with_weekday(day)))

    def last(day: date) -> tuple[bool, int]:
        return day > today, abs((day - today).days)

    return _written(words, today, texts.PAST_DAY, check, last) if words.strip() else today


def read_day_ahead(words: str, today: date) -> date:
    """Read a day from today on; a number is days from now.

    Of a day without its year it is the next one. Raises UserError for a day that is over and for
    one that is far off.
    """
    ahead = re.fullmatch(r"\+?(\d{1,3})", words.strip(), re.ASCII)
    if ahead is not None:
        return today + timedelta(days=int(ahead[1]))

    def check(day: date) -> None:
        if day < today:
            raise UserError(texts.in_the_past(with_weekday(day)))
        _refuse_far_off(day, today)

    def following(day: date) -> tuple[bool, int]:
        return day < today, abs((day - today).days)

    return _written(words, today, texts.DAY_AHEAD, check, following)


def read_any_day(words: str, today: date) -> date:
    """Read a day on either side of today: `+7` is ahead, `7` ago, nothing is today.

    Of a day without its year it is the nearest one. Raises UserError for a day that is far off.
    """
    words = words.strip()
    if re.fullmatch(r"\+\d{1,3}", words, re.ASCII):
        return read_day_ahead(words, today)
    if not words or re.fullmatch(r"-?\d{1,3}( days? ago)?", words, re.ASCII):
        return read_day(words, today)

    def nearest(day: date) -> tuple[bool, int]:
        return False, abs((day - today).days)

    return _written(words, today, texts.ANY_DAY, lambda day: _refuse_far_off(day, today), nearest)


def understood(words: str, read: Callable[[str], date | None]) -> str:
    """The day in words, where it was typed in such a way that it might be another: not as ISO."""
    words = words.strip()
    try:
        day = read(words) if words else None
    except UserError:
        return ""
    return "" if day is None or words == day.isoformat() else with_weekday(day)


def _written(
    words: str,
    today: date,
    otherwise: str,
    check: Callable[[date], None],
    far: Callable[[date], tuple[bool, int]],
) -> date:
    """Read a day that was written out; without its year it is the least `far` one.

    Raises UserError for what is none, saying how it is written `otherwise`, for what `check`
    refuses, and for what may be either of two days.
    """
    words = without_weekday(" ".join(words.split()))
    if words.lower() in _NAMED:
        return _checked(today + timedelta(days=_NAMED[words.lower()]), check)
    if has_year_last(words):
        days = _either(words, check)
    else:
        days = sorted(_plain(words, today), key=far)[:1]
    if not days:
        raise UserError(texts.write_a_day(otherwise))
    if len(days) > 1:
        either = [with_weekday(day) for day in days]
        raise UserError(texts.either_day(either, f"{days[0]}", f"{days[1]}"))
    return _checked(days[0], check)


def _either(words: str, check: Callable[[date], None]) -> list[date]:
    """The days that three numbers may be: with dots the day comes first, else either may.

    Where the field takes only one of them, it is that one.
    """
    days = []
    for day_first in (True,) if "." in words else (True, False):
        with suppress(ValueError):
            days.append(in_order(words, day_first=day_first))
    found = list(dict.fromkeys(day for day in days if day is not None))
    return [day for day in found if _allowed(day, check)] or found


def _plain(words: str, today: date) -> Iterator[date]:
    """The day that was written; without its year that of last year, of this and of the next."""
    with suppress(ValueError):
        day = plain_day(words)
        if day is not None:
            yield day
            return
    of_month, month = day_and_month(words) or (0, 0)
    for year in (today.year - 1, today.year, today.year + 1):
        with suppress(ValueError):
            yield date(year, month, of_month)


def _checked(day: date, check: Callable[[date], None]) -> date:
    check(refuse_absurd(day))
    return day


def _allowed(day: date, check: Callable[[date], None]) -> bool:
    try:
        _checked(day, check)
    except UserError:
        return False
    return True


def _refuse_far_off(day: date, today: date) -> None:
    if (day - today).days > _FAR_OFF_DAYS:
        raise UserError(texts.years_away(with_weekday(day)))
