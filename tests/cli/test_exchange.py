"""`romtui export`, `import` and `erase`, as they are typed."""

import csv
import io
import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from romtui.domain.case import Form
from romtui.domain.imported_score import ImportedScore
from romtui.domain.instrument import Direction
from romtui.domain.personal_measures import PersonalKind
from romtui.domain.private import Private
from romtui.platform import disk
from romtui.store.store import Store
from tests.cli.therapist import NAME, Therapist, practice
from tests.store.vaults import flip


@pytest.fixture
def therapist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Therapist:
    return practice(tmp_path, monkeypatch, capsys)


def test_everything_leaves_and_arrives_in_another_vault(
    therapist: Therapist,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "all.json"
    code, said = therapist.runs("export", "--out", out)
    assert code == 0
    assert "is not encrypted" in said
    assert not disk.is_open_to_others(out)
    assert out.read_bytes().isascii()
    (tmp_path / "other").mkdir()
    other = practice(tmp_path / "other", monkeypatch, capsys)
    code, said = other.runs("import", out, "--dry-run")
    assert code == 1
    assert "Patient 1 of the file" in said
    other.folder = tmp_path / "empty"
    vault = other.vault()
    vault.create(other.secret, vault.offer_recovery_code()).close()
    assert "Dry run" in other.runs("import", out, "--dry-run")[1]
    assert "Nothing was imported" in other.runs("import", out, answers=("",))[1]
    code, said = other.runs("import", out, answers=("import",))
    assert "Imported: 2 new patients and 2 results." in said
    again = tmp_path / "again.json"
    other.runs("export", "--out", again)
    assert json.loads(again.read_text())["people"] == json.loads(out.read_text())["people"]
    assert "2 patients removed" in other.runs("import", "--undo", answers=("undo",))[1]
    assert "no patients to export" in other.runs("export", "--out", tmp_path / "none.json")[1]
    assert not (tmp_path / "none.json").exists()


def test_an_export_goes_to_a_new_file_and_nowhere_else(
    therapist: Therapist, tmp_path: Path
) -> None:
    there = tmp_path / "there.json"
    there.write_text("mine")
    (tmp_path / "link.json").symlink_to(there)
    for out, said in (
        (there, "nothing is overwritten"),
        (tmp_path / "link.json", "nothing is overwritten"),
        (tmp_path / "no folder" / "x.json", "Create it first"),
        (therapist.folder / "x.json", "belongs to the vault"),
        (tmp_path / "x.txt", "The file name decides"),
    ):
        code, answer = therapist.runs("export", "--out", out)
        assert (code, said in answer) == (1, True), answer
    assert there.read_text() == "mine"
    code, answer = therapist.runs("export", "Z-9", "--out", tmp_path / "z.json")
    assert (code, "No patient has this code" in answer) == (1, True)
    assert not (tmp_path / "z.json").exists()


def test_a_table_of_results_is_by_code_and_safe(therapist: Therapist, tmp_path: Path) -> None:
    def rate(store: Store) -> None:
        case = store.add_own(1, PersonalKind.GOAL, Private("=1+1 walk"), Direction.HIGHER_BETTER)
        store.record(1, Form(case.own[0].id, case.patient.started_on, total=Decimal(3)))

    therapist.workspace(rate)
    out = tmp_path / "one.csv"
    assert therapist.runs("export", "a-001", "--out", out)[0] == 0
    text = out.read_text("utf-8-sig")
    assert NAME not in text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["code"] for row in rows} == {"A-001"}
    assert {row["title"] for row in rows} == {"PHQ-9", "'=1+1 walk"}
    assert [row["answers"] for row in rows if row["questionnaire"] == "phq9"] == [
        "1 1 1 1 1 1 1 1 0"
    ]


def test_of_damaged_records_what_can_be_read_is_saved_and_the_rest_is_named(
    therapist: Therapist, tmp_path: Path
) -> None:
    day = date(2020, 1, 1)
    scores = [
        ImportedScore(line, code, "phq9", day + timedelta(days=line), Decimal(9))
        for code in ("A-001", "A-002")
        for line in range(200)
    ]
    therapist.workspace(lambda store: store.import_scores(scores))
    records = therapist.folder / "records.db"
    whole = records.read_bytes()
    therapist.runs("--read-only", "export", "--out", tmp_path / "whole.json")
    people = json.loads((tmp_path / "whole.json").read_text())["people"]
    right = {one["patient"][0]["code"]: one for one in people}
    named = saved = 0
    pages = list(range(2, len(whole) // 4096))
    Random(3).shuffle(pages)  # noqa: S311 -- the same pages every time
    for page in pages:
        records.write_bytes(whole)
        flip(records, 4096 * page + 99)
        for name in ("saved.json", "saved.csv"):
            (tmp_path / name).unlink(missing_ok=True)
            before = records.read_bytes()
            code, said = therapist.runs("--read-only", "export", "--out", tmp_path / name)
            assert records.read_bytes() == before
            said = said.replace(str(tmp_path), "")
            assert code == (1 if "amaged" in said or "could be read" in said else 0), said
        if not (tmp_path / "saved.json").exists():
            continue
        written = json.loads((tmp_path / "saved.json").read_text())
        missing = written.get("damaged_and_missing", [])
        found = {one["patient"][0]["code"]: one for one in written["people"]}
        assert sorted((*missing, *found)) == sorted(right)
        assert all(found[one] == right[one] for one in found)
        named += bool(missing)
        saved += not missing
        if named and saved:
            return
    raise AssertionError(f"{named} named, {saved} saved of {len(pages)} pages")


@pytest.mark.parametrize("command", ["import", "backup", "restore", "erase"])
def test_what_would_write_does_not_go_with_reading_only(therapist: Therapist, command: str) -> None:
    about = ["A-001"] if command == "erase" else []
    code, said = therapist.runs("--read-only", command, *about)
    assert code == 1
    assert "without --read-only" in said


def test_the_log_says_that_a_plain_file_was_made(therapist: Therapist, tmp_path: Path) -> None:
    therapist.runs("export", "A-002", "--out", tmp_path / "x.json")
    seen: list[tuple[str, str]] = []
    therapist.workspace(lambda store: seen.extend((one.what, one.code) for one in store.log(9)))
    assert ("exported", "A-002") in seen


SCORES = "Client;Date;Score\nA-001;05.01.2026;17\nA-001;12.01.2026;15\nB-9;05.01.2026;9\n"
HOW = ("--code", "Client", "--day", "Date", "--total", "Score", "--days", "DD.MM.YYYY")


def test_earlier_scores_come_in_once_and_can_be_taken_back(
    therapist: Therapist, tmp_path: Path
) -> None:
    file = tmp_path / "scores.csv"
    file.write_text(SCORES)
    code, said = therapist.runs("import", file, *HOW, "--of", "phq9")
    assert (code, "line 4: no patient has this code" in said) == (1, True)
    how = (*HOW, "--of", "phq9", "--add-people")
    code, said = therapist.runs("import", file, *how, answers=("import",))
    assert "Imported: 1 new patient and 3 results." in said
    assert "0 results; 3 already there" in therapist.runs("import", file, *how)[1]
    found: list[object] = []
    therapist.workspace(lambda store: found.extend(one.total for one in store.case(1).results))
    assert [str(one) for one in found] == ["17", "15", "8"]
    code, said = therapist.runs("import", "--undo", answers=("undo",))
    assert "1 patient removed, 2 results withdrawn" in said
    therapist.workspace(lambda store: found.append(len(store.case(1).results)))
    assert found[-1] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--of", "phq9"), "romtui import --help"),
        ((*HOW,), "one of --questionnaire and --of"),
        ((), "name its columns"),
        ((*HOW, "--of", "nonsense"), "line 2: There is no questionnaire"),
        ((*HOW[:-2], "--of", "phq9"), "Name the columns"),
    ],
)
def test_columns_and_days_are_said_and_never_guessed(
    therapist: Therapist, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    file = tmp_path / "scores.csv"
    file.write_text(SCORES)
    code, answer = therapist.runs("import", file, *arguments)
    assert (code, said in answer) == (1, True), answer


def test_a_person_is_erased_by_code_reason_and_code_again(
    therapist: Therapist, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.json"
    for answers in (("", "1", "A-002"), ("", "9", "A-001"), ("", "", "")):
        code, said = therapist.runs("erase", "A-001", answers=answers)
        assert (code, "Nothing was erased." in said) == (0, True)
    assert therapist.runs("erase", "A-001", answers=("wrong.txt",))[0] == 1
    code, said = therapist.runs("erase", "a-001", answers=(str(kept), "1", "A-001"))
    assert code == 0
    assert "Left: An unencrypted file was exported on" in said
    assert "What romtui cannot reach" in said
    assert NAME in json.loads(kept.read_text())["people"][0]["patient"][0]["name"]
    codes: list[str] = []
    therapist.workspace(lambda store: codes.extend(row.patient.code for row in store.caseload()))
    assert codes == ["A-002"]
    assert therapist.runs("check")[0] == 0
    assert therapist.runs("backup", "--verify")[0] == 0
