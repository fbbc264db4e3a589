"""The weekly look-back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from romtui.domain.case import Patient
from romtui.domain.caseload import Priority, Summary
from romtui.domain.weekly_review import ReviewPoint, Shared, weekly_review
from tests.domain.suggestions import TODAY

NOBODY = Summary(Patient(1, "A-001", date(2026, 1, 5)), Priority.STEADY, lines=(0, 0, 0))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def person(code: str, *, next_on: date | None = None, **about: object) -> Summary:
    patient = replace(NOBODY.patient, code=code, next_on=next_on)
    return replace(NOBODY, patient=patient, **about)  # type: ignore[arg-type]  # keyword arguments


@pytest.mark.parametrize(
    ("summary", "left"),
    [
        (person("A-001", collected=4, last_on=ago(3)), ()),
        (person("A-001", unreviewed_safety=True), (ReviewPoint.UNREVIEWED,)),
        (
            person("A-001", unagreed=True, undiscussed=2),
            (ReviewPoint.UNAGREED, ReviewPoint.UNDISCUSSED),
        ),
        (person("A-001", last_on=ago(15)), (ReviewPoint.OVERDUE,)),
        (person("A-001", last_on=ago(3), due_from=(ago(0), ago(-1))), (ReviewPoint.DUE,)),
        (person("A-001", last_on=ago(8), next_on=ago(1)), (ReviewPoint.WENT_BY,)),
        (person("A-001", next_on=ago(1)), (ReviewPoint.WENT_BY,)),
        (person("A-001", last_on=ago(1), next_on=ago(1)), ()),
        (person("A-001", last_on=ago(8), next_on=ago(0)), ()),
    ],
)
def test_what_is_left_open_with_a_person(summary: Summary, left: tuple[ReviewPoint, ...]) -> None:
    (one,) = weekly_review([summary], TODAY).patients
    assert one.open_points == left


def test_each_person_comes_once_and_the_most_pressing_first() -> None:
    looked = weekly_review(
        [
            person("A-001"),
            person("A-002", undiscussed=1),
            person("A-003", undiscussed=1, last_on=ago(20)),
            person("A-004", unreviewed_safety=True, undiscussed=1),
            person("A-005", unagreed=True),
        ],
        TODAY,
    )
    codes = [one.summary.patient.code for one in looked.patients]
    assert codes == ["A-004", "A-005", "A-003", "A-002", "A-001"]
    assert looked.open_with == 4


def test_shares_are_counted_per_person_and_over_everybody_who_is_here() -> None:
    gone = person("A-003", collected=9, undiscussed=9)
    gone = replace(gone, patient=replace(gone.patient, archived_on=ago(3)))
    everybody = [person("A-001", collected=10, undiscussed=2), person("A-002", collected=2), gone]
    looked = weekly_review(everybody, TODAY)
    assert [one.shared for one in looked.patients] == [Shared(8, 10), Shared(2, 2)]
    assert looked.shared == Shared(10, 12)


def test_of_the_archived_only_an_open_safety_answer_comes_back() -> None:
    gone = person("A-002", unreviewed_safety=True, undiscussed=3, last_on=ago(90))
    gone = replace(gone, patient=replace(gone.patient, archived_on=ago(3)))
    first, _ = weekly_review([person("A-001"), gone], TODAY).patients
    assert first.summary.patient.code == "A-002"
    assert first.open_points == (ReviewPoint.UNREVIEWED,)


def test_how_often_each_kind_of_line_was_said_is_told_where_it_is_known() -> None:
    people = [person("A-001", lines=(4, 0, 1)), person("A-002", lines=())]
    known, unknown = weekly_review(people, TODAY).patients
    assert known.said == {"goal": 4, "task": 0, "bond": 1}
    assert unknown.said == {}
