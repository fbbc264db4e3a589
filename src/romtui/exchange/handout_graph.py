"""The graph of the page to take home, as SVG that holds nothing but shapes and words.

It has the whole range of the form, a true time axis, and no line across a form without a score.
Nothing in it needs colour: lines, dots and dashes differ in shape, and each is named.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Final

from romtui.domain.handout import Handout
from romtui.domain.time_axis import TimeAxis, lay_time_axis, thinned
from romtui.domain.trend import Point, Trend
from romtui.domain.visible import visible

WIDTH: Final = 640
_TOP, _INSET = 16, 14
_BELOW, _LEGEND = 26, 18
_SIGN: Final = 7
"""About how wide a sign is, in the units of the drawing."""
_LINE: Final = 14
"""How far apart two lines of words are at least."""
_DOT: Final = 5


def words(text: str) -> str:
    """Escape text for HTML, with characters that could mislead a reader made visible."""
    return escape(visible(text), quote=True)


def graph(page: Handout, height: int) -> str:
    """Draw the course as SVG; empty without a score, or where no numbers are wanted."""
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
        time = lay_time_axis(self.trend, self._columns, lambda _: "")
        yield from self._course(time)
        yield from self._unscored(time)
        yield from self._ticks(time)
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
        """What is written beside the graph, by total; earlier entries win where room is short."""
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
        """The numbers beside the graph, as far as they do not overlap."""
        taken: list[float] = []
        for total, label in self._marks.items():
            y = self._y(total)
            if all(abs(y - other) >= _LINE for other in taken):
                taken.append(y)
                yield _text(self._left - 8, y + 4, label, "end")

    def _course(self, time: TimeAxis) -> Iterator[str]:
        for run in time.runs:
            spots = " ".join(f"{self._x(column)},{self._y(point.total)}" for column, point in run)
            yield f'<polyline class="line" points="{spots}"/>'
        points = [placed for run in time.runs for placed in run]
        for column, point in points:
            yield f'<circle class="dot" cx="{self._x(column)}" cy="{self._y(point.total)}" r="5"/>'
        for column, point in thinned(points, lambda left, right: right[0] - left[0] >= 4 * _SIGN):
            yield self._figure(column, point)

    def _figure(self, column: int, point: Point) -> str:
        """A score beside its dot: above it, or below where there is no room."""
        y = self._y(point.total)
        above = y - 2 * _DOT >= _TOP
        number = self.page.say.number(point.total)
        return _text(self._x(column), y - 2 * _DOT if above else y + 4 * _DOT, number, "figure")

    def _unscored(self, time: TimeAxis) -> Iterator[str]:
        for column in time.unscored:
            yield f'<circle class="open" cx="{self._x(column)}" cy="{self._bottom}" r="{_DOT}"/>'
        if time.unscored:
            y = self.height - 8
            yield f'<circle class="open" cx="{self._left + _DOT}" cy="{y}" r="{_DOT}"/>'
            yield _text(self._left + 4 * _DOT, y + 4, self.page.words.not_scored, "quiet")

    def _ticks(self, time: TimeAxis) -> Iterator[str]:
        """The first and the last day, and between them as many as have room."""
        points = [placed for run in time.runs for placed in run]
        ticks = [(column, self.page.day(point.on)) for column, point in points]
        room = max(len(name) for _, name in ticks) * _SIGN + 2 * _SIGN
        for column, name in thinned(ticks, lambda left, right: right[0] - left[0] >= room):
            yield f'<path class="axis" d="M{self._x(column)} {self._bottom}v5"/>'
            half = len(name) * (_SIGN + 1) // 2
            within_edges = min(max(self._x(column), half), WIDTH - half)
            yield _text(within_edges, self._bottom + 20, name, "day")


def _text(x: float, y: float, text: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{round(y, 1)}">{words(text)}</text>'
