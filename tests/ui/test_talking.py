"""Talking about a score on the session screen: what is asked, agreed, taken back."""

from tests.ui.conftest import Practice
from tests.ui.hands import in_session


async def test_a_digit_in_the_empty_field_takes_a_preset_and_later_it_is_typed(
    practice: Practice,
) -> None:
    patient_id = practice.person(10, 12, 16).patient.id
    async with in_session(practice.app()) as hands:
        await hands.type("0a1 2")
        await hands.press("enter")
        await hands.until("Agreed today")
        await hands.type("e4")
        await hands.press("enter")
        await hands.until("Exam")
    case = practice.store.case(patient_id)
    (agreed,) = case.agreements
    assert agreed.what.reveal().endswith(" 2")
    assert len(agreed.what.reveal()) > len("1 2")
    assert [one.what.reveal() for one in case.events] == ["Exam"]


async def test_a_question_that_was_passed_by_or_left_is_no_longer_on_the_screen(
    practice: Practice,
) -> None:
    practice.person(10, 12, 16)
    async with in_session(practice.app()) as hands:
        await hands.type("0f")
        await hands.until("fit how they feel")
        await hands.press("home")
        assert "fit how they feel" not in hands.text
        await hands.type("f2")
        await hands.press("escape")
        assert hands.screen == "SessionScreen"
        assert "fit how they feel" not in hands.text
