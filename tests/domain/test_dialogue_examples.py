"""From a case to a sentence: the situations of a working day, and every worked example."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from romtui.cli.case_file import NamedCase, read_cases
from romtui.domain.case import Case, Stage
from romtui.domain.dialogue import Deck, Suggestion, suggest
from romtui.domain.patterns import Finding, Pattern, detect
from tests.domain.suggestions import (
    TODAY,
    english,
    every_wording,
    focus,
    spoken,
    variant,
    weekly_case,
)
from tests.people.questionnaires import PHQ9, WELL, points

EXAMPLES = read_cases(Path(__file__).with_name("pattern_examples.json"))
GAD7 = replace(PHQ9, id="gad7", name="GAD-7", cutoff=points(8))


@pytest.fixture(scope="module")
def deck() -> Deck:
    return english()


def finding_of(case: Case, pattern: Pattern) -> Finding:
    return next(one for one in detect(case, TODAY).found if one.pattern is pattern)


def suggested(case: Case, pattern: Pattern, deck: Deck) -> Suggestion:
    return suggest(finding_of(case, pattern), case, TODAY, deck)


# The situations of the seed, from the scores on.


def test_a_first_score_leads_to_a_target(deck: Deck) -> None:
    case = weekly_case(17, targets={"phq9": points(9)})
    suggestion = suggested(case, Pattern.FIRST_SESSION, deck)
    assert variant(suggestion) == "with_target"
    assert "17; the questionnaire calls that between moderate and severe" in spoken(suggestion)
    assert "below 10" in spoken(suggestion)


def test_a_fall_from_16_to_9_asks_what_helped(deck: Deck) -> None:
    suggestion = suggested(weekly_case(16, 13, 11, 9), Pattern.RECOVERED, deck)
    assert spoken(suggestion).startswith("You've gone from 16 down to 9 since we began.")
    assert spoken(suggestion).endswith("What do you think is behind it?")


def test_three_weeks_at_12_ask_for_the_next_step(deck: Deck) -> None:
    suggestion = suggested(weekly_case(14, 12, 12, 12), Pattern.STALLED, deck)
    assert spoken(suggestion).startswith("You've stayed close to 12 for 3 weeks.")
    shorter = suggested(weekly_case(16, 12, 12, 12), Pattern.STALLED, deck)
    assert spoken(shorter).startswith("You've stayed close to 12 for 2 weeks.")


def test_the_week_after_nobody_is_told_again_that_it_stands_still(deck: Deck) -> None:
    suggestion = suggested(weekly_case(14, 12, 12, 12, 12), Pattern.STALLED, deck)
    assert variant(suggestion) == "standing"
    assert suggestion.title == deck.entry(Pattern.STALLED).title_standing


def test_a_rise_to_18_is_asked_about_first(deck: Deck) -> None:
    jumped = suggested(weekly_case(15, 12, 18), Pattern.SHARP_WORSENING, deck)
    assert variant(jumped) == "ask"
    assert spoken(jumped).startswith("Your PHQ-9 went from 12 to 18 since last time.")
    rose = suggested(weekly_case(14, 14, 14, 18), Pattern.WORSENING, deck)
    assert spoken(rose).startswith("Your PHQ-9 is 18; before that it was around 14.")
    assert rose.title == "Possible worsening"


def test_a_rise_that_holds_is_said_the_second_time(deck: Deck) -> None:
    held = suggested(weekly_case(17, 14, 14, 14, 20, 20), Pattern.WORSENING, deck)
    assert variant(held) == "standard"
    assert "around 14" in spoken(held)
    assert "second time running" in spoken(held)


def test_a_level_that_seems_new_is_never_called_much_the_same(deck: Deck) -> None:
    found = finding_of(weekly_case(12, 12, 12, 17, 17), Pattern.STABLE)
    for suggestion in every_wording(found, weekly_case(12, 12, 12, 17, 17), deck):
        assert variant(suggestion) == "shifted"
        assert "around 12" in spoken(suggestion)


def test_the_end_of_a_spike_is_no_step_forward(deck: Deck) -> None:
    found = finding_of(weekly_case(12, 12, 12, 20, 12), Pattern.STABLE)
    assert variant(suggest(found, weekly_case(12, 12, 12, 20, 12), TODAY, deck)) == "back"


def test_brighter_than_a_score_of_14(deck: Deck) -> None:
    suggestion = suggested(weekly_case(14, 14, impression=2), Pattern.DIVERGENCE_SEEMS_BETTER, deck)
    assert variant(suggestion) == "standard"
    assert "14, and yet you come across brighter" in spoken(suggestion)
    rose = weekly_case(14, 10, 14, impression=1)
    assert variant(suggested(rose, Pattern.DIVERGENCE_SEEMS_BETTER, deck)) == "score_worse"


@pytest.mark.parametrize(("latest", "fell"), [(9, True), (14, False)])
def test_heavier_than_the_score(deck: Deck, latest: int, fell: bool) -> None:
    case = weekly_case(14, latest, impression=-2)
    suggestion = suggested(case, Pattern.DIVERGENCE_SEEMS_WORSE, deck)
    assert variant(suggestion) == ("standard" if fell else "flat")


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((15, 15, 14, *[15] * 6), "standard"),
        ((11, 11, 13, 14, *[15] * 5), "worse"),
        ((16, 14, 13, 12, *[11] * 9), "some_gain"),
    ],
)
def test_eight_weeks_of_one_thing_without_change(
    deck: Deck, scores: tuple[int, ...], expected: str
) -> None:
    on = focus("cognitive restructuring", weeks=len(scores) - 1)
    suggestion = suggested(replace(weekly_case(*scores), focuses=(on,)), Pattern.NOT_ON_TRACK, deck)
    assert variant(suggestion) == expected
    if expected == "standard":
        assert "cognitive restructuring 8 weeks" in spoken(suggestion)


def test_a_well_being_score_that_rose_is_good_news(deck: Deck) -> None:
    suggestion = suggested(weekly_case(18, 22, 26, instrument=WELL), Pattern.RECOVERED, deck)
    assert spoken(suggestion).startswith("You've gone from 18 up to 26 since we began.")


# What the numbers alone would get wrong.


def test_an_end_without_a_score_of_today_calls_none_todays(deck: Deck) -> None:
    case = weekly_case(16, 14, 12)
    later = TODAY + timedelta(days=14)
    case = replace(case, patient=replace(case.patient, stage=Stage.ENDING))
    found = next(one for one in detect(case, later).found if one.pattern is Pattern.ENDING)
    first = suggest(found, case, later, deck)
    for turn in range(first.wordings):
        line = spoken(suggest(found, case, later, deck, turn))
        assert "today" not in line
        assert "the last time" in line


def test_an_end_after_one_score_compares_it_with_nothing(deck: Deck) -> None:
    case = weekly_case(16)
    case = replace(case, patient=replace(case.patient, stage=Stage.ENDING))
    suggestion = suggested(case, Pattern.ENDING, deck)
    assert "16" not in spoken(suggestion)
    assert not suggestion.line_id.startswith("fallback")


def test_an_end_without_enough_change_is_said_openly(deck: Deck) -> None:
    case = weekly_case(16, 15, 15)
    case = replace(case, patient=replace(case.patient, stage=Stage.ENDING))
    assert variant(suggested(case, Pattern.ENDING, deck)) == "not_improved"


def test_an_end_that_is_harder_than_the_beginning_is_said_as_that(deck: Deck) -> None:
    case = weekly_case(12, 12, 20, 20)
    case = replace(case, patient=replace(case.patient, stage=Stage.ENDING))
    suggestion = suggested(case, Pattern.ENDING, deck)
    assert variant(suggestion) == "worse"
    assert "harder now than when you came" in spoken(suggestion)


@pytest.mark.parametrize(("weeks", "expected"), [(2, "standard"), (1, "ask")])
def test_measures_that_part_are_told_as_surely_as_each_of_them_is(
    deck: Deck, weeks: int, expected: str
) -> None:
    one = weekly_case(20, 20, 20, *[12] * weeks)
    other = weekly_case(9, 9, 9, *[16] * weeks, instrument=GAD7)
    results = tuple(sorted((*one.results, *other.results), key=lambda result: result.on))
    case = replace(one, results=results, instruments={"phq9": PHQ9, "gad7": GAD7})
    suggestions = every_wording(finding_of(case, Pattern.MIXED_MEASURES), case, deck)
    assert {variant(one) for one in suggestions} == {expected}
    assert all("PHQ-9" in spoken(one) and "GAD-7" in spoken(one) for one in suggestions)


def test_a_total_that_only_bounds_the_safety_answer_says_nothing_of_less(deck: Deck) -> None:
    bounded = {"item": 9, "inferred": True, "score": points(26)}
    for status, expected in (
        ("decreased", "new"),
        ("unchanged", "new"),
        ("increased", "increased"),
    ):
        found = Finding(Pattern.RISK_ITEM, "phq9", {**bounded, "status": status})
        assert variant(suggest(found, weekly_case(26), TODAY, deck)) == expected


# Every worked example.


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[0])
@pytest.mark.parametrize("focused", [True, False])
def test_every_example_reads_as_prose(deck: Deck, example: NamedCase, focused: bool) -> None:
    _, case, today = example
    if focused:
        since = today - timedelta(weeks=7)
        on = replace(focus("exposure", weeks=7, next_idea="a diary"), since=since)
        case = replace(case, focuses=(on,))
    found = detect(case, today).found
    assert found
    for one in found:
        first = suggest(one, case, today, deck)
        assert not first.line_id.startswith("fallback")
        assert first.wordings >= 2
        for turn in range(first.wordings):
            spoken = suggest(one, case, today, deck, turn)
            follow_ups = (
                *spoken.goal.values(),
                *spoken.task.values(),
                *spoken.bond.values(),
                *spoken.act.values(),
            )
            for words in (spoken.line, *follow_ups):
                assert not UNTIDY.findall(words.reveal()), words.reveal()


UNTIDY = re.compile(
    r"""[{}] | \s{2} | ^\s | \s$ | [,:;]$    # nothing unfilled or left over
    | \b1\ (?:weeks|months|years|forms)\b    # one of several
    | :\ [A-HJ-Z][a-z]                       # a capital after a colon
    | [.?]\ [a-z]                            # a small letter after a full stop
    | \b(\w+)\ \1\b                          # a word said twice
    | \babout\ [^.?,]*\babout\b              # "about … about"
    | \d\.0\b | \dE[+-]?\d                   # a number no one would say
    """,
    re.VERBOSE,
)


@pytest.mark.parametrize(
    "untidy",
    ["at {score}", "for 1 weeks", "is: The", "so. is it?", "the the", "about it about", "at 12.0"],
)
def test_the_check_for_tidy_prose_bites(untidy: str) -> None:
    assert UNTIDY.search(untidy)
