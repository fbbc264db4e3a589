"""Forms without a single total: filled in as one, followed part by part."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from romtui.domain.case import Case, Patient, Result
from romtui.domain.constants import STANDARD
from romtui.domain.instrument import Instrument
from romtui.domain.patterns import Pattern, detect
from romtui.domain.results import part_scores
from romtui.domain.series import course_of
from tests.domain.detection import codes, finding, holds
from tests.people.cases import TODAY, case_of, results
from tests.people.questionnaires import GAD7, MOODS, PHQ9

P = Pattern
Scores = tuple[int | None, int | None]
"""The scores of low mood and of tension on one form."""


def forms(*scores: Scores, apart: int = 7, ago: int = 0) -> tuple[Result, ...]:
    """Forms whose parts were typed in as scores; None = that part is not known."""
    blank = results(MOODS, [0] * len(scores), apart, ago=ago)
    return tuple(
        replace(
            form,
            total=None,
            valid=True,
            subtotals={
                name: Decimal(score)
                for name, score in zip(("low", "tense"), both, strict=True)
                if score is not None
            },
        )
        for form, both in zip(blank, scores, strict=True)
    )


def moods(*scores: Scores, apart: int = 7, ago: int = 0, **about: object) -> Case:
    return case_of(*forms(*scores, apart=apart, ago=ago), **about)  # type: ignore[arg-type]


def test_beginnings_are_about_the_form() -> None:
    assert codes(moods((12, 10))) == ["first_session:moods"]
    assert codes(case_of(*results(PHQ9, [12], ago=7), *forms((12, 10)))) == ["new_measure:moods"]


def test_each_part_has_a_course_of_its_own() -> None:
    """Low mood goes by its reliable change, tension by its published ranges."""
    assert codes(moods((12, 6), (16, 10))) == [
        "crossed_worse:moods.tense~",
        "worsening:moods.low~",
    ]
    assert codes(moods((12, 6), (13, 7))) == ["stable:moods.low", "stable:moods.tense"]
    assert codes(moods((12, 16), (12, 20))) == [
        "stable:moods.low",
        "change_unknown:moods.tense",
    ]


def test_the_first_part_with_scores_leads_in_the_order_of_the_form() -> None:
    other = results(GAD7, [12, 12])
    assert codes(case_of(*forms((12, 6), (12, 6)), *other)) == [
        "stable:moods.low",
        "stable:moods.tense",
        "stable:gad7",
    ]
    assert codes(case_of(*other, *forms((12, 6), (12, 6)), primary=MOODS)) == [
        "stable:moods.low",
        "stable:gad7",
        "stable:moods.tense",
    ]


@pytest.mark.parametrize(
    ("primary", "led"), [("moods", "moods.low"), ("moods.low", "moods.low"), ("moods.tense", None)]
)
def test_a_form_that_leads_is_led_by_its_first_part(primary: str, led: str | None) -> None:
    case = moods((16, 6), (12, 6), impression=-1)
    case = replace(case, patient=Patient(1, "A-017", TODAY, primary=primary))
    found = [
        one.instrument
        for one in detect(case, TODAY).found
        if one.pattern is P.DIVERGENCE_SEEMS_WORSE
    ]
    assert found == ([led] if led else [])


def test_a_part_that_was_never_scored_does_not_lead() -> None:
    case = moods((None, 6), (None, 10), primary=MOODS)
    assert codes(case) == ["crossed_worse:moods.tense~"]
    both = moods((None, 6), (16, 6), (12, 6), primary=MOODS, impression=-1)
    assert finding(both, P.DIVERGENCE_SEEMS_WORSE).instrument == "moods.low"


def test_a_part_that_is_not_known_today_has_no_finding_of_today() -> None:
    assert codes(moods((16, 6), (12, 6), (None, 6))) == ["stable:moods.tense"]
    assert codes(moods((16, 6), (None, 6), (12, 6))) == [
        "improving:moods.low~",
        "stable:moods.tense",
    ]


@pytest.mark.parametrize(("days", "said"), [(42, []), (43, ["return_after_gap:moods"])])
def test_a_gap_is_said_once_of_the_form(days: int, said: list[str]) -> None:
    found = codes(moods((12, 6), (12, 6), apart=days))
    assert [code for code in found if code.startswith("return")] == said


def test_a_part_has_its_own_checkpoint_and_target() -> None:
    weeks = moods(*[(12, 6)] * 7)
    assert finding(weeks, P.NOT_ON_TRACK).code == "not_on_track:moods.low"
    aimed = replace(moods((16, 6), (12, 6), (12, 6)), targets={"moods.low": Decimal(12)})
    assert finding(aimed, P.TARGET_REACHED).code == "target_reached:moods.low"
    not_aimed = replace(aimed, targets={"moods": Decimal(12)})
    assert not holds(not_aimed, P.TARGET_REACHED)


@pytest.mark.parametrize(
    ("answers", "low", "tense"),
    [
        ((3, 4, 5, 0), 7, 10),
        ((3, None, 5, 0), None, 10),
        ((3, 4, None, 0), 7, None),
        ((3, 4), 7, None),
    ],
)
def test_a_part_is_the_sum_of_its_items_times_its_multiplier(
    answers: tuple[int | None, ...], low: int | None, tense: int | None
) -> None:
    (form,) = forms((None, None))
    assert part_scores(MOODS, replace(form, answers=answers)) == {"low": low, "tense": tense}


def test_a_score_that_was_typed_goes_before_the_items() -> None:
    (form,) = forms((20, None))
    scores = part_scores(MOODS, replace(form, answers=(3, 4, 5, 0)))
    assert scores == {"low": 20, "tense": 10}


@pytest.mark.parametrize(
    "unusable",
    [
        {"valid": False},
        {"subtotals": {}},
        {"subtotals": {}, "answers": (9, None, None, 0)},
    ],
)
def test_a_form_counts_when_one_part_of_it_is_known(unusable: dict[str, object]) -> None:
    (form,) = forms((12, None))
    assert codes(case_of(form)) == ["first_session:moods"]
    nothing = replace(form, **unusable)  # type: ignore[arg-type]  # a test's keyword arguments
    assert codes(case_of(nothing)) == ["no_score_today"]


def test_of_one_day_the_form_with_a_known_part_counts() -> None:
    known, unknown = forms((12, None))[0], forms((None, None))[0]
    for first, second in ((known, unknown), (unknown, known)):
        case = case_of(replace(first, order=1), replace(second, order=2))
        assert codes(case) == ["first_session:moods"]


def test_a_form_is_shared_once_not_part_by_part() -> None:
    waiting = tuple(replace(one, discussed=False) for one in forms((12, 6), ago=7))
    assert finding(case_of(*waiting), P.UNDISCUSSED).facts["count"] == 1
    assert codes(case_of(*waiting)) == ["undiscussed", "no_score_today"]


def test_a_safety_answer_is_about_the_form() -> None:
    (form,) = forms((12, 6))
    assert codes(case_of(replace(form, safety={4: 1})))[0] == "risk_item:moods"
    assert codes(case_of(replace(form, safety={})))[0] == "risk_unknown:moods"
    unscored = replace(form, subtotals={}, answers=(None, None, None, 2), valid=False, safety={})
    assert codes(case_of(unscored)) == ["risk_item:moods", "no_score_today"]


def test_a_safety_item_of_a_form_counts_as_gone_too() -> None:
    case = case_of(*forms((12, 6), ago=7), *results(GAD7, [12]))
    assert finding(case, P.NEW_MEASURE).facts["safety_gone"] is True


def test_single_answers_of_a_part_are_not_followed() -> None:
    before, now = forms((None, None), (None, None))
    case = case_of(
        replace(before, answers=(0, 9, 3, 0)),
        replace(now, answers=(9, 0, 3, 0)),
    )
    assert not holds(case, P.ITEM_SHIFT)


def test_two_parts_can_go_opposite_ways() -> None:
    tense = replace(MOODS.subscales[1], reliable_change=Decimal(6), cutoff=Decimal(10))
    two = replace(MOODS, subscales=(MOODS.subscales[0], tense))
    case = replace(moods((12, 16), (16, 12)), instruments={"moods": two})
    found = finding(case, P.MIXED_MEASURES)
    assert (found.facts["worse"], found.facts["better"]) == (["moods.low"], ["moods.tense"])


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ({"answers": None}, "new_measure:moods"),
        ({"answers": (1, 2, 3, 0), "subtotals": {}}, "new_measure:moods"),
        ({"answers": None, "subtotals": {}}, "first_session:moods"),
        ({"valid": False}, "first_session:moods"),
    ],
)
def test_a_form_of_another_version_starts_anew(before: dict[str, object], said: str) -> None:
    old, new = forms((20, 6), (12, 6))
    old = replace(old, **before)  # type: ignore[arg-type]  # a test's keyword arguments
    newer: Instrument = replace(MOODS, version=2)
    case = case_of(old, replace(new, instrument_version=2))
    case = replace(case, instruments={**case.instruments, "moods": newer})
    assert codes(case) == [said]


@pytest.mark.parametrize("shift", [timedelta(days=4), timedelta(days=40)])
def test_an_old_form_is_no_score_of_today(shift: timedelta) -> None:
    said: Sequence[str] = codes(moods((12, 6), (12, 6)), TODAY + shift)
    assert said == ["no_score_today"]


def test_the_course_of_a_measure_or_of_a_part_is_found_by_its_name() -> None:
    case = case_of(*forms((12, 6), (13, 7)), *results(GAD7, [9]))
    low = course_of(case, "moods.low", TODAY, STANDARD)
    assert low is not None
    assert list(low.totals) == [12, 13]
    anxious = course_of(case, "gad7", TODAY, STANDARD)
    assert anxious is not None
    assert list(anxious.totals) == [9]
    assert course_of(case, "phq9", TODAY, STANDARD) is None
    assert course_of(case, "moods.low", TODAY - timedelta(days=30), STANDARD) is None
