"""When a course is worse: each rule on each of its lines and one step beyond.

Marks: `!` confirmed, `~` tentative, `=` without certainty, `-` not held; all before silencing.
Of the PHQ-9 here 4 points are notable, 6 reliable and 9 large; 10 is clinical.
"""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from romtui.domain.case import Stage
from romtui.domain.patterns import Pattern
from romtui.domain.patterns.course import course
from tests.domain.detection import mark, series
from tests.people.questionnaires import PHQ9, SLEEP, URGE, WELL, Number

P = Pattern
Days = int | Sequence[int]


# Worse than at the start.


@pytest.mark.parametrize(
    ("scores", "apart", "said"),
    [
        ([16], 7, "-"),
        # two scores: the reliable change asks, the large one says
        ([10, 15], 7, "-"),
        ([10, 16], 7, "~"),
        ([10, 18], 7, "~"),
        ([10, 19], 7, "!"),
        ([10, 16], 43, "~"),
        ([10, 19], 43, "!"),
        ([3, 8], 7, "-"),
        ([3, 9], 7, "~"),
        # three scores: the start is no pair, so both readings must be firm
        ([10, 14, 18], 7, "!"),
        ([10, 14, 17], 7, "~"),
        ([10, 13, 18], 7, "~"),
        ([10, 13, 19], 7, "!"),
        ([10, 16, 16], 7, "!"),
        ([10, 18, 17], 7, "!"),
        # four scores with a pair: notable twice and reliable once is enough
        ([10, 10, 14, 16], 7, "!"),
        ([10, 10, 16, 14], 7, "!"),
        ([10, 10, 13, 16], 7, "~"),
        ([10, 10, 14, 15], 7, "-"),
        ([10, 10, 17, 13], 7, "-"),
        ([10, 12, 15, 17], 7, "!"),
        ([10, 13, 15, 17], 7, "-"),
        ([10, 10, 14, 16], [42, 7, 7], "!"),
        ([10, 10, 14, 16], [43, 7, 7], "~"),
        ([10, 10, 16, 16], [7, 7, 42], "!"),
        ([10, 10, 16, 16], [7, 7, 43], "~"),
        ([10, 10, 19, 19], [7, 7, 43], "!"),
        # low: only firm readings or a large distance count
        ([3, 3, 9], 7, "-"),
        ([3, 3, 12], 7, "!"),
        ([5, 5, 12], 7, "-"),
        ([5, 5, 13], 7, "~"),
        ([2, 2, 6, 8], 7, "-"),
        ([2, 2, 7, 9], 7, "!"),
        ([2, 2, 6, 9], 7, "-"),
    ],
)
def test_worse_than_at_the_start(scores: list[Number], apart: Days, said: str) -> None:
    assert mark(P.RELIABLE_DETERIORATION, series(PHQ9, scores, apart)) == said


@pytest.mark.parametrize(
    ("scores", "far"), [([10, 10, 14, 16], False), ([10, 10, 19, 19], False), ([10, 10, 19], True)]
)
def test_by_far_is_told_from_twice_running(scores: list[Number], far: bool) -> None:
    held = course(series(PHQ9, scores), Stage.ACTIVE)[P.RELIABLE_DETERIORATION]
    assert (held.confirmed, held.facts["far"]) == (True, far)


# Back over the line.


@pytest.mark.parametrize(
    ("scores", "apart", "said"),
    [
        ([16, 9, 9, 14], 7, "-"),
        ([16, 9, 9, 15], 7, "~"),
        ([16, 9, 9, 17], 7, "~"),
        ([16, 9, 9, 18], 7, "!"),
        # recovered twice running: reliably better than the first score, and not clinical
        ([15, 9, 9, 15], 7, "~"),
        ([14, 8, 9, 15], 7, "-"),
        ([14, 9, 8, 15], 7, "-"),
        ([16, 10, 9, 16], 7, "-"),
        ([16, 9, 10, 16], 7, "-"),
        ([16, 9, 15, 9, 16], 7, "-"),
        ([16, 15, 9, 9, 15], 7, "~"),
        ([16, 9, 15], 7, "-"),
        ([16, 9, 9, 16], [7, 43, 7], "~"),
        # the best is a pair's mean, not a single score
        ([18, 9, 8, 15], 7, "~"),
        ([17, 8, 9, 14], 7, "-"),
        ([20, 9, 9, 5, 5, 11], 7, "~"),
        ([20, 9, 9, 6, 6, 11], 7, "-"),
        # clinical now, and last time where two readings confirm
        ([20, 3, 3, 9], 7, "-"),
        ([20, 4, 4, 10], 7, "~"),
        ([16, 4, 4, 10, 10], 7, "!"),
        ([16, 4, 4, 9, 10], 7, "~"),
        # held: notable last time, reliable now
        ([16, 9, 9, 13, 15], 7, "!"),
        ([16, 9, 9, 12, 15], 7, "~"),
        ([16, 9, 9, 15, 14], 7, "-"),
        ([16, 9, 9, 16, 16], [7, 7, 7, 42], "!"),
        ([16, 9, 9, 16, 16], [7, 7, 7, 43], "~"),
        ([16, 9, 9, 16, 18], [7, 7, 7, 43], "!"),
        # easing
        ([16, 8, 8, 17, 14], 7, "!"),
        ([16, 8, 8, 18, 14], 7, "-"),
        ([16, 8, 8, 18, 14], [7, 7, 7, 43], "~"),
    ],
)
def test_back_over_the_line(scores: list[Number], apart: Days, said: str) -> None:
    assert mark(P.RELAPSE, series(PHQ9, scores, apart)) == said


def test_the_best_pair_of_a_relapse_is_named_with_its_second_day() -> None:
    s = series(PHQ9, [20, 9, 8, 9, 9, 19])
    facts = course(s, Stage.ACTIVE)[P.RELAPSE].facts
    assert (facts["pair"], facts["pair_date"]) == (Decimal("8.5"), s.days[2])


# A jump since last time.


@pytest.mark.parametrize(
    ("scores", "apart", "said"),
    [
        ([10, 16], 7, "-"),
        ([10, 10, 15], 7, "-"),
        ([10, 10, 16], 7, "~"),
        ([10, 10, 18], 7, "~"),
        ([10, 10, 19], 7, "!"),
        ([10, 10, 19], [7, 42], "!"),
        ([10, 10, 19], [7, 43], "-"),
        # large against last time, not against the level
        ([12, 10, 19], 7, "~"),
        ([11, 9, 19], 7, "!"),
        # and the other way round
        ([10, 10, 10, 12, 20], 7, "~"),
        ([10, 10, 10, 12, 21], 7, "!"),
        # no step above the level: only a large one is asked about
        ([20, 20, 12, 20], 7, "-"),
        ([20, 20, 11, 20], 7, "~"),
        ([10, 5, 4, 10], 7, "-"),
        ([10, 5, 5, 11], 7, "~"),
        # low: the reliable change above the level as well
        ([3, 4, 3, 9], 7, "~"),
        ([5, 4, 3, 9], 7, "-"),
        ([5, 4, 3, 10], 7, "~"),
        ([5, 5, 4, 10], 7, "-"),
    ],
)
def test_a_jump_since_last_time(scores: list[Number], apart: Days, said: str) -> None:
    assert mark(P.SHARP_WORSENING, series(PHQ9, scores, apart)) == said


# A gain that is lost again.


@pytest.mark.parametrize(
    ("scores", "apart", "said"),
    [
        ([20, 8, 20], 7, "-"),
        ([16, 10, 10, 15], 7, "-"),
        ([16, 10, 10, 16], 7, "~"),
        # two firm readings above the best pair before them
        ([16, 10, 10, 14, 18], 7, "!"),
        ([16, 10, 10, 14, 17], 7, "~"),
        ([16, 10, 10, 13, 18], 7, "~"),
        ([16, 10, 10, 18, 17], 7, "!"),
        ([20, 8, 20, 20], 7, "!"),
        ([20, 9, 20, 20], 7, "-"),
        ([20, 8, 18, 18], 7, "-"),
        # a gain of the reliable change, by the mean of two
        ([16, 11, 9, 14, 18], 7, "!"),
        ([16, 10, 11, 15, 19], 7, "-"),
        # one reading may use the pair with last time
        ([20, 14, 14, 8, 17], 7, "~"),
        ([20, 14, 14, 8, 16], 7, "-"),
        ([22, 26, 2, 15], 7, "-"),
        ([27, 27, 2, 20, 20], 7, "~"),
        ([27, 27, 2, 20, 19], 7, "-"),
        ([27, 27, 2, 20, 19], [7, 7, 7, 43], "~"),
        # neighbours more than six weeks apart are no pair
        ([16, 10, 10, 16], [7, 42, 7], "~"),
        ([16, 10, 10, 16], [7, 43, 7], "-"),
        ([16, 10, 10, 16, 16], [7, 7, 7, 42], "!"),
        ([16, 10, 10, 16, 16], [7, 7, 7, 43], "~"),
        # easing
        ([16, 10, 10, 21, 18], 7, "!"),
        ([16, 10, 10, 22, 18], 7, "-"),
        # low
        ([16, 3, 3, 9], 7, "-"),
        ([16, 4, 4, 10], 7, "~"),
        ([16, 1, 1, 5, 9], 7, "!"),
    ],
)
def test_a_gain_is_lost_again(scores: list[Number], apart: Days, said: str) -> None:
    assert mark(P.SETBACK, series(PHQ9, scores, apart)) == said


def test_of_two_best_pairs_the_earlier_is_named() -> None:
    s = series(PHQ9, [16, 10, 10, 10, 14, 18])
    facts = course(s, Stage.ACTIVE)[P.SETBACK].facts
    assert (facts["pair"], facts["pair_date"]) == (10, s.days[2])


# Harder than the level.


@pytest.mark.parametrize(
    ("scores", "apart", "said"),
    [
        ([16], 7, "-"),
        # two firm readings above the level as it was
        ([10, 14, 18], 7, "!"),
        ([10, 13, 19], 7, "step"),
        ([10, 14, 17], 7, "step"),
        ([10, 16, 16], 7, "!"),
        ([10, 16, 15], 7, "-"),
        ([2, 8, 8], 7, "!"),
        ([12, 10, 8, 16, 16], 7, "!"),
        ([12, 10, 8, 16, 15], 7, "-"),
        ([10, 16, 16], [43, 7], "-"),
        ([10, 16, 16], [42, 42], "!"),
        ([10, 16, 16], [7, 43], "-"),
        # a step
        ([10, 13], 7, "-"),
        ([10, 14], 7, "step"),
        ([10, 14], 42, "step"),
        ([10, 14], 43, "-"),
        ([9, 13], 7, "step"),
        ([7, 12], 7, "-"),
        ([3, 8], 7, "-"),
        # four rising
        ([10, 11, 12, 13], 7, "gradual"),
        ([10, 11, 12, 12], 7, "-"),
        ([10, 11, 11, 13], 7, "-"),
        ([10, 10, 12, 13], 7, "-"),
        ([10, 12, 14, 17], 7, "step"),
        ([12, 10, 11, 12, 13], 7, "gradual"),
        ([10, 10, 11, 12, 13, 14], 7, "gradual"),
        ([10, 11, 12, 13], [42, 7, 7], "gradual"),
        ([10, 11, 12, 13], [43, 7, 7], "-"),
        ([10, 11, 12, 13], [7, 7, 43], "-"),
        ([1, 3, 5, 6], 7, "-"),
        ([1, 3, 5, 7], 7, "gradual"),
        # the worst of the latest scores, notably since the start
        ([10, 13, 14], 7, "since_start"),
        ([10, 12, 13], 7, "-"),
        ([10, 10, 13, 12, 14], 7, "since_start"),
        ([10, 10, 14, 12, 14], 7, "-"),
        ([10, 11, 13, 12, 14], 7, "-"),
        ([10, 13, 14], [43, 7], "since_start"),
        ([3, 6, 7], 7, "-"),
    ],
)
def test_harder_than_the_level(scores: list[Number], apart: Days, said: str) -> None:
    s = series(PHQ9, scores, apart)
    ways = ("step", "gradual", "since_start")
    assert mark(P.WORSENING, s) == ("~" if said in ways else said)
    if said != "-":
        facts = course(s, Stage.ACTIVE)[P.WORSENING].facts
        assert [way for way in ways if facts[way]] == ([said] if said in ways else [])


@pytest.mark.parametrize(
    ("scores", "apart", "series_named"),
    [
        ([10, 10, 10, 14, 18], 7, (14, 18)),
        ([9, 10, 10, 10, 14], 7, (10, 10, 10, 14)),
        ([12, 10, 11, 12, 13], 7, (10, 11, 12, 13)),
        ([10, 13, 14], 7, (10, 13, 14)),
        ([20, 10, 14], [43, 7], (10, 14)),
    ],
)
def test_the_scores_that_it_rests_on_are_named(
    scores: list[Number], apart: Days, series_named: tuple[int, ...]
) -> None:
    facts = course(series(PHQ9, scores, apart), Stage.ACTIVE)[P.WORSENING].facts
    assert facts["series"] == series_named


@pytest.mark.parametrize(("last", "said"), [("17.6", "-"), ("17.5", "~")])
def test_four_steps_of_tenths_make_half_the_reliable_change(last: str, said: str) -> None:
    assert mark(P.WORSENING, series(WELL, [20, "19.2", "18.4", last])) == said


# Over a published line.


@pytest.mark.parametrize(
    ("scores", "apart", "said"),
    [
        ([10], 7, "-"),
        ([7, 9], 7, "-"),
        ([7, 10], 7, "~"),
        ([5, 8], 7, "~"),
        (["5.2", 8], 7, "~"),
        (["5.3", 8], 7, "-"),
        ([4, 7], 7, "-"),
        ([8, 12], 7, "-"),
        ([5, 8], 42, "~"),
        ([5, 8], 43, "-"),
        ([8, 8, 7, 11], 7, "-"),
        ([6, 6, 6, 8, 9], 7, "-"),
        # the second time running, by the better of the two
        ([5, 5, 8, 8], 7, "!"),
        (["5.2", "5.2", 8, 8], 7, "!"),
        (["5.3", "5.3", 8, 8], 7, "-"),
        ([5, 5, 9, 7], 7, "-"),
        ([5, 5, 9, 8], 7, "!"),
        ([5, 5, 8, 9], 7, "!"),
        ([8, 8, 11, 12], 7, "-"),
        ([5, 9, 9], [42, 42], "!"),
        ([5, 9, 9], [43, 7], "-"),
        ([5, 5, 9, 9], [7, 7, 43], "-"),
    ],
)
def test_over_a_published_line(scores: list[Number], apart: Days, said: str) -> None:
    assert mark(P.CROSSED_WORSE, series(SLEEP, scores, apart)) == said


def test_only_where_there_are_lines_and_no_reliable_change() -> None:
    assert mark(P.CROSSED_WORSE, series(URGE, [0, 10])) == "-"
    assert mark(P.CROSSED_WORSE, series(PHQ9, [4, 20])) == "-"


# Up and down.


@pytest.mark.parametrize(
    ("scores", "apart", "turns"),
    [
        ([10, 14, 10], 7, 0),
        ([10, 14, 10, 14], 7, 2),
        ([10, 14, 10, 13], 7, 0),
        ([10, 13, 10, 14], 7, 0),
        ([14, 10, 14, 10], 7, 2),
        ([10, 14, 18, 14], 7, 0),
        ([10, 14, 14, 10, 14], 7, 0),
        ([10, 14, 10, 14, 10], 7, 3),
        ([10, 13, 10, 13, 10], 7, 0),
        ([13, 10, 13, 10, 13], 7, 0),
        ([10, 14, 10, 14, 14], 7, 2),
        ([10, 14, 10, 14, 14, 14], 7, 0),
        ([10, 14, 10, 14], [7, 7, 42], 2),
        ([10, 14, 10, 14], [7, 7, 43], 0),
        ([10, 10, 14, 10, 14], [43, 7, 7, 7], 2),
        ([10, 10, 14, 10, 14], [7, 43, 7, 7], 0),
    ],
)
def test_up_and_down_is_two_notable_turns_of_the_last_five(
    scores: list[Number], apart: Days, turns: int
) -> None:
    s = series(PHQ9, scores, apart)
    assert mark(P.FLUCTUATING, s) == ("=" if turns else "-")
    if turns:
        facts = course(s, Stage.ACTIVE)[P.FLUCTUATING].facts
        assert facts["count"] == turns
        assert facts["series"] == tuple(scores[-min(s.run, 5) :])


# What every worse finding knows.


@pytest.mark.parametrize(
    ("scores", "swings"), [([10, 10, 16, 16], False), ([10, 14, 10, 19], True)]
)
def test_a_worse_finding_knows_the_ups_and_downs(scores: list[Number], swings: bool) -> None:
    raw = course(series(PHQ9, scores), Stage.ACTIVE)
    assert raw[P.RELIABLE_DETERIORATION].facts["swings"] is swings


@pytest.mark.parametrize(
    ("scores", "apart", "still"),
    [
        ([10, 10, 16, 16], 7, False),
        ([10, 10, 16, 16, 16], 7, True),
        ([10, 10, 16, 16, 20], [7, 7, 7, 43], False),
    ],
)
def test_a_confirmed_finding_knows_whether_it_was_confirmed_last_time(
    scores: list[Number], apart: Days, still: bool
) -> None:
    raw = course(series(PHQ9, scores, apart), Stage.ACTIVE)
    assert raw[P.RELIABLE_DETERIORATION].facts["still"] is still


@pytest.mark.parametrize(("ago", "held"), [(3, True), (4, False)])
def test_of_a_score_that_is_not_todays_nothing_is_said(ago: int, held: bool) -> None:
    assert bool(course(series(PHQ9, [10, 19], ago=ago), Stage.ACTIVE)) is held
