"""What changed within a focus: "since we changed to exposure: 6 points better"."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from romtui.domain.case import Case, Focus
from romtui.domain.change import gain
from romtui.domain.chart import Point, trend
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.instrument import Instrument


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
    instrument_id: str,
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
    points = [one for one in trend(case, instrument_id).points if one.on <= until]
    before = [one for one in points if one.on <= focus.since]
    since = [one for one in points if one.on > focus.since]
    if before and (focus.since - before[-1].on).days <= constants.gap_days:
        since.insert(0, before[-1])
    if len(since) < 2:
        return None
    return FocusChange(focus, case.instruments[instrument_id], since[0], since[-1])
