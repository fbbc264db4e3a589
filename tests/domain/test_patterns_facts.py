"""Each finding shows its arithmetic: the facts it rests on, and the line made of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from romtui.domain.case import Stage
from romtui.domain.instrument import Instrument
from romtui.domain.patterns import RULES_VERSION, Pattern
from romtui.domain.patterns.texts import IMPRESSIONS
from tests.domain.detection import finding
from tests.people.cases import TODAY, case_of, planned, results
from tests.people.questionnaires import GAD7, PHQ9, SLEEP, URGE, WELL, Number

P = Pattern
CHANCE = "; could be chance (about one week in ten)"
RARE = "unchanged patients show such a step in about one course of therapy in ten"
FAR = "far more than usual ups and downs"


def why(
    pattern: Pattern,
    scores: Sequence[Number],
    apart: int | Sequence[int] = 7,
    instrument: Instrument = PHQ9,
    **about: Any,
) -> str:
    return finding(case_of(*results(instrument, scores, apart), **about), pattern).why


@pytest.mark.parametrize(
    ("pattern", "scores", "line"),
    [
        (
            P.RELIABLE_DETERIORATION,
            [10, 10, 10, 12, 17],
            "10 at the start (10 on average), 17 now: 7 points worse; reliable change is 6; "
            "one score",
        ),
        (
            P.RELIABLE_DETERIORATION,
            [10, 17],
            "10 at the start, 17 now: 7 points worse; reliable change is 6; one score",
        ),
        (
            P.RELIABLE_DETERIORATION,
            [10, 13, 16, 18],
            "the last two, 16 and 18, are 4.5 and 6.5 points worse than the start (11.5)",
        ),
        (
            P.RELIABLE_DETERIORATION,
            [10, 19],
            "9 points worse than the start (10): at least one and a half times the reliable "
            "change of 6",
        ),
        (
            P.RELIABLE_DETERIORATION,
            [10, 11, 12, 20],
            "9.5 points worse than the start (10.5 on average): at least one and a half times the "
            "reliable change of 6",
        ),
        (
            P.RELAPSE,
            [16, 8, 9, 15],
            "was on the better side of the cutoff 10 twice in a row (best pair 8.5, 25 May); "
            "now 15, 6.5 points worse · once",
        ),
        (
            P.RELAPSE,
            [16, 9, 9, 13, 15],
            "was on the better side of the cutoff 10 twice in a row (best pair 9, 18 May); "
            "now 15, 6 points worse · two scores in a row",
        ),
        (
            P.RELAPSE,
            [16, 9, 9, 18],
            "was on the better side of the cutoff 10 twice in a row (best pair 9, 25 May); "
            f"now 18, 9 points worse · {FAR}",
        ),
        (
            P.SHARP_WORSENING,
            [10, 11, 18],
            "11 → 18, 7 points worse since 25 May; reliable change is 6 · one score",
        ),
        (
            P.SHARP_WORSENING,
            [10, 10, 19],
            f"10 → 19, 9 points worse since 25 May; reliable change is 6 · {FAR}",
        ),
        (P.SETBACK, [16, 10, 10, 14, 18], "best pair 10 (18 May), now 14 and 18"),
        (P.SETBACK, [16, 10, 10, 14, 17], "best pair 10 (18 May), now 17; one score"),
        (
            P.WORSENING,
            [10, 11, 11, 15],
            f"last scores 10 · 11 · 11, middle 11; now 15, 4 points worse{CHANCE}",
        ),
        (P.WORSENING, [10, 14], f"last score 10; now 14, 4 points worse{CHANCE}"),
        (
            P.WORSENING,
            [10, 11, 15],
            f"last scores 10 · 11, middle 10.5; now 15, 4.5 points worse{CHANCE}",
        ),
        (P.WORSENING, [10, 11, 12, 13], f"four in a row: 10 · 11 · 12 · 13{CHANCE}"),
        (
            P.WORSENING,
            [10, 13, 14],
            f"10 at the start, 14 now, the worst of the latest scores{CHANCE}",
        ),
        (
            P.WORSENING,
            [12, 12, 10, 9, 16, 16],
            "16 and 16: both at least 4 points worse than the level before (10)",
        ),
        (
            P.FLUCTUATING,
            [20, 10, 14, 10, 14, 10],
            "10 · 14 · 10 · 14 · 10: 3 changes of direction, 4 points or more each",
        ),
        (
            P.STABLE_HIGH,
            [20, 16, 18, 17],
            "last three 16 · 18 · 17 within 2 points over 14 days",
        ),
        (P.STALLED, [12, 12, 13, 12], "last three 12 · 13 · 12 within 1 point over 14 days"),
        (P.SLOW_START, [16, 17, 15, 16], "3 weeks, 1 point better; 4 better would be notable"),
        (P.SLOW_START, [16, 16, 12, 16], "3 weeks, 2 points better; 4 better would be notable"),
        (P.RECOVERED, [16, 12, 9], "16 → 9, on the better side of the cutoff 10, first time"),
        (
            P.HOLDING_GAINS,
            [16, 9, 8],
            "16 → 8, on the better side of the cutoff 10, second time in a row",
        ),
        (P.EARLY_GAIN, [16, 16, 10], f"16 → 10 in one step; {RARE}"),
        (P.SUDDEN_GAIN, [16, 16, 16, 16, 10], f"16 → 10 in one step; {RARE}"),
        (P.GAIN_HELD, [16, 10, 11, 10], "16 → 10 · 11 · 10: three scores in a row"),
        (
            P.RELIABLE_IMPROVEMENT,
            [18, 18, 14, 12],
            "the last two, 14 and 12, are 4 and 6 points better than the start (18)",
        ),
        (
            P.RELIABLE_IMPROVEMENT,
            [18, 18, 15, 12],
            "18 at the start (18 on average), 12 now: 6 points better; reliable change is 6; "
            "one score",
        ),
        (
            P.IMPROVING,
            [16, 16, 16, 12],
            f"last scores 16 · 16 · 16, middle 16; now 12, 4 points better{CHANCE}",
        ),
        (P.IMPROVING, [16, 15, 14, 13], f"four in a row: 16 · 15 · 14 · 13{CHANCE}"),
        (
            P.IMPROVING,
            [16, 13, 12],
            f"16 at the start, 12 now, the best of the latest scores{CHANCE}",
        ),
        (
            P.IMPROVING,
            [10, 10, 16, 16, 16, 12, 8],
            "12 and 8: both at least 4 points better than the level before (16)",
        ),
        (P.FIRST_SESSION, [12], "first score"),
        (P.LOW_BASELINE, [5], "the first score is on the better side of the cutoff"),
        (P.STABLE, [12, 13], "12 → 13: less than 4 points from the level"),
        (P.STABLE, [12, 12, 12, 17, 17], "17 → 17, around 12 before; not yet sure"),
        (P.STABLE, [12, 20, 12], "20 → 12: end of a spike, 12 before it"),
        (P.STABLE, [2, 2, 6], "2 → 6: 4 points from the level, too little to mention here"),
        (P.CEILING, [25], "too close to the end of the scale to show worsening"),
        (P.FLOOR, [1, 2], "too close to the end of the scale to show improvement"),
    ],
)
def test_the_line_of_a_finding_is_its_arithmetic(
    pattern: Pattern, scores: list[Number], line: str
) -> None:
    assert why(pattern, scores) == line


def test_a_gap_is_named_in_days() -> None:
    assert why(P.RETURN_AFTER_GAP, [12, 12], 50) == "50 days since the previous score"


# Weeks without gain.


@pytest.mark.parametrize(
    ("scores", "apart", "line"),
    [
        (
            [16, 16, 15],
            28,
            "8 weeks in, 16 at the start, 16 · 15 now: 0.5 points better; "
            "at least 4 better expected by 8 weeks",
        ),
        (
            [16, 16, 16],
            28,
            "8 weeks in, 16 at the start, 16 · 16 now: no gain; "
            "at least 4 better expected by 8 weeks",
        ),
        (
            [16, 16, 17],
            28,
            "8 weeks in, 16 at the start, 16 · 17 now: 0.5 points worse; "
            "at least 4 better expected by 8 weeks",
        ),
        (
            [16, 18, 18],
            28,
            "8 weeks in, 16 at the start, 18 · 18 now: 2 points worse; "
            "at least 4 better expected by 8 weeks",
        ),
        (
            [20, 15, 15],
            42,
            "12 weeks in, 20 at the start, 15 · 15 now: 5 points better; "
            "at least 6 better expected by 12 weeks",
        ),
    ],
)
def test_off_track_says_what_was_hoped_for_by_when(
    scores: list[Number], apart: int, line: str
) -> None:
    assert why(P.NOT_ON_TRACK, scores, apart) == line


def test_the_weeks_on_a_focus_are_said_to_be_that() -> None:
    weeks = planned(case_of(*results(PHQ9, [16] * 13)), focus=57)
    assert finding(weeks, P.NOT_ON_TRACK).why.startswith(
        "8 weeks on this intervention, 16 at the start"
    )
    weeks = planned(case_of(*results(PHQ9, [16] * 3, 25)), focus=28)
    assert finding(weeks, P.SLOW_START).why == "4 weeks on this intervention, no gain"


def test_a_form_with_a_checkpoint_of_its_own_says_that_one() -> None:
    line = why(P.NOT_ON_TRACK, [16] * 7, instrument=GAD7)
    assert line.endswith("at least 4 better expected by 6 weeks")


def test_much_the_same_says_when_it_is_looked_at_again() -> None:
    case = planned(case_of(*results(PHQ9, [12, 12])), agreed=-30)
    assert finding(case, P.STABLE).why == (
        "12 → 12: less than 4 points from the level · review on 1 Jul"
    )


# Other scales, targets, lines.


def test_the_line_is_in_the_points_of_a_scale_that_rises() -> None:
    assert why(P.RELAPSE, [18, 31, 28, 24], instrument=WELL) == (
        "was on the better side of the cutoff 24.9 twice in a row (best pair 29.5, 25 May); "
        "now 24, 5.5 points worse · once"
    )
    assert why(P.RELIABLE_IMPROVEMENT, [10, 10, 14, 15], instrument=WELL) == (
        "the last two, 14 and 15, are 4 and 5 points better than the start (10)"
    )
    assert why(P.WORSENING, [20, 16], instrument=WELL) == (
        f"last score 20; now 16, 4 points worse{CHANCE}"
    )


@pytest.mark.parametrize(
    ("scores", "line"),
    [([16, 9], "9, target 9, first time"), ([16, 9, 8], "8, target 9, second time in a row")],
)
def test_a_target_is_named(scores: list[Number], line: str) -> None:
    assert why(P.TARGET_REACHED, scores, target=9) == line


def test_a_target_held_near_the_start_is_said_as_long_as_it_was_held() -> None:
    line = why(P.TARGET_REACHED, [12, 9, 9, 9], target=9)
    assert line == "9, target 9, third time in a row"


@pytest.mark.parametrize(
    ("pattern", "scores", "line"),
    [
        (P.CROSSED_WORSE, [7, 10], "7 → 10: now band 8"),
        (P.CROSSED_WORSE, [5, 5, 8, 9], "8 → 9: now band 8 · second time in a row"),
        (P.CROSSED_BETTER, [10, 7], "10 → 7: now band 0"),
        (P.STABLE, [10, 11], "10 → 11: changed by less than a tenth of the scale"),
        (P.STABLE, [7, 8], "7 → 8: changed by less than a tenth of the scale"),
        (P.CHANGE_UNKNOWN, [10, 13], "10 → 13; no reliable change is known for Sleep"),
    ],
)
def test_without_a_reliable_change_the_range_is_named(
    pattern: Pattern, scores: list[Number], line: str
) -> None:
    assert why(pattern, scores, instrument=SLEEP) == line


def test_a_line_without_ranges_is_the_cutoff() -> None:
    bare = replace(SLEEP, bands=(), cutoff=Decimal(8))
    worse = replace(case_of(*results(bare, [5, 8])), instruments={"sleep": bare})
    assert finding(worse, P.CROSSED_WORSE).why.endswith("now on the clinical side of the cutoff 8")
    better = replace(case_of(*results(bare, [10, 7])), instruments={"sleep": bare})
    assert finding(better, P.CROSSED_BETTER).why.endswith("now on the better side of the cutoff 8")


def test_what_is_published_nowhere_is_said_to_be_unknown() -> None:
    assert why(P.CHANGE_UNKNOWN, [4, 5], instrument=URGE) == (
        "4 → 5; nothing published says what a change means here"
    )


# The case as a whole.


def test_an_end_is_told_from_the_start() -> None:
    assert why(P.ENDING, [16, 9], stage=Stage.ENDING) == "16 → 9, 7 points better since 25 May"
    assert why(P.ENDING, [16, 16], stage=Stage.ENDING) == "16 → 16, no change since 25 May"
    assert why(P.ENDING, [16], stage=Stage.ENDING) == "16, the only score"
    assert finding(case_of(stage=Stage.ENDING), P.ENDING).why == ""


def test_what_remains_is_said_with_its_range() -> None:
    assert why(P.RESIDUAL, [16, 9, 7], stage=Stage.ENDING) == (
        "on the better side of the cutoff 10 twice in a row, and 7 is still within 5–9"
    )


def test_a_new_measure_says_what_is_no_longer_asked() -> None:
    same = case_of(*results(URGE, [5], ago=7), *results(GAD7, [12]))
    assert finding(same, P.NEW_MEASURE).why == "first score of this measure"
    gone = case_of(*results(PHQ9, [12], ago=7), *results(GAD7, [12]))
    assert finding(gone, P.NEW_MEASURE).why == (
        "first score of this measure; the safety item asked before is not on this form"
    )


def test_a_day_of_another_year_is_written_with_its_year() -> None:
    line = why(P.SETBACK, [16, 10, 10, 16], [7, 7, 42])
    assert "best pair 10 (20 Apr)" in line
    early = case_of(*results(PHQ9, [16, 10, 10, 16, 16], [7, 7, 42, 7], ago=150))
    assert "(14 Nov 2025)" in finding(early, P.SETBACK, date(2026, 1, 2)).why


# Facts.


def test_every_finding_about_a_course_has_the_scores_and_their_days() -> None:
    found = finding(case_of(*results(PHQ9, [16, 13, 10, 9], [8, 7, 7])), P.RECOVERED)
    assert found.facts == {
        "certainty": "tentative",
        "score": 9,
        "date": TODAY,
        "previous": 10,
        "previous_date": date(2026, 5, 25),
        "baseline": 16,
        "baseline_date": date(2026, 5, 10),
        "start": Decimal("14.5"),
        "start_is_pair": True,
        "level": 13,
        "level_before": Decimal("14.5"),
        "n": 4,
        "weeks": 3,
        "rc": 6,
        "notable": 4,
        "easing": False,
        "low": True,
        "times": 1,
    }
    first = finding(case_of(*results(URGE, [5])), P.FIRST_SESSION).facts
    assert first.keys() == {
        *("score", "date", "baseline", "baseline_date", "n", "weeks", "start", "start_is_pair"),
        *("low", "certainty"),
    }
    second = finding(case_of(*results(URGE, [5, 4])), P.CHANGE_UNKNOWN).facts
    assert second.keys() - first.keys() == {"previous", "previous_date", "level", "published"}


@pytest.mark.parametrize(("days", "weeks"), [(6, 0), (7, 1), (41, 5), (42, 6)])
def test_the_weeks_since_the_start_are_whole_ones(days: int, weeks: int) -> None:
    facts = finding(case_of(*results(PHQ9, [12, 12], days)), P.STABLE).facts
    assert facts["weeks"] == weeks


@pytest.mark.parametrize(
    ("pattern", "scores", "certainty"),
    [
        (P.WORSENING, [10, 14], "tentative"),
        (P.RELIABLE_DETERIORATION, [10, 10, 16, 16], "confirmed"),
        (P.STALLED, [12] * 4, None),
        (P.FLUCTUATING, [10, 14, 10, 14], None),
        (P.STABLE, [12, 12], None),
    ],
)
def test_the_certainty_is_a_fact_too(
    pattern: Pattern, scores: list[Number], certainty: str | None
) -> None:
    assert finding(case_of(*results(PHQ9, scores)), pattern).facts["certainty"] == certainty


def test_facts_are_in_the_points_of_the_scale() -> None:
    facts = finding(case_of(*results(WELL, [18, 31, 28, 24])), P.RELAPSE).facts
    assert (facts["pair"], facts["pair_date"]) == (Decimal("29.5"), date(2026, 5, 25))
    assert (facts["start"], facts["level"], facts["level_before"]) == (
        Decimal("24.5"),
        28,
        Decimal("24.5"),
    )
    assert (facts["notable"], facts["easing"]) == (4, False)


@pytest.mark.parametrize(
    ("instrument", "notable"),
    [(PHQ9, 4), (WELL, 4), (replace(WELL, step=Decimal("0.1")), "3.4")],
)
def test_the_least_notable_move_is_one_that_the_scale_can_make(
    instrument: Instrument, notable: Number
) -> None:
    case = replace(case_of(*results(instrument, [20, 20])), instruments={instrument.id: instrument})
    assert finding(case, P.STABLE).facts["notable"] == Decimal(notable)


def test_an_impression_goes_from_much_worse_to_much_better() -> None:
    assert list(IMPRESSIONS) == [-2, -1, 0, 1, 2]


def test_these_are_the_rules_of_version_two() -> None:
    assert RULES_VERSION == 2


@pytest.mark.parametrize(
    ("worse", "times"), [(2, 1), (3, 2), (4, 3), (12, 11), (13, 12), (14, 12), (20, 12)]
)
def test_how_many_scores_running_it_has_held_is_counted_up_to_twelve(
    worse: int, times: int
) -> None:
    """The second reading confirms it: from then on is counted."""
    found = finding(case_of(*results(PHQ9, [12, 12, *[20] * worse])), P.RELIABLE_DETERIORATION)
    assert found.facts["times"] == times
    assert found.facts["still"] is (worse > 2)


def test_a_gap_ends_how_long_it_has_held() -> None:
    case = case_of(*results(PHQ9, [12, 12, 22, 22, 22], [7, 7, 7, 43]))
    assert finding(case, P.RELIABLE_DETERIORATION).facts["times"] == 1
