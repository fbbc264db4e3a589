"""The style of what is said aloud, and that each rule of it bites."""

from dataclasses import replace

import pytest

from romtui.domain.dialogue import Deck, Line, LineSlot, lint
from romtui.domain.dialogue.line_lists import LineList
from romtui.domain.dialogue.variants import known_variants
from romtui.domain.pattern import Pattern
from tests.domain.suggestions import english


@pytest.fixture(scope="module")
def deck() -> Deck:
    return english()


def with_line(deck: Deck, text: str, slot: LineSlot = LineSlot.OPEN) -> Deck:
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
        ("How is it? What helps?", "2 questions"),
        ("It's as we agreed last time.", "“we agreed”, which the record does not show"),
        ("We've talked about that before.", "“we've talked”, which the record does not show"),
        ("It's lower than the target we set.", "“we set”, which the record does not show"),
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
    assert lint(with_line(deck, "word " * 41, LineSlot.GOAL))


def test_what_is_not_said_aloud_may_use_the_words_of_the_trade(deck: Deck) -> None:
    text = "Is this a relapse? Ask what she thinks, and about the clinical cut-off!"
    assert not lint(with_line(deck, text, LineSlot.AVOID))


def test_words_that_only_look_like_banned_ones_are_fine(deck: Deck) -> None:
    assert not lint(with_line(deck, "Several things are theirs: {severity}, {baseline}."))


def with_lines(deck: Deck, pattern: Pattern, slot: LineSlot, variant: str, text: str) -> Deck:
    """The deck with one more line in a list of its own variant."""
    entry, place = deck.entry(pattern), LineList(pattern, slot, variant)
    line = place.line("99", text)
    changed = replace(entry, lines={**entry.lines, slot: (*entry.of(slot), line)})
    return replace(deck, entries={**deck.entries, pattern: changed})


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("It's {score}, and it was {previous}.", "does not end with a question"),
        ("It has clearly got harder. How is it?", "“clearly”, which is too certain for one score"),
        ("That's a real change. How is it?", "“real change”, which is too certain for one score"),
        ("That's twice running. How is it?", "“twice running”, which is too certain for one score"),
    ],
)
@pytest.mark.parametrize("variant", ["ask", "ask_gradual"])
def test_a_line_about_what_may_be_chance_asks(
    deck: Deck, text: str, fault: str, variant: str
) -> None:
    (complaint,) = lint(with_lines(deck, Pattern.WORSENING, LineSlot.OPEN, variant, text))
    assert complaint.startswith(f"worsening/open/{variant}/99: ")
    assert fault in complaint
    assert not lint(with_lines(deck, Pattern.WORSENING, LineSlot.OPEN, "standard", text))


def test_a_follow_up_about_what_may_be_chance_is_not_certain_either(deck: Deck) -> None:
    text = "It got worse. What would help?"
    assert lint(with_lines(deck, Pattern.WORSENING, LineSlot.TASK, "ask", text))
    assert not lint(with_lines(deck, Pattern.WORSENING, LineSlot.TASK, "", text))


def test_what_the_record_shows_may_be_said_where_it_shows_it(deck: Deck) -> None:
    text = "We've talked about it. How is it now?"
    talked = with_lines(deck, Pattern.RISK_ITEM, LineSlot.OPEN, "unchanged_talked", text)
    assert not lint(talked)
    assert lint(with_lines(deck, Pattern.RISK_ITEM, LineSlot.OPEN, "unchanged", text))


@pytest.mark.parametrize("heavy", ["Supervision", "Consider referral", "Offer a medical review"])
def test_nothing_heavy_is_to_be_done_about_a_low_score(deck: Deck, heavy: str) -> None:
    (fault,) = lint(with_lines(deck, Pattern.SETBACK, LineSlot.ACT, "low", heavy))
    assert "too much for a low score" in fault
    assert not lint(with_lines(deck, Pattern.SETBACK, LineSlot.ACT, "", heavy))


def test_a_title_and_an_objection_keep_to_the_style_too(deck: Deck) -> None:
    entry = replace(deck.entry(Pattern.STABLE), title="Clinical relapse!")
    titled = replace(deck, entries={**deck.entries, Pattern.STABLE: entry})
    assert len(lint(titled)) == 3
    longer = replace(entry, title="Not quite as it was")
    (fault,) = lint(replace(deck, entries={**deck.entries, Pattern.STABLE: longer}))
    assert "5 words" in fault
    answer = replace(deck.objections[0], say="Never mind!")
    assert len(lint(replace(deck, objections=(answer,)))) == 1


def test_a_safety_answer_that_could_leave_the_therapist_without_words_is_found(deck: Deck) -> None:
    entry = deck.entry(Pattern.RISK_ITEM)
    needy = tuple(replace(line, text="{score} {best}") for line in entry.of(LineSlot.OPEN))
    changed = replace(entry, lines={**entry.lines, LineSlot.OPEN: needy})
    complaints = lint(replace(deck, entries={**deck.entries, Pattern.RISK_ITEM: changed}))
    assert len(complaints) == len(known_variants(Pattern.RISK_ITEM))
    assert "fallback/open: no suggestion works when facts are missing" in lint(
        replace(deck, fallback={**deck.fallback, LineSlot.OPEN: ()})
    )
