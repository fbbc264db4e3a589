"""Every limit of every rule about the course of one measure, from both of its sides."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from romtui.domain.case import Stage
from romtui.domain.instrument import Instrument
from romtui.domain.patterns import Pattern
from tests.domain.courses import GAD7, PHQ9, URGE, WELL, Number, finding, holds, person, results

P = Pattern
Days = int | Sequence[int]


def on(
    pattern: Pattern,
    scores: Sequence[Number | None],
    apart: Days = 7,
    *,
    instrument: Instrument = PHQ9,
    target: Number | None = None,
    ago: int = 0,
    stage: Stage = Stage.ACTIVE,
) -> bool:
    case = person(*results(instrument, scores, apart, ago=ago), target=target, stage=stage)
    return holds(case, pattern)


# Six points are a reliable change on this scale, three notable, four a swing; 10 is clinical.


@pytest.mark.parametrize(
    ("pattern", "holding", "short_of_it"),
    [
        (P.RELIABLE_DETERIORATION, [10, 16], [10, 15]),
        (P.RELAPSE, [16, 9, 9, 15], [16, 9, 9, 14]),
        (P.RELAPSE, [16, 4, 4, 10], [16, 3, 3, 9]),
        (P.RELAPSE, [16, 9, 9, 17, 15], [16, 9, 9, 18, 15]),
        (P.RELAPSE, [15, 9, 9, 15], [14, 8, 9, 15]),
        (P.RELAPSE, [16, 9, 9, 16], [16, 9, 10, 16]),
        (P.RELAPSE, [16, 9, 9, 16], [16, 10, 9, 16]),
        (P.RELAPSE, [16, 15, 9, 9, 15], [16, 9, 15, 9, 15]),
        (P.RELAPSE, [16, 4, 4, 12, 10], [16, 5, 5, 12, 10]),
        (P.RELAPSE, [17, 9, 9, 13, 15], [17, 11, 9, 13, 15]),
        (P.SHARP_WORSENING, [10, 10, 16], [10, 10, 15]),
        (P.SHARP_WORSENING, [10, 10, 16], [10, 16]),
        (P.SETBACK, [16, 9, 12, 15], [16, 9, 12, 14]),
        (P.SETBACK, [16, 9, 17, 15], [16, 9, 18, 15]),
        (P.SETBACK, [16, 13, 9, 12, 15], [16, 13, 10, 12, 15]),
        (P.WORSENING, [10, 13], [10, 12]),
        (P.WORSENING, [16, 10, 12, 13], [16, 11, 12, 13]),
        (P.WORSENING, [16, 10, 11, 13], [16, 10, 10, 12]),
        (P.WORSENING, [16, 9, 11, 12], [16, 9, 12, 12]),
        (P.WORSENING, [16, 9, 11, 12], [16, 9, 9, 11]),
        (P.WORSENING, [10, 13, 13], [10, 12, 12]),
        (P.WORSENING, [10, 13, 13], [10, 14, 13]),
        (P.WORSENING, [10, 14, 14], [10, 13, 13, 13]),
        (P.STABLE_HIGH, [15, 15, 15, 15], [14, 14, 14, 14]),
        (P.STABLE_HIGH, [18, 16, 16, 16], [16, 16, 16]),
        (P.STABLE_HIGH, [18, 16, 18, 17], [18, 16, 19, 17]),
        (P.STABLE_HIGH, [18, 16, 16, 17], [18, 15, 16, 17]),
        (P.STABLE_HIGH, [18, 16, 15, 16], [18, 17, 15, 16]),
        (P.STALLED, [10, 10, 10, 10], [9, 9, 9, 9]),
        (P.STALLED, [16, 13, 12, 13], [16, 14, 12, 13]),
        (P.SLOW_START, [16, 15, 14, 14], [16, 16, 14, 13]),
        (P.SLOW_START, [10, 11, 11, 10], [9, 11, 11, 10]),
        (P.SLOW_START, [11, 13, 11, 10], [11, 13, 11, 9]),
        (P.SLOW_START, [16, 17, 17, 15], [16, 17, 18, 15]),
        (P.FLUCTUATING, [10, 14, 10, 14], [10, 13, 9, 13]),
        (P.FLUCTUATING, [10, 14, 10, 14], [10, 14, 10, 13]),
        (P.FLUCTUATING, [10, 14, 10, 14], [10, 14, 18, 14]),
        (P.FLUCTUATING, [10, 14, 10, 14, 14], [10, 14, 10, 14, 14, 14]),
        (P.FLUCTUATING, [10, 14, 10, 14], [14, 10, 14]),
        (P.RECOVERED, [15, 9], [14, 9]),
        (P.RECOVERED, [16, 9], [16, 10]),
        (P.RECOVERED, [10, 4], [9, 3]),
        (P.RECOVERED, [16, 10, 9], [16, 9, 9]),
        (P.EARLY_GAIN, [16, 10], [16, 11]),
        (P.EARLY_GAIN, [24, 18], [25, 19]),
        (P.EARLY_GAIN, [16, 16, 16, 10], [16, 16, 16, 16, 10]),
        (P.SUDDEN_GAIN, [16, 16, 16, 16, 10], [16, 16, 16, 10]),
        (P.SUDDEN_GAIN, [16, 16, 16, 16, 10], [16, 16, 16, 16, 11]),
        (P.SUDDEN_GAIN, [24, 24, 24, 24, 18], [25, 25, 25, 25, 19]),
        (P.RELIABLE_IMPROVEMENT, [16, 10], [16, 11]),
        (P.RELIABLE_IMPROVEMENT, [16, 10], [16, 9]),
        (P.HOLDING_GAINS, [16, 9, 9], [16, 10, 9]),
        (P.HOLDING_GAINS, [15, 9, 9], [14, 8, 9]),
        (P.HOLDING_GAINS, [16, 9, 8], [16, 8]),
        (P.HOLDING_GAINS, [18, 7, 9], [18, 6, 9]),
        (P.IMPROVING, [16, 13], [16, 14]),
        (P.IMPROVING, [16, 11], [16, 10]),
        (P.IMPROVING, [16, 13, 13], [16, 12, 13]),
        (P.IMPROVING, [16, 14, 13], [16, 14, 14]),
        (P.IMPROVING, [17, 13, 13], [17, 13, 13, 13]),
        (P.LOW_BASELINE, [9], [10]),
        (P.LOW_BASELINE, [9, 9, 9], [9, 9, 9, 9]),
        (P.LOW_BASELINE, [9, 9, 9], [9, 10, 9]),
        (P.STABLE, [12, 12], [12]),
        (P.STABLE, [12, 14], [12, 15]),
        (P.CEILING, [22], [21]),
        (P.FLOOR, [2, 2], [2, 3]),
        (P.FLOOR, [2, 2], [3, 2]),
        (P.FLOOR, [2, 2], [2]),
    ],
)
def test_scores_at_the_limit(
    pattern: Pattern, holding: list[Number], short_of_it: list[Number]
) -> None:
    assert on(pattern, holding)
    assert not on(pattern, short_of_it)


@pytest.mark.parametrize(
    ("pattern", "scores", "holding", "too_far"),
    [
        (P.RETURN_AFTER_GAP, [12, 12], [43], [42]),
        (P.STABLE, [12, 12], [42], [43]),
        (P.SHARP_WORSENING, [10, 10, 16], [7, 42], [7, 43]),
        (P.RELAPSE, [16, 9, 9, 18, 15], [7, 7, 7, 43], [7, 7, 7, 42]),
        (P.SETBACK, [16, 9, 18, 15], [7, 7, 43], [7, 7, 42]),
        (P.WORSENING, [16, 9, 12], [7, 42], [7, 43]),
        (P.WORSENING, [16, 10, 12, 13], [7, 42, 42], [7, 43, 42]),
        (P.WORSENING, [16, 10, 12, 13], [7, 42, 42], [7, 42, 43]),
        (P.WORSENING, [10, 15, 13], [7, 43], [7, 42]),
        (P.STABLE_HIGH, [16, 16, 16, 16], [7, 7, 7], [7, 7, 6]),
        (P.STABLE_HIGH, [18, 16, 16, 16], [7, 7, 8], [7, 7, 43]),
        (P.STALLED, [12, 12, 12, 12], [43, 14, 27], [7, 43, 14]),
        (P.SLOW_START, [16, 16, 16], [11, 10], [10, 10]),
        (P.SLOW_START, [16, 16, 16], [21, 20], [21, 21]),
        (P.SLOW_START, [16, 16, 19, 17], [43, 11, 10], [43, 10, 10]),
        (P.SLOW_START, [16, 16, 19, 17], [43, 11, 10], [10, 43, 21]),
        (P.NOT_ON_TRACK, [16, 16, 16], [21, 21], [21, 20]),
        (P.NOT_ON_TRACK, [16, 16, 16], [7, 42], [7, 43]),
        (P.NOT_ON_TRACK, [16, 16, 16], [21, 21], [43, 42]),
        (P.NOT_ON_TRACK, [20, 15, 15], [35, 35], [35, 34]),
        (P.FLUCTUATING, [10, 14, 10, 14], [42, 42, 42], [7, 43, 7]),
        (P.FLUCTUATING, [10, 10, 14, 10, 14], [43, 7, 7, 7], [7, 43, 7, 7]),
        (P.EARLY_GAIN, [16, 10], [28], [29]),
        (P.EARLY_GAIN, [16, 16, 10], [7, 21], [7, 22]),
        (P.SUDDEN_GAIN, [16, 16, 10], [7, 22], [7, 21]),
        (P.SUDDEN_GAIN, [16, 16, 16, 16, 10], [7, 7, 7, 42], [7, 7, 7, 43]),
        (P.RECOVERED, [16, 9, 9], [7, 43], [7, 42]),
        (P.HOLDING_GAINS, [16, 9, 9], [7, 42], [7, 43]),
        (P.IMPROVING, [12, 18, 14], [7, 42], [7, 43]),
        (P.IMPROVING, [16, 12, 13], [7, 43], [7, 42]),
    ],
)
def test_days_at_the_limit(
    pattern: Pattern, scores: list[Number], holding: list[int], too_far: list[int]
) -> None:
    assert on(pattern, scores, holding)
    assert not on(pattern, scores, too_far)


def test_two_scores_six_weeks_apart_are_too_few_to_be_off_track() -> None:
    assert not on(P.NOT_ON_TRACK, [16, 16], [42])
    assert not on(P.SLOW_START, [16, 16], [30])


def test_a_large_step_of_the_second_score_after_a_month_is_neither_early_nor_sudden() -> None:
    assert not on(P.SUDDEN_GAIN, [16, 10], [29])
    assert not on(P.EARLY_GAIN, [16, 10], [29])


@pytest.mark.parametrize(
    ("scores", "apart", "off_track"),
    [
        ([16, 14, 14], [21, 21], True),
        ([16, 13, 13], [21, 21], False),
        ([20, 15, 15], [35, 35], True),
        ([20, 14, 14], [35, 35], False),
        ([10, 10, 10], [21, 21], True),
        ([9, 10, 10], [21, 21], False),
        ([10, 10, 9], [21, 21], False),
        ([16, 18, 16], [21, 21], True),
        ([16, 19, 16], [21, 21], False),
    ],
)
def test_off_track_after_six_weeks_or_ten(
    scores: list[Number], apart: list[int], off_track: bool
) -> None:
    assert on(P.NOT_ON_TRACK, scores, apart) is off_track


@pytest.mark.parametrize(
    ("scores", "got_worse", "some_gain", "needed"),
    [
        ([16, 16, 19], True, False, 3),
        ([16, 16, 18], False, False, 3),
        ([16, 15, 14], False, False, 3),
        ([16, 14, 13], False, True, 6),
    ],
)
def test_what_off_track_tells_apart(
    scores: list[Number], got_worse: bool, some_gain: bool, needed: int
) -> None:
    case = person(*results(PHQ9, scores, [40, 40]))
    facts = finding(case, P.NOT_ON_TRACK).facts
    assert (facts["got_worse"], facts["some_gain"]) == (got_worse, some_gain)
    assert facts["needed"] == needed
    assert facts["run_weeks"] == 11


@pytest.mark.parametrize(
    ("scores", "target", "holding"),
    [
        ([8, 8, 8, 8], 7, True),
        ([7, 7, 7, 7], 7, False),
        ([10, 10, 10, 10], 20, True),
    ],
)
def test_a_plateau_short_of_the_target_is_stalled(
    scores: list[Number], target: int, holding: bool
) -> None:
    assert on(P.STALLED, scores, target=target) is holding


@pytest.mark.parametrize(("baseline", "after"), [(18, True), (17, False)])
def test_a_plateau_may_come_after_a_real_gain(baseline: int, after: bool) -> None:
    case = person(*results(PHQ9, [baseline, 12, 12, 12]))
    assert finding(case, P.STALLED).facts["after_improvement"] is after


@pytest.mark.parametrize(
    ("scores", "reached"),
    [
        ([12, 9], True),
        ([12, 10], False),
        ([9, 9], False),
        ([12, 9, 9], False),
        ([12, 9, 10, 9], False),
        ([12, 10, 9], True),
        ([9], False),
    ],
)
def test_the_target_is_reached_once(scores: list[Number], reached: bool) -> None:
    assert on(P.TARGET_REACHED, scores, target=9) is reached
    assert not on(P.TARGET_REACHED, scores)


def test_on_a_scale_that_rises_the_target_is_reached_from_below() -> None:
    assert on(P.TARGET_REACHED, [18, 25], instrument=WELL, target=25)
    assert not on(P.TARGET_REACHED, [18, 24], instrument=WELL, target=25)


@pytest.mark.parametrize(("score", "clinical"), [("24.9", True), ("25", False)])
def test_the_cutoff_itself_is_clinical(score: str, clinical: bool) -> None:
    assert on(P.LOW_BASELINE, [score], instrument=WELL) is not clinical


@pytest.mark.parametrize(
    ("scores", "turns"), [([10, 13, 10, 13], 2), ([10, 12, 10, 12], 0), ([9, 13, 9, 13, 9], 3)]
)
def test_swings_are_two_thirds_of_the_reliable_change(scores: list[Number], turns: int) -> None:
    case = person(*results(GAD7, scores))
    assert holds(case, P.FLUCTUATING) is (turns > 0)
    if turns:
        assert finding(case, P.FLUCTUATING).facts["count"] == turns
        assert "each step 3 or more" in finding(case, P.FLUCTUATING).why


def test_small_steps_the_same_way_are_no_turns() -> None:
    fine = replace(PHQ9, reliable_change=Decimal(1))
    climbing = person(*results(fine, ["1.0", "1.8", "2.6", "3.4"]))
    assert not holds(replace(climbing, instruments={fine.id: fine}), P.FLUCTUATING)
    turning = person(*results(fine, ["1.0", "1.8", "1.0", "1.8"]))
    assert holds(replace(turning, instruments={fine.id: fine}), P.FLUCTUATING)


@pytest.mark.parametrize(("days", "suggested"), [(182, False), (183, True)])
def test_after_half_a_year_a_new_start_is_suggested(days: int, suggested: bool) -> None:
    facts = finding(person(*results(PHQ9, [12, 12], [days])), P.RETURN_AFTER_GAP).facts
    assert facts["suggest_rebaseline"] is suggested
    assert facts["gap_days"] == days


@pytest.mark.parametrize(("ago", "current"), [(3, True), (4, False)])
def test_a_score_is_todays_for_three_days(ago: int, current: bool) -> None:
    assert on(P.FIRST_SESSION, [12], ago=ago) is current
    assert on(P.STABLE, [12, 12], ago=ago) is current
    assert on(P.NO_SCORE_TODAY, [12], ago=ago) is not current


@pytest.mark.parametrize("pattern", [P.STABLE_HIGH, P.STALLED, P.SLOW_START, P.NOT_ON_TRACK])
def test_in_follow_up_nobody_is_stuck(pattern: Pattern) -> None:
    apart = [21, 21] if pattern is P.NOT_ON_TRACK else [11, 10]
    scores: list[Number] = [16, 16, 16]
    if pattern in {P.STABLE_HIGH, P.STALLED}:
        scores, apart = [12 if pattern is P.STALLED else 16] * 4, [7, 7, 7]
    assert on(pattern, scores, apart)
    assert on(pattern, scores, apart, stage=Stage.ENDING)
    assert not on(pattern, scores, apart, stage=Stage.FOLLOWUP)


@pytest.mark.parametrize(
    ("scores", "apart", "gradual"),
    [
        ([16, 9, 12], 7, False),
        ([16, 10, 12, 13], 7, True),
        ([10, 13, 13], 7, True),
        ([10, 13], [43], True),
    ],
)
def test_a_slide_is_told_from_a_step(scores: list[Number], apart: Days, gradual: bool) -> None:
    assert finding(person(*results(PHQ9, scores, apart)), P.WORSENING).facts["gradual"] is gradual


@pytest.mark.parametrize(("scores", "since"), [([16, 13], False), ([16, 13, 13], True)])
def test_a_gain_of_today_is_told_from_one_since_the_start(
    scores: list[Number], since: bool
) -> None:
    assert finding(person(*results(PHQ9, scores)), P.IMPROVING).facts["since_start"] is since


@pytest.mark.parametrize(("scores", "easing"), [([10, 19, 16], True), ([10, 18, 16], False)])
def test_worse_than_at_the_start_may_be_easing(scores: list[Number], easing: bool) -> None:
    case = person(*results(PHQ9, scores))
    assert finding(case, P.RELIABLE_DETERIORATION).facts["easing"] is easing
    after_a_gap = person(*results(PHQ9, scores, [7, 43]))
    assert finding(after_a_gap, P.RELIABLE_DETERIORATION).facts["easing"] is False


def test_without_a_reliable_change_little_is_said() -> None:
    def said(scores: list[Number], target: int | None = None) -> set[Pattern]:
        case = person(*results(URGE, scores), target=target)
        return {pattern for pattern in Pattern if holds(case, pattern)}

    assert said([5, 9, 1, 9]) == {P.CHANGE_UNKNOWN}
    assert said([5]) == {P.FIRST_SESSION}
    assert said([5, 3], target=3) == {P.TARGET_REACHED, P.CHANGE_UNKNOWN}
