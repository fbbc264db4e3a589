"""One's own outcomes: counted by the rules that hold everywhere, with honest limits."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from romtui.domain.case import Attendance, Case, Session
from romtui.domain.change import OutcomeClass
from romtui.domain.constants import STANDARD
from romtui.domain.discussion import Said
from romtui.domain.errors import UserError
from romtui.domain.outcomes.guess import Guess, read_guess
from romtui.domain.outcomes.page import page, share_said
from romtui.domain.outcomes.share import Share
from romtui.domain.outcomes.tally import Against, Followed, Missing, Outcome, outcome_of, outcomes
from romtui.domain.parts import leading_measure
from romtui.domain.series import course_of
from tests.people.cases import TODAY, case_of, results
from tests.people.questionnaires import ALLIANCE, GAD7, MOOD, PHQ9, URGE

NEWCOMBE = (
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
)
"""Newcombe RG. Stat Med 1998;17:857-72, table I, method 3 (Wilson, no continuity correction)."""


def closed(*scores: Sequence[int]) -> list[Case]:
    """Closed records with these PHQ-9 totals, a week apart."""
    return [case_of(*results(PHQ9, list(course)), archived_on=TODAY) for course in scores]


@pytest.mark.parametrize(("count", "of", "low", "high"), NEWCOMBE)
def test_the_limits_are_the_published_ones(count: int, of: int, low: float, high: float) -> None:
    assert [round(limit, 4) for limit in Share(count, of).interval] == [low, high]


def test_a_share_is_said_with_its_limits_and_of_fewer_than_ten_not_at_all() -> None:
    assert share_said(Share(12, 20)) == "12 of 20, between 39 and 78%"
    assert share_said(Share(9, 9)) == "9 of 9, too few to say"
    assert share_said(Share(10, 10)) == "10 of 10, between 72 and 100%"
    assert share_said(Share(0, 0)) == "0 of 0, too few to say"


def test_the_limits_hold_the_share_and_mirror_that_of_the_others() -> None:
    for of in range(1, 120):
        for count in range(of + 1):
            low, high = Share(count, of).interval
            assert 0 <= low <= count / of <= high <= 1
            others_low, others_high = Share(of - count, of).interval
            assert (low, high) == pytest.approx((1 - others_high, 1 - others_low))


def test_first_and_last_score_decide_by_reliable_change_and_cutoff() -> None:
    courses = {
        (18, 12, 9): OutcomeClass.RECOVERED,
        (18, 20, 12): OutcomeClass.IMPROVED,
        (15, 10): OutcomeClass.UNCHANGED,
        (10, 9): OutcomeClass.UNCHANGED,
        (10, 16): OutcomeClass.DETERIORATED,
        (9, 3): OutcomeClass.IMPROVED,
    }
    for course, became in courses.items():
        (case,) = closed(course)
        found = outcome_of(course_of(case, "phq9", TODAY, STANDARD))
        assert isinstance(found, Outcome)
        assert (found.became, found.could_recover) == (became, course[0] >= 10), course


def test_who_is_missing_is_counted_by_the_reason() -> None:
    counts = outcomes(
        [
            *closed((15, 5), (15,), ()),
            case_of(*results(PHQ9, [15, 5])),
            case_of(*results(URGE, [5, 9]), archived_on=TODAY),
        ],
        TODAY,
    )
    assert counts.missing == {Missing.OPEN: 1, Missing.NO_SECOND_SCORE: 2, Missing.NO_RULE: 1}
    assert len(counts.outcomes) == 1


def test_who_did_not_come_to_the_last_session_is_said_to_have_left() -> None:
    def seen(*attended: Attendance) -> Case:
        (case,) = closed((15, 5))
        days = [TODAY - timedelta(days=7 * ago) for ago in range(len(attended), 0, -1)]
        return replace(case, sessions=tuple(map(Session, days, attended)))

    here, missed = Attendance.ATTENDED, Attendance.MISSED
    assert outcomes([seen(here, missed), seen(missed, here), seen()], TODAY).left == 1


def test_recovery_is_a_share_of_those_who_could_recover() -> None:
    counts = outcomes(closed(*[(18, 5)] * 6, *[(18, 17)] * 4, *[(8, 1)] * 3), TODAY)
    assert counts.improved == Share(9, 13)
    assert counts.recovered == Share(6, 10)
    assert counts.unchanged == Share(4, 13)
    assert counts.deteriorated == Share(0, 13)


def test_the_classes_add_up_to_those_counted() -> None:
    chance = Random(19)  # noqa: S311 -- the same courses every time
    courses = [[chance.randrange(28) for _ in range(chance.randrange(5))] for _ in range(300)]
    counts = outcomes(closed(*courses), TODAY)
    shares = (counts.improved, counts.unchanged, counts.deteriorated)
    assert sum(share.count for share in shares) == len(counts.outcomes)
    assert counts.recovered.count <= counts.improved.count
    assert len(counts.outcomes) + sum(counts.missing.values()) == 300
    for course, case in zip(courses, closed(*courses), strict=True):
        if len(course) > 1:
            gained = course[0] - course[-1]
            one = outcomes([case], TODAY)
            assert one.improved.count == (gained >= 6)
            assert one.deteriorated.count == (gained <= -6)
            assert one.recovered.count == (gained >= 6 and course[0] >= 10 > course[-1])


def test_an_impression_is_set_against_the_score_by_the_rule_of_the_two_patterns() -> None:
    measured = results(PHQ9, [16, 8, 16, 16])
    days = [result.on for result in measured]
    given = [Session(days[0], impression=2), Session(days[1], impression=-1)]
    given += [Session(days[2], impression=1), Session(days[3], impression=0)]
    counts = outcomes([case_of(*measured, sessions=given)], TODAY)
    expected = {Against.SEEMED_WORSE: 1, Against.SEEMED_BETTER: 1, Against.NOT_APART: 1}
    assert counts.impressions == expected
    assert counts.agreed == Share(1, 3)


def test_an_impression_without_a_score_of_these_days_is_not_counted() -> None:
    measured = results(PHQ9, [16, 8], ago=20)
    late = [Session(measured[-1].on + timedelta(days=4), impression=-2)]
    assert not outcomes([case_of(*measured, sessions=late)], TODAY).agreed.of


def test_lines_are_followed_by_the_next_score_or_by_none() -> None:
    measured = results(PHQ9, [16, 12, 11, 16], [7, 7, 7])
    days = [result.on for result in measured]
    lines = ("stalled/task/1", "stalled/task/tentative/2", "worsening/goal/1")
    said = [Said(days[0], lines[0]), Said(days[1], lines[1]), Said(days[2], lines[0])]
    said += [Said(days[3], lines[2])]
    case = replace(case_of(*measured), said=tuple(said))
    assert outcomes([case], TODAY).followed == (
        Followed("stalled/task", better=1, about_the_same=1, worse=1),
        Followed("worsening/goal", no_score=1),
    )


def test_a_score_after_too_long_a_gap_follows_nothing() -> None:
    measured = results(PHQ9, [16, 6], [60])
    case = replace(case_of(*measured), said=(Said(measured[0].on, "stalled/task/1"),))
    assert outcomes([case], TODAY).followed == (Followed("stalled/task", no_score=1),)


def test_session_ratings_are_counted_from_the_first_to_the_last() -> None:
    courses = [[20, 25, 28], [22, 22], [28, 20], [25]]
    rated = [case_of(*results(ALLIANCE, list(course)), archived_on=TODAY) for course in courses]
    (rating,) = outcomes(rated, TODAY).ratings
    assert rating.directions == (1, 1, 1)
    assert [*map(int, rating.medians)] == [22, 22]


def test_the_page_says_first_who_is_missing_then_the_guess_beside_the_count() -> None:
    counts = outcomes([*closed(*[(18, 5)] * 12, (15,)), case_of(*results(GAD7, [9, 8]))], TODAY)
    sections = list(page(counts, Guess(70), {}))
    assert [section.heading for section in sections][:3] == [
        "Who is missing",
        "From the first score to the last",
        "What would have changed anyway",
    ]
    assert "1 still open, 1 closed without a second score" in sections[0].lines[1]
    assert sections[1].lines[0] == (
        "Reliably improved: 12 of 12, between 76 and 100%   your guess: 70%"
    )
    assert "regression to the mean" in sections[2].notes[0]


def test_a_page_about_nobody_makes_no_table() -> None:
    headings = [section.heading for section in page(outcomes([], TODAY), Guess(), {})]
    assert "From the first score to the last" not in headings


@pytest.mark.parametrize(
    ("typed", "guess"), [("", None), ("  ", None), ("0", 0), (" 40 % ", 40), ("100%", 100)]
)
def test_a_guess_is_a_whole_number_of_percent_or_left_out(typed: str, guess: int | None) -> None:
    assert read_guess(typed) == Guess(guess)


@pytest.mark.parametrize("typed", ["101", "-1", "half", "4.5", "٣", "9" * 40])
def test_anything_else_is_asked_again(typed: str) -> None:
    with pytest.raises(UserError, match="whole number"):
        read_guess(typed)


def test_the_measure_that_leads_is_the_one_that_is_counted() -> None:
    both = (*results(PHQ9, [18, 17]), *results(GAD7, [18, 4]))
    (case,) = [replace(case_of(*both, primary=GAD7, archived_on=TODAY))]
    assert leading_measure(case) == GAD7.id
    (one,) = outcomes([case], TODAY).outcomes
    assert (one.measure.id, one.became) == (GAD7.id, OutcomeClass.RECOVERED)


def test_nobody_recovers_on_a_measure_without_a_cutoff() -> None:
    case = case_of(*results(MOOD, [20, 1]), archived_on=TODAY)
    case = replace(case, instruments={MOOD.id: MOOD})
    (one,) = outcomes([case], TODAY).outcomes
    assert (one.became, one.could_recover) == (OutcomeClass.IMPROVED, False)
