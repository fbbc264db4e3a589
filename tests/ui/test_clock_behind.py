"""A clock behind the record: asked before a form begins, so that no course starts by it."""

from datetime import timedelta

from tests.ui.conftest import NOW, TODAY, Practice
from tests.ui.hands import in_session


async def test_a_form_is_dated_by_a_clock_behind_the_record_only_after_a_question(
    practice: Practice,
) -> None:
    case = practice.person(14, 12)
    practice.now = NOW - timedelta(days=365 * 6)
    async with in_session(practice.app()) as hands:
        await hands.until("2 results are dated after today")
        await hands.press("n")
        await hands.until("This computer says today is")
        await hands.press("enter")
        await hands.press("n", "y")
        await hands.type("1" * 9)
        await hands.until("Saved")
    days = [one.on for one in practice.store.case(case.patient.id).every_result]
    assert days == [practice.now.date(), TODAY - timedelta(days=7), TODAY]


async def test_with_a_clock_that_fits_nothing_is_asked(practice: Practice) -> None:
    practice.person(14, 12)
    practice.now = NOW + timedelta(days=1)
    async with in_session(practice.app()) as hands:
        await hands.press("n")
        await hands.until("1 of 9")
