"""What the therapist is given to say, in the situations of a working day."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from romtui.domain.dialogue import Deck, Own, Tone, suggest
from romtui.domain.dialogue.own import merged
from romtui.domain.dialogue.variables import VARIABLES
from romtui.domain.dialogue.variants import known_variants
from romtui.domain.instrument import Band, Instrument, SafetyItem
from romtui.domain.patterns.finding import Finding, Pattern
from tests.domain.talks import (
    PHQ9,
    TODAY,
    WELL,
    case_of,
    english,
    every_wording,
    finding,
    focus,
    points,
    said,
    variant,
)


@pytest.fixture(scope="module")
def deck() -> Deck:
    return english()


# The situations the program is made for.


def test_at_the_first_score_a_target_is_proposed(deck: Deck) -> None:
    case = case_of(17, targets={"phq9": points(9)})
    line = said(suggest(finding(Pattern.FIRST_SESSION, score=17), case, TODAY, deck))
    assert line == (
        "Your depression score is 17, which counts as moderately severe. I'd suggest we aim to "
        "bring it below 10. How would that be as something to work towards?"
    )


def test_without_a_target_none_is_spoken_of(deck: Deck) -> None:
    suggestion = suggest(finding(Pattern.FIRST_SESSION, score=17), case_of(17), TODAY, deck)
    assert variant(suggestion) == "standard"
    assert "moderately severe" in said(suggestion)


def test_a_measure_without_bands_is_given_no_severity_word(deck: Deck) -> None:
    case = case_of(18, instrument=WELL, targets={"well": points(25)})
    found = finding(Pattern.FIRST_SESSION, "well", score=18)
    suggestions = every_wording(found, case, deck)
    assert {variant(one) for one in suggestions} == {"no_severity"}
    assert said(suggestions[0]).startswith("Your Well-being score is 18.")


def test_a_therapist_who_sees_a_standstill_asks_about_it(deck: Deck) -> None:
    found = finding(Pattern.STALLED, score=12, baseline=14)
    line = said(suggest(found, case_of(16, 12, 13, 12, 12), TODAY, deck))
    assert line.startswith("You've stayed close to 12 for 3 weeks. Is that how it feels")


def test_a_standstill_after_a_gain_names_the_gain(deck: Deck) -> None:
    found = finding(Pattern.STALLED, score=12, baseline=20, after_improvement=True)
    suggestions = every_wording(found, case_of(20, 12, 12, 12, 12), deck)
    assert {variant(one) for one in suggestions} == {"after_improvement"}
    assert all("20" in said(one) for one in suggestions)


def test_brighter_than_the_score_is_asked_about_not_explained(deck: Deck) -> None:
    found = finding(Pattern.DIVERGENCE_SEEMS_BETTER, score=14, previous=14)
    line = said(suggest(found, case_of(14, 14), TODAY, deck))
    assert line.startswith("Your PHQ-9 is 14, and yet you come across lighter")


def test_what_has_not_helped_is_named_after_four_weeks(deck: Deck) -> None:
    found = finding(Pattern.NOT_ON_TRACK, score=15, baseline=15, run_weeks=6)
    case = case_of(15, 15, 15, focuses=(focus("cognitive restructuring", weeks=6),))
    suggestion = suggest(found, case, TODAY, deck)
    assert variant(suggestion) == "standard"
    assert said(suggestion).startswith("We've given cognitive restructuring 6 weeks now")


def test_what_has_only_begun_is_not_named_as_failing(deck: Deck) -> None:
    found = finding(Pattern.NOT_ON_TRACK, score=15, baseline=15, run_weeks=6)
    case = case_of(15, 15, 15, focuses=(focus("cognitive restructuring", weeks=3),))
    for suggestion in every_wording(found, case, deck):
        assert variant(suggestion) == "no_intervention"
        assert "cognitive" not in said(suggestion)


@pytest.mark.parametrize(
    ("fact", "score", "expected"), [("got_worse", 18, "worse"), ("some_gain", 11, "some_gain")]
)
def test_a_score_that_moved_is_never_called_about_the_same(
    deck: Deck, fact: str, score: int, expected: str
) -> None:
    found = finding(
        Pattern.NOT_ON_TRACK, score=score, baseline=15, run_weeks=10, weeks=10, **{fact: True}
    )
    case = case_of(15, 15, score, focuses=(focus("exposure", weeks=9),))
    suggestions = every_wording(found, case, deck)
    assert {variant(one) for one in suggestions} == {expected}
    assert len(suggestions) == 3


def test_the_next_idea_is_offered_only_when_there_is_one(deck: Deck) -> None:
    found = finding(Pattern.NOT_ON_TRACK, score=15, baseline=15, run_weeks=6)
    with_idea = case_of(15, focuses=(focus("thought records", weeks=6, next_idea="exposure"),))
    without = case_of(15, focuses=(focus("thought records", weeks=6),))
    offered = [task.reveal() for task in suggest(found, with_idea, TODAY, deck).task.values()]
    assert offered[0].startswith("One option is exposure.")
    assert len(suggest(found, without, TODAY, deck).task) == len(offered) - 1


@pytest.mark.parametrize("status", known_variants(Pattern.RISK_ITEM))
def test_a_safety_answer_is_met_by_what_it_is(deck: Deck, status: str) -> None:
    found = finding(Pattern.RISK_ITEM, status=status, item=9, date=TODAY)
    suggestions = every_wording(found, case_of(12), deck)
    assert {variant(one) for one in suggestions} == {status}
    assert len(suggestions) == 2
    assert all("thoughts of being better off dead" in said(one) for one in suggestions)


def test_a_safety_item_without_words_of_its_own_is_still_spoken_of(deck: Deck) -> None:
    bare = replace(PHQ9, safety_items=(SafetyItem(9, 1),))
    case = replace(case_of(12), instruments={"phq9": bare})
    line = said(suggest(Finding(Pattern.RISK_ITEM, "phq9", {"status": "new"}), case, TODAY, deck))
    assert "you have had thoughts about your safety" in line


def test_a_slide_is_called_one_only_when_every_step_was_worse(deck: Deck) -> None:
    found = finding(Pattern.WORSENING, score=13, baseline=10, previous=12, gradual=True)
    found = replace(found, facts={**found.facts, "series": (points(10), points(12), points(13))})
    sliding = suggest(found, case_of(10, 12, 13), TODAY, deck)
    assert variant(sliding) == "gradual"
    assert "10, 12 and 13" in said(sliding)
    assert variant(suggest(found, case_of(10, 14, 13), TODAY, deck)) == "since_start"
    assert variant(suggest(found, case_of(10, 12, 13, days=50), TODAY, deck)) == "since_start"


def test_the_same_number_again_is_not_called_a_difference(deck: Deck) -> None:
    same = finding(Pattern.CHANGE_UNKNOWN, score=5, previous=5)
    assert {variant(one) for one in every_wording(same, case_of(5, 5), deck)} == {"same"}
    other = finding(Pattern.CHANGE_UNKNOWN, score=5, previous=7)
    assert {variant(one) for one in every_wording(other, case_of(7, 5), deck)} == {"standard"}


# Which way is better.


def test_on_a_scale_where_more_is_better_nothing_good_goes_down(deck: Deck) -> None:
    """Every opening about a gain, filled in for a well-being scale that rose."""
    gains = [entry.pattern for entry in deck.entries.values() if entry.lane.value == "gain"]
    case = case_of(18, 26, instrument=WELL, targets={"well": points(25)})
    for pattern in gains:
        for since_start in (False, True):
            found = finding(
                pattern, "well", score=26, previous=18, baseline=18, since_start=since_start
            )
            for suggestion in every_wording(found, case, deck):
                assert not re.search(r"\b(down|lower|fell|drop\w*|below|less)\b", said(suggestion))


def test_recovery_is_told_by_the_number(deck: Deck) -> None:
    lower = finding(Pattern.RECOVERED, score=9, baseline=16)
    higher = finding(Pattern.RECOVERED, "well", score=26, baseline=18)
    assert said(suggest(lower, case_of(16, 9), TODAY, deck)).startswith("You're down to 9;")
    case = case_of(18, 26, instrument=WELL)
    assert said(suggest(higher, case, TODAY, deck)).startswith("You're up to 26;")


# Words and numbers.


@pytest.mark.parametrize(
    ("instrument", "target", "phrase"),
    [(PHQ9, 9, "below 10"), (PHQ9, 14, "to 14 or less"), (WELL, 25, "to 25 or more")],
)
def test_a_target_is_said_the_way_the_scale_runs(
    deck: Deck, instrument: Instrument, target: int, phrase: str
) -> None:
    bands = (Band(instrument.lo, instrument.hi, "moderate"),)
    instrument = replace(instrument, bands=bands)
    case = case_of(17, instrument=instrument, targets={instrument.id: points(target)})
    case = replace(case, instruments={instrument.id: instrument})
    found = finding(Pattern.FIRST_SESSION, instrument.id, score=17)
    assert all(
        f"bring it {phrase}" in said(one) or f"bringing it {phrase}" in said(one)
        for one in every_wording(found, case, deck)
    )


@pytest.mark.parametrize(("number", "words"), [("12.0", "12"), ("17.8", "17.8"), ("1E+1", "10")])
def test_a_number_is_said_as_people_say_it(deck: Deck, number: str, words: str) -> None:
    found = Finding(Pattern.STABLE, "phq9", {"score": Decimal(number)})
    assert f"You're at {words}, much" in said(suggest(found, case_of(12), TODAY, deck))


def test_the_severity_word_is_that_of_the_rounded_score(deck: Deck) -> None:
    found = Finding(Pattern.FIRST_SESSION, "phq9", {"score": Decimal("14.5")})
    assert "counts as moderately severe" in said(suggest(found, case_of(14), TODAY, deck))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (43, "6 weeks"),
        (83, "11 weeks"),
        (84, "about 3 months"),
        (400, "about 13 months"),
        (750, "about 2 years"),
    ],
)
def test_a_break_is_said_in_round_words(deck: Deck, days: int, words: str) -> None:
    found = finding(Pattern.RETURN_AFTER_GAP, score=12, previous=14, gap_days=days)
    assert said(suggest(found, case_of(12), TODAY, deck)).startswith(f"It's been {words} since")


@pytest.mark.parametrize(("count", "words"), [(1, "a form"), (2, "2 forms")])
def test_how_often_is_said_in_words(deck: Deck, count: int, words: str) -> None:
    found = finding(Pattern.UNDISCUSSED, None, count=count)
    assert f"filled in {words} that we" in said(suggest(found, case_of(12), TODAY, deck))


def test_a_day_of_another_year_is_said_with_its_year(deck: Deck) -> None:
    for day, words in (
        (date(2026, 3, 9), "around 9 March, and"),
        (date(2025, 3, 9), "around 9 March 2025, and"),
    ):
        found = finding(Pattern.SETBACK, score=14, best=5, best_date=day)
        assert any(words in said(one) for one in every_wording(found, case_of(14), deck))


def test_an_answer_that_moved_is_named_by_our_own_short_name(deck: Deck) -> None:
    def line(item: int, move: int) -> str:
        found = Finding(Pattern.ITEM_SHIFT, "phq9", {"score": points(12), "items": ((item, move),)})
        return said(suggest(found, case_of(12, 12), TODAY, deck))

    assert "but your answer on sleep has gone up." in line(3, 2)
    assert "but your answer to question 4 has gone down." in line(4, -2)


# Other wordings.


def test_another_wording_comes_round_to_the_first(deck: Deck) -> None:
    found = finding(Pattern.RELIABLE_DETERIORATION, score=18, baseline=11)
    first = suggest(found, case_of(11, 18), TODAY, deck)
    turns = [suggest(found, case_of(11, 18), TODAY, deck, turn) for turn in range(6)]
    assert first.wordings == 5
    assert [one.turn for one in turns] == [0, 1, 2, 3, 4, 0]
    assert [variant(one) for one in turns] == ["standard"] * 3 + ["gentle"] * 2 + ["standard"]
    assert turns[5] == first


def test_when_it_is_easing_nothing_says_that_it_is_not(deck: Deck) -> None:
    found = finding(Pattern.RELIABLE_DETERIORATION, score=18, previous=22, baseline=11, easing=True)
    suggestions = every_wording(found, case_of(11, 22, 18), deck)
    assert {variant(one) for one in suggestions} == {"easing"}


# When little is known.


@pytest.mark.parametrize("pattern", Pattern)
@pytest.mark.parametrize("instrument", ["phq9", "well", "gone", None])
def test_there_is_always_something_to_say(
    deck: Deck, pattern: Pattern, instrument: str | None
) -> None:
    empty = replace(case_of(), instruments={"phq9": PHQ9, "well": WELL})
    suggestion = suggest(Finding(pattern, instrument), empty, TODAY, deck)
    assert said(suggestion)
    for slot in (suggestion.goal, suggestion.task, suggestion.bond, suggestion.act):
        assert slot
        assert all("{" not in words.reveal() for words in slot.values())
    if suggestion.lane.value == "safety":
        assert not suggestion.line_id.startswith("fallback")


def test_a_fact_that_is_missing_is_never_made_up(deck: Deck) -> None:
    found = finding(Pattern.SUDDEN_GAIN, score=12)
    suggestion = suggest(found, case_of(20, 12), TODAY, deck)
    assert (
        said(suggestion)
        == "You're at 12 today. How does that fit with how things have been for you?"
    )
    assert suggestion.line_id == "fallback/open/1"


def test_every_line_can_be_filled_when_everything_is_known(deck: Deck) -> None:
    assert {name for line in deck for name in line.requires} <= VARIABLES.keys()


# What is private.


def test_what_the_therapist_typed_is_not_in_the_printed_suggestion(deck: Deck) -> None:
    found = finding(Pattern.NOT_ON_TRACK, score=15, baseline=15, run_weeks=6)
    case = case_of(15, focuses=(focus("grief for Nobody Atall", weeks=6, next_idea="a letter"),))
    printed = repr(suggest(found, case, TODAY, deck))
    assert "Nobody" not in printed
    assert "letter" not in printed


def test_braces_that_somebody_typed_stay_as_they_are(deck: Deck) -> None:
    found = finding(Pattern.NOT_ON_TRACK, score=15, baseline=15, run_weeks=6)
    case = case_of(15, focuses=(focus("{score} {x}", weeks=6),))
    assert "We've given {score} {x} 6 weeks now" in said(suggest(found, case, TODAY, deck))


def test_the_line_chosen_last_is_shown_first_by_its_name() -> None:
    found, case, deck = finding(Pattern.STALLED, score=12), case_of(12, 12, 12, 12), english()
    third = "stalled/open/standard/3"
    again = suggest(found, case, TODAY, deck, chosen=third)
    assert (again.line_id, again.turn) == (third, again.wordings - 1)
    assert suggest(found, case, TODAY, deck, 1, chosen=third).turn == 0
    assert suggest(found, case, TODAY, deck, chosen="stalled/open/standard/99").turn == 0


def test_a_gentle_line_comes_first_where_that_is_the_tone() -> None:
    found = finding(Pattern.RELIABLE_DETERIORATION, score=20, previous=19, baseline=12)
    case, deck = case_of(12, 19, 20), english()
    assert variant(suggest(found, case, TODAY, deck)) == "standard"
    assert variant(suggest(found, case, TODAY, deck, tone=Tone.GENTLE)) == "gentle"


def test_a_starred_line_comes_before_any_other() -> None:
    found = finding(Pattern.RELIABLE_DETERIORATION, score=20, previous=19, baseline=12)
    starred = Own().star("reliable_deterioration/open/gentle/2")
    first = suggest(found, case_of(12, 19, 20), TODAY, merged(english(), starred))
    assert first.line_id == "reliable_deterioration/open/gentle/2"
