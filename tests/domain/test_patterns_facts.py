"""Each finding shows its arithmetic: the facts it rests on, and the line made of them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from romtui.domain.case import Stage
from romtui.domain.patterns import Pattern
from tests.domain.courses import PHQ9, TODAY, URGE, WELL, Number, finding, person, results

P = Pattern
OF_EVERY_MEASURE = {
    *("score", "date", "baseline", "baseline_date", "previous", "previous_date"),
    *("n", "weeks", "rc", "half_rc", "easing"),
}


def points(*numbers: int) -> tuple[Decimal, ...]:
    return tuple(Decimal(number) for number in numbers)


@pytest.mark.parametrize(
    ("pattern", "scores", "apart", "facts", "line"),
    [
        (
            P.RELIABLE_DETERIORATION,
            [10, 12, 17],
            7,
            {},
            "10 → 17, 7 points worse since 18 May, reliable change is 6",
        ),
        (
            P.RELAPSE,
            [16, 8, 9, 14],
            7,
            {"best": 8, "best_date": date(2026, 5, 18)},
            "best 8 on 18 May; 8 → 14, 6 points worse, reliable change is 6; "
            "was on the better side of 10 twice running",
        ),
        (
            P.RELAPSE,
            [16, 9, 9, 8, 14],
            7,
            {"best": 8, "best_date": date(2026, 5, 25)},
            "best 8 on 25 May; 8 → 14, 6 points worse, reliable change is 6; "
            "was on the better side of 10 twice running",
        ),
        (
            P.SHARP_WORSENING,
            [10, 11, 18],
            7,
            {},
            "11 → 18, 7 points worse since 25 May, reliable change is 6",
        ),
        (
            P.SETBACK,
            [16, 9, 12, 15],
            7,
            {"best": 9, "best_date": date(2026, 5, 18)},
            "best 9 on 18 May; 9 → 15, 6 points worse, reliable change is 6",
        ),
        (
            P.NOT_ON_TRACK,
            [16, 16, 15, 14],
            20,
            {"run_weeks": 8, "run_days": 60, "gain": 2, "needed": 3}
            | {"got_worse": False, "some_gain": False},
            "16 → 14, 2 points better in 8 weeks; a gain of 3 or more was hoped for",
        ),
        (
            P.NOT_ON_TRACK,
            [16, 16, 15, 14],
            [50, 21, 22],
            {"run_weeks": 6, "run_days": 43, "gain": 2, "needed": 3}
            | {"got_worse": False, "some_gain": False},
            "16 → 14, 2 points better since 28 Feb, 6 weeks after the break; "
            "a gain of 3 or more was hoped for",
        ),
        (
            P.NOT_ON_TRACK,
            [20, 16, 16],
            35,
            {"run_weeks": 10, "run_days": 70, "gain": 4, "needed": 6}
            | {"got_worse": False, "some_gain": True},
            "20 → 16, 4 points better in 10 weeks; a gain of 6 or more was hoped for",
        ),
        (
            P.WORSENING,
            [12, 16, 12, 15],
            7,
            {"gradual": False, "rising": False, "series": points(16, 12, 15)},
            "12 → 15, 3 points worse since 25 May: at least 3, less than reliable change 6; "
            "may be chance",
        ),
        (
            P.WORSENING,
            [10, 11, 13],
            7,
            {"gradual": True, "rising": True, "series": points(10, 11, 13)},
            "10 · 11 · 13, 3 points worse in small steps; less than reliable change 6, "
            "may be chance",
        ),
        (
            P.WORSENING,
            [10, 13, 13],
            7,
            {"gradual": True, "rising": False, "series": points(10, 13, 13)},
            "10 → 13, 3 points worse since 18 May: at least 3, less than reliable change 6; "
            "may be chance",
        ),
        (
            P.STABLE_HIGH,
            [20, 16, 18, 17],
            [7, 8, 9],
            {"series": points(16, 18, 17), "spread": 2, "span_days": 17},
            "16 · 18 · 17 since 15 May: within 2 points, 3 would count",
        ),
        (
            P.STALLED,
            [20, 20, 12, 13, 12],
            [7, 7, 8, 9],
            {"series": points(12, 13, 12), "spread": 1, "span_days": 17}
            | {"after_improvement": True},
            "12 · 13 · 12 since 15 May: within 1 point, 3 would count",
        ),
        (
            P.SLOW_START,
            [16, 17, 15],
            [12, 13],
            {"run_weeks": 3, "run_days": 25, "gain": 1},
            "16 → 15, 1 point better in 3 weeks; a gain of 3 would show",
        ),
        (
            P.FLUCTUATING,
            [20, 10, 14, 10, 14, 10],
            7,
            {"series": points(10, 14, 10, 14, 10), "count": 3},
            "10 · 14 · 10 · 14 · 10: 3 turns, each step 4 or more",
        ),
        (
            P.RECOVERED,
            [16, 12, 9],
            7,
            {},
            "16 → 9, 7 points better, reliable change is 6; better than the cutoff 10",
        ),
        (
            P.EARLY_GAIN,
            [16, 16, 10],
            7,
            {},
            "16 → 10, 6 points better in one step, reliable change is 6, and at least a quarter; "
            "provisional",
        ),
        (
            P.SUDDEN_GAIN,
            [16, 16, 16, 16, 10],
            7,
            {},
            "16 → 10, 6 points better in one step, reliable change is 6, and at least a quarter; "
            "provisional",
        ),
        (
            P.RELIABLE_IMPROVEMENT,
            [18, 16, 12],
            7,
            {},
            "18 → 12, 6 points better since 18 May, reliable change is 6",
        ),
        (
            P.HOLDING_GAINS,
            [16, 9, 8],
            7,
            {},
            "16 → 8, 8 points better, reliable change is 6; better than the cutoff 10, "
            "the second time running",
        ),
        (
            P.IMPROVING,
            [16, 16, 13],
            7,
            {"since_start": False},
            "16 → 13, 3 points better since 25 May: at least 3, less than reliable change 6; "
            "may be chance",
        ),
        (
            P.IMPROVING,
            [16, 13, 13],
            7,
            {"since_start": True},
            "16 → 13, 3 points better since 18 May: at least 3, less than reliable change 6; "
            "may be chance",
        ),
        (
            P.IMPROVING,
            [20, 25, 19],
            7,
            {"since_start": False},
            "25 → 19, 6 points better since 25 May, reliable change is 6; "
            "not so far from the start",
        ),
        (P.FIRST_SESSION, [12], 7, {}, "the first score there is"),
        (
            P.RETURN_AFTER_GAP,
            [12, 12],
            [50],
            {"gap_days": 50, "suggest_rebaseline": False},
            "50 days since the score before",
        ),
        (P.LOW_BASELINE, [5], 7, {}, "no score so far reaches the cutoff"),
        (P.STABLE, [12, 13], 7, {}, "12 → 13, 1 point worse: less than 3 points"),
        (P.STABLE, [12, 12], 7, {}, "12 → 12, no change: less than 3 points"),
        (P.CEILING, [25], 7, {}, "so near the end of the scale that worse cannot show"),
        (P.FLOOR, [1, 2], 7, {}, "so near the end of the scale that better cannot show"),
    ],
)
def test_a_finding_rests_on_these_facts(
    pattern: Pattern,
    scores: list[Number],
    apart: int | Sequence[int],
    facts: dict[str, object],
    line: str,
) -> None:
    found = finding(person(*results(PHQ9, scores, apart)), pattern)
    own = {name: fact for name, fact in found.facts.items() if name not in OF_EVERY_MEASURE}
    assert own == facts
    assert found.why == line


def test_every_finding_about_a_course_has_the_scores_and_their_days() -> None:
    found = finding(person(*results(PHQ9, [16, 13, 10, 9], [8, 7, 7])), P.RECOVERED)
    assert found.facts == {
        "score": 9,
        "date": TODAY,
        "previous": 10,
        "previous_date": date(2026, 5, 25),
        "baseline": 16,
        "baseline_date": date(2026, 5, 10),
        "n": 4,
        "weeks": 3,
        "rc": 6,
        "half_rc": 3,
        "easing": False,
    }
    first = finding(person(*results(URGE, [5])), P.FIRST_SESSION).facts
    assert first.keys() == {"score", "date", "baseline", "baseline_date", "n", "weeks"}
    second = finding(person(*results(URGE, [5, 4])), P.CHANGE_UNKNOWN).facts
    assert second.keys() == {*first.keys(), "previous", "previous_date"}


def test_the_facts_are_in_the_points_of_a_scale_that_rises() -> None:
    found = finding(person(*results(WELL, [18, 31, 28, 24])), P.RELAPSE)
    assert found.facts["best"] == 31
    assert found.why.startswith("best 31 on 18 May; 31 → 24, 7 points worse, reliable change is 5")
    gained = finding(person(*results(WELL, [18, 22, 26])), P.RECOVERED)
    assert gained.why == (
        "18 → 26, 8 points better, reliable change is 5; better than the cutoff 24.9"
    )


def test_a_target_is_named() -> None:
    case = person(*results(PHQ9, [16, 12, 9]), target=9)
    assert finding(case, P.TARGET_REACHED).why == "9 reaches the target 9 for the first time"


def test_an_end_is_told_from_the_start() -> None:
    ended = person(*results(PHQ9, [16, 9]), stage=Stage.ENDING)
    assert finding(ended, P.ENDING).why == "16 → 9, 7 points better since 25 May"
    once = person(*results(PHQ9, [16]), stage=Stage.ENDING)
    assert finding(once, P.ENDING).why == "16, the only score"
    never = person(stage=Stage.ENDING)
    assert finding(never, P.ENDING).why == ""


def test_a_day_of_another_year_is_written_with_its_year() -> None:
    found = finding(person(*results(PHQ9, [10, 12, 17], [200, 7])), P.RELIABLE_DETERIORATION)
    assert "since 6 Nov 2025," in found.why


def test_two_equal_best_scores_are_told_from_the_earlier() -> None:
    found = finding(person(*results(PHQ9, [16, 9, 15, 9, 12, 15])), P.SETBACK)
    assert found.facts["best_date"] == date(2026, 5, 4)


def test_what_was_never_verified_is_named() -> None:
    assert finding(person(*results(URGE, [4, 5])), P.CHANGE_UNKNOWN).why == (
        "no verified reliable change for this measure"
    )
