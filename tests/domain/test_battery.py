"""What is due for a person, and when."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romtui.domain.battery import asks_for_a_form, due, due_from
from romtui.domain.case import Attendance, Case, Stage
from romtui.domain.caseload import summary
from romtui.domain.errors import UserError
from romtui.domain.preferences import (
    EVERY_SESSION,
    START_AND_END,
    Cadence,
    Preferences,
    Scheduled,
    every_weeks,
)
from romtui.domain.private import Private
from tests.people.cases import TODAY, case_of, results, sessions_of
from tests.people.questionnaires import GAD7, PHQ9

PAUSED = Scheduled("phq9", paused_on=TODAY, reason=Private("exam weeks"))


def with_battery(*battery: Scheduled, ago: int | None = None, stage: Stage = Stage.ACTIVE) -> Case:
    """Somebody whose PHQ-9 was last filled in `ago` days ago; None = never."""
    filled = () if ago is None else results(PHQ9, [12], ago=ago)
    return replace(case_of(*filled, stage=stage), battery=battery)


def days_until_due(cadence: Cadence, *, stage: Stage = Stage.ACTIVE) -> int | None:
    case = with_battery(Scheduled("phq9", cadence), ago=0, stage=stage)
    begins = due_from(case, case.battery[0])
    return None if begins is None else (begins - TODAY).days


def test_everything_is_due_at_the_start() -> None:
    battery = (
        Scheduled("phq9"),
        Scheduled("gad7", every_weeks(4)),
        Scheduled("well", START_AND_END),
    )
    assert due(with_battery(*battery), TODAY) == ("phq9", "gad7", "well")


def test_what_was_filled_in_today_is_not_due_again() -> None:
    case = with_battery(Scheduled("phq9"), Scheduled("gad7"), ago=0)
    assert due(case, TODAY) == ("gad7",)
    assert due(case, TODAY + timedelta(days=1)) == ("phq9", "gad7")


def test_a_form_is_asked_for_only_where_one_is_due_or_nothing_was_settled() -> None:
    assert asks_for_a_form(with_battery(ago=7), TODAY)
    every_two = with_battery(Scheduled("phq9", every_weeks(2)), ago=7)
    assert not asks_for_a_form(every_two, TODAY)
    assert asks_for_a_form(every_two, TODAY + timedelta(days=7))
    quiet = Preferences(quiet_until=TODAY + timedelta(days=1))
    assert not asks_for_a_form(replace(with_battery(), preferences=quiet), TODAY)


def test_a_form_that_could_not_be_scored_was_filled_in_all_the_same() -> None:
    case = replace(case_of(*results(PHQ9, [None])), battery=(Scheduled("phq9"),))
    assert due(case, TODAY) == ()


@pytest.mark.parametrize(
    ("cadence", "days"),
    [
        (EVERY_SESSION, 1),
        (every_weeks(1), 5),
        (every_weeks(2), 12),
        (every_weeks(4), 26),
        (START_AND_END, None),
    ],
)
def test_each_cadence_has_its_time_and_a_session_may_move_by_two_days(
    cadence: Cadence, days: int | None
) -> None:
    assert days_until_due(cadence) == days


def test_at_start_and_end_comes_again_when_the_work_is_ending() -> None:
    assert days_until_due(START_AND_END, stage=Stage.ENDING) == 28
    assert days_until_due(START_AND_END, stage=Stage.FOLLOWUP) is None


def test_what_is_paused_is_never_due() -> None:
    assert due(with_battery(PAUSED, ago=400), TODAY) == ()
    assert due(with_battery(PAUSED), TODAY) == ()


@given(st.integers(1, 52), st.integers(0, 400))
def test_once_due_it_stays_due_until_it_is_filled_in(weeks: int, later: int) -> None:
    case = with_battery(Scheduled("phq9", every_weeks(weeks)), ago=0)
    begins = due_from(case, case.battery[0])
    assert begins is not None
    assert due(case, begins + timedelta(days=later)) == ("phq9",)
    assert due(case, begins - timedelta(days=1)) == ()


@pytest.mark.parametrize("weeks", [0, -1, 53])
def test_a_distance_that_cannot_be_meant_is_refused(weeks: int) -> None:
    with pytest.raises(UserError, match="1 to 52 weeks"):
        every_weeks(weeks)


def test_how_often_is_said_in_words() -> None:
    said = [one.words for one in (EVERY_SESSION, every_weeks(1), every_weeks(4), START_AND_END)]
    assert said == ["every session", "every week", "every 4 weeks", "at start and end"]


def caseload_says(case: Case, today: date = TODAY) -> int:
    return summary(case).due(today)


def test_the_caseload_says_what_a_session_went_by_without() -> None:
    case = replace(
        case_of(
            *results(PHQ9, [12], ago=7),
            sessions=sessions_of((7, Attendance.ATTENDED), (0, Attendance.ATTENDED)),
        ),
        battery=(Scheduled("phq9"),),
    )
    assert caseload_says(case, TODAY - timedelta(days=1)) == 0
    assert caseload_says(case) == 1


def test_between_two_sessions_the_caseload_says_nothing_of_a_measure_of_every_session() -> None:
    case = with_battery(Scheduled("phq9"), ago=5)
    assert caseload_says(case) == 0
    missed = replace(case, sessions=sessions_of((1, Attendance.MISSED)))
    assert caseload_says(missed) == 0


def test_the_caseload_counts_weeks_with_todays_date_and_the_standing_stays_as_it_was() -> None:
    case = with_battery(Scheduled("phq9", every_weeks(4)), Scheduled("gad7"), ago=0)
    stored = summary(case)
    assert stored.due(TODAY) == 1
    assert stored.due(TODAY + timedelta(days=26)) == 2


def test_nothing_is_due_for_somebody_archived_or_paused() -> None:
    archived = with_battery(Scheduled("phq9"))
    archived = replace(archived, patient=replace(archived.patient, archived_on=TODAY))
    assert caseload_says(archived) == 0
    assert caseload_says(with_battery(PAUSED)) == 0


def test_a_measure_that_is_no_longer_asked_for_is_not_due() -> None:
    assert due(replace(case_of(*results(GAD7, [9], ago=30)), battery=()), TODAY) == ()


@pytest.mark.parametrize(("days", "asked"), [(1, 0), (0, 1), (-1, 1)])
def test_nothing_is_due_until_the_day_that_was_agreed_on(days: int, asked: int) -> None:
    quiet = Preferences(quiet_until=TODAY + timedelta(days=days))
    case = replace(with_battery(Scheduled("phq9")), preferences=quiet)
    assert len(due(case, TODAY)) == asked
