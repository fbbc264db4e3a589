"""What lies beside the lines of the patterns, as shipped, and what a broken one is told."""

from dataclasses import fields
from pathlib import Path

import pytest

from romtui.content.deck import load_deck
from romtui.content.toml import ContentError
from romtui.domain.dialogue import Deck, Does, Presets
from romtui.domain.discussion import Ask

ENGLISH = Path(__file__).parents[2] / "data" / "dialogue" / "en.toml"


@pytest.fixture(scope="module")
def deck() -> Deck:
    return load_deck(ENGLISH)


def test_a_preset_is_chosen_with_one_digit_and_fits_a_line(deck: Deck) -> None:
    for kind in fields(Presets):
        presets = getattr(deck.presets, kind.name)
        assert 5 <= len(set(presets)) == len(presets) <= 9, kind.name
        assert max(map(len, presets)) <= 60, kind.name


def test_each_of_the_five_questions_is_asked_and_has_something_to_do(deck: Deck) -> None:
    assert list(deck.five) == list(Ask)
    for ask, one in deck.five.items():
        assert one.ask is ask
        assert one.question.count("?") == 1
        assert 2 <= len(one.do) <= 4


def test_every_objection_does_something_and_everything_is_done_by_one(deck: Deck) -> None:
    assert {one.does for one in deck.objections} == set(Does)
    does = {one.code: one.does for one in deck.objections}
    assert does["too_often"] is Does.CADENCE
    assert does["decline"] is Does.PAUSE


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('does = "moment"', 'does = "momnet"', "objections[2].does"),
        ('does = "moment"\n', "", "objections[2].does"),
        ('code = "timing"', 'code = "irrelevant"', "objections[2].code"),
        ("[five.health]", "[five.helth]", "five.helth"),
        ('ask = "Who is in', 'say = "Who is in', "five.support.say"),
        ("events = [\n", 'events = [\n  "A tenth",\n', "presets.events"),
        ('  "No time",\n', '  "",\n', "presets.skips"),
        ('heading = "Session {number}', 'heading = "Session {nubmer}', "note.heading"),
        ('agreed = "Agreed: {what}"', 'agreed = "Agreed"', "note.agreed"),
        ('paper = "Shared', 'papers = "Shared', "note.shared.papers"),
        ('not = "Agreed on {date}: {what}', 'not = "Agreed: {what}', "note.last_agreement.not"),
        ('reached = "reached"', 'reached = "reached }"', "target.reached"),
        ('began = "Since we', 'begun = "Since we', "focus.begun"),
    ],
)
def test_a_mistake_is_answered_with_the_file_and_the_key(
    tmp_path: Path, old: str, new: str, key: str
) -> None:
    text = ENGLISH.read_text("utf-8")
    assert old in text
    file = tmp_path / "made.toml"
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ContentError) as refused:
        load_deck(file)
    assert refused.value.key == key
    assert str(file) in str(refused.value)
