"""What a line says has to be true of these very numbers: from a course to the sentence."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from romtui.domain.case import Case, Stage
from romtui.domain.dialogue import Deck, Suggestion, suggest
from romtui.domain.instrument import Direction
from romtui.domain.patterns import Finding, Pattern
from romtui.domain.personal_measures import PersonalMeasure
from romtui.domain.private import Private
from tests.domain import detection
from tests.domain.suggestions import english, spoken, variant
from tests.people.cases import TODAY, case_of, planned, results
from tests.people.questionnaires import GAD7, PHQ9, SLEEP, WELL


@pytest.fixture(scope="module")
def deck() -> Deck:
    return english()


def wordings(found: Finding, case: Case, deck: Deck) -> list[Suggestion]:
    first = suggest(found, case, TODAY, deck)
    return [suggest(found, case, TODAY, deck, turn) for turn in range(first.wordings)]


def every_spoken(case: Case, pattern: Pattern, deck: Deck) -> list[str]:
    lines = wordings(detection.finding(case, pattern), case, deck)
    assert not any(one.line_id.startswith("fallback") for one in lines)
    assert len(lines) >= 2
    return [spoken(one) for one in lines]


SAME_AS_BEFORE = re.compile(
    r"\bagain\b|still (at |around )|much (like|as)|same place|hardly|budged"
)


@pytest.mark.parametrize(
    ("pattern", "scores"),
    [
        (Pattern.RELIABLE_DETERIORATION, [10, 7, 7, 3, 6, 7, 10, 13, 16, 19, 22]),
        (Pattern.RELAPSE, [18, 12, 7, 6, 13, 16, 19]),
        (Pattern.RELIABLE_IMPROVEMENT, [21, 21, 14, 10, 6]),
    ],
)
def test_what_goes_on_moving_is_not_called_the_same(
    deck: Deck, pattern: Pattern, scores: list[int]
) -> None:
    case = case_of(*results(PHQ9, scores))
    found = detection.finding(case, pattern)
    assert found.facts["still"]
    assert not any(SAME_AS_BEFORE.search(line) for line in every_spoken(case, pattern, deck))


def test_what_stays_is_called_so(deck: Deck) -> None:
    case = case_of(*results(PHQ9, [12, 12, 20, 20, 20, 20]))
    lines = every_spoken(case, Pattern.RELIABLE_DETERIORATION, deck)
    assert any("still around 20" in line for line in lines)


def test_last_time_is_not_passed_over_by_the_middle_of_the_weeks_before(deck: Deck) -> None:
    for scores, pattern in (
        ([14, 12, 12, 12, 17, 18], Pattern.WORSENING),
        ([20, 19, 16, 14], Pattern.IMPROVING),
    ):
        lines = every_spoken(case_of(*results(PHQ9, scores)), pattern, deck)
        assert not any("before that it was" in line for line in lines)
        assert not any(f"it was {scores[-2]}" in line for line in lines)
    lines = every_spoken(case_of(*results(PHQ9, [12, 12, 12, 17])), Pattern.WORSENING, deck)
    assert any("before that it was around 12" in line for line in lines)


def test_one_score_is_not_said_to_be_around_itself(deck: Deck) -> None:
    lines = every_spoken(case_of(*results(WELL, [30, 26])), Pattern.STABLE, deck)
    assert lines
    lines = every_spoken(case_of(*results(PHQ9, [12, 16])), Pattern.WORSENING, deck)
    assert any("it was 12" in line for line in lines)
    assert not any("around" in line for line in lines)


def test_a_plateau_is_named_by_its_middle(deck: Deck) -> None:
    lines = every_spoken(case_of(*results(GAD7, [12, 14, 12, 15])), Pattern.STABLE_HIGH, deck)
    assert any("around 14" in line for line in lines)
    assert not any("around 15" in line or "15 again" in line for line in lines)


def test_swings_are_not_called_unmoved(deck: Deck) -> None:
    case = case_of(*results(GAD7, [12, 18, 12, 17, 13, 18, 17]))
    lines = every_spoken(case, Pattern.NOT_ON_TRACK, deck)
    assert not any(SAME_AS_BEFORE.search(line) or "stayed close" in line for line in lines)


def test_after_a_break_nobody_is_told_that_they_have_just_begun(deck: Deck) -> None:
    case = case_of(*results(PHQ9, [15, 16, 15, 16, 13, 17, 15], [7, 7, 60, 7, 7, 7]))
    found = detection.finding(case, Pattern.SLOW_START)
    assert found.why.startswith("3 weeks since the break")
    assert not any("weeks" in line for line in every_spoken(case, Pattern.SLOW_START, deck))
    new = planned(case_of(*results(PHQ9, [16, 16, 15, 17, 16, 16, 13, 17, 15])), focus=28)
    found = detection.finding(new, Pattern.SLOW_START)
    assert found.why.startswith("4 weeks on this intervention")
    assert not any("weeks" in line for line in every_spoken(new, Pattern.SLOW_START, deck))


def test_a_start_that_got_harder_is_not_called_slow(deck: Deck) -> None:
    case = case_of(*results(PHQ9, [12, 12, 13, 17], 7))
    found = replace(detection.finding(case, Pattern.WORSENING), pattern=Pattern.SLOW_START)
    found = replace(found, certainty=None, facts={**found.facts, "due": True, "weeks_on": 3})
    assert {variant(one) for one in wordings(found, case, deck)} == {"worse"}


def test_the_third_time_at_the_target_is_not_called_the_second(deck: Deck) -> None:
    case = case_of(*results(PHQ9, [10, 10, 9, 9, 9]), target=9)
    lines = every_spoken(case, Pattern.TARGET_REACHED, deck)
    assert all("third time running" in line for line in lines)
    assert any("bring it below 10" in line for line in lines)


def test_a_small_move_last_time_is_no_blip(deck: Deck) -> None:
    small = case_of(*results(PHQ9, [12, 14, 12, 15, 11]))
    large = case_of(*results(PHQ9, [12, 12, 12, 20, 12]))
    for case, expected in ((small, "moved"), (large, "back")):
        found = detection.finding(case, Pattern.STABLE)
        assert {variant(one) for one in wordings(found, case, deck)} == {expected}


def test_only_a_first_score_is_said_to_look_worse_than_things_are(deck: Deck) -> None:
    assert any(
        "A first score" in line
        for line in every_spoken(case_of(*results(PHQ9, [20, 12])), Pattern.EARLY_GAIN, deck)
    )
    case = case_of(*results(PHQ9, [18, 20, 11]))
    assert not any("A first score" in line for line in every_spoken(case, Pattern.EARLY_GAIN, deck))


def test_at_the_end_no_way_is_praised_that_was_not_gone(deck: Deck) -> None:
    for measure, scores in ((SLEEP, [16, 16, 15, 17]), (WELL, [36, 35, 36, 34])):
        case = case_of(*results(measure, scores), stage=Stage.ENDING)
        lines = every_spoken(case, Pattern.ENDING, deck)
        assert not any(re.search(r"how far|keep", line) for line in lines)
    case = case_of(*results(PHQ9, [18, 12, 7, 6]), stage=Stage.ENDING)
    assert any("how far you've come" in line for line in every_spoken(case, Pattern.ENDING, deck))


def test_a_low_score_is_gone_on_from_gently(deck: Deck) -> None:
    case = case_of(*results(PHQ9, [2, 8, 8]))
    found = detection.finding(case, Pattern.RELIABLE_DETERIORATION)
    assert not found.tentative
    follow_up = suggest(found, case, TODAY, deck)
    assert all("/ask/" in name for name in (*follow_up.goal, *follow_up.task, *follow_up.bond))


def test_an_item_in_their_own_words_is_spoken_of_in_them(deck: Deck) -> None:
    urge = PersonalMeasure("own.1", Private("The urge to check"), Direction.LOWER_BETTER, TODAY)
    made = results(replace(PHQ9, id="own.1", safety_items=()), [7, 5])
    case = case_of(*made)
    case = replace(case, instruments={**case.instruments, "own.1": urge.instrument}, own=(urge,))
    found = detection.finding(case, Pattern.CHANGE_UNKNOWN)
    assert {variant(one) for one in wordings(found, case, deck)} == {"standard"}
    first = replace(case, results=made[:1])
    day = made[0].on
    found = detection.finding(first, Pattern.FIRST_SESSION, day)
    lines = [spoken(suggest(found, first, day, deck, turn)) for turn in range(6)]
    assert not any("Own 1" in line or "own score" in line for line in lines)
    assert any("rating of “The urge to check”" in line for line in lines)


def test_what_holds_longer_is_counted(deck: Deck) -> None:
    case = case_of(*results(PHQ9, [18, 12, 8, 7, 7, 6]))
    found = detection.finding(case, Pattern.HOLDING_GAINS)
    assert found.why.endswith("4 scores in a row")
    case = case_of(*results(SLEEP, [24, 24, 24, 12, 12, 12]))
    found = detection.finding(case, Pattern.CROSSED_BETTER)
    assert found.why.endswith("3 scores in a row")
    assert {variant(one) for one in wordings(found, case, deck)} == {"still"}


def test_a_total_that_moved_is_not_said_to_have_held(deck: Deck) -> None:
    before, now = results(PHQ9, [12, 17])
    answers = (1, 1, 1, 1, 0, 3, 3, 2, 0)
    moved = (1, 1, 1, 1, 3, 3, 3, 3, 1)
    case = case_of(replace(before, answers=answers), replace(now, answers=moved))
    found = detection.finding(case, Pattern.ITEM_SHIFT)
    assert found.why.startswith("the total changed by 5 points")
    assert not any(
        "about the same" in line for line in every_spoken(case, Pattern.ITEM_SHIFT, deck)
    )


def test_a_score_of_five_days_ago_is_not_compared_with_today(deck: Deck) -> None:
    late = tuple(replace(one, discussed=False) for one in results(PHQ9, [12, 12, 12, 17], ago=5))
    lines = every_spoken(case_of(*late), Pattern.WORSENING, deck)
    assert not any("today" in line for line in lines)
    assert TODAY - late[-1].on == timedelta(days=5)
