"""The session rating, the drifting away and the end, from both sides of each limit."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from romtui.domain.case import Attendance, Case, Result, Stage
from romtui.domain.instrument import Instrument
from romtui.domain.patterns import Pattern
from tests.domain.courses import (
    ALLIANCE,
    GAD7,
    PHQ9,
    URGE,
    Number,
    codes,
    finding,
    held,
    holds,
    person,
    results,
)

P = Pattern
CAME, MISSED, CANCELLED = Attendance.ATTENDED, Attendance.MISSED, Attendance.CANCELLED
FLAT = results(PHQ9, [16, 16, 16])
GAINED = results(PHQ9, [16, 16, 13])


def rated(*totals: Number, apart: int | Sequence[int] = 7, ago: int = 0) -> tuple[Result, ...]:
    return results(ALLIANCE, totals, apart, ago=ago)


# Two points are a drop on this scale, 36 is low, 40 the most.


@pytest.mark.parametrize(
    ("totals", "drop", "low"),
    [
        ([40, 38], True, False),
        ([40, 39], False, False),
        ([38, 36], True, True),
        ([37, 36], False, True),
        ([36], False, True),
        ([37], False, False),
        ([36, 38], False, False),
        ([30, 40, 37], True, False),
    ],
)
def test_a_rating_falls_by_the_drop_and_is_low_at_the_line(
    totals: list[Number], drop: bool, low: bool
) -> None:
    case = person(*rated(*totals))
    assert holds(case, P.ALLIANCE_DROP) is drop
    assert holds(case, P.ALLIANCE_LOW) is (low and not drop)
    if drop:
        assert finding(case, P.ALLIANCE_DROP).facts["low"] is low


def test_a_drop_is_named_in_points() -> None:
    found = finding(person(*rated(40, 37)), P.ALLIANCE_DROP)
    assert found.facts["drop"] == 3
    assert (found.code, found.why) == ("alliance_drop:bond", "40 → 37, 3 lower")
    third = finding(person(*rated(38, 40, 37)), P.ALLIANCE_DROP)
    assert third.facts["drop"] == 3
    low = finding(person(*rated(30)), P.ALLIANCE_LOW)
    assert low.facts["low"] == 36


@pytest.mark.parametrize(("apart", "drop"), [(42, True), (43, False)])
def test_a_drop_is_seen_between_two_ratings_six_weeks_apart(apart: int, drop: bool) -> None:
    assert holds(person(*rated(40, 37, apart=[apart])), P.ALLIANCE_DROP) is drop


@pytest.mark.parametrize(("ago", "fresh"), [(42, True), (43, False)])
def test_a_rating_is_fresh_for_six_weeks(ago: int, fresh: bool) -> None:
    assert holds(person(*rated(40, 37, ago=ago)), P.ALLIANCE_DROP) is fresh
    assert holds(person(*rated(36, ago=ago)), P.ALLIANCE_LOW) is fresh
    assert holds(person(*rated(40, 40, 40, ago=ago)), P.ALLIANCE_PERFECT) is fresh


@pytest.mark.parametrize(
    ("totals", "perfect"),
    [
        ([40, 40, 40], True),
        ([40, 40], False),
        ([39, 40, 40], False),
        ([40, 39, 40], False),
        ([40, 40, 39], False),
        ([30, 40, 40, 40], True),
    ],
)
def test_three_ratings_at_the_very_top_are_noticed(totals: list[Number], perfect: bool) -> None:
    assert holds(person(*rated(*totals)), P.ALLIANCE_PERFECT) is perfect


@pytest.mark.parametrize(
    ("measured", "no_progress"),
    [
        (FLAT, True),
        (GAINED, False),
        (FLAT[1:], False),
        (results(PHQ9, [16, 16, 14]), True),
        (results(PHQ9, [16, 16, 16], ago=30), True),
        (results(URGE, [5, 5, 5]), False),
        ((), False),
    ],
)
def test_ratings_at_the_top_without_any_progress(
    measured: tuple[Result, ...], no_progress: bool
) -> None:
    case = person(*measured, *rated(40, 40, 40))
    assert finding(case, P.ALLIANCE_PERFECT).facts["with_no_progress"] is no_progress


def test_a_scale_without_lines_is_never_low_or_fallen() -> None:
    bare = replace(ALLIANCE, low=None, drop=None)
    case = replace(person(*rated(40, 3)), instruments={bare.id: bare})
    assert codes(case) == ["no_score_today"]


# Drifting away: two of three signs.


def drifting(*, missed: bool = False, rated_badly: bool = False, no_gain: bool = False) -> Case:
    return person(
        *(FLAT if no_gain else GAINED),
        *(rated(36) if rated_badly else rated(37)),
        sessions=held((7, MISSED if missed else CAME)),
    )


@pytest.mark.parametrize(
    ("signs", "holding"),
    [
        ((), False),
        (("missed",), False),
        (("rated_badly",), False),
        (("no_gain",), False),
        (("missed", "rated_badly"), True),
        (("missed", "no_gain"), True),
        (("rated_badly", "no_gain"), True),
        (("missed", "rated_badly", "no_gain"), True),
    ],
)
def test_two_signs_of_three_are_needed(signs: tuple[str, ...], holding: bool) -> None:
    given = dict.fromkeys(signs, True)
    assert holds(drifting(**given), P.DROPOUT_RISK) is holding
    if holding:
        facts = finding(drifting(**given), P.DROPOUT_RISK).facts
        assert facts["missed"] is ("missed" in signs)
        assert facts["alliance"] is ("rated_badly" in signs)
        assert facts["no_gain"] is ("no_gain" in signs)


@pytest.mark.parametrize("stage", [Stage.ENDING, Stage.FOLLOWUP])
def test_only_in_the_active_stage_may_somebody_drift_away(stage: Stage) -> None:
    away = held((7, MISSED))
    assert holds(person(*FLAT, sessions=away), P.DROPOUT_RISK)
    assert not holds(person(*FLAT, sessions=away, stage=stage), P.DROPOUT_RISK)


def test_a_fallen_rating_is_a_sign_too() -> None:
    assert holds(person(*FLAT, *rated(40, 38)), P.DROPOUT_RISK)
    assert not holds(person(*FLAT, *rated(40, 39)), P.DROPOUT_RISK)


@pytest.mark.parametrize(
    ("sessions", "a_sign"),
    [
        ([(7, MISSED)], True),
        ([(7, CANCELLED)], False),
        ([(7, CAME)], False),
        ([(14, MISSED), (7, CAME)], False),
        ([(7, CAME), (14, MISSED)], False),
        ([(21, MISSED), (14, CANCELLED), (7, CAME)], True),
        ([(28, CANCELLED), (21, CAME), (14, CAME), (7, CANCELLED)], True),
        ([(35, CANCELLED), (28, CAME), (21, CAME), (14, CAME), (7, CANCELLED)], False),
        ([(7, CAME), (0, MISSED)], False),
        ([(1, MISSED)], True),
        ([], False),
    ],
)
def test_the_last_session_missed_or_two_of_the_last_four(
    sessions: list[tuple[int, Attendance]], a_sign: bool
) -> None:
    assert holds(person(*FLAT, sessions=held(*sessions)), P.DROPOUT_RISK) is a_sign


@pytest.mark.parametrize(
    ("scores", "instrument", "a_sign"),
    [
        ([16, 16, 14], PHQ9, True),
        ([16, 16, 13], PHQ9, False),
        ([16, 16], PHQ9, False),
        ([16, 16, 22], PHQ9, True),
        ([5, 5, 5], URGE, False),
    ],
)
def test_no_gain_needs_three_scores_of_the_leading_measure(
    scores: list[Number], instrument: Instrument, a_sign: bool
) -> None:
    case = person(*results(instrument, scores), sessions=held((7, MISSED)))
    assert holds(case, P.DROPOUT_RISK) is a_sign


def test_no_gain_needs_no_score_of_today() -> None:
    old = person(*results(PHQ9, [16, 16, 16], ago=60), sessions=held((7, MISSED)))
    assert codes(old) == ["dropout_risk", "no_score_today"]
    assert finding(old, P.DROPOUT_RISK).why == "sessions missed; no gain after 3 scores"


def test_another_measure_without_gain_is_no_sign() -> None:
    flat = results(GAD7, [8, 8, 8])
    case = person(*GAINED, *flat, primary=PHQ9, sessions=held((7, MISSED)))
    assert not holds(case, P.DROPOUT_RISK)
    assert holds(replace(case, patient=replace(case.patient, primary="gad7")), P.DROPOUT_RISK)


def test_without_any_score_two_signs_can_still_hold() -> None:
    case = person(*rated(30), sessions=held((7, MISSED)))
    assert finding(case, P.DROPOUT_RISK).facts["n"] == 0


def test_a_session_rating_chosen_to_lead_is_no_measure_of_gain() -> None:
    case = person(*rated(40, 40, 40), primary=ALLIANCE, sessions=held((7, MISSED)))
    assert not holds(case, P.DROPOUT_RISK)


# The end.


@pytest.mark.parametrize(
    ("planned", "attended", "ends"), [(4, 3, True), (4, 2, False), (4, 4, True), (1, 0, True)]
)
def test_the_end_is_near_one_session_before_the_last_planned(
    planned: int, attended: int, ends: bool
) -> None:
    sessions = held(*((7 * number, CAME) for number in range(attended)))
    assert holds(person(sessions=sessions, planned_sessions=planned), P.ENDING) is ends


def test_sessions_that_did_not_take_place_are_not_counted() -> None:
    away = held((14, MISSED), (7, CANCELLED), (-7, CAME))
    assert not holds(person(sessions=away, planned_sessions=2), P.ENDING)
    assert holds(person(sessions=held((0, CAME)), planned_sessions=2), P.ENDING)


@pytest.mark.parametrize(
    ("stage", "planned", "ends"),
    [
        (Stage.ENDING, None, True),
        (Stage.ENDING, 9, True),
        (Stage.ACTIVE, None, False),
        (Stage.FOLLOWUP, 1, False),
    ],
)
def test_the_end_is_set_or_planned(stage: Stage, planned: int | None, ends: bool) -> None:
    case = person(*GAINED, stage=stage, planned_sessions=planned)
    assert holds(case, P.ENDING) is ends
    if ends:
        assert finding(case, P.ENDING).code == "ending"


@pytest.mark.parametrize(
    ("scores", "not_improved"),
    [([16, 11], True), ([16, 10], False), ([14, 9], False), ([12, 12], True)],
)
def test_an_end_short_of_what_was_hoped_for(scores: list[Number], not_improved: bool) -> None:
    case = person(*results(PHQ9, scores), stage=Stage.ENDING)
    assert finding(case, P.ENDING).facts["not_improved"] is not_improved


def test_an_end_of_a_measure_without_reliable_change_judges_nothing() -> None:
    unknown = person(*results(URGE, [9, 9]), stage=Stage.ENDING)
    assert finding(unknown, P.ENDING).facts["not_improved"] is False
    nothing = person(stage=Stage.ENDING)
    assert finding(nothing, P.ENDING).facts["not_improved"] is False
