"""The session rating, the drifting away and the end, from both sides of each limit."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from romtui.domain.case import Attendance, Case, Result, Stage
from romtui.domain.instrument import Instrument, Repair, Subscale
from romtui.domain.patterns import Finding, Pattern, detect
from tests.domain.detection import codes, finding, holds
from tests.people.cases import TODAY, case_of, results, sessions_of
from tests.people.questionnaires import ALLIANCE, GAD7, PHQ9, SLEEP, URGE, Number

P = Pattern
CAME, MISSED, CANCELLED = Attendance.ATTENDED, Attendance.MISSED, Attendance.CANCELLED
FLAT = results(PHQ9, [16, 16, 16, 16])
GAINED = results(PHQ9, [16, 16, 12, 12])


def rated(*totals: Number, apart: int | Sequence[int] = 7, ago: int = 0) -> tuple[Result, ...]:
    return results(ALLIANCE, totals, apart, ago=ago)


def mark(pattern: Pattern, case: Case) -> str:
    """`!` confirmed, `~` tentative, `=` without certainty, `-` not said."""
    said = [one.code for one in detect(case, TODAY).found if one.pattern is pattern]
    if not said:
        return "-"
    if pattern is not P.ALLIANCE_DROP:
        return "="
    return "~" if said[0].endswith("~") else "!"


# Two points are a drop on this scale, 36 is low, 40 the most.


@pytest.mark.parametrize(
    ("totals", "apart", "drop"),
    [
        ([40], 7, "-"),
        ([40, 39], 7, "-"),
        ([40, 38], 7, "~"),
        ([40, 37], 7, "~"),
        ([40, 36], 7, "!"),
        ([40, 38], 42, "~"),
        ([40, 38], 43, "-"),
        ([40, 36], 43, "-"),
        ([38, 40, 38], 7, "~"),
        # fallen last time, and still down
        ([40, 38, 38], 7, "!"),
        ([40, 38, 39], 7, "-"),
        ([40, 37, 38], 7, "!"),
        ([40, 39, 38], 7, "-"),
        ([40, 39, 37], 7, "~"),
        ([40, 38, 37], [42, 42], "!"),
        ([40, 38, 38], [43, 7], "-"),
        ([40, 38, 38], [7, 43], "-"),
        ([40, 38, 38, 38], 7, "-"),
    ],
)
def test_a_rating_falls_once_or_twice_as_far_or_stays_down(
    totals: list[Number], apart: int | Sequence[int], drop: str
) -> None:
    assert mark(P.ALLIANCE_DROP, case_of(*rated(*totals, apart=apart))) == drop


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ([36], ["alliance_low:bond"]),
        ([37], []),
        ([37, 36], ["alliance_low:bond"]),
        ([36, 38], []),
        # a tentative fall gives way to a low rating, a confirmed one speaks for both
        ([38, 36], ["alliance_low:bond"]),
        ([40, 36], ["alliance_drop:bond"]),
    ],
)
def test_a_rating_is_low_at_the_line(totals: list[Number], said: list[str]) -> None:
    assert codes(case_of(*rated(*totals))) == [*said, "no_score_today"]


def test_a_fall_is_named_in_points() -> None:
    found = finding(case_of(*rated(40, 37)), P.ALLIANCE_DROP)
    assert (found.code, found.why) == ("alliance_drop:bond~", "40 → 37, 3 lower")
    assert (found.facts["part"], found.facts["low"]) == (None, False)
    far = finding(case_of(*rated(38, 40, 36)), P.ALLIANCE_DROP)
    assert (far.code, far.why) == ("alliance_drop:bond", "40 → 36, 4 lower")
    assert far.facts["low"] is True
    again = finding(case_of(*rated(40, 37, 38)), P.ALLIANCE_DROP)
    assert again.why == "40 → 37 → 38, 2 lower, for the second time in a row"
    low = finding(case_of(*rated(30)), P.ALLIANCE_LOW)
    assert (low.facts["low"], low.why) == (36, "30; 36 or less is low")


@pytest.mark.parametrize(("ago", "fresh"), [(42, True), (43, False)])
def test_a_rating_is_fresh_for_six_weeks(ago: int, fresh: bool) -> None:
    assert holds(case_of(*rated(40, 37, ago=ago)), P.ALLIANCE_DROP) is fresh
    assert holds(case_of(*rated(36, ago=ago)), P.ALLIANCE_LOW) is fresh
    assert holds(case_of(*rated(40, 40, 40, ago=ago)), P.ALLIANCE_PERFECT) is fresh


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
    assert holds(case_of(*rated(*totals)), P.ALLIANCE_PERFECT) is perfect


@pytest.mark.parametrize(
    ("measured", "no_progress"),
    [
        (FLAT, True),
        (GAINED, False),
        (FLAT[1:], False),
        (results(PHQ9, [16, 16, 13, 12]), True),
        (results(PHQ9, [16, 16, 16, 16], ago=30), True),
        (results(URGE, [5, 5, 5, 5]), False),
        (results(SLEEP, [15, 15, 15, 15]), False),
        ((), False),
    ],
)
def test_ratings_at_the_top_without_any_progress(
    measured: tuple[Result, ...], no_progress: bool
) -> None:
    case = case_of(*measured, *rated(40, 40, 40))
    assert finding(case, P.ALLIANCE_PERFECT).facts["with_no_progress"] is no_progress


def test_a_scale_without_lines_is_never_low_or_fallen() -> None:
    bare = replace(ALLIANCE, low=None, drop=None)
    case = replace(case_of(*rated(40, 3)), instruments={bare.id: bare})
    assert codes(case) == ["no_score_today"]


# A rating of parts: two points on one of them are a fall.

_PART = (Decimal(0), Decimal(10))
CHECK_IN = Instrument(
    id="check",
    name="Check-in",
    lo=Decimal(0),
    hi=Decimal(30),
    direction=ALLIANCE.direction,
    kind=ALLIANCE.kind,
    n_items=4,
    item_hi=10,
    subscales=tuple(
        Subscale(name, name, (item,), *_PART, drop=Decimal(2))
        for item, name in enumerate(("goals", "tasks", "bond"), start=1)
    ),
    repair=Repair(4, 1),
)


def checked_in(
    *marks: Sequence[int | None], instrument: Instrument = CHECK_IN, ago: int = 0
) -> Case:
    """Check-ins a week apart: goals, tasks, bond, and whether anything was held back."""
    answers = [(*mark, 0)[:4] for mark in marks]
    totals = [sum(one or 0 for one in mark[:3]) for mark in marks]
    forms = [
        replace(form, answers=given)
        for form, given in zip(results(instrument, totals, ago=ago), answers, strict=True)
    ]
    return replace(case_of(*forms), instruments={instrument.id: instrument})


def fell(case: Case) -> Finding | None:
    return next((one for one in detect(case, TODAY).found if one.pattern is P.ALLIANCE_DROP), None)


@pytest.mark.parametrize(
    ("marks", "part", "drop"),
    [
        ([[9, 9, 9], [9, 9, 8]], None, "-"),
        ([[9, 9, 9], [9, 9, 7]], "bond", "~"),
        ([[9, 9, 9], [9, 9, 5]], "bond", "!"),
        ([[9, 9, 9], [9, 7, 9], [9, 7, 9]], "tasks", "!"),
        # confirmed before tentative
        ([[9, 9, 9], [9, 7, 9], [6, 7, 9]], "tasks", "!"),
        # then the larger fall since last time
        ([[9, 9, 9], [7, 6, 9]], "tasks", "~"),
        ([[9, 9, 9], [9, 5, 4]], "bond", "!"),
        ([[9, 9, 9], [2, 9, 9], [2, 9, 5]], "bond", "!"),
        # then the order of the form
        ([[9, 9, 9], [9, 7, 7]], "tasks", "~"),
        # a mark left out is not known
        ([[9, 9, 9], [9, 9, None]], None, "-"),
        ([[9, 9, None], [9, 9, 5]], None, "-"),
        ([[9, 9, None], [9, 9, 9], [9, 9, 7]], "bond", "~"),
    ],
)
def test_the_part_that_fell_most_surely_is_named(
    marks: list[list[int | None]], part: str | None, drop: str
) -> None:
    case = checked_in(*marks)
    assert mark(P.ALLIANCE_DROP, case) == drop
    found = fell(case)
    assert (found.facts["part"] if found else None) == part


def test_a_fall_of_the_whole_goes_before_that_of_a_part() -> None:
    whole = replace(CHECK_IN, drop=Decimal(3))
    assert fell(checked_in([9, 9, 9], [8, 8, 8], instrument=whole)).facts["part"] is None  # type: ignore[union-attr]
    assert fell(checked_in([9, 9, 9], [9, 9, 7], instrument=whole)).facts["part"] == "bond"  # type: ignore[union-attr]


def test_the_fall_of_a_part_is_named_with_its_marks() -> None:
    found = finding(checked_in([9, 9, 9], [9, 9, 6]), P.ALLIANCE_DROP)
    assert (found.facts["previous"], found.facts["score"]) == (9, 6)
    assert found.why == "bond 9 → 6, 3 lower"


@pytest.mark.parametrize(
    ("answer", "ago", "asked"),
    [(1, 0, "="), (1, 42, "="), (1, 43, "-"), (0, 0, "-"), (2, 0, "-"), (None, 0, "-")],
)
def test_what_was_held_back_is_asked_about(answer: int | None, ago: int, asked: str) -> None:
    case = checked_in([9, 9, 9, answer], ago=ago)
    assert mark(P.ALLIANCE_REPAIR, case) == asked
    if asked == "=":
        found = finding(case, P.ALLIANCE_REPAIR)
        assert (found.code, found.facts["item"]) == ("alliance_repair:check", 4)


def test_a_rating_without_that_question_asks_nothing() -> None:
    bare = replace(CHECK_IN, repair=None)
    assert mark(P.ALLIANCE_REPAIR, checked_in([9, 9, 9, 1], instrument=bare)) == "-"


def test_only_the_latest_check_in_asks() -> None:
    assert mark(P.ALLIANCE_REPAIR, checked_in([9, 9, 9, 1], [9, 9, 9, 0])) == "-"
    assert mark(P.ALLIANCE_REPAIR, checked_in([9, 9, 9, 0], [9, 9, 9, 1])) == "="


def test_a_typed_rating_or_a_short_form_asks_nothing() -> None:
    case = checked_in([9, 9, 9, 1])
    (form,) = case.results
    for answers in (None, (9, 9, 9)):
        silent = replace(case, results=(replace(form, answers=answers),))
        assert mark(P.ALLIANCE_REPAIR, silent) == "-"
    only_four = replace(form, answers=(9, 9, 9, 1))
    assert mark(P.ALLIANCE_REPAIR, replace(case, results=(only_four,))) == "="


# Drifting away: two of three signs.


def drifting(*, missed: bool = False, rated_badly: bool = False, no_gain: bool = False) -> Case:
    return case_of(
        *(FLAT if no_gain else GAINED),
        *(rated(36) if rated_badly else rated(37)),
        sessions=sessions_of((7, MISSED if missed else CAME)),
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
    away = sessions_of((7, MISSED))
    assert holds(case_of(*FLAT, sessions=away), P.DROPOUT_RISK)
    assert not holds(case_of(*FLAT, sessions=away, stage=stage), P.DROPOUT_RISK)


def test_a_clearly_fallen_rating_is_a_sign_too() -> None:
    high = replace(ALLIANCE, low=Decimal(30))

    def beside(*totals: int) -> bool:
        case = replace(case_of(*FLAT, *rated(*totals)), instruments={"phq9": PHQ9, "bond": high})
        return holds(case, P.DROPOUT_RISK)

    assert beside(40, 36)
    assert beside(40, 38, 38)
    assert not beside(40, 37)


def test_what_was_held_back_is_a_sign_too() -> None:
    case = checked_in([9, 9, 9, 1])
    beside = replace(
        case, results=(*FLAT, *case.results), instruments={"phq9": PHQ9, "check": CHECK_IN}
    )
    assert finding(beside, P.DROPOUT_RISK).why == (
        "session rating low or fallen, or something left unsaid; no gain after 4 scores"
    )


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
    assert holds(case_of(*FLAT, sessions=sessions_of(*sessions)), P.DROPOUT_RISK) is a_sign


@pytest.mark.parametrize(
    ("scores", "instrument", "a_sign"),
    [
        ([16, 16, 13, 12], PHQ9, True),
        ([16, 16, 12, 12], PHQ9, False),
        ([16, 16, 16], PHQ9, False),
        ([16, 16, 22, 22], PHQ9, True),
        ([5, 5, 5, 5], URGE, False),
    ],
)
def test_no_gain_needs_four_scores_of_the_leading_measure(
    scores: list[Number], instrument: Instrument, a_sign: bool
) -> None:
    case = case_of(*results(instrument, scores), sessions=sessions_of((7, MISSED)))
    assert holds(case, P.DROPOUT_RISK) is a_sign


def test_no_gain_needs_no_score_of_today() -> None:
    old = case_of(*results(PHQ9, [16, 16, 16, 16], ago=60), sessions=sessions_of((7, MISSED)))
    assert codes(old) == ["dropout_risk", "no_score_today"]
    assert finding(old, P.DROPOUT_RISK).why == "sessions missed; no gain after 4 scores"


def test_another_measure_without_gain_is_no_sign() -> None:
    flat = results(GAD7, [8, 8, 8, 8])
    case = case_of(*GAINED, *flat, primary=PHQ9, sessions=sessions_of((7, MISSED)))
    assert not holds(case, P.DROPOUT_RISK)
    assert holds(replace(case, patient=replace(case.patient, primary="gad7")), P.DROPOUT_RISK)


def test_without_any_score_two_signs_can_still_hold() -> None:
    case = case_of(*rated(30), sessions=sessions_of((7, MISSED)))
    assert finding(case, P.DROPOUT_RISK).facts["n"] == 0


def test_a_session_rating_chosen_to_lead_is_no_measure_of_gain() -> None:
    case = case_of(*rated(40, 40, 40), primary=ALLIANCE, sessions=sessions_of((7, MISSED)))
    assert not holds(case, P.DROPOUT_RISK)


# The end.


@pytest.mark.parametrize(
    ("planned", "attended", "ends"), [(4, 3, True), (4, 2, False), (4, 4, True), (1, 0, True)]
)
def test_the_end_is_near_one_session_before_the_last_planned(
    planned: int, attended: int, ends: bool
) -> None:
    sessions = sessions_of(*((7 * number, CAME) for number in range(attended)))
    assert holds(case_of(sessions=sessions, planned_sessions=planned), P.ENDING) is ends


def test_sessions_that_did_not_take_place_are_not_counted() -> None:
    away = sessions_of((14, MISSED), (7, CANCELLED), (-7, CAME))
    assert not holds(case_of(sessions=away, planned_sessions=2), P.ENDING)
    assert holds(case_of(sessions=sessions_of((0, CAME)), planned_sessions=2), P.ENDING)


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
    case = case_of(*GAINED, stage=stage, planned_sessions=planned)
    assert holds(case, P.ENDING) is ends
    if ends:
        assert finding(case, P.ENDING).code == "ending"


@pytest.mark.parametrize(
    ("scores", "not_improved"),
    [([16, 11], True), ([16, 4], False), ([14, 9], False), ([12, 12], True), ([22, 16, 16], False)],
)
def test_an_end_short_of_what_was_hoped_for(scores: list[Number], not_improved: bool) -> None:
    case = case_of(*results(PHQ9, scores), stage=Stage.ENDING)
    assert finding(case, P.ENDING).facts["not_improved"] is not_improved


def test_an_end_of_a_measure_without_reliable_change_judges_nothing() -> None:
    unknown = case_of(*results(URGE, [9, 9]), stage=Stage.ENDING)
    assert finding(unknown, P.ENDING).facts["not_improved"] is False
    nothing = case_of(stage=Stage.ENDING)
    assert finding(nothing, P.ENDING).facts["not_improved"] is False
