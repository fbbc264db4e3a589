"""The therapist makes the lines their own, in place."""

from pathlib import Path

import pytest

from romtui.content.overrides_file import read_overrides
from romtui.domain.dialogue.line_lists import line_lists
from romtui.domain.pattern import Pattern
from romtui.platform import disk
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.word_list import heading
from tests.ui.conftest import DECK, Practice
from tests.ui.hands import LARGE, SMALL, Hands, at, in_session

FIRST = "stalled/open/standard/1"


@pytest.fixture
def stalled(practice: Practice) -> Practice:
    """Somebody whose headline is that nothing has moved for weeks."""
    practice.person(16, 14, 12, 12, 12)
    return practice


async def write_over(hands: Hands, words: str) -> None:
    await hands.press("f7", "backspace")
    for letter in words:
        await hands.type(letter)
    await hands.press("enter")


def unbroken(text: str) -> str:
    """What a sentence with a long path says, wherever its lines were broken."""
    return "".join(text.split())


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_lines_of_the_headline_are_listed_slot_by_slot(
    stalled: Practice, size: tuple[int, int]
) -> None:
    async with in_session(stalled.app(), size) as hands:
        await hands.type("w")
        assert "Plateau" in hands.text
        assert "To open with" in hands.text
        await hands.press(*["down"] * 30)
        for heading in ("About the goal", "To do (not said)"):
            assert heading in hands.text


async def test_the_mark_begins_at_the_line_that_is_said_now(stalled: Practice) -> None:
    async with in_session(stalled.app()) as hands:
        await hands.type(" w")
        assert "▸   It's been about 12 for 4 weeks" in hands.text


async def test_while_a_line_is_reworded_it_is_read_with_an_example(stalled: Practice) -> None:
    async with in_session(stalled.app()) as hands:
        await hands.type("w")
        assert "{" not in hands.text
        await hands.type("e")
        await hands.press("f7", "backspace")
        await hands.type("At {score} for {span_text}.")
        assert "Reads:  “At 12 for 4 weeks.”" in hands.text


def test_every_list_says_in_words_when_it_is_for() -> None:
    for pattern in (*Pattern, None):
        for place in line_lists(pattern):
            assert "_" not in heading(place)


async def test_a_reworded_line_is_said_at_once_and_the_next_time(stalled: Practice) -> None:
    async with in_session(stalled.app()) as hands:
        await hands.type("we")
        await write_over(hands, "Still at {score}. What now?")
        await hands.until("Saved.")
        assert "reworded" in hands.text
        await hands.press("escape")
        assert "“Still at 12. What now?”" in hands.text
    async with in_session(stalled.app()) as hands:
        assert "“Still at 12. What now?”" in hands.text
    assert not disk.is_open_to_others(stalled.words_file)


async def test_the_shipped_words_are_shown_beside_ones_own_and_come_back(
    stalled: Practice,
) -> None:
    async with in_session(stalled.app()) as hands:
        await hands.type("we")
        await write_over(hands, "Still at {score}. What now?")
        await hands.type("o")
        assert "original: You've stayed close to 12" in hands.text
        await hands.type("e")
        await write_over(hands, "")
        assert "▸   You've stayed close to 12" in hands.text
        assert "reworded" not in hands.text


async def test_a_slip_in_a_variable_is_refused_with_what_was_typed_still_there(
    stalled: Practice,
) -> None:
    async with in_session(stalled.app()) as hands:
        await hands.type("we")
        await write_over(hands, "You're at {scroe}.")
        await hands.until("{scroe} is not a variable")
        await hands.press("enter")
        assert "You're at {scroe}." in hands.text
        assert hands.screen == "LineScreen"
        await hands.press("escape")
    assert not stalled.words_file.exists()


async def test_style_is_said_once_and_then_it_is_the_therapists_own(stalled: Practice) -> None:
    async with in_session(stalled.app()) as hands:
        await hands.type("we")
        await write_over(hands, "You did it!")
        assert "has an exclamation mark. Press Enter again" in hands.text
        await hands.press("enter")
        await hands.until("Saved.")
        await hands.press("escape")
        assert "“You did it!”" in hands.text


async def test_an_added_line_can_be_starred_and_then_comes_first(stalled: Practice) -> None:
    async with in_session(stalled.app()) as hands:
        await hands.type(" wn")
        await write_over(hands, "Shall we try something else?")
        assert "▸   Shall we try something else?" in hands.text
        await hands.type("*")
        assert "▸ ★ Shall we try something else?" in hands.text
        await hands.press("escape")
        assert "“Shall we try something else?”" in hands.text
        assert "1 of 4" in hands.text


async def test_nothing_is_added_without_words(stalled: Practice) -> None:
    async with in_session(stalled.app()) as hands:
        await hands.type("wn")
        await hands.press("enter")
        assert "Write the suggestion first" in hands.text


async def test_a_hidden_line_is_not_said_until_it_is_shown_again(stalled: Practice) -> None:
    async with in_session(stalled.app()) as hands:
        await hands.type("wh")
        assert "h shows it again" in hands.text
        await hands.press("escape")
        assert "1 of 2" in hands.text
        await hands.type("w")
        await hands.press("up")
        await hands.type("h")
        await hands.press("escape")
        assert "1 of 3" in hands.text


async def test_lines_are_moved_and_the_mark_goes_with_them(stalled: Practice) -> None:
    async with in_session(stalled.app()) as hands:
        await hands.type("wl")
        assert "▸   You've stayed close" in hands.text
        await hands.press("escape")
        assert "“It's been about 12" in hands.text
        await hands.type("w")
        await hands.press("down")
        await hands.type("a")
        await hands.press("escape")
        assert "“You've stayed close" in hands.text


async def test_a_line_about_safety_can_be_reworded_and_not_hidden(practice: Practice) -> None:
    practice.person()
    async with in_session(practice.app(), LARGE) as hands:
        await hands.type("n" + "000000001")
        await hands.until("SAFETY ITEM ENDORSED")
        await hands.type("wh")
        assert "can be reworded, but not hidden" in hands.text
        await hands.type("e")
        await write_over(hands, "You marked {risk_phrase}. Can we begin there?")
        await hands.press("escape")
        assert "Can we begin" in hands.text


async def test_the_lines_of_any_pattern_can_be_reached(stalled: Practice) -> None:
    async with in_session(stalled.app()) as hands:
        await hands.type("wp")
        await hands.type("first score")
        await hands.press("enter")
        assert "Your wording: First score" in hands.text
        assert "To open with · with a target" in hands.text
        await hands.type("p")
        await hands.type("fallback")
        await hands.press("enter")
        assert "How does that fit with how things have been" in hands.text


async def test_words_are_lent_as_one_file_and_taken_in_from_one(
    stalled: Practice, tmp_path: Path
) -> None:
    lent = tmp_path / "lent.toml"
    async with in_session(stalled.app()) as hands:
        await hands.type("ws")
        await hands.type("x")
        await hands.press("ctrl+u")
        await hands.type(str(lent))
        await hands.press("enter")
        await hands.until("Saved (not encrypted)")
        await hands.type("x")
        await hands.press("ctrl+u")
        await hands.type(str(lent))
        await hands.press("enter")
        await hands.until("already exists")
        await hands.press("escape")
    assert read_overrides(lent, DECK).starred == {FIRST}
    stalled.words_file.unlink()
    async with in_session(stalled.app()) as hands:
        await hands.type("wi")
        await hands.press("ctrl+u")
        await hands.type(str(lent))
        await hands.press("enter")
        await hands.until("1 suggestion imported")
        assert "▸ ★ You've stayed" in hands.text


async def test_a_broken_file_is_not_taken_in_and_its_key_is_named(
    stalled: Practice, tmp_path: Path
) -> None:
    broken = tmp_path / "b.toml"
    broken.write_text(f'language = "en"\n[lines."{FIRST}"]\ntext = "{{scroe}}"\n')
    async with in_session(stalled.app(), LARGE) as hands:
        await hands.type("wi")
        await hands.press("ctrl+u")
        await hands.type(str(broken))
        await hands.press("enter")
        await hands.until("variable")
        said = str(hands.app.screen.query_one("#hint", Note).words)
        assert said == f"{broken}, lines.{FIRST}: {{scroe}} is not a variable."


async def test_a_broken_own_file_is_said_and_the_shipped_lines_are_there(
    stalled: Practice,
) -> None:
    stalled.words_file.write_text("language = en")
    async with at(stalled.app(), LARGE) as hands:
        await hands.until("Caseload")
        assert "words.toml:isnotTOML" in unbroken(hands.text)
        await hands.press("enter")
        assert "“You've stayed close to 12" in hands.text
        await hands.type("wh")
        assert "wordingisleftasitis" in unbroken(hands.text)
    assert stalled.words_file.read_text() == "language = en"
