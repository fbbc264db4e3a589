"""A result dated after today can be put right where it is said: by its answers, total or undo."""

from datetime import timedelta
from decimal import Decimal

import pytest

from romtui.domain.case import Form
from tests.ui.conftest import NOW, TODAY, Practice
from tests.ui.hands import in_session

AHEAD = TODAY + timedelta(days=3)


@pytest.fixture
def person(practice: Practice) -> int:
    """Somebody with two totals, and one form of when the clock was ahead."""
    number = practice.person(14, 12).patient.id
    practice.now = NOW + timedelta(days=3)
    practice.store.record(number, Form("phq9", AHEAD, answers=(1, 1, 1, 1, 1, 1, 1, 1, 0)))
    practice.now = NOW
    practice.store.renew_summaries()
    return number


async def test_the_date_of_a_form_is_put_right_in_its_correction(
    practice: Practice, person: int
) -> None:
    async with in_session(practice.app()) as hands:
        await hands.until("1 result is dated after today")
        await hands.press("backspace", "enter")
        await hands.until("9 of 9 answered")
        await hands.press("d", *"2026-11-20", "enter")
        await hands.until("Fri 20 Nov 2026")
        await hands.press("enter")
        await hands.until("Reason for the correction?")
        await hands.type("the clock was ahead")
        await hands.press("enter", "escape")
        await hands.until("session")
    case = practice.store.case(person)
    assert not case.later
    assert [(TODAY - result.on).days for result in case.results] == [7, 4, 0]


async def test_undo_names_what_it_took_back_of_a_day_to_come(
    practice: Practice, person: int
) -> None:
    async with in_session(practice.app()) as hands:
        await hands.until("1 result is dated after today")
        await hands.press("u")
        await hands.until("Undone: the PHQ-9 of 27 Nov (8)")
    assert not practice.store.case(person).later


async def test_the_date_of_a_total_is_put_right_too(practice: Practice, person: int) -> None:
    practice.now = NOW + timedelta(days=3)
    practice.store.record(person, Form("gad7", AHEAD, total=Decimal(9)))
    practice.now = NOW
    async with in_session(practice.app()) as hands:
        await hands.until("2 results are dated after today")
        await hands.press("backspace", "enter", "tab", *["backspace"] * 10)
        await hands.type("2026-11-20")
        await hands.press("enter")
        await hands.until("Reason for the correction?")
        await hands.type("clock")
        await hands.press("enter", "escape")
        await hands.until("session")
    assert [result.instrument for result in practice.store.case(person).later] == ["phq9"]
