"""A person, a finding and the shipped lines, for the tests of what is said."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from romtui.content.deck import load_deck
from romtui.domain.case import Case, Focus, Patient, Result
from romtui.domain.dialogue import Deck, Suggestion, suggest
from romtui.domain.instrument import Band, Direction, Instrument, Item, SafetyItem
from romtui.domain.patterns.finding import Certainty, Finding, Pattern
from romtui.domain.private import Private

ENGLISH = Path(__file__).parents[2] / "data" / "dialogue" / "en.toml"
TODAY = date(2026, 11, 23)


def points(number: str | int) -> Decimal:
    return Decimal(number)


PHQ9 = Instrument(
    id="phq9",
    name="PHQ-9",
    lo=points(0),
    hi=points(27),
    direction=Direction.LOWER_BETTER,
    construct="depression",
    items=tuple(Item(n, f"item {n}", (), label="sleep" if n == 3 else "") for n in range(1, 10)),
    bands=(
        Band(points(0), points(9), "mild", said="mild"),
        Band(points(10), points(14), "moderate", said="moderate"),
        Band(
            points(15),
            points(19),
            "moderately severe",
            high=True,
            said="between moderate and severe",
        ),
        Band(points(20), points(27), "severe", high=True),
    ),
    cutoff=points(10),
    reliable_change=points(6),
    safety_items=(SafetyItem(9, 1, "thoughts of being better off dead"),),
)
WELL = Instrument(
    id="well",
    name="Well-being",
    lo=points(0),
    hi=points(40),
    direction=Direction.HIGHER_BETTER,
    cutoff=points("24.9"),
    reliable_change=points(5),
)


def english() -> Deck:
    return load_deck(ENGLISH)


def case_of(*totals: int, instrument: Instrument = PHQ9, days: int = 7, **about: object) -> Case:
    """A person with these scores, a week apart, the last one today."""
    first = TODAY - timedelta(days=days * (len(totals) - 1))
    results = tuple(
        Result(number, instrument.id, first + timedelta(days=days * number), points(total))
        for number, total in enumerate(totals)
    )
    case = Case(
        patient=Patient(1, "A-017", started_on=date(2026, 9, 1)),
        instruments={PHQ9.id: PHQ9, WELL.id: WELL},
        results=results,
    )
    return replace(case, **about)  # type: ignore[arg-type]  # a test's keyword arguments


def finding(pattern: Pattern, instrument: str | None = "phq9", /, **facts: object) -> Finding:
    known = {
        name: points(value) if isinstance(value, int) and not isinstance(value, bool) else value
        for name, value in facts.items()
    }
    return Finding(pattern, instrument, known, why="12 → 12")


def once(found: Finding) -> Finding:
    """The same finding as what was seen once, and may be chance."""
    return replace(found, certainty=Certainty.TENTATIVE)


def again(found: Finding) -> Finding:
    """The same finding as what held the second time running, or is far beyond chance."""
    return replace(found, certainty=Certainty.CONFIRMED)


def told(pattern: Pattern, /, **facts: object) -> Finding:
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


def said(suggestion: Suggestion) -> str:
    return suggestion.line.reveal()


def variant(suggestion: Suggestion) -> str:
    return suggestion.line_id.split("/")[2]


def every_wording(found: Finding, case: Case, deck: Deck) -> list[Suggestion]:
    first = suggest(found, case, TODAY, deck)
    return [suggest(found, case, TODAY, deck, turn) for turn in range(first.wordings)]
