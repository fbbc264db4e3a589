"""Keys of the therapist's own, and the mouse: what is printed is what holds."""

import re
from decimal import Decimal

import pytest
from textual import events

from romtui.domain.case import Form
from romtui.ui.caseload.list import PatientList
from tests.ui.conftest import TODAY, Practice
from tests.ui.hands import Hands, at, in_session

OWN = {
    "caseload.add": "f5",
    "session.share": "t",
    "session.total": "s,f6",
    "session.agree": "ö",
    "session.goal": "G",
    "session.why": "W",
    "app.help": "f9",
    "app.commands": "semicolon",
    "app.curtain": "f12,ctrl+l",
    "app.lock": "f11,ctrl+x",
    "handover.leave": "f10",
}


async def click(hands: Hands, words: str) -> None:
    """Click on what the screen shows."""
    lines = hands.text.splitlines()
    row = next(row for row, line in enumerate(lines) if words in line)
    await hands.click(lines[row].index(words) + len(words) - 1, row)


async def wheel_up(hands: Hands) -> None:
    """Turn the wheel over the first row of the list."""
    people = hands.app.screen.query_one(PatientList)
    turned = events.MouseScrollUp(people, 2, 0, 0, -1, 0, shift=False, meta=False, ctrl=False)
    people.post_message(turned)
    await hands.prepare()


async def test_what_is_printed_is_the_key_that_holds(practice: Practice) -> None:
    practice.person(10, 12)
    async with in_session(practice.app(OWN), (120, 40)) as hands:
        await hands.press("escape")
        text = await hands.until("t shared")
        assert "s total" in text
        assert "ö agree" in text
        assert ";  F9 help" in text
        assert "G Goal" in text or "G goal" in text
        assert "W why" in text


async def test_a_moved_key_does_its_work_and_the_old_one_does_not(practice: Practice) -> None:
    practice.person(10, 12)
    async with in_session(practice.app(OWN), (120, 40)) as hands:
        await hands.press("question_mark")
        assert hands.screen == "HelpScreen"  # as everywhere else
        await hands.press("question_mark")
        await hands.type("W")
        assert hands.screen == "WhyScreen"
        await hands.type("W")
        assert hands.screen == "SessionScreen"
        await hands.type("t")
        assert "2 aloud  3 on paper   t undoes it" in hands.text
        await hands.type("t")
        assert "Undone" in hands.text
        await hands.type("s")
        assert hands.screen == "TotalScreen"


async def test_before_closing_the_moved_keys_are_offered_and_taken(practice: Practice) -> None:
    practice.person(10, 12)
    async with in_session(practice.app(OWN), (120, 40)) as hands:
        await hands.press("q", "q")
        assert "t  mark as shared   x  not today" in hands.text
        await hands.type("t")
        assert "✓ PHQ-9 shared" in hands.text


async def test_help_and_the_empty_caseload_name_the_moved_keys(practice: Practice) -> None:
    async with at(practice.app(OWN)) as hands:
        text = await hands.until("Press F5 to add your first patient")
        assert "Press F9 for the keys on this screen, ; to search all commands" in text
        await hands.press("f9")
        assert re.search(r"F5 +new ", hands.text)
        await hands.press("f9")
        assert hands.screen == "CaseloadScreen"


async def test_no_file_of_keys_leads_out_of_a_handover(practice: Practice) -> None:
    practice.person(10, 12)
    practice.store.set_pin("4711")
    async with in_session(practice.app(OWN)) as hands:
        await hands.press("h", "enter")
        assert hands.screen == "HandOverScreen"
        await hands.press("f10", "f12", "f11", "f9", "ctrl+l", "semicolon", "q")
        assert hands.screen == "HandOverScreen"
        await hands.press("escape")
        assert hands.screen == "PinScreen"
        await hands.press("f12", "f11", "f9")
        assert hands.screen == "PinScreen"
        await hands.type("4711")
        await hands.press("enter")
        assert hands.screen == "SessionScreen"


@pytest.mark.parametrize("key", ["f12", "ctrl+l"])
async def test_the_curtain_has_its_own_key_and_the_shipped_one(
    practice: Practice, key: str
) -> None:
    practice.store.set_pin("4711")
    async with at(practice.app(OWN)) as hands:
        await hands.type("/")
        await hands.press(key)
        assert hands.screen == "CurtainScreen"


async def test_the_palette_reaches_what_works_everywhere(practice: Practice) -> None:
    async with at(practice.app()) as hands:
        await hands.type(":theme")
        await hands.press("enter")
        assert hands.app.theme == "romtui-light"


async def test_a_click_marks_a_second_one_opens_and_the_wheel_scrolls(practice: Practice) -> None:
    practice.person(10)
    practice.person(12)
    async with at(practice.app()) as hands:
        await hands.until("2 patients")
        await click(hands, "A-002")
        assert "▸ A-002" in hands.text
        await wheel_up(hands)
        assert "▸ A-001" in hands.text
        await click(hands, "A-001")
        assert "A-001   session" in hands.text


async def test_in_the_battery_a_second_click_asks_how_often(practice: Practice) -> None:
    practice.person(10)
    async with in_session(practice.app()) as hands:
        await hands.type("+")
        await click(hands, "PHQ-9")
        assert "how often?" in hands.text
        await click(hands, "every 2 weeks")
        await click(hands, "every 2 weeks")
        assert hands.screen == "BatteryScreen"
        assert "every 2 weeks" in hands.text


async def test_a_click_on_a_key_in_the_last_line_is_that_key(practice: Practice) -> None:
    practice.person(10, 12)
    async with in_session(practice.app(), (120, 40)) as hands:
        await click(hands, "total  s shared")
        assert "✓ PHQ-9 shared on screen.   instead: 2 aloud" in hands.text
        await click(hands, "F1 help")
        assert "Keys of this screen" in hands.text
        await hands.press("escape")
        await hands.type("2")
        assert "aloud" not in hands.text
        await click(hands, "   :")
        assert hands.screen == "PaletteScreen"


async def test_a_click_beside_a_dialog_changes_nothing(practice: Practice) -> None:
    practice.person(10, 12)
    async with at(practice.app()) as hands:
        await hands.type("n")
        await hands.type("XY")
        await hands.pilot.click(offset=(79, 20))
        await hands.pilot.click(offset=(2, 23))
        await hands.type("Z")
        assert hands.screen == "PatientScreen"
        assert "XYZ" in hands.text


async def test_the_mouse_does_nothing_behind_the_curtain_and_in_a_handover(
    practice: Practice,
) -> None:
    practice.person(10, 12)
    practice.store.set_pin("4711")
    async with in_session(practice.app()) as hands:
        await hands.press("ctrl+l")
        for row in range(24):
            await hands.click(2, row)
        assert hands.screen == "CurtainScreen"
        await hands.type("4711")
        await hands.press("enter")
        await hands.press("h", "enter")
        before = hands.text
        for row in range(24):
            await hands.click(8, row)
        assert hands.text == before


async def test_a_click_on_a_measure_marks_it(practice: Practice) -> None:
    case = practice.person(10, 12)
    practice.store.record(case.patient.id, Form("gad7", TODAY, total=Decimal(8)))
    async with in_session(practice.app()) as hands:
        await click(hands, "GAD-7")
        assert "▸ GAD-7" in hands.text
