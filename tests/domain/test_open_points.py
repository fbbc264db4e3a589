"""What is still open with a person."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from romtui.domain.case import Attendance, Case, Patient, Result, Session
from romtui.domain.discussion import Agreement, AgreementOutcome, Objected, Skip
from romtui.domain.open_points import (
    asks_agreement,
    open_points,
    session_number,
    skipped_twice,
    to_look_at,
)
from romtui.domain.patterns import Certainty, Finding, Pattern
from romtui.domain.private import Private
from tests.domain.courses import PHQ9

TODAY = date(2026, 11, 24)
A_WEEK = timedelta(weeks=1)
WORDS = Private("words")


def case_with(*results: Result, sessions: tuple[Session, ...] = (Session(TODAY),)) -> Case:
    patient = Patient(id=1, code="A-001", started_on=TODAY - 8 * A_WEEK)
    return Case(patient, {"phq9": PHQ9}, results=results, sessions=sessions)


def result(number: int, on: date = TODAY, *, discussed: bool = False) -> Result:
    return Result(number, "phq9", on, Decimal(12), order=number, discussed=discussed)


def test_a_score_that_was_put_off_today_is_open_but_not_asked_about_again() -> None:
    case = case_with(result(1, TODAY - A_WEEK), result(2), result(3, discussed=True))
    assert [one.id for one in open_points(case, None, TODAY).undiscussed] == [1, 2]
    put_off = replace(case, skips=(Skip(TODAY, WORDS, 2), Skip(TODAY - A_WEEK, WORDS, 1)))
    assert [one.id for one in open_points(put_off, None, TODAY).undiscussed] == [1]


ASKS = {
    Pattern.RISK_ITEM,
    *(Pattern.RELIABLE_DETERIORATION, Pattern.RELAPSE, Pattern.SHARP_WORSENING),
    *(Pattern.SETBACK, Pattern.WORSENING, Pattern.CROSSED_WORSE),
    *(Pattern.NOT_ON_TRACK, Pattern.STABLE_HIGH, Pattern.STALLED, Pattern.FLUCTUATING),
    *(Pattern.ALLIANCE_REPAIR, Pattern.ALLIANCE_DROP, Pattern.ALLIANCE_LOW),
    Pattern.DROPOUT_RISK,
}


@pytest.mark.parametrize("pattern", Pattern)
def test_an_agreement_is_asked_for_after_these_headlines_only(pattern: Pattern) -> None:
    case = case_with(result(1))
    assert asks_agreement(case, Finding(pattern), TODAY) is (pattern in ASKS)
    only_asked = Finding(pattern, certainty=Certainty.TENTATIVE)
    assert not asks_agreement(case, only_asked, TODAY)
    not_due = Finding(pattern, facts={"due": False})
    assert not asks_agreement(case, not_due, TODAY)


def test_no_agreement_is_asked_for_twice_or_by_looking_at_a_record() -> None:
    stalled = Finding(Pattern.STALLED)
    begun = case_with(result(1))
    agreed = replace(begun, agreements=(Agreement(1, TODAY, WORDS),))
    earlier = replace(begun, agreements=(Agreement(1, TODAY - A_WEEK, WORDS),))
    assert asks_agreement(earlier, stalled, TODAY)
    assert not asks_agreement(agreed, stalled, TODAY)
    assert not asks_agreement(case_with(result(1), sessions=()), stalled, TODAY)


def test_agreements_of_earlier_days_are_looked_at_until_somebody_says_what_became() -> None:
    agreements = (
        Agreement(1, TODAY - 2 * A_WEEK, WORDS, outcome=AgreementOutcome.DONE, outcome_on=TODAY),
        Agreement(2, TODAY - A_WEEK, WORDS),
        Agreement(3, TODAY, WORDS),
    )
    case = replace(case_with(), agreements=agreements)
    assert [one.id for one in to_look_at(case, TODAY)] == [2]


@pytest.mark.parametrize(
    ("skipped", "heard", "twice"),
    [
        ((0, 1), (), True),
        ((0,), (), False),
        ((1, 2), (), False),
        ((0, 1), (0,), False),
        ((0, 1), (2,), True),
    ],
)
def test_two_skips_in_a_row_call_for_a_question_once(
    skipped: tuple[int, ...], heard: tuple[int, ...], twice: bool
) -> None:
    sessions = tuple(Session(TODAY - week * A_WEEK) for week in (2, 1, 0))
    case = replace(
        case_with(sessions=sessions),
        skips=tuple(Skip(TODAY - week * A_WEEK, WORDS) for week in skipped),
        objections=tuple(Objected(TODAY - week * A_WEEK, "timing") for week in heard),
    )
    assert skipped_twice(case) is twice


def test_a_session_is_counted_once_it_has_begun_and_only_if_somebody_came() -> None:
    came, missed = Session(TODAY - A_WEEK), Session(TODAY - 2 * A_WEEK, Attendance.MISSED)
    assert session_number(case_with(sessions=()), TODAY) == 1
    assert session_number(case_with(sessions=(missed, came)), TODAY) == 2
    assert session_number(case_with(sessions=(missed, came, Session(TODAY))), TODAY) == 2
