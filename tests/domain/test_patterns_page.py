"""The page about the patterns says what the code does."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from romtui.domain.constants import STANDARD
from romtui.domain.patterns import Certainty, Pattern
from romtui.domain.patterns.order import DROPS, RANKS
from romtui.domain.patterns.rules import rule
from romtui.domain.texts import NUMBER_SOURCES

PAGE = (Path(__file__).parents[2] / "docs" / "patterns.md").read_text("utf-8")


def table(heading: str) -> list[list[str]]:
    """The cells of the table under a heading, without its head."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def named(cell: str) -> list[str]:
    return re.findall(r"`(\w+~?)`", cell)


def said(pattern: Pattern, certainty: Certainty | None) -> str:
    return f"{pattern.value}~" if certainty is Certainty.TENTATIVE else pattern.value


def places(pattern: Pattern) -> Iterator[str]:
    """The places of a pattern as the page writes them."""
    for (other, certainty, summary), place in RANKS.items():
        if other is pattern:
            tentative = certainty is Certainty.TENTATIVE
            yield f"{place}~" if tentative else f"{place} not due" if summary else str(place)


def test_every_pattern_stands_at_its_places_with_its_rule() -> None:
    assert [(row[0], row[1], row[2]) for row in table("The findings")] == [
        (" · ".join(places(pattern)), f"`{pattern.value}`", rule(pattern)) for pattern in Pattern
    ]


def test_the_page_names_everything_in_order() -> None:
    in_order = [name for row in table("Order") for name in named(row[2])]
    assert in_order == [said(pattern, certainty) for pattern, certainty, _ in RANKS]
    ends = [re.findall(r"\d+", row[0]) for row in table("Order")]
    counted = [int(end) - int(begin) + 1 for begin, end in ends]
    assert counted == [len(named(row[2])) for row in table("Order")]
    assert (ends[0][0], ends[-1][1]) == ("1", str(len(RANKS)))


def test_the_page_silences_what_the_rules_silence() -> None:
    rows = {named(row[0])[0]: sorted(named(row[1])) for row in table("What silences what")}
    assert rows == {
        said(*louder): sorted(said(*one) for one in silenced) for louder, silenced in DROPS.items()
    }


def test_every_constant_stands_with_its_value_and_source() -> None:
    def written(value: object) -> str:
        return "/".join(map(str, value)) if isinstance(value, tuple) else str(value)

    assert table("The constants") == [
        [f"`{field.name}`", written(getattr(STANDARD, field.name)), NUMBER_SOURCES[field.name]]
        for field in fields(STANDARD)
    ]


@pytest.mark.parametrize("word", ["level", "start", "notable", "reliable", "large", "plateau"])
def test_the_words_are_explained(word: str) -> None:
    assert any(row[0].split(",")[0] == word for row in table("The words"))


@pytest.mark.parametrize(
    "promise",
    [
        "a rule of thumb, not a diagnosis",
        "tentative",
        "confirmed",
        "one in eight is told of a worsening that is none",
        "(calibration.md)",
    ],
)
def test_the_limits_are_said(promise: str) -> None:
    assert promise in re.sub(r"\s+", " ", PAGE)


def test_nothing_is_said_of_chance_that_was_not_counted() -> None:
    assert "one time in six" not in PAGE
    assert "one step in six" not in PAGE
