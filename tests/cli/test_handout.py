"""`romtui handout`, as it is typed."""

from pathlib import Path

import pytest

from romtui.domain.preferences import Preferences
from romtui.domain.private import Private
from romtui.platform import disk
from tests.cli.therapist import NAME, Therapist, practice


@pytest.fixture
def therapist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Therapist:
    return practice(tmp_path, monkeypatch, capsys)


def test_a_page_is_written_for_its_owner_alone_and_noted(
    therapist: Therapist, tmp_path: Path
) -> None:
    therapist.workspace(lambda store: store.agree(1, Private("walk <b>twice</b>")))
    out = tmp_path / "page.html"
    code, said = therapist.runs("handout", "a-001", "--out", out)
    assert (code, "is not encrypted" in said) == (0, True), said
    assert not disk.is_open_to_others(out)
    text = out.read_text("utf-8")
    assert "walk &lt;b&gt;twice&lt;/b&gt;" in text
    assert "mild" not in text
    assert not [word for word in (NAME, "Another Invention", "A-001", "A-002") if word in text]
    seen: list[tuple[str, str]] = []
    therapist.workspace(lambda store: seen.extend((one.what, one.code) for one in store.log(3)))
    assert ("handout written", "A-001") in seen


def test_the_page_says_more_or_less_when_that_is_asked_for(
    therapist: Therapist, tmp_path: Path
) -> None:
    def written(name: str, *how: str) -> str:
        assert therapist.runs("handout", "A-001", "--out", tmp_path / name, *how)[0] == 0
        return (tmp_path / name).read_text("utf-8")

    assert "The questionnaire calls this: mild." in written(
        "ranges.html", "--words", "--of", "phq9"
    )
    assert "<svg" not in written("words.html", "--no-numbers")
    therapist.workspace(lambda store: store.set_preferences(1, Preferences(words_only=True)))
    assert "<svg" not in written("theirs.html")


def test_a_page_goes_to_a_new_file_and_nowhere_else(therapist: Therapist, tmp_path: Path) -> None:
    there = tmp_path / "there.html"
    there.write_text("mine")
    for about, out, said in (
        (("A-001",), there, "nothing is overwritten"),
        (("A-001",), tmp_path / "page.txt", "end in .html"),
        (("A-001",), therapist.folder / "page.html", "belongs to the vault"),
        (("Z-9",), tmp_path / "page.html", "No patient has this code"),
        (("A-001", "--of", "gad7"), tmp_path / "page.html", "no result of gad7"),
    ):
        code, answer = therapist.runs("handout", *about, "--out", out)
        assert (code, said in answer) == (1, True), answer
    assert there.read_text() == "mine"
    assert not (tmp_path / "page.html").exists()
    assert therapist.runs("--read-only", "handout", "A-001", "--out", there)[0] == 1
