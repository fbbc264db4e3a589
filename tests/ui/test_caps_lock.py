"""Caps Lock is said once; commands work all the same, and fields take what is typed."""

from romtui.domain.private import Private
from tests.ui.conftest import Practice
from tests.ui.hands import at, in_session


async def test_caps_lock_is_said_once_and_commands_work_all_the_same(practice: Practice) -> None:
    person = practice.person().patient.id
    async with in_session(practice.app()) as hands:
        await hands.press("N")
        await hands.until("Caps Lock seems to be on")
        assert hands.screen == "SessionScreen"
        await hands.press("N", *"1" * 9)
        await hands.until("Saved")
        await hands.press("Q", "escape")
        assert "Caps Lock" not in hands.text
    assert len(practice.store.case(person).results) == 1


async def test_a_capital_that_is_a_command_of_its_own_is_that_command(practice: Practice) -> None:
    practice.person(12, 12)
    async with in_session(practice.app()) as hands:
        await hands.press("G")
        assert hands.screen == "ChartScreen"


async def test_fields_take_capitals_as_they_are_typed(practice: Practice) -> None:
    practice.person(12, 12)
    async with in_session(practice.app()) as hands:
        await hands.press("0", "e", *"NEW JOB", "enter")
        await hands.until("recorded")
        assert "Caps Lock" not in hands.text
    case = practice.store.case(practice.store.caseload()[0].patient.id)
    assert [one.what for one in case.events] == [Private("NEW JOB")]


async def test_a_passphrase_in_capitals_brings_a_hint_and_a_recovery_code_does_not(
    practice: Practice,
) -> None:
    practice.store.close()
    async with at(practice.locked_app()) as hands:
        await hands.until("Passphrase")
        await hands.press(*"COPPER L")
        await hands.until("Caps Lock may be on")
        await hands.press(*["backspace"] * 8, *practice.code.secret)
        assert "Caps Lock" not in hands.text
