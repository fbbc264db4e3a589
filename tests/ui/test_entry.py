"""Filling in a questionnaire on the screen."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from romtui.domain.case import Status
from romtui.domain.digit_keys import DigitKeys
from romtui.domain.preferences import Scheduled
from romtui.domain.private import Private
from tests.ui.conftest import TODAY, Practice
from tests.ui.hands import at, in_session


async def test_ten_keys_enter_a_phq9_and_the_score_is_on_the_screen(practice: Practice) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("n" + "212121210")
        await hands.until("Saved")
        assert "PHQ-9" in hands.text
        assert " 12 " in hands.text
        assert "moderate" in hands.text
    (result,) = practice.store.case(person.patient.id).results
    assert result.total == Decimal(12)
    assert result.answers == (2, 1, 2, 1, 2, 1, 2, 1, 0)


async def test_a_gad7_is_entered_after_the_phq9(practice: Practice) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("n" + "1" * 9)
        await hands.until("Saved")
        await hands.press("m")
        await hands.type("gad-7")
        await hands.press("enter")
        await hands.type("n" + "2" * 7)
        await hands.until("14")
    totals = {
        result.instrument: result.total for result in practice.store.case(person.patient.id).results
    }
    assert totals == {"phq9": 9, "gad7": 14}


def drinker(practice: Practice) -> int:
    """A person of whom nothing but the AUDIT is due."""
    who = practice.person().patient.id
    for usual in ("phq9", "gad7"):
        practice.store.unschedule(who, usual)
    practice.store.schedule(who, Scheduled("audit"))
    return who


async def test_who_never_drinks_is_asked_three_of_the_ten_questions(practice: Practice) -> None:
    who = drinker(practice)
    async with in_session(practice.app()) as hands:
        await hands.type("z0")
        await hands.until("2 of 10")
        assert "Items 2 to 8 need no answer. Enter goes on to item 9" in hands.text
        await hands.press("enter")
        await hands.until("9 of 10")
        assert "item 1: Never; items 2 to 8 not needed" in hands.text
        assert hands.text.count("·  not needed") == 7
        assert "·  skipped" not in hands.text
        await hands.type("04")
        await hands.until("session 1")
    (result,) = practice.store.case(who).results
    assert result.total == 4
    assert result.answers == (0, *[None] * 7, 0, 4)


@pytest.mark.parametrize("paper", ["0000000024", "0.......24", "1000000024"])
async def test_ten_digits_typed_from_paper_each_stand_at_their_question(
    practice: Practice, paper: str
) -> None:
    who = drinker(practice)
    practice.store.schedule(who, Scheduled("phq9"))
    async with in_session(practice.app()) as hands:
        await hands.type("z" + paper)
        await hands.until("PHQ-9")
        assert "1 of 9" in hands.text
    (result,) = practice.store.case(who).results
    assert result.total == sum(int(mark) for mark in paper if mark != ".")
    assert result.answers is not None
    assert result.answers[-2:] == (2, 4)
    assert not any(draft.answers[0] for draft in practice.store.case(who).drafts)


async def test_the_answer_is_echoed_in_words(practice: Practice) -> None:
    practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("n2")
        assert "item 1: More than half the days" in hands.text


async def test_a_digit_that_is_not_on_the_form_only_gives_a_hint(practice: Practice) -> None:
    practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("n7")
        assert "7 is not an option here" in hands.text
        assert "1 of 9" in hands.text


async def test_backspace_and_arrows_correct_in_place(practice: Practice) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("n33")
        await hands.press("backspace")
        await hands.type("0")
        await hands.press("up", "up")
        await hands.type("1")
        await hands.press("down")
        await hands.type("0" * 7)
        await hands.until("Saved")
    (result,) = practice.store.case(person.patient.id).results
    assert result.answers == (1, 0, 0, 0, 0, 0, 0, 0, 0)


async def test_an_incomplete_form_is_kept_and_not_scored(practice: Practice) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("n11111.111")
        assert "8 of 9 answered" in hands.text
        await hands.press("enter")
        await hands.until("session")
        assert "8 of 9 answered" in hands.text
    (result,) = practice.store.case(person.patient.id).results
    assert result.total is None
    assert not result.valid


async def test_an_unanswered_safety_item_is_named_before_saving(practice: Practice) -> None:
    practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("n11111111.")
        assert "Item 9 is a safety item and has no answer" in hands.text


async def test_a_half_filled_form_is_kept_with_every_key_and_offered_again(
    practice: Practice,
) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("n123")
        (draft,) = practice.store.case(person.patient.id).drafts
        assert draft.answers[:3] == (1, 2, 3)
        await hands.press("escape")
        await hands.until(", 3 of 9 answered")
        await hands.type("n")
        assert "4 of 9" in hands.text


async def test_a_half_filled_form_can_be_thrown_away(practice: Practice) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("n123x")
        await hands.until("Discard this PHQ-9? 3 of 9 answers will be lost.")
        await hands.press("enter")
        await hands.until("4 of 9")
        assert len(practice.store.case(person.patient.id).drafts) == 1
        await hands.type("xy")
        await hands.until("session")
    assert practice.store.case(person.patient.id).drafts == ()


async def test_a_day_before_the_start_is_taken_after_one_question(practice: Practice) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("nd7")
        await hands.press("enter")
        await hands.until("before treatment began")
        await hands.press("enter")
        await hands.until("Tue 24 Nov 2026")
        await hands.type("d7")
        await hands.press("enter")
        await hands.type("y" + "1" * 9)
        await hands.until("Saved")
        await hands.type("t16")
        await hands.press("tab")
        await hands.type("2026-11-03")
        await hands.press("enter")
        await hands.until("before treatment began")
        await hands.type("y0")
        await hands.press("enter")
        await hands.until("Saved")
    days = [result.on for result in practice.store.case(person.patient.id).results]
    assert days == [TODAY - timedelta(21), TODAY - timedelta(7)]


async def test_the_date_can_be_changed_and_the_future_is_refused(practice: Practice) -> None:
    person = practice.person(weeks=2)
    async with in_session(practice.app()) as hands:
        await hands.type("nd2027-01-01")
        await hands.press("enter")
        assert "is in the future" in hands.text
        for _ in range(10):
            await hands.press("backspace")
        await hands.type("7")
        await hands.press("enter")
        await hands.type("1" * 9)
        await hands.until("Saved")
    (result,) = practice.store.case(person.patient.id).results
    assert result.on == TODAY - timedelta(7)


async def test_undo_takes_the_form_back_and_keeps_its_answers(practice: Practice) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("n" + "1" * 9)
        await hands.until("Saved")
        await hands.type("u")
        await hands.until("Undone")
    case = practice.store.case(person.patient.id)
    assert case.results == ()
    assert case.drafts[0].answers == (1,) * 9


async def test_a_form_that_was_taken_back_is_saved_as_it_is_and_no_digit_changes_its_last_answer(
    practice: Practice,
) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("n" + "1" * 8 + "0")
        await hands.until("Saved")
        await hands.type("un3")
        await hands.until("End of form. Enter saves")
        await hands.press("enter")
        await hands.until("Saved")
        assert "More items to come" not in hands.text
    (result,) = practice.store.case(person.patient.id).results
    assert result.answers == (*(1,) * 8, 0)


async def test_enter_saves_a_complete_form_from_wherever_in_it(practice: Practice) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("n" + "1" * 9)
        await hands.until("Saved")
        await hands.type("un")
        await hands.press("up", "up", "up")
        await hands.type("3")
        await hands.press("enter")
        await hands.until("Saved")
    (result,) = practice.store.case(person.patient.id).results
    assert result.answers == (*(1,) * 6, 3, 1, 1)


async def test_a_total_is_followed_by_its_safety_item(practice: Practice) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("t17")
        await hands.press("enter")
        await hands.until("Item 9")
        await hands.type("1")
        await hands.press("enter")
        await hands.until("SAFETY ITEM ENDORSED")
    (result,) = practice.store.case(person.patient.id).results
    assert result.total == 17
    assert result.safety == {9: 1}


async def test_a_total_beyond_the_range_is_refused_in_a_sentence(practice: Practice) -> None:
    practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("t28")
        await hands.press("enter")
        await hands.until("go from 0 to 27")


async def test_an_earlier_result_is_corrected_with_a_reason(practice: Practice) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("n" + "1" * 9)
        await hands.until("Saved")
        await hands.press("backspace")
        await hands.until("Earlier results")
        await hands.press("enter")
        await hands.until("correction")
        await hands.press("up")
        await hands.type("3")
        await hands.press("enter")
        await hands.until("Reason for the correction?")
        await hands.press("enter")
        await hands.until("Give a short reason")
        await hands.type("misread")
        await hands.press("enter")
        await hands.until("corrected")
    (result,) = practice.store.case(person.patient.id).results
    assert result.total == 11
    assert result.status is Status.AMENDED
    assert [version.total for version in practice.store.history(result.id)] == [9, 11]
    assert result.reason == Private("misread")


async def test_a_result_entered_in_error_is_withdrawn_with_a_reason(practice: Practice) -> None:
    person = practice.person(12)
    async with in_session(practice.app()) as hands:
        await hands.press("backspace")
        await hands.until("Earlier results")
        await hands.type("x")
        await hands.type("other person")
        await hands.press("enter")
        await hands.press("escape")
        await hands.until("session")
    assert practice.store.case(person.patient.id).results == ()


async def test_the_form_of_one_person_is_never_offered_for_another(practice: Practice) -> None:
    first, second = practice.person(), practice.person()
    async with at(practice.app()) as hands:
        await hands.until("Caseload")
        await hands.press("enter")
        await hands.until("session")
        await hands.type("n123")
        await hands.press("escape")
        await hands.press("escape")
        await hands.until("Caseload")
    cases = [practice.store.case(person.patient.id) for person in (first, second)]
    assert sorted(len(case.drafts) for case in cases) == [0, 1]


async def test_sixteen_digits_in_one_go_fill_in_two_forms(practice: Practice) -> None:
    person = practice.person().patient.id
    async with in_session(practice.app()) as hands:
        await hands.type("z" + "111111110" + "2222222")
        await hands.until("✓ Saved.")
        assert "One digit more" not in hands.text
        practice.wait(1)
        await hands.type("1")
        await hands.until("The question after the PHQ-9: 1 Somewhat difficult")
    phq9, gad7 = practice.store.case(person).results
    assert phq9.answers == (*(1,) * 8, 0)
    assert phq9.followup == 1
    assert gad7.answers == (2,) * 7


@pytest.mark.parametrize("typed", ["1111111102" + "2222222", "111111110" + "22222221"])
async def test_a_digit_too_many_in_a_row_of_forms_answers_nothing_and_is_said(
    practice: Practice, typed: str
) -> None:
    person = practice.person().patient.id
    async with in_session(practice.app()) as hands:
        await hands.type("z" + typed)
        await hands.until("One digit more than the forms have")
        assert f"{typed[-1]} was not used. Check the GAD-7" in " ".join(hands.text.split())
        assert "Somewhat difficult" in hands.text
        assert practice.store.case(person).results[0].followup is None
        await hands.type("u")
        await hands.until("Undone: the GAD-7 of today")
    (phq9,) = practice.store.case(person).results
    assert phq9.answers == (*(1,) * 8, 0)


async def test_where_one_form_of_a_row_ends_and_the_next_begins_is_said(
    practice: Practice,
) -> None:
    practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("z" + "1" * 9)
        await hands.until("1 of 7")
        assert "✓ The PHQ-9 is saved." in hands.text
        await hands.type("2")
        await hands.until("item 1: More than half the days")
        await hands.press("backspace")
        await hands.until("1 of 7")


async def test_a_tenth_digit_is_named_with_its_question_and_one_key_takes_just_that_back(
    practice: Practice,
) -> None:
    person = practice.person().patient.id
    async with in_session(practice.app()) as hands:
        await hands.type("n" + "1" * 9 + "1")
        await hands.until("The question after the PHQ-9: 1 Somewhat difficult.   u undoes it")
        (result,) = practice.store.case(person).results
        assert result.followup == 1
        await hands.type("u")
        await hands.until("Undone: the answer to the question after the PHQ-9 of today")
    (result,) = practice.store.case(person).results
    assert (result.total, result.followup) == (Decimal(9), None)


async def test_on_a_french_keyboard_the_top_row_answers_without_shift(practice: Practice) -> None:
    person = practice.person()
    practice.store.change_settings(replace(practice.store.settings, digit_keys=DigitKeys.FRENCH))
    async with in_session(practice.app()) as hands:
        await hands.type("n" + 'é&"à&&&&&')
        await hands.until("Saved")
    (result,) = practice.store.case(person.patient.id).results
    assert result.answers == (2, 1, 3, 0, 1, 1, 1, 1, 1)
