"""The questionnaire that is meant is one of the first offered, and found by what is typed."""

import pytest

from romtui.domain.case import Case
from tests.ui.conftest import Practice
from tests.ui.hands import LARGE, Hands, at, in_session


def marked(hands: Hands) -> str:
    """The line under the mark, in the card that is on."""
    return next(line for line in reversed(hands.text.splitlines()) if "▸" in line)


def without_schedule(practice: Practice, *totals: int, instrument: str = "phq9") -> Case:
    """Somebody as an import brings them: nothing is asked for regularly."""
    case = practice.person(*totals, instrument=instrument)
    for scheduled in case.battery:
        case = practice.store.unschedule(case.patient.id, scheduled.instrument)
    return case


async def test_somebody_new_is_offered_the_usual_one_not_the_first_of_the_alphabet(
    practice: Practice,
) -> None:
    without_schedule(practice)
    async with in_session(practice.app()) as hands:
        await hands.type("n")
        await hands.until("Little interest")
        assert "PHQ-9" in hands.text


async def test_in_a_practice_that_uses_another_that_one_is_offered(practice: Practice) -> None:
    for _ in range(2):
        without_schedule(practice, 10, instrument="core10")
    without_schedule(practice, 10)
    new = without_schedule(practice)
    async with at(practice.app(), LARGE) as hands:
        await hands.type(f"/{new.patient.code}")
        await hands.press("enter")
        await hands.until("session")
        assert "CORE-10" in hands.text
        await hands.type("m")
        assert "CORE-10" in marked(hands)


@pytest.mark.parametrize(
    ("typed", "name"), [("gad7", "GAD-7"), ("PHQ9", "PHQ-9"), ("depress", "PHQ-9")]
)
async def test_a_questionnaire_is_found_in_every_list(
    practice: Practice, typed: str, name: str
) -> None:
    without_schedule(practice, 5, instrument="core10")
    for way in ("m", "+a"):
        async with in_session(practice.app(), LARGE) as hands:
            await hands.type(way)
            await hands.until("Which questionnaire?")
            await hands.type(typed)
            assert name in marked(hands)
    async with at(practice.app(), LARGE) as hands:
        await hands.type("i/")
        await hands.type(typed)
        await hands.press("enter")
        assert name in marked(hands)


async def test_the_palette_leads_to_the_questionnaires(practice: Practice) -> None:
    practice.person(5)
    async with in_session(practice.app(), LARGE) as hands:
        await hands.type(":gad7")
        assert "add a measure" in marked(hands)
