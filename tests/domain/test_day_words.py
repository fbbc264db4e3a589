"""A day says its year wherever day and month alone could be another one."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from romtui.domain.text import full_day, month_and_year, named_from, short_day, with_weekday

TODAY = date(2026, 11, 28)


def test_days_in_words() -> None:
    assert with_weekday(TODAY) == "Sat 28 Nov 2026"
    assert full_day(TODAY) == "28 November 2026"
    assert short_day(TODAY, TODAY) == "28 Nov"
    assert short_day(date(2025, 11, 28), TODAY) == "28 Nov 2025"
    assert month_and_year(date(2004, 3, 1)) == "Mar '04"


def test_over_two_years_each_day_says_its_year() -> None:
    name = named_from(date(2024, 11, 28), TODAY)
    assert (name(date(2024, 11, 28)), name(date(2026, 11, 20))) == ("28 Nov 2024", "20 Nov 2026")


def test_over_new_year_day_and_month_will_do() -> None:
    name = named_from(date(2025, 12, 20), date(2026, 3, 2))
    assert (name(date(2025, 12, 20)), name(date(2026, 3, 2))) == ("20 Dec", "2 Mar")


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 1500), st.data())
def test_no_two_days_of_a_span_have_the_same_name(
    first: date, length: int, data: st.DataObject
) -> None:
    last = date.fromordinal(first.toordinal() + length)
    name = named_from(first, last)
    one, other = data.draw(st.tuples(*[st.dates(first, last)] * 2))
    assert (name(one) == name(other)) == (one == other)
