"""The words of the rules, each from both of its sides: level, start, step, spike, low, plateau.

Of the PHQ-9 here 4 points are notable, 6 reliable and 9 large; 10 is clinical.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from romtui.domain.instrument import Band, Instrument
from romtui.domain.results import is_current
from tests.domain.detection import series
from tests.people.cases import TODAY, results
from tests.people.questionnaires import GAD7, PHQ9, SLEEP, URGE, WELL, Number

Days = int | Sequence[int]


def points(*numbers: Number) -> tuple[Decimal, ...]:
    return tuple(Decimal(number) for number in numbers)


# Badness, days, runs.


def test_worse_is_more_whichever_way_the_scale_runs() -> None:
    assert series(PHQ9, [3, 20]).xs == points(3, 20)
    assert series(WELL, [3, 20]).xs == points(37, 20)
    shifted = replace(PHQ9, lo=Decimal(10), hi=Decimal(50))
    assert series(shifted, [10, 50]).xs == points(0, 40)
    assert series(shifted, [10, 50]).range == 40


def test_first_last_and_the_one_before() -> None:
    s = series(PHQ9, [12, 9, 7])
    assert s.n == 3
    assert (s.baseline, s.previous, s.current) == points(12, 9, 7)


@pytest.mark.parametrize(
    ("apart", "recent", "run"),
    [
        ([7, 42], True, 3),
        ([7, 43], False, 1),
        ([42, 7], True, 3),
        ([43, 7], True, 2),
        ([43, 43], False, 1),
    ],
)
def test_more_than_six_weeks_part_a_course(apart: list[int], recent: bool, run: int) -> None:
    s = series(PHQ9, [12, 12, 12], apart)
    assert (s.recent, s.run) == (recent, run)


def test_one_score_is_a_run_and_nothing_is_recent() -> None:
    s = series(PHQ9, [12])
    assert (s.recent, s.run, s.follows(0)) == (False, 1, False)


# The level: the middle of at most three scores of the run before.


@pytest.mark.parametrize(
    ("scores", "apart", "level"),
    [
        ([9], 7, None),
        ([9, 20], 7, 9),
        ([9, 12, 20], 7, "10.5"),
        ([1, 9, 4, 20], 7, 4),
        ([1, 9, 9, 2, 20], 7, 9),
        ([1, 9, 5, 20], [42, 7, 7], 5),
        ([1, 9, 5, 20], [43, 7, 7], 7),
        ([1, 9, 5, 20], [7, 43, 7], 5),
        ([1, 9, 5, 20], [7, 7, 43], None),
    ],
)
def test_the_level_is_the_middle_of_the_scores_before(
    scores: list[Number], apart: Days, level: Number | None
) -> None:
    expected = None if level is None else Decimal(level)
    assert series(PHQ9, scores, apart).level_now == expected


def test_before_a_score_are_at_most_three_of_its_run() -> None:
    s = series(PHQ9, [1, 2, 3, 4, 5])
    assert [s.before(place) for place in range(5)] == [
        (),
        points(1),
        points(1, 2),
        points(1, 2, 3),
        points(2, 3, 4),
    ]


@pytest.mark.parametrize(
    ("scores", "apart", "level"),
    [
        ([9, 20], 7, None),
        ([9, 20, 20], 7, 9),
        ([9, 12, 20, 20], 7, "10.5"),
        ([9, 20, 20], [7, 43], None),
        ([9, 20, 20], [43, 7], None),
        ([9, 20, 20], [42, 42], 9),
    ],
)
def test_the_level_as_it_was_last_time(
    scores: list[Number], apart: Days, level: Number | None
) -> None:
    expected = None if level is None else Decimal(level)
    assert series(PHQ9, scores, apart).level_last_time == expected


# The start: the first score, or from the fourth on the mean of the first two.


@pytest.mark.parametrize(
    ("scores", "apart", "start", "pair"),
    [
        ([16], 7, 16, False),
        ([16, 13, 13], 7, 16, False),
        ([16, 13, 13, 13], 7, "14.5", True),
        ([16, 13, 13, 13], [42, 7, 7], "14.5", True),
        ([16, 13, 13, 13], [43, 7, 7], 16, False),
    ],
)
def test_the_start_is_a_pair_from_the_fourth_score_on(
    scores: list[Number], apart: Days, start: Number, pair: bool
) -> None:
    s = series(PHQ9, scores, apart)
    assert (s.start, s.start_is_pair) == (Decimal(start), pair)


@pytest.mark.parametrize(("last_gap", "gain"), [(42, 4), (43, 5)])
def test_the_gain_is_counted_to_the_mean_of_the_last_two(last_gap: int, gain: int) -> None:
    assert series(PHQ9, [16, 14, 12, 10], [7, 7, last_gap]).gain == gain


def test_of_one_score_nothing_is_gained() -> None:
    assert series(PHQ9, [16]).gain == 0


# The three lengths.


@pytest.mark.parametrize(
    ("instrument", "word", "under", "at"),
    [
        (PHQ9, "half", "2.9", 3),
        (PHQ9, "notable", "3.9", 4),
        (PHQ9, "reliable", "5.9", 6),
        (PHQ9, "large", "8.9", 9),
        (WELL, "half", "2.4", "2.5"),
        (WELL, "notable", "3.3", "3.4"),
        (WELL, "reliable", "4.9", 5),
        (WELL, "large", "7.4", "7.5"),
    ],
    ids=lambda value: getattr(value, "id", value),
)
def test_each_length_begins_at_its_line(
    instrument: Instrument, word: str, under: Number, at: Number
) -> None:
    is_so = getattr(series(instrument, [12]), word)
    assert is_so(Decimal(at))
    assert not is_so(Decimal(under))
    assert not is_so(-Decimal(at))


@pytest.mark.parametrize(
    ("now", "last_time", "held", "firm"),
    [
        (4, 6, True, False),
        (6, 4, True, False),
        (4, 5, False, False),
        (5, 5, False, False),
        (3, 9, False, False),
        (9, 3, False, False),
        (4, 8, True, True),
        (8, 4, True, True),
        (7, 5, True, True),
        (6, 6, True, True),
        (4, 7, True, False),
        (7, 4, True, False),
    ],
)
def test_a_distance_holds_at_two_readings(now: int, last_time: int, held: bool, firm: bool) -> None:
    s, distances = series(PHQ9, [12]), (Decimal(now), Decimal(last_time))
    assert s.held(*distances) is held
    assert s.firm(*distances) is firm
    assert s.lasting(*distances, strictly=True) is firm
    assert s.lasting(*distances, strictly=False) is held


# Steps and spikes.


@pytest.mark.parametrize(
    ("scores", "up"),
    [
        ([10], False),
        ([10, 14], True),
        ([10, 13], False),
        ([10, 8, 13], True),
        ([10, 8, 12], False),
        ([8, 14, 15], True),
        ([6, 15, 15], False),
        ([10, 10, 14, 14], False),
        ([10, 10, 14, 15], True),
        ([10, 14, 10, 14], False),
        ([14, 10, 10, 14], False),
        ([20, 10, 10, 10, 14], True),
    ],
)
def test_a_step_leaves_the_level_and_every_score_of_it(scores: list[Number], up: bool) -> None:
    s = series(PHQ9, scores)
    assert (s.up, s.down) == (up, False)
    turned = series(PHQ9, [27 - int(score) for score in scores])
    assert (turned.up, turned.down) == (False, up)


def test_after_a_long_gap_there_is_no_step() -> None:
    assert series(PHQ9, [10, 10, 20], [7, 42]).up
    assert not series(PHQ9, [10, 10, 20], [7, 43]).up
    assert series(PHQ9, [20, 20, 10], [7, 42]).down
    assert not series(PHQ9, [20, 20, 10], [7, 43]).down


@pytest.mark.parametrize(
    ("scores", "apart", "spike"),
    [
        ([12, 16, 12], 7, True),
        ([12, 15, 12], 7, False),
        ([12, 16, 9], 7, True),
        ([12, 16, 8], 7, False),
        ([12, 16, 20], 7, True),
        ([12, 16], 7, False),
        ([12], 7, False),
        ([12, 16, 12], [42, 42], True),
        ([12, 16, 12], [7, 43], False),
        ([12, 16, 12], [43, 7], False),
    ],
)
def test_the_end_of_a_spike(scores: list[Number], apart: Days, spike: bool) -> None:
    assert series(PHQ9, scores, apart).after_spike is spike


@pytest.mark.parametrize(
    ("scores", "apart", "easing"),
    [([16, 12], 42, True), ([16, 13], 7, False), ([16, 12], 43, False), ([12, 16], 7, False)],
)
def test_it_eases_when_it_was_notably_worse_last_time(
    scores: list[Number], apart: int, easing: bool
) -> None:
    assert series(PHQ9, scores, apart).easing is easing


# Lines, the cutoff, and what counts as low.


@pytest.mark.parametrize(
    ("instrument", "lines"),
    [
        (PHQ9, (5, 10, 15, 20)),
        (GAD7, (5, 8, 10, 15)),
        (SLEEP, (8, 15, 22)),
        (WELL, ("15.1",)),
        (URGE, ()),
    ],
)
def test_the_lines_are_the_cutoff_and_where_each_worse_range_begins(
    instrument: Instrument, lines: tuple[Number, ...]
) -> None:
    assert series(instrument, [5]).lines == points(*lines)


def test_the_lines_of_a_scale_that_rises_are_counted_from_its_best_end() -> None:
    bands = [Band(Decimal(lo), Decimal(hi), "x") for lo, hi in ((0, 12), (13, 28), (29, 40))]
    assert series(replace(WELL, bands=tuple(bands)), [5]).lines == points(12, "15.1", 28)


@pytest.mark.parametrize(("x", "zone"), [(0, 0), (7, 0), (8, 1), (14, 1), (15, 2), (28, 3)])
def test_a_zone_counts_the_lines_reached(x: int, zone: int) -> None:
    assert series(SLEEP, [5]).zone(Decimal(x)) == zone


@pytest.mark.parametrize(
    ("scores", "apart", "low"),
    [
        ([9], 7, True),
        ([10], 7, False),
        ([9, 10], 7, True),
        ([9, 12], 7, True),
        ([9, 13], 7, False),
        ([10, 10], 7, False),
        ([16, 9], 7, True),
        ([5, 10, 10, 12], 7, False),
        ([5, 9, 10, 12], 7, True),
        ([5, 12], [43], True),
        ([5, 10, 12], [7, 43], False),
        ([5, 9, 12], [7, 43], True),
    ],
)
def test_low_is_out_of_the_clinical_range_or_just_over_the_line(
    scores: list[Number], apart: Days, low: bool
) -> None:
    assert series(PHQ9, scores, apart).low is low


def test_without_a_reliable_change_nothing_is_just_over_the_line() -> None:
    bare = replace(SLEEP, cutoff=Decimal(10))
    assert series(bare, [9, 9]).low
    assert not series(bare, [9, 10]).low


@pytest.mark.parametrize(
    ("instrument", "score", "low"), [(SLEEP, 7, True), (SLEEP, 8, False), (URGE, 0, False)]
)
def test_without_a_cutoff_low_is_the_best_published_range(
    instrument: Instrument, score: int, low: bool
) -> None:
    assert series(instrument, [score]).low is low


@pytest.mark.parametrize(("score", "clinical"), [("24.9", True), (25, False)])
def test_the_cutoff_itself_is_clinical(score: Number, clinical: bool) -> None:
    s = series(WELL, [score])
    assert s.clinical(s.current) is clinical


@pytest.mark.parametrize(
    ("score", "target", "short"), [(10, None, True), (9, None, False), (9, 8, True), (8, 8, False)]
)
def test_short_is_clinical_or_worse_than_the_target(
    score: int, target: int | None, short: bool
) -> None:
    s = series(PHQ9, [score], target=target)
    assert s.short(s.current) is short


@pytest.mark.parametrize(
    ("scores", "recovered"),
    [
        ([16, 9], True),
        ([15, 9], True),
        ([14, 9], False),
        ([16, 10], False),
        ([10, 4], True),
        ([9, 3], False),
    ],
)
def test_recovered_is_reliably_better_and_no_longer_clinical(
    scores: list[Number], recovered: bool
) -> None:
    s = series(PHQ9, scores)
    assert s.recovered_at(1) is recovered
    assert not s.recovered_at(0)
    bare = replace(SLEEP, cutoff=Decimal(10))
    assert not series(bare, [28, 0]).recovered_at(1)


# A plateau.


@pytest.mark.parametrize(
    ("scores", "apart", "plateau"),
    [
        ([16, 16, 16, 16], 7, True),
        ([16, 16, 16], 7, False),
        ([16, 16, 16, 16], [7, 7, 6], False),
        ([16, 16, 16, 16], [43, 7, 7], True),
        ([16, 16, 16, 16], [7, 43, 7], False),
        ([16, 16, 16, 16], [7, 7, 43], False),
        ([16, 16, 16, 16], [7, 42, 42], True),
        ([20, 16, 19, 16], 7, True),
        ([20, 16, 20, 16], 7, False),
        ([20, 16, 13, 16], 7, True),
        ([20, 16, 12, 16], 7, False),
        ([20, 16, 16, 15], 7, False),
        ([20, 16, 15, 17], 7, True),
        ([20, 16, 17, 18], 7, False),
        ([20, 16, 16, 17], 7, True),
        ([20, 16, 17, 17], 7, True),
    ],
)
def test_a_plateau_is_three_close_scores_that_neither_ease_nor_creep_up(
    scores: list[Number], apart: Days, plateau: bool
) -> None:
    assert series(PHQ9, scores, apart).plateau is plateau


def test_without_a_reliable_change_nobody_knows_what_is_flat() -> None:
    assert not series(SLEEP, [16] * 4).plateau


@pytest.mark.parametrize(
    ("scores", "sessions"),
    [([16] * 3, 0), ([16] * 4, 1), ([16] * 8, 5), ([16] * 4 + [26] + [16] * 4, 2)],
)
def test_the_sessions_of_a_plateau_are_counted(scores: list[Number], sessions: int) -> None:
    assert series(PHQ9, scores).plateau_sessions == sessions


# Today's.


@pytest.mark.parametrize(
    ("ago", "discussed", "current"),
    [
        (0, True, True),
        (3, True, True),
        (4, True, False),
        (4, False, True),
        (6, False, True),
        (7, False, False),
    ],
)
def test_a_score_is_todays_for_three_days_or_six_until_it_was_talked_about(
    ago: int, discussed: bool, current: bool
) -> None:
    (result,) = results(PHQ9, [12], ago=ago)
    assert is_current(replace(result, discussed=discussed), TODAY, 3, 6) is current


@pytest.mark.parametrize(("days", "current"), [(0, True), (1, False)])
def test_what_is_shared_today_stays_todays_until_the_session_is_over(
    days: int, current: bool
) -> None:
    (result,) = results(PHQ9, [12], ago=5)
    shared_at = datetime(TODAY.year, TODAY.month, TODAY.day, 10, tzinfo=UTC) - timedelta(days=days)
    shared = replace(result, discussed=True, shared_at=shared_at)
    assert is_current(shared, TODAY, 3, 6) is current


@pytest.mark.parametrize(
    ("offset", "hour", "today", "current"),
    [(10, 8, 0, True), (10, 8, 1, False), (-8, 17, 0, True), (-8, 17, 1, False)],
)
def test_the_day_of_sharing_is_that_of_the_clock_on_the_wall(
    offset: int, hour: int, today: int, current: bool
) -> None:
    (result,) = results(PHQ9, [12], ago=5 - today)
    wall = timezone(timedelta(hours=offset))
    at = datetime(TODAY.year, TODAY.month, TODAY.day, hour, tzinfo=wall) - timedelta(days=today)
    shared = replace(
        result, discussed=True, entered_at=at - timedelta(days=3), shared_at=at.astimezone(UTC)
    )
    assert is_current(shared, TODAY, 3, 6) is current
