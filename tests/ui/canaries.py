"""A caseload full of canaries, and every line that is drawn while somebody looks."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from rich.console import Console
from rich.style import Style
from rich.text import Text
from textual.strip import Strip

from romtui.domain.case import Case, Focus, Form
from romtui.domain.dialogue import LineSlot
from romtui.domain.instrument import Direction
from romtui.domain.personal_measures import PersonalKind
from romtui.domain.private import Private
from romtui.ui.widgets import drawing
from tests.people.cases import case_of, recorded, results
from tests.ui.conftest import DECK, INSTRUMENTS, TODAY, Practice

PIN = "2468"
OTHERS = ("Hollowaycanary", "Brackencanary", "KX-7731", "KX-7742", "Zq")
OWN_NAME = "Merrowcanary"
CODE, INITIALS = "QQ-5530", "Yx"
GOAL = "walk to the lake again"
FOCUS, REVIEW = "focuscanary", "reviewcanary"
WHO = (OWN_NAME, CODE, INITIALS)

NEVER_FOR_THEM = (
    *OTHERS,
    FOCUS,
    REVIEW,
    "afety",
    "better off dead",
    "much worse",
    "impression",
    "may be chance",
    "could be chance",
    *(entry.title for entry in DECK.entries.values()),
    *(line.text for line in DECK if line.slot in {LineSlot.AVOID, LineSlot.ACT}),
    *(entry.note for entry in DECK.entries.values() if entry.note),
)
"""Others, patterns, what to avoid and to do, notes, the impression, the safety answer."""

WORD_OF_A_RANGE = tuple(band.label for band in INSTRUMENTS["phq9"].bands)


def people(practice: Practice) -> Case:
    """Two others, and the patient who sits at the table: worse, with a safety answer."""
    store, phq9 = practice.store, INSTRUMENTS["phq9"]
    for other_name, code in zip(OTHERS[:2], OTHERS[2:4], strict=True):
        total = results(INSTRUMENTS["gad7"], [3], today=TODAY)
        initials = Private(OTHERS[4])
        other = case_of(
            *total, code=code, initials=initials, name=Private(other_name), started_on=TODAY
        )
        recorded(store, other)
    started = TODAY - timedelta(weeks=6)
    worse = results(phq9, (9, 12, 15, 17), ago=21, today=TODAY)
    initials, name = Private(INITIALS), Private(OWN_NAME)
    case = case_of(*worse, code=CODE, initials=initials, name=name, started_on=started)
    case = recorded(store, replace(case, focuses=(Focus(Private(FOCUS), started),)))
    who = case.patient.id
    store.add_own(who, PersonalKind.GOAL, Private(GOAL), Direction.HIGHER_BETTER)
    store.record(who, Form("goal.1", started, total=Decimal(2)))
    answers = (2, 2, 3, 2, 2, 2, 2, 2, 2)
    case = store.record(who, Form("phq9", TODAY - timedelta(days=7), answers=answers))
    store.set_target(who, "phq9", Decimal(9))
    store.review_safety(case.results[-1].id, Private(REVIEW))
    store.record(who, Form("phq9", TODAY - timedelta(days=3), answers=answers))
    store.record_impression(who, TODAY, -2)
    store.set_pin(PIN)
    return practice.store.case(who)


@contextmanager
def every_line(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Collect each line that a widget of ours draws: nothing else draws words."""
    lines: set[str] = set()

    def seen(line: Text, width: int, base: Style, console: Console) -> Strip:
        lines.add(line.plain)
        return drawn(line, width, base, console)

    drawn = drawing.strip
    with monkeypatch.context() as patched:
        patched.setattr(drawing, "strip", seen)
        yield lines


def found(words: tuple[str, ...], text: str) -> list[str]:
    """Which of the words stand in a text."""
    return [one for one in words if one in text]
