"""Undo goes backwards in time, whatever was done, and also after the record was closed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from romtui.domain.audit import Did
from romtui.domain.case import Case, Form
from romtui.domain.discussion import How
from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.domain.safety import unreviewed
from romtui.store.store import Store
from tests.store.vaults import EIGHT, TODAY, WITH_SAFETY, Clock, draft, form

WHY = Private("misread")
TOTAL = Form("mood9", TODAY, total=Decimal(3), safety={9: 0})


def _last(case: Case) -> int:
    return max(one.id for one in case.results)


def _event(store: Store, case: Case) -> Case:
    return store.add_event(case.patient.id, TODAY, Private("an exam"))


ACTS: Final[dict[str, Callable[[Store, Case], Case]]] = {
    "form": lambda store, case: store.record(case.patient.id, form()),
    "total": lambda store, case: store.record(case.patient.id, TOTAL),
    "in its place": lambda store, case: store.record(
        case.patient.id, form(WITH_SAFETY), in_place_of=_last(case)
    ),
    "correction": lambda store, case: store.amend(_last(case), form(WITH_SAFETY), WHY),
    "withdrawal": lambda store, case: store.withdraw(_last(case), WHY),
    "question after": lambda store, case: store.answer_followup(_last(case), 1),
    "agreement": lambda store, case: store.agree(case.patient.id, Private("walk")),
    "event": _event,
}
NEEDS_A_RESULT = {"in its place", "correction", "withdrawal", "question after"}
NOT_UNDONE = {
    "share": lambda store, case: store.unshare(_last(case)),
    "impression": lambda store, case: store.record_impression(case.patient.id, TODAY, 1),
}
"""Verbs in between that undo leaves alone."""


def _seen(case: Case) -> tuple[object, ...]:
    """What the therapist sees of it: not how often it was written, nor when."""
    results = sorted(
        (one.id, one.on, one.total, one.answers, one.followup, tuple(one.safety.items()))
        for one in case.results
    )
    open_safety = sorted((one.id, tuple(one.safety.items())) for one in unreviewed(case))
    return results, open_safety, case.agreements, case.events


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([*ACTS, *NOT_UNDONE]), max_size=8))
def test_whatever_was_done_undo_walks_it_back_one_by_one(
    store: Store, clock: Clock, acts: list[str]
) -> None:
    case = store.add_patient()
    before: list[Case] = []
    for act in acts:
        clock.at += timedelta(milliseconds=40)
        if not case.results and act in {*NEEDS_A_RESULT, "share"}:
            continue
        if act == "question after" and any(one.followup is not None for one in case.results):
            continue  # it is asked once
        if act in NOT_UNDONE:
            case = NOT_UNDONE[act](store, case)
            continue
        before.append(case)
        case = ACTS[act](store, case)
    assert len(store.done_today(case.patient.id)) == len(before)
    for earlier in reversed(before):
        clock.at += timedelta(milliseconds=40)
        case = store.take_back(case.patient.id, store.done_today(case.patient.id)[-1])
        assert _seen(case) == _seen(earlier)
    assert store.done_today(case.patient.id) == ()


def test_what_was_done_yesterday_or_for_somebody_else_is_not_taken_back(
    store: Store, person: Case, clock: Clock
) -> None:
    store.agree(person.patient.id, Private("walk"))
    clock.at += timedelta(days=1)
    somebody = store.add_patient()
    store.agree(somebody.patient.id, Private("swim"))
    assert store.done_today(person.patient.id) == ()
    store.add_event(person.patient.id, TODAY, Private("an exam"))
    (only,) = store.done_today(person.patient.id)
    assert only.did is Did.EVENT


def test_a_result_that_was_moved_away_is_not_brought_back_by_undo(
    store: Store, person: Case
) -> None:
    (first,) = store.record(person.patient.id, form()).results
    store.move_result(first.id, store.add_patient().patient.id, WHY)
    assert store.done_today(person.patient.id) == ()


def test_another_form_of_the_day_takes_the_place_of_the_first_whose_history_stays(
    store: Store, person: Case
) -> None:
    (first,) = store.record(person.patient.id, form(WITH_SAFETY)).results
    store.answer_followup(first.id, 2)
    store.share(first.id, How.SCREEN)
    store.keep_draft(person.patient.id, draft())
    (second,) = store.record(person.patient.id, form(), in_place_of=first.id).results
    assert (second.id, second.answers, second.version) == (first.id, EIGHT, 2)
    assert (second.followup, second.discussed) == (None, False)
    assert [one.total for one in store.history(first.id)] == [10, 8]
    assert store.case(person.patient.id).drafts == ()


def test_the_safety_answer_of_a_form_that_was_replaced_waits_for_its_review(
    store: Store, person: Case, clock: Clock
) -> None:
    (first,) = store.record(person.patient.id, form(WITH_SAFETY)).results
    case = store.record(person.patient.id, form(), in_place_of=first.id)
    (waits,) = unreviewed(case)
    assert (waits.id, waits.answers) == (first.id, WITH_SAFETY)
    assert store.caseload()[0].unreviewed_safety
    corrected = replace(form(), answers=(*EIGHT[:7], 0, 0))
    assert [*unreviewed(store.amend(first.id, corrected, WHY))]
    reviewed = store.review_safety(first.id, Private("asked, no plan"))
    assert not [*unreviewed(reviewed)]
    assert not store.caseload()[0].unreviewed_safety


def test_an_ordinary_correction_leaves_nothing_behind(store: Store, person: Case) -> None:
    (first,) = store.record(person.patient.id, form(WITH_SAFETY)).results
    assert not [*unreviewed(store.amend(first.id, form(), WHY))]


@pytest.mark.parametrize(
    "other",
    [
        form(on=TODAY - timedelta(days=1)),
        Form("care", TODAY, total=Decimal(3)),
    ],
)
def test_only_the_same_form_of_the_same_day_takes_the_place_of_one(
    store: Store, person: Case, other: Form
) -> None:
    (first,) = store.record(person.patient.id, form()).results
    with pytest.raises(UserError, match="same questionnaire of the same day"):
        store.record(person.patient.id, other, in_place_of=first.id)
    somebody = store.add_patient().patient.id
    with pytest.raises(UserError, match="same questionnaire of the same day"):
        store.record(somebody, form(), in_place_of=first.id)
    assert store.case(person.patient.id).results == (first,)


def test_the_answer_of_a_form_replaced_twice_is_not_given_to_the_one_in_between(
    store: Store, person: Case, clock: Clock
) -> None:
    (first,) = store.record(person.patient.id, form()).results
    for replaced in (form(WITH_SAFETY), form()):
        if replaced.answers == WITH_SAFETY:
            store.answer_followup(first.id, 1)
        clock.at += timedelta(milliseconds=40)
        store.record(person.patient.id, replaced, in_place_of=first.id)
    clock.at += timedelta(milliseconds=40)
    assert store.undo(first.id).results[0].followup is None
    clock.at += timedelta(milliseconds=40)
    assert store.undo(first.id).results[0].followup == 1
