"""The tour of the demo: it goes on by what is done, takes no key, and can be left."""

from dataclasses import replace

from romtui.ui.app import RomtuiApp
from tests.ui.conftest import TODAY, Practice
from tests.ui.hands import at
from tests.ui.test_keys import click


def touring(practice: Practice, over: list[bool]) -> RomtuiApp:
    app = practice.app()
    app.dependencies = replace(app.dependencies, end_tour=lambda: over.append(True))
    return app


async def test_five_steps_are_done_by_doing_them(practice: Practice) -> None:
    practice.person(10, 12)
    over: list[bool] = []
    async with at(touring(practice, over)) as hands:
        await hands.until("1 of 5   Enter opens the selected patient")
        await hands.press("enter")
        assert "2 of 5   Read what you could say; Space shows another wording" in hands.text
        await hands.press("q", "enter")
        assert "2 of 5   Enter opens a patient again" in await hands.until("Caseload")
        await hands.press("enter", "space")
        assert "3 of 5   z fills in what is due" in hands.text
        await hands.type("z")
        assert "3 of 5   Answer with digits" in hands.text
        await hands.type("1101010")
        assert "4 of 5   Look at the score together, then s" in hands.text
        await hands.type("s")
        assert "5 of 5   q closes" in hands.text
        assert not over
        await hands.press("q", "enter")
        await hands.until("That's a session")
        assert over
        practice.wait(1)
        await hands.type("n")
        assert hands.screen == "PatientScreen"
        await hands.press("escape")
        assert "That's a session" not in hands.text
        assert "Enter open" in hands.text.splitlines()[-1]


async def test_the_tour_leads_nobody_to_a_second_form_of_the_day(practice: Practice) -> None:
    who = practice.person(10, 12).patient.id
    practice.store.unschedule(who, "gad7")
    async with at(touring(practice, [])) as hands:
        await hands.until("1 of 5")
        await hands.press("enter", "space")
        assert "3 of 5   c has the patient rate the session" in hands.text
    new = practice.person().patient.id
    practice.store.archive(who, TODAY)
    async with at(touring(practice, [])) as hands:
        await hands.until("1 of 5")
        await hands.press("enter", "space")
        assert "3 of 5   n fills in the selected questionnaire" in hands.text
    assert practice.store.case(new).results == ()


async def test_the_tour_is_left_at_any_time_and_does_not_come_back(practice: Practice) -> None:
    practice.person(10, 12)
    over: list[bool] = []
    async with at(touring(practice, over)) as hands:
        await hands.until("1 of 5")
        await hands.type("n")
        await hands.press("f6")
        assert over
        assert hands.screen == "PatientScreen"
        await hands.press("escape", "enter")
        await hands.until("session")
        assert "of 5" not in hands.text


async def test_who_goes_another_way_is_shown_back_and_left_alone_in_the_end(
    practice: Practice,
) -> None:
    practice.person(10, 12)
    over: list[bool] = []
    async with at(touring(practice, over)) as hands:
        assert "scores are heading, and what you could say" in await hands.until("1 of 5")
        await hands.press("enter", "+")
        await hands.until("2 of 5   Look around; Esc goes back")
        await hands.press("escape")
        assert "2 of 5   Read what you could say" in await hands.until("session")
        assert "scores are heading, and" not in hands.text
        await hands.press("q", "enter")
        for _ in range(2):
            assert not over
            practice.wait(1)
            await hands.press("enter", "q", "enter")
        await hands.until("The tour ends here.")
        assert over


async def test_a_click_leaves_the_tour_too(practice: Practice) -> None:
    practice.person(10, 12)
    async with at(touring(practice, [])) as hands:
        await hands.until("1 of 5")
        await click(hands, "F6 end tour")
        assert "of 5" not in hands.text


async def test_in_a_vault_there_is_no_tour_and_no_command_for_it(practice: Practice) -> None:
    practice.person(10, 12)
    async with at(practice.app(), (120, 60)) as hands:
        await hands.until("Caseload")
        assert "of 5" not in hands.text
        await hands.press("f1")
        assert "return to the shell" in hands.text
        assert "Hide the demo tour" not in hands.text


async def test_after_the_first_person_was_added_it_is_said_what_comes_next(
    practice: Practice,
) -> None:
    async with at(practice.app()) as hands:
        await hands.until("Press n to add your first patient")
        await hands.press("n", "enter", "enter", "enter", "enter")
        text = await hands.until("+ changes the schedule")
        assert "Due: PHQ-9, GAD-7" in text
