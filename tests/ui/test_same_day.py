"""A second form of one day: asked once, whichever way it comes in, and nothing is lost."""

from datetime import timedelta
from decimal import Decimal

from romtui.domain.case import Case, Form
from romtui.domain.private import Private
from romtui.domain.safety import unreviewed
from tests.ui.conftest import TODAY, Practice
from tests.ui.hands import LARGE, Hands, in_session

PIN = "2719"
ASKED = "There is already a PHQ-9 for today: 17"


def totals(practice: Practice, case: Case) -> list[int]:
    return [int(result.total or 0) for result in practice.store.case(case.patient.id).results]


async def entered_again(hands: Hands, digits: str, choice: str) -> None:
    await hands.type("n" + choice + digits)
    await hands.until("Saved")


async def test_before_a_second_form_it_is_asked_whether_it_replaces_the_first(
    practice: Practice,
) -> None:
    case = practice.person(17)
    async with in_session(practice.app()) as hands:
        await hands.type("n")
        await hands.until(ASKED)
        await entered_again(hands, "1" * 9, "r")
        assert " 9 " in hands.text
        await hands.type("u")
        await hands.until("Undone: the PHQ-9 of today (9). Now the PHQ-9 of today (17) counts")
        assert totals(practice, case) == [17]
        await hands.until("9 of 9 answered")
    (result,) = practice.store.case(case.patient.id).results
    assert [version.total for version in practice.store.history(result.id)] == [17, 9, 17]


async def test_a_second_form_may_stand_beside_the_first_and_the_later_one_counts(
    practice: Practice,
) -> None:
    case = practice.person(17)
    async with in_session(practice.app(), LARGE) as hands:
        await entered_again(hands, "1" * 9, "b")
        assert "2 forms that day" in hands.text
        await hands.press("left")
        await hands.until("2 forms that day; the last one counts")
    assert totals(practice, case) == [17, 9]
    assert practice.store.caseload()[0].recent[-1] == 9


async def test_the_patients_chart_marks_a_day_with_several_forms(practice: Practice) -> None:
    practice.person(20, 17)
    async with in_session(practice.app(), LARGE) as hands:
        await entered_again(hands, "1" * 9, "b")
        await hands.press("G")
        await hands.until("◉ several forms")


async def test_digits_typed_ahead_never_answer_the_question_and_esc_changes_nothing(
    practice: Practice,
) -> None:
    case = practice.person(17)
    async with in_session(practice.app()) as hands:
        await hands.type("n111")
        await hands.until("Press r or b first")
        await hands.press("escape")
        await hands.until("session")
    assert totals(practice, case) == [17]
    assert practice.store.case(case.patient.id).drafts == ()


async def test_a_form_dated_to_a_day_that_has_one_is_asked_about_when_it_is_saved(
    practice: Practice,
) -> None:
    case = practice.person(17, 12)
    practice.store.withdraw(case.results[-1].id, Private("misread"))
    week = TODAY - timedelta(weeks=1)
    async with in_session(practice.app()) as hands:
        await hands.type("n")
        await hands.type("d7")
        await hands.press("enter")
        await hands.type("1" * 9)
        await hands.until("There is already a PHQ-9 for Tue 17 Nov 2026: 17")
        await hands.press("escape")
        await hands.until("9 of 9 answered")
        await hands.press("enter", "r")
        await hands.until("Saved")
    (result,) = practice.store.case(case.patient.id).results
    assert (result.on, result.version) == (week, 2)
    assert result.total == 9


async def test_a_total_is_asked_about_before_its_safety_item(practice: Practice) -> None:
    case = practice.person(17)
    async with in_session(practice.app()) as hands:
        await hands.type("t9")
        await hands.press("enter")
        await hands.until(ASKED)
        await hands.press("escape")
        await hands.press("enter", "b")
        await hands.until("Item 9")
        await hands.press("0", "enter")
        await hands.until("Saved")
    assert totals(practice, case) == [17, 9]


async def test_a_total_beside_a_complete_form_that_is_not_saved_is_asked_about(
    practice: Practice,
) -> None:
    case = practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("n" + "1" * 9)
        await hands.until("Saved")
        await hands.type("ut")
        await hands.until("y  enter a total")
        await hands.press("enter")
        await hands.until("session")
        await hands.press("n", "enter")
        await hands.until("Saved")
    assert totals(practice, case) == [9]


async def test_a_result_corrected_onto_the_day_of_another_is_asked_about(
    practice: Practice,
) -> None:
    case = practice.person(17, 12)
    async with in_session(practice.app()) as hands:
        await hands.press("backspace", "enter")
        await hands.until("PHQ-9 total, 0 to 27")
        await hands.press("tab", *["backspace"] * 10)
        await hands.type("7")
        await hands.press("enter")
        await hands.until("There is already a PHQ-9 for Tue 17 Nov 2026: 17")
        await hands.press("enter", "escape", "escape")
        await hands.until("session")
    assert [result.on for result in practice.store.case(case.patient.id).results] == [
        TODAY - timedelta(weeks=1),
        TODAY,
    ]


async def test_the_safety_answer_of_a_replaced_form_stays_pinned(practice: Practice) -> None:
    case = practice.person()
    practice.store.record(case.patient.id, Form("phq9", TODAY, answers=(*(1,) * 8, 2)))
    async with in_session(practice.app()) as hands:
        await hands.type("n")
        await hands.until("Its safety answer stays pinned until it is reviewed")
        await hands.type("r" + "0" * 9)
        await hands.until("Saved")
        await hands.until("SAFETY ITEM ENDORSED")
        await hands.press("escape")
        await hands.type("R")
        await hands.type("asked, no plan")
        await hands.press("enter")
        await hands.until("Saved: what you asked and did")
        assert "SAFETY ITEM ENDORSED" not in hands.text
    assert not [*unreviewed(practice.store.case(case.patient.id))]


async def handed_over(hands: Hands, begins: str, digits: str) -> None:
    await hands.press("h", "enter")
    await hands.until(begins)
    await hands.type(digits)
    await hands.until("Here are your answers")
    await hands.press("down", "enter")
    await hands.until("Thank you.")
    await hands.press("enter", *PIN, "enter")


async def test_a_patients_zero_never_silently_takes_the_place_of_an_eight(
    practice: Practice,
) -> None:
    case = practice.person()
    practice.store.set_pin(PIN)
    practice.store.unschedule(case.patient.id, "gad7")
    practice.store.record(case.patient.id, Form("phq9", TODAY, total=Decimal(8), safety={9: 0}))
    async with in_session(practice.app()) as hands:
        await hands.press("h")
        await hands.until("There is already one for the same day (8); you decide")
        await hands.press("escape")
        await handed_over(hands, "Question 1 of 10", "0" * 9 + "2")
        await hands.until("There is already a PHQ-9 for today: 8. The one filled in just")
        assert totals(practice, case) == [8]
        await hands.press("escape")
        assert totals(practice, case) == [8]
        await hands.until("9 of 9 answered")
        await handed_over(hands, "Question 10 of 10", "3")
        await hands.press("b")
        await hands.until("Saved")
    assert totals(practice, case) == [8, 0]


async def test_a_safety_answer_a_patient_sent_does_not_wait_for_the_therapist(
    practice: Practice,
) -> None:
    case = practice.person()
    practice.store.set_pin(PIN)
    practice.store.unschedule(case.patient.id, "gad7")
    practice.store.record(case.patient.id, Form("phq9", TODAY, total=Decimal(8), safety={9: 0}))
    async with in_session(practice.app()) as hands:
        await hands.press("h", "enter")
        await hands.until("Question 1 of 10")
        await hands.type("0" * 8 + "2" + "1")
        await hands.until("Here are your answers")
        await hands.press("down", "enter")
        await hands.until("Thank you.")
        assert totals(practice, case) == [8, 2]
        assert next(unreviewed(practice.store.case(case.patient.id))).followup == 1
        await hands.press("enter", *PIN, "enter")
        await hands.until("SAFETY ITEM ENDORSED")
        await hands.until("2 forms that day")
