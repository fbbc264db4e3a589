"""A positive safety answer leads until somebody has written down what was asked and done."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from romtui.domain.case import Case, Result
from romtui.domain.patterns import Findings, Pattern, detect
from romtui.domain.safety import as_shown, positive, unreviewed
from tests.people.cases import TODAY, case_of, results
from tests.people.questionnaires import PHQ9

POSITIVE, NEGATIVE = {9: 2}, {9: 0}


def scores(*totals: int, answered: dict[int, dict[int, int]]) -> tuple[Result, ...]:
    """Weekly totals; `answered` gives some of them, by place, an answer to item 9 of its own."""
    return tuple(
        replace(one, safety=answered.get(place, NEGATIVE), safety_reviewed=False)
        for place, one in enumerate(results(PHQ9, totals))
    )


def shown(case: Case) -> Findings:
    return as_shown(case, detect(case, TODAY), TODAY)


def test_an_answer_nobody_reviewed_leads_though_a_zero_came_later() -> None:
    case = case_of(*scores(16, 14, 9, answered={0: POSITIVE}))
    headline = shown(case).headline
    assert headline is not None
    assert headline.code == "risk_item:phq9"
    assert headline.facts["status"] == "unreviewed"
    assert headline.facts["date"] == TODAY - timedelta(14)
    assert shown(case).found[1:] == detect(case, TODAY).found
    assert "2" in str(headline.facts["folded_why"])
    assert "item 9: 2" not in headline.why


def test_of_several_the_latest_is_talked_about() -> None:
    case = case_of(*scores(16, 14, 9, answered={0: POSITIVE, 1: {9: 3}}))
    headline = shown(case).headline
    assert headline is not None
    assert headline.facts["date"] == TODAY - timedelta(7)
    assert [one.on for one in unreviewed(case)] == [TODAY - timedelta(14), TODAY - timedelta(7)]


def test_a_second_form_of_the_day_does_not_hide_the_first() -> None:
    first, second = scores(16, 16, answered={0: POSITIVE})
    case = case_of(replace(first, on=TODAY), replace(second, on=TODAY))
    headline = shown(case).headline
    assert headline is not None
    assert headline.pattern is Pattern.RISK_ITEM
    assert headline.facts["status"] == "new"


def test_an_incomplete_form_leads_too() -> None:
    (first,) = results(PHQ9, [12])
    half = replace(
        first, id=9, order=9, total=None, valid=False, safety=POSITIVE, safety_reviewed=False
    )
    assert shown(case_of(first, half)).found[0].pattern is Pattern.RISK_ITEM


def test_once_reviewed_it_stands_behind_the_headline_and_then_goes() -> None:
    today = [replace(one, safety_reviewed=True) for one in scores(12, 16, answered={1: POSITIVE})]
    assert [one.pattern for one in shown(case_of(*today)).found][1] is Pattern.RISK_ITEM
    later = [replace(one, safety_reviewed=True) for one in scores(12, 16, answered={0: POSITIVE})]
    assert Pattern.RISK_ITEM not in {one.pattern for one in shown(case_of(*later)).found}


@pytest.mark.parametrize(("total", "is_positive"), [(24, False), (25, True), (27, True)])
def test_a_total_that_needs_the_item_is_a_positive_answer(total: int, is_positive: bool) -> None:
    (result,) = results(PHQ9, [total], safe=False)
    open_one = replace(result, safety_reviewed=False)
    assert positive(open_one, PHQ9) is is_positive
    assert list(unreviewed(case_of(open_one))) == ([open_one] if is_positive else [])
    reviewed = replace(open_one, safety_reviewed=True, total=Decimal(total))
    assert not list(unreviewed(case_of(reviewed)))
