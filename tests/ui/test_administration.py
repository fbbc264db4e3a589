"""The plan of the work, sessions that fell away, and the end."""

from datetime import timedelta

from romtui.domain.case import Attendance, Stage
from tests.ui.conftest import TODAY, Practice
from tests.ui.hands import LARGE, SMALL, Hands, in_session


async def call(hands: Hands, command: str) -> None:
    """Choose a command by its name."""
    await hands.type(":" + command)
    await hands.press("enter")


async def test_the_plan_is_counted_in_the_first_line_and_today_is_marked_in_the_caseload(
    practice: Practice,
) -> None:
    person = practice.person(16, 14, 12)
    async with in_session(practice.app(), SMALL) as hands:
        await hands.type(">")
        assert "Treatment plan" in hands.text
        await hands.type("yesterday")
        await hands.press("enter")
        assert "Mon 23 Nov 2026 is in the past" in hands.text
        await hands.press(*["backspace"] * 9)
        await hands.type("0")
        await hands.press("enter")
        await hands.type("12")
        await hands.press("enter", *["backspace"] * 6)
        await hands.type("2")
        await hands.press("enter")
        await hands.until("session 1 of 12 · Tue 24 Nov ")
        planned = practice.store.case(person.patient.id).patient
        assert (planned.next_on, planned.planned_sessions) == (TODAY, 12)
        assert planned.stage is Stage.ENDING
        await hands.press("q", "enter")
        await hands.until("Caseload")
        assert " today" in hands.text


async def test_an_absence_is_noted_ahead_or_afterwards_and_taken_back_the_same_way(
    practice: Practice,
) -> None:
    person = practice.person(16, 14, 12)
    in_a_week = TODAY + timedelta(7)
    async with in_session(practice.app(), LARGE) as hands:
        await hands.type(">")
        await hands.type("+7")
        await hands.press("enter", "enter", "enter")
        await call(hands, "cancelled")
        await hands.type("+7")
        await hands.press("enter")
        await hands.until("Tue 1 Dec 2026 recorded as cancelled")
        case = practice.store.case(person.patient.id)
        assert case.sessions[-1].attendance is Attendance.CANCELLED
        assert case.patient.next_on is None
        await call(hands, "cancelled")
        await hands.type("+7")
        await hands.press("enter")
        await hands.until("no longer recorded as cancelled")
        await call(hands, "missed")
        await hands.type("2020-01-01")
        await hands.press("enter")
        assert "before your work together began" in hands.text
        await hands.press("escape")
        await call(hands, "missed")
        await hands.press("enter")
        await hands.until("missed · Tue 24 Nov 2026")
        await call(hands, "missed")
        await hands.press("enter")
        await hands.until("no longer recorded as missed")
    sessions = practice.store.case(person.patient.id).sessions
    assert all(session.on != in_a_week for session in sessions)
    assert (
        next(session for session in sessions if session.on == TODAY).attendance
        is Attendance.ATTENDED
    )


async def test_the_work_ends_with_a_last_measure_and_the_record_stays(practice: Practice) -> None:
    person = practice.person(16, 14, 12)
    practice.now += timedelta(10)
    async with in_session(practice.app(), SMALL) as hands:
        await call(hands, "discharge")
        assert "No PHQ-9 score from the last 3 days" in hands.text
        await hands.press("enter")
        assert hands.screen == "EntryScreen"
        await hands.type("0" * 9)
        await hands.until("Saved")
        await call(hands, "discharge")
        assert "to close with" not in hands.text
        await hands.press("enter")
        assert practice.store.case(person.patient.id).patient.archived_on is None
        await call(hands, "discharge")
        await hands.press("f")
        await hands.until("Moved to follow-up")
        await call(hands, "discharge")
        await hands.press("d")
        await hands.until("discharged.")
        ended = practice.store.case(person.patient.id)
        assert (ended.patient.archived_on, len(ended.results)) == (practice.now.date(), 4)
        assert ended.patient.stage is Stage.FOLLOWUP
        await hands.press("q", "enter")
        await hands.until("Everyone is archived")
        practice.wait(1)
        await hands.type("z")
        await hands.press("enter")
        await call(hands, "discharge")
        await hands.until("back in the caseload")
    assert practice.store.case(person.patient.id).patient.archived_on is None


async def test_a_discharge_that_cannot_be_kept_is_said(practice: Practice) -> None:
    practice.person(12)
    async with in_session(practice.app(), SMALL) as hands:
        await call(hands, "discharge")
        with practice.read_only_disk():
            await hands.press("d")
            assert "cannot be written" in hands.text
