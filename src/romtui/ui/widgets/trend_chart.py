"""The course of one measure on its whole range, with bands in words and every line named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rich.style import Style
from rich.text import Text
from textual.reactive import var

from romtui.domain.chart import Trend, number
from romtui.domain.plot_days import PlotDays, lay_days
from romtui.domain.plot_rows import PlotRows, lay_rows
from romtui.domain.timeline import Happening, Stretch
from romtui.ui.chart_foot import Foot, legend_lines
from romtui.ui.chart_signs import (
    ALL_ANSWERS,
    FITS,
    PLAIN,
    SOMETHING_HAPPENED,
    START,
    WITHIN,
    Entry,
    Picture,
    legend,
    sign_of,
)
from romtui.ui.dates import day_and_month
from romtui.ui.plot import Mark, draw_lines
from romtui.ui.theme import band_ink, ink
from romtui.ui.widgets.drawing import Drawing

_TARGET, _CUTOFF = "┄", "·  "
_AXIS_ROWS: Final = 2
_LEAST_ROWS, _LEAST_WIDTH = 3, 30
_ENOUGH_ROWS: Final = 6
"""Rows of the canvas that legend and happenings may not take away."""
_ROOMY: Final = 14
"""Rows from which events and focuses have a line each, and the legend never stands beside."""
_LEAST_SCALE: Final = 4
_BESIDE, _PLACES_BESIDE = 18, 2
"""Cells of a sign and its words beside axis and days, where the bands are named; how many."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the lines of a chart are divided, and what is drawn on its rows.

    `beside` stands at the right of the axis and of the days, `legend` below everything.
    `happened` has a line of its own, and so have the `focuses`; without a line for the focuses
    their beginnings are among what happened. What has no line is marked on the axis all the same.
    """

    rows: PlotRows
    beside: tuple[str, ...]
    legend: list[list[Entry]]
    happened: tuple[Happening, ...]
    focuses: tuple[Stretch, ...]
    named: bool

    @property
    def words(self) -> int:
        """Cells on the right."""
        return max(len(word) for word in (*self.rows.names, *self.beside))


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
        plan = _plan(picture, width, height - _AXIS_ROWS)
        scale = max(_LEAST_SCALE, *(len(numbers) for numbers in plan.rows.scale))
        columns = width - scale - plan.words - len(" │ ")
        days = _days(picture, columns)
        foot = Foot(self.inks, days, scale + len(" │"), columns)
        canvas = _canvas(trend, plan.rows, days, columns)
        chosen = _column_of(picture, days)
        return [
            *(self._row(picture, plan.rows, row, scale, line) for row, line in enumerate(canvas)),
            *self._below(plan, foot, chosen),
        ]

    def _below(self, plan: _Plan, foot: Foot, chosen: int | None) -> list[Text]:
        at_axis, at_days = (*plan.beside, "", "")[:2]
        lines = [foot.axis(plan.happened, chosen, at_axis), foot.dates(at_days)]
        lines += [foot.happenings(plan.happened)] if plan.named else []
        lines += [foot.focuses(plan.focuses)] if plan.focuses else []
        return [*lines, *foot.legend(plan.legend)]

    def _row(self, picture: Picture, rows: PlotRows, row: int, scale: int, drawn: str) -> Text:
        inks, trend, severity = self.inks, picture.trend, rows.severity[row]
        count = len(trend.instrument.bands)
        colour = inks.text if severity is None else band_ink(inks, severity, count)
        style = ink(colour, ground=inks.raised if rows.within[row] else None)
        line = Text(end="", no_wrap=True)
        line.append(f"{rows.scale[row]:>{scale}} ", ink(inks.quiet))
        line.append(*self._edge(trend, rows, row))
        line.append_text(self._ruled(trend, rows, row, drawn, style))
        line.append(f" {rows.names[row]}", ink(colour))
        return line

    def _edge(self, trend: Trend, rows: PlotRows, row: int) -> tuple[str, Style]:
        """The axis on the left: where a change may be chance, and where it began."""
        sign = WITHIN if rows.within[row] else PLAIN
        baseline = trend.baseline
        if baseline is not None and rows.row(baseline.total) == row:
            return START[sign], ink(self.inks.quiet)
        return sign, ink(self.inks.quiet if rows.within[row] else self.inks.line)

    def _ruled(self, trend: Trend, rows: PlotRows, row: int, drawn: str, style: Style) -> Text:
        inks, target, cutoff = self.inks, trend.target, trend.instrument.cutoff
        at_target = target is not None and row == rows.target
        at_cutoff = cutoff is not None and row == rows.cutoff
        words = [f"target {number(target)}"] if target is not None and at_target else []
        words += [f"cutoff {number(cutoff)}"] if cutoff is not None and at_cutoff else []
        if not words:
            return Text(drawn, style, end="", no_wrap=True)
        pattern, colour = (_TARGET, inks.accent) if at_target else (_CUTOFF, inks.quiet)
        return _with_rule(f" {' · '.join(words)} ", pattern, drawn, style, ink(colour))


def _plan(picture: Picture, width: int, lines: int) -> _Plan:
    """Divide so many lines: first for the canvas, then for the legend, then for what happened.

    Where the rows of what may be chance are not all of one kind, they are not marked, and the
    legend says nothing of them.
    """
    marked = _planned(picture, width, lines, within=True)
    return marked if any(marked.rows.within) else _planned(picture, width, lines, within=False)


def _planned(picture: Picture, width: int, lines: int, *, within: bool) -> _Plan:
    trend, roomy = picture.trend, lines >= _ROOMY
    corridor = trend.corridor if within else None
    timeline = picture.timeline.since(trend.first_day)
    happened = timeline.events if roomy else timeline.happenings(trend.first_day)
    focuses = timeline.focuses if roomy else ()
    entries = legend(trend, within=corridor is not None)
    entries = tuple(one for one in entries if roomy or one != ALL_ANSWERS)
    beside, below = _divided(entries, width, lines)
    named = bool(happened) and lines - len(below) > _ENOUGH_ROWS
    if happened and not named:
        beside, below = _divided((*entries, SOMETHING_HAPPENED), width, lines)
    rows = lines - len(below) - named - bool(focuses)
    return _Plan(
        rows=lay_rows(trend.instrument, trend.target, rows, corridor),
        beside=beside,
        legend=below,
        happened=happened,
        focuses=focuses,
        named=named,
    )


def _divided(
    entries: Sequence[Entry], width: int, lines: int
) -> tuple[tuple[str, ...], list[list[Entry]]]:
    """Put the legend below the chart, or beside its axis where that spares a line that is needed.

    Where there is no line for all of it, the two that need words most stand beside the axis.
    """
    brief = tuple(str(entry) for entry in entries if len(str(entry)) <= _BESIDE)
    below = legend_lines(entries, width)
    if lines < _ROOMY and len(brief) == len(entries) <= _PLACES_BESIDE:
        return brief, []
    if below and lines - len(below) < _ENOUGH_ROWS:
        return brief[:_PLACES_BESIDE], []
    return (), below


def _days(picture: Picture, columns: int) -> PlotDays:
    sessions = picture.sessions
    if sessions is None:
        return lay_days(picture.trend, columns, day_and_month)

    def name(day: date) -> str:
        number = sessions.number(day)
        return "–" if number is None else str(number)

    return lay_days(picture.trend, columns, name, sessions.days or (date.min,))


def _column_of(picture: Picture, days: PlotDays) -> int | None:
    """The column of the point that is read out."""
    if picture.chosen is None:
        return None
    return [column for run in days.runs for column, _ in run][picture.chosen]


def _canvas(trend: Trend, rows: PlotRows, days: PlotDays, columns: int) -> tuple[str, ...]:
    if not trend.points:
        blank = [" " * columns] * rows.rows
        said = "no score yet" if not trend.unscored else "no form that could be scored yet"
        said = "scores of an earlier version are not on this scale" if trend.earlier else said
        blank[rows.rows // 2] = said.center(columns)[:columns]
        return tuple(blank)
    lines = [
        [Mark(column, rows.sub_row(point.total), sign_of(point)) for column, point in run]
        for run in days.runs
    ]
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
    for char, blank in zip(drawn, blanks, strict=True):
        line.append(*((blank, accent) if char == " " else (char, style)))
    return line
