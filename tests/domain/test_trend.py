"""The trend of a measure, and the sparkline drawn of it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romtui.domain.case import Case, Patient, Result
from romtui.domain.caseload import summary
from romtui.domain.discussion import Fit
from romtui.domain.instrument import Direction
from romtui.domain.text import number, signed
from romtui.domain.trend import BLOCKS, form_trend, sparkline, words_of_change
from tests.domain.questionnaires import instrument

MONDAY = date(2026, 1, 5)
LOWER = instrument()
HIGHER = instrument(direction=Direction.HIGHER_BETTER)


def case(*results: Result) -> Case:
    return Case(Patient(1, "A-001", MONDAY), {"made": LOWER}, results=results)


def result(days: int, total: int | None, order: int = 0) -> Result:
    points = None if total is None else Decimal(total)
    on = MONDAY + timedelta(days)
    return Result(days, "made", on, points, order=order, valid=total is not None)


def test_a_sparkline_uses_the_whole_range_not_its_own() -> None:
    assert sparkline(LOWER, [Decimal(0), Decimal(27)]) == "▁█"
    assert sparkline(LOWER, [Decimal(13), Decimal(14)]) != "▁█"


def test_a_form_that_could_not_be_scored_is_a_gap() -> None:
    assert sparkline(LOWER, [Decimal(0), None, Decimal(27)]) == "▁·█"


@given(st.integers(0, 27), st.integers(0, 27))
def test_a_larger_number_is_never_drawn_lower(one: int, other: int) -> None:
    low, high = sorted((one, other))
    blocks = sparkline(LOWER, [Decimal(low), Decimal(high)])
    assert BLOCKS.index(blocks[0]) <= BLOCKS.index(blocks[1])


def test_better_and_worse_follow_the_scale_not_the_sign() -> None:
    assert words_of_change(LOWER, Decimal(-3)) == "better"
    assert words_of_change(HIGHER, Decimal(-3)) == "worse"
    assert words_of_change(HIGHER, Decimal(3)) == "better"
    assert words_of_change(LOWER, Decimal(0)) == "same"


@pytest.mark.parametrize(
    ("value", "words"), [("12", "12"), ("17.8", "17.8"), ("10.0", "10"), ("1E+1", "10")]
)
def test_numbers_are_written_as_people_write_them(value: str, words: str) -> None:
    assert number(Decimal(value)) == words


def test_a_change_always_has_its_sign() -> None:
    assert [signed(Decimal(change)) for change in (3, -2, 0)] == ["+3", "−2", "±0"]


def test_a_sparkline_has_gaps_where_there_is_no_score_and_after_a_long_time() -> None:
    measured = case(result(0, 10), result(7, None), result(14, 12), result(57, 9))
    course = form_trend(measured, "made")
    assert sparkline(LOWER, course.recent(8)) == "▄·▄·▃"
    assert sparkline(LOWER, course.recent(2)) == "·▃"
    assert summary(measured).recent == course.recent(8)


def test_a_point_knows_how_it_came_in_and_whether_it_fits() -> None:
    known = replace(result(0, 10), answers=(1,) * 9, fit=Fit.NO)
    measured = case(known, result(7, 12))
    points = form_trend(measured, "made").points
    assert [point.fit for point in points] == [Fit.NO, None]
    assert [point.total_only for point in points] == [False, True]
    wordless = replace(measured, instruments={"made": replace(LOWER, items=())})
    assert not any(point.total_only for point in form_trend(wordless, "made").points)


def test_of_two_results_of_a_day_the_later_entered_counts() -> None:
    shown = form_trend(case(result(0, 10, order=1), result(0, 12, order=2)), "made")
    assert [point.total for point in shown.points] == [12]


def test_an_unscored_form_does_not_hide_the_score_of_that_day() -> None:
    shown = form_trend(case(result(0, 10, order=1), result(0, None, order=2)), "made")
    assert [point.total for point in shown.points] == [10]
    assert shown.unscored == ()


def test_the_scores_of_another_version_are_counted_and_not_joined() -> None:
    before, now = result(0, 20), replace(result(7, 12), instrument_version=2)
    wider = replace(LOWER, version=2, hi=Decimal(54))
    changed = replace(case(before, now), instruments={"made": wider})
    course = form_trend(changed, "made")
    assert [point.total for point in course.points] == [12]
    assert (course.change, course.earlier) == (None, 1)
    assert summary(changed).recent == (Decimal(12),)
    assert form_trend(case(before, now), "made").points == form_trend(case(before), "made").points
