"""A chart as lines of text: its plot, and below it axis, days, annotations, focuses, legend."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from rich.style import Style
from rich.text import Text

from romtui.domain.instrument import Instrument
from romtui.domain.text import day_and_month, day_and_short_year, stretch
from romtui.domain.time_axis import FocusSpan, Gap, TimeAxis, lay_time_axis
from romtui.ui.chart import texts
from romtui.ui.chart.annotations import named_signs
from romtui.ui.chart.canvas import Marker, draw_lines
from romtui.ui.chart.labels import Labels, end_totals, width_of
from romtui.ui.chart.layout import LEAST_ROWS, ChartLayout, ChartModel, lay_out
from romtui.ui.chart.legend import (
    BETWEEN,
    BORDER,
    CHANCE_EDGE,
    CUT,
    CUTOFF,
    EDGE,
    FOCUS_BEGINS,
    GAP,
    INDENT,
    NOT_SCORED,
    SCORED,
    SELECTED,
    TARGET,
    TICK,
    LegendEntry,
    point_glyph,
)
from romtui.ui.chart.plot import Plot
from romtui.ui.text import clipped, plain, wrapped
from romtui.ui.theme import Palette, ink

_AXIS_LINES: Final = 2
"""The axis itself, and the days under it."""
_LEAST_WIDTH: Final = 30
_LEAST_NUMBERS: Final = 4
_LEAST_SCORES: Final = 2
"""Of a chart: one score has no course."""
_SHORTEST_NAME: Final = 4
_GOES_ON: Final = "▸"
_SELECTED: Final = Style(bold=True, reverse=True)


def render_chart(model: ChartModel, palette: Palette, width: int, height: int) -> list[Text]:
    """Draw a chart on so many cells; nothing where that is too few."""
    if len(model.trend.points) < _LEAST_SCORES:
        return _instead(model, palette, width)[:height]
    lines = height - _AXIS_LINES
    if lines < LEAST_ROWS or width < _LEAST_WIDTH:
        return []
    return list(chart_of(model, palette, width, lines).lines())


def chart_of(model: ChartModel, palette: Palette, width: int, lines: int) -> "Chart":
    """Lay out a chart on so many lines beside the axis and its days.

    A part of the range is left out, and what could be chance is shaded, only where words find
    room that say so.
    """
    for may_cut in (False,) if model.for_patient else (True, False):
        for with_chance in (True, False):
            layout = lay_out(model, width, lines, with_chance=with_chance, may_cut=may_cut)
            chart = _draw(model, layout, palette, width)
            if chart.is_explained:
                return chart
    return chart


def _instead(model: ChartModel, palette: Palette, width: int) -> list[Text]:
    """What is said where there is no course to draw yet, and what to do."""
    trend, said = model.trend, [texts.ONE_SCORE]
    if not trend.points and trend.earlier:
        said = [texts.EARLIER_VERSION_ONLY]
    elif not trend.points and trend.unscored:
        said = [texts.NO_FORM_SCORED, texts.ONE_SCORE]
    keys = Text(end="", no_wrap=True)
    for key, words in () if trend.points else model.to_do:
        keys.append(f"{key} ", ink(palette.accent, bold=True))
        keys.append(f"{words}   ", ink(palette.text))
    lines = [line for one in said for line in wrapped(one, width, ink(palette.quiet))]
    return [clipped(keys, width), *lines] if keys else lines


def _draw(model: ChartModel, layout: ChartLayout, palette: Palette, width: int) -> "Chart":
    """Lay the days on the columns, draw the lines, and write on the plot what is to be read.

    On either side of the days there is room for the first and the last total.
    """
    trend, values = model.trend, layout.values
    numbers = max(_LEAST_NUMBERS, *(len(text) for text in values.numbers))
    columns = width - numbers - len(" │")
    first, last = end_totals(trend, palette, with_change=not model.for_patient)
    margins = (width_of(first) + 2, width_of(last) + 1)
    if sum(margins) > columns // 2:
        margins = (1, 1)
    time = _time_axis(model, columns, margins)
    runs = tuple(
        tuple(
            Marker(
                column,
                values.sub_row(point.total),
                point_glyph(point) if model.in_detail else SCORED,
            )
            for column, point in run
        )
        for run in time.runs
    )
    dots = [marker for run in runs for marker in run]
    plot = Plot(draw_lines(runs, columns, values.rows), dots, columns, palette)
    labels = Labels(plot, trend, values, time, palette, with_change=not model.for_patient)
    is_explained = labels.write()
    selected = None if model.selected is None else dots[model.selected]
    return Chart(palette, trend.instrument, layout, time, plot, numbers, selected, is_explained)


def _time_axis(model: ChartModel, columns: int, margins: tuple[int, int]) -> TimeAxis:
    trend, sessions = model.trend, model.sessions
    days = sorted([*(point.on for point in trend.points), *trend.unscored])
    if sessions is None:
        name = _day_name(days, model.today)
        return lay_time_axis(trend, columns, name, margins=margins, shortens=True)

    def session_number(day: date) -> str:
        count = sessions.number(day)
        said = "–" if count is None else str(count)
        return texts.first_session(said) if day == days[0] else said

    # Where nobody came there is still something to space evenly: the days of the forms.
    days_of_sessions = sessions.days or (date.min,)
    return lay_time_axis(trend, columns, session_number, days_of_sessions, margins=margins)


def _day_name(days: Sequence[date], today: date | None) -> Callable[[date], str]:
    """With its year, unless all days are of this one."""
    this_year = (today or days[-1]).year
    same = {day.year for day in days} == {this_year}
    return day_and_month if same else day_and_short_year


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart whose words are placed; `is_explained` says whether those that must be are.

    `numbers` are the cells for the numbers on the left.
    """

    palette: Palette
    instrument: Instrument
    layout: ChartLayout
    time: TimeAxis
    plot: Plot
    numbers: int
    selected: Marker | None
    is_explained: bool

    def lines(self) -> Iterator[Text]:
        """All lines, from the top."""
        layout = self.layout
        self._rules()
        yield from (self._row(row) for row in self.plot.rows)
        named = named_signs(
            layout.annotations, self._column, self.plot.width, self.time.unscored, self.palette
        )
        yield self._axis(named.signs)
        yield self._days()
        if layout.annotations:
            yield self._under_plot().append_text(named.names)
        if layout.focuses:
            yield self._focuses()
        for entries in layout.legend:
            yield self._legend(entries)
        for sentence in layout.explained:
            yield Text(" " * INDENT + sentence, ink(self.palette.quiet), end="", no_wrap=True)

    def _rules(self) -> None:
        """Draw the lines across where nothing else is: the target before the cutoff."""
        values, palette = self.layout.values, self.palette
        if values.target is not None:
            self.plot.rule(values.target, TARGET, palette.accent)
        if values.cutoff is not None and values.cutoff != values.target:
            self.plot.rule(values.cutoff, CUTOFF, palette.quiet)
        for row in values.borders - {values.target, values.cutoff}:
            self.plot.rule(row, BORDER, palette.quiet)

    def _row(self, row: int) -> Text:
        """A row of the plot and its number; what could be chance has a ground of its own."""
        palette, values = self.palette, self.layout.values
        chance = values.may_be_chance[row]
        ground = palette.raised if chance else None
        said = values.numbers[row]
        if not said and row == 0 and values.hi < self.instrument.hi:
            said = CUT
        line = Text(f"{said:>{self.numbers}} ", ink(palette.quiet), end="", no_wrap=True)
        edge = (CHANCE_EDGE, palette.quiet) if chance else (EDGE, palette.line)
        line.append(edge[0], ink(edge[1]))
        cells = self.plot.line(row, ground)
        if self.selected is not None and self.selected.row == row:
            cells.stylize(_SELECTED, self.selected.column, self.selected.column + 1)
        return line.append_text(cells)

    def _axis(self, annotated: Mapping[int, str]) -> Text:
        """The line of the days: each form, what happened, what is selected, where time is cut."""
        palette = self.palette
        rule = [("─", palette.line)] * self.plot.width
        for gap in self.time.gaps:
            start, words = _gap_words(gap)
            rule[start : start + len(words)] = [(glyph, palette.quiet) for glyph in words]
        for column in self.time.marks:
            rule[column] = (TICK, palette.line)
        for column in self.time.unscored:
            rule[column] = (NOT_SCORED, palette.text)
        for column, sign in annotated.items():
            rule[column] = (sign, palette.accent)
        if self.selected is not None:
            rule[self.selected.column] = (SELECTED, palette.accent)
        cut = CUT if self.layout.values.lo > self.instrument.lo else ""
        axis = Text(f"{cut:>{self.numbers}} ", ink(palette.quiet), no_wrap=True, end="")
        axis.append("└", ink(palette.line))
        for colour, signs in groupby(rule, lambda sign: sign[1]):
            glyphs = "".join(glyph for glyph, _ in signs)
            axis.append(glyphs, ink(colour, bold=colour == palette.accent))
        return axis

    def _days(self) -> Text:
        """The names of the days, or the numbers of the sessions."""
        names = [" "] * self.plot.width
        for tick in self.time.ticks:
            names[tick.start : tick.end] = tick.name
        return self._under_plot().append("".join(names).rstrip(), ink(self.palette.quiet))

    def _focuses(self) -> Text:
        """Draw each focus as a span with its name in it, up to where the next one begins."""
        line, left = self._under_plot(), self._left
        focuses = self.layout.focuses
        for focus, after in zip(focuses, (*focuses[1:], None), strict=True):
            start = max(self._column(focus.since), line.cell_len - left)
            if after is not None:
                end = self._column(after.since)
            elif focus.until is not None:
                end = self._column(focus.until) + 1
            else:
                end = self.plot.width
            line.append(" " * (start + left - line.cell_len))
            line.append_text(self._span(focus, end - start))
        return line

    def _span(self, focus: FocusSpan, width: int) -> Text:
        """`├─ sleep routine ──┤`, with an arrow where it goes on."""
        palette = self.palette
        span = Text(FOCUS_BEGINS, ink(palette.accent), end="", no_wrap=True)
        room = width - len("├─  ┤")
        if room >= _SHORTEST_NAME:
            span.append("─ ", ink(palette.accent))
            span.append_text(clipped(plain(focus.name, ink(palette.quiet)), room)).append(" ")
        span.append("─" * (width - span.cell_len - 1), ink(palette.accent))
        if width > 1:
            span.append(_GOES_ON if focus.until is None else "┤", ink(palette.accent))
        return clipped(span, max(width, 0))

    def _legend(self, entries: list[LegendEntry]) -> Text:
        line = Text(" " * INDENT, end="", no_wrap=True)
        for entry in entries:
            line.append(" " * BETWEEN if entry is not entries[0] else "")
            line.append(entry.glyph, ink(self.palette.text))
            line.append(f" {entry.words}", ink(self.palette.quiet))
        return line

    def _column(self, day: date) -> int:
        """The column of a day on the plot."""
        return self.time.column(day, self.plot.width)

    def _under_plot(self) -> Text:
        """A line that begins where the plot does."""
        return Text(" " * self._left, end="", no_wrap=True)

    @property
    def _left(self) -> int:
        """Cells before the plot."""
        return self.numbers + len(" │")


def _gap_words(gap: Gap) -> tuple[int, str]:
    """Where a gap is marked on the axis, and with how long it was if there is room."""
    room = gap.right - gap.left - 1
    long = f"{GAP} {stretch(gap.days)} {GAP}"
    said = next((words for words in (long, GAP) if len(words) <= room), "")
    return gap.left + 1 + (room - len(said)) // 2, said
