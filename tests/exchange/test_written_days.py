"""Days in tables: read in whatever way they are written, never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romtui.domain.errors import UserError
from romtui.exchange.cells import DAYS, AmbiguousDay, read_day

OURS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
MONTHS: tuple[str, ...] = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
MONATE: tuple[str, ...] = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August")
MONATE += ("September", "Oktober", "November", "Dezember")


REFUSALS = {
    "",
    "a date that can be read in only one way was expected",
    *(f"a date written as {days} was expected" for days in DAYS),
}


@pytest.mark.parametrize(
    ("written", "days", "day"),
    [
        ("5.1.26", "DD.MM.YYYY", date(2026, 1, 5)),
        ("05.01.2026", "DD.MM.YYYY", date(2026, 1, 5)),
        ("5-1-2026", "DD.MM.YYYY", date(2026, 1, 5)),
        ("5-1-2026", "MM-DD-YYYY", date(2026, 5, 1)),
        ("1/5/26", "MM/DD/YYYY", date(2026, 1, 5)),
        ("11/3/2026 9:15:22", "MM/DD/YYYY", date(2026, 11, 3)),
        ("2026/11/03 9:15:22 AM GMT+1", None, date(2026, 11, 3)),
        ("2026-11-03T09:15:22.123+01:00", None, date(2026, 11, 3)),
        ("2026-11-03 09:15:22 UTC", "DD.MM.YYYY", date(2026, 11, 3)),
        ("3 Nov 2026", None, date(2026, 11, 3)),
        ("3-Nov-26", None, date(2026, 11, 3)),
        ("November 3, 2026", None, date(2026, 11, 3)),
        ("3. März 2026", None, date(2026, 3, 3)),
        ("3. Dez. 2026", None, date(2026, 12, 3)),
        ("Tue, 3 Nov 2026", None, date(2026, 11, 3)),
        ("Di, 03.11.2026", "DD.MM.YYYY", date(2026, 11, 3)),
        ("3\u00a0Nov\u00a02026", None, date(2026, 11, 3)),
    ],
)
def test_a_day_is_read_as_it_is_written(written: str, days: str | None, day: date) -> None:
    assert read_day(written, days) == day


@given(OURS, st.sampled_from(DAYS), st.sampled_from("-./"), st.booleans())
def test_the_order_that_was_said_decides_with_any_separator(
    day: date, days: str, separator: str, short: bool
) -> None:
    year_first = days.startswith("Y")
    year = f"{day:%y}" if short and not year_first else f"{day.year}"
    parts = {"Y": year, "M": f"{day.month:02}", "D": f"{day.day:02}"}
    written = separator.join(
        parts[sign[0]] for sign in days.replace("/", "-").replace(".", "-").split("-")
    )
    assert read_day(written, days) == day
    assert read_day(f"{written} 23:59", days) == day


@given(OURS, st.sampled_from("-./"), st.booleans())
def test_without_an_order_no_day_is_guessed(day: date, separator: str, short: bool) -> None:
    year = f"{day:%y}" if short else f"{day.year}"
    with pytest.raises(AmbiguousDay):
        read_day(separator.join((f"{day.day}", f"{day.month}", year)), None)


@given(OURS, st.sampled_from((None, *DAYS)))
def test_a_month_in_words_is_plain_whatever_the_order(day: date, days: str | None) -> None:
    for names in (MONTHS, MONATE):
        name = names[day.month - 1]
        for written in (f"{day.day} {name} {day.year}", f"{day.day}. {name} {day.year}"):
            assert read_day(written, days) == day
    assert read_day(f"{MONTHS[day.month - 1]} {day.day}, {day.year}", days) == day


@given(st.text(max_size=30) | st.from_regex(r"[0-9./: -]{4,20}"), st.sampled_from((None, *DAYS)))
def test_whatever_is_written_is_a_day_or_refused_without_its_words(
    written: str, days: str | None
) -> None:
    said = ""
    try:
        read_day(written, days)
    except UserError as refusal:
        said = str(refusal)
    assert said in REFUSALS


@pytest.mark.parametrize("written", ["30.02.2026", "45000", "13/13/2026", "3 Foo 2026", "26-01-05"])
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(UserError, match="a date written as"):
        read_day(written, "YYYY-MM-DD" if written.startswith("26") else "DD.MM.YYYY")
