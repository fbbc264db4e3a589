"""The change statistics at and around each of their lines."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romtui.domain.change import (
    CRITICAL,
    Change,
    OutcomeClass,
    Weight,
    across_a_cutoff,
    across_a_line,
    by_reliability,
    by_threshold,
    criterion,
    cutoffs,
    difference_error,
    gain,
    outcome,
    reliable_change_index,
    remitted,
    responded,
    together,
    weight,
)
from romtui.domain.errors import UserError
from romtui.domain.instrument import Direction, Norms
from romtui.domain.recovery import Measured, measured, recovery
from tests.people.questionnaires import instrument

LOWER, HIGHER = Direction.LOWER_BETTER, Direction.HIGHER_BETTER
BETTER, SAME, WORSE = Change.IMPROVED, Change.UNCHANGED, Change.DETERIORATED
CORE10 = Norms(*(Decimal(value) for value in ("19.7", "7.7", "4.7", "4.8", "0.90")))

tenths = st.integers(0, 400).map(lambda number: Decimal(number) / 10)
directions = st.sampled_from(Direction)


def d(value: str | int) -> Decimal:
    return Decimal(value)


def phq9(first: Decimal, last: Decimal) -> Measured:
    return measured(instrument(cutoff=d(10), recovery_change=d(6)), first, last)


def gad7(first: Decimal, last: Decimal) -> Measured:
    """Counted by 4 for recovery, whatever the change from week to week is."""
    anxiety = instrument(7, safety=None, cutoff=d(8), reliable_change=d(6), recovery_change=d(4))
    return measured(anxiety, first, last)


@pytest.mark.parametrize(
    ("last", "expected"),
    [("13.4", WORSE), ("13.5", SAME), ("20", SAME), ("26.5", SAME), ("26.6", BETTER)],
)
def test_a_tenth_of_a_point_decides_and_is_never_lost(last: str, expected: Change) -> None:
    assert by_threshold(d(20), d(last), d("6.6"), HIGHER) is expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(18, 12, BETTER), (18, 13, SAME), (12, 18, WORSE), (13, 18, SAME), (9, 9, SAME)],
)
def test_a_threshold_is_inclusive_both_ways(first: int, last: int, expected: Change) -> None:
    assert by_threshold(d(first), d(last), d(6), LOWER) is expected
    mirrored = {BETTER: WORSE, WORSE: BETTER, SAME: SAME}[expected]
    assert by_threshold(d(first), d(last), d(6), HIGHER) is mirrored


@pytest.mark.parametrize(
    ("change", "expected"),
    [("5.88", SAME), ("5.8800001", BETTER), ("-5.88", SAME), ("-5.8800001", WORSE), ("0", SAME)],
)
def test_the_index_is_strict_both_ways(change: str, expected: Change) -> None:
    """SD 3 and reliability .5 make the error of the difference 3, the criterion 5.88."""
    assert difference_error(d(3), d("0.5")) == 3
    assert criterion(d(3), d("0.5")) == d("5.88")
    assert by_reliability(d(30), d(30) - d(change), d(3), d("0.5"), LOWER) is expected
    assert by_reliability(d(30), d(30) + d(change), d(3), d("0.5"), HIGHER) is expected


def test_a_small_standard_deviation_makes_a_small_change_reliable() -> None:
    assert by_reliability(d(3), d("2.5"), d("0.1"), d("0.5"), LOWER) is BETTER


def test_another_critical_value_can_be_chosen() -> None:
    points = d(30), d(25), d(3), d("0.5")
    assert by_reliability(*points, LOWER) is SAME
    assert by_reliability(*points, LOWER, Decimal("1.645")) is BETTER


def test_the_index_has_the_sign_of_the_number() -> None:
    assert reliable_change_index(d(20), d(14), d(3), d("0.5")) == -2
    assert reliable_change_index(d(14), d(20), d(3), d("0.5")) == 2
    assert difference_error(d(4), d("0.875")) == 2


@given(tenths, tenths, directions)
def test_the_index_and_the_criterion_say_the_same(
    first: Decimal, last: Decimal, way: Direction
) -> None:
    sd, reliability = CORE10.clinical_sd, CORE10.reliability
    change = by_reliability(first, last, sd, reliability, way)
    index = reliable_change_index(first, last, sd, reliability)
    assert (change is not SAME) == (abs(index) > CRITICAL)
    assert (change is not SAME) == (abs(gain(first, last, way)) > criterion(sd, reliability))


@given(tenths, tenths, tenths.filter(bool), directions)
def test_better_and_worse_change_places_with_first_and_last(
    first: Decimal, last: Decimal, threshold: Decimal, way: Direction
) -> None:
    mirrored = {BETTER: WORSE, WORSE: BETTER, SAME: SAME}
    there, back = (
        by_threshold(first, last, threshold, way),
        by_threshold(last, first, threshold, way),
    )
    assert mirrored[there] is back
    assert gain(first, last, way) == -gain(last, first, way)
    other = HIGHER if way is LOWER else LOWER
    assert mirrored[there] is by_threshold(first, last, threshold, other)


def test_the_lines_lie_on_the_side_the_direction_says() -> None:
    """The inputs of Jacobson and Truax: 40 and 60, standard deviation 7.5."""
    norms = Norms(d(40), d("7.5"), d(60), d("7.5"), d("0.8"))
    lower, higher = cutoffs(norms, LOWER), cutoffs(norms, HIGHER)
    assert [lower.a, lower.b, lower.c] == [d(25), d(75), d(50)]
    assert [higher.a, higher.b, higher.c] == [d(55), d(45), d(50)]


def test_the_line_c_lies_nearer_to_the_group_that_spreads_less() -> None:
    lines = cutoffs(CORE10, LOWER)
    assert (lines.a, lines.b) == (d("4.3"), d("14.3"))
    assert round(lines.c, 2) == d("10.46")


@pytest.mark.parametrize(
    ("change", "before", "after", "expected"),
    [
        (BETTER, True, True, OutcomeClass.RECOVERED),
        (BETTER, True, False, OutcomeClass.IMPROVED),
        (BETTER, False, True, OutcomeClass.IMPROVED),
        (BETTER, False, False, OutcomeClass.IMPROVED),
        (SAME, True, True, OutcomeClass.UNCHANGED),
        (WORSE, True, True, OutcomeClass.DETERIORATED),
        (WORSE, False, False, OutcomeClass.DETERIORATED),
    ],
)
def test_recovered_takes_a_reliable_change_and_a_crossing(
    change: Change, before: bool, after: bool, expected: OutcomeClass
) -> None:
    assert outcome(change, was_clinical=before, is_functional=after) is expected


@pytest.mark.parametrize(
    ("first", "last", "line", "cutoff"),
    [
        (10, 9, (False, True), (True, True)),
        (11, 10, (True, False), (True, False)),
        (9, 11, (False, False), (False, False)),
    ],
)
def test_a_line_belongs_to_neither_side_and_a_cutoff_is_clinical(
    first: int, last: int, line: tuple[bool, bool], cutoff: tuple[bool, bool]
) -> None:
    assert across_a_line(d(first), d(last), d(10), LOWER) == line
    assert across_a_cutoff(d(first), d(last), d(10), LOWER) == cutoff
    assert across_a_line(d(-first), d(-last), d(-10), HIGHER) == line
    assert across_a_cutoff(d(-first), d(-last), d(-10), HIGHER) == cutoff


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(20, 10, True), (20, 11, False), (202, 102, False), (1, 0, True), (0, 0, None)],
)
def test_a_response_is_reached_at_half(first: int, last: int, expected: bool | None) -> None:
    assert responded(d(first), d(last), LOWER) is expected
    assert responded(d(first), d(last), HIGHER) is None


def test_a_response_can_take_another_part() -> None:
    assert responded(d(20), d(15), LOWER, d(25)) is True
    assert responded(d(20), d(16), LOWER, d(25)) is False


def test_a_remission_is_reached_at_its_line() -> None:
    assert remitted(d(4), d(4), LOWER)
    assert not remitted(d(5), d(4), LOWER)
    assert remitted(d(50), d(50), HIGHER)
    assert not remitted(d(49), d(50), HIGHER)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ((BETTER, WORSE), WORSE),
        ((WORSE, SAME), WORSE),
        ((SAME, BETTER), BETTER),
        ((SAME, SAME), SAME),
        ((), SAME),
    ],
)
def test_one_measure_that_got_worse_decides(changes: tuple[Change, ...], expected: Change) -> None:
    assert together(changes) is expected


@pytest.mark.parametrize(
    ("measure", "last", "expected"),
    [(phq9, 10, BETTER), (phq9, 11, SAME), (gad7, 12, BETTER), (gad7, 13, SAME)],
)
def test_talking_therapies_counts_six_and_four_points(
    measure: Callable[[Decimal, Decimal], Measured], last: int, expected: Change
) -> None:
    assert measure(d(16), d(last)).change is expected


def test_recovery_is_not_counted_by_a_form_without_its_own_number_for_it() -> None:
    for other in (instrument(), instrument(cutoff=None, recovery_change=d(6))):
        with pytest.raises(UserError, match="phq9 with gad7 only"):
            measured(other, d(20), d(9))


def test_who_was_no_case_does_not_recover() -> None:
    found = recovery([phq9(d(9), d(2)), gad7(d(7), d(1))])
    assert not found.case_at_start
    assert not found.recovered
    assert found.reliably_improved
    assert not found.reliably_recovered


def test_one_measure_still_at_caseness_is_no_recovery() -> None:
    assert not recovery([phq9(d(20), d(9)), gad7(d(15), d(8))]).recovered
    assert recovery([phq9(d(20), d(9)), gad7(d(15), d(7))]).reliably_recovered


def test_recovery_counts_a_scale_that_runs_the_other_way() -> None:
    ors = Measured(d(20), d("26.6"), d("24.9"), d("6.6"), HIGHER)
    found = recovery([ors])
    assert found.reliably_recovered
    assert not found.reliably_deteriorated


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (0, Weight.SLIGHT),
        (3, Weight.SLIGHT),
        (4, Weight.NOTABLE),
        (-4, Weight.NOTABLE),
        (5, Weight.NOTABLE),
        (6, Weight.RELIABLE),
        (-6, Weight.RELIABLE),
    ],
)
def test_a_change_says_something_from_two_thirds_of_the_reliable_one_on(
    points: int, expected: Weight
) -> None:
    assert weight(d(points), d(6)) is expected


def test_without_a_published_value_no_change_says_more_than_its_number() -> None:
    assert weight(d(20), None) is Weight.SLIGHT
