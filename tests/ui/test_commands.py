"""Every command is defined once, and everything else follows from it."""

from importlib import import_module
from pathlib import Path

import pytest
from textual.screen import Screen

from romtui.commands import BY_SCREEN, EVERYWHERE, Command, as_markdown, for_footer
from romtui.ui.app import RomtuiApp
from romtui.ui.host import Host

SCREENS = {
    "Caseload": "caseload.screen.CaseloadScreen",
    "Session": "session.screen.SessionScreen",
    "Entry": "session.entry.EntryScreen",
    "Earlier results": "session.results.ResultsScreen",
    "Your wording": "screens.words.WordsScreen",
    "Settings": "screens.settings.SettingsScreen",
    "Questionnaires": "screens.instruments.InstrumentsScreen",
    "Schedule": "screens.battery.BatteryScreen",
    "Session note": "screens.note.NoteScreen",
    "Items": "screens.items.ItemsScreen",
    "Weekly review": "caseload.weekly_review.WeeklyReviewScreen",
    "Chart": "session.patient_chart.ChartScreen",
    "Shared view": "screens.shared.SharedScreen",
    "Patient entry": "screens.handover.HandOverScreen",
}
EVERY = [command for commands in BY_SCREEN.values() for command in commands]


def screen_of(name: str) -> type[Screen[object]]:
    module, _, screen = SCREENS[name].rpartition(".")
    found: type[Screen[object]] = getattr(import_module(f"romtui.ui.{module}"), screen)
    return found


@pytest.mark.parametrize("name", SCREENS)
def test_every_command_of_a_screen_has_its_action(name: str) -> None:
    for command in BY_SCREEN[name]:
        assert callable(getattr(screen_of(name), f"action_{command.action}")), command.id


def test_every_command_that_works_everywhere_has_its_action() -> None:
    for command in EVERYWHERE:
        assert callable(getattr(RomtuiApp, f"action_{command.action}")), command.id


@pytest.mark.parametrize("name", SCREENS)
def test_no_key_does_two_things_on_one_screen(name: str) -> None:
    keyed = [one for one in (*BY_SCREEN[name], *EVERYWHERE) if one.key]
    keys = [key for one in keyed for key in one.key.split(",")]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", SCREENS)
def test_no_two_keys_of_one_screen_differ_only_by_shift(name: str) -> None:
    letters = [key for one in BY_SCREEN[name] for key in one.key.split(",") if len(key) == 1]
    if {"g", "G"} <= {*letters}:
        letters.remove("G")
    assert len(letters) == len({letter.casefold() for letter in letters})


@pytest.mark.parametrize("name", SCREENS)
def test_the_footer_has_at_most_six_keys_and_five_more_in_a_session(name: str) -> None:
    assert 1 <= len(for_footer(BY_SCREEN[name])) <= (11 if name == "Session" else 6)


@pytest.mark.parametrize("command", EVERY, ids=lambda command: command.id)
def test_a_command_has_an_id_a_name_and_a_sentence(command: Command) -> None:
    assert "." in command.id
    assert 1 <= len(command.words.split()) <= 4
    assert command.help[0].isupper()
    assert command.help.endswith(".")


def test_ids_are_unique() -> None:
    ids = [command.id for command in EVERY]
    assert len(ids) == len(set(ids))


def test_the_list_of_keys_in_the_docs_is_current() -> None:
    written = Path(__file__).parents[2] / "docs" / "keys.md"
    assert written.read_text("utf-8") == as_markdown()


def test_the_app_answers_all_that_its_screens_may_ask() -> None:
    app: type[Host] = RomtuiApp  # mypy holds the signatures
    asked = {name for name in vars(Host) if not name.startswith("_")}
    assert asked
    assert asked <= set(dir(app))
