"""Pages to fill in at home: made with their key, and what comes back of them kept once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from romtui.domain.audit import Reason
from romtui.domain.away.away_page import AwayPage
from romtui.domain.away.making import due_for_page, without_safety_item
from romtui.domain.away.reading import Read, read_typed
from romtui.domain.away.sealed_code import PageKey
from romtui.domain.case import Entered, Form
from romtui.domain.errors import UserError
from romtui.domain.history import history_of
from romtui.domain.preferences import Scheduled
from romtui.domain.private import Private
from romtui.domain.safety import unreviewed
from romtui.store.store import Store
from tests.people.codes import code_of
from tests.people.questionnaires import STORED, instrument
from tests.store.vaults import TODAY, WITH_SAFETY, form

MOOD = STORED["mood9"]
CRISIS = Private("Call 116 123.")


@pytest.fixture
def patient(store: Store) -> int:
    store.keep_crisis_words(CRISIS)
    return store.add_patient("A-001").patient.id


def made_page(store: Store, patient: int, reason: str = "") -> AwayPage:
    key = PageKey.new()
    store.make_page(patient, key, [MOOD], "f" * 64, Private(reason))
    (page,) = [page for page in store.pages(patient) if page.key == key]
    return page


def code(page: AwayPage, filled_in: Form, day: int) -> str:
    return code_of(page, STORED, [filled_in], day)


def read(store: Store, typed: str) -> Read:
    return read_typed(typed, store.pages(), STORED, (), TODAY)


def test_a_page_cannot_be_made_without_crisis_words(store: Store) -> None:
    patient = store.add_patient().patient.id
    for words in ("", " \n "):
        store.keep_crisis_words(Private(words))
        with pytest.raises(UserError, match="crisis words"):
            made_page(store, patient)
    assert store.pages() == ()
    store.keep_crisis_words(CRISIS)
    assert store.crisis_words() == CRISIS
    assert made_page(store, patient).code == "A-001"


def test_with_an_unreviewed_safety_answer_a_page_with_the_item_needs_a_reason(
    store: Store, patient: int
) -> None:
    store.record(patient, form(WITH_SAFETY))
    with pytest.raises(UserError, match="not reviewed yet"):
        made_page(store, patient)
    assert made_page(store, patient, "agreed by telephone")
    plain = instrument(8, safety=None, id="mood8")
    store.use({**STORED, "mood8": plain})
    store.make_page(patient, PageKey.new(), [plain], "")


def test_nobody_archived_gets_a_page(store: Store, patient: int) -> None:
    store.archive(patient, TODAY)
    with pytest.raises(UserError, match="archived"):
        made_page(store, patient)


def test_what_comes_back_is_a_result_of_the_day_it_was_filled_in(
    store: Store, patient: int
) -> None:
    page = made_page(store, patient)
    away = read(store, code(page, form(), 0))
    assert away.page is not None
    assert away.page.patient_id == patient
    away = replace(away, forms=tuple(replace(one, on=TODAY - timedelta(3)) for one in away.forms))
    (result,) = store.take_in(patient, away).results
    assert (result.on, result.entered) == (TODAY - timedelta(days=3), Entered.AWAY)
    assert result.answers == form().answers
    (entry,) = history_of(store.history(result.id))
    assert entry.what == "filled in away, entered 3 days later"


def test_a_positive_answer_is_open_the_moment_the_code_is_read(store: Store, patient: int) -> None:
    page = made_page(store, patient)
    case = store.take_in(patient, read(store, code(page, form(WITH_SAFETY), 0)))
    (open_answer,) = unreviewed(case)
    assert open_answer.entered is Entered.AWAY
    (line,) = store.caseload()
    assert line.unreviewed_safety


def test_a_code_is_taken_once_unless_its_result_was_withdrawn(store: Store, patient: int) -> None:
    page = made_page(store, patient)
    typed = code(page, form(), 0)
    result = store.take_in(patient, read(store, typed)).results[0]
    with pytest.raises(UserError, match="entered already"):
        read(store, typed)
    store.withdraw(result.id, Private("somebody else filled it in"))
    assert read(store, typed).forms


def test_a_code_of_another_patient_is_not_saved_here(store: Store, patient: int) -> None:
    other = store.add_patient("B-002").patient.id
    away = read(store, code(made_page(store, patient), form(), 0))
    with pytest.raises(UserError, match="another patient"):
        store.take_in(other, away)
    assert store.case(other).results == ()


def test_a_withdrawn_page_gives_nothing_any_more(store: Store, patient: int) -> None:
    page = made_page(store, patient)
    assert store.withdraw_pages(patient) == 1
    assert store.withdraw_pages(patient) == 0
    with pytest.raises(UserError, match="withdrawn"):
        read(store, code(page, form(), 0))


def test_all_forms_of_a_code_are_kept_or_none(store: Store, patient: int) -> None:
    good = form()
    bad = replace(good, instrument="care", answers=(99,))
    with pytest.raises(UserError):
        store.take_in(patient, Read((good, bad), TODAY))
    assert store.case(patient).results == ()


def test_a_second_form_of_a_day_takes_its_place_where_that_is_said(
    store: Store, patient: int
) -> None:
    first = store.record(patient, form()).results[0]
    away = Read((form(WITH_SAFETY),), TODAY)
    case = store.take_in(patient, away, in_place_of={"mood9": first.id})
    (result,) = case.results
    assert (result.version, result.entered) == (2, Entered.AWAY)
    assert store.undo(result.id).results[0].entered is Entered.ITEMS


def test_a_correction_of_it_was_still_filled_in_away(store: Store, patient: int) -> None:
    result = store.take_in(patient, Read((form(),), TODAY)).results[0]
    corrected = store.amend(result.id, form(WITH_SAFETY), Private("read from the paper"))
    assert corrected.results[0].entered is Entered.AWAY


def test_only_what_is_read_in_the_session_begins_one(store: Store, patient: int) -> None:
    assert store.take_in(patient, Read((form(),), TODAY)).sessions == ()
    case = store.take_in(patient, Read((form(WITH_SAFETY),), TODAY), in_session=True)
    assert [session.on for session in case.sessions] == [TODAY]


def test_a_half_filled_form_stays(store: Store, patient: int) -> None:
    from tests.store.vaults import draft

    store.keep_draft(patient, draft())
    assert store.take_in(patient, Read((form(),), TODAY)).drafts


def test_nothing_of_a_page_is_left_of_somebody_erased(store: Store, patient: int) -> None:
    page = made_page(store, patient)
    store.take_in(patient, read(store, code(page, form(), 0)))
    store.erase(patient, Reason.ASKED)
    assert store.pages() == ()


def test_pages_of_the_open_patient_come_first_the_newest_first(store: Store, patient: int) -> None:
    other = store.add_patient("B-002").patient.id
    first, theirs, last = (made_page(store, whose) for whose in (patient, other, patient))
    keys = [page.key for page in store.pages(patient)]
    assert keys == [last.key, first.key, theirs.key]


def test_records_merged_take_their_pages_along(store: Store, patient: int) -> None:
    other = store.add_patient("B-002").patient.id
    page = made_page(store, patient)
    store.merge(patient, other)
    (moved,) = store.pages()
    assert (moved.key, moved.patient_id, moved.archived) == (page.key, other, False)


def test_a_file_of_somebody_without_a_page_does_not_name_them(store: Store, patient: int) -> None:
    (person,) = store.people()
    assert not {"away_page", "away_form", "away_code"} & person.keys()


def test_due_forms_are_those_with_words_and_of_the_patients_own_choice(
    store: Store, patient: int
) -> None:
    eight = instrument(8, safety=None, id="phq8", name="PHQ-8")
    nine = instrument(9, id="phq9", name="PHQ-9")
    store.use({**STORED, "phq9": nine, "phq8": eight})
    store.schedule(patient, Scheduled("phq9"))
    case = store.case(patient)
    assert "phq9" in due_for_page(case, store.pages(), TODAY).forms
    store.make_page(patient, PageKey.new(), [eight], "")
    again = due_for_page(case, store.pages(), TODAY)
    assert "phq8" in again.forms
    assert "phq9" not in again.forms
    assert without_safety_item(("phq9", "mood9"), case.instruments) == ("phq8", "mood9")
