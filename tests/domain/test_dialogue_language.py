"""Another language needs another file and no code: a made-up one leaves no English."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from romtui.content.deck import load_deck
from romtui.domain.constants import STANDARD
from romtui.domain.dialogue import Deck
from romtui.domain.dialogue.context import template_context
from romtui.domain.dialogue.variables import VARIABLES, variables
from romtui.domain.pattern import Pattern
from romtui.domain.patterns.finding import Finding
from romtui.domain.private import Private
from tests.domain.suggestions import (
    ENGLISH,
    TODAY,
    english,
    every_wording,
    finding,
    focus,
    tentative,
    weekly_case,
)
from tests.people.questionnaires import PHQ9, points


def in_made_up_language(text: str) -> str:
    """Every letter that is not in braces becomes the same foreign one."""
    return re.sub(r"\{\w*\}|[^\W\d_]", lambda m: m[0] if m[0].startswith("{") else "ж", text)


def translated(value: object) -> object:
    if isinstance(value, str):
        return in_made_up_language(value)
    if isinstance(value, list):
        return [translated(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {"lane", "evidence", "code", "does", "language", "presupposes"}
    return {key: one if key in kept else translated(one) for key, one in value.items()}


def as_toml(table: Mapping[str, object], place: str = "") -> str:
    """Write tables, lists and words; enough for a language file."""
    own, inner = "", ""
    for key, value in table.items():
        if isinstance(value, dict):
            inner += as_toml(value, f"{place}{json.dumps(key)}.")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for one in value:
                inner += f"[[{place}{key}]]\n{as_toml(one)}"
        else:
            own += f"{json.dumps(key)} = {json.dumps(value)}\n"
    head = f"[{place.rstrip('.')}]\n" if place else ""
    return f"{head}{own}{inner}"


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Deck:
    english = tomllib.loads(ENGLISH.read_text("utf-8"))
    file = tmp_path_factory.mktemp("words") / "zz.toml"
    made = translated(english)
    assert isinstance(made, dict)
    file.write_text(as_toml(made), "utf-8")
    return load_deck(file)


EVERYTHING_KNOWN: dict[str, object] = {
    "score": 12, "previous": 16, "before_fall": 18, "baseline": 17, "start": 17,
    "start_is_pair": True, "pair": 5, "pair_date": date(2025, 3, 9), "level": 15,
    "level_before": 15, "lo": 5, "hi": 9, "date": date(2026, 11, 23),
    "previous_date": date(2026, 11, 16), "weeks": 6, "weeks_on": 6,
    "waiting_until": date(2026, 12, 7), "band_said": "ж", "part": "жж", "gap_days": 90,
    "count": 1, "status": "new", "item": 9, "measure_2": "жж", "score_2": 4, "previous_2": 2,
}  # fmt: skip


STEADY: dict[str, object] = dict.fromkeys(("score", "previous", "level", "start"), points(16))

FORMS: list[dict[str, object]] = [
    {}, {"far": True}, {"still": True}, {"swings": True}, {"easing": True},
    {"gradual": True}, {"since_start": True},
    {"due": False}, {"low": True}, {"twice": True}, {"published": True},
    {"shifted": "worse"}, {"running": 3}, STEADY, {"n": 2},
    {"waits_for": "agreement"}, {"waits_for": "focus"},
    {"safety_gone": True, "talked": True, "status": "unchanged"},
]  # fmt: skip
"""What calls for another of the lines of a pattern."""


@pytest.mark.parametrize("focused", [True, False])
@pytest.mark.parametrize("pattern", Pattern)
def test_in_another_language_no_english_is_left(
    foreign: Deck, pattern: Pattern, focused: bool
) -> None:
    there = replace(
        PHQ9,
        name="ж-9",
        construct="жж",
        bands=tuple(replace(band, label="ж", said="ж") for band in PHQ9.bands),
        items=tuple(replace(item, label="ж") for item in PHQ9.items),
        safety_items=(),
    )
    case = weekly_case(12, 12, 12, 12, 12, targets={"phq9": points(9)})
    case = replace(case, instruments={"phq9": there})
    if focused:
        case = replace(case, focuses=(focus("жж", weeks=8, next_idea="ж"),))
    known = finding(pattern, **EVERYTHING_KNOWN)
    series = tuple(map(points, (17, 16, 12)))
    facts = {**known.facts, "items": {3: 2}, "worse": [3], "eased": [], "series": series}
    known = replace(known, facts=facts, why="")
    formed = [replace(known, facts={**facts, **form}) for form in FORMS]
    for found in (*formed, *map(tentative, formed), Finding(pattern)):
        for suggestion in every_wording(found, case, foreign):
            for spoken in (
                Private(suggestion.title), suggestion.line,
                *suggestion.goal.values(), *suggestion.task.values(),
                *suggestion.bond.values(), *suggestion.avoid, *suggestion.act.values(),
            ):  # fmt: skip
                assert not re.search(r"[^\W\d_ж]|\{", spoken.reveal())


def test_every_variable_has_a_value_when_everything_is_known() -> None:
    """So that the test above has read them all."""
    known = finding(Pattern.NOT_ON_TRACK, **EVERYTHING_KNOWN)
    facts = {**known.facts, "worse": [3], "series": (points(17), points(16), points(12)), "n": 2}
    facts |= {**STEADY, "previous": points(15)}
    case = weekly_case(12, 12, 12, targets={"phq9": points(9)})
    case = replace(case, focuses=(focus("exposure", weeks=8, next_idea="a letter"),))
    values = variables(
        template_context(replace(known, facts=facts), case, TODAY, english().words, STANDARD)
    )
    assert values.keys() == VARIABLES.keys()
