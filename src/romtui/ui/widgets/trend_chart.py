"""The course of one measure on its whole range, with bands in words and the target."""

from collections.abc import Iterable
from datetime import date

from rich.style import Style
from rich.text import Text
from textual.reactive import reactive

from romtui.domain.chart import Trend, band_of_row, date_ticks, number, row_of
from romtui.ui.dates import day_and_month
from romtui.ui.plot import draw_line
from romtui.ui.theme import band_ink, ink
from romtui.ui.widgets.drawing import Drawing

_SCALE_WIDTH = 5
_DATE_WIDTH = 8
_TARGET = "┄"


class TrendChart(Drawing):
    """Draws a `Trend`. Every band and the target are named in words, beside the colour."""

    trend: reactive[Trend | None] = reactive(None)

    def watch_trend(self) -> None:
        """Draw another measure."""
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Text]:
        """Draw the canvas between a scale on the left and band names on the right."""
        trend = self.trend
        rows = height - 2
        if trend is None or rows < 3 or width < 30:
            return []
        names = _band_names(trend, rows)
        names_width = max((len(name) for name in names.values()), default=0) + 1
        canvas_width = width - _SCALE_WIDTH - names_width - 1
        canvas = self._canvas(trend, canvas_width, rows)
        return [
            *(self._row(trend, row, rows, canvas[row], names.get(row, "")) for row in range(rows)),
            *self._axis(trend, canvas_width),
        ]

    def _canvas(self, trend: Trend, width: int, rows: int) -> tuple[str, ...]:
        if not trend.points:
            blank = [" " * width] * rows
            said = "no score yet" if not trend.unscored else "no form that could be scored yet"
            blank[rows // 2] = said.center(width)
            return tuple(blank)
        across = _places([point.on for point in trend.points])
        down = [row_of(trend.instrument, point.total, rows) for point in trend.points]
        return draw_line(across, down, width, rows).rows

    def _row(self, trend: Trend, row: int, rows: int, drawn: str, name: str) -> Text:
        inks, instrument = self.inks, trend.instrument
        band = band_of_row(instrument, row, rows)
        colour = inks.text if band is None else _severity_ink(self, trend, band)
        line = Text(end="", no_wrap=True)
        line.append(_scale(trend, row, rows).rjust(_SCALE_WIDTH - 1) + " ", ink(inks.quiet))
        line.append("│", ink(inks.line))
        if trend.target is not None and row == row_of(instrument, trend.target, rows):
            line.append_text(_with_target(trend, drawn, ink(colour), ink(inks.accent)))
        else:
            line.append(drawn, ink(colour))
        line.append(f" {name}", ink(colour))
        return line

    def _axis(self, trend: Trend, width: int) -> list[Text]:
        style = ink(self.inks.quiet)
        rule, dates = ["─"] * width, [" "] * width
        days = [point.on for point in trend.points]
        shares = dict(zip(days, _places(days), strict=True))
        taken = -1
        for day in date_ticks(days, width // (_DATE_WIDTH + 4)):
            column = round(shares[day] * (width - 1))
            name = day_and_month(day)
            start = min(max(column - len(name) // 2, 0), width - len(name))
            if start <= taken:
                continue
            rule[column] = "┬"
            dates[start : start + len(name)] = name
            taken = start + len(name)
        lead = " " * _SCALE_WIDTH
        return [
            Text(f"{lead}└{''.join(rule)}", ink(self.inks.line), no_wrap=True, end=""),
            Text(f"{lead} {''.join(dates)}".rstrip(), style, no_wrap=True, end=""),
        ]


def _severity_ink(chart: TrendChart, trend: Trend, band: int) -> str:
    count = len(trend.instrument.bands)
    place = band if trend.instrument.lower_is_better else count - 1 - band
    return band_ink(chart.inks, place, count)


def _places(days: list[date]) -> list[float]:
    """Put days on a true time axis from 0 to 1; a single day stands at the left."""
    if not days:
        return []
    span = (days[-1] - days[0]).days
    return [(day - days[0]).days / span if span else 0.0 for day in days]


def _band_names(trend: Trend, rows: int) -> dict[int, str]:
    """Name each band once, in the row nearest to its middle."""
    names: dict[int, str] = {}
    for band in trend.instrument.bands:
        row = row_of(trend.instrument, (band.lo + band.hi) / 2, rows)
        names.setdefault(row, band.label)
    return names


def _scale(trend: Trend, row: int, rows: int) -> str:
    """Number the ends of the range, the band borders and the target."""
    instrument = trend.instrument
    marks = [instrument.hi, instrument.lo, *(band.lo for band in instrument.bands)]
    if trend.target is not None:
        marks.insert(0, trend.target)
    return next((number(mark) for mark in marks if row_of(instrument, mark, rows) == row), "")


def _with_target(trend: Trend, drawn: str, style: Style, accent: Style) -> Text:
    """Draw the target as a dashed line where nothing else is drawn, with its name."""
    assert trend.target is not None
    words = f" target {number(trend.target)} "
    blanks = _TARGET * len(drawn)
    place = drawn.find(" " * (len(words) + 2), 2)
    if place >= 0:
        blanks = blanks[: place + 1] + words + blanks[place + 1 + len(words) :]
    line = Text(end="", no_wrap=True)
    for char, blank in zip(drawn, blanks, strict=True):
        line.append(*((blank, accent) if char == " " else (char, style)))
    return line
