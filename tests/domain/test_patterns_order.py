"""What silences what, what comes first, and what is shown where: the tables of the rules.

A code is written as it is said: `worsening` is confirmed or without certainty, `worsening~`
tentative. `=` before a stuck finding means that it holds without being due.
"""

from dataclasses import replace
from decimal import Decimal

import pytest

from romtui.domain.case import Case, Result, Stage
from romtui.domain.instrument import Instrument
from romtui.domain.patterns import Certainty, Finding, Findings, Pattern, detect
from romtui.domain.patterns.finding import GAIN, STUCK, WORSE, asks_for_agreement
from romtui.domain.patterns.order import in_order, rank, suppressed
from romtui.domain.patterns.raw_finding import RawFinding, RawFindings
from tests.domain.courses import (
    ALLIANCE,
    GAD7,
    MOODS,
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

ONLY_CONFIRMED = ("holding_gains", "gain_held")
ONLY_TENTATIVE = ("recovered", "early_gain", "sudden_gain")
BOTH = (
    *("reliable_deterioration", "relapse", "sharp_worsening", "setback", "worsening"),
    *("crossed_worse", "target_reached", "reliable_improvement", "improving", "crossed_better"),
    *("alliance_drop", "mixed_measures"),
)
CERTAIN = {*ONLY_CONFIRMED, *BOTH}
EVERY = (
    *(one.value for one in Pattern if one.value not in ONLY_TENTATIVE),
    *(f"{code}~" for code in (*ONLY_TENTATIVE, *BOTH)),
)
"""Every form in which a pattern can hold."""

STUCK_ONES = "not_on_track stable_high stalled slow_start"
DROPS = {
    "reliable_deterioration": f"setback setback~ worsening worsening~ fluctuating {STUCK_ONES}",
    "relapse": f"setback setback~ worsening worsening~ fluctuating {STUCK_ONES}",
    "sharp_worsening": "setback setback~ worsening worsening~ reliable_deterioration~ "
    f"fluctuating {STUCK_ONES}",
    "setback": "worsening worsening~ sharp_worsening~ improving improving~ recovered~ "
    f"holding_gains fluctuating {STUCK_ONES}",
    "worsening": "setback~ sharp_worsening~ reliable_deterioration~ improving~ holding_gains "
    f"fluctuating {STUCK_ONES}",
    "fluctuating": "relapse~ sharp_worsening~ reliable_deterioration~ setback~ worsening~ "
    "recovered~ early_gain~ sudden_gain~ reliable_improvement~ improving~ "
    "stable_high stalled slow_start",
    "relapse~": f"setback~ worsening~ reliable_deterioration~ {STUCK_ONES}",
    "sharp_worsening~": f"setback~ worsening~ reliable_deterioration~ {STUCK_ONES}",
    "reliable_deterioration~": f"setback~ worsening~ {STUCK_ONES}",
    "setback~": f"worsening~ improving~ {STUCK_ONES}",
    "worsening~": "stable_high stalled slow_start",
    "crossed_worse": "crossed_better~",
    "not_on_track": "stalled slow_start",
    "stable_high": "stalled slow_start",
    "stalled": "slow_start",
    "target_reached": "improving improving~",
    "gain_held": "improving improving~ stable_high stalled slow_start",
    "holding_gains": "improving improving~ reliable_improvement reliable_improvement~",
    "target_reached~": "improving~",
    "improving": "slow_start",
    "improving~": "slow_start",
    "recovered~": "improving~ reliable_improvement~",
    "early_gain~": "improving~ reliable_improvement~",
    "sudden_gain~": "improving~ reliable_improvement~",
    "alliance_repair": "alliance_drop alliance_drop~ alliance_low alliance_perfect",
    "alliance_drop": "alliance_low",
    "alliance_low": "alliance_drop~",
}

IN_ORDER = """
risk_item risk_unknown return_after_gap
reliable_deterioration relapse sharp_worsening setback worsening crossed_worse
fluctuating alliance_repair alliance_drop
relapse~ sharp_worsening~ reliable_deterioration~ setback~ crossed_worse~
alliance_low dropout_risk divergence_seems_worse ending residual not_on_track mixed_measures
divergence_seems_better alliance_drop~ worsening~ mixed_measures~
stable_high stalled slow_start
target_reached gain_held holding_gains reliable_improvement improving crossed_better
target_reached~ recovered~ early_gain~ sudden_gain~ reliable_improvement~ improving~
crossed_better~
first_session new_measure low_baseline stable change_unknown
=not_on_track =stable_high =stalled =slow_start
item_shift alliance_perfect ceiling floor undiscussed no_score_today
"""
ORDER = IN_ORDER.split()


def certainty(code: str) -> Certainty | None:
    if code.endswith("~"):
        return Certainty.TENTATIVE
    return Certainty.CONFIRMED if code in CERTAIN else None


def raw(*said: str) -> RawFindings:
    return {Pattern(code.removesuffix("~")): RawFinding(certainty(code)) for code in said}


def as_said(left: RawFindings) -> set[str]:
    return {
        f"{pattern.value}~" if held.certainty is Certainty.TENTATIVE else pattern.value
        for pattern, held in left.items()
    }


@pytest.mark.parametrize("louder", EVERY)
def test_a_finding_silences_just_its_own(louder: str) -> None:
    silenced = DROPS.get(louder, "").split()
    for other in EVERY:
        if other.removesuffix("~") == louder.removesuffix("~"):
            continue
        left = as_said(suppressed(raw(louder, other)))
        assert (other not in left) is (other in silenced), other
        assert (louder not in left) is (louder in DROPS.get(other, "").split()), other


def test_a_finding_that_is_silenced_still_silences() -> None:
    three = raw("sharp_worsening", "setback", "improving~")
    assert as_said(suppressed(three)) == {"sharp_worsening"}
    assert as_said(suppressed(raw("not_on_track", "stalled", "slow_start"))) == {"not_on_track"}


def test_whether_it_is_due_or_not_a_stuck_finding_is_silenced_and_silences() -> None:
    for due in (True, False):
        both: RawFindings = {
            P.STABLE_HIGH: RawFinding(None, {"due": due}),
            P.STALLED: RawFinding(None, {"due": due}),
        }
        assert set(suppressed(both)) == {P.STABLE_HIGH}
        assert set(suppressed({**both, **raw("relapse~")})) == {P.RELAPSE}


def test_nothing_silences_itself_or_safety() -> None:
    for louder, silenced in DROPS.items():
        assert louder not in silenced.split()
        assert "risk_item" not in silenced


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ([10, 10, 16, 16, 16], ["reliable_deterioration:phq9"]),
        ([16, 9, 9, 16], ["relapse:phq9~"]),
        ([10, 10, 16], ["sharp_worsening:phq9~"]),
        ([16, 10, 10, 14, 18], ["setback:phq9"]),
        ([10, 10, 14], ["worsening:phq9~"]),
        ([10, 14, 10, 14], ["fluctuating:phq9"]),
        ([16, 16, 16, 16], ["stable_high:phq9"]),
        ([12, 12, 12, 12], ["stalled:phq9"]),
        ([16, 16, 16, 12], ["improving:phq9~"]),
        ([16, 10], ["early_gain:phq9~"]),
        ([16, 9, 9], ["holding_gains:phq9"]),
        # the sure thing is not lost on the day the line is crossed
        ([16, 12, 9], ["recovered:phq9~"]),
        ([20, 20, 16, 14, 9], ["reliable_improvement:phq9", "recovered:phq9~"]),
        # what is true together is said together
        (
            [26, 26, 5, 5, 20],
            ["relapse:phq9", "sharp_worsening:phq9", "reliable_improvement:phq9"],
        ),
    ],
)
def test_of_a_course_only_the_strongest_is_said(scores: list[Number], said: list[str]) -> None:
    assert codes(person(*results(PHQ9, scores))) == said


def test_a_finding_of_one_measure_silences_none_of_another() -> None:
    case = person(*results(PHQ9, [16, 10, 10, 14, 18]), *results(GAD7, [12, 12, 12, 12]))
    assert codes(case) == ["setback:phq9", "stalled:gad7"]


def test_a_confirmed_worse_finding_and_ups_and_downs_never_stand_together() -> None:
    case = person(*results(PHQ9, [10, 14, 10, 19]))
    assert codes(case) == ["sharp_worsening:phq9"]
    assert finding(case, P.SHARP_WORSENING).facts["swings"] is True


# Order.


def placed(code: str) -> Finding:
    pattern = Pattern(code.strip("=~"))
    due = {"due": not code.startswith("=")} if pattern in STUCK else {}
    return Finding(pattern, facts=due, certainty=certainty(code.lstrip("=")))


def test_every_form_has_its_place_and_there_are_fifty_nine() -> None:
    assert len(ORDER) == 59
    assert {code.lstrip("=") for code in ORDER} == set(EVERY)
    assert [rank(placed(code)) for code in ORDER] == list(range(1, 60))


def test_the_findings_come_in_the_order_of_their_places() -> None:
    everything = tuple(placed(code) for code in ORDER)
    assert in_order(reversed(everything), None, ()) == everything


def test_the_lanes_are_these() -> None:
    by_lane = {
        "worse": {one.value for one in WORSE},
        "gain": {one.value for one in GAIN},
        "stuck": {one.value for one in STUCK},
    }
    assert by_lane == {
        "worse": set(ORDER[3:9]),
        "gain": {one.rstrip("~") for one in ORDER[31:44]},
        "stuck": set(STUCK_ONES.split()),
    }


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("worsening", True),
        ("worsening~", False),
        ("not_on_track", True),
        ("=not_on_track", False),
        ("fluctuating", True),
        ("alliance_drop", True),
        ("alliance_drop~", False),
        ("dropout_risk", True),
        ("risk_item", True),
        ("slow_start", False),
        ("improving", False),
        ("stable", False),
    ],
)
def test_a_mere_question_asks_for_no_agreement(code: str, asked: bool) -> None:
    assert asks_for_agreement(placed(code)) is asked


def test_within_a_place_the_leading_measure_comes_first_then_the_older() -> None:
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


def test_the_place_goes_before_the_leading_measure() -> None:
    case = person(*results(PHQ9, [16, 12]), *results(GAD7, [10, 14]), primary=PHQ9)
    assert codes(case) == ["worsening:gad7~", "mixed_measures~", "improving:phq9~"]


def test_what_is_about_no_measure_comes_before_what_is() -> None:
    case, measure = Finding(P.ENDING), Finding(P.ENDING, "phq9")
    assert in_order([measure, case], "phq9", ["phq9"]) == (case, measure)


def test_parts_come_right_after_their_form() -> None:
    form = results(MOODS, [None], safe=False)[0]
    first = replace(form, subtotals={"tense": Decimal(10)}, valid=True)
    case = person(first, *results(GAD7, [12]), primary=GAD7)
    assert [code for code in codes(case) if code.startswith("first")] == [
        "first_session:gad7",
        "first_session:moods",
    ]
    names = ["moods", "moods.low", "moods.tense", "gad7"]
    found = [Finding(P.STABLE, name) for name in names]
    assert in_order(found[::-1], "moods.low", names) == (found[1], found[0], *found[2:])


def rich_case() -> Case:
    measured = (*results(PHQ9, [16, 16, 12]), *results(GAD7, [10, 10, 14]))
    rating = results(ALLIANCE, [40, 36])
    return person(*measured, *rating, stage=Stage.ENDING, primary=PHQ9)


def test_one_is_the_headline_two_are_chips_and_the_rest_waits() -> None:
    found = detect(rich_case(), TODAY)
    assert found.headline is not None
    assert found.headline.code == "alliance_drop:bond"
    also, rest = found.found[1:3], found.found[3:]
    assert [one.code for one in also] == ["ending", "worsening:gad7~"]
    assert [one.code for one in rest] == ["mixed_measures~", "improving:phq9~"]


@pytest.mark.parametrize("count", [0, 1, 3, 4])
def test_the_headline_is_the_first_if_there_is_one(count: int) -> None:
    found = Findings(tuple(Finding(pattern) for pattern in list(Pattern)[:count]))
    assert found.headline == next(iter(found.found), None)


def test_a_thing_more_is_noted_of_just_one_pattern() -> None:
    found = Findings((Finding(P.STABLE, "phq9", {"n": 2}), Finding(P.FLOOR, "phq9")))
    noted = found.noting(P.STABLE, "agreed")
    assert [one.facts for one in noted.found] == [{"n": 2, "agreed": True}, {}]
    assert found.found[0].facts == {"n": 2}


@pytest.mark.parametrize(
    ("found", "key", "code"),
    [
        (Finding(P.WORSENING, "phq9", certainty=Certainty.TENTATIVE), "worsening:phq9", True),
        (Finding(P.WORSENING, "phq9", certainty=Certainty.CONFIRMED), "worsening:phq9", False),
        (Finding(P.MIXED_MEASURES, certainty=Certainty.TENTATIVE), "mixed_measures", True),
        (Finding(P.ENDING), "ending", False),
    ],
)
def test_a_tentative_finding_is_marked_in_its_code_only(
    found: Finding, key: str, code: bool
) -> None:
    assert (found.key, found.code, found.tentative) == (key, f"{key}~" if code else key, code)


@pytest.mark.parametrize(
    ("forms", "headline"),
    [
        (results(PHQ9, [12], safe=False), "risk_unknown:phq9"),
        (results(PHQ9, [12, 12]), "stable:phq9"),
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
    assert holds(case, P.LOW_BASELINE)
