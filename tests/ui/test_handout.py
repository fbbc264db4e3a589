"""The page to take home, written from the session."""

import stat
from pathlib import Path

import pytest

from romtui.domain.discussion import AgreementOutcome
from romtui.domain.private import Private
from tests.ui.canaries import CODE, GOAL, NEVER_FOR_THEM, WHO, WORD_OF_A_RANGE, found, people
from tests.ui.conftest import Practice
from tests.ui.hands import LARGE, at, in_session


async def test_the_page_holds_what_the_shared_view_shows_and_what_was_agreed(
    practice: Practice, tmp_path: Path
) -> None:
    who = people(practice).patient.id
    case = practice.store.agree(who, Private("over and done"))
    practice.store.review_agreement(who, case.agreements[0].id, AgreementOutcome.DONE)
    practice.store.agree(who, Private("walk on Tuesday"))
    async with at(practice.app(), LARGE) as hands:
        await hands.until("Caseload")
        await hands.type(f"/{CODE}")
        await hands.press("enter")
        await hands.until("n fill in")
        file = tmp_path / "page.html"
        await hands.type("=")
        await hands.until("This file is not")
        await hands.type(str(file.with_suffix(".txt")))
        await hands.press("enter")
        await hands.until("end in .html")
        await hands.press(*["backspace"] * 4)
        await hands.type(".html")
        await hands.press("enter")
        await hands.until("Saved, not encrypted")
        await hands.type("=")
        await hands.type(str(file))
        await hands.press("enter")
        await hands.until("overwritten")
    text = file.read_text("utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for words in ("From 9 to 19 since 13 October. Target: below 10.", GOAL, "walk on Tuesday"):
        assert words in text, words
    assert not found((*NEVER_FOR_THEM, *WHO, *WORD_OF_A_RANGE, "over and done"), text)
    assert "handout written" in [entry.what for entry in practice.store.log(5)]


async def test_two_keys_write_it_to_a_file_of_its_own(
    practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    practice.person(16, 12)
    async with in_session(practice.app(), LARGE) as hands:
        for name in ("A-001-2026-11-24.html", "A-001-2026-11-24-2.html"):
            await hands.type("=")
            await hands.until("Save the handout")
            await hands.press("enter")
            await hands.until("✓ Saved, not encrypted")
            assert (tmp_path / name).is_file()
