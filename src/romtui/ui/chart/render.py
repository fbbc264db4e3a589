"""A chart as lines of text: its rows, and below them axis, days, annotations, focuses, legend."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from rich.style import Style
from rich.text import Text

from romtui.domain.text import day_and_month, named_from, number
from romtui.domain.time_axis import FocusSpan, TimeAxis, lay_time_axis
from romtui.ui.chart.canvas import draw_canvas
from romtui.ui.chart.layout import ChartLayout, ChartModel, lay_out
from romtui.ui.chart.legend import (
    ANNOTATION,
    CHANCE_EDGE,
    CUTOFF,
    EDGE,
    GAP,
    INDENT,
    NOT_SCORED,
    SELECTED,
    START,
    TARGET,
    LegendEntry,
)
from romtui.ui.text import clipped, plain
from romtui.ui.theme import Palette, band_ink, ink

_AXIS_LINES: Final = 2
"""The axis itself, and the days under it."""
_LEAST_ROWS, _LEAST_WIDTH = 3, 30
_LEAST_NUMBERS: Final = 4
_LONGEST_NAME, _BETWEEN_NAMES = 24, 2
_SHORTEST_NAME: Final = 4
_GOES_ON: Final = "▸"
_SELECTED: Final = Style(bold=True, reverse=True)


def render_chart(model: ChartModel, palette: Palette, width: int, height: int) -> list[Text]:
    """Draw a chart on so many cells; nothing where that is too few."""
    lines = height - _AXIS_LINES
    if lines < _LEAST_ROWS or width < _LEAST_WIDTH:
        return []
    layout = lay_out(model, width, lines)
    numbers = max(_LEAST_NUMBERS, *(len(text) for text in layout.values.numbers))
    columns = width - numbers - layout.right - len(" │ ")
    time = _time_axis(model, columns)
    return list(_Renderer(palette, model, layout, time, numbers, columns).lines())


def _time_axis(model: ChartModel, columns: int) -> TimeAxis:
    trend, sessions = model.trend, model.sessions
    if sessions is not None:

        def session_number(day: date) -> str:
            count = sessions.number(day)
            return "–" if count is None else str(count)

        # Where nobody came there is still something to space evenly: the days of the forms.
        return lay_time_axis(trend, columns, session_number, sessions.days or (date.min,))
    days = [*(point.on for point in trend.points), *trend.unscored]
    name = named_from(min(days), model.today or max(days)) if days else day_and_month
    return lay_time_axis(trend, columns, name)


@dataclass(frozen=True, slots=True)
class _Renderer:
    """`numbers` are the cells for the numbers on the left, `columns` those of the canvas."""

    palette: Palette
    model: ChartModel
    layout: ChartLayout
    time: TimeAxis
    numbers: int
    columns: int

    def lines(self) -> Iterator[Text]:
        trend, layout, time = self.model.trend, self.layout, self.time
        column, row = None, None
        if self.model.selected is not None:
            placed = [placed for run in time.runs for placed in run]
            column, point = placed[self.model.selected]
            row = layout.values.row(point.total)
        for at, drawn in enumerate(draw_canvas(trend, layout.values, time, self.columns)):
            yield self._row(at, drawn, column if at == row else None)
        beside_axis, beside_days, beside_names = (*layout.beside, "", "", "")[:3]
        yield self._axis(column, beside_axis)
        yield self._days(beside_days)
        if layout.names_annotations:
            yield self._annotations(beside_names)
        if layout.focuses:
            yield self._focuses()
        for entries in layout.legend:
            yield self._legend(entries)

    def _row(self, row: int, drawn: str, selected: int | None) -> Text:
        """A row of the canvas between its numbers and the name of its band."""
        palette, values, trend = self.palette, self.layout.values, self.model.trend
        severity, chance = values.severity[row], values.may_be_chance[row]
        bands = len(trend.instrument.bands)
        colour = palette.text if severity is None else band_ink(palette, severity, bands)
        edge, edge_colour = EDGE, palette.line
        if chance:
            edge, edge_colour = CHANCE_EDGE, palette.quiet
        start = trend.start
        at_start = start is not None and values.row(start) == row
        if at_start and self.layout.explains(START[edge]):
            edge, edge_colour = START[edge], palette.quiet

        line = Text(end="", no_wrap=True)
        line.append(f"{values.numbers[row]:>{self.numbers}} ", ink(palette.quiet))
        line.append(edge, ink(edge_colour))
        style = ink(colour, background=palette.raised if chance else None)
        cells = self._with_rule(row, drawn, style)
        if selected is not None:
            cells.stylize(_SELECTED, selected, selected + 1)
        line.append_text(cells)
        return line.append(f" {values.band_names[row]}", ink(colour))

    def _with_rule(self, row: int, drawn: str, style: Style) -> Text:
        """Draw the rule of target or cutoff with its name, where nothing else is drawn."""
        palette, values = self.palette, self.layout.values
        target, cutoff = self.model.trend.target, self.model.trend.instrument.cutoff
        names = []
        if target is not None and row == values.target:
            names.append(f"target {number(target)}")
        if cutoff is not None and row == values.cutoff:
            names.append(f"cutoff {number(cutoff)}")
        if not names:
            return Text(drawn, style, end="", no_wrap=True)
        pattern, rule_style = TARGET, ink(palette.accent)
        if row != values.target:
            pattern, rule_style = CUTOFF, ink(palette.quiet)
        name = f" {' · '.join(names)} "
        rule = (pattern * len(drawn))[: len(drawn)]
        room = drawn.find(" " * (len(name) + 2), 2)
        if room >= 0:
            rule = rule[: room + 1] + name + rule[room + 1 + len(name) :]
        line = Text(end="", no_wrap=True)
        for free, run in groupby(zip(drawn, rule, strict=True), lambda pair: pair[0] == " "):
            chars, instead = zip(*run, strict=True)
            line.append("".join(instead if free else chars), rule_style if free else style)
        return line

    def _axis(self, selected: int | None, beside: str) -> Text:
        """The line of the days, with annotations, forms without a score and what is selected."""
        palette = self.palette
        rule = ["─"] * self.columns
        for tick in self.time.ticks:
            rule[tick.column] = "┬"
        for annotation in self.layout.annotations:
            rule[self._column(annotation.on)] = ANNOTATION
        for column in self.time.unscored:
            rule[column] = NOT_SCORED
        if selected is not None:
            rule[selected] = SELECTED
        colours = {NOT_SCORED: palette.text, ANNOTATION: palette.accent, SELECTED: palette.accent}
        axis = Text(f"{' ' * (self._left - 1)}└", ink(palette.line), no_wrap=True, end="")
        for colour, glyphs in groupby(rule, lambda glyph: colours.get(glyph, palette.line)):
            axis.append("".join(glyphs), ink(colour, bold=colour == palette.accent))
        return axis.append(f" {beside}".rstrip(), ink(palette.quiet))

    def _days(self, beside: str) -> Text:
        """The names of the days, or the numbers of the sessions."""
        names = [" "] * self.columns
        for tick in self.time.ticks:
            names[tick.start : tick.end] = tick.name
        line = f"{' ' * self._left}{''.join(names)} {beside}".rstrip()
        return Text(line, ink(self.palette.quiet), no_wrap=True, end="")

    def _annotations(self, beside: str) -> Text:
        """Name each annotation under its day, the latest first, as long as there is room."""
        line, free = Text(end="", no_wrap=True), self.columns
        for annotation in reversed(self.layout.annotations):
            name = Text(f"{ANNOTATION} ", ink(self.palette.accent), end="")
            words = plain(annotation.text, ink(self.palette.quiet))
            name.append_text(clipped(words, _LONGEST_NAME))
            start = min(self._column(annotation.on), free - name.cell_len)
            if start < 0:
                break
            name.append(" " * (free - start - name.cell_len))
            line, free = name.append_text(line), max(start - _BETWEEN_NAMES, 0)
            line = Text(" " * (start - free), end="", no_wrap=True).append_text(line)
        line = Text(" " * (self._left + free), end="", no_wrap=True).append_text(line)
        return line.append(f" {beside}".rstrip(), ink(self.palette.quiet))

    def _focuses(self) -> Text:
        """Draw each focus as a span with its name in it, up to where the next one begins."""
        line = Text(" " * self._left, end="", no_wrap=True)
        focuses = self.layout.focuses
        for focus, after in zip(focuses, (*focuses[1:], None), strict=True):
            start = max(self._column(focus.since), line.cell_len - self._left)
            if after is not None:
                end = self._column(after.since)
            elif focus.until is not None:
                end = self._column(focus.until) + 1
            else:
                end = self.columns
            line.append(" " * (start + self._left - line.cell_len))
            line.append_text(self._span(focus, end - start))
        return line

    def _span(self, focus: FocusSpan, width: int) -> Text:
        """`├─ sleep routine ──┤`, with an arrow where it goes on."""
        palette = self.palette
        span = Text("├", ink(palette.accent), end="", no_wrap=True)
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
            line.append(" " * GAP if entry is not entries[0] else "")
            line.append(entry.glyph, ink(self.palette.text))
            line.append(f" {entry.words}", ink(self.palette.quiet))
        return line

    def _column(self, day: date) -> int:
        return self.time.column(day, self.columns)

    @property
    def _left(self) -> int:
        """Cells before the canvas."""
        return self.numbers + len(" │")
