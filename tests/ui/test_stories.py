"""Sessions as they happen, week after week: what is on the screen, in the store, in the note."""

from romtui.domain.case import Stage
from romtui.domain.discussion import AgreementOutcome, Ask, Fit
from romtui.domain.patterns import Pattern
from romtui.domain.private import Private
from tests.ui.conftest import TODAY, Practice
from tests.ui.weekly import (
    A_WEEK,
    agree,
    came_before,
    check_in,
    close,
    note,
    session,
    the_case,
    total,
)


async def test_a_first_session(practice: Practice) -> None:
    practice.store.add_patient()
    async with session(practice) as hands:
        assert "Before the first questionnaire" in hands.text
        assert "Before you see the score" not in hands.text
        await hands.press("enter")
        await hands.until("questionnaires introduced as routine")
        await hands.type("n222222110")
        assert "Saved" in hands.text
        await hands.type("1p9")
        await hands.press("enter")
        await hands.type("sleeping through the night")
        await hands.press("enter")
        await hands.until("below")
        assert "target 9" in hands.text
        await hands.type("s")
        await hands.until("● shared")
        await agree(hands, "4")
        assert "AGREED TODAY" in hands.text
        assert "Walk before work" in hands.text
        await check_in(hands, 8, 8, 9)
        await hands.type("s")
        await hands.type("y")
        text = await hands.until("Session note")
        for line in note(practice).splitlines():
            assert line in text
        await hands.press("escape")
        assert note(practice) == (
            "Session 1, 24 November 2026\n"
            "Introduced the questionnaires as standard practice\n"
            "PHQ-9: 14 of 27 (moderate), first score\n"
            "  Shared on screen and discussed\n"
            "Check-in: 25 of 30, first score\n"
            "  Shared on screen and discussed\n"
            "Agreed: Walk before work, three mornings a week; review on 1 December\n"
        )
        await close(hands)
    case = the_case(practice)
    assert case.patient.framed_on == TODAY
    assert case.impression is None
    assert case.results[0].answers == (2, 2, 2, 2, 2, 2, 1, 1, 0)
    assert case.target_words["phq9"].reveal() == "sleeping through the night"


async def test_eight_weeks_without_a_change_lead_to_a_change_of_course(practice: Practice) -> None:
    came_before(practice, 16, 16, 15, 16, 15, 16, 15, 16)
    next_idea = Private("exposure")
    practice.store.set_focus(1, Private("behavioural activation"), TODAY, next_idea)
    async with session(practice) as hands:
        await hands.type("3")
        await total(hands, 16)
        await hands.until("Not on track yet")
        assert "After 8 weeks of behavioural activation" in hands.text
        await hands.type("s")
        await close(hands, "No action agreed for “PHQ-9: Not on track yet”")
        practice.wait(1)
        await hands.type("l")
        assert "no action agreed" in await hands.until("1 patient with open items")
        await hands.press("enter")
        await hands.until("session 9")
        await agree(hands, "1")
        assert "Agreed: Try something else: agree what by next time" in note(practice)
        await hands.press("q")
        assert "no action agreed" not in await hands.until("Weekly review")
    (agreement,) = the_case(practice).agreements
    assert agreement.pattern is Pattern.NOT_ON_TRACK
    async with session(practice) as hands:
        await hands.type("3")
        await hands.until("How did that go?")
        await hands.type("1")
        await total(hands, 15)
        await hands.type("sk1")
        await hands.until("Esc keeps behavioural")
        await hands.press("enter", "enter", "enter")
        assert "Intervention since 26 January: exposure" in note(practice)
        await agree(hands, "list of what to approach")
        await close(hands)
    assert the_case(practice).agreements[0].outcome is AgreementOutcome.DONE
    before, now = the_case(practice).focuses
    assert (before.name.reveal(), before.until) == ("behavioural activation", now.since)
    async with session(practice) as hands:
        await hands.type("32")
        await total(hands, 9)
        await hands.type("k")
        text = await hands.until("Since we changed to exposure: 6 points")
        assert "LAST TIME" in text
        assert "list of what to approach" in text
        assert "│ partly done" in text
        assert "Since we changed to exposure: 6 points better (PHQ-9)" in note(practice)


async def test_deterioration_brings_five_questions_an_agreement_and_its_review(
    practice: Practice,
) -> None:
    came_before(practice, 10, 16)
    async with session(practice) as hands:
        await hands.type("2")
        await total(hands, 17)
        await hands.until("Clearly worse than start")
        await hands.type("sd")
        assert "Are we working on the right things" in hands.text
        await hands.type(" jj ")
        await hands.press("down", "enter")
        await hands.type("lost her job")
        await hands.press("enter", "escape")
        await hands.type("a2")
        await hands.press("down", "ctrl+u")
        await hands.type("+3")
        await hands.press("enter")
        await hands.until("● agreed")
        await close(hands)
        lines = note(practice).splitlines()
    asked = {answer.ask: answer.note.reveal() for answer in the_case(practice).asked}
    assert asked == {Ask.ALLIANCE: "", Ask.SUPPORT: "", Ask.EVENTS: "lost her job"}
    assert "PHQ-9: 17 of 27 (moderately severe), 1 point worse since 1 December" in lines
    assert (
        "  Since the start (24 November): 7 points worse, reliable change (6 points needed)"
        in lines
    )
    assert "Asked about: How we work together" in lines
    assert "Asked about: Life events: lost her job" in lines
    assert "Agreed: Meet again within a week; review on 11 December" in lines
    async with session(practice) as hands:
        await hands.type("3")
        await hands.until("How did that go?")
        await hands.type("3")
        assert "Meet again within a week" in hands.text
        assert "│ not done" in hands.text
        assert "Agreed on 8 December: Meet again within a week (not done)" in note(practice)
    assert the_case(practice).agreements[0].outcome is AgreementOutcome.NOT


async def test_a_score_that_is_better_than_the_person_seems(practice: Practice) -> None:
    came_before(practice, 16, 15)
    seen = ""
    async with session(practice) as hands:
        await hands.type("1")
        await total(hands, 8)
        seen += await hands.until("Easier on paper")
        await hands.type("sf3")
        await hands.press("escape")
        assert "Does the PHQ-9 (8) match how they feel?" not in hands.text
        await hands.type("f3")
        await hands.type("it was only a quiet week")
        await hands.press("enter")
        seen += await hands.until("does not fit")
        await hands.type("y")
        seen += await hands.until("Session note")
        assert "Does not fit how they feel: “it was only a quiet week”" in hands.text
        await hands.press("escape")
        await close(hands)
        seen += note(practice)
        assert the_case(practice).impression == -2
    assert "much worse" not in seen
    assert "impression" not in seen.lower()
    result = the_case(practice).results[-1]
    assert result.fit is Fit.NO
    assert result.fit_words.reveal() == "it was only a quiet week"


async def test_a_rupture_leads_at_once_and_is_mended(practice: Practice) -> None:
    came_before(practice, 14)
    async with session(practice) as hands:
        await hands.type("4")
        await total(hands, 13)
        await hands.type("s")
        await check_in(hands, 8, 8, 9)
        await hands.type("s")
        await close(hands)
    async with session(practice) as hands:
        await hands.type("3")
        await total(hands, 12)
        await hands.type("s")
        await check_in(hands, 8, 7, 8, repair=True)
        assert "Something left unsaid" in hands.text
        await hands.type("sb1")
        await agree(hands, "4")
        await close(hands)
        assert "Agreed: Go slower: one topic a session" in note(practice)
    agreement, said = the_case(practice).agreements[0], the_case(practice).said
    assert agreement.pattern is Pattern.ALLIANCE_REPAIR
    assert any(line.line_id.startswith("alliance_repair/bond/") for line in said)
    async with session(practice) as hands:
        await hands.type("31")
        assert "▸ Check-in" in hands.text
        await hands.press("up")
        await total(hands, 11)
        await hands.type("s")
        await hands.until("Nothing new of the Check-in. The PHQ-9 is not shared yet")
        await hands.type("s")
        await check_in(hands, 9, 9, 9)
        assert "Something left unsaid" not in hands.text
        await hands.type("s")
        await close(hands)
        assert "Check-in: 27 of 30, 4 points better since 8 December" in note(practice)


async def test_a_safety_answer_outlives_a_zero_until_it_is_reviewed(practice: Practice) -> None:
    came_before(practice, 12)
    async with session(practice) as hands:
        await hands.type("3")
        await total(hands, 12, safety=2)
        seen = await hands.until("SAFETY ITEM ENDORSED (1 Dec)")
        await hands.type("s")
        await close(hands, "A safety item has not been reviewed yet", "No action agreed")
        assert "safety item endorsed: not yet reviewed" in note(practice)
    async with session(practice) as hands:
        await hands.type("3")
        await total(hands, 11)
        seen += await hands.until("SAFETY ITEM ENDORSED (1 Dec)")
        await hands.type("s")
        await hands.press("q")
        seen += await hands.until("A safety item has not been reviewed yet")
        await hands.press("R")
        await hands.type("asked; no plan, sister knows")
        await hands.press("enter")
        await hands.until("session 3")
        assert "SAFETY ITEM ENDORSED" not in hands.text
        await hands.type("y")
        seen += await hands.until("Session note")
        assert "safety item endorsed: asked; no plan, sister knows" in hands.text
        await hands.press("escape")
        await close(hands)
        assert "not reviewed" not in note(practice)
    assert "More than half the days" not in seen
    assert all(
        result.safety_reviewed or result.safety == {9: 0} for result in the_case(practice).results
    )


async def test_an_ending(practice: Practice) -> None:
    came_before(practice, 18, 14, 10)
    async with session(practice) as hands:
        await hands.type("3>")
        await hands.press("enter")
        await hands.type("4")
        await hands.press("enter", "ctrl+u")
        await hands.type("2")
        await hands.press("enter")
        await hands.until("session 4 of 4")
        await total(hands, 6)
        assert "Ending phase" in hands.text
        await hands.type("s:discharge")
        await hands.press("enter", "d")
        await hands.until("A-001 discharged")
        await close(hands)
        assert "A-001" not in hands.text
        assert note(practice).splitlines()[:3] == [
            "Session 4 of 4, 15 December 2026",
            "PHQ-9: 6 of 27 (mild), 4 points better since 8 December",
            "  Since the start (24 November, 16 averaged over two scores): 10 points better, "
            "reliable change (6 points needed)",
        ]
    patient = the_case(practice).patient
    assert (patient.stage, patient.archived_on) == (Stage.ENDING, TODAY + 3 * A_WEEK)
