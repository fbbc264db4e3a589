"""The page about the patterns says what the code does."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from romtui.domain.constants import SOURCES, STANDARD
from romtui.domain.patterns import Pattern
from romtui.domain.patterns.order import DROPS, NOT_STABLE
from romtui.domain.patterns.rules import rule

PAGE = (Path(__file__).parents[2] / "docs" / "patterns.md").read_text("utf-8")


def table(heading: str) -> list[list[str]]:
    """The cells of the table under a heading, without its head."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def named(cell: str) -> set[Pattern]:
    return {Pattern(code) for code in re.findall(r"`(\w+)`", cell)}


def test_every_pattern_stands_at_its_rank_with_its_rule() -> None:
    assert [(row[0], row[1], row[2]) for row in table("The patterns")] == [
        (str(rank), f"`{pattern.value}`", rule(pattern)) for rank, pattern in enumerate(Pattern, 1)
    ]


def test_the_page_silences_what_the_rules_silence() -> None:
    rows = {Pattern(row[0].strip("`")): named(row[1]) for row in table("What silences what")}
    assert rows == {pattern: set(silenced) for pattern, silenced in DROPS.items()}


def test_every_constant_stands_with_its_value_and_source() -> None:
    def written(value: object) -> str:
        return "/".join(map(str, value)) if isinstance(value, tuple) else str(value)

    assert table("The constants") == [
        [f"`{field.name}`", written(getattr(STANDARD, field.name)), SOURCES[field.name]]
        for field in fields(STANDARD)
    ]


def test_stable_means_that_none_of_the_named_ranks_is_left() -> None:
    (stable,) = [row for row in table("The patterns") if row[1] == "`stable`"]
    assert "none of 2 to 4, 7, 12 and 15 to 26 is left" in stable[3]
    ranks = {2, 3, 4, 7, 12, *range(15, 27)}
    assert {p for rank, p in enumerate(Pattern, 1) if rank in ranks} == NOT_STABLE


@pytest.mark.parametrize("promise", ["a rule of thumb, not a diagnosis", "one step in six"])
def test_the_limits_are_said(promise: str) -> None:
    assert promise in re.sub(r"\s+", " ", PAGE)
