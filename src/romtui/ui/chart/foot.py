"""What stands below the canvas of a chart: axis, days, events, focuses, legend."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from rich.text import Text

from romtui.domain.plot_days import PlotDays
from romtui.domain.timeline import Happening, Stretch
from romtui.ui.chart.glyphs import CHOSEN, HAPPENED, NOT_SCORED, Entry
from romtui.ui.text import clipped, plain
from romtui.ui.theme import Palette, ink

_LONGEST_NAME, _BETWEEN_NAMES = 24, 2
_SHORTEST_NAME: Final = 4
LEGEND_INDENT, BETWEEN_ENTRIES = 6, 3
_GOES_ON: Final = "▸"


def legend_lines(entries: Sequence[Entry], width: int) -> list[list[Entry]]:
    """Divide a legend into as few lines as it needs."""
    lines: list[list[Entry]] = []
    free = 0
    for entry in entries:
        cells = len(str(entry)) + BETWEEN_ENTRIES
        if not lines or cells > free:
            lines.append([])
            free = width - LEGEND_INDENT + BETWEEN_ENTRIES
        lines[-1].append(entry)
        free -= cells
    return lines


@dataclass(frozen=True, slots=True)
class Foot:
    """The lines below a canvas of so many columns, `left` cells from the edge.

    Nothing may be handed in that was over before the first form.
    """

    palette: Palette
    days: PlotDays
    left: int
    columns: int

    def axis(self, marked: Sequence[Happening], chosen: int | None, beside: str) -> Text:
        """The line of the days: where forms without a score are, what happened, what is chosen."""
        palette = self.palette
        rule = ["─"] * self.columns
        for tick in self.days.ticks:
            rule[tick.column] = "┬"
        for one in marked:
            rule[self._column(one)] = HAPPENED
        for column in self.days.unscored:
            rule[column] = NOT_SCORED
        if chosen is not None:
            rule[chosen] = CHOSEN
        colours = {NOT_SCORED: palette.text, HAPPENED: palette.accent, CHOSEN: palette.accent}
        axis = Text(f"{' ' * (self.left - 1)}└", ink(palette.line), no_wrap=True, end="")
        for colour, signs in groupby(rule, lambda sign: colours.get(sign, palette.line)):
            axis.append("".join(signs), ink(colour, bold=colour == palette.accent))
        axis.append(f" {beside}".rstrip(), ink(palette.quiet))
        return axis

    def dates(self, beside: str) -> Text:
        """The names of the days, or the numbers of the sessions."""
        names = [" "] * self.columns
        for tick in self.days.ticks:
            names[tick.start : tick.end] = tick.name
        line = f"{' ' * self.left}{''.join(names)} {beside}".rstrip()
        return Text(line, ink(self.palette.quiet), no_wrap=True, end="")

    def happenings(self, happened: Sequence[Happening], beside: str) -> Text:
        """Name what happened under its day, the latest first, as long as there is room."""
        line, free = Text(end="", no_wrap=True), self.columns
        for one in reversed(happened):
            name = Text(f"{HAPPENED} ", ink(self.palette.accent), end="")
            name.append_text(clipped(plain(one.what, ink(self.palette.quiet)), _LONGEST_NAME))
            start = min(self._column(one), free - name.cell_len)
            if start < 0:
                break
            name.append(" " * (free - start - name.cell_len))
            line, free = name.append_text(line), max(start - _BETWEEN_NAMES, 0)
            line = Text(" " * (start - free), end="", no_wrap=True).append_text(line)
        line = Text(" " * (self.left + free), end="", no_wrap=True).append_text(line)
        return line.append(f" {beside}".rstrip(), ink(self.palette.quiet))

    def focuses(self, focuses: Sequence[Stretch]) -> Text:
        """Draw each focus as a stretch with its name in it; one that goes on has an arrow."""
        line = Text(" " * self.left, end="", no_wrap=True)
        for place, one in enumerate(focuses):
            start = max(self._place(one), line.cell_len - self.left)
            end = self.columns
            if place + 1 < len(focuses):
                end = self._place(focuses[place + 1])
            elif one.until is not None:
                end = (self.days.column(one.until, self.columns) or 0) + 1
            line.append(" " * (start + self.left - line.cell_len))
            line.append_text(self._stretch(one, end - start))
        return line

    def legend(self, lines: Sequence[Sequence[Entry]]) -> list[Text]:
        """The signs and their words side by side."""
        return [self._legend(entries) for entries in lines]

    def _legend(self, entries: Sequence[Entry]) -> Text:
        line = Text(" " * LEGEND_INDENT, end="", no_wrap=True)
        for place, entry in enumerate(entries):
            line.append(" " * BETWEEN_ENTRIES if place else "")
            line.append(entry.sign, ink(self.palette.text))
            line.append(f" {entry.words}", ink(self.palette.quiet))
        return line

    def _column(self, one: Happening) -> int:
        return self.days.column(one.on, self.columns) or 0

    def _place(self, one: Stretch) -> int:
        return self.days.column(one.since, self.columns) or 0

    def _stretch(self, one: Stretch, width: int) -> Text:
        palette = self.palette
        ends = _GOES_ON if one.until is None else "┤"
        drawn = Text("├", ink(palette.accent), end="", no_wrap=True)
        room = width - len("├─  ┤")
        if room >= _SHORTEST_NAME:
            drawn.append("─ ", ink(palette.accent))
            drawn.append_text(clipped(plain(one.name, ink(palette.quiet)), room)).append(" ")
        drawn.append("─" * (width - drawn.cell_len - 1), ink(palette.accent))
        if width > 1:
            drawn.append(ends, ink(palette.accent))
        return clipped(drawn, max(width, 0))
