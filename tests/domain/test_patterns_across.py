"""Score and impression, two measures of one day, and single answers."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from romtui.domain.case import Case, Result
from romtui.domain.instrument import Direction, Instrument, SafetyItem
from romtui.domain.patterns import Pattern
from tests.domain.detection import codes, finding, holds
from tests.people.cases import case_of, results
from tests.people.questionnaires import ALLIANCE, GAD7, PHQ9, SLEEP, URGE, WELL, Number

P = Pattern
WORSE, BETTER = P.DIVERGENCE_SEEMS_WORSE, P.DIVERGENCE_SEEMS_BETTER


# The blind impression, -2 (much worse) to +2 (much better), and the score.


def seen(impression: int | None, *scores: Number, apart: int | Sequence[int] = 7) -> Case:
    return case_of(*results(PHQ9, scores, apart), impression=impression)


@pytest.mark.parametrize(
    ("impression", "scores", "differs"),
    [
        (-1, [16, 12], True),
        (-1, [16, 13], False),
        (0, [16, 12], False),
        (2, [16, 12], False),
        (-1, [16, 16], False),
        (-2, [16, 16], True),
        (-2, [16, 18], True),
        (-2, [16, 19], False),
        (-2, [23, 23], True),
        (-2, [24, 24], False),
        (-2, [27, 24], False),
        (-2, [27, 23], True),
    ],
)
def test_the_person_seems_worse_than_the_score(
    impression: int, scores: list[Number], differs: bool
) -> None:
    assert holds(seen(impression, *scores), WORSE) is differs


@pytest.mark.parametrize(
    ("impression", "scores", "differs"),
    [
        (1, [12, 16], True),
        (1, [12, 15], False),
        (0, [12, 16], False),
        (-2, [12, 16], False),
        (1, [4, 8], True),
        (1, [12, 12], False),
        (2, [12, 12], True),
        (2, [12, 10], True),
        (2, [13, 10], False),
        (2, [9, 9], False),
        (2, [8, 10], True),
        (2, [4, 8], True),
    ],
)
def test_the_person_seems_better_than_the_score(
    impression: int, scores: list[Number], differs: bool
) -> None:
    assert holds(seen(impression, *scores), BETTER) is differs


@pytest.mark.parametrize(("impression", "flat"), [(-2, False), (-1, False)])
def test_a_score_that_fell_is_not_flat(impression: int, flat: bool) -> None:
    facts = finding(seen(impression, 16, 12), WORSE).facts
    assert (facts["flat"], facts["impression"]) == (flat, impression)
    assert finding(seen(-2, 16, 16), WORSE).facts["flat"] is True


def test_a_score_that_rose_is_told_from_one_that_stayed() -> None:
    assert finding(seen(1, 12, 16), BETTER).facts["score_worse"] is True
    assert finding(seen(2, 12, 12), BETTER).facts["score_worse"] is False


def test_the_impression_is_folded_away() -> None:
    found = finding(seen(-2, 16, 12), WORSE)
    assert found.why == ""
    assert found.facts["folded_why"] == "your impression: much worse; score: 16 → 12"


def test_without_an_impression_nothing_differs() -> None:
    assert not holds(seen(None, 16, 12), WORSE)
    assert not holds(seen(None, 12, 16), BETTER)


@pytest.mark.parametrize(("apart", "differs"), [(42, True), (43, False)])
def test_the_impression_is_compared_with_a_recent_score(apart: int, differs: bool) -> None:
    assert holds(seen(-1, 16, 12, apart=[apart]), WORSE) is differs
    assert holds(seen(1, 12, 16, apart=[apart]), BETTER) is differs


def test_the_impression_is_compared_with_todays_score() -> None:
    old = case_of(*results(PHQ9, [16, 12], ago=4), impression=-1)
    assert not holds(old, WORSE)
    assert not holds(seen(-2, 16), WORSE)


def test_the_impression_is_about_the_measure_that_leads() -> None:
    measured = (*results(PHQ9, [16, 16]), *results(GAD7, [12, 8]))
    assert not holds(case_of(*measured, primary=PHQ9, impression=-1), WORSE)
    assert finding(case_of(*measured, primary=GAD7, impression=-1), WORSE).instrument == "gad7"
    assert not holds(case_of(*results(URGE, [9, 1]), impression=-2), WORSE)


# Two measures of today.


def both(
    one: Sequence[Number],
    other: Sequence[Number],
    *,
    ago: int = 0,
    second: Instrument = GAD7,
) -> Case:
    measured = (*results(PHQ9, one), *results(second, other, ago=ago))
    return case_of(*measured, primary=PHQ9)


def mixed(case: Case) -> str:
    """`!` confirmed, `~` tentative, `-` not said."""
    if not holds(case, P.MIXED_MEASURES):
        return "-"
    return "~" if finding(case, P.MIXED_MEASURES).tentative else "!"


WORSE_TWICE, BETTER_TWICE = [10, 10, 16, 16], [16, 16, 10, 10]
WORSE_ONCE, BETTER_ONCE = [12, 16], [16, 12]
FLAT, BOTH_WAYS = [12, 12], [26, 26, 5, 5, 20]


@pytest.mark.parametrize(
    ("phq9", "gad7", "said"),
    [
        (WORSE_TWICE, BETTER_TWICE, "!"),
        (BETTER_TWICE, WORSE_TWICE, "!"),
        (WORSE_TWICE, BETTER_ONCE, "~"),
        (WORSE_ONCE, BETTER_TWICE, "~"),
        (WORSE_ONCE, BETTER_ONCE, "~"),
        (BETTER_ONCE, WORSE_ONCE, "~"),
        (WORSE_TWICE, WORSE_TWICE, "-"),
        (BETTER_ONCE, BETTER_ONCE, "-"),
        (WORSE_TWICE, FLAT, "-"),
        (FLAT, BETTER_TWICE, "-"),
        (WORSE_TWICE, [12], "-"),
        # both ways at once is no second measure
        (BOTH_WAYS, FLAT, "-"),
        (BOTH_WAYS, WORSE_TWICE, "!"),
        (BOTH_WAYS, BETTER_TWICE, "!"),
    ],
)
def test_two_measures_went_opposite_ways(phq9: list[Number], gad7: list[Number], said: str) -> None:
    assert mixed(both(phq9, gad7)) == said


def test_what_is_silenced_by_something_stronger_counts_all_the_same() -> None:
    case = both([12, 8, 12, 8, 16], BETTER_TWICE)
    assert "fluctuating:phq9" in codes(case)
    assert not holds(case, P.SHARP_WORSENING)
    assert mixed(case) == "~"


@pytest.mark.parametrize(("ago", "said"), [(3, "!"), (4, "-")])
def test_both_measures_are_of_today(ago: int, said: str) -> None:
    assert mixed(both(WORSE_TWICE, BETTER_TWICE, ago=ago)) == said


@pytest.mark.parametrize(
    ("instrument", "scores"), [(URGE, [9, 1]), (SLEEP, [20, 20, 5, 5]), (ALLIANCE, [30, 40])]
)
def test_a_measure_without_reliable_change_or_of_the_work_is_opposite_to_none(
    instrument: Instrument, scores: list[Number]
) -> None:
    assert mixed(both(WORSE_TWICE, scores, second=instrument)) == "-"


def test_a_scale_that_rises_is_better_when_it_rises() -> None:
    assert mixed(both(WORSE_ONCE, [18, 22], second=WELL)) == "~"
    assert mixed(both(BETTER_ONCE, [18, 22], second=WELL)) == "-"


def test_both_measures_are_named_with_their_numbers() -> None:
    found = finding(both(WORSE_TWICE, BETTER_TWICE), P.MIXED_MEASURES)
    assert found.code == "mixed_measures"
    assert (found.facts["better"], found.facts["worse"]) == (["gad7"], ["phq9"])
    assert (found.facts["measure"], found.facts["score"]) == ("GAD-7", 10)
    assert (found.facts["measure_2"], found.facts["score_2"]) == ("PHQ-9", 16)
    assert found.why == "GAD-7 better, now 10; PHQ-9 worse, now 16"
    once = finding(both(BETTER_ONCE, WORSE_ONCE), P.MIXED_MEASURES)
    assert once.code == "mixed_measures~"
    assert once.why == "PHQ-9 better, now 12; GAD-7 worse, now 16; not yet sure of both"
    several = finding(both(BOTH_WAYS, WORSE_TWICE), P.MIXED_MEASURES).facts
    assert (several["better"], several["worse"]) == (["phq9"], ["phq9", "gad7"])
    assert several["measure_2"] == "GAD-7"


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
    case = case_of(*answered(before, now))
    assert holds(case, P.ITEM_SHIFT) is (moves is not None)
    if moves is not None:
        assert finding(case, P.ITEM_SHIFT).facts["items"] == moves


def test_the_last_two_forms_are_compared() -> None:
    assert holds(case_of(*answered((2,), (0,), (2,))), P.ITEM_SHIFT)
    assert not holds(case_of(*answered((0,), (2,), (2,))), P.ITEM_SHIFT)


def test_the_items_that_moved_are_named() -> None:
    found = finding(case_of(*answered((0, 3), (2, 0))), P.ITEM_SHIFT)
    assert found.why == "the total is steady, but item 2 by 3 (better), item 1 by 2 (worse)"
    assert (found.facts["worse"], found.facts["eased"]) == ([1], [2])


def test_of_many_items_that_moved_three_are_named() -> None:
    found = finding(case_of(*answered((0, 0, 3, 3), (2, 2, 1, 1))), P.ITEM_SHIFT)
    assert found.why == (
        "the total is steady, but item 1 by 2 (worse), item 2 by 2 (worse), item 3 by 2 (better)"
    )
    assert found.facts["eased"] == [3, 4]


@pytest.mark.parametrize(
    ("changes", "worse"),
    [
        ({}, [1]),
        ({"items": (), "reversed_items": frozenset({1})}, []),
        ({"direction": Direction.HIGHER_BETTER}, []),
    ],
)
def test_up_is_worse_unless_the_item_or_the_scale_runs_the_other_way(
    changes: dict[str, object], worse: list[int]
) -> None:
    scale = replace(PHQ9, **changes)  # type: ignore[arg-type]  # a test's keyword arguments
    case = replace(case_of(*answered((0,), (2,))), instruments={"phq9": scale})
    facts = finding(case, P.ITEM_SHIFT).facts
    assert (facts["worse"], facts["eased"]) == (worse, [] if worse else [1])


@pytest.mark.parametrize(("before", "now", "worse"), [(0, 1, True), (1, 0, False)])
def test_where_an_answer_is_yes_or_no_one_point_is_a_move(
    before: int, now: int, worse: bool
) -> None:
    scale = replace(PHQ9, item_hi=1, safety_items=())
    forms = tuple(
        replace(form, answers=(answer, 0, 0, 0, 0, 0, 0, 0, 0))
        for form, answer in zip(results(scale, [5, 5]), (before, now), strict=True)
    )
    facts = finding(replace(case_of(*forms), instruments={"phq9": scale}), P.ITEM_SHIFT).facts
    assert (facts["worse"], facts["eased"]) == (([1], []) if worse else ([], [1]))


@pytest.mark.parametrize(("total", "said"), [(5, True), (6, False)])
def test_the_total_held_when_it_moved_by_less_than_the_reliable_change(
    total: int, said: bool
) -> None:
    before, now = answered((0,), (2,))
    moved = replace(now, total=before.total + total if before.total is not None else None)
    assert holds(case_of(before, moved), P.ITEM_SHIFT) is said


def test_a_safety_item_that_moved_is_not_one_of_them() -> None:
    first, second = answered((1,), (1,))
    assert second.answers is not None
    now = (*second.answers[:8], 2)
    case = case_of(first, replace(second, answers=now, safety={9: 2}))
    assert not holds(case, P.ITEM_SHIFT)
    assert holds(case, P.RISK_ITEM)


@pytest.mark.parametrize(("apart", "ago", "said"), [(42, 3, True), (43, 3, False), (42, 4, False)])
def test_answers_are_compared_within_six_weeks_and_today(apart: int, ago: int, said: bool) -> None:
    case = case_of(*answered((0,), (2,), apart=apart, ago=ago))
    assert holds(case, P.ITEM_SHIFT) is said


@pytest.mark.parametrize("typed", [0, 1])
def test_a_typed_total_has_no_answers_to_compare(typed: int) -> None:
    forms = list(answered((0,), (2,)))
    forms[typed] = replace(forms[typed], answers=None)
    assert not holds(case_of(*forms), P.ITEM_SHIFT)


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
    case = replace(case_of(*forms), instruments={"phq9": scale})
    assert holds(case, P.ITEM_SHIFT) is said


def test_without_a_known_range_of_answers_none_can_have_moved() -> None:
    scale = replace(PHQ9, item_lo=0, item_hi=0)
    forms = tuple(replace(one, answers=(1,) * 9) for one in results(scale, [9, 9]))
    assert not holds(replace(case_of(*forms), instruments={"phq9": scale}), P.ITEM_SHIFT)


def test_without_a_reliable_change_the_total_is_not_known_to_have_held() -> None:
    scale = replace(PHQ9, reliable_change=None, safety_items=(SafetyItem(9, 1),))
    case = replace(case_of(*answered((0,), (2,))), instruments={"phq9": scale})
    assert not holds(case, P.ITEM_SHIFT)


def test_forms_of_different_length_are_not_compared() -> None:
    before, now = answered((0,), (2,))
    assert not holds(case_of(replace(before, answers=(0,) * 8), now), P.ITEM_SHIFT)
