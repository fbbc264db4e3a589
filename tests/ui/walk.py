"""A caseload full of canaries, and every line that is drawn while somebody looks."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal

import pytest
from rich.console import Console
from rich.style import Style
from rich.text import Text
from textual.strip import Strip

from romtui.domain.case import Case, Form
from romtui.domain.dialogue import LineSlot
from romtui.domain.instrument import Direction
from romtui.domain.personal_measures import PersonalKind
from romtui.domain.private import Private
from romtui.ui.widgets import drawing
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
    *(entry.title for entry in DECK.entries.values()),
    *(line.text for line in DECK if line.slot in {LineSlot.AVOID, LineSlot.ACT}),
    *(entry.note for entry in DECK.entries.values() if entry.note),
)
"""Others, patterns, what to avoid and to do, notes, the impression, the safety answer."""

WORD_OF_A_RANGE = tuple(band.label for band in INSTRUMENTS["phq9"].bands)


def people(practice: Practice) -> Case:
    """Two others, and the person who sits at the table: worse, with a safety answer."""
    for name, code in zip(OTHERS[:2], OTHERS[2:4], strict=True):
        other = practice.store.add_patient(code, Private(OTHERS[4]), Private(name))
        practice.store.record(other.patient.id, Form("gad7", TODAY, total=Decimal(3)))
    started = TODAY - timedelta(weeks=6)
    case = practice.store.add_patient(
        CODE, Private(INITIALS), Private(OWN_NAME), started_on=started
    )
    who = case.patient.id
    practice.store.set_focus(who, Private(FOCUS), started)
    practice.store.add_own(who, PersonalKind.GOAL, Private(GOAL), Direction.HIGHER_BETTER)
    practice.store.record(who, Form("goal.1", started, total=Decimal(2)))
    for week, total in enumerate((9, 12, 15, 17)):
        form = Form("phq9", started + timedelta(weeks=week), total=Decimal(total), safety={9: 0})
        practice.store.record(who, form)
    answers = (2, 2, 3, 2, 2, 2, 2, 2, 2)
    case = practice.store.record(who, Form("phq9", TODAY - timedelta(days=7), answers=answers))
    practice.store.set_target(who, "phq9", Decimal(9))
    practice.store.review_safety(case.results[-1].id, Private(REVIEW))
    practice.store.record(who, Form("phq9", TODAY - timedelta(days=3), answers=answers))
    practice.store.record_impression(who, TODAY, -2)
    practice.store.set_pin(PIN)
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
