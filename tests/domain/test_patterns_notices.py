"""What is said of a beginning, of nothing new, of the end, and of forms that are not there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from romtui.domain.case import Attendance, Case, Stage
from romtui.domain.discussion import Skip
from romtui.domain.instrument import Instrument
from romtui.domain.patterns import Pattern
from romtui.domain.private import Private
from tests.domain.detection import codes, finding, holds
from tests.people.cases import TODAY, case_of, planned, results, sessions_of
from tests.people.questionnaires import ALLIANCE, GAD7, PHQ9, SLEEP, URGE, Number

P = Pattern


def course(*scores: Number, apart: int | Sequence[int] = 7, **about: object) -> Case:
    return case_of(*results(PHQ9, scores, apart), **about)  # type: ignore[arg-type]


# Much the same.


@pytest.mark.parametrize(
    ("scores", "apart", "said"),
    [
        ([12], 7, False),
        ([12, 12], 7, True),
        ([12, 12], 42, True),
        ([12, 12], 43, False),
        ([12, 15], 7, True),
        ([12, 16], 7, False),
        ([12, 8], 7, False),
        ([10, 14, 10, 14], 7, False),
        # the end of a spike is nothing new
        ([12, 20, 12], 7, True),
        # due, and only standing
        ([16] * 4, 7, False),
        ([16] * 5, 7, True),
        # well people go up and down
        ([2, 2, 6], 7, True),
    ],
)
def test_much_the_same_is_said_where_nothing_else_is(
    scores: list[Number], apart: int, said: bool
) -> None:
    assert holds(course(*scores, apart=apart), P.STABLE) is said


def test_a_stuck_finding_that_is_not_due_stands_behind_much_the_same() -> None:
    assert codes(course(*[16] * 4)) == ["stable_high:phq9"]
    assert codes(course(*[16] * 5)) == ["stable:phq9", "stable_high:phq9"]


@pytest.mark.parametrize(
    ("scores", "since_last", "shifted"),
    [
        ([12, 12], 0, None),
        ([12, 15], 3, None),
        ([12, 10], -2, None),
        ([12, 12, 12, 17, 17], 0, "worse"),
        ([12, 12, 12, 16, 16], 0, "worse"),
        ([12, 12, 12, 16, 15], -1, None),
        ([12, 12, 12, 15, 16], None, None),
        ([17, 17, 17, 12, 12], 0, "better"),
        ([17, 17, 17, 14, 14], 0, None),
    ],
)
def test_two_scores_beside_the_level_are_told_from_much_the_same(
    scores: list[Number], since_last: int | None, shifted: str | None
) -> None:
    case = course(*scores)
    assert holds(case, P.STABLE) is (since_last is not None)
    if since_last is not None:
        facts = finding(case, P.STABLE).facts
        assert (facts["since_last"], facts["shifted"]) == (since_last, shifted)


@pytest.mark.parametrize(
    ("focus", "agreed", "until", "waits_for"),
    [
        (None, None, None, None),
        (14, None, 14, "focus"),
        (28, None, None, None),
        (None, -5, 5, "agreement"),
        (14, -20, 20, "agreement"),
        (14, -3, 14, "focus"),
    ],
)
def test_much_the_same_says_until_when_it_is_given_time(
    focus: int | None, agreed: int | None, until: int | None, waits_for: str | None
) -> None:
    facts = finding(planned(course(12, 12), focus=focus, agreed=agreed), P.STABLE).facts
    expected = None if until is None else TODAY + timedelta(days=until)
    assert (facts["waiting_until"], facts["waits_for"]) == (expected, waits_for)


def test_while_something_is_given_time_nobody_is_stuck() -> None:
    weeks = course(*[16] * 9)
    assert codes(weeks) == ["not_on_track:phq9", "stable_high:phq9"]
    assert codes(planned(weeks, focus=14)) == ["stable:phq9"]
    assert codes(planned(weeks, agreed=-1)) == ["stable:phq9"]


# Measures without a reliable change.


@pytest.mark.parametrize(
    ("instrument", "scores", "apart", "said"),
    [
        (SLEEP, [10, 12], 7, ["stable:sleep"]),
        (SLEEP, [10, 13], 7, ["change_unknown:sleep"]),
        (SLEEP, [13, 10], 7, ["change_unknown:sleep"]),
        (SLEEP, [10, "12.7"], 7, ["stable:sleep"]),
        (SLEEP, [10, "12.8"], 7, ["change_unknown:sleep"]),
        (SLEEP, [10, 13], 42, ["change_unknown:sleep"]),
        (SLEEP, [10, 13], 43, ["return_after_gap:sleep"]),
        (SLEEP, [7, 10], 7, ["crossed_worse:sleep~"]),
        (SLEEP, [10, 7], 7, ["crossed_better:sleep~"]),
        (SLEEP, [7, 8], 7, ["stable:sleep"]),
        (SLEEP, [5, 5, 8, 8], 7, ["crossed_worse:sleep"]),
        (SLEEP, [10], 7, ["first_session:sleep"]),
        (URGE, [5, 5], 7, ["change_unknown:urge"]),
        (URGE, [5, 9, 1, 9], 7, ["change_unknown:urge"]),
        (URGE, [5, 5], 43, ["return_after_gap:urge", "change_unknown:urge"]),
        (URGE, [5], 7, ["first_session:urge"]),
    ],
)
def test_without_a_reliable_change_the_lines_are_gone_by(
    instrument: Instrument, scores: list[Number], apart: int, said: list[str]
) -> None:
    assert codes(case_of(*results(instrument, scores, apart))) == said


@pytest.mark.parametrize(("instrument", "published"), [(SLEEP, True), (URGE, False)])
def test_published_lines_are_told_from_none(instrument: Instrument, published: bool) -> None:
    facts = finding(case_of(*results(instrument, [2, 6])), P.CHANGE_UNKNOWN).facts
    assert facts["published"] is published


def test_a_reliable_change_is_enough_without_any_line() -> None:
    bare = replace(PHQ9, bands=(), cutoff=None)
    case = replace(course(12, 12), instruments={"phq9": bare})
    assert codes(case) == ["stable:phq9"]


def test_a_target_is_reached_without_a_reliable_change_too() -> None:
    assert codes(case_of(*results(URGE, [5, 3]), target=3)) == [
        "target_reached:urge~",
        "change_unknown:urge",
    ]
    assert codes(case_of(*results(SLEEP, [13, 7]), target=7)) == [
        "target_reached:sleep~",
        "crossed_better:sleep~",
    ]
    assert codes(case_of(*results(SLEEP, [14, 8]), target=8)) == ["target_reached:sleep~"]


# First, new, back after a gap.


@pytest.mark.parametrize(
    ("days", "said", "suggested"),
    [(42, False, None), (43, True, False), (182, True, False), (183, True, True)],
)
def test_the_first_form_after_a_gap(days: int, said: bool, suggested: bool | None) -> None:
    case = course(12, 12, 12, apart=[7, days])
    assert holds(case, P.RETURN_AFTER_GAP) is said
    if said:
        facts = finding(case, P.RETURN_AFTER_GAP).facts
        assert (facts["gap_days"], facts["suggest_rebaseline"]) == (days, suggested)
        assert (facts["date"], facts["n"]) == (TODAY, 3)


def test_a_gap_comes_before_everything_of_the_course() -> None:
    case = course(10, 19, apart=50)
    assert codes(case) == ["return_after_gap:phq9", "reliable_deterioration:phq9"]
    assert not holds(case_of(*results(PHQ9, [12, 12], 50, ago=4)), P.RETURN_AFTER_GAP)


def test_the_first_score_of_all_is_told_from_the_first_of_a_measure() -> None:
    assert codes(case_of(*results(PHQ9, [12]))) == ["first_session:phq9"]
    earlier = (*results(GAD7, [9], ago=1), *results(PHQ9, [12]))
    assert holds(case_of(*earlier), P.NEW_MEASURE)
    assert finding(case_of(*earlier), P.FIRST_SESSION).instrument == "gad7"


def test_two_measures_of_one_first_day_are_both_first() -> None:
    case = case_of(*results(PHQ9, [12]), *results(GAD7, [9]))
    assert codes(case) == ["first_session:phq9", "first_session:gad7"]


@pytest.mark.parametrize("instrument", [GAD7, ALLIANCE])
def test_a_form_that_was_not_scored_or_a_rating_is_no_earlier_score(
    instrument: Instrument,
) -> None:
    before = results(instrument, [None if instrument is GAD7 else 40], ago=7)
    assert holds(case_of(*before, *results(PHQ9, [12])), P.FIRST_SESSION)


def test_a_low_beginning_is_said_once() -> None:
    assert codes(course(9)) == ["first_session:phq9", "low_baseline:phq9"]
    assert codes(course(9, 9)) == ["stable:phq9"]


@pytest.mark.parametrize(
    ("new", "ago", "gone"),
    [
        (GAD7, 7, True),
        (GAD7, 4, True),
        (GAD7, 3, False),
        (replace(GAD7, safety_items=PHQ9.safety_items), 7, False),
    ],
)
def test_a_safety_item_that_is_no_longer_asked_is_noticed(
    new: Instrument, ago: int, gone: bool
) -> None:
    case = case_of(*results(PHQ9, [12], ago=ago), *results(new, [12]))
    case = replace(case, instruments={**case.instruments, new.id: new})
    assert finding(case, P.NEW_MEASURE).facts["safety_gone"] is gone


def test_one_form_that_asked_is_enough_and_it_has_to_be_over() -> None:
    earlier = (*results(PHQ9, [12], ago=14), *results(URGE, [5], ago=14))
    assert finding(case_of(*earlier, *results(GAD7, [12])), P.NEW_MEASURE).facts["safety_gone"]
    still = (*results(PHQ9, [12, 12], 14), *results(GAD7, [12]))
    assert not finding(case_of(*still), P.NEW_MEASURE).facts["safety_gone"]


def test_without_a_safety_item_before_none_is_gone() -> None:
    case = case_of(*results(URGE, [5], ago=7), *results(GAD7, [12]))
    assert finding(case, P.NEW_MEASURE).facts["safety_gone"] is False
    assert "safety_gone" not in finding(course(12), P.FIRST_SESSION).facts


def test_a_changed_questionnaire_is_a_new_measure() -> None:
    old, new = results(PHQ9, [20, 12])
    case = case_of(old, replace(new, instrument_version=2))
    changed = replace(case, instruments={**case.instruments, "phq9": replace(PHQ9, version=2)})
    assert codes(changed) == ["new_measure:phq9"]


# Which results count.


def test_of_one_day_the_usable_form_entered_last_counts() -> None:
    def of_today(*forms: tuple[Number | None, int]) -> Case:
        kept = [replace(results(PHQ9, [total])[0], order=order, id=order) for total, order in forms]
        return case_of(*kept)

    assert finding(of_today((12, 1), (14, 2)), P.FIRST_SESSION).facts["score"] == 14
    assert finding(of_today((14, 2), (12, 1)), P.FIRST_SESSION).facts["score"] == 14
    assert finding(of_today((14, 1), (None, 2)), P.FIRST_SESSION).facts["score"] == 14
    assert codes(of_today((None, 1), (None, 2))) == ["no_score_today"]


def test_forms_of_later_days_are_left_aside_wherever_they_stand() -> None:
    later, today = results(PHQ9, [20], ago=-7), results(PHQ9, [12])
    assert codes(case_of(*later, *today)) == ["first_session:phq9"]
    assert codes(case_of(*today, *later)) == ["first_session:phq9"]


@pytest.mark.parametrize("unusable", [{"valid": False}, {"total": None}])
def test_a_score_needs_a_total_and_a_valid_form(unusable: dict[str, object]) -> None:
    first, second = results(PHQ9, [12, 20])
    withheld = replace(second, **unusable)  # type: ignore[arg-type]  # a test's keyword arguments
    assert codes(case_of(withheld)) == ["no_score_today"]
    assert finding(case_of(first, withheld), P.NO_SCORE_TODAY)


def test_of_two_unscored_forms_of_one_day_the_later_one_says_what_is_known() -> None:
    (form,) = results(PHQ9, [None])
    first, second = replace(form, safety={9: 1}, order=1), replace(form, safety={9: 0}, order=2)
    assert not holds(case_of(first, second), P.RISK_ITEM)
    assert not holds(case_of(second, first), P.RISK_ITEM)
    assert holds(case_of(replace(first, order=3), second), P.RISK_ITEM)


# Who leads.


def test_without_a_chosen_measure_the_first_one_with_a_score_leads() -> None:
    rating, unscored = results(ALLIANCE, [38], ago=20), results(PHQ9, [None], ago=15)
    measure, other = results(GAD7, [16, 12], ago=0), results(URGE, [5, 5], ago=0)
    case = case_of(*rating, *unscored, *measure, *other, impression=-1)
    assert finding(case, P.DIVERGENCE_SEEMS_WORSE).instrument == "gad7"


# A day without a score.


@pytest.mark.parametrize(
    ("ago", "discussed", "none"),
    [
        (0, True, False),
        (3, True, False),
        (4, True, True),
        (6, False, False),
        (7, False, True),
        (-1, True, True),
    ],
)
def test_a_day_without_a_score_of_any_outcome_measure(
    ago: int, discussed: bool, none: bool
) -> None:
    (form,) = results(PHQ9, [12], ago=ago)
    assert holds(case_of(replace(form, discussed=discussed)), P.NO_SCORE_TODAY) is none


def test_a_form_that_was_declined_today_is_told_from_none() -> None:
    declined = replace(case_of(), skips=(Skip(TODAY, Private("too tired")),))
    assert finding(declined, P.NO_SCORE_TODAY).facts["declined"] is True
    assert "declined" not in finding(case_of(), P.NO_SCORE_TODAY).facts


def test_a_session_rating_is_no_score() -> None:
    assert codes(case_of(*results(ALLIANCE, [40]))) == ["no_score_today"]
    assert codes(case_of()) == ["no_score_today"]


def test_one_measure_of_today_is_enough() -> None:
    case = case_of(*results(PHQ9, [12], ago=7), *results(GAD7, [9]))
    assert codes(case) == ["new_measure:gad7"]


# Not shared yet.


@pytest.mark.parametrize(
    ("ago", "count"), [((14, 7), 2), ((7,), 1), ((1,), 1), ((0,), None), ((), None)]
)
def test_earlier_results_that_were_not_shared_are_counted(
    ago: tuple[int, ...], count: int | None
) -> None:
    forms = [replace(results(PHQ9, [12], ago=days)[0], discussed=False) for days in ago]
    case = case_of(*forms)
    assert holds(case, P.UNDISCUSSED) is (count is not None)
    if count is not None:
        assert finding(case, P.UNDISCUSSED).facts["count"] == count


def test_a_form_that_was_not_scored_has_nothing_to_share() -> None:
    unscored = replace(results(PHQ9, [None], ago=7)[0], discussed=False)
    assert not holds(case_of(unscored), P.UNDISCUSSED)


def test_a_session_rating_is_to_be_shared_too() -> None:
    rating = replace(results(ALLIANCE, [40], ago=7)[0], discussed=False)
    assert finding(case_of(rating), P.UNDISCUSSED).why == "1 earlier, not shared yet"


def test_of_one_day_only_the_form_that_counts_is_to_be_shared() -> None:
    (form,) = results(PHQ9, [12], ago=7)
    twice = (replace(form, discussed=False, order=1), replace(form, discussed=True, order=2))
    assert not holds(case_of(*twice), P.UNDISCUSSED)


# Trouble that remains at the end.


@pytest.mark.parametrize(
    ("last", "remains"), [(4, False), (5, True), (9, True), ("9.5", False), (10, False)]
)
def test_at_the_end_some_trouble_remains(last: Number, remains: bool) -> None:
    assert holds(course(16, 9, 9, last, stage=Stage.ENDING), P.RESIDUAL) is remains


@pytest.mark.parametrize(
    ("stage", "remains"),
    [(Stage.ENDING, True), (Stage.FOLLOWUP, True), (Stage.ACTIVE, False)],
)
def test_what_remains_matters_at_the_end_and_afterwards(stage: Stage, remains: bool) -> None:
    assert holds(course(16, 9, 9, stage=stage), P.RESIDUAL) is remains
    assert not holds(course(16, 10, 9, stage=stage), P.RESIDUAL)


def test_what_remains_is_named_with_its_range() -> None:
    near = sessions_of((0, Attendance.ATTENDED))
    case = course(16, 9, 7, planned_sessions=2, sessions=near)
    assert codes(case)[:2] == ["ending", "residual:phq9"]
    found = finding(case, P.RESIDUAL)
    assert (found.facts["lo"], found.facts["hi"]) == (Decimal(5), Decimal(9))


def test_a_measure_without_such_a_range_leaves_none() -> None:
    gained = results(GAD7, [16, 7, 6])
    assert not holds(case_of(*gained, stage=Stage.ENDING), P.RESIDUAL)
    assert holds(case_of(*gained, stage=Stage.ENDING), P.HOLDING_GAINS)
