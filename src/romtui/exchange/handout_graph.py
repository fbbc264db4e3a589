"""The graph of the page to take home, as SVG that holds nothing but shapes and words.

It has the whole range of the form, a true time axis, and no line across a form without a score.
Nothing in it needs colour: lines, dots and dashes differ in shape, and each is named.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from typing import Final, TypeVar

from romtui.domain.chart import Point, Trend
from romtui.domain.handout import Handout
from romtui.domain.plot_days import PlotDays, lay_days
from romtui.domain.visible import visible

_Named = TypeVar("_Named")

WIDTH: Final = 640
_TOP, _INSET = 16, 14
_BELOW, _LEGEND = 26, 18
_SIGN: Final = 7
"""About how wide a sign is, in the units of the drawing."""
_LINE: Final = 14
"""How far apart two lines of words are at least."""
_DOT: Final = 5


def words(text: str) -> str:
    """Words that no browser takes for markup, and no reader is misled by."""
    return escape(visible(text), quote=True)


def graph(page: Handout, height: int) -> str:
    """Draw the course; nothing where there is no score, or where no numbers are wanted."""
    trend = page.view.trend
    if trend is None or not trend.points:
        return ""
    return "\n".join(_Graph(page, trend, height).drawn())


@dataclass(frozen=True, slots=True)
class _Graph:
    page: Handout
    trend: Trend
    height: int

    def drawn(self) -> Iterator[str]:
        label = words(" ".join((*self.page.view.sentences, *self.page.view.beside)))
        yield f'<svg viewBox="0 0 {WIDTH} {self.height}" role="img" aria-label="{label}">'
        yield from self._bands()
        yield from self._frame()
        yield from self._target()
        yield from self._scale()
        days = lay_days(self.trend, self._columns, lambda _: "")
        yield from self._course(days)
        yield from self._unscored(days)
        yield from self._ticks(days)
        yield "</svg>"

    @property
    def _left(self) -> int:
        return max(len(label) for label in self._marks.values()) * _SIGN + 12

    @property
    def _right(self) -> int:
        longest = max((len(band.label) for band in self.trend.instrument.bands), default=0)
        return WIDTH - (longest * _SIGN + 10 if longest else 4)

    @property
    def _bottom(self) -> int:
        return self.height - _BELOW - (_LEGEND if self.trend.unscored else 0)

    @property
    def _columns(self) -> int:
        return self._right - self._left - 2 * _INSET + 1

    @property
    def _marks(self) -> dict[Decimal, str]:
        """What is written beside the graph, by total; what comes first goes before."""
        instrument, target, number = self.trend.instrument, self.trend.target, self.page.say.number
        marks = {}
        if target is not None:
            marks[target] = f"{self.page.words.target} {number(target)}"
        ends = (instrument.lo, instrument.hi, *(band.lo for band in instrument.bands))
        return marks | {end: number(end) for end in ends if end not in marks}

    def _y(self, total: Decimal) -> float:
        instrument = self.trend.instrument
        share = (total - instrument.lo) / (instrument.hi - instrument.lo)
        return round(self._bottom - float(share) * (self._bottom - _TOP), 1)

    def _x(self, column: int) -> int:
        return self._left + _INSET + column

    def _bands(self) -> Iterator[str]:
        """The ranges of the form as stripes, each with its name; only where they are asked for."""
        bands = self.trend.instrument.bands
        for index, band in enumerate(bands):
            low = self._bottom if index == 0 else self._y(band.lo)
            high = _TOP if index == len(bands) - 1 else self._y(bands[index + 1].lo)
            if index % 2:
                yield (
                    f'<rect class="band" x="{self._left}" y="{high}" '
                    f'width="{self._right - self._left}" height="{round(low - high, 1)}"/>'
                )
            yield _text(self._right + 6, (low + high) / 2 + 4, band.label, "quiet")

    def _frame(self) -> Iterator[str]:
        yield (
            f'<path class="axis" d="M{self._left} {_TOP}V{self._bottom}H{self._right}" '
            f'fill="none"/>'
        )

    def _target(self) -> Iterator[str]:
        if self.trend.target is not None:
            y = self._y(self.trend.target)
            yield f'<path class="target" d="M{self._left} {y}H{self._right}"/>'

    def _scale(self) -> Iterator[str]:
        """The numbers beside the graph, as far as they do not stand in each other's way."""
        taken: list[float] = []
        for total, label in self._marks.items():
            y = self._y(total)
            if all(abs(y - other) >= _LINE for other in taken):
                taken.append(y)
                yield _text(self._left - 8, y + 4, label, "end")

    def _course(self, days: PlotDays) -> Iterator[str]:
        for run in days.runs:
            spots = " ".join(f"{self._x(column)},{self._y(point.total)}" for column, point in run)
            yield f'<polyline class="line" points="{spots}"/>'
        points = [point for run in days.runs for point in run]
        for column, point in points:
            yield f'<circle class="dot" cx="{self._x(column)}" cy="{self._y(point.total)}" r="5"/>'
        for column, point in _apart(points, 4 * _SIGN):
            yield self._figure(column, point)

    def _figure(self, column: int, point: Point) -> str:
        """A score beside its dot: above it, or below where there is no room."""
        y = self._y(point.total)
        above = y - 2 * _DOT >= _TOP
        number = self.page.say.number(point.total)
        return _text(self._x(column), y - 2 * _DOT if above else y + 4 * _DOT, number, "figure")

    def _unscored(self, days: PlotDays) -> Iterator[str]:
        for column in days.unscored:
            yield f'<circle class="open" cx="{self._x(column)}" cy="{self._bottom}" r="{_DOT}"/>'
        if days.unscored:
            y = self.height - 8
            yield f'<circle class="open" cx="{self._left + _DOT}" cy="{y}" r="{_DOT}"/>'
            yield _text(self._left + 4 * _DOT, y + 4, self.page.words.not_scored, "quiet")

    def _ticks(self, days: PlotDays) -> Iterator[str]:
        """The first and the last day, and between them as many as have room."""
        columns = {point.on: column for run in days.runs for column, point in run}
        named = [(columns[day], day) for day in sorted(columns)]
        widest = max(len(self.page.day(day)) for _, day in named) * _SIGN
        for column, day in _apart(named, widest + 2 * _SIGN):
            yield f'<path class="axis" d="M{self._x(column)} {self._bottom}v5"/>'
            yield self._tick(column, day)

    def _tick(self, column: int, day: date) -> str:
        """A day under its place, and no further out than the edge."""
        name = self.page.day(day)
        half = len(name) * (_SIGN + 1) // 2
        x = min(max(self._x(column), half), WIDTH - half)
        return _text(x, self._bottom + 20, name, "day")


def _apart(named: Sequence[tuple[int, _Named]], room: int) -> Sequence[tuple[int, _Named]]:
    """Keep the first, the last, and between them all that leave each other room."""
    first, last = named[0], named[-1]
    if last[0] - first[0] < room:
        return [last]
    kept = [first]
    for column, name in named[1:-1]:
        if column - kept[-1][0] >= room and last[0] - column >= room:
            kept.append((column, name))
    return [*kept, last]


def _text(x: float, y: float, text: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{round(y, 1)}">{words(text)}</text>'
