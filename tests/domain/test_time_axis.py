"""Which column of the chart a day is drawn in, and which days are named."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from romtui.domain.time_axis import BETWEEN, Gap, TimeAxis, lay_time_axis
from romtui.domain.trend import Point, Trend
from tests.people.questionnaires import instrument

MONDAY = date(2026, 1, 5)
day_lists = st.lists(st.integers(0, 400), unique=True, max_size=40)


def name(day: date) -> str:
    return f"{day.day} {day:%b}"


def on(days: list[int]) -> tuple[date, ...]:
    return tuple(MONDAY + timedelta(day) for day in sorted(days))


def laid(scored: list[int], unscored: list[int] | None = None, columns: int = 60) -> TimeAxis:
    points = tuple(Point(day, Decimal(9)) for day in on(scored))
    trend = Trend(instrument(), points, on(unscored or []))
    return lay_time_axis(trend, columns, name)


def names(days: TimeAxis) -> list[str]:
    return [tick.name for tick in days.ticks]


@given(day_lists, day_lists, st.integers(20, 150))
def test_every_sign_and_name_lies_within_the_chart(
    scored: list[int], unscored: list[int], columns: int
) -> None:
    days = laid(scored, unscored, columns)
    signs = [column for run in days.runs for column, _ in run] + list(days.unscored)
    assert all(0 <= column < columns for column in signs)
    assert all(tick.start >= 0 and tick.end <= columns for tick in days.ticks)
    assert all(one.end + BETWEEN <= other.start for one, other in pairwise(days.ticks))


@given(day_lists, st.integers(14, 150))
def test_the_first_and_the_last_score_are_named(scored: list[int], columns: int) -> None:
    said = names(laid(scored, columns=columns))
    if scored:
        first, *_, last = (*on(scored)[:1], *on(scored))
        assert (said[0], said[-1]) == (name(first), name(last))
    else:
        assert said == []


def test_every_day_is_named_when_there_is_room() -> None:
    assert names(laid([0, 7, 14, 21])) == ["5 Jan", "12 Jan", "19 Jan", "26 Jan"]


def test_as_many_days_are_named_as_leave_each_other_room() -> None:
    assert names(laid([0, 7, 14, 21, 28], columns=30)) == ["5 Jan", "19 Jan", "2 Feb"]


def test_days_lie_on_a_true_time_axis() -> None:
    (run,) = laid([0, 7, 28], columns=29).runs
    assert [column for column, _ in run] == [0, 7, 28]


def test_one_day_alone_stands_at_the_left() -> None:
    assert laid([5]).ticks[0].column == 0


def test_no_line_passes_a_form_that_could_not_be_scored() -> None:
    days = laid([0, 7, 21, 28], [14], columns=29)
    assert [[column for column, _ in run] for run in days.runs] == [[0, 7], [21, 28]]
    assert days.unscored == (14,)


def test_a_form_without_a_score_has_its_place_before_the_first_and_after_the_last() -> None:
    days = laid([7], [0, 14], columns=15)
    assert days.unscored == (0, 14)
    assert names(days) == ["12 Jan"]


def test_no_line_passes_a_gap_that_is_too_long_to_compare_across() -> None:
    days = laid([0, 7, 50, 92])
    assert [[point.on for _, point in run] for run in days.runs] == [
        list(on([0, 7])),
        list(on([50, 92])),
    ]


def test_over_sessions_the_points_lie_equally_far_apart() -> None:
    trend = Trend(instrument(), tuple(Point(day, Decimal(9)) for day in on([0, 7, 35])))
    days = lay_time_axis(trend, 31, name, on([0, 7, 21, 35]))
    (run,) = days.runs
    assert [column for column, _ in run] == [0, 10, 30]
    assert [tick.column for tick in days.ticks] == [0, 10, 20, 30]
    assert days.column(on([28])[0], 31) == 25


def test_without_any_score_the_days_of_the_forms_are_named() -> None:
    assert names(laid([], [0, 28])) == ["5 Jan", "2 Feb"]


def test_all_days_have_a_mark_and_those_between_a_name_where_there_is_room() -> None:
    days = laid([0, 7, 14, 21, 28], columns=29)
    assert days.marks == (0, 7, 14, 21, 28)
    assert len(days.ticks) < len(days.marks)


def test_a_gap_can_be_shortened_to_the_longest_time_that_is_none() -> None:
    trend = Trend(instrument(), tuple(Point(day, Decimal(9)) for day in on([0, 7, 407])))
    days = lay_time_axis(trend, 50, name, shortens=True)
    assert days.marks == (0, 7, 49)
    assert days.gaps == (Gap(7, 49, 400),)
    assert days.column(on([207])[0], 50) == 28


def test_no_day_lies_in_the_margins() -> None:
    trend = Trend(instrument(), tuple(Point(day, Decimal(9)) for day in on([0, 7, 14])))
    days = lay_time_axis(trend, 40, name, margins=(3, 6))
    assert days.marks == (3, 18, 33)
    assert days.column(on([300])[0], 40) == 33
