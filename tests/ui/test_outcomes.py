"""One's own outcomes on the screen."""

from tests.tour import follow
from tests.ui.conftest import Practice
from tests.ui.hands import SMALL, at


async def test_a_therapist_guesses_first_and_reads_then(practice: Practice) -> None:
    for number in range(10):
        case = practice.person(18, 18 if number % 2 else 4, name="Orla Quickbeam")
        practice.store.archive(case.patient.id, practice.now.date())
    practice.person(12)
    async with at(practice.app()) as hands:
        await hands.until("A-011")
        await follow(hands, "caseload.outcomes")
        text = await hands.until("how many got reliably better")
        assert "Who is missing" not in text
        await hands.type("lots")
        await hands.press("enter")
        await hands.until("whole number from 0 to 100")
        await hands.press(*["backspace"] * 4, "8", "0", "enter")
        text = await hands.until("Who is missing")
        assert "Reliably improved: 5 of 10, between 24 and 76%   your guess: 80%" in text
        assert "1 still open" in text
        assert "Quickbeam" not in text
        await hands.press("escape")
        await hands.until("Caseload")


async def test_who_does_not_want_to_guess_presses_enter_and_scrolls_by_keys(
    practice: Practice,
) -> None:
    async with at(practice.app(), SMALL) as hands:
        await hands.until("Your caseload is empty")
        await follow(hands, "caseload.outcomes")
        await hands.until("of every hundred")
        await hands.press("enter")
        text = await hands.until("No closed record has two scores yet")
        assert "your guess" not in text
        await hands.press("end")
        await hands.until("The next score after what you said")
        await hands.press("q")
        await hands.until("Your caseload is empty")
        await follow(hands, "caseload.outcomes")
        await hands.until("of every hundred")
        await hands.press("escape")
        await hands.until("Your caseload is empty")
