"""What is left open comes back; what a person does not like changes something."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from romtui.domain.case import Attendance
from romtui.domain.discussion import How
from romtui.domain.preferences import Preferences, PreferredMoment
from romtui.ui.session.sentences import due_words
from romtui.ui.session.view import SessionView
from tests.ui.conftest import DECK, TODAY, Practice
from tests.ui.hands import SMALL, Hands, at, in_session
from tests.ui.weekly import came_before, close, note, session, the_case, total

AT_MOST = 12
"""Keys from the caseload to a score that is shared."""


async def test_a_score_nobody_talked_about_comes_back_until_it_is_shared(
    practice: Practice,
) -> None:
    came_before(practice, 14)
    practice.store.unshare(1)
    practice.now -= timedelta(weeks=1)
    async with session(practice) as hands:
        await close(hands, "Not shared yet: PHQ-9 of 24 Nov (14)")
    async with session(practice) as hands:
        await hands.type("3")
        await hands.until("Not shared yet: PHQ-9 of 24 Nov (14).")
        await total(hands, 13)
        await hands.until("Results not yet shared")
        await hands.type("x1")
        await hands.until("You will be reminded next time")
        assert "Not shared today: No time" in note(practice)
        await close(hands)
        practice.wait(1)
        await hands.type("l")
        await hands.until("0 of 2 shared")
        assert "2 unshared" in hands.text
    async with session(practice) as hands:
        await hands.type("3")
        await hands.until("Not shared yet: 2 scores since 24 Nov.")
        await hands.type("s")
        await close(hands)
        practice.wait(1)
        await hands.type("l")
        await hands.until("All patients: 2 of 2 shared")
    assert all(result.discussed for result in the_case(practice).results)


async def test_two_forms_put_off_in_a_row_bring_up_what_stands_in_the_way(
    practice: Practice,
) -> None:
    came_before(practice, 14)
    for week in range(2):
        async with session(practice) as hands:
            await hands.type("3x2")
            assert (hands.screen == "ObjectionsScreen") == bool(week)
            assert "No questionnaire today: Did not want to" in note(practice)
            if week:
                assert "Postponed twice in a row. What is getting in the way?" in hands.text
                await hands.press("enter")
                await hands.until("Questionnaire schedule")
    (objection,) = the_case(practice).objections
    assert objection.code == "irrelevant"


OBJECTIONS = [objection.code for objection in DECK.objections]


async def object_to(hands: Hands, code: str) -> None:
    """Say what the person has against the questionnaires."""
    await hands.press("o", *["down"] * OBJECTIONS.index(code), "enter")


async def test_each_objection_changes_what_it_asks_for(practice: Practice) -> None:
    came_before(practice, 14, 12)
    async with session(practice) as hands:
        await hands.type("3")
        await object_to(hands, "irrelevant")
        await hands.until("Questionnaire schedule")
        await hands.press("escape")
        await object_to(hands, "timing")
        await hands.type("3")
        await hands.until("Recorded: at the end.")
        await object_to(hands, "no_feedback")
        await hands.until("Look at the chart together now")
        await object_to(hands, "too_often")
        await hands.type("2")
        await hands.until("Recorded: PHQ-9 every 2 weeks.")
        await object_to(hands, "numbers")
        await hands.until("uses words, not numbers")
        await hands.type("v")
        assert "12" not in hands.text.replace("Dec", "")
        await hands.type("v")
        await object_to(hands, "who_sees")
        await hands.until("What do you answer?")
        await hands.press("ctrl+u")
        await hands.type("Only I do.")
        await hands.press("enter")
        await object_to(hands, "worse")
        await hands.until("Recorded: read aloud together.")
        await object_to(hands, "please")
        await hands.until("c rate session")
        await object_to(hands, "decline")
        await hands.until("Pause questionnaires until when")
        await hands.press("enter")
        await hands.press("o", *["down"] * OBJECTIONS.index("who_sees"))
        await hands.until("“Only I do.”")
        await hands.press("escape")
        assert "Concern about questionnaires: “I'm more than a number”" in note(practice)
    async with session(practice) as hands:
        await hands.type("3")
        await hands.until("Questionnaires paused until 5 Jan 2027, as agreed. Ask how things")
        assert "Shall we take a minute for the questionnaire" not in hands.text
        assert "In your own words" in hands.text
        assert "due" not in hands.text.replace("fill in due", "")
    case = the_case(practice)
    assert case.preferences == Preferences(
        PreferredMoment.END, words_only=True, aloud=True, quiet_until=date(2027, 1, 5)
    )
    assert [objection.code for objection in case.objections] == [
        code for code in OBJECTIONS if code != "reading"
    ]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Preferences(), "Due: PHQ-9, GAD-7.   z"),
        (
            Preferences(PreferredMoment.BEFORE),
            "Due: PHQ-9, GAD-7 (prefers before the session).   z",
        ),
        (Preferences(PreferredMoment.END), "Due: PHQ-9, GAD-7 (prefers the end).   z"),
        (Preferences(aloud=True), "Due: PHQ-9, GAD-7. Read aloud together.   z"),
        (
            Preferences(quiet_until=TODAY + timedelta(1)),
            "Questionnaires paused until 25 Nov, as agreed. Ask how things are going instead.",
        ),
        (Preferences(quiet_until=TODAY), "Due: PHQ-9, GAD-7.   z"),
    ],
)
def test_what_is_due_is_asked_for_as_it_was_settled(
    practice: Practice, wanted: Preferences, said: str
) -> None:
    case = replace(practice.store.add_patient(), preferences=wanted)
    assert due_words(SessionView(case, TODAY, DECK, "phq9")).startswith(said)


async def test_a_session_that_falls_away_ahead_is_neither_counted_nor_due(
    practice: Practice,
) -> None:
    came_before(practice, 14)
    next_week = practice.now.date() + timedelta(weeks=1)
    async with session(practice) as hands:
        await hands.type("3:cancelled")
        await hands.press("enter")
        await hands.type("+7")
        await hands.press("enter")
        await hands.until("recorded as cancelled")
        await total(hands, 12)
        await hands.type("s")
        await close(hands)
    async with session(practice) as hands:
        await hands.until("session 3, cancelled")
        assert note(practice).splitlines()[0] == "Session cancelled, 8 December 2026"
    kept = {session.on: session.attendance for session in the_case(practice).sessions}
    assert kept[next_week] is Attendance.CANCELLED


async def test_the_shortest_way_from_the_caseload_to_a_shared_score(practice: Practice) -> None:
    practice.person(12, name="Ada Lark")
    who = practice.person(16, 14, name="Bo Quill").patient
    practice.now += timedelta(weeks=1)
    keys = ["/", "q", "u", "enter", "3", "t", "9", "enter", "0", "enter", "s"]
    async with at(practice.app()) as hands:
        await hands.until("Caseload")
        await hands.press(*keys[:-1])
        await hands.until("“")
        await hands.press(keys[-1])
        await hands.until("● shared")
    assert len(keys) <= AT_MOST
    case = practice.store.case(who.id)
    assert (case.impression, case.results[-1].how) == (0, How.SCREEN)
    assert case.results[-1].total == 9


async def test_in_a_small_window_every_concern_is_reached_and_how_to_answer_stays_in_sight(
    practice: Practice,
) -> None:
    practice.person(*[16, 17] * 5)
    async with in_session(practice.app(), SMALL) as hands:
        await hands.press("o")
        for objection in DECK.objections:
            text = await hands.until(f"▸ {objection.says}")
            assert "Enter records it and changes what it asks for." in text
            first = " ".join(objection.say.split()[:4])
            assert first in text
            await hands.press("down")
