"""Change statistics against worked examples, each with its source in worked_examples.json."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from romtui.domain.change import (
    Change,
    across_a_line,
    by_reliability,
    by_threshold,
    criterion,
    cutoffs,
    difference_error,
    outcome,
    reliable_change_index,
    responded,
    together,
)
from romtui.domain.instrument import Direction, Norms
from romtui.domain.recovery import Measured, recovery

EXAMPLES: dict[str, list[dict[str, Any]]] = json.loads(
    Path(__file__).with_name("worked_examples.json").read_text("utf-8")
)
TOLERANCE = Decimal("0.000001")
LOWER, HIGHER = Direction.LOWER_BETTER, Direction.HIGHER_BETTER
Example = dict[str, Any]
PHQ9, GAD7 = (Decimal(10), Decimal(6)), (Decimal(8), Decimal(4))
"""Caseness and the points of a reliable change, as NHS recovery has them."""


def near(value: Decimal, expected: object, tolerance: Decimal = TOLERANCE) -> bool:
    return abs(value - Decimal(str(expected))) <= tolerance


def numbers(example: Example, *keys: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(str(example[key])) for key in keys)


def direction(example: Example) -> Direction:
    return LOWER if example["lower_is_better"] else HIGHER


@pytest.mark.parametrize("example", EXAMPLES["reliable_change_index"], ids=lambda one: one["name"])
def test_the_reliable_change_index(example: Example) -> None:
    pre, post, sd, reliability = numbers(example, "pre", "post", "sd", "reliability")
    expected = example["expected"]
    assert near(difference_error(sd, reliability) / Decimal(2).sqrt(), expected["sem"])
    assert near(difference_error(sd, reliability), expected["s_diff"])
    assert near(reliable_change_index(pre, post, sd, reliability), expected["rci"])
    change = by_reliability(pre, post, sd, reliability, LOWER)
    assert change.value == expected["direction"]
    assert (change is not Change.UNCHANGED) == expected["reliable"]


@pytest.mark.parametrize("example", EXAMPLES["cutoffs"], ids=lambda one: one["name"])
def test_the_lines_between_two_groups(example: Example) -> None:
    keys = ("m_clinical", "sd_clinical", "m_functional", "sd_functional")
    clinical, clinical_sd, general, general_sd = numbers(example, *keys)
    norms = Norms(clinical, clinical_sd, general, general_sd, reliability=Decimal("0.8"))
    lines = cutoffs(norms, LOWER)
    tolerance = Decimal("0.00005")
    assert near(getattr(lines, example["type"]), example["expected"], tolerance)


@pytest.mark.parametrize("example", EXAMPLES["classes"], ids=lambda one: one["name"])
def test_the_class_of_a_course(example: Example) -> None:
    pre, post, line, points = numbers(example, "pre", "post", "cutoff", "criterion")
    way = direction(example)
    before, after = across_a_line(pre, post, line, way)
    change = by_threshold(pre, post, points, way)
    found = outcome(change, was_clinical=before, is_functional=after)
    assert found.value == example["expected"]


@pytest.mark.parametrize("example", EXAMPLES["thresholds"], ids=lambda one: one["measure"])
def test_a_published_threshold_counts_when_it_is_reached(example: Example) -> None:
    first, last, threshold = numbers(example, "first", "last", "threshold")
    words = {
        Change.IMPROVED: "reliable_improvement",
        Change.DETERIORATED: "reliable_deterioration",
        Change.UNCHANGED: "no_change",
    }
    assert words[by_threshold(first, last, threshold, direction(example))] == example["expected"]


@pytest.mark.parametrize("example", EXAMPLES["recovery"], ids=lambda one: one["name"])
def test_recovery_across_two_measures(example: Example) -> None:
    first, last = example["first"], example["last"]
    measures = [
        Measured(Decimal(first["PHQ-9"]), Decimal(last["PHQ-9"]), *PHQ9),
        Measured(Decimal(first["GAD-7"]), Decimal(last["GAD-7"]), *GAD7),
    ]
    found, changes = recovery(measures), {measured.change for measured in measures}
    assert {
        "caseness_at_start": found.case_at_start,
        "recovered": found.recovered,
        "reliable_improvement": found.reliably_improved,
        "reliable_deterioration": found.reliably_deteriorated,
        "any_measure_improved": Change.IMPROVED in changes,
        "any_measure_deteriorated": Change.DETERIORATED in changes,
        "reliable_recovery": found.reliably_recovered,
    } == example["expected"]


@pytest.mark.parametrize("example", EXAMPLES["several_measures"], ids=lambda one: one["name"])
def test_several_measures_judged_as_one(example: Example) -> None:
    flags = {"imp": Change.IMPROVED, "none": Change.UNCHANGED}
    words = {"improvement": Change.IMPROVED, "no_change": Change.UNCHANGED}
    assert together(flags[flag] for flag in example["flags"]) is words[example["expected"]]


@pytest.mark.parametrize("example", EXAMPLES["response"])
def test_a_response_is_half_of_the_first_score(example: Example) -> None:
    pre, post = numbers(example, "pre", "post")
    assert responded(pre, post, LOWER) is example["expected"]


@pytest.mark.parametrize("example", EXAMPLES["criteria"], ids=lambda one: one["measure"])
def test_the_criterion_in_points(example: Example) -> None:
    sd, reliability = numbers(example, "sd", "reliability")
    ninety, ninety_five = Decimal("1.645"), Decimal("1.96")
    assert near(criterion(sd, reliability, ninety), example["crit90"])
    assert near(criterion(sd, reliability, ninety_five), example["crit95"])
