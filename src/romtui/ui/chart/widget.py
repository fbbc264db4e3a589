"""The course of one measure on its whole range, with bands in words and every line named."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from rich.style import Style
from rich.text import Text
from textual.reactive import var

from romtui.domain.chart import Trend, number
from romtui.domain.day_words import day_and_month, named_from
from romtui.domain.plot_days import PlotDays, lay_days
from romtui.domain.plot_rows import PlotRows
from romtui.ui.chart.foot import Foot
from romtui.ui.chart.glyphs import (
    CUTOFF,
    FITS,
    PLAIN,
    START,
    TARGET,
    WITHIN,
    Picture,
    sign_of,
)
from romtui.ui.chart.plan import Plan, lay_out
from romtui.ui.chart.plot import Mark, draw_lines
from romtui.ui.theme import band_ink, ink
from romtui.ui.widgets.drawing import Drawing

_AXIS_ROWS: Final = 2
_LEAST_ROWS, _LEAST_WIDTH = 3, 30
_LEAST_SCALE: Final = 4
_CHOSEN: Final = Style(bold=True, reverse=True)


@dataclass(frozen=True, slots=True)
class _At:
    """A cell of the canvas."""

    column: int
    row: int


class TrendChart(Drawing):
    """Draws a `Picture`. Every band, sign and line is named in words, beside the colour."""

    picture: var[Picture | None] = var(None)

    def watch_picture(self) -> None:
        """Draw another picture."""
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Text]:
        """Draw the canvas between a scale on the left and words on the right."""
        picture = self.picture
        if picture is None or height - _AXIS_ROWS < _LEAST_ROWS or width < _LEAST_WIDTH:
            return []
        trend = picture.trend
        plan = lay_out(picture, width, height - _AXIS_ROWS)
        scale = max(_LEAST_SCALE, *(len(numbers) for numbers in plan.rows.scale))
        columns = width - scale - plan.words - len(" │ ")
        days = _days(picture, columns)
        foot = Foot(self.palette, days, scale + len(" │"), columns)
        canvas = _canvas(trend, plan.rows, days, columns)
        chosen = _place_of(picture, days, plan.rows)
        return [
            *(self._row(trend, plan, row, scale, line, chosen) for row, line in enumerate(canvas)),
            *self._below(plan, foot, None if chosen is None else chosen.column),
        ]

    def _below(self, plan: Plan, foot: Foot, chosen: int | None) -> list[Text]:
        at_axis, at_days, at_names = (*plan.beside, "", "", "")[:3]
        lines = [foot.axis(plan.happened, chosen, at_axis), foot.dates(at_days)]
        lines += [foot.happenings(plan.happened, at_names)] if plan.named else []
        lines += [foot.focuses(plan.focuses)] if plan.focuses else []
        return [*lines, *foot.legend(plan.legend)]

    def _row(
        self, trend: Trend, plan: Plan, row: int, scale: int, drawn: str, chosen: _At | None
    ) -> Text:
        palette, rows = self.palette, plan.rows
        severity = rows.severity[row]
        count = len(trend.instrument.bands)
        colour = palette.text if severity is None else band_ink(palette, severity, count)
        style = ink(colour, background=palette.raised if rows.within[row] else None)
        line = Text(end="", no_wrap=True)
        line.append(f"{rows.scale[row]:>{scale}} ", ink(palette.quiet))
        line.append(*self._edge(trend, plan, row))
        canvas = self._ruled(trend, rows, row, drawn, style)
        if chosen is not None and chosen.row == row:
            canvas.stylize(_CHOSEN, chosen.column, chosen.column + 1)
        line.append_text(canvas)
        line.append(f" {rows.names[row]}", ink(colour))
        return line

    def _edge(self, trend: Trend, plan: Plan, row: int) -> tuple[str, Style]:
        """The axis on the left: where a change may be chance, and where it began."""
        rows, start = plan.rows, trend.start
        sign = WITHIN if rows.within[row] else PLAIN
        at_start = start is not None and rows.row(start) == row
        if at_start and plan.explains(START[sign]):
            return START[sign], ink(self.palette.quiet)
        return sign, ink(self.palette.quiet if rows.within[row] else self.palette.line)

    def _ruled(self, trend: Trend, rows: PlotRows, row: int, drawn: str, style: Style) -> Text:
        palette, target, cutoff = self.palette, trend.target, trend.instrument.cutoff
        at_target = target is not None and row == rows.target
        at_cutoff = cutoff is not None and row == rows.cutoff
        words = [f"target {number(target)}"] if target is not None and at_target else []
        words += [f"cutoff {number(cutoff)}"] if cutoff is not None and at_cutoff else []
        if not words:
            return Text(drawn, style, end="", no_wrap=True)
        pattern, colour = (TARGET, palette.accent) if at_target else (CUTOFF, palette.quiet)
        return _with_rule(f" {' · '.join(words)} ", pattern, drawn, style, ink(colour))


def _days(picture: Picture, columns: int) -> PlotDays:
    sessions = picture.sessions
    if sessions is None:
        return lay_days(picture.trend, columns, _names(picture))

    def name(day: date) -> str:
        number = sessions.number(day)
        return "–" if number is None else str(number)

    return lay_days(picture.trend, columns, name, sessions.days or (date.min,))


def _names(picture: Picture) -> Callable[[date], str]:
    days = [*(point.on for point in picture.trend.points), *picture.trend.unscored]
    if not days:
        return day_and_month
    return named_from(min(days), picture.today or max(days))


def _place_of(picture: Picture, days: PlotDays, rows: PlotRows) -> _At | None:
    """Where the point is that is read out."""
    if picture.chosen is None:
        return None
    column, point = [place for run in days.runs for place in run][picture.chosen]
    return _At(column, rows.row(point.total))


def _canvas(trend: Trend, rows: PlotRows, days: PlotDays, columns: int) -> tuple[str, ...]:
    if not trend.points:
        blank = [" " * columns] * rows.rows
        said = "no score yet" if not trend.unscored else "no form that could be scored yet"
        said = "scores of an earlier version are not on this scale" if trend.earlier else said
        blank[rows.rows // 2] = said.center(columns)[:columns]
        return tuple(blank)
    lines = tuple(
        tuple(Mark(column, rows.sub_row(point.total), sign_of(point)) for column, point in run)
        for run in days.runs
    )
    return _with_fits(draw_lines(lines, columns, rows.rows).rows, rows, days)


def _with_fits(drawn: Sequence[str], rows: PlotRows, days: PlotDays) -> tuple[str, ...]:
    """Set what the person found of a score above its point, or below where that is free."""
    cells = [list(line) for line in drawn]
    for run in days.runs:
        for column, point in run:
            sign = FITS.get(point.fit) if point.fit is not None else None
            if sign is not None:
                row = _free_beside(cells, rows.row(point.total), column)
                cells[row][column] = sign
    return tuple("".join(line) for line in cells)


def _free_beside(cells: Sequence[Sequence[str]], row: int, column: int) -> int:
    near = [at for at in (row - 1, row + 1) if 0 <= at < len(cells)]
    return next((at for at in near if cells[at][column] == " "), near[0])


def _with_rule(words: str, pattern: str, drawn: str, style: Style, accent: Style) -> Text:
    """Draw a rule where nothing else is drawn, with its name."""
    blanks = (pattern * len(drawn))[: len(drawn)]
    place = drawn.find(" " * (len(words) + 2), 2)
    if place >= 0:
        blanks = blanks[: place + 1] + words + blanks[place + 1 + len(words) :]
    line = Text(end="", no_wrap=True)
    for free, run in groupby(zip(drawn, blanks, strict=True), lambda pair: pair[0] == " "):
        chars, instead = zip(*run, strict=True)
        line.append("".join(instead if free else chars), accent if free else style)
    return line
