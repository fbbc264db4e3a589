"""What outcomes are counted from is read for everybody at once, and says what each record says."""

from dataclasses import replace
from datetime import timedelta

import pytest

from romtui.domain.case import Case, Form
from romtui.domain.errors import UserError
from romtui.domain.outcomes.tally import outcomes
from romtui.domain.private import Private
from romtui.store.store import Store
from tests.people.cases import worked_case
from tests.people.questionnaires import CARE, MOOD, points
from tests.store.vaults import TODAY


def a_practice(store: Store) -> list[Case]:
    """Records with and without results; some withdrawn, corrected, archived, said lines."""
    store.import_cases([worked_case(f"B-{n:03}", Private("x"), TODAY, weeks=n) for n in (3, 1, 6)])
    empty = store.add_patient().patient.id
    store.archive(empty, TODAY)
    for patient_id in (1, 3):
        for measured in store.case(patient_id).results[:2]:
            store.withdraw(measured.id, Private("misread"))
    store.say(3, "stalled/task/1")
    corrected = store.case(3).results[-1]
    store.amend(corrected.id, Form(MOOD.id, corrected.on, total=points(3), safety={9: 0}), MISREAD)
    store.archive(3, TODAY)
    return [store.case(line.patient.id) for line in store.caseload()]


MISREAD = Private("misread")


def test_the_courses_of_everybody_count_as_their_records_do(store: Store) -> None:
    records = a_practice(store)
    read = store.courses()
    assert {case.patient for case in read} == {case.patient for case in records}
    assert outcomes(read, TODAY) == outcomes(records, TODAY)
    by_id = {case.patient.id: case for case in read}
    for record in records:
        case = by_id[record.patient.id]
        assert [(one.on, one.total) for one in case.results] == [
            (one.on, one.total) for one in record.results
        ]
        assert (case.sessions, case.said) == (record.sessions, record.said)


def test_what_is_dated_ahead_counts_for_nobody_yet(store: Store) -> None:
    (case,) = a_practice(store)[:1]
    ahead = replace(
        case,
        results=tuple(replace(one, id=0, on=TODAY + timedelta(days=3)) for one in case.results),
    )
    store.import_cases([replace(ahead, patient=replace(ahead.patient, id=0, code="C-001"))])
    (read,) = [one for one in store.courses() if one.patient.code == "C-001"]
    assert not read.results
    assert len(read.later) == len(ahead.results)


def test_a_questionnaire_that_is_gone_refuses_the_count(store: Store) -> None:
    a_practice(store)
    store.use({CARE.id: CARE})
    with pytest.raises(UserError, match="Put its file back"):
        store.courses()
