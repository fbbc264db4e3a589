"""The style of what is said aloud, and that each rule of it bites."""

from dataclasses import replace

import pytest

from romtui.domain.dialogue import Deck, Line, Slot, lint
from romtui.domain.dialogue.variants import known_variants
from romtui.domain.patterns.finding import Pattern
from tests.domain.talks import english


@pytest.fixture(scope="module")
def deck() -> Deck:
    return english()


def with_line(deck: Deck, text: str, slot: Slot = Slot.OPEN) -> Deck:
    entry = deck.entry(Pattern.STABLE)
    line = Line("stable/made", text, slot, "standard")
    changed = replace(entry, lines={**entry.lines, slot: (*entry.of(slot), line)})
    return replace(deck, entries={**deck.entries, Pattern.STABLE: changed})


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("word " * 46, "46 words"),
        ("That is a Reliable change.", "reliabl"),
        ("You are quite resistant.", "resistan"),
        ("Has she been ill?", "she"),
        ("You did it!", "exclamation"),
        ("Is it? Are you? Was it?", "3 questions"),
        ("Is that so? I think it is.", "after the question"),
        ("You're at {scroe}.", "{scroe} is not a variable"),
        ("You're at {score.", "brace"),
    ],
)
def test_each_rule_of_the_style_bites(deck: Deck, text: str, fault: str) -> None:
    complaints = lint(with_line(deck, text))
    assert len(complaints) == 1
    assert complaints[0].startswith("stable/made: ")
    assert fault in complaints[0]


def test_a_follow_up_is_shorter_than_an_opening(deck: Deck) -> None:
    assert not lint(with_line(deck, "word " * 41))
    assert lint(with_line(deck, "word " * 41, Slot.GOAL))


def test_what_is_not_said_aloud_may_use_the_words_of_the_trade(deck: Deck) -> None:
    text = "Is this a relapse? Ask what she thinks, and about the clinical cut-off!"
    assert not lint(with_line(deck, text, Slot.AVOID))


def test_words_that_only_look_like_banned_ones_are_fine(deck: Deck) -> None:
    assert not lint(with_line(deck, "Several things are theirs: {severity}, {baseline}."))


def test_a_title_and_an_objection_keep_to_the_style_too(deck: Deck) -> None:
    entry = replace(deck.entry(Pattern.STABLE), title="Clinical relapse!")
    titled = replace(deck, entries={**deck.entries, Pattern.STABLE: entry})
    assert len(lint(titled)) == 3
    answer = replace(deck.objections[0], say="Never mind!")
    assert len(lint(replace(deck, objections=(answer,)))) == 1


def test_a_safety_answer_that_could_leave_the_therapist_without_words_is_found(deck: Deck) -> None:
    entry = deck.entry(Pattern.RISK_ITEM)
    needy = tuple(replace(line, text="{score} {best}") for line in entry.of(Slot.OPEN))
    changed = replace(entry, lines={**entry.lines, Slot.OPEN: needy})
    complaints = lint(replace(deck, entries={**deck.entries, Pattern.RISK_ITEM: changed}))
    assert len(complaints) == len(known_variants(Pattern.RISK_ITEM))
    assert "fallback/open: no line can always be said" in lint(
        replace(deck, fallback={**deck.fallback, Slot.OPEN: ()})
    )
