"""A therapist may edit the constants: each of them reaches the rules, the words and the lines."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

import pytest

from romtui.domain.case import Attendance, Case, Stage
from romtui.domain.caseload import standing
from romtui.domain.constants import SOURCES, STANDARD, Constants
from romtui.domain.dialogue import suggest
from romtui.domain.patterns import Pattern, detect
from romtui.domain.patterns.rules import rule
from tests.domain.courses import ALLIANCE, PHQ9, TODAY, Number, finding, held, person, results
from tests.domain.talks import english

P = Pattern


def course(*scores: Number, apart: int | Sequence[int] = 7, ago: int = 0) -> Case:
    return person(*results(PHQ9, scores, apart, ago=ago))


def found(case: Case, constants: Constants) -> set[Pattern]:
    return {one.pattern for one in detect(case, TODAY, constants).found}


@pytest.mark.parametrize(
    ("constant", "value", "pattern", "case"),
    [
        ("current_days", 4, P.STABLE, course(12, 12, ago=4)),
        ("gap_days", 43, P.STABLE, course(12, 12, apart=[43])),
        ("plateau_days", 13, P.STALLED, course(12, 12, 12, 12, apart=[7, 6, 7])),
        ("early_scores", 5, P.EARLY_GAIN, course(16, 16, 16, 16, 10, apart=5)),
        ("early_days", 29, P.EARLY_GAIN, course(16, 10, apart=[29])),
        ("slow_start_days", 20, P.SLOW_START, course(16, 16, 16, apart=10)),
        ("checkpoint_days", 41, P.NOT_ON_TRACK, course(16, 16, 16, apart=[21, 20])),
        ("checkpoint_days", 43, P.SLOW_START, course(16, 16, 16, apart=[21, 21])),
        ("late_checkpoint_days", 69, P.NOT_ON_TRACK, course(20, 15, 15, apart=[35, 34])),
        (
            "alliance_days",
            43,
            P.ALLIANCE_LOW,
            person(*results(ALLIANCE, [36], ago=43)),
        ),
        ("notable", (1, 3), P.WORSENING, course(12, 14)),
        ("notable", (1, 3), P.IMPROVING, course(14, 12)),
        ("notable", (2, 3), P.FLOOR, course(3, 3)),
        ("notable", (2, 3), P.STALLED, course(12, 13, 10, 13)),
        ("swing", (1, 2), P.FLUCTUATING, course(10, 13, 10, 13)),
        (
            "dropout_signs",
            1,
            P.DROPOUT_RISK,
            person(sessions=held((7, Attendance.MISSED))),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_edited_constant_is_what_the_rules_go_by(
    constant: str, value: Any, pattern: Pattern, case: Case
) -> None:
    assert pattern not in found(case, STANDARD)
    assert pattern in found(case, replace(STANDARD, **{constant: value}))


def test_an_edited_half_year_is_what_the_offer_of_a_new_start_goes_by() -> None:
    case = course(12, 12, apart=[100])
    assert finding(case, P.RETURN_AFTER_GAP).facts["suggest_rebaseline"] is False
    edited = replace(STANDARD, rebaseline_days=99)
    facts = {one.pattern: one.facts for one in detect(case, TODAY, edited).found}
    assert facts[P.RETURN_AFTER_GAP]["suggest_rebaseline"] is True


def test_an_edited_swing_is_named_in_the_arithmetic() -> None:
    edited = replace(STANDARD, swing=(1, 2))
    lines = [one.why for one in detect(course(10, 14, 10, 14), TODAY, edited).found]
    assert any("each step 3 or more" in line for line in lines)


def test_safety_has_no_constant() -> None:
    edited = replace(STANDARD, current_days=30)
    unknown = person(*results(PHQ9, [12], ago=4, safe=False))
    assert P.RISK_UNKNOWN not in found(unknown, edited)
    assert not any("risk" in field.name or "safety" in field.name for field in fields(Constants))


def test_the_line_of_an_ending_goes_by_the_edited_days() -> None:
    case = person(*results(PHQ9, [16, 9], ago=5), stage=Stage.ENDING)
    ending = finding(case, P.ENDING)
    usual = suggest(ending, case, TODAY, english())
    edited = replace(STANDARD, current_days=5)
    assert usual.line_id.split("/")[2] == "earlier_score"
    assert suggest(ending, case, TODAY, english(), constants=edited).line_id != usual.line_id


def test_the_caseload_goes_by_the_edited_constants() -> None:
    case = course(12, 12, 12, 12, apart=[7, 6, 7])
    assert standing(case).headline is P.STABLE
    assert standing(case, replace(STANDARD, plateau_days=13)).headline is P.STALLED


@pytest.mark.parametrize(
    ("constant", "value", "pattern", "said"),
    [
        ("current_days", 1, P.NO_SCORE_TODAY, "in the last one day."),
        ("gap_days", 45, P.RETURN_AFTER_GAP, "More than 45 days since"),
        ("plateau_days", 7, P.STALLED, "over one week close together"),
        ("early_scores", 13, P.EARLY_GAIN, "the first 13 scores and four weeks"),
        ("checkpoint_days", 35, P.NOT_ON_TRACK, "After five weeks less than half the reliable"),
        ("notable", (3, 5), P.IMPROVING, "Better by 3/5 of the reliable change or more"),
        ("notable", (1, 1), P.WORSENING, "Worse by the reliable change or more"),
        ("dropout_signs", 3, P.DROPOUT_RISK, "Three or more of three: missed"),
    ],
)
def test_a_rule_in_words_names_the_edited_constant(
    constant: str, value: Any, pattern: Pattern, said: str
) -> None:
    assert said in rule(pattern, replace(STANDARD, **{constant: value}))
    assert said not in rule(pattern)


def test_the_line_of_a_day_without_scores_names_the_edited_days() -> None:
    nothing = person(*results(PHQ9, [12], ago=30))
    edited = replace(STANDARD, current_days=14)
    assert finding(nothing, P.NO_SCORE_TODAY).why == "no score of the last three days"
    assert detect(nothing, TODAY, edited).found[-1].why == "no score of the last two weeks"


def test_every_rule_can_be_said_and_every_constant_has_a_source() -> None:
    for pattern in Pattern:
        words = rule(pattern)
        assert words.endswith(".")
        assert not set("{}") & set(words)
    assert SOURCES.keys() == {field.name for field in fields(Constants)}


def test_a_session_rating_taken_first_does_not_lead() -> None:
    rating, measure = results(ALLIANCE, [38], ago=20), results(PHQ9, [16, 13])
    case = person(*rating, *measure, impression=-1)
    assert case.primary == "phq9"
    assert finding(case, P.DIVERGENCE_SEEMS_WORSE).instrument == "phq9"
    assert person(*rating).primary is None
