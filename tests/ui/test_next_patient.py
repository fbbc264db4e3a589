"""From one patient to the next without the list in between; digits that find somebody at once."""

import pytest

from romtui.domain.discussion import How
from tests.ui.conftest import Practice
from tests.ui.hands import LARGE, Hands, at


def several(practice: Practice) -> None:
    for totals in ((12,), (13,), (14,)):
        case = practice.person(*totals)
        practice.store.share(case.results[-1].id, How.SCREEN)


def open_record(hands: Hands) -> str:
    return hands.text.split()[0]


async def test_a_bracket_closes_the_session_and_opens_who_comes_next(practice: Practice) -> None:
    several(practice)
    async with at(practice.app(), LARGE) as hands:
        await hands.until("Caseload")
        await hands.press("enter")
        assert open_record(hands) == "A-001"
        await hands.press("right_square_bracket")
        assert open_record(hands) == "A-002"
        await hands.press("right_square_bracket")
        assert open_record(hands) == "A-003"
        await hands.press("left_square_bracket", "left_square_bracket")
        assert open_record(hands) == "A-001"
        await hands.press("left_square_bracket")
        await hands.until("No further patient in this direction.")
        assert hands.screen == "CaseloadScreen"


async def test_who_comes_next_is_as_the_list_was_though_the_session_changes_its_order(
    practice: Practice,
) -> None:
    several(practice)
    practice.store.unshare(1)
    async with at(practice.app(), LARGE) as hands:
        await hands.until("Caseload")
        seen = []
        await hands.press("enter")
        for _ in range(3):
            seen.append(open_record(hands))
            await hands.press("s", "right_square_bracket", "enter")
            practice.wait(1)
    assert sorted(seen) == ["A-001", "A-002", "A-003"]


async def test_what_is_open_is_asked_before_the_next_record_and_esc_stays(
    practice: Practice,
) -> None:
    practice.person(12)
    practice.person(13)
    async with at(practice.app(), LARGE) as hands:
        await hands.until("Caseload")
        await hands.press("enter", "right_square_bracket")
        assert "Still open" in hands.text
        await hands.press("escape")
        assert open_record(hands) == "A-001"
        await hands.press("right_square_bracket", "enter")
        assert open_record(hands) == "A-002"


async def test_from_the_weekly_review_it_goes_along_the_review(practice: Practice) -> None:
    several(practice)
    async with at(practice.app(), LARGE) as hands:
        await hands.until("Caseload")
        await hands.press("l", "down", "enter")
        assert open_record(hands) == "A-002"
        await hands.press("right_square_bracket")
        assert open_record(hands) == "A-003"
        await hands.press("q")
        await hands.until("Weekly review")


@pytest.mark.parametrize("typed", ["003", "3"])
async def test_a_digit_in_the_caseload_begins_to_find(practice: Practice, typed: str) -> None:
    several(practice)
    async with at(practice.app(), LARGE) as hands:
        await hands.until("Caseload")
        await hands.press(*typed, "enter")
        assert open_record(hands) == "A-003"


async def test_the_note_goes_to_the_clipboard_with_one_key(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    several(practice)
    app, sent = practice.app(), list[str]()
    monkeypatch.setattr(app, "send_to_clipboard", lambda words: sent.append(words.reveal()))
    async with at(app, LARGE) as hands:
        await hands.until("Caseload")
        await hands.press("enter", "quotation_mark")
        await hands.until("✓ Note sent to the terminal's clipboard. y shows it.")
    assert len(sent) == 1
    assert sent[0].startswith("Session ")
