"""When a course is better: each rule on each of its lines and one step beyond.

Marks: `!` confirmed, `~` tentative, `=` without certainty, `-` not held; all before silencing.
Of the PHQ-9 here 4 points are notable, 6 reliable and 9 large; 10 is clinical.
"""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from romtui.domain.case import Stage
from romtui.domain.instrument import Instrument
from romtui.domain.patterns import Pattern
from romtui.domain.patterns.course import course
from tests.domain.detection import mark, series
from tests.people.questionnaires import PHQ9, SLEEP, URGE, WELL, Number

P = Pattern
Days = int | Sequence[int]


# The target.


@pytest.mark.parametrize(
    ("scores", "apart", "said"),
    [
        ([9], 7, "-"),
        ([9, 9], 7, "-"),
        ([16, 10], 7, "-"),
        # the first time, away from the start
        ([16, 9], 7, "~"),
        ([13, 9], 7, "~"),
        ([12, 9], 7, "-"),
        ([16, 9], 43, "~"),
        ([16, 9, 10, 9], 7, "-"),
        # the first time twice running, away from the start by the mean of the two
        ([16, 9, 9], 7, "!"),
        ([13, 9, 9], 7, "!"),
        ([13, 8, 9], 7, "!"),
        ([12, 8, 9], 7, "-"),
        ([12, 9, 7], 7, "!"),
        ([12, 9, 9], 7, "-"),
        ([16, 9, 9], [7, 42], "!"),
        ([16, 9, 9], [7, 43], "-"),
        ([20, 9, 10, 9, 9], 7, "!"),
        ([16, 9, 10, 9, 9], 7, "-"),
        ([20, 9, 9, 9], 7, "-"),
        ([20, 9, 9, 12, 9, 9], 7, "-"),
        # near the start: three running
        ([12, 9, 9, 9], 7, "!"),
        ([12, 9, 9, 9], [7, 42, 7], "!"),
        ([12, 9, 9, 9], [7, 43, 7], "-"),
        ([12, 9, 9, 9, 9], 7, "-"),
        # the start is that of today: from the fourth score on the pair, nearer to the target
        ([16, 9, 9, 9], 7, "!"),
        ([16, 9, 9, 9, 9], 7, "-"),
    ],
)
def test_the_target_is_reached(scores: list[Number], apart: Days, said: str) -> None:
    assert mark(P.TARGET_REACHED, series(PHQ9, scores, apart, target=9)) == said
    assert mark(P.TARGET_REACHED, series(PHQ9, scores, apart)) == "-"


@pytest.mark.parametrize(
    ("instrument", "scores", "target", "said"),
    [
        (URGE, [5, 3], 3, "~"),
        (URGE, [4, 3], 3, "-"),
        (URGE, [5, 3, 3], 3, "!"),
        (URGE, [4, 3, 2], 3, "-"),
        (URGE, [4, 3, 3, 3], 3, "!"),
        (SLEEP, ["12.6", 7], 7, "~"),
        (SLEEP, ["12.5", 7], 7, "-"),
        (WELL, [18, 25], 25, "~"),
        (WELL, [18, "24.9"], 25, "-"),
        (WELL, [18, 25, 26], 25, "!"),
    ],
)
def test_a_target_of_any_scale(
    instrument: Instrument, scores: list[Number], target: int, said: str
) -> None:
    assert mark(P.TARGET_REACHED, series(instrument, scores, target=target)) == said


# Recovered, and holding it.


@pytest.mark.parametrize(
    ("scores", "apart", "recovered", "holding"),
    [
        ([16], 7, "-", "-"),
        ([15, 9], 7, "~", "-"),
        ([14, 9], 7, "-", "-"),
        ([16, 10], 7, "-", "-"),
        ([10, 4], 7, "~", "-"),
        ([9, 3], 7, "-", "-"),
        ([16, 9, 9], 7, "-", "!"),
        ([16, 10, 9], 7, "~", "-"),
        ([16, 9, 10], 7, "-", "-"),
        ([16, 9, 9], [7, 42], "-", "!"),
        ([16, 9, 9], [7, 43], "~", "-"),
        ([16, 9], 43, "~", "-"),
    ],
)
def test_recovered_once_and_the_second_time_running(
    scores: list[Number], apart: Days, recovered: str, holding: str
) -> None:
    s = series(PHQ9, scores, apart)
    assert mark(P.RECOVERED, s) == recovered
    assert mark(P.HOLDING_GAINS, s) == holding


# A large step, and whether it held.


@pytest.mark.parametrize(
    ("scores", "apart", "early", "sudden"),
    [
        ([16], 7, "-", "-"),
        ([16, 10], 7, "~", "-"),
        ([16, 11], 7, "-", "-"),
        ([24, 18], 7, "~", "-"),
        ([25, 19], 7, "-", "-"),
        # early: within four scores and 28 days
        ([16, 10], 28, "~", "-"),
        ([16, 10], 29, "-", "~"),
        ([16, 10], 43, "-", "-"),
        ([16, 16, 16, 10], 7, "~", "-"),
        ([16, 16, 16, 16, 10], 5, "-", "~"),
        ([16, 16, 16, 16, 10], [7, 7, 7, 42], "-", "~"),
        ([16, 16, 16, 16, 10], [7, 7, 7, 43], "-", "-"),
        ([16, 16, 10], [7, 21], "~", "-"),
        ([16, 16, 10], [7, 22], "-", "~"),
        # notable against the start as well
        ([14, 16, 10], 7, "~", "-"),
        ([13, 16, 10], 7, "-", "-"),
        # and against the level
        ([17, 12, 14, 16, 10], 7, "-", "~"),
        ([17, 12, 13, 16, 10], 7, "-", "-"),
        # the end of a spike is none
        ([10, 14, 10, 14, 8], 7, "-", "~"),
        ([10, 14, 10, 15, 8], 7, "-", "-"),
        ([10, 14, 10, 15, 6], 7, "-", "~"),
    ],
)
def test_a_large_step_is_early_or_sudden(
    scores: list[Number], apart: Days, early: str, sudden: str
) -> None:
    s = series(PHQ9, scores, apart)
    assert mark(P.EARLY_GAIN, s) == early
    assert mark(P.SUDDEN_GAIN, s) == sudden


@pytest.mark.parametrize(
    ("scores", "apart", "said"),
    [
        ([16, 10, 10], 7, "-"),
        ([16, 10, 10, 10], 7, "!"),
        ([16, 16, 10, 10, 10], 7, "!"),
        ([16, 16, 16, 16, 10, 10, 10], 7, "!"),
        ([16, 11, 10, 10], 7, "-"),
        ([16, 16, 10, 10], 7, "-"),
        ([16, 10, 10, 10, 10], 7, "-"),
        # each of the three readings notably better than the level before the step
        ([16, 10, 12, 12], 7, "!"),
        ([16, 10, 13, 12], 7, "-"),
        ([16, 10, 10, 13], 7, "-"),
        # and no notable easing between the last two
        ([16, 10, 12, 9], 7, "!"),
        ([16, 10, 12, 8], 7, "!"),
        ([16, 10, 9, 12], 7, "!"),
        ([16, 10, 8, 12], 7, "-"),
        # all in one run
        ([16, 10, 10, 10], [42, 42, 42], "!"),
        ([16, 16, 10, 10, 10], [43, 7, 7, 7], "!"),
        ([16, 16, 10, 10, 10], [7, 7, 7, 43], "-"),
        ([16, 16, 10, 10, 10], [7, 7, 43, 7], "-"),
        ([16, 10, 10, 10], [43, 7, 7], "-"),
        # the start is that of the day of the step
        ([14, 16, 10, 10, 10], 7, "!"),
        ([13, 16, 10, 10, 10], 7, "-"),
    ],
)
def test_a_large_step_held(scores: list[Number], apart: Days, said: str) -> None:
    s = series(PHQ9, scores, apart)
    assert mark(P.GAIN_HELD, s) == said
    if said == "!":
        facts = course(s, Stage.ACTIVE)[P.GAIN_HELD].facts
        assert facts["before"] == (15 if scores[0] == 14 else 16)
        assert facts["series"] == s.totals[-3:]


def test_what_a_gain_came_from_is_in_the_points_of_the_scale() -> None:
    facts = course(series(WELL, [10, 20, 20, 20]), Stage.ACTIVE)[P.GAIN_HELD].facts
    assert facts["before"] == 10


# Better than at the start.


@pytest.mark.parametrize(
    ("scores", "apart", "said"),
    [
        ([16], 7, "-"),
        ([16, 11], 7, "-"),
        ([16, 10], 7, "~"),
        ([16, 1], 7, "~"),
        ([16, 10], 43, "~"),
        # three scores: both readings firm
        ([16, 12, 8], 7, "!"),
        ([16, 12, 9], 7, "~"),
        ([16, 13, 8], 7, "~"),
        ([16, 8, 12], 7, "!"),
        ([16, 8, 13], 7, "-"),
        # four scores with a pair: notable twice, reliable once
        ([16, 16, 12, 10], 7, "!"),
        ([16, 16, 10, 12], 7, "!"),
        ([16, 16, 13, 10], 7, "~"),
        ([16, 16, 12, 11], 7, "-"),
        ([16, 16, 12, 10], [42, 7, 7], "!"),
        ([16, 16, 12, 10], [43, 7, 7], "~"),
        ([16, 16, 10, 10], [7, 7, 42], "!"),
        ([16, 16, 10, 10], [7, 7, 43], "~"),
        # the end of a spike asks nothing
        ([16, 16, 10, 10, 10, 13, 10], 7, "~"),
        ([16, 16, 10, 10, 10, 14, 10], 7, "-"),
        ([16, 16, 10, 10, 10, 14, 10], [7, 7, 7, 7, 7, 43], "~"),
    ],
)
def test_better_than_at_the_start(scores: list[Number], apart: Days, said: str) -> None:
    assert mark(P.RELIABLE_IMPROVEMENT, series(PHQ9, scores, apart)) == said


# Easier than the level.


@pytest.mark.parametrize(
    ("scores", "apart", "said"),
    [
        ([16], 7, "-"),
        # two firm readings below the level as it was, the start aside
        ([10, 10, 16, 16, 16, 12, 8], 7, "!"),
        ([10, 10, 16, 16, 16, 12, 9], 7, "step"),
        ([10, 10, 16, 16, 16, 13, 8], 7, "step"),
        ([10, 10, 16, 16, 16, 10, 10], 7, "!"),
        ([10, 10, 16, 16, 16, 10, 10], [7] * 4 + [43, 7], "-"),
        # a step
        ([16, 13], 7, "-"),
        ([16, 12], 7, "step"),
        ([16, 12], 42, "step"),
        ([16, 12], 43, "-"),
        # not beside better than at the start, nor beside recovered
        ([16, 10], 7, "-"),
        ([16, 11, 14, 10], 7, "step"),
        ([16, 11, 13, 9], 7, "-"),
        # the end of a spike is none
        ([12, 20, 11], 7, "-"),
        ([12, 20, 8], 7, "step"),
        # somebody well is not praised for a good week
        ([9, 5], 7, "-"),
        ([10, 6], 7, "step"),
        ([9, 11, 6], 7, "step"),
        ([9, 9, 9, 9, 5], 7, "-"),
        ([10, 9, 9, 9, 5], 7, "step"),
        ([9, 11, 9, 9, 5], 7, "step"),
        ([9, 11, 9, 9, 9, 5], 7, "-"),
        # four falling
        ([16, 15, 14, 13], 7, "gradual"),
        ([16, 15, 14, 14], 7, "-"),
        ([16, 16, 14, 13], 7, "-"),
        ([16, 15, 14, 13], [42, 7, 7], "gradual"),
        ([16, 15, 14, 13], [43, 7, 7], "-"),
        ([14, 16, 15, 14, 13], 7, "gradual"),
        ([16, 16, 15, 14, 13, 12], 7, "gradual"),
        ([16, 15, 14, 11], 7, "step"),
        # the best of the latest scores, notably since the start
        ([16, 13, 12], 7, "since_start"),
        ([16, 14, 13], 7, "-"),
        ([16, 12, 12], 7, "-"),
        ([16, 16, 13, 14, 12], 7, "since_start"),
        ([16, 16, 12, 14, 12], 7, "-"),
        ([16, 13, 12], [7, 43], "-"),
    ],
)
def test_easier_than_the_level(scores: list[Number], apart: Days, said: str) -> None:
    s = series(PHQ9, scores, apart)
    ways = ("step", "gradual", "since_start")
    assert mark(P.IMPROVING, s) == ("~" if said in ways else said)
    if said != "-":
        facts = course(s, Stage.ACTIVE)[P.IMPROVING].facts
        assert [way for way in ways if facts[way]] == ([said] if said in ways else [])


@pytest.mark.parametrize(
    ("scores", "apart", "series_named"),
    [
        ([10, 10, 16, 16, 16, 12, 8], 7, (12, 8)),
        ([16, 16, 16, 16, 12], 7, (16, 16, 16, 12)),
        ([14, 16, 15, 14, 13], 7, (16, 15, 14, 13)),
        ([16, 13, 12], 7, (16, 13, 12)),
        ([10, 16, 12], [43, 7], (16, 12)),
    ],
)
def test_the_scores_that_it_rests_on_are_named(
    scores: list[Number], apart: Days, series_named: tuple[int, ...]
) -> None:
    facts = course(series(PHQ9, scores, apart), Stage.ACTIVE)[P.IMPROVING].facts
    assert facts["series"] == series_named


@pytest.mark.parametrize(("target", "said"), [(None, "-"), (9, "-"), (8, "~")])
def test_short_of_the_target_there_is_something_to_gain(target: int | None, said: str) -> None:
    assert mark(P.IMPROVING, series(PHQ9, [9, 5], target=target)) == said


def test_without_a_cutoff_there_is_always_something_to_gain() -> None:
    assert mark(P.IMPROVING, series(replace(PHQ9, cutoff=None), [9, 5])) == "~"


@pytest.mark.parametrize(("last", "said"), [("12.4", "-"), ("12.5", "~")])
def test_four_steps_of_tenths_make_half_the_reliable_change(last: str, said: str) -> None:
    assert mark(P.IMPROVING, series(WELL, [10, "10.8", "11.6", last])) == said


# Back over a published line.


@pytest.mark.parametrize(
    ("scores", "apart", "said"),
    [
        ([10], 7, "-"),
        ([9, 7], 7, "-"),
        ([10, 7], 7, "~"),
        ([10, "7.2"], 7, "~"),
        ([10, "7.3"], 7, "-"),
        ([14, 11], 7, "-"),
        ([10, 7], 42, "~"),
        ([10, 7], 43, "-"),
        ([7, 7, 8, 4], 7, "-"),
        ([9, 9, 9, 7, 6], 7, "-"),
        # the second time running, by the worse of the two
        ([10, 10, 7, 7], 7, "!"),
        ([10, 10, "7.2", "7.2"], 7, "!"),
        ([10, 10, "7.3", "7.3"], 7, "-"),
        ([14, 14, 11, 11], 7, "-"),
        ([9, 9, 7, 7], 7, "-"),
        ([10, 10, 6, 8], 7, "-"),
        ([11, 11, 6, 7], 7, "!"),
        ([11, 11, 7, 6], 7, "!"),
        ([10, 7, 7], [42, 42], "!"),
        ([10, 7, 7], [43, 7], "-"),
        ([10, 10, 7, 7], [7, 7, 43], "-"),
    ],
)
def test_back_over_a_published_line(scores: list[Number], apart: Days, said: str) -> None:
    assert mark(P.CROSSED_BETTER, series(SLEEP, scores, apart)) == said


def test_only_where_there_are_lines_and_no_reliable_change() -> None:
    assert mark(P.CROSSED_BETTER, series(URGE, [10, 0])) == "-"
    assert mark(P.CROSSED_BETTER, series(PHQ9, [20, 4])) == "-"


# At the ends of the scale, and the first score.


@pytest.mark.parametrize(
    ("scores", "ceiling", "floor", "low"),
    [
        ([21], "-", "-", "-"),
        ([22], "=", "-", "-"),
        ([2], "-", "-", "="),
        ([2, 2], "-", "=", "-"),
        ([2, 3], "-", "-", "-"),
        ([3, 2], "-", "-", "-"),
        ([9], "-", "-", "="),
        ([10], "-", "-", "-"),
        ([9, 9], "-", "-", "-"),
    ],
)
def test_the_ends_of_the_scale_and_a_low_beginning(
    scores: list[Number], ceiling: str, floor: str, low: str
) -> None:
    s = series(PHQ9, scores)
    assert (mark(P.CEILING, s), mark(P.FLOOR, s)) == (ceiling, floor)
    assert mark(P.LOW_BASELINE, s) == low


def test_without_a_reliable_change_no_end_of_the_scale_is_near() -> None:
    assert mark(P.CEILING, series(SLEEP, [28, 28])) == "-"
    assert mark(P.FLOOR, series(SLEEP, [0, 0])) == "-"
    assert mark(P.LOW_BASELINE, series(SLEEP, [0])) == "-"
    assert mark(P.LOW_BASELINE, series(WELL, [25])) == "="


@pytest.mark.parametrize(
    ("scores", "still"), [([16, 9, 9], False), ([16, 9, 9, 9], True), ([16, 9, 10, 9], None)]
)
def test_a_gain_knows_whether_it_was_confirmed_last_time(
    scores: list[Number], still: bool | None
) -> None:
    raw = course(series(PHQ9, scores), Stage.ACTIVE)
    assert (P.HOLDING_GAINS in raw) is (still is not None)
    if still is not None:
        assert raw[P.HOLDING_GAINS].facts["still"] is still
    assert "still" not in course(series(PHQ9, [16, 9]), Stage.ACTIVE)[P.RECOVERED].facts
