"""A therapist may edit the constants: each of them reaches the rules, the words and the lines."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

import pytest

from romtui.domain.case import Case, Stage
from romtui.domain.caseload import summary
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.dialogue import suggest
from romtui.domain.parts import leading_measure
from romtui.domain.patterns import Pattern, detect
from romtui.domain.patterns.rules import rests_on, rule, stretch
from romtui.domain.texts import NUMBER_SOURCES
from tests.domain.detection import finding
from tests.domain.suggestions import english
from tests.people.cases import TODAY, case_of, planned, results
from tests.people.questionnaires import ALLIANCE, GAD7, PHQ9, Number

P = Pattern


def course(*scores: Number, apart: int | Sequence[int] = 7, ago: int = 0) -> Case:
    return case_of(*results(PHQ9, scores, apart, ago=ago))


def not_shared(case: Case) -> Case:
    return replace(case, results=tuple(replace(one, discussed=False) for one in case.results))


def found(case: Case, constants: Constants) -> set[Pattern]:
    return {one.pattern for one in detect(case, TODAY, constants).found}


@pytest.mark.parametrize(
    ("constant", "value", "pattern", "case"),
    [
        ("current_days", 4, P.STABLE, course(12, 12, ago=4)),
        ("fresh_days", 7, P.STABLE, not_shared(course(12, 12, ago=7))),
        ("gap_days", 43, P.STABLE, course(12, 12, apart=[43])),
        ("notable", (1, 2), P.WORSENING, course(12, 15)),
        ("notable", (1, 2), P.IMPROVING, course(15, 12)),
        ("notable", (1, 1), P.STALLED, course(12, 14, 10, 14)),
        ("notable", (1, 2), P.FLUCTUATING, course(10, 13, 10, 13)),
        ("plateau_days", 13, P.STALLED, course(12, 12, 12, 12, apart=[7, 6, 7])),
        ("early_scores", 5, P.EARLY_GAIN, course(16, 16, 16, 16, 10, apart=5)),
        ("early_days", 29, P.EARLY_GAIN, course(16, 10, apart=[29])),
        ("slow_start_days", 20, P.SLOW_START, course(16, 16, 16, apart=10)),
        ("checkpoint_days", 55, P.NOT_ON_TRACK, course(16, 16, 16, apart=[28, 27])),
        ("checkpoint_days", 57, P.SLOW_START, course(16, 16, 16, apart=[28, 28])),
        ("again_days", 27, P.NOT_ON_TRACK, course(20, 15, 15, apart=[42, 41])),
        ("quiet_days", 27, P.STALLED, planned(course(*[12] * 9), focus=27)),
        ("quiet_days", 27, P.SLOW_START, planned(course(16, 16, 16, apart=20), focus=27)),
        ("alliance_days", 43, P.ALLIANCE_LOW, case_of(*results(ALLIANCE, [36], ago=43))),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_edited_constant_is_what_the_rules_go_by(
    constant: str, value: Any, pattern: Pattern, case: Case
) -> None:
    assert pattern not in found(case, STANDARD)
    assert pattern in found(case, replace(STANDARD, **{constant: value}))


def test_an_edited_large_makes_one_reading_enough() -> None:
    case = course(10, 16)
    assert detect(case, TODAY).found[0].tentative
    edited = detect(case, TODAY, replace(STANDARD, large=(1, 1))).found[0]
    assert (edited.code, edited.why) == (
        "reliable_deterioration:phq9",
        "6 points worse than the start (10): at least the reliable change of 6",
    )


def test_an_edited_again_moves_the_days_on_which_it_is_due() -> None:
    def due(constants: Constants) -> object:
        facts = {
            one.pattern: one.facts for one in detect(course(*[16] * 12), TODAY, constants).found
        }
        return facts[P.NOT_ON_TRACK]["due"]

    assert due(STANDARD) is False
    assert due(replace(STANDARD, again_days=21)) is True


def test_a_form_with_a_checkpoint_of_its_own_keeps_it() -> None:
    edited = replace(STANDARD, checkpoint_days=70)
    assert P.NOT_ON_TRACK in found(case_of(*results(GAD7, [16] * 7)), edited)


def test_an_edited_half_year_is_what_the_offer_of_a_new_start_goes_by() -> None:
    case = course(12, 12, apart=[100])
    assert finding(case, P.RETURN_AFTER_GAP).facts["suggest_rebaseline"] is False
    edited = replace(STANDARD, rebaseline_days=99)
    facts = {one.pattern: one.facts for one in detect(case, TODAY, edited).found}
    assert facts[P.RETURN_AFTER_GAP]["suggest_rebaseline"] is True


def test_an_edited_notable_is_named_in_the_arithmetic() -> None:
    edited = replace(STANDARD, notable=(1, 2))
    lines = [one.why for one in detect(course(10, 14, 10, 14), TODAY, edited).found]
    assert any("changes of direction, 3 points or more each" in line for line in lines)


def test_these_are_the_numbers_it_comes_with() -> None:
    assert {field.name: getattr(STANDARD, field.name) for field in fields(STANDARD)} == {
        "current_days": 3,
        "fresh_days": 6,
        "gap_days": 42,
        "rebaseline_days": 182,
        "alliance_days": 42,
        "notable": (2, 3),
        "large": (3, 2),
        "plateau_days": 14,
        "early_scores": 4,
        "early_days": 28,
        "slow_start_days": 21,
        "checkpoint_days": 56,
        "again_days": 28,
        "quiet_days": 28,
    }


@pytest.mark.parametrize(
    ("constant", "source"),
    [
        ("current_days", "our own choice"),
        ("notable", "docs/calibration.md"),
        ("large", "docs/calibration.md"),
        ("early_scores", "Beard & Delgadillo 2019"),
        ("early_days", "Beard & Delgadillo 2019"),
        ("slow_start_days", "Saunders 2019"),
        ("checkpoint_days", "Steidtmann 2013"),
        ("checkpoint_days", "ICSI"),
        ("again_days", "our own choice"),
    ],
)
def test_each_says_where_it_is_from(constant: str, source: str) -> None:
    assert source in NUMBER_SOURCES[constant]


def test_safety_has_no_constant() -> None:
    edited = replace(STANDARD, current_days=30)
    unknown = case_of(*results(PHQ9, [12], ago=4, safe=False))
    assert P.RISK_UNKNOWN not in found(unknown, edited)
    assert not any("risk" in field.name or "safety" in field.name for field in fields(Constants))


def test_the_line_of_an_ending_goes_by_the_edited_days() -> None:
    case = case_of(*results(PHQ9, [16, 9], ago=5), stage=Stage.ENDING)
    ending = finding(case, P.ENDING)
    usual = suggest(ending, case, TODAY, english())
    edited = replace(STANDARD, current_days=5)
    assert usual.line_id.split("/")[2] == "earlier_score"
    assert suggest(ending, case, TODAY, english(), constants=edited).line_id != usual.line_id


def test_the_caseload_goes_by_the_edited_constants() -> None:
    case = course(12, 12, 12, 12, apart=[7, 6, 7])
    assert summary(case).headline is P.STABLE
    assert summary(case, replace(STANDARD, plateau_days=13)).headline is P.STALLED


@pytest.mark.parametrize(
    ("constant", "value", "pattern", "said"),
    [
        ("current_days", 1, P.NO_SCORE_TODAY, "in the last one day"),
        ("gap_days", 45, P.RETURN_AFTER_GAP, "More than 45 days since"),
        ("plateau_days", 7, P.STALLED, "over at least one week"),
        ("early_scores", 13, P.EARLY_GAIN, "the first 13 scores and four weeks"),
        ("checkpoint_days", 35, P.NOT_ON_TRACK, "After five weeks"),
        ("again_days", 35, P.NOT_ON_TRACK, "every five weeks"),
        ("notable", (3, 5), P.IMPROVING, "by at least 3/5 of the reliable change"),
        ("notable", (1, 2), P.IMPROVING, "by at least half the reliable change"),
        ("notable", (1, 1), P.WORSENING, "by at least the reliable change"),
        ("large", (2, 1), P.SHARP_WORSENING, "twice the reliable change"),
    ],
)
def test_a_rule_in_words_names_the_edited_constant(
    constant: str, value: Any, pattern: Pattern, said: str
) -> None:
    assert said in rule(pattern, replace(STANDARD, **{constant: value}))
    assert said not in rule(pattern)


def test_the_line_of_a_day_without_scores_names_the_edited_days() -> None:
    nothing = case_of(*results(PHQ9, [12], ago=30))
    edited = replace(STANDARD, current_days=14)
    assert finding(nothing, P.NO_SCORE_TODAY).why == "no score in the last three days"
    assert detect(nothing, TODAY, edited).found[-1].why == "no score in the last two weeks"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        *((0, "no days"), (1, "one day"), (6, "six days"), (7, "one week"), (8, "eight days")),
        *((84, "twelve weeks"), (91, "13 weeks")),
    ],
)
def test_a_stretch_of_days_is_said_in_weeks_where_it_can_be(days: int, said: str) -> None:
    assert stretch(days) == said


def test_a_rule_names_the_constants_it_rests_on_once_each() -> None:
    assert rests_on(P.NOT_ON_TRACK) == ("checkpoint_days", "notable", "again_days")
    assert rests_on(P.FIRST_SESSION) == ()


def test_every_rule_can_be_said_and_every_constant_has_a_source() -> None:
    for pattern in Pattern:
        words = rule(pattern)
        assert words.endswith(".")
        assert not set("{}") & set(words)
    assert NUMBER_SOURCES.keys() == {field.name for field in fields(Constants)}


def test_a_session_rating_taken_first_does_not_lead() -> None:
    rating, measure = results(ALLIANCE, [38], ago=20), results(PHQ9, [16, 12])
    case = case_of(*rating, *measure, impression=-1)
    assert leading_measure(case) == "phq9"
    assert finding(case, P.DIVERGENCE_SEEMS_WORSE).instrument == "phq9"
    assert leading_measure(case_of(*rating)) is None
