"""The course of one measure on its whole range, with bands in words and the target."""

from collections.abc import Iterable
from typing import Final

from rich.style import Style
from rich.text import Text
from textual.reactive import var

from romtui.domain.chart import Trend, number
from romtui.domain.plot_days import PlotDays, lay_days
from romtui.domain.plot_rows import PlotRows, lay_rows
from romtui.ui.dates import day_and_month
from romtui.ui.plot import Mark, draw_lines
from romtui.ui.theme import band_ink, ink
from romtui.ui.widgets.drawing import Drawing

SCORED: Final = "●"
CORRECTED: Final = "◆"
NOT_SCORED: Final = "○"
_CORRECTED_WORDS: Final = f"{CORRECTED} corrected"
_NOT_SCORED_WORDS: Final = f"{NOT_SCORED} not scored"
_TARGET: Final = "┄"
_AXIS_ROWS: Final = 2
_LEAST_ROWS, _LEAST_WIDTH = 3, 30
_LEAST_SCALE: Final = 4


class TrendChart(Drawing):
    """Draws a `Trend`. Every band, sign and the target are named in words, beside the colour."""

    trend: var[Trend | None] = var(None)

    def watch_trend(self) -> None:
        """Draw another measure."""
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Text]:
        """Draw the canvas between a scale on the left and words on the right."""
        trend = self.trend
        if trend is None or height - _AXIS_ROWS < _LEAST_ROWS or width < _LEAST_WIDTH:
            return []
        rows = lay_rows(trend.instrument, trend.target, height - _AXIS_ROWS)
        scale = max(_LEAST_SCALE, *(len(numbers) for numbers in rows.scale))
        words = max(len(word) for word in (*rows.names, *_legend(trend)))
        columns = width - scale - words - len(" │ ")
        days = lay_days(trend, columns, day_and_month)
        canvas = _canvas(trend, rows, days, columns)
        return [
            *(self._row(trend, rows, row, scale, drawn) for row, drawn in enumerate(canvas)),
            *self._axis(trend, days, scale, columns),
        ]

    def _row(self, trend: Trend, rows: PlotRows, row: int, scale: int, drawn: str) -> Text:
        inks, severity = self.inks, rows.severity[row]
        count = len(trend.instrument.bands)
        style = ink(inks.text if severity is None else band_ink(inks, severity, count))
        line = Text(end="", no_wrap=True)
        line.append(f"{rows.scale[row]:>{scale}} ", ink(inks.quiet))
        line.append("│", ink(inks.line))
        if trend.target is not None and row == rows.target:
            words = f" target {number(trend.target)} "
            line.append_text(_with_target(words, drawn, style, ink(inks.accent)))
        else:
            line.append(drawn, style)
        line.append(f" {rows.names[row]}", style)
        return line

    def _axis(self, trend: Trend, days: PlotDays, scale: int, columns: int) -> list[Text]:
        inks = self.inks
        rule, dates = ["─"] * columns, [" "] * columns
        for tick in days.ticks:
            rule[tick.column] = "┬"
            dates[tick.start : tick.end] = tick.name
        for column in days.unscored:
            rule[column] = NOT_SCORED
        not_scored, corrected = _legend(trend)
        axis = Text(f"{' ' * scale} └", ink(inks.line), no_wrap=True, end="")
        for sign in rule:
            axis.append(sign, ink(inks.text if sign == NOT_SCORED else inks.line))
        axis.append(f" {not_scored}", ink(inks.quiet))
        named = f"{' ' * scale}  {''.join(dates)} {corrected}".rstrip()
        return [axis, Text(named, ink(inks.quiet), no_wrap=True, end="")]


def _legend(trend: Trend) -> tuple[str, str]:
    """Explain the signs that occur: beside the axis, and beside the days."""
    corrected = any(point.amended for point in trend.points)
    return _NOT_SCORED_WORDS if trend.unscored else "", _CORRECTED_WORDS if corrected else ""


def _canvas(trend: Trend, rows: PlotRows, days: PlotDays, columns: int) -> tuple[str, ...]:
    if not trend.points:
        blank = [" " * columns] * rows.rows
        said = "no score yet" if not trend.unscored else "no form that could be scored yet"
        said = "scores of an earlier version are not on this scale" if trend.earlier else said
        blank[rows.rows // 2] = said.center(columns)[:columns]
        return tuple(blank)
    lines = [
        [
            Mark(column, rows.sub_row(point.total), CORRECTED if point.amended else SCORED)
            for column, point in run
        ]
        for run in days.runs
    ]
    return draw_lines(lines, columns, rows.rows).rows


def _with_target(words: str, drawn: str, style: Style, accent: Style) -> Text:
    """Draw the target as a dashed line where nothing else is drawn, with its name."""
    blanks = _TARGET * len(drawn)
    place = drawn.find(" " * (len(words) + 2), 2)
    if place >= 0:
        blanks = blanks[: place + 1] + words + blanks[place + 1 + len(words) :]
    line = Text(end="", no_wrap=True)
    for char, blank in zip(drawn, blanks, strict=True):
        line.append(*((blank, accent) if char == " " else (char, style)))
    return line
