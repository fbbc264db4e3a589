"""Talking about a score on the session screen: what is asked, agreed, taken back."""

from datetime import timedelta

import pytest

from romtui.domain.case import Attendance
from romtui.domain.discussion import AgreementOutcome
from romtui.domain.private import Private
from tests.ui.conftest import TODAY, Practice
from tests.ui.hands import in_session


async def test_a_digit_in_the_empty_field_takes_a_preset(practice: Practice) -> None:
    patient_id = practice.person(10, 12, 16).patient.id
    async with in_session(practice.app()) as hands:
        await hands.type("0a1")
        await hands.press("right", " ", "2", "enter")
        await hands.until("Agreed today")
        await hands.type("e4")
        await hands.press("enter")
        await hands.until("Exam")
    case = practice.store.case(patient_id)
    (agreed,) = case.agreements
    assert agreed.what.reveal().endswith(" 2")
    assert len(agreed.what.reveal()) > len("1 2")
    assert [event.what.reveal() for event in case.events] == ["Exam"]


@pytest.mark.parametrize("words", ["3 walks a week", "10 minutes outside", "2x a day", "9 to 5"])
async def test_words_that_begin_with_a_digit_stay_as_they_are_typed(
    practice: Practice, words: str
) -> None:
    who = practice.person(10, 12, 16).patient.id
    async with in_session(practice.app()) as hands:
        await hands.type(f"0a{words}")
        await hands.press("enter")
        await hands.until("Agreed today")
        await hands.type(f"e{words}")
        await hands.press("enter")
        await hands.until("recorded")
    case = practice.store.case(who)
    assert [agreement.what.reveal() for agreement in case.agreements] == [words]
    assert [event.what.reveal() for event in case.events] == [words]


async def test_a_key_after_a_chosen_line_is_never_put_behind_it(practice: Practice) -> None:
    who = practice.person(10, 12, 16).patient.id
    async with in_session(practice.app()) as hands:
        await hands.type("0a1")
        chosen = hands.text
        await hands.press("backspace", "1")
        assert hands.text == chosen
        await hands.type("2")
        assert practice.store.case(who).agreements == ()
        await hands.press("enter")
        await hands.until("Agreed today")
    (agreed,) = practice.store.case(who).agreements
    second = next(line for line in chosen.splitlines() if line.lstrip("▌ ").startswith("2  "))
    assert agreed.what.reveal() == second.partition("2  ")[2].strip()


async def test_own_words_may_begin_with_the_digits_of_lines(practice: Practice) -> None:
    who = practice.person(10, 12, 16).patient.id
    async with in_session(practice.app()) as hands:
        await hands.type("0a12 steps, one a day")
        await hands.press("enter")
        await hands.until("Agreed today")
    (agreed,) = practice.store.case(who).agreements
    assert agreed.what.reveal() == "12 steps, one a day"


async def test_a_question_that_was_passed_by_or_left_is_no_longer_on_the_screen(
    practice: Practice,
) -> None:
    practice.person(10, 12, 16)
    async with in_session(practice.app()) as hands:
        await hands.type("0f")
        await hands.until("match how they feel")
        await hands.press("home")
        assert "match how they feel" not in hands.text
        await hands.type("f2")
        await hands.press("escape")
        assert hands.screen == "SessionScreen"
        assert "match how they feel" not in hands.text


async def test_taking_back_takes_back_all_that_was_just_shared_and_nothing_older(
    practice: Practice,
) -> None:
    patient_id = practice.person(10, 12, 16).patient.id

    def shared() -> list[bool]:
        return [result.discussed for result in practice.store.case(patient_id).results]

    async with in_session(practice.app()) as hands:
        await hands.type("s")
        assert shared() == [True, True, True]
        await hands.type("s")
        assert shared() == [False, False, False]
        await hands.type("s")
        practice.now += timedelta(days=1)
        await hands.type("vvs")
        await hands.until("on an earlier day")
        assert shared() == [True, True, True]


async def test_a_score_of_another_measure_is_shared_from_where_one_is(practice: Practice) -> None:
    patient_id = practice.person(10).patient.id
    async with in_session(practice.app()) as hands:
        await hands.press("down")
        await hands.type("qs")
        await hands.until("✓ PHQ-9 shared")
    (result,) = practice.store.case(patient_id).results
    assert result.discussed


async def test_the_close_card_takes_no_key_for_what_is_not_open(practice: Practice) -> None:
    patient_id = practice.person(10).patient.id
    async with in_session(practice.app()) as hands:
        await hands.type("qaR")
        assert hands.screen == "CloseScreen"
        await hands.type("s")
        await hands.type("x")
        await hands.until("Nothing to postpone")
        assert not practice.store.case(patient_id).declined(TODAY)


async def test_a_slip_about_what_became_of_it_is_corrected_by_another_digit(
    practice: Practice,
) -> None:
    patient_id = practice.person(10).patient.id
    practice.store.agree(patient_id, Private("walk"))
    practice.store.agree(patient_id, Private("write"))
    practice.now += timedelta(days=7)
    async with in_session(practice.app()) as hands:
        await hands.type("02")
        await hands.until("Last time: walk")
        await hands.type("1a3")
        await hands.until("Recorded: not done.")
        await hands.type("1")
        await hands.until("Recorded: done.")
        assert "Last time: walk   done" in hands.text
    agreed = practice.store.case(patient_id).agreements
    assert [agreement.outcome for agreement in agreed] == [
        AgreementOutcome.DONE,
        AgreementOutcome.PARTLY,
    ]


async def test_a_talk_put_off_on_a_disk_that_cannot_be_written_is_said_and_not_kept(
    practice: Practice,
) -> None:
    patient_id = practice.person(10).patient.id
    async with in_session(practice.app()) as hands:
        with practice.read_only_disk():
            await hands.type("x1")
            await hands.until("cannot be written")
            await hands.type("x0asleep")
            await hands.press("enter")
            await hands.until("cannot be written")
        await hands.type("x1")
        await hands.until("reminded next time")
    assert len(practice.store.case(patient_id).skips) == 1


async def test_a_session_rating_that_was_left_at_once_does_not_take_the_mark(
    practice: Practice,
) -> None:
    practice.person(10)
    async with in_session(practice.app()) as hands:
        await hands.type("c")
        assert hands.screen == "EntryScreen"
        await hands.press("escape")
        assert "▸ PHQ-9" in hands.text
        await hands.type("c5")
        await hands.press("enter", "escape")
        assert "▸ Check-in" in hands.text


async def test_nobody_is_asked_how_somebody_seems_who_is_away_today(practice: Practice) -> None:
    patient_id = practice.person(10).patient.id
    practice.now += timedelta(days=7)
    async with in_session(practice.app()) as hands:
        assert "how do they seem" in hands.text
    practice.store.record_session(patient_id, practice.now.date(), Attendance.CANCELLED)
    async with in_session(practice.app()) as hands:
        assert "cancelled" in hands.text
        assert "how do they seem" not in hands.text


async def test_undo_goes_backwards_in_time_also_after_the_record_was_closed(
    practice: Practice,
) -> None:
    person = practice.person().patient.id
    async with in_session(practice.app()) as hands:
        await hands.type("t14")
        await hands.press("enter", "0", "enter")
        await hands.until("Saved")
        await hands.press("a", "1", "enter")
        await hands.until("✓ Agreed")
        await hands.type("q")
        await hands.press("enter")
        await hands.until("Caseload")
        await hands.press("enter")
        await hands.until("session")
        agreed = practice.store.case(person).agreements[0].what.reveal()
        await hands.type("u")
        await hands.until(f"Undone: the agreed action “{agreed[:20]}")
        case = practice.store.case(person)
        assert not case.agreements
        assert case.results[-1].total == 14
        await hands.type("u")
        await hands.until("Undone: the PHQ-9 of today (14)")
    assert practice.store.case(person).results == ()
