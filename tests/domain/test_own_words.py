"""The therapist's own words over the shipped ones."""

from dataclasses import replace

import pytest

from romtui.domain.dialogue import Deck, LineSlot, LineSource, lint, suggest
from romtui.domain.dialogue.examples import in_example
from romtui.domain.dialogue.line_lists import (
    GONE,
    LineList,
    line_list_named,
    line_list_of,
    line_lists,
)
from romtui.domain.dialogue.overrides import (
    KEPT,
    Overrides,
    faults,
    merged,
    moved,
    refuse_unfit,
    taken_in,
    wordings,
)
from romtui.domain.errors import UserError
from romtui.domain.pattern import Pattern
from romtui.domain.patterns.finding import Certainty
from tests.domain.suggestions import TODAY, english, every_wording, finding, spoken, weekly_case

STALLED = LineList(Pattern.STALLED, LineSlot.OPEN, "standard")
FIRST, SECOND, THIRD = (f"stalled/open/standard/{number}" for number in (1, 2, 3))
MINE = "stalled/open/standard/mine-1"


@pytest.fixture(scope="module")
def deck() -> Deck:
    return english()


def ids(deck: Deck, place: LineList = STALLED) -> list[str]:
    return [line.id for line in place.lines(deck)]


def test_a_line_is_shown_as_it_could_be_said_and_never_with_braces(deck: Deck) -> None:
    for pattern in (*Pattern, None):
        for place in line_lists(pattern):
            for line in place.lines(deck):
                assert "{" not in in_example(line.text, place, deck), line.id


def test_an_example_of_getting_worse_is_not_of_getting_better(deck: Deck) -> None:
    worse = LineList(Pattern.SHARP_WORSENING, LineSlot.OPEN, "standard")
    better = LineList(Pattern.SUDDEN_GAIN, LineSlot.OPEN, "ask")
    assert in_example("{previous}, {score}", worse, deck) == "11, 18"
    assert in_example("{previous}, {score}", better, deck) == "16, 8"


def test_a_language_without_examples_shows_its_variables(deck: Deck) -> None:
    assert in_example("at {score}", STALLED, replace(deck, examples={})) == "at {score}"


def test_every_line_of_the_deck_stands_in_a_place(deck: Deck) -> None:
    for line in deck:
        place = line_list_of(line.id)
        assert place is not None
        assert line in place.lines(deck)
    found = [
        line
        for pattern in (*Pattern, None)
        for place in line_lists(pattern)
        for line in place.lines(deck)
    ]
    assert len(found) == len(list(deck))


def test_a_deck_without_own_words_is_the_shipped_one(deck: Deck) -> None:
    assert merged(deck, Overrides()) is deck
    assert merged(deck, Overrides(hidden=frozenset({"stalled/goal/99"}))) == deck


def test_a_reworded_line_keeps_its_name_and_is_said(deck: Deck) -> None:
    own = Overrides().reworded(SECOND, "Still {score}. What now?")
    mine = merged(deck, own)
    line = STALLED.lines(mine)[1]
    assert (line.id, line.text, line.source) == (
        SECOND,
        "Still {score}. What now?",
        LineSource.MINE,
    )
    assert ids(mine) == ids(deck)
    case = weekly_case(12, 12, 12, 12)
    found = finding(Pattern.STALLED, score=12)
    lines = [spoken(one) for one in every_wording(found, case, mine)]
    assert "Still 12. What now?" in lines


def test_no_words_bring_the_shipped_ones_back(deck: Deck) -> None:
    own = Overrides().reworded(SECOND, "Still {score}.").star(SECOND)
    assert own.reworded(SECOND, "") == Overrides(starred=frozenset({SECOND}))
    added = Overrides().added(STALLED, "My own.").star(MINE)
    assert added.reworded(MINE, "") == Overrides()


def test_an_added_line_comes_last_and_can_be_starred_to_the_front(deck: Deck) -> None:
    own = Overrides().added(STALLED, "Shall we try something else?")
    assert ids(merged(deck, own)) == [*ids(deck), MINE]
    assert ids(merged(deck, own.star(MINE))) == [MINE, *ids(deck)]
    assert ids(merged(deck, own.star(MINE).star(MINE))) == [*ids(deck), MINE]


def test_a_hidden_line_is_not_said_and_is_still_listed(deck: Deck) -> None:
    own = Overrides().hide(FIRST)
    assert FIRST not in ids(merged(deck, own))
    assert wordings(deck, own, STALLED)[0].hidden
    assert own.hide(FIRST) == Overrides()


def test_the_fallback_speaks_where_every_opening_is_hidden(deck: Deck) -> None:
    own = Overrides()
    for line in deck.entry(Pattern.STALLED).of(LineSlot.OPEN):
        own = own.hide(line.id)
    refuse_unfit(deck, own)
    (first, *_) = every_wording(
        finding(Pattern.STALLED, score=12), weekly_case(12), merged(deck, own)
    )
    assert first.line_id.startswith("fallback/open/")


def test_lines_are_moved_within_their_place(deck: Deck) -> None:
    own = moved(deck, Overrides(), FIRST, 1)
    assert ids(merged(deck, own))[:2] == [SECOND, FIRST]
    assert ids(merged(deck, moved(deck, own, FIRST, -5))) == ids(deck)
    assert ids(merged(deck, moved(deck, own.star(THIRD), FIRST, -5))) == [THIRD, FIRST, SECOND]


def test_a_line_the_shipped_deck_gets_later_comes_after_those_in_order(deck: Deck) -> None:
    own = moved(deck, Overrides().reworded(FIRST, "Mine."), FIRST, 1)
    entry = deck.entry(Pattern.STALLED)
    newer = (*entry.of(LineSlot.OPEN), STALLED.line("4", "New with an update."))
    later = replace(
        deck,
        entries={
            **deck.entries,
            Pattern.STALLED: replace(entry, lines={**entry.lines, LineSlot.OPEN: newer}),
        },
    )
    lines = STALLED.lines(merged(later, own))
    assert [line.id for line in lines] == [SECOND, FIRST, THIRD, "stalled/open/standard/4"]
    assert lines[1].text == "Mine."


def test_a_reworded_line_stays_when_the_shipped_one_goes(deck: Deck) -> None:
    own = Overrides().reworded("stalled/open/standard/9", "From an earlier version.")
    assert STALLED.lines(merged(deck, own))[-1].text == "From an earlier version."


@pytest.mark.parametrize("pattern", [one for one in Pattern if one in KEPT])
def test_no_line_about_safety_can_be_hidden_and_each_can_be_reworded(
    deck: Deck, pattern: Pattern
) -> None:
    for place in line_lists(pattern):
        for line in place.lines(deck):
            with pytest.raises(UserError, match="reworded, but not hidden"):
                refuse_unfit(deck, Overrides().hide(line.id))
            own = Overrides().reworded(
                line.id, "I'd like to hear about this first. How is it for you?"
            )
            refuse_unfit(deck, own)


def test_an_added_line_about_safety_may_be_hidden(deck: Deck) -> None:
    place = LineList(Pattern.RISK_ITEM, LineSlot.ACT)
    own = Overrides().added(place, "Call the supervisor")
    refuse_unfit(deck, own.hide("risk_item/act/mine-1"))


def test_safety_always_has_words_however_the_lines_are_reworded(deck: Deck) -> None:
    own = Overrides()
    with pytest.raises(UserError, match="No suggestion works when facts are missing"):
        for line in LineList(Pattern.RISK_ITEM, LineSlot.OPEN, "new").lines(deck):
            own = own.reworded(line.id, "It was {previous}, it is {score}.")
            refuse_unfit(deck, own)
    with pytest.raises(UserError, match="No suggestion works when facts are missing"):
        refuse_unfit(deck, Overrides().hide("fallback/goal/1"))


@pytest.mark.parametrize(
    ("own", "name", "fault"),
    [
        (Overrides().reworded(FIRST, "You're at {scroe}."), FIRST, "{scroe} is not a variable"),
        (Overrides().reworded(FIRST, "You're at {score."), FIRST, "has a stray brace"),
        (Overrides().hide("stuck/goal/1"), "stuck/goal/1", "no suggestion has this name"),
        (Overrides().star("stalled/open/1"), "stalled/open/1", "no suggestion has this name"),
        (Overrides().star("stalled/goal/0"), "stalled/goal/0", "no suggestion has this name"),
        (Overrides(order={"stalled": ("1",)}), "stalled", "no list of suggestions has this name"),
    ],
)
def test_what_could_never_be_said_is_named(
    deck: Deck, own: Overrides, name: str, fault: str
) -> None:
    assert list(faults(deck, own)) == [(name, fault)]
    with pytest.raises(UserError):
        refuse_unfit(deck, own)


@pytest.mark.parametrize("place", sorted(GONE))
def test_words_for_a_list_of_an_earlier_version_are_kept_and_not_said(
    deck: Deck, place: str
) -> None:
    """Also when they hold a variable that is no more: nobody has to mend the file."""
    own = Overrides(
        texts={f"{place}/1": "It was {gone}.", f"{place}/mine-1": "Mine."},
        starred=frozenset({f"{place}/1"}),
        hidden=frozenset({f"{place}/2"}),
        order={place: ("2", "1")},
    )
    refuse_unfit(deck, own)
    assert list(merged(deck, own)) == list(deck)
    assert taken_in(Overrides(), own) == own
    assert moved(deck, own, f"{place}/1", 1) == own


def test_no_list_is_both_gone_and_there() -> None:
    assert not any(line_list_named(name) for name in GONE)


def test_a_line_for_what_may_be_chance_has_a_place_of_its_own(deck: Deck) -> None:
    own = Overrides().reworded("worsening/task/ask/1", "Shall we look at that, or go on?")
    found = replace(finding(Pattern.WORSENING, score=17), certainty=Certainty.TENTATIVE)
    asked = suggest(found, weekly_case(12, 17), TODAY, merged(deck, own))
    assert [one.reveal() for one in asked.task.values()] == ["Shall we look at that, or go on?"]


@pytest.mark.parametrize("name", ["best", "best_date", "item_moved", "previous_2"])
def test_a_variable_of_an_earlier_version_can_still_be_written(deck: Deck, name: str) -> None:
    refuse_unfit(deck, Overrides().reworded(FIRST, f"It was {{{name}}}."))


def test_style_is_free(deck: Deck) -> None:
    own = Overrides().reworded(FIRST, "She is clinical!")
    refuse_unfit(deck, own)
    assert lint(merged(deck, own))


def test_words_of_somebody_else_are_added_and_none_of_ones_own_is_lost(deck: Deck) -> None:
    mine = Overrides().added(STALLED, "Mine.").reworded(FIRST, "My first.").star(MINE)
    other = Overrides(
        texts={MINE: "Theirs.", FIRST: "Their first."},
        starred=frozenset({MINE}),
        order={STALLED.name: ("mine-1", "2")},
    )
    both = taken_in(mine, other)
    lines = {line.id: line.text for line in STALLED.lines(merged(deck, both))}
    assert lines[MINE] == "Mine."
    assert lines["stalled/open/standard/mine-2"] == "Theirs."
    assert lines[FIRST] == "Their first."
    assert both.starred == {MINE, "stalled/open/standard/mine-2"}
    assert both.order[STALLED.name] == ("mine-2", "2")
    assert taken_in(both, both) == both
