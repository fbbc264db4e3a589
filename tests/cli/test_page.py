"""`romtui page` and `romtui form`, as they are typed."""

import re
from pathlib import Path

import pytest

from romtui.domain.private import Private
from romtui.platform import disk
from tests.cli.therapist import NAME, Therapist, practice

CRISIS = ("Call 116 123.", "In an emergency 112.", "")


@pytest.fixture
def therapist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Therapist:
    return practice(tmp_path, monkeypatch, capsys)


def legends(file: Path) -> list[str]:
    return re.findall(r"<legend>(.*?)</legend>", file.read_text("utf-8"))


def test_crisis_words_are_asked_for_the_first_time_and_kept(
    therapist: Therapist, tmp_path: Path
) -> None:
    out = tmp_path / "questions.html"
    code, said = therapist.runs(
        "page", "a-001", "--forms", "phq9,gad7", "--out", out, answers=CRISIS
    )
    assert (code, "is not encrypted" in said) == (0, True), said
    assert len(legends(out)) == 17
    assert "Call 116 123.\nIn an emergency 112." in out.read_text("utf-8")
    again = tmp_path / "again.html"
    assert therapist.runs("page", "a-001", "--forms", "gad7", "--out", again)[0] == 0
    assert therapist.asked == []


def test_without_crisis_words_there_is_no_page(therapist: Therapist, tmp_path: Path) -> None:
    out = tmp_path / "questions.html"
    code, said = therapist.runs("page", "A-001", "--forms", "gad7", "--out", out)
    assert (code, "crisis words" in said) == (1, True), said
    assert not out.exists()
    therapist.workspace(lambda store: store.pages() == () or pytest.fail("a page was kept"))


def test_it_is_the_owners_alone_neutral_and_noted(therapist: Therapist, tmp_path: Path) -> None:
    out = tmp_path / "questions.html"
    _, said = therapist.runs("page", "A-001", "--forms", "phq9", "--out", out, answers=CRISIS)
    assert not disk.is_open_to_others(out)
    text = out.read_text("utf-8")
    assert not [word for word in (NAME, "Another Invention", "A-001", "A-002") if word in text]
    assert re.search(r"SHA-256 of the file: [0-9a-f]{64}", said)
    seen: list[tuple[str, str]] = []
    therapist.workspace(lambda store: seen.extend((one.what, one.code) for one in store.log(3)))
    assert ("page to fill in at home made", "A-001") in seen


def test_what_is_due_is_on_it_phq8_in_place_of_phq9_once_that_was_said(
    therapist: Therapist, tmp_path: Path
) -> None:
    def page(name: str, *how: str, answers: tuple[str, ...] = ()) -> list[str]:
        out = tmp_path / name
        code, said = therapist.runs("page", "A-001", "--out", out, *how, answers=answers)
        assert code == 0, said
        return legends(out)

    therapist.workspace(lambda store: store.withdraw(1, Private("so that it is due again")))
    assert len(page("nine.html", answers=CRISIS)) == 17
    assert len(page("eight.html", "--phq8")) == 15
    assert len(page("as settled.html")) == 15
    assert len(page("nine again.html", "--forms", "phq9,gad7")) == 17
    assert len(page("settled anew.html")) == 17


def test_with_an_unreviewed_safety_answer_a_reason_is_asked_for(
    therapist: Therapist, tmp_path: Path
) -> None:
    from dataclasses import replace

    from romtui.domain.case import Form
    from romtui.store.store import Store

    def with_safety(store: Store) -> None:
        form = Form("phq9", store.case(1).results[0].on, answers=(1,) * 9)
        store.record(1, replace(form), in_place_of=1)

    therapist.workspace(with_safety)
    out = tmp_path / "questions.html"
    asked = ("page", "A-001", "--forms", "phq9", "--out", out)
    code, said = therapist.runs(*asked, answers=(*CRISIS, ""))
    assert (code, "not reviewed yet" in said) == (1, True), said
    assert therapist.runs(*asked, answers=("agreed by telephone",))[0] == 0
    plain = tmp_path / "plain.html"
    assert therapist.runs("page", "A-001", "--forms", "phq8", "--out", plain)[0] == 0
    assert therapist.asked == []


def test_an_export_says_what_was_filled_in_away(therapist: Therapist, tmp_path: Path) -> None:
    from romtui.domain.away.reading import Read
    from romtui.domain.case import Form
    from romtui.store.store import Store

    def take_in(store: Store) -> None:
        on = store.case(1).results[0].on
        store.take_in(1, Read((Form("gad7", on, answers=(1,) * 7),), on))

    therapist.workspace(take_in)
    out = tmp_path / "results.csv"
    code, said = therapist.runs("export", "--out", out, answers=("yes",))
    assert code == 0, said
    (line,) = [line for line in out.read_text("utf-8").splitlines() if "GAD-7" in line]
    assert "away" in line


def test_pages_are_withdrawn(therapist: Therapist, tmp_path: Path) -> None:
    assert "no page to withdraw" in therapist.runs("page", "A-001", "--withdraw")[1]
    out = tmp_path / "questions.html"
    therapist.runs("page", "A-001", "--forms", "gad7", "--out", out, answers=CRISIS)
    assert "1 page is withdrawn" in therapist.runs("page", "A-001", "--withdraw")[1]


def test_a_page_without_script_has_no_key(therapist: Therapist, tmp_path: Path) -> None:
    out = tmp_path / "questions.html"
    asked = ("page", "A-001", "--forms", "gad7", "--no-script", "--out", out)
    assert therapist.runs(*asked, answers=CRISIS)[0] == 0
    assert "data-key" not in out.read_text("utf-8")


def test_what_cannot_be_on_a_page_is_said(therapist: Therapist, tmp_path: Path) -> None:
    out = tmp_path / "questions.html"
    for about, said in (
        (("Z-9", "--out", out), "No patient has this code"),
        (("A-001", "--forms", "nothing", "--out", out), "no questionnaire nothing"),
        (("A-001", "--forms", "isi", "--out", out), "words of ISI"),
        (("A-001", "--forms", ",", "--out", out), "No form is due or chosen"),
        (("A-001",), "--out"),
        (("A-001", "--out", therapist.folder / "page.html"), "belongs to the vault"),
    ):
        code, answer = therapist.runs("page", *about)
        assert (code, said in answer) == (1, True), answer
    assert not out.exists()


def test_blank_forms_need_no_vault(therapist: Therapist, tmp_path: Path) -> None:
    out = tmp_path / "blank.html"
    code, said = therapist.runs("form", "phq9", "gad7", "--out", out)
    assert (code, "prints" in said or "print" in said) == (0, True)
    assert len(legends(out)) == 17
    assert "class=crisis" not in out.read_text("utf-8")
    assert therapist.runs("form", "isi", "--out", tmp_path / "other.html")[0] == 1
