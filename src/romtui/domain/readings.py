"""What there is to read about each point of a chart: score, change, what was said and agreed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from romtui.domain.band import Band
from romtui.domain.case import Case, Result
from romtui.domain.chart import Trend
from romtui.domain.discussion import Agreement
from romtui.domain.instrument import Instrument
from romtui.domain.private import Private


@dataclass(frozen=True, slots=True)
class Reading:
    """One point of a chart.

    `since_last` and `since_start` are points, negative = the number fell; both are None for
    the first score. `since_last` is None, too, after a gap too long to compare across.
    `agreed` was agreed on that day or after it, before the next score. `put_off` is why a
    score that was not shared was put off. `forms` counts the forms that stand on that day.
    """

    instrument: Instrument
    result: Result
    total: Decimal
    total_only: bool = False
    since_last: Decimal | None = None
    since_start: Decimal | None = None
    agreed: tuple[Agreement, ...] = ()
    put_off: Private = Private("")
    forms: int = 1

    @property
    def band(self) -> Band | None:
        """The published band of the score."""
        return self.instrument.band(self.total)


def readings(case: Case, trend: Trend) -> tuple[Reading, ...]:
    """A reading for each point of a trend, in the same order."""
    return tuple(_readings(case, trend))


def _readings(case: Case, trend: Trend) -> Iterator[Reading]:
    results = {result.id: result for result in case.results}
    for place, point in enumerate(trend.points):
        before = trend.points[place - 1] if place else None
        near = before is not None and (point.on - before.on).days <= trend.gap_days
        after = trend.points[place + 1].on if place + 1 < len(trend.points) else None
        yield Reading(
            trend.instrument,
            results[point.result],
            point.total,
            point.total_only,
            since_last=point.total - before.total if before is not None and near else None,
            since_start=point.total - trend.points[0].total if place else None,
            agreed=tuple(_agreed(case, point.on, after)),
            put_off=_put_off(case, point.result),
            forms=point.forms,
        )


def _agreed(case: Case, since: date, until: date | None) -> Iterator[Agreement]:
    return (one for one in case.agreements if since <= one.on and (until is None or one.on < until))


def _put_off(case: Case, result: int) -> Private:
    reasons = (one.reason for one in reversed(case.skips) if one.result == result)
    return next(reasons, Private(""))
