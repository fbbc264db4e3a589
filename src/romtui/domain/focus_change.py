"""What changed within a focus: "since we changed to exposure: 6 points better"."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from romtui.domain.case import Case, Focus
from romtui.domain.change import gain
from romtui.domain.chart import Point
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.dialogue.context import current_focus
from romtui.domain.dialogue.deck import Deck
from romtui.domain.dialogue.sayings import since_focus
from romtui.domain.instrument import Instrument
from romtui.domain.parts import trend_of
from romtui.domain.private import Private


@dataclass(frozen=True, slots=True)
class FocusChange:
    """One measure within one focus, from the score it is counted from to the latest."""

    focus: Focus
    instrument: Instrument
    start: Point
    latest: Point

    @property
    def better(self) -> Decimal:
        """Points for the better, whatever way the scale runs; negative = for the worse."""
        return gain(self.start.total, self.latest.total, self.instrument.direction)


def focus_change(
    case: Case,
    measure: str,
    focus: Focus,
    today: date,
    constants: Constants = STANDARD,
) -> FocusChange | None:
    """Compare the last score on or before the day a focus began with its latest one.

    A score from before that is older than two scores may lie apart is no beginning of this
    focus: then, as where there is none, the first score since begins it. None with fewer than
    two scores. Scores of another version of the questionnaire are never joined.
    """
    until = min(today, focus.until or today)
    course = trend_of(case, measure)
    points = [one for one in course.points if one.on <= until]
    before = [one for one in points if one.on <= focus.since]
    since = [one for one in points if one.on > focus.since]
    if before and (focus.since - before[-1].on).days <= constants.gap_days:
        since.insert(0, before[-1])
    if len(since) < 2:
        return None
    return FocusChange(focus, course.instrument, since[0], since[-1])


def change_said(
    case: Case,
    measure: str,
    today: date,
    deck: Deck,
    constants: Constants = STANDARD,
) -> Private:
    """Say what the current focus has brought on one measure; no words where nothing can be."""
    focus = current_focus(case, today)
    if focus is None:
        return Private("")
    change = focus_change(case, measure, focus, today, constants)
    if change is None:
        return Private("")
    first = case.focuses[0] == focus
    return since_focus(focus.name, change.better, deck.focus, deck.words, first=first)
