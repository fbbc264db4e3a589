"""The therapist changes the numbers of the rules, and everything goes by them."""

import pytest

from romtui.domain.changeable import CONSTANTS
from romtui.domain.settings import Settings
from tests.ui.conftest import Practice
from tests.ui.hands import LARGE, SMALL, at, in_session


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_every_number_is_shown_with_unit_and_source_and_nothing_is_cut(
    practice: Practice, size: tuple[int, int]
) -> None:
    every = Settings()
    for name in ("notable", "swing"):
        every = every.changed(name, "7/12")
    practice.store.change_settings(every)
    async with at(practice.app(), size) as hands:
        await hands.until("Caseload")
        await hands.type(",")
        for constant in CONSTANTS:
            await hands.press("down")
            assert f"▸ {constant.meaning}" in hands.text
            assert f"It came as {constant.said(Settings().constants)}; " in hands.text
        assert "7/12 of reliable change  changed" in hands.text
        assert "The rules about safety have no number here" in hands.text
        assert "…" not in hands.text


async def test_a_changed_number_reaches_the_caseload_the_headline_and_the_rule(
    practice: Practice,
) -> None:
    practice.person(16, 14, 12, 12, 12)
    async with at(practice.app(), LARGE) as hands:
        await hands.until("About the same for weeks")
        await hands.type(",")
        await hands.press(*["down"] * 4, "enter")
        assert "Type a whole number from 7 to 84. It came as 14." in hands.text
        await hands.press("backspace", "backspace")
        await hands.type("85")
        await hands.press("enter")
        assert hands.screen == "QuestionScreen"
        await hands.press("backspace", "backspace")
        await hands.type("28")
        await hands.press("enter")
        await hands.until("28 days  changed")
        await hands.press("escape")
        assert "About the same for weeks" not in hands.text
        await hands.press("enter")
        await hands.until("session")
        assert "About the same for weeks" not in hands.text
        await hands.type(",")
        await hands.press(*["down"] * 4)
        await hands.type("r")
        assert "  changed" not in hands.text
        await hands.press("escape")
        assert "About the same for weeks" in hands.text
    assert practice.store.settings == Settings()


async def test_everything_is_set_back_at_once(practice: Practice) -> None:
    practice.store.change_settings(Settings().changed("gap_days", "35"))
    async with at(practice.app(), LARGE) as hands:
        await hands.until("Caseload")
        await hands.type(",")
        assert "35 days  changed" in hands.text
        await hands.type("z")
        assert "  changed" not in hands.text
    assert practice.store.settings == Settings()


async def test_a_gentle_tone_is_heard_in_the_first_line(practice: Practice) -> None:
    practice.person(10, 15, 17)
    async with in_session(practice.app(), LARGE) as hands:
        assert "Your PHQ-9 is 17 today" in hands.text
        await hands.type(",")
        await hands.press("enter")
        assert "gentle  changed" in hands.text
        await hands.press("escape")
        assert "Your PHQ-9 is 17 today" not in hands.text
        assert "It looks as if things have got heavier" in hands.text
