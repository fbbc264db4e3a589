"""Safety items: found whatever the total says, each status from both of its sides."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from romtui.domain.case import Case, Result
from romtui.domain.instrument import Direction, Instrument, SafetyItem
from romtui.domain.patterns import Pattern, detect
from romtui.domain.patterns.safety import risk_item
from tests.domain.detection import codes, finding, holds
from tests.people.cases import TODAY, case_of, results
from tests.people.questionnaires import INSTRUMENTS, MOODS, PHQ9, Number

P = Pattern
TWO = replace(PHQ9, id="two", name="Two items", safety_items=(SafetyItem(8, 2), SafetyItem(9, 1)))
Known = Mapping[int, int] | None


def asked(
    *values: Known | int,
    instrument: Instrument = PHQ9,
    ago: int = 0,
    reviewed: bool = True,
    total: Number | None = 12,
) -> Case:
    """Forms a week apart whose safety items were answered so; None = not asked."""
    forms = results(instrument, [total] * len(values), ago=ago, safe=False)
    answered = [
        replace(form, safety=_known(value), safety_reviewed=reviewed)
        for form, value in zip(forms, values, strict=True)
    ]
    return replace(case_of(*answered), instruments={**INSTRUMENTS, TWO.id: TWO})


def _known(value: Known | int) -> Mapping[int, int]:
    return {9: value} if isinstance(value, int) else value or {}


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ((1,), "new"),
        ((None, 1), "new"),
        ((0, 1), "new"),
        ((1, 2), "increased"),
        ((1, 0, 1), "new"),
        ((2, 2), "unchanged"),
        ((3, 1), "decreased"),
        ((2, None, 1), "decreased"),
        ((2, None, 2), "unchanged"),
    ],
)
def test_an_answer_is_compared_with_the_last_known_one(
    values: tuple[int | None, ...], status: str
) -> None:
    found = finding(asked(*values), P.RISK_ITEM)
    assert found.facts["status"] == status
    assert found.code == "risk_item:phq9"


@pytest.mark.parametrize("values", [(0,), (None,), (2, 0), (None, None)])
def test_no_positive_answer_is_no_finding(values: tuple[int | None, ...]) -> None:
    assert not holds(asked(*values), P.RISK_ITEM)


def test_a_threshold_above_one_counts_from_itself_on() -> None:
    assert not holds(asked({8: 1}, instrument=TWO), P.RISK_ITEM)
    assert finding(asked({8: 2}, instrument=TWO), P.RISK_ITEM).facts["item"] == 8


@pytest.mark.parametrize(
    ("before", "now", "status", "item"),
    [
        ({8: 2, 9: 0}, {8: 2, 9: 1}, "new", 9),
        ({8: 2, 9: 1}, {8: 3, 9: 1}, "increased", 8),
        ({8: 3, 9: 1}, {8: 2, 9: 1}, "unchanged", 9),
        ({8: 3, 9: 1}, {8: 2, 9: 0}, "decreased", 8),
        ({8: 1, 9: 1}, {8: 2, 9: 2}, "new", 8),
        ({8: 2, 9: 1}, {8: 2, 9: 1}, "unchanged", 8),
        ({8: 2}, {8: 2, 9: 1}, "new", 9),
    ],
)
def test_of_several_items_the_most_pressing_is_named(
    before: Known, now: Known, status: str, item: int
) -> None:
    facts = finding(asked(before, now, instrument=TWO), P.RISK_ITEM).facts
    assert (facts["status"], facts["item"]) == (status, item)


@pytest.mark.parametrize(
    ("ago", "discussed", "reviewed", "status"),
    [
        (3, True, True, "new"),
        (3, True, False, "new"),
        (4, True, False, "unreviewed"),
        (4, True, True, None),
        (4, False, True, "new"),
        (6, False, True, "new"),
        (7, False, True, None),
        (7, False, False, "unreviewed"),
    ],
)
def test_an_answer_leads_for_three_days_or_six_and_until_it_is_reviewed(
    ago: int, discussed: bool, reviewed: bool, status: str | None
) -> None:
    case = asked(1, ago=ago, reviewed=reviewed)
    case = replace(case, results=tuple(replace(one, discussed=discussed) for one in case.results))
    assert holds(case, P.RISK_ITEM) is (status is not None)
    if status is not None:
        assert finding(case, P.RISK_ITEM).facts["status"] == status


def test_a_later_unanswered_form_does_not_hide_an_unreviewed_answer() -> None:
    assert finding(asked(1, None, reviewed=False), P.RISK_ITEM).facts["status"] == "unreviewed"
    assert not holds(asked(1, None, reviewed=True), P.RISK_ITEM)


def test_a_later_negative_answer_is_the_latest() -> None:
    assert not holds(asked(1, 0, reviewed=False), P.RISK_ITEM)


def test_an_answer_counts_on_a_form_that_could_not_be_scored() -> None:
    case = asked(2, total=None)
    assert codes(case) == ["risk_item:phq9", "no_score_today"]


def test_an_answer_on_the_form_itself_counts() -> None:
    (form,) = results(PHQ9, [1], safe=False)
    assert holds(case_of(replace(form, answers=(0,) * 8 + (1,))), P.RISK_ITEM)
    assert not holds(case_of(replace(form, answers=(1,) + (0,) * 8)), P.RISK_ITEM)
    skipped = case_of(replace(form, answers=(1,) + (0,) * 7 + (None,)))
    assert holds(skipped, P.RISK_UNKNOWN)
    short = case_of(replace(form, answers=(1,) * 8))
    assert holds(short, P.RISK_UNKNOWN)


# A total that cannot be reached without the item: PHQ-9 from 25 on.


def typed(total: Number, instrument: Instrument = PHQ9) -> Case:
    (form,) = results(instrument, [total], safe=False)
    return replace(case_of(form), instruments={instrument.id: instrument})


@pytest.mark.parametrize(("total", "inferred"), [(25, True), (24, False), (27, True)])
def test_a_very_high_total_tells_that_the_item_was_answered(total: int, inferred: bool) -> None:
    case = typed(total)
    assert holds(case, P.RISK_ITEM) is inferred
    assert holds(case, P.RISK_UNKNOWN) is not inferred
    if inferred:
        found = finding(case, P.RISK_ITEM)
        assert found.facts["inferred"] is True
        assert "cannot be reached without item 9" in found.why
        assert f"at least {total - 24}" in str(found.facts["folded_why"])


def test_a_form_of_one_item_is_its_own_total() -> None:
    one = replace(PHQ9, items=(), n_items=1, hi=Decimal(3), safety_items=(SafetyItem(1, 1),))
    assert finding(typed(2, one), P.RISK_ITEM).facts["inferred"] is True


@pytest.mark.parametrize(
    "changed",
    [
        {"safety_items": (SafetyItem(9, 3),)},
        {"safety_items": (SafetyItem(8, 1), SafetyItem(9, 1))},
        {"sum_scored": False},
        {"mean": True},
        {"multiplier": 2},
        {"direction": Direction.HIGHER_BETTER},
        {"n_items": 0},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_where_the_sum_does_not_tell_nothing_is_inferred(changed: dict[str, object]) -> None:
    other = replace(PHQ9, **changed)  # type: ignore[arg-type]  # a test's keyword arguments
    assert not holds(typed(26, other), P.RISK_ITEM)
    assert holds(typed(26, other), P.RISK_UNKNOWN)


def test_nothing_is_inferred_where_the_item_was_asked_for() -> None:
    assert not holds(asked(0, total=26), P.RISK_ITEM)
    assert finding(asked(1, total=26), P.RISK_ITEM).facts["inferred"] is False
    (form,) = results(PHQ9, [26], safe=False)
    left_out = case_of(replace(form, answers=(3,) * 8 + (None,)))
    assert not holds(left_out, P.RISK_ITEM)
    short = case_of(replace(form, answers=(3,) * 8))
    assert not holds(short, P.RISK_ITEM)


def test_a_total_without_any_answer_is_no_ground_to_infer_from() -> None:
    assert not holds(asked(None, total=None), P.RISK_ITEM)


# The score of a part that cannot be reached without the item.


def typed_part(score: int, *, items: tuple[int, ...] = (2, 4), by: int = 1, **form: object) -> Case:
    """A form of parts, typed in; the second part has the safety item, of answers from 0 to 9."""
    first, second = MOODS.subscales
    parts = (replace(first, items=(1,)), replace(second, items=items, multiplier=by))
    instrument = replace(MOODS, **{"subscales": parts, **form})  # type: ignore[arg-type]
    (blank,) = results(MOODS, [None], safe=False)
    filled_in = replace(blank, valid=True, subtotals={"tense": Decimal(score)})
    return replace(case_of(filled_in), instruments={"moods": instrument})


@pytest.mark.parametrize(
    ("case", "inferred"),
    [
        (typed_part(9), False),
        (typed_part(10), True),
        (typed_part(18, items=(2, 3, 4)), False),
        (typed_part(19, items=(2, 3, 4)), True),
        (typed_part(19, by=2), False),
        (typed_part(20, by=2), True),
        (typed_part(10, safety_items=(SafetyItem(4, 2),)), False),
        (typed_part(11, safety_items=(SafetyItem(4, 2),)), True),
        # of an item of no part, of answers from 1, of items that run the other way: nothing
        (typed_part(10, items=(2, 3)), False),
        (typed_part(10, item_lo=1), False),
        (typed_part(10, reversed_items=frozenset({2})), False),
        (typed_part(10, direction=Direction.HIGHER_BETTER), False),
        (typed_part(10, safety_items=(SafetyItem(1, 1), SafetyItem(4, 1))), False),
    ],
)
def test_a_very_high_part_tells_that_its_item_was_answered(case: Case, inferred: bool) -> None:
    assert holds(case, P.RISK_ITEM) is inferred
    assert holds(case, P.RISK_UNKNOWN) is not inferred


def test_a_part_that_is_not_known_tells_nothing() -> None:
    case = typed_part(10)
    (form,) = case.results
    other = replace(case, results=(replace(form, subtotals={"low": Decimal(9)}),))
    assert holds(other, P.RISK_UNKNOWN)


def test_what_a_part_tells_is_said_of_its_score() -> None:
    found = finding(typed_part(10), P.RISK_ITEM)
    assert found.facts["inferred"] is True
    assert found.why == "the score of 1 Jun cannot be reached without item 4"
    assert found.facts["folded_why"] == "cannot reach this score without item 4: at least 1"


# Not known.


@pytest.mark.parametrize(
    ("ago", "discussed", "said"),
    [(3, True, True), (4, True, False), (6, False, True), (7, False, False)],
)
def test_todays_form_without_the_answer_is_noticed(ago: int, discussed: bool, said: bool) -> None:
    case = asked(None, ago=ago)
    case = replace(case, results=tuple(replace(one, discussed=discussed) for one in case.results))
    assert holds(case, P.RISK_UNKNOWN) is said
    if said:
        found = finding(case, P.RISK_UNKNOWN)
        assert (found.facts["item"], found.why) == (9, "item 9 of PHQ-9 has no answer")


def test_each_item_has_to_be_known() -> None:
    assert finding(asked({8: 0}, instrument=TWO), P.RISK_UNKNOWN).facts["item"] == 9
    neither = finding(asked(None, instrument=TWO), P.RISK_UNKNOWN)
    assert (neither.facts["item"], neither.why) == (8, "item 8 of Two items has no answer")
    assert not holds(asked({8: 0, 9: 0}, instrument=TWO), P.RISK_UNKNOWN)


def test_a_form_that_was_not_scored_is_not_one_without_an_answer() -> None:
    assert not holds(asked(None, total=None), P.RISK_UNKNOWN)


def test_a_measure_without_a_safety_item_is_not_asked_about() -> None:
    bare = replace(PHQ9, safety_items=())
    assert not holds(typed(26, bare), P.RISK_UNKNOWN)
    assert not holds(typed(26, bare), P.RISK_ITEM)


def test_only_the_last_form_is_asked_about() -> None:
    assert not holds(asked(None, 0), P.RISK_UNKNOWN)
    assert holds(asked(0, None), P.RISK_UNKNOWN)


# Talked about before.


@pytest.mark.parametrize(
    ("values", "discussed", "reviewed", "talked"),
    [
        ((1,), True, True, False),
        ((0, 1), True, True, False),
        ((1, 1), True, True, True),
        ((1, 1), True, False, True),
        ((1, 1), False, True, True),
        ((1, 1), False, False, False),
        ((1, 0, 1), True, True, True),
    ],
)
def test_a_positive_answer_knows_whether_one_was_talked_about_before(
    values: tuple[int, ...], discussed: bool, reviewed: bool, talked: bool
) -> None:
    case = asked(*values, reviewed=reviewed)
    case = replace(case, results=tuple(replace(one, discussed=discussed) for one in case.results))
    assert finding(case, P.RISK_ITEM).facts["talked"] is talked


# Always first.


def test_an_unknown_answer_comes_second() -> None:
    forms = results(PHQ9, [10, 10, 20], safe=False)
    assert codes(case_of(*forms))[:2] == ["risk_unknown:phq9", "reliable_deterioration:phq9"]
    after_gap = results(PHQ9, [10, 10, 20], [7, 50], safe=False)
    assert codes(case_of(*after_gap))[:2] == ["risk_unknown:phq9", "return_after_gap:phq9"]


def test_a_safety_answer_comes_before_everything_else() -> None:
    forms = results(PHQ9, [10, 10, 20])
    positive: Result = replace(forms[-1], safety={9: 1})
    found = detect(case_of(*forms[:-1], positive), TODAY).found
    assert [one.pattern for one in found[:2]] == [P.RISK_ITEM, P.RELIABLE_DETERIORATION]


def test_the_day_of_an_old_answer_is_named_with_its_year() -> None:
    old = asked(3, reviewed=False).results[0]
    found = risk_item(PHQ9, [old], old.on + timedelta(days=400))
    assert found is not None
    assert found.why == "item 9 was endorsed on 1 Jun 2026, not yet reviewed"


def test_the_glance_never_shows_the_answer() -> None:
    found = finding(asked(1, 3), P.RISK_ITEM)
    assert found.why == "item 9 was endorsed on 1 Jun"
    assert found.facts["folded_why"] == "item 9: 3 (1 before)"
    assert found.facts["score"] == 12
    assert finding(asked(3), P.RISK_ITEM).facts["folded_why"] == "item 9: 3 (not asked before)"


def test_an_older_answer_says_that_it_waits() -> None:
    found = finding(asked(1, ago=10, reviewed=False), P.RISK_ITEM)
    assert found.facts["date"] == TODAY - timedelta(days=10)
    assert found.why.endswith(", not yet reviewed")
    assert found.facts["reviewed"] is False
    (form,) = results(PHQ9, [26], ago=10, safe=False)
    waiting = case_of(replace(form, safety_reviewed=False))
    assert finding(waiting, P.RISK_ITEM).why.endswith("without item 9, not yet reviewed")
