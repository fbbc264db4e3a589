"""Two measures on one chart, over the same days, each on its own whole range.

The first has dots and a line and its numbers on the left, the second rings, a dotted way and its
numbers on the right: they are told apart without colour.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from rich.text import Text

from romtui.domain.text import day_and_month, day_and_short_year
from romtui.domain.time_axis import TimeAxis, lay_time_axis
from romtui.domain.trend import Point, Trend
from romtui.domain.value_axis import SUB_ROWS, ValueAxis, lay_value_axis
from romtui.ui.chart import texts
from romtui.ui.chart.canvas import Marker, draw_lines
from romtui.ui.chart.layout import LEAST_ROWS
from romtui.ui.chart.legend import EDGE, TICK
from romtui.ui.theme import Palette, ink

DOT, RING, BOTH, DOTTED = "●", "○", "◉", "·"
_UNDER_PLOT: Final = 3
"""The axis, its days, and the line that names the two."""
_LEAST_WIDTH: Final = 36
_NUMBERS: Final = 4


@dataclass(frozen=True, slots=True)
class ChartPair:
    """A measure with dots, and one with rings beside it; each has a score."""

    dots: Trend
    rings: Trend
    today: date


def render_pair(pair: ChartPair, palette: Palette, width: int, height: int) -> list[Text]:
    """Draw both on so many cells; nothing where that is too few."""
    rows, columns = height - _UNDER_PLOT, width - 2 * (_NUMBERS + len(" │"))
    if rows < LEAST_ROWS or width < _LEAST_WIDTH:
        return []
    return list(_Drawn(pair, palette, rows, columns).lines())


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The two on one plot."""

    pair: ChartPair
    palette: Palette
    rows: int
    columns: int

    def lines(self) -> Iterator[Text]:
        """All lines, from the top."""
        left, right = self._values(self.pair.dots), self._values(self.pair.rings)
        time = self._time()
        quiet, line = ink(self.palette.quiet), ink(self.palette.line)
        for row, cells in enumerate(self._cells(time, left, right)):
            drawn = Text(f"{left.numbers[row]:>{_NUMBERS}} ", quiet, end="", no_wrap=True)
            drawn.append(EDGE, line)
            drawn.append(cells, ink(self.palette.text))
            drawn.append(EDGE, line)
            yield drawn.append(f" {right.numbers[row]}", quiet)
        margin = " " * (_NUMBERS + 1)
        rule = ["─"] * self.columns
        for column in time.marks:
            rule[column] = TICK
        yield Text(f"{margin}└{''.join(rule)}┘", line, end="", no_wrap=True)
        yield Text(f"{margin} {_days(time, self.columns)}", quiet, end="", no_wrap=True)
        yield Text(f"{margin} {self._named()}", ink(self.palette.text), end="", no_wrap=True)

    def _named(self) -> str:
        """What the signs are; where there is little room without which way is better."""
        for in_full in (True, False):
            dots = _of_pair(DOT, self.pair.dots, in_full=in_full)
            named = texts.pair(dots, _of_pair(RING, self.pair.rings, in_full=in_full), BOTH)
            if len(named) <= self.columns:
                break
        return named

    def _values(self, trend: Trend) -> ValueAxis:
        totals = [point.total for point in trend.points]
        return lay_value_axis(trend.instrument, None, self.rows, None, totals)

    def _time(self) -> TimeAxis:
        """The days of both on one axis."""
        dots, rings = self.pair.dots, self.pair.rings
        by_day = {point.on: point for point in (*rings.points, *dots.points)}
        both = replace(
            dots, points=tuple(by_day[day] for day in sorted(by_day)), unscored=(), earlier=0
        )
        same_year = {day.year for day in by_day} == {self.pair.today.year}
        name = day_and_month if same_year else day_and_short_year
        return lay_time_axis(both, self.columns, name, margins=(1, 1), shortens=True)

    def _cells(self, time: TimeAxis, left: ValueAxis, right: ValueAxis) -> Sequence[str]:
        """The rows of the plot: line and dots, then rings and their way where there is room."""
        dots = self._markers(self.pair.dots, time, left, DOT)
        rings = self._markers(self.pair.rings, time, right, RING)
        cells = [list(row) for row in draw_lines(dots, self.columns, self.rows)]
        for run in rings:
            for before, after in pairwise(run):
                for column in range(before.column + 2, after.column, 2):
                    passed = (column - before.column) / (after.column - before.column)
                    way = before.sub_row + passed * (after.sub_row - before.sub_row)
                    row = round(way) // SUB_ROWS
                    if cells[row][column] == " ":
                        cells[row][column] = DOTTED
        for ring in (ring for run in rings for ring in run):
            here = cells[ring.row][ring.column]
            cells[ring.row][ring.column] = BOTH if here == DOT else RING
        return ["".join(row) for row in cells]

    def _markers(
        self, trend: Trend, time: TimeAxis, values: ValueAxis, glyph: str
    ) -> tuple[tuple[Marker, ...], ...]:
        """The points of a trend by its stretches without a gap, on the columns of both."""

        def marker(point: Point) -> Marker:
            column = time.column(point.on, self.columns)
            return Marker(column, values.sub_row(point.total), glyph)

        own = lay_time_axis(trend, self.columns, day_and_month)
        return tuple(tuple(marker(point) for _, point in run) for run in own.runs)


def _of_pair(glyph: str, trend: Trend, *, in_full: bool) -> str:
    instrument, latest = trend.instrument, trend.points[-1].total
    if not in_full:
        return texts.one_of_pair(glyph, instrument.name, latest)
    return texts.one_of_pair_in_full(
        glyph, instrument.name, latest, lower=instrument.lower_is_better
    )


def _days(time: TimeAxis, columns: int) -> str:
    names = [" "] * columns
    for tick in time.ticks:
        names[tick.start : tick.end] = tick.name
    return "".join(names).rstrip()
