"""Results as FHIR, out and in, as it is typed."""

import json
from pathlib import Path

import pytest

from romtui.platform import disk
from tests.cli.therapist import NAME, Therapist, practice


@pytest.fixture
def therapist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Therapist:
    return practice(tmp_path, monkeypatch, capsys)


def test_results_go_out_by_code_and_are_known_when_they_come_back(
    therapist: Therapist, tmp_path: Path
) -> None:
    out = tmp_path / "results.json"
    code, said = therapist.runs("export", "A-001", "--fhir", out)
    assert (code, "is not encrypted" in said) == (0, True), said
    assert not disk.is_open_to_others(out)
    assert NAME not in out.read_text()
    seen: list[tuple[str, str]] = []
    therapist.workspace(lambda store: seen.extend((one.what, one.code) for one in store.log(3)))
    assert ("exported", "A-001") in seen
    code, said = therapist.runs("import", out)
    assert (code, "1 already there" in said) == (0, True), said
    assert "nothing to import" in said


def test_results_of_a_new_patient_come_in_as_a_whole_and_go_again(
    therapist: Therapist, tmp_path: Path
) -> None:
    out = tmp_path / "results.json"
    assert therapist.runs("export", "A-001", "--fhir", out)[0] == 0
    out.write_text(out.read_text().replace("A-001", "X-009"))
    assert therapist.runs("import", out)[0] == 1
    code, said = therapist.runs("import", out, "--add-people", answers=("import",))
    assert (code, "Imported: 1 new patient and 1 result" in said) == (0, True), said
    code, said = therapist.runs("import", "--undo", answers=("undo",))
    assert (code, "1 patient removed" in said) == (0, True), said


def test_the_name_goes_along_only_when_it_is_asked_for(
    therapist: Therapist, tmp_path: Path
) -> None:
    out = tmp_path / "named.json"
    assert therapist.runs("export", "A-001", "--fhir", out, "--named")[0] == 0
    assert NAME in json.loads(out.read_text())["entry"][0]["resource"]["name"][0]["text"]


def test_what_cannot_be_written_is_said_before_the_passphrase(
    therapist: Therapist, tmp_path: Path
) -> None:
    for arguments, said in (
        (("--fhir", tmp_path / "all.json"), "Give the patient's code"),
        (("A-001", "--fhir", tmp_path / "one.xml"), "end in .json"),
        (
            ("A-001", "--out", tmp_path / "one.csv", "--named"),
            "--named can only be used with --fhir",
        ),
    ):
        code, answer = therapist.runs("export", *arguments)
        assert (code, said in answer) == (1, True), answer
    assert not [*tmp_path.glob("*.json"), *tmp_path.glob("*.csv")]
