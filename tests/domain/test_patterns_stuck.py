"""When a course does not move: what holds, on which day it is due, and what is given time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from romtui.domain.case import Stage
from romtui.domain.instrument import Instrument
from romtui.domain.patterns import Pattern
from romtui.domain.patterns.course import course
from romtui.domain.series import CurrentPlan, Series
from tests.domain.courses import GAD7, PHQ9, TODAY, Number, mark, series

P = Pattern
Days = int | Sequence[int]
STUCK = (P.NOT_ON_TRACK, P.SLOW_START, P.STABLE_HIGH, P.STALLED)


def back(days: int) -> CurrentPlan:
    """A focus that began so many days before today."""
    return CurrentPlan(focus_since=TODAY - timedelta(days=days))


def until(days: int) -> CurrentPlan:
    """An agreement that is looked at so many days after today."""
    return CurrentPlan(agreed_until=TODAY + timedelta(days=days))


def due(pattern: Pattern, s: Series) -> bool | None:
    """Whether it is due; None where it does not hold."""
    raw = course(s, Stage.ACTIVE)
    return bool(raw[pattern].facts["due"]) if pattern in raw else None


def due_weeks(
    pattern: Pattern, score: int, weeks: int, instrument: Instrument = PHQ9
) -> dict[int, bool | None]:
    """Of weekly scores that never move: for each week whether it is due."""
    return {
        week: due(pattern, series(instrument, [score] * (week + 1))) for week in range(weeks + 1)
    }


# Off track: nothing notable at the checkpoint, nothing reliable four weeks later.


@pytest.mark.parametrize(
    ("scores", "apart", "said"),
    [
        ([16, 16, 16], [28, 27], "-"),
        ([16, 16, 16], [28, 28], "="),
        ([16, 16], [42], "-"),
        ([16, 16, 16, 16], [43, 42, 14], "="),
        ([16, 16, 16, 16], [28, 28, 43], "-"),
        # the gain is counted to the mean of the last two
        ([16, 13, 12], [28, 28], "="),
        ([16, 12, 12], [28, 28], "-"),
        ([20, 15, 15], [42, 41], "-"),
        ([20, 15, 15], [42, 42], "="),
        ([20, 14, 14], [42, 42], "-"),
        # short at the start and now
        ([10, 10, 10], [28, 28], "="),
        ([9, 10, 10], [28, 28], "-"),
        ([10, 10, 9], [28, 28], "-"),
        # not while it eases or is a step down
        ([16, 19, 16], [28, 28], "="),
        ([16, 20, 16], [28, 28], "-"),
        ([16, 14, 18, 18, 14], [14, 14, 14, 14], "-"),
    ],
)
def test_off_track(scores: list[Number], apart: list[int], said: str) -> None:
    assert mark(P.NOT_ON_TRACK, series(PHQ9, scores, apart)) == said


def test_a_step_down_that_is_no_easing_is_waited_for_too() -> None:
    moving = series(PHQ9, [18, 18, 16, 14], [28, 28, 7])
    assert not moving.easing
    assert moving.down
    assert mark(P.NOT_ON_TRACK, moving) == "-"
    assert mark(P.NOT_ON_TRACK, series(PHQ9, [18, 18, 16, 15], [28, 28, 7])) == "="


@pytest.mark.parametrize(
    ("scores", "apart", "facts"),
    [
        ([16, 16, 16], [28, 28], (False, False, False, 0)),
        ([16, 20, 20], [28, 28], (False, True, False, -4)),
        ([16, 19, 19], [28, 28], (False, False, False, -3)),
        ([20, 15, 15], [42, 42], (True, False, True, 5)),
        ([16, 13, 12], [42, 42], (False, False, False, "3.5")),
    ],
)
def test_what_off_track_tells_apart(
    scores: list[Number], apart: list[int], facts: tuple[bool, bool, bool, Number]
) -> None:
    known = course(series(PHQ9, scores, apart), Stage.ACTIVE)[P.NOT_ON_TRACK].facts
    some_gain, got_worse, reliable_by_now, gain = facts
    assert known["some_gain"] is some_gain
    assert known["got_worse"] is got_worse
    assert known["reliable_by_now"] is reliable_by_now
    assert known["gain"] == Decimal(gain)
    assert known["hoped_by_weeks"] == (12 if reliable_by_now else 8)


def test_off_track_is_due_at_eight_weeks_and_every_four_after_that() -> None:
    weeks = due_weeks(P.NOT_ON_TRACK, 16, 17)
    assert [week for week, holds in weeks.items() if holds is None] == list(range(8))
    assert [week for week, is_due in weeks.items() if is_due] == [8, 12, 16]


def test_two_scores_six_weeks_apart_are_too_few() -> None:
    assert mark(P.NOT_ON_TRACK, series(GAD7, [16, 16], 42)) == "-"
    assert mark(P.NOT_ON_TRACK, series(GAD7, [16, 16, 16], 21)) == "="


def test_anxiety_is_asked_about_at_six_weeks() -> None:
    weeks = due_weeks(P.NOT_ON_TRACK, 16, 15, GAD7)
    assert [week for week, is_due in weeks.items() if is_due] == [6, 10, 14]
    facts = course(series(GAD7, [16] * 7), Stage.ACTIVE)[P.NOT_ON_TRACK].facts
    assert facts["hoped_by_weeks"] == 6


@pytest.mark.parametrize(
    ("sessions", "is_due"), [(6, None), (7, True), (8, False), (9, False), (10, True), (11, False)]
)
def test_it_is_due_on_the_first_session_from_the_mark_on(
    sessions: int, is_due: bool | None
) -> None:
    """Ten days apart the sixth is day 50, the seventh day 60, the tenth day 90."""
    assert due(P.NOT_ON_TRACK, series(PHQ9, [16] * sessions, 10)) is is_due


@pytest.mark.parametrize(
    ("agreed_on_day", "due_on"),
    [(40, [56, 84]), (56, [56, 84]), (70, [70, 98]), (71, [77, 105])],
)
def test_a_later_agreement_moves_the_marks(agreed_on_day: int, due_on: list[int]) -> None:
    found = []
    for week in range(6, 16):
        plan = until(agreed_on_day - 7 * week)
        if due(P.NOT_ON_TRACK, series(PHQ9, [16] * (week + 1), plan=plan)):
            found.append(7 * week)
    assert found == due_on


# A slow start.


@pytest.mark.parametrize(
    ("scores", "apart", "said"),
    [
        ([16, 16, 16], [10, 10], "-"),
        ([16, 16, 16], [11, 10], "="),
        ([16, 16, 16], [28, 27], "="),
        ([16, 16, 16], [28, 28], "-"),
        ([16, 16], [30], "-"),
        ([16, 16, 16, 16], [43, 11, 10], "="),
        ([16, 16, 16, 16], [43, 10, 10], "-"),
        ([16, 13, 12], [11, 10], "="),
        ([16, 12, 12], [11, 10], "-"),
        ([10, 10, 10], [11, 10], "="),
        ([9, 10, 10], [11, 10], "-"),
        ([10, 10, 9], [11, 10], "-"),
        ([16, 20, 16], [11, 10], "-"),
    ],
)
def test_a_slow_start(scores: list[Number], apart: list[int], said: str) -> None:
    assert mark(P.SLOW_START, series(PHQ9, scores, apart)) == said


def test_a_slow_start_is_due_once() -> None:
    weeks = due_weeks(P.SLOW_START, 16, 9)
    assert [week for week, holds in weeks.items() if holds is not None] == [3, 4, 5, 6, 7]
    assert [week for week, is_due in weeks.items() if is_due] == [3]
    assert due(P.SLOW_START, series(PHQ9, [16] * 4, [7, 13, 7])) is True
    assert due(P.SLOW_START, series(PHQ9, [16] * 4, [7, 14, 7])) is False


# A plateau, high or short of what was hoped for.


def test_a_plateau_is_due_on_its_first_fifth_and_ninth_session() -> None:
    for pattern, score in ((P.STABLE_HIGH, 16), (P.STALLED, 12)):
        weeks = due_weeks(pattern, score, 13)
        assert [week for week, holds in weeks.items() if holds is None] == [0, 1, 2]
        assert [week for week, is_due in weeks.items() if is_due] == [3, 7, 11]


@pytest.mark.parametrize(
    ("scores", "high", "stalled"),
    [
        ([15, 15, 15, 15], "=", "="),
        ([15, 14, 14, 14], "-", "="),
        ([16, 14, 16, 15], "=", "="),
        ([10, 10, 10, 10], "-", "="),
        ([16, 10, 10, 9], "-", "-"),
        ([16, 10, 9, 10], "-", "-"),
        ([16, 9, 10, 10], "-", "-"),
        ([9, 10, 10, 10], "-", "="),
        ([16, 16, 16], "-", "-"),
    ],
)
def test_a_plateau_is_high_or_short(scores: list[Number], high: str, stalled: str) -> None:
    s = series(PHQ9, scores)
    assert (mark(P.STABLE_HIGH, s), mark(P.STALLED, s)) == (high, stalled)


@pytest.mark.parametrize(("target", "said"), [(None, "-"), (7, "="), (8, "-")])
def test_a_plateau_worse_than_the_target_is_stalled(target: int | None, said: str) -> None:
    assert mark(P.STALLED, series(PHQ9, [8, 8, 8, 8], target=target)) == said


def test_without_ranges_none_is_high() -> None:
    assert mark(P.STABLE_HIGH, series(replace(PHQ9, bands=()), [16] * 4)) == "-"


@pytest.mark.parametrize(("second", "after"), [(18, True), (17, False)])
def test_a_plateau_may_come_after_a_real_gain(second: int, after: bool) -> None:
    facts = course(series(PHQ9, [18, second, 12, 12, 12]), Stage.ACTIVE)[P.STALLED].facts
    assert facts["after_improvement"] is after


def test_a_plateau_knows_its_scores_their_spread_and_its_days() -> None:
    s = series(PHQ9, [16, 17, 19, 17], [7, 8, 9])
    facts = course(s, Stage.ACTIVE)[P.STABLE_HIGH].facts
    assert (facts["series"], facts["spread"], facts["span_days"]) == ((17, 19, 17), 2, 17)
    assert (facts["weeks_on"], facts["by_focus"]) == (3, False)


# What is given time.


@pytest.mark.parametrize("pattern", STUCK)
def test_in_follow_up_nobody_is_stuck(pattern: Pattern) -> None:
    weeks = {P.NOT_ON_TRACK: 8, P.SLOW_START: 3, P.STABLE_HIGH: 3, P.STALLED: 3}[pattern]
    s = series(PHQ9, [16] * (weeks + 1))
    assert mark(pattern, s) == "="
    assert mark(pattern, s, Stage.ENDING) == "="
    assert mark(pattern, s, Stage.FOLLOWUP) == "-"


@pytest.mark.parametrize("pattern", STUCK)
@pytest.mark.parametrize(
    ("plan", "waits"),
    [(until(1), True), (until(0), False), (back(27), True), (back(28), False), (back(0), True)],
)
def test_stuck_findings_wait_for_an_agreement_and_for_a_new_focus(
    pattern: Pattern, plan: CurrentPlan, waits: bool
) -> None:
    weeks = {P.NOT_ON_TRACK: 20, P.SLOW_START: 4, P.STABLE_HIGH: 9, P.STALLED: 9}[pattern]
    if pattern is P.NOT_ON_TRACK and plan.focus_since is not None and not waits:
        return  # the clock of the new focus has not come to the checkpoint
    s = series(PHQ9, [16] * (weeks + 1), plan=plan)
    assert mark(pattern, s) == ("-" if waits else "=")


@pytest.mark.parametrize(
    ("focus", "agreed", "waits_until"),
    [
        (None, None, None),
        (27, None, 1),
        (28, None, None),
        (0, None, 28),
        (-1, None, None),
        (None, 1, 1),
        (None, 0, None),
        (None, -1, None),
        (20, 5, 8),
        (20, 9, 9),
        (20, -3, 8),
        (30, 4, 4),
    ],
)
def test_it_waits_until_the_later_of_the_two_days(
    focus: int | None, agreed: int | None, waits_until: int | None
) -> None:
    plan = CurrentPlan(
        None if focus is None else TODAY - timedelta(days=focus),
        None if agreed is None else TODAY + timedelta(days=agreed),
    )
    expected = None if waits_until is None else TODAY + timedelta(days=waits_until)
    assert series(PHQ9, [16] * 9, plan=plan).waiting_until == expected


def test_what_is_waited_for_longest_is_told() -> None:
    focus = TODAY - timedelta(days=20)
    s = series(PHQ9, [16] * 9)
    waits = [(None, 5), (focus, None), (focus, 5), (focus, 9)]
    said = []
    for since, days in waits:
        agreed = None if days is None else TODAY + timedelta(days=days)
        said.append(replace(s, plan=CurrentPlan(since, agreed)).waits_for_focus)
    assert said == [False, True, True, False]
    assert not s.waits_for_focus


# The clock.


@pytest.mark.parametrize(
    ("focus", "ago", "on", "by_focus"),
    [
        (None, 0, 70, False),
        (28, 0, 28, True),
        (69, 0, 69, True),
        (70, 0, 70, False),
        (99, 0, 70, False),
        (0, 0, 0, True),
        (2, 2, 0, True),
        (1, 2, 70, False),
    ],
)
def test_the_clock_starts_with_the_run_or_with_a_later_focus(
    focus: int | None, ago: int, on: int, by_focus: bool
) -> None:
    plan = CurrentPlan() if focus is None else back(focus)
    s = series(PHQ9, [16] * 11, ago=ago, plan=plan)
    assert (s.on_the_clock, s.starts_with_focus) == (on, by_focus)


def test_after_a_gap_the_clock_starts_anew() -> None:
    s = series(PHQ9, [16] * 6, [7, 43, 7, 7, 7])
    assert (s.on_the_clock, s.clock_start) == (21, s.days[2])


@pytest.mark.parametrize(
    ("focus", "slow", "off_track"),
    [
        (27, None, None),
        (28, True, None),
        (34, True, None),
        (35, False, None),
        (55, False, None),
        (56, None, True),
        (62, None, True),
        (63, None, False),
    ],
)
def test_a_new_focus_has_four_weeks_and_then_the_checkpoint(
    focus: int, slow: bool | None, off_track: bool | None
) -> None:
    s = series(PHQ9, [16] * 21, plan=back(focus))
    assert due(P.SLOW_START, s) is slow
    assert due(P.NOT_ON_TRACK, s) is off_track


def test_the_weeks_are_those_of_the_focus() -> None:
    facts = course(series(PHQ9, [16] * 21, plan=back(59)), Stage.ACTIVE)[P.NOT_ON_TRACK].facts
    assert (facts["weeks_on"], facts["by_focus"]) == (8, True)
