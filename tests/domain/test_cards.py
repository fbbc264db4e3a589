"""What is chosen and said apart from the lines of a pattern."""

from dataclasses import replace
from decimal import Decimal

import pytest

from romtui.domain.dialogue import Deck, lint
from romtui.domain.dialogue.sayings import progress_said, since_focus, target_said
from romtui.domain.dialogue.template import filled
from romtui.domain.discussion import Ask
from romtui.domain.instrument import Instrument
from romtui.domain.pattern import Pattern
from romtui.domain.private import Private
from tests.domain.suggestions import english
from tests.people.questionnaires import PHQ9, WELL, points


@pytest.fixture(scope="module")
def deck() -> Deck:
    return english()


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        (Pattern.SETBACK, "worse"),
        (Pattern.STALLED, "stuck"),
        (Pattern.ALLIANCE_DROP, "alliance"),
        (Pattern.RISK_ITEM, "safety"),
        (Pattern.IMPROVING, "any"),
        (None, "any"),
    ],
)
def test_what_could_be_agreed_goes_by_the_kind_of_headline(
    deck: Deck, pattern: Pattern | None, kind: str
) -> None:
    assert deck.presets.agree(pattern) == getattr(deck.presets, kind)


@pytest.mark.parametrize(
    ("instrument", "target", "own", "said"),
    [
        (PHQ9, 9, "back in the garden", "Below 10: back in the garden"),
        (PHQ9, 9, "", "Below 10 would mean these things bother you on fewer days"),
        (PHQ9, 14, "{target}", "14 or less: {target}"),
        (WELL, 25, "seeing friends", "25 or more: seeing friends"),
        (WELL, 25, "", "25 or more would mean that more of your days are the way you would like"),
    ],
)
def test_a_target_is_said_as_a_person_would(
    deck: Deck, instrument: Instrument, target: int, own: str, said: str
) -> None:
    sentence = target_said(instrument, points(target), Private(own), deck.target, deck.words)
    assert sentence.reveal().startswith(said)


@pytest.mark.parametrize(
    ("first", "now", "target", "said"),
    [
        (16, 12, 9, "4 of 7 points gained"),
        (16, 16, 9, "0 of 7 points gained"),
        (16, 18, 9, ""),
        (16, 9, 9, "reached"),
        (8, 7, 9, "reached"),
        (8, 11, 9, ""),
    ],
)
def test_the_way_to_a_target(deck: Deck, first: int, now: int, target: int, said: str) -> None:
    way = (points(first), points(now), points(target))
    assert progress_said(PHQ9, *way, deck.target, deck.words) == said


def test_the_way_to_a_target_where_more_is_better(deck: Deck) -> None:
    way = (points(18), points(22), points(25))
    assert progress_said(WELL, *way, deck.target, deck.words) == "4 of 7 points gained"


@pytest.mark.parametrize(
    ("gained", "said"),
    [
        ("6", "Since we changed to exposure: 6 points better"),
        ("-1", "Since we changed to exposure: 1 point worse"),
        ("1.5", "Since we changed to exposure: 1.5 points better"),
        ("0", "Since we changed to exposure: about the same"),
        (None, "Since we changed to exposure: too early to say"),
    ],
)
def test_what_a_change_of_course_brought(deck: Deck, gained: str | None, said: str) -> None:
    change = None if gained is None else Decimal(gained)
    sentence = since_focus(Private("exposure"), change, deck.focus, deck.words, first=False)
    assert sentence.reveal() == said


def test_the_first_focus_is_begun_not_changed_to(deck: Deck) -> None:
    sentence = since_focus(Private("exposure"), points(6), deck.focus, deck.words, first=True)
    assert sentence.reveal() == "Since we began with exposure: 6 points better"


def test_braces_that_somebody_typed_stay_and_the_words_stay_private(deck: Deck) -> None:
    line = filled(deck.note.agreed_until, what=Private("read {date}"), date="1 March")
    assert line.reveal() == "Agreed: read {date}; review on 1 March"
    assert "read" not in f"{line}{line!r}"


def test_what_is_said_from_a_card_keeps_to_the_style(deck: Deck) -> None:
    loud = replace(deck.five[Ask.EVENTS], question="What happened to the patient!")
    assert len(lint(replace(deck, five={**deck.five, Ask.EVENTS: loud}))) == 2
    wordy = replace(deck.presets, any=("walk " * 20,))
    assert len(lint(replace(deck, presets=wordy))) == 1
    stern = replace(deck.focus, worse="{since}: {points} of relapse")
    assert len(lint(replace(deck, focus=stern))) == 1
