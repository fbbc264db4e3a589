"""Progress on one measure in words: since the current focus began, and on the way to the target."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from romtui.domain.case import Case, Focus
from romtui.domain.change import gain
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.dialogue.context import current_focus
from romtui.domain.dialogue.deck import Deck
from romtui.domain.dialogue.sayings import progress_said, since_focus, target_said
from romtui.domain.dialogue.template import filled
from romtui.domain.instrument import Instrument
from romtui.domain.parts import trend_of
from romtui.domain.private import Private
from romtui.domain.trend import Point


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
    case: Case, measure: str, focus: Focus, today: date, constants: Constants = STANDARD
) -> FocusChange | None:
    """Compare the last score on or before the day a focus began with its latest one.

    Where that score is missing, or lies further back than two scores may lie apart, the first
    score since is the start. None with fewer than two scores. Scores of another version of the
    questionnaire are never joined.
    """
    until = min(today, focus.until or today)
    trend = trend_of(case, measure)
    points = [point for point in trend.points if point.on <= until]
    before = [point for point in points if point.on <= focus.since]
    since = [point for point in points if point.on > focus.since]
    if before and (focus.since - before[-1].on).days <= constants.gap_days:
        since.insert(0, before[-1])
    if len(since) < 2:
        return None
    return FocusChange(focus, trend.instrument, since[0], since[-1])


def progress_in_focus(
    case: Case, measure: str, today: date, deck: Deck, constants: Constants = STANDARD
) -> Private:
    """`since we changed to exposure: 6 points better`; empty where nothing can be compared."""
    focus = current_focus(case, today)
    change = None if focus is None else focus_change(case, measure, focus, today, constants)
    if focus is None or change is None:
        return Private("")
    first = case.focuses[0] == focus
    return since_focus(focus.name, change.better, deck.focus, deck.words, first=first)


def progress_to_target(case: Case, measure: str, deck: Deck) -> Private:
    """The target in words, and how much of the way is done; empty without a target.

    The way begins at the first score by this version of the questionnaire.
    """
    target = case.targets.get(measure)
    if target is None:
        return Private("")
    trend = trend_of(case, measure)
    instrument, points = trend.instrument, trend.points
    own_words = case.target_words.get(measure, Private(""))
    target_words = target_said(instrument, target, own_words, deck.target, deck.words)
    if not points:
        return target_words
    first, last = points[0].total, points[-1].total
    progress = progress_said(instrument, first, last, target, deck.target, deck.words)
    if not progress:
        return target_words
    return filled("{target} · {progress}", target=target_words, progress=progress)
