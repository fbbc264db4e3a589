"""The trend of one measure: its points over time, the details of each, and its sparkline."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from romtui.domain import texts
from romtui.domain.case import Case, Result
from romtui.domain.change import ErrorBand, Weight, start_of, weight
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.discussion import Agreement, Fit
from romtui.domain.instrument import Band, Instrument
from romtui.domain.private import Private
from romtui.domain.results import counting_results
from romtui.domain.text import signed

BLOCKS: Final = "▁▂▃▄▅▆▇█"
GAP: Final = "·"


@dataclass(frozen=True, slots=True)
class Point:
    """One scored result: its day, and its total in points of the published scale.

    `total_only`: a form that has items was entered as a total, so its answers are not known.
    `fit` is whether the person found the score fitting, `result` the id of the result, `forms`
    the number of forms of that day, this one included.
    """

    on: date
    total: Decimal
    amended: bool = False
    total_only: bool = False
    fit: Fit | None = None
    result: int = 0
    forms: int = 1


@dataclass(frozen=True, slots=True)
class Trend:
    """One measure over time, on its whole range; oldest point first.

    `unscored` are the days of forms that could not be scored. `earlier` counts the scores left
    out because they are of another version of the instrument, and so on another scale. Scores
    more than `gap_days` apart are not compared, and no line joins them.
    """

    instrument: Instrument
    points: tuple[Point, ...] = ()
    unscored: tuple[date, ...] = ()
    target: Decimal | None = None
    earlier: int = 0
    gap_days: int = STANDARD.gap_days

    @property
    def start(self) -> Decimal | None:
        """What every change since the start is counted from.

        That is the start of the rules where a reliable change is drawn around it, else the first
        score: a person who looks at their own chart remembers that one.
        """
        if not self.points or self.instrument.reliable_change is None:
            return self.points[0].total if self.points else None
        totals, days = [point.total for point in self.points], [point.on for point in self.points]
        return start_of(totals, days, self.gap_days)

    @property
    def error_band(self) -> ErrorBand | None:
        """What may be chance around the start; None where no reliable change is published."""
        start, threshold = self.start, self.instrument.reliable_change
        return None if start is None or threshold is None else ErrorBand(start, threshold)

    def recent(self, count: int) -> tuple[Decimal | None, ...]:
        """The latest `count` totals, with the gaps between them: what a sparkline draws."""
        return self.with_gaps[-count:]

    @property
    def with_gaps(self) -> tuple[Decimal | None, ...]:
        """All totals; None where a form was not scored, or a gap is too long to compare across."""
        dated: dict[date, Decimal | None] = dict.fromkeys(self.unscored)
        dated.update((point.on, point.total) for point in self.points)
        totals: list[Decimal | None] = []
        before: date | None = None
        for day, total in sorted(dated.items()):
            long_ago = before is not None and (day - before).days > self.gap_days
            if long_ago and totals[-1] is not None:
                totals.append(None)
            totals.append(total)
            before = day
        return tuple(totals)

    @property
    def first_day(self) -> date | None:
        """The day of the first form, scored or not."""
        return min((*(point.on for point in self.points), *self.unscored), default=None)

    @property
    def last(self) -> Point | None:
        """The latest point."""
        return self.points[-1] if self.points else None

    @property
    def change(self) -> Decimal | None:
        """Points since the score before; negative = the number fell."""
        if len(self.points) < 2:
            return None
        return self.points[-1].total - self.points[-2].total

    @property
    def band(self) -> Band | None:
        """The published band of the latest point."""
        return self.instrument.band(self.points[-1].total) if self.points else None


def form_trend(case: Case, instrument_id: str, gap_days: int = STANDARD.gap_days) -> Trend:
    """Collect one measure of a case: of each day the result that counts."""
    instrument = case.instruments[instrument_id]
    results = case.of(instrument_id)
    counting = [
        result
        for result in counting_results(results, case.instruments, date.max)
        if result.of_version(instrument)
    ]
    forms = Counter(result.on for result in results if result.of_version(instrument))
    return Trend(
        instrument=instrument,
        points=tuple(
            Point(
                result.on,
                result.total,
                amended=result.version > 1,
                total_only=instrument.with_text and result.answers is None,
                fit=result.fit,
                result=result.id,
                forms=forms[result.on],
            )
            for result in counting
            if result.total is not None
        ),
        unscored=tuple(result.on for result in counting if result.total is None),
        target=case.targets.get(instrument_id),
        earlier=sum(
            result.total is not None and not result.of_version(instrument) for result in results
        ),
        gap_days=gap_days,
    )


@dataclass(frozen=True, slots=True)
class PointDetails:
    """All there is to read out about one point.

    `since_last` and `since_start` are points, negative = the number fell; both are None for
    the first score, `since_last` also after a gap too long to compare across.
    `agreed` was agreed on that day or after it, before the next score. `put_off` is why a
    score that was not shared was put off.
    """

    point: Point
    instrument: Instrument
    result: Result
    since_last: Decimal | None = None
    since_start: Decimal | None = None
    agreed: tuple[Agreement, ...] = ()
    put_off: Private = Private("")


def point_details(case: Case, trend: Trend) -> tuple[PointDetails, ...]:
    """The details of each point of a trend, in the same order."""
    results = {result.id: result for result in case.results}
    points = trend.points
    details = []
    for before, point, after in zip((None, *points[:-1]), points, (*points[1:], None), strict=True):
        near = before is not None and (point.on - before.on).days <= trend.gap_days
        until = date.max if after is None else after.on
        reasons = (skip.reason for skip in reversed(case.skips) if skip.result == point.result)
        agreed = (agreement for agreement in case.agreements if point.on <= agreement.on < until)
        details.append(
            PointDetails(
                point,
                trend.instrument,
                results[point.result],
                since_last=point.total - before.total if before is not None and near else None,
                since_start=None if before is None else point.total - points[0].total,
                agreed=tuple(agreed),
                put_off=next(reasons, Private("")),
            )
        )
    return tuple(details)


def sparkline(instrument: Instrument, totals: Iterable[Decimal | None]) -> str:
    """Draw totals as blocks on the instrument's own range; a gap is a dot."""
    return "".join(_block(instrument, total) for total in totals)


def words_of_change(instrument: Instrument, change: Decimal) -> str:
    """Put a change in words: `better`, `worse` or `same`, whatever way the scale runs."""
    if change == 0:
        return "same"
    return "better" if (change < 0) == instrument.lower_is_better else "worse"


def change_said(
    instrument: Instrument, change: Decimal, since: str, constants: Constants = STANDARD
) -> str:
    """`−4 better since last time`; what could be chance is called neither better nor worse."""
    if not change:
        return texts.unchanged_since(since)
    if weight(change, instrument.reliable_change, constants) is Weight.SLIGHT:
        return texts.slight_change(signed(change), since, instrument.reliable_change is not None)
    return texts.changed_since(signed(change), words_of_change(instrument, change), since)


def _block(instrument: Instrument, total: Decimal | None) -> str:
    if total is None:
        return GAP
    share = (total - instrument.lo) / (instrument.hi - instrument.lo)
    height = (share * (len(BLOCKS) - 1)).to_integral_value(rounding=ROUND_HALF_UP)
    return BLOCKS[int(height)]
