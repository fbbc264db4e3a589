"""The note of a session on the screen."""

import stat
from pathlib import Path

import pytest

from romtui.domain.discussion import How
from romtui.domain.private import Private
from tests.ui.conftest import Practice
from tests.ui.hands import SMALL, at


async def test_the_note_is_read_sent_and_written(
    practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = practice.person(16, 12)
    practice.store.share(case.results[-1].id, How.PAPER)
    practice.store.record_impression(case.patient.id, case.results[-1].on, -2)
    practice.store.agree(case.patient.id, Private("walk [b]twice[/b] \x1b]52;c;QQ==\x07"))
    app = practice.app()
    sent: list[str] = []
    monkeypatch.setattr(app, "send_to_clipboard", lambda words: sent.append(words.reveal()))
    mouse: list[bool] = []
    monkeypatch.setattr(app, "leave_mouse_to_terminal", mouse.append)
    async with at(app, SMALL) as hands:
        await hands.until("A-001")
        await hands.press("enter", "y")
        text = await hands.until("Session note")
        assert "Session 1, 24 November 2026" in text
        assert "PHQ-9: 12 of 27 (moderate), 4 points better since 17 November" in text
        assert "Shared on paper and discussed" in text
        assert "Agreed: walk [b]twice[/b] ␛]52;c;QQ==␇" in text
        assert "seems" not in text
        assert mouse == [True]
        await hands.type("c")
        text = await hands.until("Sent to the terminal's clipboard.")
        assert "Shared on paper" in text
        file = tmp_path / "note.txt"
        for _ in range(2):
            await hands.type("w")
            await hands.until("The file is not encrypted")
            await hands.type(str(file))
            await hands.press("enter")
        await hands.until("already exists")
        await hands.press("escape", "escape")
        await hands.until("session 1")
        assert mouse[-1] is False
    (words,) = sent
    assert file.read_text("utf-8") == words
    assert "\n  Shared on paper and discussed\nAgreed: walk" in words
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
