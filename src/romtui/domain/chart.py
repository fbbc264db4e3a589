"""From the results of one measure to its course over time: points, change, sparkline."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from romtui.domain.case import Case, Result
from romtui.domain.constants import STANDARD
from romtui.domain.discussion import Fit
from romtui.domain.error_band import ErrorBand
from romtui.domain.instrument import Band, Instrument
from romtui.domain.kept import kept
from romtui.domain.start import start_of

BLOCKS: Final = "▁▂▃▄▅▆▇█"
GAP: Final = "·"


@dataclass(frozen=True, slots=True)
class Point:
    """One scored result: its day, and its total in points of the published scale.

    `total_only` says that its answers are not known, of a form that has any; `fit` is whether
    the person found it fitting; `result` is the id of the result. `forms` counts the forms of
    that day that stand beside each other, this one among them.
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

    `unscored` are the days of forms that could not be scored. `earlier` counts the scores of
    another version of the instrument: they are not on this scale and are left out. Scores
    more than `gap_days` apart are not compared, and no line joins them.
    """

    instrument: Instrument
    points: tuple[Point, ...] = ()
    unscored: tuple[date, ...] = ()
    target: Decimal | None = None
    earlier: int = 0
    gap_days: int = STANDARD.gap_days

    @property
    def baseline(self) -> Point | None:
        """The first point."""
        return self.points[0] if self.points else None

    @property
    def start(self) -> Decimal | None:
        """What every change since the start is counted from.

        That is the start of the rules where a reliable change is drawn around it, else the first
        score: a person who looks at their own chart remembers that one.
        """
        if not self.points or self.instrument.reliable_change is None:
            return self.points[0].total if self.points else None
        totals, days = [one.total for one in self.points], [one.on for one in self.points]
        return start_of(totals, days, self.gap_days)

    @property
    def error_band(self) -> ErrorBand | None:
        """What may be chance around the start; None where no reliable change is published."""
        start, threshold = self.start, self.instrument.reliable_change
        return None if start is None or threshold is None else ErrorBand(start, threshold)

    def recent(self, count: int) -> tuple[Decimal | None, ...]:
        """The latest so many totals with the gaps between them: what a sparkline draws."""
        return self.with_gaps[-count:]

    @property
    def with_gaps(self) -> tuple[Decimal | None, ...]:
        """All totals; None where a form was not scored, or a gap is too long to compare across."""
        totals: dict[date, Decimal | None] = dict.fromkeys(self.unscored)
        totals.update((point.on, point.total) for point in self.points)
        return _with_gaps(sorted(totals.items()), self.gap_days)

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


def trend(case: Case, instrument_id: str, gap_days: int = STANDARD.gap_days) -> Trend:
    """Collect one measure of a case: of each day the result that counts."""
    instrument = case.instruments[instrument_id]
    every = case.of(instrument_id)
    counting = [
        one for one in kept(every, case.instruments, date.max) if one.of_version(instrument)
    ]
    forms = Counter(one.on for one in every if one.of_version(instrument))
    return Trend(
        instrument=instrument,
        points=tuple(
            replace(_point(one, one.total, instrument), forms=forms[one.on])
            for one in counting
            if one.total is not None
        ),
        unscored=tuple(one.on for one in counting if one.total is None),
        target=case.targets.get(instrument_id),
        earlier=sum(one.total is not None and not one.of_version(instrument) for one in every),
        gap_days=gap_days,
    )


def _point(result: Result, total: Decimal, instrument: Instrument) -> Point:
    return Point(
        result.on,
        total,
        amended=result.version > 1,
        total_only=instrument.with_text and result.answers is None,
        fit=result.fit,
        result=result.id,
    )


def _with_gaps(
    dated: Iterable[tuple[date, Decimal | None]], gap_days: int
) -> tuple[Decimal | None, ...]:
    """Totals in the order of their days; None where a form was not scored or a gap is too long."""
    totals: list[Decimal | None] = []
    before: date | None = None
    for day, total in dated:
        if before is not None and (day - before).days > gap_days and totals[-1] is not None:
            totals.append(None)
        totals.append(total)
        before = day
    return tuple(totals)


def sparkline(instrument: Instrument, totals: Iterable[Decimal | None]) -> str:
    """Draw totals as blocks on the instrument's own range; a gap is a dot."""
    return "".join(_block(instrument, total) for total in totals)


def words_of_change(instrument: Instrument, change: Decimal) -> str:
    """Put a change in words: `better`, `worse` or `same`, whatever way the scale runs."""
    if change == 0:
        return "same"
    return "better" if (change < 0) == instrument.lower_is_better else "worse"


def signed(change: Decimal) -> str:
    """Write a change with its sign: `+3`, `−2`, `±0`."""
    if change == 0:
        return "±0"
    return f"+{number(change)}" if change > 0 else f"−{number(-change)}"


def number(value: Decimal) -> str:
    """Write a number as people do: `12`, `17.8`, never `12.0` or `1E+1`."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _block(instrument: Instrument, total: Decimal | None) -> str:
    if total is None:
        return GAP
    share = (total - instrument.lo) / (instrument.hi - instrument.lo)
    height = (share * (len(BLOCKS) - 1)).to_integral_value(rounding=ROUND_HALF_UP)
    return BLOCKS[int(height)]
