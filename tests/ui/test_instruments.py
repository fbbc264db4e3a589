"""Looking at the questionnaires: what is known about each, and where from."""

from dataclasses import replace

from romtui.ui.app import RomtuiApp
from romtui.ui.dependencies import Workspace
from tests.ui.conftest import INSTRUMENTS, Practice
from tests.ui.hands import at, in_session

BROKEN = ("sleep.toml", "/home/me/sleep.toml, hi: the items add up to 12, not 11.")


def with_a_broken_file(practice: Practice) -> RomtuiApp:
    """The app of somebody whose own folder holds a file that cannot be used."""
    app = practice.app()
    workspace = Workspace(practice.store, practice.words, INSTRUMENTS, (BROKEN,))
    app.dependencies = replace(app.dependencies, open_demo=lambda: workspace)
    return app


async def test_the_list_says_how_each_is_entered_and_what_its_sources_are_worth(
    practice: Practice,
) -> None:
    async with at(practice.app(), (80, 60)) as hands:
        await hands.until("Caseload")
        await hands.type("i")
        await hands.until("Questionnaires   36")
        lines = {line[3:13].strip(): line for line in hands.text.splitlines()}
        assert "0 to 40" in lines["AUDIT"]
        assert "with text" in lines["AUDIT"]
        assert "total only" in lines["ORS"]
        assert "needs a file" in lines["C-SSRS scr"]
        assert "unverified" in lines["CORE-10"]


async def test_one_is_shown_in_full_with_sources_conflicts_and_licence(practice: Practice) -> None:
    async with at(practice.app(), (120, 120)) as hands:
        await hands.until("Caseload")
        await hands.type("i")
        await hands.until("Questionnaires")
        await hands.press(*["down"] * list(INSTRUMENTS).index("gad7"), "enter")
        await hands.until("Feeling nervous, anxious or on edge")
        for words in (
            "3  Nearly every day",
            "15 to  21  severe",
            "Cutoff: 8",
            "Reliable change: 6",
            "cutoff conflicts: Spitzer",
            "before rounding up",
            "Copyright Pfizer",
        ):
            assert words in hands.text, words
        await hands.press("escape", "escape")
        await hands.until("Caseload")


async def test_a_list_scrolls_only_where_the_mark_would_leave_it(practice: Practice) -> None:
    async with at(practice.app()) as hands:
        await hands.until("Caseload")
        await hands.type("i")
        await hands.until("Questionnaires")
        await hands.press("pagedown", "pagedown")
        names = [line[3:13] for line in hands.text.splitlines()[2:17]]
        await hands.press("up", "up", "up")
        assert [line[3:13] for line in hands.text.splitlines()[2:17]] == names
        marked = [row for row, line in enumerate(hands.text.splitlines()) if "▸" in line]
        await hands.pilot.click(offset=(5, marked[0] - 1))
        await hands.prepare()
        assert hands.text.splitlines()[marked[0] - 1].lstrip().startswith("▸")


async def test_a_long_page_is_scrolled_with_the_arrow_keys(practice: Practice) -> None:
    async with at(practice.app()) as hands:
        await hands.until("Caseload")
        await hands.type("i")
        await hands.press("enter", "end")
        await hands.until("Licence")


async def test_a_file_that_cannot_be_used_is_listed_with_the_whole_reason(
    practice: Practice,
) -> None:
    async with at(with_a_broken_file(practice)) as hands:
        await hands.until("Caseload")
        await hands.type("i")
        await hands.press(*["pagedown"] * 4)
        await hands.until("sleep.toml  unusable")
        assert "the items add up to 12, not 11." in hands.text
        await hands.press("enter")
        assert hands.screen == "InstrumentsScreen"


async def test_the_session_reaches_the_questionnaires_by_name(practice: Practice) -> None:
    practice.person(12)
    async with in_session(practice.app()) as hands:
        await hands.press("colon")
        await hands.type("questionnaires")
        await hands.press("enter")
        await hands.until("Questionnaires   36")
        await hands.press("escape")
        await hands.until("session")
