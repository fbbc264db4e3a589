"""Forms of several fields: where one begins, and where one is led when something is wrong."""

import pytest
from textual.widgets import Input

from tests.ui.conftest import Practice
from tests.ui.hands import Hands, at, in_session


def focused(hands: Hands) -> str:
    assert isinstance(hands.app.focused, Input)
    return hands.app.focused.id or ""


def line_below(hands: Hands, sentence: str) -> str:
    """The line of the screen right above that sentence."""
    lines = hands.text.splitlines()
    place = next(place for place, line in enumerate(lines) if sentence in line)
    return lines[place - 1]


async def test_a_new_patient_begins_in_the_first_field_and_a_taken_code_leads_back_to_it(
    practice: Practice,
) -> None:
    practice.person()
    async with at(practice.app()) as hands:
        await hands.until("Caseload")
        await hands.type("n")
        assert focused(hands) == "code"
        await hands.press(*"A-001", "enter", "enter", "enter", "enter")
        await hands.until("Code A-001 is taken")
        assert focused(hands) == "code"
        assert "A-001" in line_below(hands, "Code A-001 is taken")
        await hands.press("backspace", "7", *["enter"] * 4)
        await hands.until("session 1")


async def test_a_birth_year_that_is_none_is_said_at_its_field(practice: Practice) -> None:
    practice.person()
    async with at(practice.app()) as hands:
        await hands.until("Caseload")
        await hands.press("n", "enter", "enter", "enter", *"85", "enter")
        await hands.until("four-digit birth year")
        assert focused(hands) == "year"
        assert "85" in line_below(hands, "four-digit birth year")


@pytest.mark.parametrize(
    ("opens", "keys", "field", "sentence"),
    [
        (">", ["x", "enter"], "next", "Enter a date"),
        (">", ["enter", *"0", "enter"], "planned", "Enter 1 to 500 sessions"),
        (">", ["enter", "enter", *"x", "enter"], "stage", "Enter 1 (active)"),
        ("p", [*"99", "enter"], "score", "go from 0 to 27"),
        ("t", [*"12", "tab", *"soon", "enter"], "day", "Enter a date"),
        ("t", [*"99", "enter"], "answer", "go from 0 to 27"),
        ("a", ["1", "tab", *"x", "enter"], "day", "Enter a date"),
        ("a", ["tab", "enter"], "what", "Say it in a few words"),
        ("e", [*"exam", "tab", *"2027-01-01", "enter"], "day", "is in the future"),
    ],
)
async def test_the_cursor_goes_to_the_field_that_is_wrong(
    practice: Practice, opens: str, keys: list[str], field: str, sentence: str
) -> None:
    practice.person()
    async with in_session(practice.app()) as hands:
        await hands.press(opens, *keys)
        await hands.until(sentence)
        assert focused(hands) == field
