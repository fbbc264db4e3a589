"""Findings, and the shipped lines that are suggested for them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from romtui.content.deck import load_deck
from romtui.domain.case import Case, Focus
from romtui.domain.dialogue import Deck, Suggestion, suggest
from romtui.domain.instrument import Instrument
from romtui.domain.pattern import Pattern
from romtui.domain.patterns.finding import Certainty, Finding
from romtui.domain.private import Private
from tests.people.cases import case_of, results
from tests.people.questionnaires import PHQ9, points

ENGLISH = Path(__file__).parents[2] / "data" / "dialogue" / "en.toml"
TODAY = date(2026, 11, 23)


def english() -> Deck:
    return load_deck(ENGLISH)


def weekly_case(
    *totals: int, instrument: Instrument = PHQ9, days: int = 7, **about: object
) -> Case:
    """A case with these scores, a week apart and not yet talked about, the last one today."""
    measured = results(instrument, totals, days, today=TODAY, safe=False, discussed=False)
    case = case_of(*measured, started_on=date(2026, 9, 1))
    return replace(case, **about)  # type: ignore[arg-type]  # a test's keyword arguments


def finding(pattern: Pattern, instrument: str | None = "phq9", /, **facts: object) -> Finding:
    known = {
        name: points(value) if isinstance(value, int) and not isinstance(value, bool) else value
        for name, value in facts.items()
    }
    return Finding(pattern, instrument, known, why="12 → 12")


def tentative(found: Finding) -> Finding:
    """The same finding as what was seen once, and may be chance."""
    return replace(found, certainty=Certainty.TENTATIVE)


def confirmed(found: Finding) -> Finding:
    """The same finding as what held the second time running, or is far beyond chance."""
    return replace(found, certainty=Certainty.CONFIRMED)


def phq9_finding(pattern: Pattern, /, **facts: object) -> Finding:
    """A finding about a PHQ-9 with the facts that each course has, and some of its own."""
    course: dict[str, object] = {
        "score": 18, "previous": 17, "previous_date": TODAY - timedelta(days=7), "date": TODAY,
        "baseline": 11, "baseline_date": TODAY - timedelta(weeks=6), "n": 6, "weeks": 6,
        "rc": 6, "notable": 4, "start": Decimal("11.5"), "start_is_pair": True,
        "level": 12, "level_before": 12, "series": (12, 12, 17, 18), "easing": False, "low": False,
    }  # fmt: skip
    return finding(pattern, "phq9", **{**course, **facts})


def focus(name: str, *, weeks: int, next_idea: str = "") -> Focus:
    return Focus(Private(name), TODAY - timedelta(weeks=weeks), next_idea=Private(next_idea))


def spoken(suggestion: Suggestion) -> str:
    return suggestion.line.reveal()


def variant(suggestion: Suggestion) -> str:
    return suggestion.line_id.split("/")[2]


def every_wording(found: Finding, case: Case, deck: Deck) -> list[Suggestion]:
    first = suggest(found, case, TODAY, deck)
    return [suggest(found, case, TODAY, deck, turn) for turn in range(first.wordings)]
