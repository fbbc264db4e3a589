"""What is due, filled in in a row; goals and items in the person's own words."""

from datetime import timedelta

from romtui.domain.case import Case
from romtui.domain.instrument import Direction
from romtui.domain.personal_measures import PersonalKind
from romtui.domain.preferences import Scheduled, every_weeks
from romtui.domain.private import Private
from tests.ui.conftest import Practice
from tests.ui.hands import at, in_session


def battery(practice: Practice, person: Case) -> list[tuple[str, str]]:
    now = practice.store.case(person.patient.id)
    return [(one.instrument, one.cadence.words) for one in now.battery]


def totals(practice: Practice, person: Case) -> dict[str, int | None]:
    results = practice.store.case(person.patient.id).results
    return {one.instrument: None if one.total is None else int(one.total) for one in results}


async def test_one_key_fills_in_all_that_is_due_and_the_session_comes_at_the_end(
    practice: Practice,
) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        assert hands.text.count("no score yet · due") == 2
        assert "Due: PHQ-9, GAD-7.   z starts them all" in hands.text
        await hands.type("z" + "1" * 9)
        assert hands.screen == "EntryScreen"
        await hands.until("GAD-7")
        await hands.type("2" * 7)
        await hands.until("Saved")
        assert hands.screen == "SessionScreen"
        assert "· due" not in hands.text
    assert totals(practice, person) == {"phq9": 9, "gad7": 14}


async def test_a_goal_in_the_row_is_rated_with_one_number_beside_its_words(
    practice: Practice,
) -> None:
    person = practice.person(12)
    store, about = practice.store, person.patient.id
    store.unschedule(about, "gad7")
    words = Private("[b]walk[/b] to the sea")
    store.add_own(about, PersonalKind.GOAL, words, Direction.HIGHER_BETTER)
    async with in_session(practice.app()) as hands:
        assert "due  “[b]walk[/b] to the sea”" in hands.text
        await hands.type("z")
        await hands.until("Goal 1, 0 to 10: 10 is best")
        assert "“[b]walk[/b] to the sea”" in hands.text
        await hands.type("4")
        await hands.press("enter")
        await hands.until("Saved")
        await hands.press("backspace")
        await hands.until("Earlier results")
        assert "“[b]walk[/b]" in hands.text
    assert totals(practice, person) == {"phq9": 12, "goal.1": 4}


async def test_leaving_a_form_in_the_middle_ends_the_row(practice: Practice) -> None:
    practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("z12")
        await hands.press("escape")
        await hands.until(", 2 of 9 answered")
        assert hands.screen == "SessionScreen"
        await hands.type("n" + "1" * 7)
        await hands.until("Saved")
        assert hands.screen == "SessionScreen"


async def test_a_goal_is_added_in_seconds_and_followed_on_the_chart(practice: Practice) -> None:
    person = practice.person(12)
    async with in_session(practice.app()) as hands:
        await hands.type("+g")
        await hands.type("sleep through the night")
        await hands.press("enter")
        await hands.until("“sleep through")
        await hands.press("escape")
        await hands.until("session")
        assert "Goal 1" in hands.text
        await hands.press("down", "down")
        await hands.type("t3")
        await hands.press("enter")
        await hands.until("Saved")
    assert totals(practice, person)["goal.1"] == 3


async def test_a_goal_that_moved_three_points_is_a_real_change(practice: Practice) -> None:
    person = practice.person(weeks=2)
    store, about = practice.store, person.patient.id
    store.add_own(about, PersonalKind.GOAL, Private("walk"), Direction.HIGHER_BETTER)
    async with in_session(practice.app(), (120, 40)) as hands:
        await hands.press("down", "down")
        for mark, days in (("2", "7"), ("5", "0")):
            await hands.type(f"t{mark}")
            await hands.press("tab")
            await hands.type(days)
            await hands.press("enter")
            await hands.until("Saved")
        await hands.until("+3 ▲ better")
        await hands.type("?")
        await hands.until("Goal 1: reliable change 3")
        assert "(verified)" in hands.text


async def test_a_fourth_goal_is_refused_and_its_words_stay_in_the_field(
    practice: Practice,
) -> None:
    person = practice.person()
    for words in ("one", "two", "three"):
        practice.store.add_own(
            person.patient.id, PersonalKind.GOAL, Private(words), Direction.HIGHER_BETTER
        )
    async with in_session(practice.app()) as hands:
        await hands.type("+g")
        await hands.type("four")
        await hands.press("enter")
        await hands.until("track 3 goals at a time")
        assert "four" in hands.text


async def test_an_item_of_ones_own_asks_with_one_key_which_way_is_better(
    practice: Practice,
) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("+o1")
        await hands.type("getting out of bed")
        await hands.press("enter")
        await hands.until("Own 1")
        await hands.press("escape")
    (own,) = practice.store.case(person.patient.id).own
    assert own.direction is Direction.LOWER_BETTER
    assert own.words.reveal() == "getting out of bed"


async def test_the_battery_is_changed_with_a_key_each(practice: Practice) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("+")
        await hands.until("how often")
        await hands.press("enter")
        await hands.type("4 weeks")
        await hands.press("enter")
        await hands.until("every 4 weeks")
        await hands.press("down")
        await hands.type("x")
        await hands.until("Removed from the schedule")
        await hands.type("a")
        await hands.type("core")
        await hands.press("enter")
        await hands.until("CORE-10")
        await hands.press("escape")
        await hands.until("session")
        assert "CORE-10" in hands.text
        assert "GAD-7" not in hands.text
    assert battery(practice, person) == [("phq9", "every 4 weeks"), ("core10", "every session")]


async def test_a_measure_is_paused_with_a_reason_and_taken_up_again(practice: Practice) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("+p")
        await hands.press("enter")
        await hands.until("reason for pausing it")
        await hands.type("exam weeks")
        await hands.press("enter")
        await hands.until("paused: exam weeks")
        await hands.press("escape")
        await hands.until("no score yet · paused")
        await hands.type("+p")
        await hands.until("Resumed.")
    assert not any(one.paused for one in practice.store.case(person.patient.id).battery)


async def test_what_is_not_due_yet_is_not_asked_for(practice: Practice) -> None:
    person = practice.person(12)
    store, about = practice.store, person.patient.id
    store.schedule(about, Scheduled("phq9", every_weeks(2)))
    store.unschedule(about, "gad7")
    practice.now += timedelta(days=7)
    async with in_session(practice.app()) as hands:
        assert "due" not in hands.text
        await hands.type("jz")
        assert hands.screen == "SessionScreen"
        await hands.type("+")
        await hands.until("from 6 Dec")


async def test_the_caseload_says_how_many_are_due(practice: Practice) -> None:
    practice.person()
    async with at(practice.app(), (120, 40)) as hands:
        await hands.until("2 due")


async def test_somebody_followed_by_an_own_item_only_has_a_score_in_the_caseload(
    practice: Practice,
) -> None:
    person = practice.person()
    store, about = practice.store, person.patient.id
    store.add_own(about, PersonalKind.ITEM, Private("worry"), Direction.LOWER_BETTER)
    async with in_session(practice.app()) as hands:
        await hands.press("down", "down")
        await hands.type("t7")
        await hands.press("enter")
        await hands.until("Saved")
        await hands.press("q", "enter")
        await hands.until("Caseload")
        assert " 7" in hands.text
        assert "no score yet" not in hands.text
        assert "worry" not in hands.text


async def test_the_question_after_a_phq9_is_answered_with_a_digit(practice: Practice) -> None:
    person = practice.person()
    async with in_session(practice.app(), (120, 40)) as hands:
        await hands.type("n" + "1" * 9)
        await hands.until("difficult have these problems")
        await hands.type("2")
        await hands.until("The question after the PHQ-9: 2 Very difficult")
        assert "corrected" not in hands.text
        await hands.press("backspace")
        await hands.until("then 2, Very difficult")
    (result,) = practice.store.case(person.patient.id).results
    assert (result.followup, result.version) == (2, 1)


async def test_any_other_key_passes_the_question_after_a_form_by(practice: Practice) -> None:
    person = practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("n" + "1" * 9)
        await hands.until("how difficult")
        await hands.type("s")
        await hands.until("✓ PHQ-9 shared")
    (result,) = practice.store.case(person.patient.id).results
    assert (result.followup, result.discussed) == (None, True)


async def test_after_a_total_no_question_is_asked(practice: Practice) -> None:
    practice.person()
    async with in_session(practice.app()) as hands:
        await hands.type("t17")
        await hands.press("enter")
        await hands.type("0")
        await hands.press("enter")
        await hands.until("Saved")
        assert "how difficult" not in hands.text
