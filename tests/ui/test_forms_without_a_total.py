"""Forms without a single total, on the screen: entered, kept, and nothing made up."""

from tests.ui.conftest import Practice
from tests.ui.hands import Hands, in_session


async def choose(hands: Hands, name: str) -> None:
    await hands.press("m")
    await hands.type(name)
    await hands.press("enter")


async def test_a_dass_is_entered_and_kept_with_its_answers(practice: Practice) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await choose(hands, "dass-21")
        await hands.type("n" + "1" * 20 + "2")
        await hands.until("SAFETY ITEM ANSWERED")
        await hands.until("kept and not scored")
    (result,) = practice.store.case(person.patient.id).results
    assert result.total is None
    assert result.answers == (*[1] * 20, 2)
    assert result.safety == {21: 2}


async def test_a_total_of_it_is_refused_with_a_sentence(practice: Practice) -> None:
    practice.person()
    async with in_session(practice.app()) as hands:
        for name in ("dass-21", "c-ssrs"):
            await choose(hands, name)
            await hands.press("t")
            await hands.type("1")
            await hands.press("enter")
            await hands.until("no single total")
            await hands.press("escape")


async def test_a_form_without_its_words_takes_its_total(practice: Practice) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await choose(hands, "ors")
        await hands.press("n")
        await hands.type("24.9")
        await hands.press("enter")
        await hands.until("24.9")
    (result,) = practice.store.case(person.patient.id).results
    assert str(result.total) == "24.9"


async def test_a_check_in_is_entered_and_yes_brings_its_line(practice: Practice) -> None:
    practice.person()
    async with in_session(practice.app()) as hands:
        await choose(hands, "check-in")
        await hands.press("n")
        for number in ("10", "9", "8"):
            await hands.type(number)
            await hands.press("enter")
        await hands.type("1")
        await hands.until("Saved")
        await hands.until("sit right")
