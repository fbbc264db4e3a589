"""From answers to a score, against sums worked out in this file."""

from collections import Counter
from decimal import Decimal
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romtui.domain.errors import UserError
from romtui.domain.instrument import (
    NOT_APPLICABLE,
    Band,
    Instrument,
    Item,
    Option,
    SafetyItem,
    SkipRule,
    Subscale,
)
from romtui.domain.scoring import Score, score, score_parts, score_total
from tests.people.questionnaires import OPTIONS, instrument

PHQ9_LABELS = (
    *["minimal"] * 5,
    *["mild"] * 5,
    *["moderate"] * 5,
    *["moderately severe"] * 5,
    *["severe"] * 8,
)
GAD7_LABELS = (*["minimal"] * 5, *["mild"] * 5, *["moderate"] * 5, *["severe"] * 7)


def bands(labels: tuple[str, ...]) -> tuple[Band, ...]:
    ends = [
        (labels.index(label), len(labels) - 1 - labels[::-1].index(label))
        for label in dict.fromkeys(labels)
    ]
    return tuple(Band(Decimal(lo), Decimal(hi), labels[lo]) for lo, hi in ends)


PHQ9 = instrument(9, bands=bands(PHQ9_LABELS))
GAD7 = instrument(7, safety=None, bands=bands(GAD7_LABELS))


def added_up(answers: tuple[int, ...]) -> int:
    """Count how often each number was ticked, as one does on paper."""
    ticks = Counter(answers)
    return ticks[1] + 2 * ticks[2] + 3 * ticks[3]


def label(result: Score) -> str | None:
    return result.band.label if result.band else None


def test_every_nine_item_form_is_added_up_and_named_whatever_the_order() -> None:
    for answers in combinations_with_replacement(range(4), 9):
        expected = added_up(answers)
        for form in (answers, answers[::-1]):
            result = score(PHQ9, form)
            assert (result.total, label(result)) == (Decimal(expected), PHQ9_LABELS[expected])
            assert result.complete


def test_every_one_of_the_16384_seven_item_forms_is_added_up_and_named() -> None:
    for answers in product(range(4), repeat=7):
        result = score(GAD7, answers)
        expected = added_up(answers)
        assert (result.total, label(result)) == (Decimal(expected), GAD7_LABELS[expected])


@given(st.lists(st.integers(0, 3), min_size=9, max_size=9), st.data())
def test_the_order_of_the_answers_does_not_change_the_total(
    answers: list[int], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(answers))
    assert score(PHQ9, shuffled).total == score(PHQ9, answers).total


@given(st.lists(st.integers(0, 3), min_size=9, max_size=9), st.integers(0, 8))
def test_a_worse_answer_never_gives_a_better_total(answers: list[int], place: int) -> None:
    worse = [*answers]
    worse[place] = 3
    before, after = score(PHQ9, answers).total, score(PHQ9, worse).total
    assert before is not None
    assert after is not None
    assert after - before == 3 - answers[place]


@pytest.mark.parametrize("left_out", range(1, 10))
def test_an_incomplete_form_is_not_scored(left_out: int) -> None:
    answers: list[int | None] = [1] * 9
    answers[left_out - 1] = None
    result = score(PHQ9, answers)
    assert result.total is None
    assert result.band is None
    assert result.missing == (left_out,)
    assert not result.complete


def test_a_safety_answer_is_known_on_an_incomplete_form() -> None:
    assert score(PHQ9, [None] * 8 + [2]).safety == {9: 2}


def test_a_safety_answer_of_zero_is_an_answer_and_one_left_out_is_not() -> None:
    assert score(PHQ9, [0] * 9).safety == {9: 0}
    assert score(PHQ9, [0] * 8 + [None]).safety == {}


def test_a_safety_answer_is_kept_as_printed_even_when_it_counts_in_reverse() -> None:
    made = form(Item(1, "a", OPTIONS, reverse=True), safety_items=(SafetyItem(1, 2),))
    result = score(made, [3])
    assert result.total == 0
    assert result.safety == {1: 3}


def form(*items: Item, **other: object) -> Instrument:
    hi = Decimal(sum(item.hi for item in items))
    return instrument(len(items), **{"safety": None, "items": items, "hi": hi, **other})  # type: ignore[arg-type]  # a test's keyword arguments


@pytest.mark.parametrize("values", [(0, 1, 2, 3), (1, 2, 3, 4, 5), (0, 2, 4)])
def test_reversing_twice_is_the_answer_as_printed(values: tuple[int, ...]) -> None:
    options = tuple(Option(value, str(value)) for value in values)
    plain = form(Item(1, "a", options), bands=())
    reverse = form(Item(1, "a", options, reverse=True), bands=())
    for answer in values:
        once = score(reverse, [answer]).total
        assert once is not None
        assert score(reverse, [int(once)]).total == score(plain, [answer]).total == answer
    assert score(reverse, [values[0]]).total == values[-1]


def test_every_total_of_a_scale_has_one_band() -> None:
    for made, labels in ((PHQ9, PHQ9_LABELS), (GAD7, GAD7_LABELS)):
        named = [label(score_total(made, Decimal(total))) for total in range(len(labels))]
        assert tuple(named) == labels


@pytest.mark.parametrize(
    ("answers", "total"),
    [
        ([1, 1, 1, 1, 1, 1, 1, 1, 1, None], "10.0"),
        ([2, 2, 1, 1, 1, 1, 1, 1, 1, None], "12.2"),
        ([2, 1, 1, 1, 1, 1, 1, 1, 1, None], "11.1"),
        ([None, 3, 3, 3, 2, 3, 3, 3, 3, 3], "28.9"),
        ([None, 0, 0, 0, 0, 0, 0, 0, 0, 0], "0.0"),
    ],
)
def test_one_item_left_out_is_made_up_to_one_decimal_where_the_form_allows_it(
    answers: list[int | None], total: str
) -> None:
    made = instrument(10, allowed_missing=1)
    result = score(made, answers)
    assert str(result.total) == total
    assert not result.complete
    assert score(made, [None, *answers[1:-1], None]).total is None


def test_a_made_up_total_is_named_by_its_rounded_value() -> None:
    made = instrument(10, allowed_missing=1)
    just_below, just_above = [1] * 4 + [0] * 5 + [None], [2] + [1] * 7 + [0, None]
    assert (str(score(made, just_below).total), label(score(made, just_below))) == (
        "4.4",
        "minimal",
    )
    assert (str(score(made, just_above).total), label(score(made, just_above))) == ("10.0", "more")
    assert label(score_total(made, Decimal("9.4"))) == "mild"
    assert label(score_total(made, Decimal("9.5"))) == "more"


def test_a_multiplied_form_is_scored_on_its_published_scale() -> None:
    made = instrument(5, safety=None, multiplier=4, hi=Decimal(60), bands=())
    assert score(made, [3, 3, 3, 3, 1]).total == 52
    assert score_total(made, Decimal(52)).total == 52
    with pytest.raises(UserError, match="steps of 4"):
        score_total(made, Decimal(50))


@pytest.mark.parametrize("wrong", [4, -1, 10])
def test_an_answer_that_is_not_on_the_form_is_refused_by_item(wrong: int) -> None:
    with pytest.raises(UserError, match=f"Item 3 .* with {wrong}. It takes 0, 1, 2, 3"):
        score(PHQ9, [0, 0, wrong, 0, 0, 0, 0, 0, 0])


def test_a_refusal_says_what_the_form_has_and_no_more() -> None:
    with pytest.raises(UserError, match=r"with 4. It takes 0, 1, 2, 3\.$"):
        score(PHQ9, [4] * 9)
    with pytest.raises(UserError, match=r"with -. It takes 0, 1, 2, 3\.$"):
        score(PHQ9, [NOT_APPLICABLE] * 9)
    item = Item(1, "a", OPTIONS, not_applicable="does not apply")
    with pytest.raises(UserError, match=r"takes 0, 1, 2, 3, or - for not applicable\.$"):
        score(form(item, bands=()), [4])
    with pytest.raises(UserError, match="go from 0 to 27; 28 is not one of them"):
        score_total(PHQ9, Decimal(28))


def test_what_does_not_apply_counts_nothing_and_is_an_answer() -> None:
    made = form(Item(1, "a", OPTIONS, not_applicable="-"), Item(2, "b", OPTIONS), bands=())
    result = score(made, [NOT_APPLICABLE, 3])
    assert (result.total, result.complete, result.missing) == (Decimal(3), True, ())


@pytest.mark.parametrize(
    ("answers", "total"), [([3, 1, 1], "1.67"), ([0, 0, 0], "0.00"), ([3] * 3, "3.00")]
)
def test_a_mean_has_two_decimals(answers: list[int], total: str) -> None:
    made = instrument(3, safety=None, mean=True, hi=Decimal(3), bands=())
    assert str(score(made, answers).total) == total
    assert score_total(made, Decimal(total)).total == Decimal(total)
    assert score(made, [None, *answers[1:]]).total is None


def test_half_a_hundredth_of_a_mean_goes_up() -> None:
    made = instrument(8, safety=None, mean=True, hi=Decimal(3), bands=())
    assert str(score(made, [1] + [0] * 7).total) == "0.13"
    assert score_total(made, Decimal("0.13")).total == Decimal("0.13")
    for between in ("0.12", "0.125", "0.2"):
        with pytest.raises(UserError, match=r"in steps of 0\.13; "):
            score_total(made, Decimal(between))


def test_an_item_that_is_not_counted_is_asked_and_left_out_of_the_total() -> None:
    made = form(Item(1, "a", OPTIONS), Item(2, "b", OPTIONS, counted=False), bands=())
    assert score(made, [2, 3]).total == 2
    left_out = score(made, [2, None])
    assert (left_out.total, left_out.missing) == (Decimal(2), (2,))
    assert score(made, [None, 3]).total is None


def test_steps_are_counted_from_the_lowest_total() -> None:
    made = instrument(3, safety=None, multiplier=4, lo=Decimal(1), hi=Decimal(13), bands=())
    assert score_total(made, Decimal(5)).total == 5
    with pytest.raises(UserError, match="steps of 4"):
        score_total(made, Decimal(4))


def test_a_scale_may_have_finer_steps_than_its_items() -> None:
    made = instrument(4, items=(), step=Decimal("0.1"), hi=Decimal(40), bands=())
    assert score_total(made, Decimal("24.9")).total == Decimal("24.9")
    with pytest.raises(UserError, match=r"steps of 0\.1"):
        score_total(made, Decimal("24.95"))


@pytest.mark.parametrize("count", [0, 8, 10])
def test_too_many_or_too_few_answers_are_refused(count: int) -> None:
    with pytest.raises(UserError, match=f"has 9 items, but {count} answers"):
        score(PHQ9, [0] * count)


def test_a_form_without_item_texts_takes_only_a_total() -> None:
    made = instrument(9, items=())
    with pytest.raises(UserError, match="Enter its total"):
        score(made, [0] * 9)
    assert score_total(made, Decimal(9)).total == 9


@pytest.mark.parametrize("total", ["-1", "28", "9.5", "NaN", "sNaN", "Infinity"])
def test_a_total_off_the_scale_or_between_its_steps_is_refused(total: str) -> None:
    with pytest.raises(UserError, match="totals go from 0 to 27"):
        score_total(PHQ9, Decimal(total))


def test_a_total_says_nothing_about_the_safety_item() -> None:
    assert score_total(PHQ9, Decimal(27)).safety == {}


SKIPS = (SkipRule((1,), 0, (2, 3, 4)), SkipRule((2, 3), 0, (4,)))
DRINKS = instrument(5, safety=None, bands=(), skips=SKIPS)


@pytest.mark.parametrize(
    ("answers", "total", "skipped", "missing"),
    [
        ((0, None, None, None, 2), 2, (2, 3, 4), ()),
        ((1, 0, 0, None, 2), 3, (4,), ()),
        ((0, 0, None, None, 2), 2, (3, 4), ()),
        ((0, 2, None, 1, 0), 3, (3,), ()),
        ((0, None, None, None, None), None, (2, 3, 4), (5,)),
        ((1, None, None, None, 2), None, (), (2, 3, 4)),
        ((1, 0, 1, None, 2), None, (), (4,)),
        ((1, 0, None, None, 2), None, (), (3, 4)),
        ((None, 0, 0, None, 2), None, (4,), (1,)),
        ((None, None, None, None, 2), None, (), (1, 2, 3, 4)),
    ],
)
def test_what_the_form_passes_over_counts_nothing_and_is_not_left_out(
    answers: tuple[int | None, ...],
    total: int | None,
    skipped: tuple[int, ...],
    missing: tuple[int, ...],
) -> None:
    result = score(DRINKS, answers)
    assert (result.total, result.skipped, result.missing) == (total, skipped, missing)
    assert result.complete == (not missing)


def test_a_part_of_skipped_items_comes_to_nothing() -> None:
    late = Subscale("late", "late", (3, 4), Decimal(0), Decimal(6))
    made = instrument(5, safety=None, bands=(), skips=SKIPS, subscales=(late,))
    assert score(made, (0, None, None, None, 2)).subscales == {"late": 0}
    assert score(made, (1, None, None, None, 2)).subscales == {"late": None}


PARTS = instrument(
    4,
    has_total=False,
    safety=None,
    bands=(),
    cutoff=None,
    reliable_change=None,
    subscales=(
        Subscale("low", "low mood", (1, 4), Decimal(0), Decimal(12), 2),
        Subscale("tense", "tension", (2, 3), Decimal(0), Decimal(6)),
    ),
)


def test_the_parts_of_a_form_without_a_total_can_be_typed_one_by_one() -> None:
    both = score_parts(PARTS, {"tense": Decimal(5), "low": Decimal(12)})
    assert (both.total, both.band, dict(both.safety)) == (None, None, {})
    assert both.subscales == {"low": 12, "tense": 5}
    assert score_parts(PARTS, {"low": Decimal(0)}).subscales == {"low": 0, "tense": None}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "at least one part of MADE"),
        ({"high": "2"}, "no part “high”. Its parts are low, tense"),
        ({"low": "3"}, r"low mood: scores go from 0 to 12 in steps of 2; 3 is"),
        ({"low": "14"}, "go from 0 to 12"),
        ({"low": "-2"}, "go from 0 to 12"),
        ({"tense": "7"}, r"tension: scores go from 0 to 6; 7 is"),
        ({"tense": "2.5"}, r"go from 0 to 6; 2\.5 is"),
        ({"low": "2", "tense": "NaN"}, "go from 0 to 6"),
    ],
)
def test_a_score_that_no_part_can_have_is_refused(typed: dict[str, str], said: str) -> None:
    with pytest.raises(UserError, match=said):
        score_parts(PARTS, {name: Decimal(points) for name, points in typed.items()})


def test_a_form_with_a_total_is_not_entered_by_its_parts() -> None:
    for made in (PHQ9, instrument(3, has_total=False)):
        with pytest.raises(UserError, match="no parts that can be entered"):
            score_parts(made, {"low": Decimal(2)})
