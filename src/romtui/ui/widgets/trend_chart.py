"""The course of one measure on its whole range, with bands in words and the target."""

from collections.abc import Iterable
from typing import Final

from rich.style import Style
from rich.text import Text
from textual.reactive import var

from romtui.domain.chart import Trend, number
from romtui.domain.plot_days import PlotDays, lay_days
from romtui.domain.plot_rows import PlotRows, lay_rows
from romtui.domain.timeline import Happening
from romtui.ui.dates import day_and_month
from romtui.ui.plot import Mark, draw_lines
from romtui.ui.text import clipped, plain
from romtui.ui.theme import band_ink, ink
from romtui.ui.widgets.drawing import Drawing

SCORED: Final = "●"
CORRECTED: Final = "◆"
NOT_SCORED: Final = "○"
HAPPENED: Final = "◇"
_CORRECTED_WORDS: Final = f"{CORRECTED} corrected"
_NOT_SCORED_WORDS: Final = f"{NOT_SCORED} not scored"
_TARGET: Final = "┄"
_AXIS_ROWS: Final = 2
_LEAST_ROWS, _LEAST_WIDTH = 3, 30
_ROWS_BESIDE_HAPPENINGS: Final = 6
"""Rows of the chart that what happened may not take away."""
_LEAST_SCALE: Final = 4
_LONGEST_NAME, _BETWEEN_NAMES = 24, 2


class TrendChart(Drawing):
    """Draws a `Trend`. Every band, sign and the target are named in words, beside the colour."""

    trend: var[Trend | None] = var(None)
    happened: var[tuple[Happening, ...]] = var(())
    """What is marked under the days; nothing where the person looks on."""

    def watch_trend(self) -> None:
        """Draw another measure."""
        self.redraw()

    def watch_happened(self) -> None:
        """Draw what happened."""
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Text]:
        """Draw the canvas between a scale on the left and words on the right."""
        trend = self.trend
        if trend is None or height - _AXIS_ROWS < _LEAST_ROWS or width < _LEAST_WIDTH:
            return []
        named = bool(self._within(trend)) and height > _AXIS_ROWS + _ROWS_BESIDE_HAPPENINGS
        rows = lay_rows(trend.instrument, trend.target, height - _AXIS_ROWS - named)
        scale = max(_LEAST_SCALE, *(len(numbers) for numbers in rows.scale))
        words = max(len(word) for word in (*rows.names, *_legend(trend)))
        columns = width - scale - words - len(" │ ")
        days = lay_days(trend, columns, day_and_month)
        canvas = _canvas(trend, rows, days, columns)
        return [
            *(self._row(trend, rows, row, scale, drawn) for row, drawn in enumerate(canvas)),
            *self._axis(trend, days, scale, columns),
            *([self._happenings(trend, days, scale, columns)] if named else []),
        ]

    def _within(self, trend: Trend) -> tuple[Happening, ...]:
        """What happened since the first form."""
        forms = [*(point.on for point in trend.points), *trend.unscored]
        return tuple(one for one in self.happened if forms and one.on >= min(forms))

    def _happenings(self, trend: Trend, days: PlotDays, scale: int, columns: int) -> Text:
        """Name what happened under its day, the latest first, as long as there is room."""
        line, free = Text(end="", no_wrap=True), columns
        for one in reversed(self._within(trend)):
            name = Text(f"{HAPPENED} ", ink(self.inks.accent), end="")
            name.append_text(clipped(plain(one.what, ink(self.inks.quiet)), _LONGEST_NAME))
            at = days.column(one.on, columns) or 0
            start = min(at, free - name.cell_len)
            if start < 0:
                break
            name.append(" " * (free - start - name.cell_len))
            line, free = name.append_text(line), max(start - _BETWEEN_NAMES, 0)
            line = Text(" " * (start - free), end="", no_wrap=True).append_text(line)
        return Text(" " * (scale + len(" └") + free), end="", no_wrap=True).append_text(line)

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
        for happening in self._within(trend):
            rule[days.column(happening.on, columns) or 0] = HAPPENED
        for column in days.unscored:
            rule[column] = NOT_SCORED
        not_scored, corrected = _legend(trend)
        axis = Text(f"{' ' * scale} └", ink(inks.line), no_wrap=True, end="")
        for sign in rule:
            axis.append(
                sign, ink({NOT_SCORED: inks.text, HAPPENED: inks.accent}.get(sign, inks.line))
            )
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
