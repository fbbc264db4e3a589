"""Days and numbers as text, the same on every screen and whatever the computer's language."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_PLAIN_WITHOUT_YEAR: Final = timedelta(days=334)
"""Eleven months: of the days since then no two have the same name."""
_WEEKS_UP_TO, _DAYS_A_MONTH = 91, 30.44


def number(value: Decimal) -> str:
    """Write a number as people do: `12`, `17.8`, never `12.0` or `1E+1`."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def signed(change: Decimal) -> str:
    """Write a change with its sign: `+3`, `−2`, `±0`."""
    if change == 0:
        return "±0"
    return f"+{number(change)}" if change > 0 else f"−{number(-change)}"


def counted(count: int, one: str, many: str = "") -> str:
    """`1 patient`, `3 patients`; `many` where it is not `one` with an s."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def day_and_month(day: date) -> str:
    """`3 Nov`."""
    return f"{day.day} {_short(day)}"


def short_day(day: date, today: date) -> str:
    """`3 Nov`, in another year `3 Nov 2025`."""
    return day_and_month(day) if day.year == today.year else short_with_year(day)


def short_with_year(day: date) -> str:
    """`3 Nov 2026`."""
    return f"{day_and_month(day)} {day.year}"


def day_and_short_year(day: date) -> str:
    """`3 Nov 26`: where days of several years stand beside each other."""
    return f"{day_and_month(day)} {day.year % 100:02}"


def weekday_and_day(day: date) -> str:
    """`Mon 23 Nov`."""
    return f"{WEEKDAYS[day.weekday()]} {day_and_month(day)}"


def with_weekday(day: date) -> str:
    """`Mon 23 Nov 2026`."""
    return f"{weekday_and_day(day)} {day.year}"


def weekday_in_full(day: date) -> str:
    """`Mon 5 January 2026`: day and month cannot be taken for each other."""
    return f"{WEEKDAYS[day.weekday()]} {full_day(day)}"


def full_day(day: date) -> str:
    """`3 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def full_moment(at: datetime) -> str:
    """`3 November 2026, 14:05`."""
    return f"{full_day(at)}, {at:%H:%M}"


def month_and_year(day: date) -> str:
    """`Nov '24`: where a column has no room for more."""
    return f"{_short(day)} '{day.year % 100:02}"


def named_from(
    first: date, today: date, otherwise: Callable[[date], str] = short_with_year
) -> Callable[[date], str]:
    """How to name the days from `first` to today beside each other.

    Day and month will do as long as no two days of the span can have the same name; over a
    longer one each day is named as said `otherwise`, with its year.
    """
    return day_and_month if today - first <= _PLAIN_WITHOUT_YEAR else otherwise


def ago(day: date, today: date) -> str:
    """`today`, `yesterday`, `12 days ago`."""
    days = (today - day).days
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def stretch(days: int) -> str:
    """How long something took, rounded: `9 weeks`, from three months on `13 months`."""
    if days < _WEEKS_UP_TO:
        weeks = max(round(days / 7), 1)
        return f"{weeks} week{'s' * (weeks > 1)}"
    return f"{round(days / _DAYS_A_MONTH)} months"


def _short(day: date) -> str:
    return MONTHS[day.month - 1][:3]
