"""Days and plans as they are typed."""

from datetime import date
from functools import partial

import pytest

from romtui.domain.case import Stage
from romtui.domain.errors import UserError
from romtui.ui.dates import (
    read_any_day,
    read_day,
    read_day_ahead,
    understood,
)
from romtui.ui.reading import read_planned, read_procedure, read_stage
from romtui.ui.texts import ANY_DAY, DAY_AHEAD, PAST_DAY

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("0", TODAY),
        ("7", date(2026, 12, 1)),
        (" +7 ", date(2026, 12, 1)),
        ("2026-12-01", date(2026, 12, 1)),
        ("1.12.2026", date(2026, 12, 1)),
    ],
)
def test_a_day_ahead_is_read(typed: str, day: date) -> None:
    assert read_day_ahead(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-7", "Enter a date, e.g. 1 Dec"),
        ("", "Enter a date, e.g. 1 Dec"),
        ("soon", "or 7 for a week from now"),
        ("2026-11-31", "Enter a date, e.g."),
        ("2026-11-23", "Mon 23 Nov 2026 is in the past"),
        ("2062-12-01", "Check the year"),
    ],
)
def test_what_is_no_day_ahead_is_refused(typed: str, said: str) -> None:
    with pytest.raises(UserError) as refused:
        read_day_ahead(typed, TODAY)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", TODAY),
        ("7", date(2026, 11, 17)),
        ("-7", date(2026, 11, 17)),
        ("+7", date(2026, 12, 1)),
        ("2026-12-01", date(2026, 12, 1)),
        ("3.11.2026", date(2026, 11, 3)),
    ],
)
def test_any_day_is_read(typed: str, day: date) -> None:
    assert read_any_day(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["+", "+-7", "soon", "99999", "2062-12-01", "٣.11.2026"])
def test_what_is_no_day_at_all_is_refused(typed: str) -> None:
    with pytest.raises(UserError):
        read_any_day(typed, TODAY)


def named(hint: str) -> list[str]:
    """The ways to type a day that the hint of a field names."""
    return [one.removeprefix("or ").split(" for ")[0] for one in hint.split(", ")]


_THIRD, _FIRST = date(2026, 11, 3), date(2026, 12, 1)
_A_WEEK_AGO = date(2026, 11, 17)
PAST = PAST_DAY, [_THIRD, _THIRD, _A_WEEK_AGO]
AHEAD = DAY_AHEAD, [_FIRST, _FIRST, date(2026, 11, 25), _FIRST]
EITHER = ANY_DAY, [_FIRST, _FIRST, _A_WEEK_AGO, _FIRST]
"""What a field of each kind says, and the day each of the named ways is."""


def test_a_field_takes_every_way_it_names() -> None:
    for read, (hint, days) in ((read_day, PAST), (read_day_ahead, AHEAD), (read_any_day, EITHER)):
        assert [read(one, TODAY) for one in named(hint)] == days


@pytest.mark.parametrize(
    "typed",
    [
        *("2026-11-03", "2026-11-3", "3.11.2026", "03.11.2026", "3.11.26", "3.11.", "3.11"),
        *("3. 11. 2026", "3 Nov", "3 nov", "3rd November", "3 Nov 2026", "3 Nov 26", "Nov 3"),
        *("Nov 3 2026", "November 3, 2026", "3. November", "Tue 3 Nov 2026", "21", "21 days ago"),
        *(" 3.11.2026 ", "2026/11/03"),
    ],
)
def test_a_past_day_is_read_however_it_is_typed(typed: str) -> None:
    assert read_day(typed, TODAY) == date(2026, 11, 3)


def test_a_day_without_its_year_is_the_last_the_next_or_the_nearest_one() -> None:
    assert read_day("5.12.", TODAY) == date(2025, 12, 5)
    assert read_day("24.11.", TODAY) == read_day_ahead("24 Nov", TODAY) == TODAY
    assert read_day_ahead("5.1.", TODAY) == date(2027, 1, 5)
    assert read_any_day("5 Jan", TODAY) == date(2027, 1, 5)
    assert read_any_day("28 Dec", date(2027, 1, 4)) == date(2026, 12, 28)
    for read in (read_day, read_day_ahead, read_any_day):
        with pytest.raises(UserError, match="Enter a date"):
            read("29.2.", TODAY)


def test_day_and_month_between_slashes_are_never_guessed() -> None:
    assert read_day("28/10/2026", TODAY) == read_day("10/28/2026", TODAY) == date(2026, 10, 28)
    assert read_day("4/4/26", TODAY) == date(2026, 4, 4)
    with pytest.raises(UserError) as refused:
        read_day("3/4/2026", TODAY)
    assert str(refused.value) == (
        "That could be Fri 3 Apr 2026 or Wed 4 Mar 2026. Enter it as 2026-04-03 or 2026-03-04."
    )


def test_between_slashes_the_one_day_the_field_takes_is_read() -> None:
    assert read_day("11/12/2026", TODAY) == date(2026, 11, 12)
    assert read_day_ahead("11/12/2026", TODAY) == date(2026, 12, 11)
    with pytest.raises(UserError, match="could be Fri 11 Dec 2026 or Thu 12 Nov 2026"):
        read_any_day("11/12/2026", TODAY)
    with pytest.raises(UserError, match="could be"):
        read_day("3/4/2027", TODAY)
    with pytest.raises(UserError, match="Sun 28 Nov 2027 is in the future"):
        read_day("28/11/2027", TODAY)
    with pytest.raises(UserError, match="Enter a date"):
        read_day("3/11", TODAY)


def test_what_was_understood_is_said_unless_it_was_typed_as_iso() -> None:
    read = partial(read_day, today=TODAY)
    assert understood("3.11.", read) == "Tue 3 Nov 2026"
    assert understood("5.12.", read) == "Fri 5 Dec 2025"
    assert understood("7", read) == "Tue 17 Nov 2026"
    for typed in ("", "2026-11-03", "soon", "3/4/2026", "25.11.2026"):
        assert understood(typed, read) == ""


@pytest.mark.parametrize(
    ("typed", "stage"),
    [
        ("1", Stage.ACTIVE),
        ("Ending", Stage.ENDING),
        ("f", Stage.FOLLOWUP),
        ("follow-up", Stage.FOLLOWUP),
        ("follow up", Stage.FOLLOWUP),
    ],
)
def test_a_stage_is_read(typed: str, stage: Stage) -> None:
    assert read_stage(typed) is stage


@pytest.mark.parametrize("typed", ["", "4", "over", "12"])
def test_what_is_no_stage_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match="Enter 1"):
        read_stage(typed)


def test_planned_sessions_are_a_number_or_nothing() -> None:
    assert (read_planned(" "), read_planned(" 12 ")) == (None, 12)
    for typed in ("0", "501", "twelve", "1.5", "-3"):
        with pytest.raises(UserError, match="1 to 500"):
            read_planned(typed)


def test_a_procedure_has_an_end() -> None:
    with pytest.raises(UserError, match="at most 4000"):
        read_procedure("x" * 4001)
