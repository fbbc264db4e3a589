"""What silences what, what comes first, and what is shown where."""

from dataclasses import replace

import pytest

from romtui.domain.case import Case, Result, Stage
from romtui.domain.instrument import Instrument
from romtui.domain.patterns import Finding, Findings, Pattern, detect
from romtui.domain.patterns.order import DROPS, in_order, suppressed
from tests.domain.courses import (
    ALLIANCE,
    GAD7,
    PHQ9,
    TODAY,
    WELL,
    Number,
    codes,
    finding,
    holds,
    person,
    results,
)

P = Pattern
SILENCES: dict[Pattern, set[Pattern]] = {
    P.RELIABLE_DETERIORATION: {
        *(P.SETBACK, P.NOT_ON_TRACK, P.WORSENING, P.STABLE_HIGH, P.STALLED, P.SLOW_START)
    },
    P.RELAPSE: {P.SETBACK},
    P.SHARP_WORSENING: {P.SETBACK},
    P.SETBACK: {
        *(P.NOT_ON_TRACK, P.WORSENING, P.STABLE_HIGH, P.STALLED, P.SLOW_START),
        *(P.IMPROVING, P.RECOVERED, P.HOLDING_GAINS),
    },
    P.NOT_ON_TRACK: {P.STALLED},
    P.WORSENING: {P.SLOW_START, P.HOLDING_GAINS},
    P.STABLE_HIGH: {P.STALLED, P.SLOW_START},
    P.STALLED: {P.SLOW_START},
    P.FLUCTUATING: {P.WORSENING, P.IMPROVING, P.EARLY_GAIN, P.SUDDEN_GAIN},
    P.TARGET_REACHED: {P.IMPROVING},
    P.EARLY_GAIN: {P.IMPROVING},
    P.SUDDEN_GAIN: {P.IMPROVING},
    P.ALLIANCE_REPAIR: {P.ALLIANCE_DROP, P.ALLIANCE_LOW, P.ALLIANCE_PERFECT},
    P.ALLIANCE_DROP: {P.ALLIANCE_LOW},
}


@pytest.mark.parametrize("louder", Pattern)
def test_a_pattern_silences_just_its_own(louder: Pattern) -> None:
    for other in Pattern:
        left = suppressed({louder: {}, other: {}})
        assert (other in left) is (other not in SILENCES.get(louder, set()))
        assert (louder in left) is (louder not in SILENCES.get(other, set()))


def test_a_pattern_that_is_silenced_still_silences() -> None:
    assert set(suppressed({P.SHARP_WORSENING: {}, P.SETBACK: {}, P.WORSENING: {}})) == {
        P.SHARP_WORSENING
    }
    assert set(suppressed({P.NOT_ON_TRACK: {}, P.STALLED: {}, P.SLOW_START: {}})) == {
        P.NOT_ON_TRACK
    }


def test_no_pattern_silences_itself_or_safety() -> None:
    for louder, silenced in DROPS.items():
        assert louder not in silenced
        assert P.RISK_ITEM not in silenced


@pytest.mark.parametrize(
    ("scores", "apart", "said"),
    [
        ([16, 16, 22, 22, 22], 7, ["reliable_deterioration:phq9", "ceiling:phq9"]),
        ([16, 9, 9, 15], 7, ["relapse:phq9", "sharp_worsening:phq9"]),
        ([16, 9, 12, 15], 7, ["setback:phq9"]),
        ([20, 14, 14, 20], 7, ["sharp_worsening:phq9"]),
        ([12, 12, 12, 12], 14, ["not_on_track:phq9"]),
        ([16, 16, 16, 16], 14, ["not_on_track:phq9", "stable_high:phq9"]),
        ([16, 16, 16, 16], 7, ["stable_high:phq9"]),
        ([12, 12, 12, 12], 7, ["stalled:phq9"]),
        ([16, 16, 16, 19], 7, ["worsening:phq9"]),
        ([20, 6, 6, 9], 7, ["worsening:phq9"]),
        ([10, 14, 10, 14], 7, ["fluctuating:phq9"]),
        ([22, 22, 22, 22, 16], 7, ["sudden_gain:phq9", "reliable_improvement:phq9"]),
        ([22, 16], 7, ["early_gain:phq9", "reliable_improvement:phq9"]),
        ([14, 20, 16], 7, ["improving:phq9"]),
    ],
)
def test_of_a_course_only_the_strongest_is_said(
    scores: list[Number], apart: int, said: list[str]
) -> None:
    assert codes(person(*results(PHQ9, scores, apart))) == said


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ([10, 19, 16], ["reliable_deterioration", "improving"]),
        ([20, 9, 12], ["worsening", "reliable_improvement"]),
        ([20, 12, 12, 12], ["stalled", "reliable_improvement"]),
        ([26, 9, 9, 20], ["relapse", "sharp_worsening", "reliable_improvement"]),
    ],
)
def test_what_is_true_together_is_said_together(scores: list[Number], said: list[str]) -> None:
    found = codes(person(*results(PHQ9, scores)))
    assert found[: len(said)] == [f"{code}:phq9" for code in said]


def test_a_pattern_of_one_measure_silences_none_of_another() -> None:
    case = person(*results(PHQ9, [16, 9, 12, 15]), *results(GAD7, [12, 12, 12, 12]))
    assert codes(case) == ["setback:phq9", "stalled:gad7"]


def test_a_silenced_gain_does_not_make_a_course_stable() -> None:
    case = person(*results(PHQ9, [10, 14, 10, 13]))
    assert not holds(case, P.FLUCTUATING)
    assert "stable:phq9" not in codes(case)
    assert "stable:phq9" not in codes(person(*results(PHQ9, [10, 14, 10, 14, 14])))


def test_what_is_not_about_the_course_leaves_it_stable() -> None:
    assert codes(person(*results(PHQ9, [9, 9]))) == ["low_baseline:phq9", "stable:phq9"]
    assert codes(person(*results(PHQ9, [25, 25]))) == ["stable:phq9", "ceiling:phq9"]


# Order.


def test_the_patterns_come_in_the_order_of_their_ranks() -> None:
    everything = [Finding(pattern) for pattern in Pattern]
    assert in_order(reversed(everything), None, ()) == tuple(everything)


def test_within_a_pattern_the_leading_measure_comes_first_then_the_older() -> None:
    def stalled(primary: Instrument) -> list[str]:
        measured = [
            *results(GAD7, [12] * 4, ago=2),
            *results(PHQ9, [12] * 4, ago=1),
            *results(WELL, [20] * 4),
        ]
        return codes(person(*measured, primary=primary))

    assert stalled(WELL) == ["stalled:well", "stalled:gad7", "stalled:phq9"]
    assert stalled(PHQ9) == ["stalled:phq9", "stalled:gad7", "stalled:well"]
    assert stalled(GAD7) == ["stalled:gad7", "stalled:phq9", "stalled:well"]


def test_without_a_chosen_measure_the_first_one_leads() -> None:
    measured = (*results(PHQ9, [12] * 4), *results(GAD7, [12] * 4, ago=1))
    assert codes(person(*measured)) == ["stalled:gad7", "stalled:phq9"]


def test_the_rank_goes_before_the_leading_measure() -> None:
    case = person(*results(PHQ9, [16, 13]), *results(GAD7, [8, 11]), primary=PHQ9)
    assert codes(case) == ["mixed_measures", "worsening:gad7", "improving:phq9"]


def rich_case() -> Case:
    measured = (*results(PHQ9, [16, 16, 13]), *results(GAD7, [8, 8, 11]))
    rating = results(ALLIANCE, [40, 37])
    return person(*measured, *rating, stage=Stage.ENDING, primary=PHQ9)


def test_one_is_the_headline_two_are_chips_and_the_rest_waits() -> None:
    found = detect(rich_case(), TODAY)
    assert found.headline is not None
    assert found.headline.code == "alliance_drop:bond"
    assert [one.code for one in found.also] == ["ending", "mixed_measures"]
    assert [one.code for one in found.rest] == ["worsening:gad7", "improving:phq9"]


@pytest.mark.parametrize(("count", "also", "rest"), [(0, 0, 0), (1, 0, 0), (3, 2, 0), (4, 2, 1)])
def test_whatever_the_number_nothing_is_lost(count: int, also: int, rest: int) -> None:
    found = Findings(tuple(Finding(pattern) for pattern in list(Pattern)[:count]))
    assert (found.headline is None) is (count == 0)
    assert (len(found.also), len(found.rest)) == (also, rest)


@pytest.mark.parametrize(
    ("forms", "headline"),
    [
        (results(PHQ9, [12], safe=False), "first_session:phq9"),
        (results(PHQ9, [12, 12], safe=False), "stable:phq9"),
        (results(PHQ9, [12], ago=9, safe=False), "no_score_today"),
    ],
)
def test_a_notice_leads_only_when_there_is_nothing_else(
    forms: tuple[Result, ...], headline: str
) -> None:
    found = detect(person(*forms), TODAY)
    assert found.headline is not None
    assert found.headline.code == headline


def test_safety_leads_before_a_measure_that_leads() -> None:
    forms = list(results(GAD7, [4, 4, 21]))
    (other,) = results(PHQ9, [9])
    case = person(*forms, replace(other, safety={9: 1}), primary=GAD7)
    assert codes(case)[:2] == ["risk_item:phq9", "reliable_deterioration:gad7"]
    assert finding(case, P.RISK_ITEM).facts["status"] == "new"
