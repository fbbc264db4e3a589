"""Forms with parts: each part over time, and what a session rating of parts brings up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from romtui.domain.case import Attendance, Case, Patient, Result, Session, Stage
from romtui.domain.constants import STANDARD
from romtui.domain.dialogue import suggest
from romtui.domain.dialogue.context import template_context
from romtui.domain.instrument import (
    NOT_APPLICABLE,
    Band,
    Direction,
    Instrument,
    InstrumentKind,
    Item,
    Option,
    Repair,
    SafetyItem,
    Subscale,
)
from romtui.domain.parts import as_measure, leading_measure, trends
from romtui.domain.patterns import Finding, Pattern, detect
from romtui.domain.results import part_scores
from romtui.domain.safety import unreviewed
from romtui.domain.scoring import score
from tests.domain.suggestions import english
from tests.people.questionnaires import OPTIONS, instrument

TODAY = date(2026, 11, 23)
ZERO = Decimal(0)
TEN = tuple(Option(value, str(value)) for value in range(11))
YES_NO = (Option(0, "no"), Option(1, "yes"), Option(2, "later"))

ALL = (Band(ZERO, Decimal(12), "all"),)

MOODS = instrument(
    4,
    id="moods",
    name="MOODS",
    hi=Decimal(12),
    has_total=False,
    bands=(),
    cutoff=None,
    reliable_change=None,
    safety_items=(SafetyItem(4, 1, "dark thoughts"),),
    subscales=(
        Subscale("low", "low mood", (1, 4), ZERO, Decimal(12), 2, bands=ALL),
        Subscale("tense", "tension", (2, 3), ZERO, Decimal(12), 2),
    ),
)
RATING = Instrument(
    id="rating",
    name="Rating",
    lo=ZERO,
    hi=Decimal(20),
    direction=Direction.HIGHER_BETTER,
    kind=InstrumentKind.ALLIANCE,
    items=(
        Item(1, "goals?", TEN),
        Item(2, "tasks?", TEN),
        Item(3, "held back?", YES_NO, counted=False),
    ),
    n_items=3,
    item_hi=10,
    subscales=(
        Subscale("goals", "goals", (1,), ZERO, Decimal(10), drop=Decimal(2)),
        Subscale("tasks", "tasks", (2,), ZERO, Decimal(10), drop=Decimal(2)),
    ),
    repair=Repair(3, 1),
)


def filled(one: Instrument, *forms: Sequence[int | None], apart: int = 7) -> Case:
    results = []
    for place, answers in enumerate(forms):
        scored = score(one, answers)
        results.append(
            Result(
                id=place,
                instrument=one.id,
                on=TODAY - timedelta(days=apart * (len(forms) - 1 - place)),
                total=scored.total,
                answers=tuple(answers),
                safety=scored.safety,
                order=place,
                valid=scored.total is not None,
                discussed=True,
            )
        )
    return Case(Patient(1, "A-017", TODAY), {one.id: one}, results=tuple(results))


def found(case: Case) -> dict[Pattern, Finding]:
    return {one.pattern: one for one in detect(case, TODAY).found}


def test_a_form_without_a_single_total_has_a_course_for_each_part() -> None:
    low, tense = trends(filled(MOODS, [3, 1, 1, 0], [1, 1, 2, 0]), "moods")
    assert [point.total for point in low.points] == [6, 2]
    assert [point.total for point in tense.points] == [4, 6]
    assert (low.instrument.name, tense.instrument.name) == ("MOODS low mood", "MOODS tension")
    assert low.band is not None
    assert tense.band is None


def test_a_part_with_an_item_left_out_is_a_gap_in_its_own_course_only() -> None:
    low, tense = trends(filled(MOODS, [None, 1, 1, 0]), "moods")
    assert (low.points, low.unscored) == ((), (TODAY,))
    assert [point.total for point in tense.points] == [4]


def test_scores_of_another_version_do_not_lead() -> None:
    (earlier,) = filled(RATING, [8, 9, 0], apart=14).results
    outcome = replace(RATING, kind=InstrumentKind.OUTCOME, subscales=(), repair=None)
    other = replace(outcome, id="other")
    case = filled(other, [8, 9, 0])
    both = (replace(earlier, on=TODAY - timedelta(days=14), instrument_version=9), *case.results)
    case = replace(case, instruments={"rating": outcome, "other": other}, results=both)
    assert leading_measure(case) == "other"
    assert leading_measure(replace(case, results=both[:1])) == "rating"
    sure = replace(case, results=(replace(both[0], instrument_version=1), both[1]))
    assert leading_measure(sure) == "rating"


def test_what_is_said_of_the_end_is_of_the_part_that_leads() -> None:
    """Where no part was chosen the form stands for none of them: its range is another."""
    low, tense = MOODS.subscales
    parts = (replace(low, reliable_change=Decimal(4)), tense)
    case = filled(replace(MOODS, subscales=parts), [3, 1, 1, 3], [1, 1, 2, 0], [1, 1, 1, 0])
    case = replace(case, patient=replace(case.patient, stage=Stage.ENDING))
    found = next(item for item in detect(case, TODAY).found if item.pattern is Pattern.ENDING)
    context = template_context(found, case, TODAY, english().words, STANDARD)
    assert context.instrument is not None
    assert context.instrument.id == leading_measure(case) == "moods.low"


def test_a_form_with_a_total_has_one_course() -> None:
    (only,) = trends(filled(RATING, [8, 9, 0]), "rating")
    assert [point.total for point in only.points] == [17]


def test_answers_of_another_version_are_not_added_up() -> None:
    case = filled(MOODS, [3, 1, 1, 0])
    newer = replace(MOODS, version=2)
    assert part_scores(newer, case.results[0]) == {}
    assert part_scores(MOODS, replace(case.results[0], answers=None)) == {}


def test_typed_scores_of_parts_stand_where_there_are_no_answers() -> None:
    case = filled(MOODS, [3, 1, 1, 0])
    typed = replace(case.results[0], answers=None, subtotals={"low": Decimal(8)})
    assert part_scores(MOODS, typed) == {"low": 8, "tense": None}
    assert part_scores(replace(MOODS, items=()), typed) == {"low": 8, "tense": None}
    assert part_scores(replace(MOODS, version=2), typed) == {}
    low, tense = trends(replace(case, results=(typed,)), "moods")
    assert [point.total for point in low.points] == [8]
    assert (tense.points, tense.unscored) == ((), (TODAY,))


def test_a_typed_score_of_a_part_goes_before_its_answers() -> None:
    result = replace(filled(MOODS, [3, 1, 1, 0]).results[0], subtotals={"low": Decimal(8)})
    assert part_scores(MOODS, result) == {"low": 8, "tense": 4}


def test_a_part_keeps_the_direction_and_the_sources_of_its_form() -> None:
    measure = as_measure(RATING, RATING.subscales[0])
    assert measure.id == "rating.goals"
    assert (measure.direction, measure.kind) == (RATING.direction, InstrumentKind.ALLIANCE)
    assert [measure.lo, measure.hi, measure.drop] == [Decimal(0), Decimal(10), Decimal(2)]


def test_a_safety_answer_of_a_form_without_a_total_leads_and_stays_pinned() -> None:
    case = filled(MOODS, [0, 0, 0, 2])
    assert detect(case, TODAY).headline == found(case)[Pattern.RISK_ITEM]
    assert list(unreviewed(case)) == [case.results[0]]


@pytest.mark.parametrize(
    ("before", "now", "part"),
    [
        ([9, 9, 0], [9, 7, 0], "tasks"),
        ([9, 8, 0], [6, 6, 0], "goals"),
        ([9, 5, 0], [7, 7, 0], "goals"),
    ],
)
def test_a_fall_on_one_scale_is_talked_about_even_where_the_total_held(
    before: list[int], now: list[int], part: str
) -> None:
    fall = found(filled(RATING, before, now))[Pattern.ALLIANCE_DROP]
    assert fall.facts["part"] == part
    assert fall.why.startswith(f"{part} 9 → ")
    line = suggest(fall, filled(RATING, before, now), TODAY, english()).line.reveal()
    assert "9" in line


@pytest.mark.parametrize(
    ("before", "now"),
    [([9, 9, 0], [8, 8, 0]), ([7, 7, 0], [9, 9, 0]), ([9, 9, 0], [7, None, 0])],
)
def test_less_than_that_is_not(before: list[int], now: list[int | None]) -> None:
    assert Pattern.ALLIANCE_DROP not in found(filled(RATING, before, now))


def test_a_fall_after_a_long_gap_is_no_fall() -> None:
    case = filled(RATING, [9, 9, 0], [5, 5, 0], apart=43)
    assert Pattern.ALLIANCE_DROP not in found(case)


def test_yes_to_what_was_held_back_is_talked_about_whatever_the_marks() -> None:
    patterns = found(filled(RATING, [10, 10, 0], [10, 10, 0], [10, 10, 1]))
    assert Pattern.ALLIANCE_REPAIR in patterns
    assert Pattern.ALLIANCE_PERFECT not in patterns
    assert patterns[Pattern.ALLIANCE_REPAIR].why == "item 3 was answered yes"


@pytest.mark.parametrize("answer", [0, 2, None])
def test_any_other_answer_to_it_is_not(answer: int | None) -> None:
    assert Pattern.ALLIANCE_REPAIR not in found(filled(RATING, [9, 9, answer]))


def test_yes_to_it_beside_a_missed_session_is_a_risk_of_dropping_out() -> None:
    missed = (Session(TODAY - timedelta(days=1), Attendance.MISSED),)
    assert Pattern.DROPOUT_RISK in found(replace(filled(RATING, [9, 9, 1]), sessions=missed))
    assert Pattern.DROPOUT_RISK not in found(replace(filled(RATING, [9, 9, 0]), sessions=missed))


def test_what_does_not_apply_is_no_answer_that_moved() -> None:
    items = (*(Item(n, "q", OPTIONS, not_applicable="-") for n in (1, 2)),)
    made = instrument(2, safety=None, items=items, bands=(), hi=Decimal(6))
    case = filled(made, [3, 1], [NOT_APPLICABLE, 1])
    assert score(made, [NOT_APPLICABLE, 1]).total == 1
    assert Pattern.ITEM_SHIFT not in found(case)
    moved = filled(made, [3, 1], [0, 1])
    assert Pattern.ITEM_SHIFT in found(moved)
