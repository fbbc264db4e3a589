"""Keys that were meant for the screen before, or for something else, do no harm."""

import pytest

from romtui.domain.discussion import How
from romtui.ui.caseload.screen import CaseloadScreen
from tests.ui.conftest import Practice
from tests.ui.hands import at, in_session


def archived(practice: Practice) -> bool:
    return practice.store.case(1).patient.archived_on is not None


@pytest.mark.parametrize("stray", ["a", "p", "q", "e", "n", "i", "l", ",", "2"])
async def test_keys_of_the_session_right_after_it_closed_do_nothing_in_the_caseload(
    practice: Practice, stray: str
) -> None:
    practice.person(12)
    practice.store.share(1, How.SCREEN)
    async with in_session(practice.app()) as hands:
        await hands.type(f"q{stray}")
        assert type(hands.app.screen) is CaseloadScreen
        assert f"{stray} came just after the session closed. Nothing was done." in hands.text
        assert not archived(practice)
        await hands.press("down", "enter")
        await hands.until("session")


async def test_a_moment_later_they_are_keys_of_the_caseload(practice: Practice) -> None:
    practice.person(12)
    practice.store.share(1, How.SCREEN)
    async with in_session(practice.app()) as hands:
        await hands.type("q")
        practice.wait(1)
        await hands.type("l")
        await hands.until("Weekly review")


async def test_archiving_asks_and_keeps_the_person_unless_it_is_said(practice: Practice) -> None:
    practice.person(12)
    async with at(practice.app()) as hands:
        await hands.until("Caseload")
        for keeps in ("enter", "escape", "n"):
            await hands.press("a")
            await hands.until("Archive A-001?")
            await hands.press(keeps)
            assert not archived(practice)
        await hands.press("a", "y")
        await hands.until("✓ A-001 archived. a restores it")
        assert archived(practice)
        await hands.press("a")
        await hands.until("A-001 restored to the caseload")
        assert not archived(practice)


@pytest.mark.parametrize("keys", ["", "n12", "t4", ":", "1a3"], ids=repr)
async def test_ctrl_c_in_the_middle_of_a_session_is_asked_for_twice(
    practice: Practice, keys: str
) -> None:
    practice.person(12, weeks=1)
    async with in_session(practice.app()) as hands:
        await hands.type(keys)
        before = hands.screen
        await hands.press("ctrl+c")
        await hands.until("Press Ctrl+C again to quit.")
        assert (hands.app.return_code, hands.screen) == (None, before)
        practice.wait(10)
        await hands.press("ctrl+c")
        assert hands.app.return_code is None
        await hands.press("ctrl+c")
        assert hands.app.return_code == 130


async def test_ctrl_c_leaves_the_bare_caseload_at_once(practice: Practice) -> None:
    practice.person(12)
    async with at(practice.app()) as hands:
        await hands.until("Caseload")
        await hands.press("ctrl+c")
        assert hands.app.return_code == 130
