"""Through every screen: whose record it is can be seen, and nobody else's ever."""

import pytest

from romtui.commands import BY_SCREEN, EVERYWHERE
from romtui.ui.session.screen import SessionScreen
from tests.tour import FROM_SESSION, TO_SCREEN, follow
from tests.ui.canaries import (
    CODE,
    GOAL,
    NEVER_FOR_THEM,
    OTHERS,
    OWN_NAME,
    PIN,
    WHO,
    WORD_OF_A_RANGE,
    every_line,
    found,
    people,
)
from tests.ui.conftest import Practice
from tests.ui.hands import LARGE, SMALL, Hands, at

LEAST = (60, 20)
WITHOUT_A_RECORD = {"HelpScreen", "SettingsScreen", "InstrumentsScreen", "WordsScreen"}
"""They show no record: keys, rules, questionnaires, lines to say."""


async def sit_down(hands: Hands) -> None:
    """Open the record of the person at the table."""
    await hands.until("Caseload")
    await hands.type(f"/{CODE}")
    await hands.press("enter")
    await hands.until("n fill in")


async def back_to_the_session(hands: Hands) -> None:
    for _ in range(8):
        if type(hands.app.screen) is SessionScreen:
            return
        if hands.app.curtained:
            await hands.press(*PIN, "enter")
        elif hands.app.kiosk is not None:
            await hands.press("escape", *PIN, "enter")
        else:
            await hands.press("escape")
        if hands.screen == "ConfirmScreen":
            await hands.press("enter")
    raise AssertionError(f"still on {hands.screen}")


@pytest.mark.parametrize(
    ("size", "ways"),
    [(LEAST, FROM_SESSION), (LARGE, FROM_SESSION[::6])],
    ids=["small", "large"],
)
async def test_no_other_person_and_no_name_is_on_any_screen_of_a_session(
    practice: Practice,
    size: tuple[int, int],
    ways: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people(practice)
    async with at(practice.app(), size) as hands:
        await sit_down(hands)
        with every_line(monkeypatch) as lines:
            for way in ways:
                await follow(hands, way)
                text = hands.text
                assert not found((*OTHERS, OWN_NAME), text), (way, text)
                theirs = "session.turn" in way or hands.app.kiosk is not None
                if theirs or hands.app.curtained:
                    assert CODE not in text, (way, hands.screen, text)
                elif hands.screen not in WITHOUT_A_RECORD:
                    assert CODE in text, (way, hands.screen, text)
                await back_to_the_session(hands)
        assert len(lines) > 50
        assert not found((*OTHERS, OWN_NAME), "\n".join(lines))


@pytest.mark.parametrize("size", [LEAST, SMALL, LARGE], ids=str)
async def test_what_is_turned_to_the_person_holds_nothing_that_is_not_for_them(
    practice: Practice, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    people(practice)
    async with at(practice.app(), size) as hands:
        await sit_down(hands)
        with every_line(monkeypatch) as lines:
            await hands.press("v")
            assert "From 9 to 19 since 13 October. Target: below 10." in hands.text
            assert GOAL in hands.text
            assert "2 of 10" in hands.text
            await hands.press(*("n", "down", "n", "up", "up", "down", "f2"))
            assert not found((*NEVER_FOR_THEM, *WHO, *WORD_OF_A_RANGE), "\n".join(lines))
            await hands.press("w")
            assert "The questionnaire calls this: moderately severe." in hands.text
            await hands.press("w")
            assert not found(WORD_OF_A_RANGE, hands.text)
            await hands.press("n")
            assert "19" not in hands.text
            assert "Clearly harder than on 13 October." in hands.text
            assert not found((*NEVER_FOR_THEM, *WHO), "\n".join(lines))
        await hands.press("v")
        assert hands.screen == "SessionScreen"
        assert "SAFETY ITEM ENDORSED" in hands.text


async def test_the_tour_leads_to_every_screen_of_the_table_of_commands(practice: Practice) -> None:
    people(practice)
    assert TO_SCREEN.keys() == BY_SCREEN.keys()
    async with at(practice.app(), SMALL) as hands:
        await hands.until("Caseload")
        for name, way in TO_SCREEN.items():
            for _ in range(8):
                if hands.screen != "CaseloadScreen":
                    asks = hands.screen in {"CloseScreen", "ConfirmScreen"}
                    await hands.press("enter" if asks else "escape")
            practice.wait(2)  # so soon after a session was closed a key is taken for a stray one
            await follow(hands, way)
            listed = EVERYWHERE if name == "Everywhere" else vars(type(hands.app.screen))["KEYS"]
            assert listed is BY_SCREEN[name], (name, hands.screen)
