"""Which column of a chart each day belongs to, and which days are named under it."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from typing import Final

from romtui.domain.chart import Point, Trend

BETWEEN: Final = 2
"""Columns left free between the names of two days."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A named day: the column it lies in, and the column its name starts in."""

    column: int
    start: int
    name: str

    @property
    def end(self) -> int:
        """The first column after the name."""
        return self.start + len(self.name)


@dataclass(frozen=True, slots=True)
class PlotDays:
    """The columns of a chart, 0 = the left edge, on a true time axis or from stop to stop.

    It goes from `first` to `last`, the first and the last day of a form. `runs` are the points
    that a line joins, with their columns: a form that could not be scored ends a run, and so
    does a gap too long to compare across. `unscored` are the columns of those forms. With
    `stops` these days lie equally far apart, whatever time passed between them.
    """

    runs: tuple[tuple[tuple[int, Point], ...], ...] = ()
    unscored: tuple[int, ...] = ()
    ticks: tuple[Tick, ...] = ()
    first: date | None = None
    last: date | None = None
    stops: tuple[date, ...] = ()

    def column(self, day: date, columns: int) -> int | None:
        """The column of any day from the first form on; what came later lies at the right edge."""
        if self.first is None or self.last is None or day < self.first:
            return None
        return _column(min(day, self.last), (self.first, self.last), self.stops, columns)


def lay_days(
    trend: Trend, columns: int, name: Callable[[date], str], stops: Sequence[date] = ()
) -> PlotDays:
    """Lay the days of a trend on so many columns; `name` is how a day is written.

    The first and the last day with a score are named (one day alone stands at the left),
    and of the days between as many as fit; without any score, days of forms are named. With
    `stops` (days, oldest first) those and the days of forms lie equally far apart and are named.
    """
    scored = [point.on for point in trend.points]
    days = sorted({*scored, *trend.unscored})
    if not days:
        return PlotDays()
    ends = days[0], days[-1]
    evenly = tuple(sorted({*days, *(day for day in stops if days[0] <= day <= days[-1])}))
    evenly = evenly if stops else ()
    column = {day: _column(day, ends, evenly, columns) for day in (*days, *evenly)}
    ticks = [_tick(column[day], name(day), columns) for day in evenly or scored or days]
    return PlotDays(
        runs=tuple(
            tuple((column[point.on], point) for point in run)
            for run in _runs(trend.points, trend.unscored, trend.gap_days)
        ),
        unscored=tuple(column[day] for day in trend.unscored),
        ticks=_apart(ticks),
        first=days[0],
        last=days[-1],
        stops=evenly,
    )


def _column(day: date, ends: tuple[date, date], stops: Sequence[date], columns: int) -> int:
    """Place a day between both ends by its time, or between the stops before and after it."""
    if stops:
        passed = bisect_right(stops, day) - 1
        on_the_way = _share(day, (stops[passed], stops[min(passed + 1, len(stops) - 1)]))
        share = (passed + on_the_way) / max(len(stops) - 1, 1)
    else:
        share = _share(day, ends)
    return floor(share * (columns - 1) + Fraction(1, 2))


def _share(day: date, ends: tuple[date, date]) -> Fraction:
    span = (ends[1] - ends[0]).days
    return Fraction((day - ends[0]).days, span) if span else Fraction(0)


def _tick(column: int, name: str, columns: int) -> Tick:
    """Put a name in the middle under its day, and no further out than the edge."""
    return Tick(column, max(min(column - len(name) // 2, columns - len(name)), 0), name)


def _apart(ticks: Sequence[Tick]) -> tuple[Tick, ...]:
    """Keep the first, the last, and between them all that leave each other room."""
    first, last = ticks[0], ticks[-1]
    if last.start < first.end + BETWEEN:
        return (last,)
    kept = [first]
    for tick in ticks[1:-1]:
        if tick.start >= kept[-1].end + BETWEEN and tick.end + BETWEEN <= last.start:
            kept.append(tick)
    return (*kept, last)


def _runs(points: Sequence[Point], unscored: Sequence[date], gap_days: int) -> list[list[Point]]:
    """Part the points where a form between them could not be scored, or too much time passed."""
    runs: list[list[Point]] = []
    for point in points:
        if not runs or _parted(runs[-1][-1].on, point.on, unscored, gap_days):
            runs.append([])
        runs[-1].append(point)
    return runs


def _parted(before: date, after: date, unscored: Sequence[date], gap_days: int) -> bool:
    return (after - before).days > gap_days or any(before < day < after for day in unscored)
