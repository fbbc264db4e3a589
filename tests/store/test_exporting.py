"""What leaves a vault comes into another as the same, and nothing is forgotten on the way."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from romtui.domain.away.reading import Read
from romtui.domain.away.sealed_code import PageKey
from romtui.domain.case import Attendance, Case
from romtui.domain.discussion import Ask, Fit, How
from romtui.domain.errors import UserError
from romtui.domain.instrument import Direction
from romtui.domain.personal_measures import PersonalKind
from romtui.domain.preferences import Scheduled
from romtui.domain.private import Private
from romtui.store.db.mapping import Row, table
from romtui.store.db.schema import IN_A_FILE, LEFT_OUT
from romtui.store.store import Store
from romtui.store.transfer.exporting import kept_columns
from romtui.store.vault.vault import Kdf, Vault
from tests.new_vault import CODE
from tests.people.questionnaires import STORED
from tests.store.vaults import (
    PASSPHRASE,
    TODAY,
    WITH_SAFETY,
    Clock,
    content_hash,
    draft,
    entered,
    form,
)

WORDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30
).filter(str.strip)


@pytest.fixture
def other(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    store = Vault(tmp_path / "other", kdf=Kdf.cheap(), now=clock).create(PASSPHRASE, CODE)
    store.use(STORED)
    yield store
    store.close()


def everything_about_somebody(store: Store, words: str = "words", code: str = "") -> Case:
    """Somebody with a row in every table that goes into a file."""
    private = Private(words)
    case = store.add_patient(code, initials=private, name=private, birth_year=1980)
    patient_id = case.patient.id
    store.record_impression(patient_id, TODAY, -1)
    store.record_session(patient_id, TODAY - timedelta(days=7), Attendance.MISSED)
    store.add_own(patient_id, PersonalKind.GOAL, private, Direction.HIGHER_BETTER)
    store.schedule(patient_id, Scheduled("care", paused_on=TODAY, reason=private))
    result_id = store.record(patient_id, form(WITH_SAFETY)).results[-1].id
    store.answer_followup(result_id, 2)
    store.share(result_id, How.SCREEN)
    store.note_fit(result_id, Fit.PARTLY, private)
    store.review_safety(result_id, private)
    store.amend(result_id, form(WITH_SAFETY[::-1]), private)
    store.undo(fill_in_away(store, patient_id, private))
    store.keep_draft(patient_id, draft())
    store.skip(patient_id, private, result_id)
    store.set_target(patient_id, "mood9", Decimal("4.5"), private)
    store.set_focus(patient_id, private, TODAY - timedelta(days=20), private)
    store.agree(patient_id, private)
    store.add_event(patient_id, TODAY, private)
    store.tick_question(patient_id, Ask.EVENTS, done=True, note=private)
    store.note_objection(patient_id, "too long", private)
    store.say(patient_id, "stalled/open/standard/2")
    store.set_preferences(patient_id, store.case(patient_id).preferences)
    store.tick(patient_id, "stalled/act/1", done=True)
    return store.case(patient_id)


def fill_in_away(store: Store, patient_id: int, words: Private) -> int:
    """A page, and a form that came back of it; gives the number of its result."""
    store.keep_crisis_words(Private("Call 116 123."))
    key = PageKey.new()
    store.make_page(patient_id, key, [STORED["mood9"]], "", words)
    (page,) = [page for page in store.pages(patient_id) if page.key == key]
    away = form(on=TODAY - timedelta(days=3))
    return store.take_in(patient_id, Read((away,), away.on, page, "0A1B2C3D")).results[0].id


def as_a_file(store: Store) -> list[object]:
    """What a file would hold, read back from its text."""
    people: list[object] = json.loads(json.dumps(store.people()))
    return people


def test_every_table_and_column_goes_along_or_is_left_out_for_a_reason() -> None:
    kept = {str(kind.__tablename__) for kind in IN_A_FILE}
    assert kept | LEFT_OUT.keys() == set(Row.metadata.tables)
    assert not kept & LEFT_OUT.keys()
    assert all(LEFT_OUT.values())
    for kind in IN_A_FILE:
        left = {column.name for column in table(kind).columns} - {
            column.name for column in kept_columns(table(kind))
        }
        assert left <= {"id", "patient_id"}, kind.__tablename__


def test_the_invented_person_has_a_row_in_every_table(store: Store) -> None:
    everything_about_somebody(store)
    (person,) = store.people()
    assert {name for name, rows in person.items() if not rows} == set()


def test_the_same_records_in_another_vault(store: Store, other: Store) -> None:
    for code in ("B-007", "A-001", "a-000"):
        everything_about_somebody(store, code=code)
    other.add_patient("Z-999")
    taken = other.import_people(as_a_file(store))
    assert taken.people == 3
    everybody = {row.patient.code: row.patient.id for row in other.caseload()}
    del everybody["Z-999"]
    there = other.people(list(everybody.values()))
    assert content_hash(there) == content_hash(store.people())
    first, again = store.case(1), other.case(everybody["B-007"])
    assert [one.total for one in first.results] == [one.total for one in again.results]
    assert first.patient.name == again.patient.name
    assert {row.patient.code: row.headline for row in other.caseload()}["B-007"] == (
        {row.patient.code: row.headline for row in store.caseload()}["B-007"]
    )


@given(words=WORDS)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_was_typed_arrives_as_it_was(store: Store, other: Store, words: str) -> None:
    """Hostile words: escapes, formulas, quotes, other directions, half a million colours."""
    case = everything_about_somebody(store, words)
    sent = store.people([case.patient.id])
    other.import_people(json.loads(json.dumps(sent)))
    newest = max(row.patient.id for row in other.caseload())
    assert content_hash(other.people([newest])) == content_hash(sent)


def test_a_code_that_is_taken_refuses_the_whole_file(store: Store, other: Store) -> None:
    everything_about_somebody(store, code="A-001")
    everything_about_somebody(store, code="B-002")
    other.add_patient("b-002")
    before = entered(other)
    with pytest.raises(UserError, match=r"Patient 2 of the file, patient: .* twice"):
        other.import_people(as_a_file(store))
    assert entered(other) == before


def test_a_dry_run_tries_everything_and_keeps_nothing(store: Store, other: Store) -> None:
    everything_about_somebody(store)
    before = entered(other)
    assert other.import_people(as_a_file(store), dry_run=True).results == 2
    assert entered(other) == before
    assert other.import_people(as_a_file(store)).results == 2


def test_an_import_is_taken_back_as_a_whole(store: Store, other: Store) -> None:
    everything_about_somebody(store)
    kept = other.add_patient("Z-999").patient.id
    other.record(kept, form())
    before = entered(other)
    other.import_people(as_a_file(store))
    assert other.undo_import().people == 1
    after = entered(other)
    assert {name: after[name] for name in before if name != "setting"} == {
        name: before[name] for name in before if name != "setting"
    }
    with pytest.raises(UserError, match="no import to undo"):
        other.undo_import()
    other.import_people(as_a_file(store))
    assert max(row.patient.id for row in other.caseload()) == 3
    everything_about_somebody(other)


def test_an_import_that_was_worked_with_stays(store: Store, other: Store) -> None:
    everything_about_somebody(store)
    other.import_people(as_a_file(store))
    other.record(1, form())
    with pytest.raises(UserError, match="entered since"):
        other.undo_import()


MISTAKES: dict[str, tuple[str, Callable[[Any], object], str]] = {
    "no object": ("patient", lambda _: "x", "patient: a list"),
    "two patients": ("patient", lambda rows: rows * 2, "exactly one row of patient"),
    "another table": ("log", lambda _: [], "there is no table"),
    "another column": ("patient", lambda rows: [{**rows[0], "x": 1}], "there is no column"),
    "no code": ("patient", lambda rows: [{**rows[0], "code": None}], "code must not be empty"),
    "an unfit code": (
        "patient",
        lambda rows: [{**rows[0], "code": "\x1b[2J"}],
        "letters, digits or signs",
    ),
    "no stage": ("patient", lambda rows: [{**rows[0], "stage": "gone"}], "cannot be stored"),
    "a day of no year": (
        "session",
        lambda rows: [{**rows[0], "day": "20260105"}],
        "a date such",
    ),
    "a moment of no place": (
        "result_version",
        lambda rows: [{**rows[0], "entered_at": "2026-01-05T10:00"}],
        "offset from UTC",
    ),
    "a total in words": (
        "result_version",
        lambda rows: [{**rows[0], "total": "many"}],
        "quotation marks",
    ),
    "an endless total": (
        "result_version",
        lambda rows: [{**rows[0], "total": "1e400"}],
        "quotation marks",
    ),
    "answers in words": (
        "result_version",
        lambda rows: [{**rows[0], "answers": ["x"]}],
        "a whole number",
    ),
    "answers to nothing": (
        "result_version",
        lambda rows: [{**rows[0], "safety": {"nine": 1}}],
        "by item number",
    ),
    "no such result": (
        "followup",
        lambda rows: [{**rows[0], "result_id": 77}],
        "result that is not there",
    ),
    "the same twice": ("result", lambda rows: rows * 2, "two results have the same number"),
    "tomorrow": ("result_version", lambda rows: [{**rows[0], "day": "2027-01-01"}], "the future"),
    "an unknown form": (
        "result",
        lambda rows: [{**one, "instrument": "x"} for one in rows],
        "Put its file back",
    ),
    "a nul": ("event", lambda rows: [{**rows[0], "what": "a\0b"}], "characters"),
    "half a pair": ("event", lambda rows: [{**rows[0], "what": "\ud800"}], "cannot be stored"),
    "a truth": ("preference", lambda rows: [{**rows[0], "aloud": 1}], "true or false"),
    "half a draft": ("draft", lambda rows: [{**rows[0], "answers": [1]}], "number of items"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_file_is_one_sentence_and_no_change(
    store: Store, other: Store, mistake: str
) -> None:
    everything_about_somebody(store, words="Featherstone")
    (person,) = json.loads(json.dumps(store.people()))
    name, spoil, said = MISTAKES[mistake]
    before = entered(other)
    with pytest.raises(UserError, match=said) as refused:
        other.import_people([{**person, name: spoil(person.get(name, []))}])
    assert "Featherstone" not in str(refused.value)
    assert entered(other) == before
