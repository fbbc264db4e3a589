"""Goals and items in a person's own words."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from romtui.domain.case import Case, Patient, Result
from romtui.domain.instrument import Direction
from romtui.domain.parts import leading_measure
from romtui.domain.patterns import Pattern, detect
from romtui.domain.personal_measures import PersonalMeasure
from romtui.domain.private import HIDDEN, Private
from romtui.domain.trend import form_trend, words_of_change
from tests.domain.courses import INSTRUMENTS, PHQ9, results

TODAY = date(2026, 6, 1)
SECRET = "to visit Quillon in prison"
GOAL = PersonalMeasure("goal.1", Private(SECRET), Direction.HIGHER_BETTER, TODAY)
WORRY = PersonalMeasure("own.1", Private("getting out of bed"), Direction.LOWER_BETTER, TODAY)


def rated(own: PersonalMeasure, *marks: int) -> Case:
    """Somebody with weekly ratings, the last of them today."""
    made = tuple(
        Result(
            id=place,
            instrument=own.id,
            on=TODAY - timedelta(weeks=len(marks) - 1 - place),
            total=Decimal(mark),
            order=place,
            discussed=True,
        )
        for place, mark in enumerate(marks)
    )
    instruments = {**INSTRUMENTS, own.id: own.instrument}
    return Case(Patient(1, "A-1", TODAY), instruments, results=made, own=(own,))


def patterns(case: Case) -> set[Pattern]:
    return {finding.pattern for finding in detect(case, TODAY).found}


def test_a_goal_is_followed_from_0_to_10_and_higher_is_better() -> None:
    course = form_trend(rated(GOAL, 2, 5), "goal.1")
    assert (course.instrument.lo, course.instrument.hi) == (Decimal(0), Decimal(10))
    assert course.change == 3
    assert words_of_change(course.instrument, Decimal(3)) == "better"


def test_three_points_of_a_goal_are_a_reliable_change_and_two_are_not() -> None:
    assert Pattern.RELIABLE_IMPROVEMENT in patterns(rated(GOAL, 2, 5, 5))
    assert Pattern.RELIABLE_IMPROVEMENT not in patterns(rated(GOAL, 2, 4, 4))
    assert Pattern.RELIABLE_DETERIORATION in patterns(rated(GOAL, 6, 3))
    assert Pattern.RELIABLE_DETERIORATION not in patterns(rated(GOAL, 6, 4))
    (source,) = GOAL.instrument.sources["reliable_change"]
    assert source.verified


def test_of_a_personal_item_no_change_is_called_reliable() -> None:
    assert WORRY.instrument.reliable_change is None
    assert Pattern.CHANGE_UNKNOWN in patterns(rated(WORRY, 9, 1))


def test_the_words_of_a_goal_are_in_no_name_and_in_nothing_printed() -> None:
    measure = GOAL.instrument
    assert SECRET not in repr(measure) + repr(rated(GOAL, 3)) + measure.name + measure.title
    assert HIDDEN in repr(measure)
    assert measure.words.reveal() == SECRET


def test_a_questionnaire_leads_and_a_goal_only_where_there_is_nothing_else() -> None:
    case = rated(GOAL, 3)
    assert leading_measure(case) == "goal.1"
    both = replace(case, results=(*case.results, *results(PHQ9, [12])))
    assert leading_measure(both) == "phq9"
