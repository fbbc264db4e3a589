"""Forms without a single total: their parts are kept, counted, corrected and taken along."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from romtui.content.instruments import load_instruments
from romtui.domain.case import Case, Draft, Form, Patient, Result, Status
from romtui.domain.discussion import How
from romtui.domain.errors import UserError
from romtui.domain.imported_score import Differing, ImportedScore, ImportSummary
from romtui.domain.open_points import undiscussed
from romtui.domain.parts import leading_measure, trend_of, trends
from romtui.domain.patterns import Pattern, detect
from romtui.domain.private import Private
from romtui.domain.results import part_scores
from romtui.exchange import results_table
from romtui.paths import data_folder
from romtui.store.db.mapping import table
from romtui.store.db.schema import VersionRow
from romtui.store.store import Store
from romtui.store.vault.vault import Kdf, Vault
from tests.fixtures import make_vault
from tests.new_vault import CODE
from tests.people.questionnaires import STORED as INVENTED
from tests.store.vaults import PASSPHRASE, TODAY, Clock, content_hash

DASS = load_instruments(data_folder() / "instruments")["dass21"]
INSTRUMENTS = {**INVENTED, DASS.id: DASS}
PARTS = ("depression", "anxiety", "stress")
ONES = (1,) * 20
REASON = Private("misread")


@pytest.fixture
def practice(store: Store) -> Store:
    store.use(INSTRUMENTS)
    return store


@pytest.fixture
def other(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    made = Vault(tmp_path / "other", kdf=Kdf.cheap(), now=clock).create(PASSPHRASE, CODE)
    made.use(INSTRUMENTS)
    yield made
    made.close()


def typed(*scores: int, on: date = TODAY, safety: int | None = 0) -> Form:
    subtotals = {part: Decimal(score) for part, score in zip(PARTS, scores, strict=False)}
    return Form("dass21", on, subtotals=subtotals, safety={} if safety is None else {21: safety})


def somebody(store: Store, *forms: tuple[int, ...]) -> Case:
    """Somebody with a form a week, the last one today."""
    case = store.add_patient(started_on=TODAY - timedelta(weeks=len(forms)))
    for place, scores in enumerate(forms, start=1):
        on = TODAY - timedelta(weeks=len(forms) - place)
        case = store.record(case.patient.id, typed(*scores, on=on))
    return case


def test_typed_scores_of_parts_are_kept_as_they_were_typed(practice: Store) -> None:
    (result,) = somebody(practice, (12, 8, 20)).results
    assert result.subtotals == {"depression": 12, "anxiety": 8, "stress": 20}
    assert (result.total, result.answers, result.safety) == (None, None, {21: 0})
    assert result.valid


def test_a_part_left_out_stays_unknown_and_the_form_counts(practice: Store) -> None:
    case = somebody(practice, (12, 8))
    (result,) = case.results
    assert part_scores(DASS, result) == {"depression": 12, "anxiety": 8, "stress": None}
    assert result.valid
    assert trend_of(case, "dass21.stress").unscored == (TODAY,)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"depression": 13}, "DASS-21, depression"),
        ({"anxiety": 44}, "DASS-21, anxiety"),
        ({"sleep": 4}, "sleep"),
    ],
)
def test_a_score_no_part_can_have_is_refused_by_the_name_of_the_part(
    practice: Store, given: dict[str, int], said: str
) -> None:
    case = practice.add_patient()
    form = Form("dass21", TODAY, subtotals={part: Decimal(n) for part, n in given.items()})
    with pytest.raises(UserError, match=said):
        practice.record(case.patient.id, form)
    assert practice.case(case.patient.id).results == ()


@pytest.mark.parametrize(("depression", "answer"), [(0, 3), (42, 2)])
def test_a_safety_answer_the_part_cannot_hold_is_refused(
    practice: Store, depression: int, answer: int
) -> None:
    case = practice.add_patient()
    with pytest.raises(UserError, match=r"depression: .* is not possible with"):
        practice.record(case.patient.id, typed(depression, 8, 20, safety=answer))
    assert practice.record(case.patient.id, typed(8, 0, 0, safety=3)).results[0].safety == {21: 3}


def test_a_part_that_cannot_be_reached_without_the_safety_item_tells_its_answer(
    practice: Store,
) -> None:
    case = practice.add_patient()
    case = practice.record(case.patient.id, typed(38, 8, 20, safety=None))
    headline = detect(case, TODAY).headline
    assert headline is not None
    assert headline.pattern is Pattern.RISK_ITEM
    assert headline.why == "the score of 23 Nov cannot be reached without item 21"
    assert headline.facts["folded_why"] == "cannot reach this score without item 21: at least 1"
    assert practice.caseload()[0].unreviewed_safety
    case = practice.undo(case.results[0].id)
    case = practice.record(case.patient.id, typed(36, 8, 20, safety=None))
    headline = detect(case, TODAY).headline
    assert headline is not None
    assert headline.pattern is Pattern.RISK_UNKNOWN


def test_a_form_with_one_part_answered_counts_and_one_with_none_does_not(practice: Store) -> None:
    case = practice.add_patient()
    without_21 = (*ONES, None)
    case = practice.record(case.patient.id, Form("dass21", TODAY, answers=without_21))
    assert case.results[0].valid
    assert part_scores(DASS, case.results[0])["depression"] is None
    only_one = (1, *[None] * 20)
    case = practice.record(case.patient.id, Form("dass21", TODAY, answers=only_one))
    assert [one.valid for one in case.results] == [True, False]


def test_it_waits_to_be_talked_about_until_it_was_shared(practice: Store) -> None:
    case = somebody(practice, (12, 8, 20))
    (result,) = undiscussed(case)
    assert practice.caseload()[0].undiscussed == 1
    assert practice.caseload()[0].collected == 1
    case = practice.share(result.id, How.ALOUD, "")
    assert undiscussed(case) == ()
    assert practice.caseload()[0].undiscussed == 0


def test_a_correction_and_its_undo_keep_every_version(practice: Store) -> None:
    (result,) = somebody(practice, (12, 8, 20)).results
    case = practice.amend(result.id, typed(14, 8, 20), REASON)
    assert case.results[0].subtotals["depression"] == 14
    case = practice.undo(result.id)
    assert case.results[0].subtotals["depression"] == 12
    said = [one.subtotals["depression"] for one in practice.history(result.id)]
    assert said == [12, 14, 12]
    case = practice.undo(result.id)
    assert case.results == ()
    assert case.drafts == ()
    assert practice.history(result.id)[-1].status is Status.WITHDRAWN
    assert practice.history(result.id)[-1].subtotals["stress"] == 20


def test_what_is_moved_to_another_person_keeps_its_parts(practice: Store) -> None:
    (result,) = somebody(practice, (12, 8, 20)).results
    right = practice.add_patient()
    practice.move_result(result.id, right.patient.id, REASON)
    (moved,) = practice.case(right.patient.id).results
    assert moved.subtotals == result.subtotals


def test_a_part_has_a_target_of_its_own(practice: Store) -> None:
    case = somebody(practice, (12, 8, 20))
    case = practice.set_target(case.patient.id, "dass21.stress", Decimal(14))
    assert case.targets == {"dass21.stress": 14}
    assert [one.target for one in trends(case, "dass21")] == [None, None, 14]
    with pytest.raises(UserError, match="DASS-21 stress"):
        practice.set_target(case.patient.id, "dass21.stress", Decimal(50))


def test_a_part_over_its_line_is_found_and_asked_about(practice: Store) -> None:
    case = somebody(practice, (6, 6, 20), (8, 6, 20), (16, 6, 20))
    codes = [one.code for one in detect(case, TODAY).found]
    assert codes[0] == "crossed_worse:dass21.depression~"


def test_the_caseload_is_led_by_the_first_part_with_scores(practice: Store) -> None:
    case = somebody(practice, (6, 6, 20), (8, 6, 20), (16, 6, 20))
    practice.set_target(case.patient.id, "dass21.depression", Decimal(8))
    (line,) = practice.caseload()
    assert line.instrument == "dass21.depression"
    assert line.recent == tuple(map(Decimal, (6, 8, 16)))
    assert (line.last, line.change, line.target) == (Decimal(16), Decimal(8), Decimal(8))
    assert line.headline is Pattern.CROSSED_WORSE


def test_the_part_that_was_chosen_leads(practice: Store) -> None:
    case = somebody(practice, (6, 6, 20), (8, 6, 24))
    case = practice.edit_patient(replace(case.patient, primary="dass21.stress"))
    (line,) = practice.caseload()
    assert line.instrument == "dass21.stress"
    assert line.recent == (Decimal(20), Decimal(24))


def test_a_target_can_be_typed_before_the_first_score(practice: Store) -> None:
    case = practice.add_patient()
    case = practice.set_target(case.patient.id, "dass21.anxiety", Decimal(6))
    assert trend_of(case, "dass21.anxiety").target == 6


def test_records_come_into_another_vault_with_their_parts(practice: Store, other: Store) -> None:
    case = somebody(practice, (12, 8, 20), (10, 8, 20))
    practice.set_target(case.patient.id, "dass21.stress", Decimal(14))
    people = json.loads(json.dumps(practice.people([case.patient.id])))
    other.import_people(people)
    (line,) = other.caseload()
    brought = other.case(line.patient.id)
    assert [one.subtotals for one in brought.results] == [one.subtotals for one in case.results]
    assert brought.targets == {"dass21.stress": 14}
    assert content_hash(other.people([line.patient.id])) == content_hash(people)


@pytest.mark.parametrize("wrong", [[], "12", {"a b": "12"}, {"depression": 12}, {"stress": "x"}])
def test_parts_of_a_file_that_are_none_are_refused(
    practice: Store, other: Store, wrong: object
) -> None:
    case = somebody(practice, (12, 8, 20))
    people = json.loads(json.dumps(practice.people([case.patient.id])))
    people[0]["result_version"][0]["subtotals"] = wrong
    with pytest.raises(UserError, match="subtotals"):
        other.import_people(people)
    assert other.caseload() == ()


def test_a_file_of_an_earlier_romtui_has_no_parts(practice: Store, other: Store) -> None:
    case = practice.add_patient()
    practice.record(case.patient.id, Form("dass21", TODAY, answers=(*ONES, 0)))
    people = json.loads(json.dumps(practice.people([case.patient.id])))
    del people[0]["result_version"][0]["subtotals"]
    other.import_people(people)
    (result,) = other.case(other.caseload()[0].patient.id).results
    assert result.subtotals == {}
    assert result.valid


def test_a_score_that_no_part_can_have_is_never_shown(practice: Store) -> None:
    (result,) = somebody(practice, (12, 8, 20)).results
    wrong = {"depression": Decimal(13)}
    with practice._engine.begin() as connection:
        columns = table(VersionRow)
        row = connection.execute(select(columns)).mappings().one()
        connection.execute(insert(columns), {**row, "n": 2, "subtotals": wrong})
    case = practice.case(1)
    assert case.results[0].mismatched
    assert not case.results[0].valid
    assert all(not one.points for one in trends(case, "dass21"))
    assert result.valid


def test_the_table_of_results_says_the_parts(practice: Store) -> None:
    case = somebody(practice, (12, 8, 20))
    lines = results_table.write([case]).decode("utf-8-sig").splitlines()
    assert "parts" in lines[0].split(",")
    assert "depression 12, anxiety 8, stress 20" in lines[1]


def test_a_person_taken_in_at_once_keeps_the_parts(practice: Store) -> None:
    subtotals = {"stress": Decimal(20)}
    result = Result(0, "dass21", TODAY, None, subtotals=subtotals, safety={21: 0})
    patient = Patient(0, "A-001", TODAY)
    practice.import_cases([Case(patient, INSTRUMENTS, results=(result,))])
    (kept,) = practice.case(1).results
    assert kept.subtotals == subtotals
    assert practice.caseload()[0].instrument == "dass21.stress"


def test_a_half_filled_form_is_left_alone_by_typed_parts(practice: Store) -> None:
    case = practice.add_patient()
    half = Draft("dass21", TODAY, (1, *[None] * 20), position=1)
    practice.keep_draft(case.patient.id, half)
    case = practice.record(case.patient.id, typed(12, 8, 20))
    assert [one.answers for one in case.drafts] == [half.answers]


def test_a_vault_of_the_format_before_takes_parts(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    shutil.copytree(make_vault.HERE / "format-4", folder)
    store = Vault(folder, kdf=Kdf.cheap(), now=Clock()).unlock(PASSPHRASE)
    store.use(INSTRUMENTS)
    before = store.histories(1)
    case = store.record(1, typed(12, 8, 20))
    assert case.results[-1].valid
    assert all(not one.subtotals for history in before for one in history)
    store.undo(case.results[-1].id)
    with store._engine.connect() as connection, pytest.raises(Exception, match="append-only"):
        connection.exec_driver_sql("UPDATE result_version SET day = day")
    store.close()


def earlier(line: int, part: str, score: int, on: date = TODAY) -> ImportedScore:
    return ImportedScore(line, "A-001", f"dass21.{part}", on, Decimal(score))


def test_the_parts_of_a_table_become_one_result_a_day(practice: Store) -> None:
    practice.add_patient(started_on=TODAY - timedelta(weeks=2))
    before = TODAY - timedelta(weeks=1)
    lines = [
        earlier(2, "depression", 12),
        earlier(3, "stress", 20),
        earlier(4, "stress", 22, before),
    ]
    assert practice.import_scores(lines).results == 2
    assert practice.import_scores(lines) == ImportSummary(already=2)
    first, last = practice.case(1).results
    assert first.subtotals == {"stress": 22}
    assert last.subtotals == {"depression": 12, "stress": 20}
    assert last.valid


def test_the_parts_of_a_form_filled_in_item_by_item_are_there_already(practice: Store) -> None:
    case = practice.add_patient(started_on=TODAY)
    case = practice.record(case.patient.id, Form("dass21", TODAY, answers=(*ONES, 1)))
    parts = [earlier(2, "depression", 14), earlier(3, "stress", 14)]
    assert practice.import_scores(parts) == ImportSummary(already=1)
    other = [earlier(2, "depression", 16)]
    with pytest.raises(UserError, match="already have another score: line 2"):
        practice.import_scores(other)
    assert practice.import_scores(other, differing=Differing.BOTH).results == 1


def test_of_two_forms_of_one_day_chart_findings_and_caseload_go_by_the_same(
    practice: Store,
) -> None:
    case = somebody(practice, (6, 6, 20))
    case = practice.record(case.patient.id, typed(20))
    case = practice.record(case.patient.id, replace(typed(), subtotals={"anxiety": Decimal(8)}))
    course = trend_of(case, "dass21.depression")
    assert (course.points, course.unscored) == ((), (TODAY,))
    assert [point.total for point in trend_of(case, "dass21.anxiety").points] == [8]
    line = practice.caseload()[0]
    assert line.instrument == leading_measure(case) == "dass21.anxiety"
    assert line.last == Decimal(8)


def test_a_part_that_stands_there_twice_or_off_its_scale_is_named_by_its_line(
    practice: Store,
) -> None:
    practice.add_patient(started_on=TODAY)
    with pytest.raises(UserError, match=r"line 2: one part of DASS-21 is given twice"):
        practice.import_scores([earlier(2, "stress", 20), earlier(3, "stress", 22)])
    with pytest.raises(UserError, match=r"line 2: DASS-21, stress: scores go from 0 to 42"):
        practice.import_scores([earlier(2, "stress", 43)])
    with pytest.raises(UserError, match=r"There is no questionnaire dass21sleep"):
        practice.import_scores([earlier(2, "sleep", 4)])
    assert practice.case(1).results == ()
