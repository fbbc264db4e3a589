"""Score and impression, several measures, single answers, and what is only noticed."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from romtui.domain.case import Case, Result
from romtui.domain.instrument import Instrument, SafetyItem
from romtui.domain.patterns import Pattern
from tests.domain.courses import (
    ALLIANCE,
    GAD7,
    PHQ9,
    URGE,
    WELL,
    Number,
    codes,
    finding,
    holds,
    person,
    results,
)

P = Pattern
WORSE, BETTER = P.DIVERGENCE_SEEMS_WORSE, P.DIVERGENCE_SEEMS_BETTER


# The blind impression, -2 (much worse) to +2 (much better), and the score.


def seen(impression: int | None, *scores: Number, apart: int | Sequence[int] = 7) -> Case:
    return person(*results(PHQ9, scores, apart), impression=impression)


@pytest.mark.parametrize(
    ("impression", "scores", "differs"),
    [
        (-1, [16, 13], True),
        (-1, [16, 14], False),
        (0, [16, 13], False),
        (2, [16, 13], False),
        (-2, [16, 16], True),
        (-2, [16, 18], True),
        (-2, [16, 19], False),
        (-1, [16, 16], False),
        (-2, [24, 24], True),
        (-2, [25, 25], False),
        (-2, [27, 25], False),
        (-2, [27, 24], True),
    ],
)
def test_the_person_seems_worse_than_the_score(
    impression: int, scores: list[Number], differs: bool
) -> None:
    assert holds(seen(impression, *scores), WORSE) is differs


@pytest.mark.parametrize(
    ("impression", "scores", "differs"),
    [
        (1, [13, 16], True),
        (1, [13, 15], False),
        (0, [13, 16], False),
        (-2, [13, 16], False),
        (1, [5, 8], True),
        (2, [12, 12], True),
        (2, [12, 10], True),
        (2, [13, 10], False),
        (1, [12, 12], False),
        (2, [9, 9], False),
        (2, [8, 10], True),
    ],
)
def test_the_person_seems_better_than_the_score(
    impression: int, scores: list[Number], differs: bool
) -> None:
    assert holds(seen(impression, *scores), BETTER) is differs


@pytest.mark.parametrize(("impression", "flat"), [(-2, False), (-1, False)])
def test_a_score_that_fell_is_not_flat(impression: int, flat: bool) -> None:
    facts = finding(seen(impression, 16, 13), WORSE).facts
    assert (facts["flat"], facts["impression"]) == (flat, impression)
    assert finding(seen(-2, 16, 16), WORSE).facts["flat"] is True


def test_a_score_that_rose_is_told_from_one_that_stayed() -> None:
    assert finding(seen(1, 13, 16), BETTER).facts["score_worse"] is True
    assert finding(seen(2, 12, 12), BETTER).facts["score_worse"] is False


def test_the_impression_is_folded_away() -> None:
    found = finding(seen(-2, 16, 13), WORSE)
    assert found.why == ""
    assert found.facts["folded_why"] == "you rated much worse; score 16 → 13"


def test_without_an_impression_nothing_differs() -> None:
    assert not holds(seen(None, 16, 13), WORSE)
    assert not holds(seen(None, 13, 16), BETTER)


@pytest.mark.parametrize(("apart", "differs"), [(42, True), (43, False)])
def test_the_impression_is_compared_with_a_recent_score(apart: int, differs: bool) -> None:
    assert holds(seen(-1, 16, 13, apart=[apart]), WORSE) is differs
    assert holds(seen(1, 13, 16, apart=[apart]), BETTER) is differs


def test_the_impression_is_compared_with_todays_score() -> None:
    old = person(*results(PHQ9, [16, 13], ago=4), impression=-1)
    assert not holds(old, WORSE)
    assert not holds(seen(-2, 16), WORSE)


def test_the_impression_is_about_the_measure_that_leads() -> None:
    measured = (*results(PHQ9, [16, 16]), *results(GAD7, [12, 8]))
    assert not holds(person(*measured, primary=PHQ9, impression=-1), WORSE)
    assert finding(person(*measured, primary=GAD7, impression=-1), WORSE).instrument == "gad7"
    assert not holds(person(*results(URGE, [9, 1]), impression=-2), WORSE)


# Two measures of today.


def both(
    one: Sequence[Number],
    other: Sequence[Number],
    *,
    apart: int = 7,
    ago: int = 0,
    second: Instrument = GAD7,
) -> Case:
    measured = (*results(PHQ9, one, apart), *results(second, other, apart, ago=ago))
    return person(*measured, primary=PHQ9)


@pytest.mark.parametrize(
    ("phq9", "gad7", "mixed"),
    [
        ([16, 13], [8, 10], True),
        ([16, 14], [8, 10], False),
        ([16, 13], [8, 9], False),
        ([13, 16], [10, 8], True),
        ([16, 13], [10, 8], False),
        ([13, 16], [8, 10], False),
        ([18, 12, 12], [6, 10, 10], True),
        ([18, 13, 13], [6, 10, 10], False),
        ([18, 12, 12], [6, 9, 9], False),
        ([12, 18, 18], [10, 6, 6], True),
        ([18, 12, 9], [6, 10, 10], True),
        ([16, 13], [8], False),
    ],
)
def test_two_measures_went_opposite_ways(
    phq9: list[Number], gad7: list[Number], mixed: bool
) -> None:
    assert holds(both(phq9, gad7), P.MIXED_MEASURES) is mixed


@pytest.mark.parametrize(("apart", "mixed"), [(42, True), (43, False)])
def test_small_steps_are_opposite_only_within_six_weeks(apart: int, mixed: bool) -> None:
    assert holds(both([16, 13], [8, 10], apart=apart), P.MIXED_MEASURES) is mixed
    assert holds(both([18, 12], [6, 10], apart=apart), P.MIXED_MEASURES)


@pytest.mark.parametrize(("ago", "mixed"), [(3, True), (4, False)])
def test_both_measures_are_of_today(ago: int, mixed: bool) -> None:
    assert holds(both([16, 13], [8, 10], ago=ago), P.MIXED_MEASURES) is mixed


def test_a_measure_without_reliable_change_is_opposite_to_none() -> None:
    assert not holds(both([16, 13], [1, 9], second=URGE), P.MIXED_MEASURES)


def test_a_session_rating_is_no_measure_of_outcome() -> None:
    assert not holds(both([16, 13], [40, 30], second=ALLIANCE), P.MIXED_MEASURES)


def test_a_scale_that_rises_is_better_when_it_rises() -> None:
    assert holds(both([13, 16], [20, 23], second=WELL), P.MIXED_MEASURES)
    assert not holds(both([16, 13], [20, 23], second=WELL), P.MIXED_MEASURES)


def test_both_measures_are_named_with_their_numbers() -> None:
    found = finding(both([16, 13], [8, 10]), P.MIXED_MEASURES)
    assert found.code == "mixed_measures"
    assert (found.facts["better"], found.facts["worse"]) == (["phq9"], ["gad7"])
    assert found.facts["since_start"] is False
    assert found.why == "PHQ-9 16 → 13 better, GAD-7 8 → 10 worse"
    since = finding(both([20, 12, 13], [6, 10, 11]), P.MIXED_MEASURES)
    assert since.facts["since_start"] is True
    assert since.why == "PHQ-9 20 → 13 better, GAD-7 6 → 11 worse since the start"


# Single answers.


def answered(*forms: Sequence[int | None], apart: int = 7, ago: int = 0) -> tuple[Result, ...]:
    """PHQ-9 forms with the answers to the first items; the others are 1, the last one 0."""
    whole = [(*form, *[1] * (8 - len(form)), 0)[:9] for form in forms]
    totals = [sum(one or 0 for one in form) for form in whole]
    blank = results(PHQ9, totals, apart, ago=ago)
    return tuple(replace(one, answers=form) for one, form in zip(blank, whole, strict=True))


@pytest.mark.parametrize(
    ("before", "now", "moves"),
    [
        ((0,), (2,), ((1, 2),)),
        ((0,), (1,), None),
        ((3,), (1,), ((1, -2),)),
        ((0, 3), (2, 0), ((2, -3), (1, 2))),
        ((0, 2), (2, 0), ((1, 2), (2, -2))),
        ((0, 0, 0), (2, 2, 1), ((1, 2), (2, 2))),
        ((0, 0, 0), (2, 2, 2), None),
        ((3, 3, 2), (1, 1, 0), None),
        ((None,), (2,), None),
        ((2,), (None,), None),
    ],
)
def test_an_answer_moved_by_two_thirds_while_the_total_held(
    before: tuple[int | None, ...],
    now: tuple[int | None, ...],
    moves: tuple[tuple[int, int], ...] | None,
) -> None:
    case = person(*answered(before, now))
    assert holds(case, P.ITEM_SHIFT) is (moves is not None)
    if moves is not None:
        assert finding(case, P.ITEM_SHIFT).facts["items"] == moves


def test_the_last_two_forms_are_compared() -> None:
    assert holds(person(*answered((2,), (0,), (2,))), P.ITEM_SHIFT)
    assert not holds(person(*answered((0,), (2,), (2,))), P.ITEM_SHIFT)


def test_the_items_that_moved_are_named() -> None:
    found = finding(person(*answered((0, 3), (2, 0))), P.ITEM_SHIFT)
    assert found.why == "the total held, but item 2 by 3, item 1 by 2"


def test_a_safety_item_that_moved_is_not_one_of_them() -> None:
    first, second = answered((1,), (1,))
    assert second.answers is not None
    now = (*second.answers[:8], 2)
    case = person(first, replace(second, answers=now, safety={9: 2}))
    assert not holds(case, P.ITEM_SHIFT)
    assert holds(case, P.RISK_ITEM)


@pytest.mark.parametrize(("apart", "ago", "said"), [(42, 3, True), (43, 3, False), (42, 4, False)])
def test_answers_are_compared_within_six_weeks_and_today(apart: int, ago: int, said: bool) -> None:
    case = person(*answered((0,), (2,), apart=apart, ago=ago))
    assert holds(case, P.ITEM_SHIFT) is said


@pytest.mark.parametrize("typed", [0, 1])
def test_a_typed_total_has_no_answers_to_compare(typed: int) -> None:
    forms = list(answered((0,), (2,)))
    forms[typed] = replace(forms[typed], answers=None)
    assert not holds(person(*forms), P.ITEM_SHIFT)


@pytest.mark.parametrize(
    ("item_lo", "item_hi", "move", "said"),
    [(0, 4, 3, True), (0, 4, 2, False), (1, 5, 3, True), (0, 1, 1, True), (0, 10, 7, True)],
)
def test_two_thirds_of_the_range_are_rounded_up(
    item_lo: int, item_hi: int, move: int, said: bool
) -> None:
    scale = replace(PHQ9, item_lo=item_lo, item_hi=item_hi, safety_items=())
    before, now = results(scale, [10, 10])
    forms = (replace(before, answers=(item_lo,) * 9), replace(now, answers=(item_lo + move,) * 9))
    case = replace(person(*forms), instruments={"phq9": scale})
    assert holds(case, P.ITEM_SHIFT) is said


def test_without_a_known_range_of_answers_none_can_have_moved() -> None:
    scale = replace(PHQ9, item_lo=0, item_hi=0)
    forms = tuple(replace(one, answers=(1,) * 9) for one in results(scale, [9, 9]))
    assert not holds(replace(person(*forms), instruments={"phq9": scale}), P.ITEM_SHIFT)


def test_without_a_reliable_change_the_total_is_not_known_to_have_held() -> None:
    scale = replace(PHQ9, reliable_change=None, safety_items=(SafetyItem(9, 1),))
    case = replace(person(*answered((0,), (2,))), instruments={"phq9": scale})
    assert not holds(case, P.ITEM_SHIFT)


def test_forms_of_different_length_are_not_compared() -> None:
    before, now = answered((0,), (2,))
    assert not holds(person(replace(before, answers=(0,) * 8), now), P.ITEM_SHIFT)


# First, new, none.


def test_the_first_score_of_all_is_told_from_the_first_of_a_measure() -> None:
    assert codes(person(*results(PHQ9, [12]))) == ["first_session:phq9"]
    earlier = (*results(GAD7, [9], ago=1), *results(PHQ9, [12]))
    assert holds(person(*earlier), P.NEW_MEASURE)
    assert finding(person(*earlier), P.FIRST_SESSION).instrument == "gad7"


def test_two_measures_of_one_first_day_are_both_first() -> None:
    case = person(*results(PHQ9, [12]), *results(GAD7, [9]))
    assert codes(case) == ["first_session:phq9", "first_session:gad7"]


@pytest.mark.parametrize("instrument", [GAD7, ALLIANCE])
def test_a_form_that_was_not_scored_or_a_rating_is_no_earlier_score(
    instrument: Instrument,
) -> None:
    before = results(instrument, [None if instrument is GAD7 else 40], ago=7)
    assert holds(person(*before, *results(PHQ9, [12])), P.FIRST_SESSION)


def test_a_changed_questionnaire_is_a_new_measure() -> None:
    old, new = results(PHQ9, [20, 12])
    case = person(old, replace(new, instrument_version=2))
    changed = replace(case, instruments={**case.instruments, "phq9": replace(PHQ9, version=2)})
    assert codes(changed) == ["new_measure:phq9"]


def test_of_one_day_the_usable_form_entered_last_counts() -> None:
    def of_today(*forms: tuple[Number | None, int]) -> Case:
        kept = [replace(results(PHQ9, [total])[0], order=order, id=order) for total, order in forms]
        return person(*kept)

    assert finding(of_today((12, 1), (14, 2)), P.FIRST_SESSION).facts["score"] == 14
    assert finding(of_today((14, 2), (12, 1)), P.FIRST_SESSION).facts["score"] == 14
    assert finding(of_today((14, 1), (None, 2)), P.FIRST_SESSION).facts["score"] == 14
    assert codes(of_today((None, 1), (None, 2))) == ["no_score_today"]


def test_forms_of_later_days_are_left_aside_wherever_they_stand() -> None:
    later, today = results(PHQ9, [20], ago=-7), results(PHQ9, [12])
    assert codes(person(*later, *today)) == ["first_session:phq9"]
    assert codes(person(*today, *later)) == ["first_session:phq9"]


@pytest.mark.parametrize("unusable", [{"valid": False}, {"total": None}])
def test_a_score_needs_a_total_and_a_valid_form(unusable: dict[str, object]) -> None:
    first, second = results(PHQ9, [12, 20])
    withheld = replace(second, **unusable)  # type: ignore[arg-type]  # a test's keyword arguments
    assert codes(person(withheld)) == ["no_score_today"]
    assert finding(person(first, withheld), P.NO_SCORE_TODAY)


def test_of_two_unscored_forms_of_one_day_the_later_one_says_what_is_known() -> None:
    (form,) = results(PHQ9, [None])
    first, second = replace(form, safety={9: 1}, order=1), replace(form, safety={9: 0}, order=2)
    assert not holds(person(first, second), P.RISK_ITEM)
    assert not holds(person(second, first), P.RISK_ITEM)
    assert holds(person(replace(first, order=3), second), P.RISK_ITEM)


@pytest.mark.parametrize(("ago", "none"), [(0, False), (3, False), (4, True), (-1, True)])
def test_a_day_without_a_score_of_any_outcome_measure(ago: int, none: bool) -> None:
    assert holds(person(*results(PHQ9, [12], ago=ago)), P.NO_SCORE_TODAY) is none


def test_a_session_rating_is_no_score() -> None:
    assert codes(person(*results(ALLIANCE, [40]))) == ["no_score_today"]
    assert codes(person()) == ["no_score_today"]


def test_one_measure_of_today_is_enough() -> None:
    case = person(*results(PHQ9, [12], ago=7), *results(GAD7, [9]))
    assert codes(case) == ["new_measure:gad7"]


# Not shared yet.


@pytest.mark.parametrize(
    ("ago", "count"), [((14, 7), 2), ((7,), 1), ((1,), 1), ((0,), None), ((), None)]
)
def test_earlier_results_that_were_not_shared_are_counted(
    ago: tuple[int, ...], count: int | None
) -> None:
    forms = [replace(results(PHQ9, [12], ago=days)[0], discussed=False) for days in ago]
    case = person(*forms)
    assert holds(case, P.UNDISCUSSED) is (count is not None)
    if count is not None:
        assert finding(case, P.UNDISCUSSED).facts["count"] == count


def test_a_form_that_was_not_scored_has_nothing_to_share() -> None:
    unscored = replace(results(PHQ9, [None], ago=7)[0], discussed=False)
    assert not holds(person(unscored), P.UNDISCUSSED)


def test_a_session_rating_is_to_be_shared_too() -> None:
    rating = replace(results(ALLIANCE, [40], ago=7)[0], discussed=False)
    assert finding(person(rating), P.UNDISCUSSED).why == "1 earlier, not shared yet"


def test_of_one_day_only_the_form_that_counts_is_to_be_shared() -> None:
    (form,) = results(PHQ9, [12], ago=7)
    twice = (replace(form, discussed=False, order=1), replace(form, discussed=True, order=2))
    assert not holds(person(*twice), P.UNDISCUSSED)
