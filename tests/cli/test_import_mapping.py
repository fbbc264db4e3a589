"""A table of another program, item by item, as it is typed."""

from pathlib import Path
from shutil import copy

import pytest

from tests.cli.therapist import Therapist, practice
from tests.exchange.test_mapped import SAMPLES


@pytest.fixture
def therapist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Therapist:
    return practice(tmp_path, monkeypatch, capsys)


def test_a_mapping_is_said_back_tried_carried_out_and_taken_back(therapist: Therapist) -> None:
    table, mapping = SAMPLES / "microsoft_forms.csv", SAMPLES / "microsoft_forms.toml"
    arguments = ("import", table, "--mapping", mapping, "--add-people")
    code, said = therapist.runs(*arguments, "--dry-run")
    assert code == 0, said
    assert "It is written MM/DD/YYYY" in said
    assert "2 new patients and 3 results" in said
    assert "Wed 4 March 2026" in said
    assert "Columns that are not imported: ID, Start time, Email, Name." in said
    assert "Müßig" not in said
    code, said = therapist.runs(*arguments, answers=("import",))
    assert (code, "Imported: 2 new patients and 3 results" in said) == (0, True), said
    seen: list[tuple[int | None, ...]] = []
    therapist.workspace(
        lambda store: seen.extend(one.answers or () for one in store.case(3).results)
    )
    assert seen == [(2, 2, 1, 3, 0, 1, 2, 0, 0), (1, 1, 1, 2, 0, 1, 1, 0, 0)]
    code, said = therapist.runs(*arguments)
    assert (code, "3 already there" in said) == (0, True), said
    code, said = therapist.runs("import", "--undo", answers=("undo",))
    assert (code, "2 patients removed" in said) == (0, True), said


def test_nothing_is_imported_where_one_answer_is_wrong(
    therapist: Therapist, tmp_path: Path
) -> None:
    table = tmp_path / "table.csv"
    table.write_bytes((SAMPLES / "redcap_raw.csv").read_bytes().replace(b",1,1,1,2,", b",1,1,4,2,"))
    arguments = ("import", table, "--mapping", SAMPLES / "redcap_raw.toml", "--add-people")
    code, said = therapist.runs(*arguments)
    assert (code, "Nothing was imported. line 4: Item 3" in said) == (1, True), said
    seen: list[str] = []
    therapist.workspace(lambda store: seen.extend(row.patient.code for row in store.caseload()))
    assert seen == ["A-001", "A-002"]


def test_a_total_that_its_answers_do_not_come_to_is_refused(
    therapist: Therapist, tmp_path: Path
) -> None:
    table = tmp_path / "table.csv"
    table.write_bytes((SAMPLES / "redcap_raw.csv").read_bytes().replace(b",11,2", b",12,2"))
    arguments = ("import", table, "--mapping", SAMPLES / "redcap_raw.toml", "--add-people")
    code, said = therapist.runs(*arguments)
    assert (code, "line 2: its answers come to 11" in said) == (1, True), said


def test_a_draft_is_written_and_says_what_is_left_to_say(
    therapist: Therapist, tmp_path: Path
) -> None:
    draft = tmp_path / "draft.toml"
    code, said = therapist.runs("import", SAMPLES / "microsoft_forms.csv", "--propose", draft)
    assert code == 0, said
    for left in ("code: which column", "days: is 3/2/2026", "encoding: not UTF-8"):
        assert left in said
    assert not therapist.asked
    text = draft.read_text("utf-8")
    assert 'questionnaire = "phq9"' in text
    assert '"Nearly every day" = 3' in text
    table = tmp_path / "table.csv"
    copy(SAMPLES / "microsoft_forms.csv", table)
    code, said = therapist.runs("import", table, "--mapping", draft)
    assert (code, "draft.toml, code: either the column of codes" in said) == (1, True), said
    said_now = text.replace("day = ", 'code = "Chiffre (nur für uns)"\ndays = "MM/DD/YYYY"\nday = ')
    draft.write_text(said_now, "utf-8")
    code, said = therapist.runs("import", table, "--mapping", draft, "--add-people", "--dry-run")
    assert (code, "3 results" in said) == (0, True), said


def test_a_draft_overwrites_nothing_and_goes_with_no_columns(
    therapist: Therapist, tmp_path: Path
) -> None:
    there = tmp_path / "there.toml"
    there.write_text("mine")
    table = SAMPLES / "redcap_raw.csv"
    for arguments, said in (
        (("--propose", there), "nothing is overwritten"),
        (("--propose", tmp_path / "draft.txt"), "end in .toml"),
        (("--propose", tmp_path / "d.toml", "--of", "phq99"), "no questionnaire “phq99”"),
        (
            (
                "--mapping",
                SAMPLES / "redcap_raw.toml",
                *("--code", "c", "--day", "d"),
                "--total",
                "t",
                "--of",
                "phq9",
            ),
            "The mapping names the columns",
        ),
    ):
        code, answer = therapist.runs("import", table, *arguments)
        assert (code, said in answer) == (1, True), answer
    assert there.read_text() == "mine"


def test_both_questionnaires_of_a_row_come_in(therapist: Therapist) -> None:
    arguments = ("import", SAMPLES / "totals_excel.csv", "--mapping", SAMPLES / "totals_excel.toml")
    code, said = therapist.runs(*arguments, "--add-people", answers=("import",))
    assert (code, "Imported: 2 new patients and 4 results" in said) == (0, True), said
    code, said = therapist.runs(*arguments, "--add-people")
    assert (code, "4 already there" in said) == (0, True), said
