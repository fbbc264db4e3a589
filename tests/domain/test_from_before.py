"""What a patient brought along is no open business; what was filled in here is."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from romtui.domain.case import Case, Entered, Patient, Result, Session
from romtui.domain.caseload import summary
from romtui.domain.open_points import open_points, undiscussed
from romtui.domain.patterns import Pattern, detect
from romtui.domain.safety import unreviewed
from romtui.domain.weekly_review import ReviewPoint, weekly_review
from tests.people.questionnaires import PHQ9

TODAY = date(2026, 11, 24)


def result(days_ago: int, entered: Entered = Entered.IMPORTED, entered_ago: int = 0) -> Result:
    at = datetime.combine(TODAY - timedelta(days=entered_ago), time(9), UTC)
    on = TODAY - timedelta(days=days_ago)
    return Result(
        days_ago, "phq9", on, Decimal(12), order=1000 - days_ago, entered=entered, entered_at=at
    )


def patient(*results: Result, sessions: tuple[int, ...] = ()) -> Case:
    return Case(
        Patient(id=1, code="A-001", started_on=TODAY - timedelta(days=500)),
        {"phq9": PHQ9},
        results=tuple(sorted(results, key=lambda one: one.on)),
        sessions=tuple(Session(TODAY - timedelta(days=ago)) for ago in sessions),
    )


def patterns_of(case: Case) -> set[Pattern]:
    return {one.pattern for one in detect(case, TODAY).found}


HISTORY = tuple(result(7 * week) for week in range(1, 65))


@pytest.mark.parametrize("sessions", [(), (0,), (7, 0)])
def test_an_imported_history_is_nothing_to_share_to_close_or_to_be_sorry_for(
    sessions: tuple[int, ...],
) -> None:
    case = patient(*HISTORY[1:], sessions=sessions)
    line = summary(case)
    assert (line.undiscussed, line.collected) == (0, 0)
    assert open_points(case, None, TODAY).undiscussed == ()
    assert Pattern.UNDISCUSSED not in patterns_of(case)
    (seen,) = weekly_review([line], TODAY).patients
    assert ReviewPoint.UNDISCUSSED not in seen.open_points


def test_an_answer_to_a_safety_item_of_the_history_stays_pinned() -> None:
    case = patient(replace(result(400), safety={9: 2}), *HISTORY)
    assert [one.on for one in unreviewed(case)] == [TODAY - timedelta(days=400)]
    assert summary(case).unreviewed_safety


@pytest.mark.parametrize(
    ("one", "sessions", "is_open"),
    [
        (result(3, Entered.ITEMS), (), True),
        (result(3, Entered.TOTAL), (0,), True),
        (result(10, Entered.TOTAL), (0,), True),
        (result(60, Entered.TOTAL), (0,), False),
        (result(60, Entered.TOTAL), (90, 0), True),
        (result(0), (0,), True),
        (result(3), (30,), True),
        (result(20), (30,), False),
        (result(20, entered_ago=18), (30,), True),
        (result(3), (0,), False),
        (result(3), (), False),
    ],
    ids=[
        "typed, three days old",
        "a total, three days old, first session today",
        "a total of the week before last",
        "typed off an old paper",
        "typed late, in the middle of the work",
        "imported on the day of the session",
        "imported within days, in the middle of the work",
        "imported weeks later: it was looked at elsewhere, if at all",
        "imported when it was new",
        "imported, from before the first session",
        "imported, no session yet",
    ],
)
def test_how_and_when_a_result_came_in_says_whether_it_is_open(
    one: Result, sessions: tuple[int, ...], *, is_open: bool
) -> None:
    case = patient(one, sessions=sessions)
    assert bool(undiscussed(case)) is is_open
    found = Pattern.UNDISCUSSED in patterns_of(case)
    assert found is (is_open and one.on < TODAY)


def test_what_was_shared_here_counts_although_the_history_does_not() -> None:
    today = replace(result(0, Entered.ITEMS), discussed=True)
    line = summary(patient(*HISTORY, today, sessions=(0,)))
    assert (line.collected, line.undiscussed) == (1, 0)
