"""A result of the wrong person: in error there, new here, nothing of one told in the other."""

from decimal import Decimal

import pytest

from romtui.domain.case import Case, Entered, Form, Status
from romtui.domain.discussion import How
from romtui.domain.errors import UserError
from romtui.domain.instrument import Direction
from romtui.domain.personal_measures import PersonalKind
from romtui.domain.private import Private
from romtui.store.store import Store
from tests.store.vaults import TODAY, WITH_SAFETY, Clock, everything, form

WHY = Private("the wrong folder was open")


@pytest.fixture
def right(store: Store, person: Case) -> Case:  # the wrong person is number 1
    return store.add_patient("B-002", name=Private("The Right One"))


def test_it_leaves_one_course_and_joins_the_other(
    store: Store, person: Case, right: Case, clock: Clock
) -> None:
    (given,) = store.record(person.patient.id, form(WITH_SAFETY)).results
    store.share(given.id, How.SCREEN)
    store.review_safety(given.id, Private("asked"))
    left = store.move_result(given.id, right.patient.id, WHY)
    assert left.results == ()
    (arrived,) = store.case(right.patient.id).results
    assert (arrived.answers, arrived.total, arrived.safety) == (
        given.answers,
        given.total,
        given.safety,
    )
    assert (arrived.version, arrived.status) == (1, Status.FINAL)
    assert not arrived.discussed
    assert not arrived.safety_reviewed
    lines = {row.patient.id: row for row in store.caseload()}
    assert lines[right.patient.id].unreviewed_safety
    assert not lines[person.patient.id].unreviewed_safety


def test_both_histories_say_why_and_neither_names_the_other(
    store: Store, person: Case, right: Case
) -> None:
    (given,) = store.record(person.patient.id, form()).results
    store.move_result(given.id, right.patient.id, WHY)
    away = store.history(given.id)[-1]
    (arrived,) = store.case(right.patient.id).results
    assert away.status is Status.WITHDRAWN
    assert away.reason.reveal() == f"moved to another person: {WHY.reveal()}"
    assert arrived.reason.reveal() == f"moved from another person: {WHY.reveal()}"
    log = [(row[3], row[4]) for row in everything(store)["log"]]
    assert log[-2:] == [("result moved away", given.id), ("result moved here", arrived.id)]
    assert [entry.code for entry in store.log(2)] == ["B-002", "A-001"]


def test_what_cannot_be_moved(store: Store, person: Case, right: Case) -> None:
    case = store.add_own(
        person.patient.id, PersonalKind.GOAL, Private("walk"), Direction.HIGHER_BETTER
    )
    (own,) = case.own
    case = store.record(person.patient.id, Form(own.id, TODAY, total=Decimal(3)))
    (goal,) = case.results
    with pytest.raises(UserError, match="made for one patient"):
        store.move_result(goal.id, right.patient.id, WHY)
    given = store.record(person.patient.id, form()).results[-1]
    with pytest.raises(UserError, match="this patient already"):
        store.move_result(given.id, person.patient.id, WHY)
    with pytest.raises(UserError, match="Patient not found"):
        store.move_result(given.id, 99, WHY)
    with pytest.raises(UserError, match="reason for moving it"):
        store.move_result(given.id, right.patient.id, Private(" "))
    store.move_result(given.id, right.patient.id, WHY)
    with pytest.raises(UserError, match="was withdrawn"):
        store.move_result(given.id, right.patient.id, WHY)


def test_moved_by_mistake_each_side_can_be_taken_back(
    store: Store, person: Case, right: Case
) -> None:
    (given,) = store.record(person.patient.id, form()).results
    store.move_result(given.id, right.patient.id, WHY)
    (arrived,) = store.case(right.patient.id).results
    assert store.undo(arrived.id).results == ()
    (back,) = store.undo(given.id).results
    assert back.total == given.total


def test_what_is_corrected_is_to_be_shared_and_reviewed_again(store: Store, person: Case) -> None:
    (given,) = store.record(person.patient.id, form(WITH_SAFETY)).results
    store.share(given.id, How.SCREEN)
    store.review_safety(given.id, Private("asked"))
    again = (*WITH_SAFETY[:-1], 1)
    (corrected,) = store.amend(given.id, form(again), Private("misread")).results
    assert not corrected.discussed
    assert not corrected.safety_reviewed
    (line,) = store.caseload()
    assert (line.undiscussed, line.unreviewed_safety) == (1, True)


@pytest.mark.parametrize(("days", "late"), [(0, False), (1, False), (2, True), (30, True)])
def test_a_late_entry_is_one_entered_more_than_a_day_after_its_day(
    store: Store, person: Case, days: int, late: bool
) -> None:
    on = TODAY.replace(month=10) if days == 30 else TODAY.replace(day=TODAY.day - days)
    (given,) = store.record(person.patient.id, form(on=on)).results
    assert given.late is late
    assert given.entered is Entered.ITEMS


def test_all_histories_hold_what_was_withdrawn(store: Store, person: Case) -> None:
    (first,) = store.record(person.patient.id, form()).results
    store.withdraw(first.id, Private("twice"))
    store.record(person.patient.id, form(WITH_SAFETY))
    histories = store.histories(person.patient.id)
    assert [[one.status for one in of_one] for of_one in histories] == [
        [Status.FINAL],
        [Status.FINAL, Status.WITHDRAWN],
    ]
