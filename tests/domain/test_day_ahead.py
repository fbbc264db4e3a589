"""The day ahead: who comes, what is due, what is open."""

from dataclasses import replace
from datetime import timedelta

from romtui.domain.case import Case
from romtui.domain.caseload import summary
from romtui.domain.day_ahead import DayAhead, day_ahead
from romtui.domain.preferences import Scheduled
from romtui.domain.weekly_review import ReviewPoint
from tests.people.cases import TODAY, case_of, results
from tests.people.questionnaires import GAD7, PHQ9


def looked_at(*cases: Case) -> DayAhead:
    numbered = {
        number: replace(case, patient=replace(case.patient, id=number))
        for number, case in enumerate(cases, start=1)
    }
    return day_ahead(map(summary, numbered.values()), TODAY, numbered.__getitem__)


def with_schedule(case: Case) -> Case:
    return replace(case, battery=(Scheduled(PHQ9.id), Scheduled(GAD7.id)))


def test_who_comes_today_is_listed_by_code_with_what_is_due_and_open() -> None:
    late = case_of(*results(PHQ9, [12, 12], ago=7), code="A-002", next_on=TODAY)
    early = case_of(*results(PHQ9, [12], ago=7, discussed=False), code="A-001", next_on=TODAY)
    day = looked_at(with_schedule(late), with_schedule(early))
    first, second = day.visits
    assert (first.summary.patient.code, second.summary.patient.code) == ("A-001", "A-002")
    assert second.due == ("PHQ-9", "GAD-7")
    assert first.due == ("PHQ-9", "GAD-7")
    assert ReviewPoint.DUE not in {*first.open_points, *second.open_points}


def test_who_comes_another_day_or_is_archived_is_not_listed() -> None:
    tomorrow = case_of(*results(PHQ9, [12]), next_on=TODAY + timedelta(days=1))
    gone = case_of(*results(PHQ9, [12]), next_on=TODAY, archived_on=TODAY)
    assert looked_at(tomorrow, gone, case_of()) == DayAhead()


def test_a_safety_answer_that_waits_is_said_though_they_do_not_come() -> None:
    risky = results(PHQ9, [12], discussed=False)
    risky = tuple(replace(one, safety={9: 2}) for one in risky)
    away = case_of(*risky, code="A-009", next_on=TODAY + timedelta(days=5))
    here = case_of(*risky, code="A-001", next_on=TODAY)
    day = looked_at(away, here)
    assert day.safety_open == ("A-009",)
    assert day.visits[0].open_points[0] is ReviewPoint.UNREVIEWED
