"""`romtui report`, as it is typed."""

from pathlib import Path

import pytest

from romtui.platform import disk
from tests.cli.therapist import NAME, Therapist, practice


@pytest.fixture
def therapist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Therapist:
    return practice(tmp_path, monkeypatch, capsys)


def logged(therapist: Therapist) -> list[tuple[str, str]]:
    seen: list[tuple[str, str]] = []
    therapist.workspace(lambda store: seen.extend((one.what, one.code) for one in store.log(20)))
    return seen


def test_a_page_is_shown_trimmed_agreed_to_and_noted(therapist: Therapist, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    typed = ("A new medication.", "Says she is safe.", "")
    code, said = therapist.runs(
        *("report", "a-001", "--for", "physician", "--out", out), answers=(*typed, "2", "", "yes")
    )
    assert (code, "is not encrypted" in said) == (0, True), said
    assert "Risk: what should the physician know?" in therapist.asked[1]
    assert (
        "Did the patient agree, for this page, that you give it to a physician?"
        in (therapist.asked[-1])
    )
    assert "  2  Made on" in said
    assert not disk.is_open_to_others(out)
    text = out.read_text("utf-8")
    assert "Made on" not in text
    assert "A new medication." in text
    assert "Says she is safe." in text
    assert "PHQ-9" in text
    assert not [name for name in (NAME, "Another Invention", "A-002") if name in text]
    assert logged(therapist)[2:4] == [
        ("report to a physician", "A-001"),
        ("consent to a report", "A-001"),
    ]


def test_without_consent_nothing_is_written_and_nothing_noted(
    therapist: Therapist, tmp_path: Path
) -> None:
    out = tmp_path / "page.html"
    arguments = ("report", "A-001", "--for", "insurer", "--out", out)
    code, said = therapist.runs(*arguments, answers=("", "", "", ""))
    assert (code, "without consent there is no page" in said) == (1, True), said
    assert not out.exists()
    assert not [what for what, _ in logged(therapist) if "report" in what]


def test_a_sheet_for_supervision_is_about_several_by_code(
    therapist: Therapist, tmp_path: Path
) -> None:
    out = tmp_path / "sheet.html"
    code, said = therapist.runs(
        *("report", "A-001", "A-002", "--for", "supervision", "--out", out), answers=("", "yes")
    )
    assert code == 0, said
    assert len(therapist.asked) == 2
    text = out.read_text("utf-8")
    assert "A-001" in text
    assert "A-002" in text
    assert NAME not in text
    assert "in week 1" in text
    noted = logged(therapist)
    assert ("sheet for supervision", "A-001") in noted
    assert ("sheet for supervision", "A-002") in noted


def test_what_does_not_go_together_is_refused_before_the_passphrase(
    therapist: Therapist, tmp_path: Path
) -> None:
    out = tmp_path / "page.html"
    for arguments, said in (
        (("A-001", "A-002", "--for", "physician"), "for supervision only"),
        (("A-001", "--for", "insurer", "--free-text"), "for supervision only"),
        (("A-001", "a-001", "--for", "supervision"), "A code appears twice"),
        (("A-001", "--for", "supervision", "--named"), "codes only"),
    ):
        code, answer = therapist.runs("report", *arguments, "--out", out)
        assert (code, said in answer) == (1, True), answer
        assert not therapist.asked
    text = tmp_path / "page.txt"
    code, answer = therapist.runs("report", "A-001", "--for", "insurer", "--out", text)
    assert (code, "end in .html" in answer) == (1, True)
