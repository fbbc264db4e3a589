"""What is given time: read from the focus of the work and from what was agreed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from romtui.domain.case import Case, Focus
from romtui.domain.caseload import summary
from romtui.domain.constants import STANDARD
from romtui.domain.discussion import Agreement, AgreementOutcome
from romtui.domain.patterns import Pattern
from romtui.domain.patterns.waiting import plan_of
from romtui.domain.private import Private
from romtui.domain.series import NO_PLAN, CurrentPlan
from tests.domain.courses import PHQ9, TODAY, codes, person, results

P = Pattern


def on(days: int) -> date:
    """So many days after today; before it with a minus."""
    return TODAY + timedelta(days=days)


def focus(since: int, until: int | None = None) -> Focus:
    return Focus(Private("the work on sleep"), on(since), None if until is None else on(until))


def agreed(
    day: int,
    review: int | None = None,
    *,
    about: Pattern | None = P.STALLED,
    outcome: AgreementOutcome | None = None,
    number: int = 1,
) -> Agreement:
    review_on = None if review is None else on(review)
    return Agreement(number, on(day), Private("a walk"), review_on, about, outcome)


def plan(*focuses: Focus, agreements: tuple[Agreement, ...] = ()) -> CurrentPlan:
    case: Case = replace(person(), focuses=focuses, agreements=agreements)
    return plan_of(case, TODAY)


def test_without_focus_and_agreement_nothing_is_waited_for() -> None:
    assert plan() == NO_PLAN


@pytest.mark.parametrize(
    ("focuses", "since"),
    [
        ([focus(-30)], -30),
        ([focus(0)], 0),
        ([focus(1)], None),
        ([focus(-60, -30), focus(-30)], -30),
        ([focus(-30), focus(-60, -30)], -30),
        ([focus(-60, 0)], None),
        ([focus(-60, 1)], -60),
        ([focus(-60, -30)], None),
        ([focus(-60), focus(-20)], -20),
    ],
)
def test_the_focus_is_the_one_that_holds_today(focuses: list[Focus], since: int | None) -> None:
    assert plan(*focuses).focus_since == (None if since is None else on(since))


@pytest.mark.parametrize(
    ("agreements", "until"),
    [
        ([agreed(-7, 14)], 14),
        ([agreed(0, 14)], 14),
        ([agreed(1, 14)], None),
        # without a day to look at it: four weeks
        ([agreed(-7)], 21),
        # only of worse and of stuck
        ([agreed(-7, 14, about=P.WORSENING)], 14),
        ([agreed(-7, 14, about=P.NOT_ON_TRACK)], 14),
        ([agreed(-7, 14, about=P.FLUCTUATING)], None),
        ([agreed(-7, 14, about=P.IMPROVING)], None),
        ([agreed(-7, 14, about=P.RISK_ITEM)], None),
        ([agreed(-7, 14, about=None)], None),
        # the newest decides, also where the older one was to be looked at later
        ([agreed(-14, 30), agreed(-7, 14, number=2)], 14),
        ([agreed(-7, 14, number=2), agreed(-14, 30)], 14),
        ([agreed(-7, 14, number=2), agreed(-7, 30, number=1)], 14),
        ([agreed(-14, 30), agreed(-7, 14, about=P.IMPROVING)], 30),
        # what became of it: done and not done are waited for, dropped is not
        ([agreed(-7, 14, outcome=AgreementOutcome.DONE)], 14),
        ([agreed(-7, 14, outcome=AgreementOutcome.NOT)], 14),
        ([agreed(-7, 14, outcome=AgreementOutcome.DROPPED)], None),
    ],
)
def test_the_newest_agreement_about_worse_or_stuck_is_given_time(
    agreements: list[Agreement], until: int | None
) -> None:
    expected = None if until is None else on(until)
    assert plan(agreements=tuple(agreements)).agreed_until == expected


def test_an_edited_number_of_days_is_what_an_agreement_without_a_day_is_given() -> None:
    case = replace(person(), agreements=(agreed(-7),))
    edited = replace(STANDARD, again_days=20)
    assert plan_of(case, TODAY, edited).agreed_until == on(13)


def test_the_plan_is_what_the_findings_go_by() -> None:
    stuck = person(*results(PHQ9, [16] * 9))
    assert codes(stuck) == ["not_on_track:phq9", "stable_high:phq9"]
    for waiting in (
        replace(stuck, agreements=(agreed(-7, 14),)),
        replace(stuck, focuses=(focus(-7),)),
    ):
        assert codes(waiting) == ["stable:phq9"]


@pytest.mark.parametrize(("review", "waits"), [(14, True), (None, True), (-8, False)])
def test_the_caseload_waits_for_what_was_agreed_after_the_last_score(
    review: int | None, *, waits: bool
) -> None:
    """The form was filled in some days before the session in which something was agreed."""
    scored = results(PHQ9, [12, 12, 12, 12], ago=5)
    stuck = person(*scored)
    assert summary(stuck).headline is P.STALLED
    met = replace(stuck, agreements=(agreed(-2, review),))
    assert (summary(met).headline is P.STABLE) is waits
    assert (summary(met).headline is P.STALLED) is not waits
