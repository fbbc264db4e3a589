"""The time axis of a chart: in which column each day is drawn, and what is noted below the days."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from typing import Final, TypeVar

from romtui.domain.case import Attendance, Case
from romtui.domain.private import Private
from romtui.domain.trend import Point, Trend

BETWEEN: Final = 2
"""Columns left free between the names of two days."""

_Item = TypeVar("_Item")


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
class TimeAxis:
    """The columns of a chart, 0 = the left edge, from the `first` to the `last` day of a form.

    Either columns are proportional to time, or the days in `stops` lie equally far apart
    whatever time passed between them. `runs` are the points that a line joins, with their
    columns: a form that could not be scored ends a run, and so does a gap too long to compare
    across. `unscored` are the columns of the forms that could not be scored.
    """

    runs: tuple[tuple[tuple[int, Point], ...], ...] = ()
    unscored: tuple[int, ...] = ()
    ticks: tuple[Tick, ...] = ()
    first: date | None = None
    last: date | None = None
    stops: tuple[date, ...] = ()

    def column(self, day: date, columns: int) -> int:
        """The column of any day; what was before the first form or after the last, at the edge."""
        if self.first is None or self.last is None or day < self.first:
            return 0
        return _column(min(day, self.last), (self.first, self.last), self.stops, columns)


def lay_time_axis(
    trend: Trend, columns: int, name: Callable[[date], str], stops: Sequence[date] = ()
) -> TimeAxis:
    """Lay the days of a trend on so many columns; `name` is how a day is written.

    The first and the last day with a score are named (one day alone stands at the left),
    and of the days between as many as fit; without any score, days of forms are named. With
    `stops` (days, oldest first) those and the days of forms lie equally far apart and are named.
    """
    scored = [point.on for point in trend.points]
    days = sorted({*scored, *trend.unscored})
    if not days:
        return TimeAxis()
    ends = days[0], days[-1]
    evenly = tuple(sorted({*days, *(day for day in stops if days[0] <= day <= days[-1])}))
    evenly = evenly if stops else ()
    column = {day: _column(day, ends, evenly, columns) for day in (*days, *evenly)}
    ticks = [_tick(column[day], name(day), columns) for day in evenly or scored or days]
    return TimeAxis(
        runs=tuple(
            tuple((column[point.on], point) for point in run)
            for run in _runs(trend.points, trend.unscored, trend.gap_days)
        ),
        unscored=tuple(column[day] for day in trend.unscored),
        ticks=tuple(thinned(ticks, lambda left, right: left.end + BETWEEN <= right.start)),
        first=days[0],
        last=days[-1],
        stops=evenly,
    )


def thinned(items: Sequence[_Item], have_room: Callable[[_Item, _Item], bool]) -> list[_Item]:
    """Keep the first item, the last, and between them all that leave each other room.

    Where not even these two have room beside each other, only the last is kept.
    """
    first, last = items[0], items[-1]
    if not have_room(first, last):
        return [last]
    shown = [first]
    for item in items[1:-1]:
        if have_room(shown[-1], item) and have_room(item, last):
            shown.append(item)
    return [*shown, last]


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


def _runs(points: Sequence[Point], unscored: Sequence[date], gap_days: int) -> list[list[Point]]:
    """Part the points where a form between them could not be scored, or too much time passed."""
    runs: list[list[Point]] = []
    before: date | None = None
    for point in points:
        if (
            before is None
            or (point.on - before).days > gap_days
            or any(before < day < point.on for day in unscored)
        ):
            runs.append([])
        runs[-1].append(point)
        before = point.on
    return runs


@dataclass(frozen=True, slots=True)
class Annotation:
    """Something noted on a day, in the therapist's words: an event, or that a focus began."""

    on: date
    text: Private


@dataclass(frozen=True, slots=True)
class FocusSpan:
    """A named focus from its first to its last day; one that goes on has no last day."""

    name: Private
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened beside the scores, oldest first; a chart names it below its days."""

    events: tuple[Annotation, ...] = ()
    focuses: tuple[FocusSpan, ...] = ()

    def since(self, day: date | None) -> "Timeline":
        """What happened from a day on, and the focuses that reach into that time."""
        if day is None:
            return Timeline()
        return Timeline(
            tuple(event for event in self.events if event.on >= day),
            tuple(span for span in self.focuses if span.until is None or span.until >= day),
        )

    def annotations(self, since: date | None) -> tuple[Annotation, ...]:
        """The events and the beginnings of each focus from a day on, oldest first."""
        if since is None:
            return ()
        began = [Annotation(span.since, span.name) for span in self.focuses]
        both = sorted((*began, *self.events), key=lambda annotation: annotation.on)
        return tuple(annotation for annotation in both if annotation.on >= since)


def timeline(case: Case) -> Timeline:
    """The events and the named focuses of a case."""
    events = sorted(case.events, key=lambda event: event.on)
    focuses = sorted((focus for focus in case.focuses if focus.name), key=lambda focus: focus.since)
    return Timeline(
        tuple(Annotation(event.on, event.what) for event in events),
        tuple(FocusSpan(focus.name, focus.since, focus.until) for focus in focuses),
    )


@dataclass(frozen=True, slots=True)
class SessionDays:
    """The days of the sessions that were attended, oldest first: they are numbered from 1."""

    days: tuple[date, ...] = ()

    def number(self, day: date) -> int | None:
        """Which session was on a day; None where none was."""
        count = bisect_right(self.days, day)
        return count if count and self.days[count - 1] == day else None


def session_days(case: Case) -> SessionDays:
    """The days on which the person came."""
    attended = {
        session.on for session in case.sessions if session.attendance is Attendance.ATTENDED
    }
    return SessionDays(tuple(sorted(attended)))
