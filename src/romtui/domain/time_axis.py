"""The time axis of a chart: in which column each day is drawn, and what is noted below the days."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
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
class Gap:
    """A time too long to compare across: the columns of the scores before and after it."""

    left: int
    right: int
    days: int


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """The columns of a chart, 0 = the left edge, from the `first` to the `last` day of a form.

    Columns are proportional to time between two `stops`, each a day and how far it lies from the
    first one. `runs` are the points that a line joins, with their columns: a form that could not
    be scored ends a run, and so does a gap too long to compare across. `unscored` are the columns
    of the forms that could not be scored, `marks` those of all days that could be named, and
    `ticks` the days that are. `gaps` are drawn shorter than they are. The `margins`, on the left
    and on the right, hold no day, but names may reach into them.
    """

    runs: tuple[tuple[tuple[int, Point], ...], ...] = ()
    unscored: tuple[int, ...] = ()
    marks: tuple[int, ...] = ()
    ticks: tuple[Tick, ...] = ()
    gaps: tuple[Gap, ...] = ()
    stops: tuple[tuple[date, int], ...] = ()
    margins: tuple[int, int] = (0, 0)

    def column(self, day: date, columns: int) -> int:
        """The column of any day; what was before the first form or after the last, at the edge."""
        return _column(day, self.stops, columns, self.margins) if self.stops else 0


def lay_time_axis(
    trend: Trend,
    columns: int,
    name: Callable[[date], str],
    sessions: Sequence[date] = (),
    *,
    margins: tuple[int, int] = (0, 0),
    shortens: bool = False,
) -> TimeAxis:
    """Lay the days of a trend on so many columns; `name` is how a day is written.

    The first and the last day with a score are named (one day alone stands at the left),
    and of the days between as many as fit; without any score, days of forms are named. With
    `sessions` (days, oldest first) those and the days of forms lie equally far apart and are
    named. Where it `shortens`, a gap takes no more room than the longest time that is none.
    """
    scored = [point.on for point in trend.points]
    days = sorted({*scored, *trend.unscored})
    if not days:
        return TimeAxis()
    named, gaps = scored or days, []
    if sessions:
        named = sorted({*days, *(day for day in sessions if days[0] <= day <= days[-1])})
        stops = [(day, place) for place, day in enumerate(named)]
    elif shortens:
        gaps = [(one, other) for one, other in pairwise(days) if _is_gap(one, other, trend)]
        stops = _shortened(days, trend.gap_days)
    else:
        stops = [(day, (day - days[0]).days) for day in (days[0], days[-1])]
    column = {day: _column(day, stops, columns, margins) for day in (*days, *named)}
    ticks = [_tick(column[day], name(day), columns) for day in named]
    return TimeAxis(
        runs=tuple(
            tuple((column[point.on], point) for point in run)
            for run in _runs(trend.points, trend.unscored, trend.gap_days)
        ),
        unscored=tuple(column[day] for day in trend.unscored),
        marks=tuple(column[day] for day in named),
        ticks=tuple(thinned(ticks, lambda left, right: left.end + BETWEEN <= right.start)),
        gaps=tuple(Gap(column[one], column[other], (other - one).days) for one, other in gaps),
        stops=tuple(stops),
        margins=margins,
    )


def _is_gap(day: date, after: date, trend: Trend) -> bool:
    return (after - day).days > trend.gap_days


def _shortened(days: Sequence[date], most: int) -> list[tuple[date, int]]:
    """How far each day lies from the first, where no two are further apart than `most` days."""
    stops = [(days[0], 0)]
    for before, day in pairwise(days):
        stops.append((day, stops[-1][1] + min((day - before).days, most)))
    return stops


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


def _column(
    day: date, stops: Sequence[tuple[date, int]], columns: int, margins: tuple[int, int]
) -> int:
    """Place a day between the stops before and after it, or at the edge."""
    left, right = margins
    after = bisect_right(stops, day, key=lambda stop: stop[0])
    (before, at), (then, end) = stops[max(after - 1, 0)], stops[min(after, len(stops) - 1)]
    passed = Fraction((day - before).days, (then - before).days) if before < then else Fraction(0)
    share = (at + passed * (end - at)) / max(stops[-1][1], 1)
    return left + floor(share * (columns - left - right - 1) + Fraction(1, 2))


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
    begins_focus: bool = False


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
        began = [Annotation(span.since, span.name, begins_focus=True) for span in self.focuses]
        annotations = sorted((*began, *self.events), key=lambda annotation: annotation.on)
        return tuple(annotation for annotation in annotations if annotation.on >= since)


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
