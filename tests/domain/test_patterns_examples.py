"""Every worked example: the complete ordered list, the headline, and the facts it names."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from romtui.cli.case_file import read_cases
from romtui.domain.patterns import Findings, detect

FILE = Path(__file__).with_name("pattern_examples.json")
EXPECTED: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8"))["cases"]
CASES = {name: (case, today) for name, case, today in read_cases(FILE)}

every_example = pytest.mark.parametrize("example", EXPECTED, ids=lambda one: one["id"])


def found(example: dict[str, Any]) -> Findings:
    case, today = CASES[example["id"]]
    return detect(case, today)


def comparable(fact: object) -> object:
    """Write numbers alike: the file has some as text, and lists where the program has tuples."""
    match fact:
        case bool() | None:
            return fact
        case date():
            return fact.isoformat()
        case int() | Decimal():
            return str(fact)
        case list() | tuple() if fact and isinstance(fact[0], tuple):
            return {str(item): comparable(move) for item, move in fact}
        case list() | tuple():
            return [comparable(one) for one in fact]
        case dict():
            return {name: comparable(one) for name, one in fact.items()}
        case _:
            return fact


@every_example
def test_the_list_is_complete_and_in_order(example: dict[str, Any]) -> None:
    assert [finding.code for finding in found(example).found] == example["expected"]


@every_example
def test_the_headline_is_the_first_of_the_list(example: dict[str, Any]) -> None:
    headline = found(example).headline
    assert headline is not None
    assert headline.code == example["headline"]


@pytest.mark.parametrize(
    "example", [one for one in EXPECTED if "facts" in one], ids=lambda one: one["id"]
)
def test_the_facts_it_names_are_there(example: dict[str, Any]) -> None:
    facts = {finding.key: finding.facts for finding in found(example).found}
    for code, named in example["facts"].items():
        assert {name: comparable(facts[code][name]) for name in named} == comparable(named)


def test_no_example_is_left_out() -> None:
    assert len(CASES) == len(EXPECTED) == 118
