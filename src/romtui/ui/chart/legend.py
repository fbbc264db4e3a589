"""The glyphs of a chart, and the legend that says in words which of them occur."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from romtui.domain.discussion import Fit
from romtui.domain.trend import Point, Trend
from romtui.ui.chart import texts

SCORED: Final = "●"
TOTAL_ONLY: Final = "◐"
CORRECTED: Final = "◆"
CORRECTED_TOTAL: Final = "◈"
SEVERAL: Final = "◉"
NOT_SCORED: Final = "○"
EVENT, FOCUS_BEGINS = "◇", "├"
SELECTED: Final = "▲"
TICK, GAP = "┬", "╱╱"
EDGE, CHANCE_EDGE = "│", "║"
"""The line beside the numbers; doubled beside the ground that could be chance."""
CUT: Final = "⋮"
"""Beside the axis, where the range goes on."""
TARGET, CUTOFF, BORDER = "┄", "╌ ", "·   "
"""The patterns of the lines across: what is aimed at, the cutoff, where a band begins."""
FITS: Final = {Fit.NO: "≠", Fit.PARTLY: "≈"}
INDENT, BETWEEN = 7, 3
"""Cells before a line of the legend, and between its entries."""
_KINDS: Final = {
    SEVERAL: texts.SEVERAL,
    CORRECTED: texts.CORRECTED,
    CORRECTED_TOTAL: texts.CORRECTED_TOTAL,
    TOTAL_ONLY: texts.TOTAL_ONLY,
    SCORED: texts.ALL_ANSWERS,
}


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A glyph and its words."""

    glyph: str
    words: str

    def __str__(self) -> str:
        return f"{self.glyph} {self.words}"


def point_glyph(point: Point) -> str:
    """The glyph of a point: how it came in, whether it was corrected, or is one of several."""
    if point.forms > 1:
        return SEVERAL
    if point.total_only:
        return CORRECTED_TOTAL if point.amended else TOTAL_ONLY
    return CORRECTED if point.amended else SCORED


def kinds_of_points(trend: Trend) -> list[LegendEntry]:
    """Explain the dots that occur."""
    glyphs = {point_glyph(point) for point in trend.points}
    return [LegendEntry(glyph, words) for glyph, words in _KINDS.items() if glyph in glyphs]


def other_glyphs(trend: Trend, *, with_events: bool) -> Iterator[LegendEntry]:
    """Explain what else occurs beside the dots."""
    for fit, glyph in FITS.items():
        if any(point.fit is fit for point in trend.points):
            yield LegendEntry(glyph, texts.FITS[fit])
    if trend.unscored:
        yield LegendEntry(NOT_SCORED, texts.NOT_SCORED)
    if with_events:
        yield LegendEntry(EVENT, texts.EVENT)


def legend_lines(entries: Sequence[LegendEntry], width: int) -> list[list[LegendEntry]]:
    """Divide a legend into as few lines of so many cells as it needs."""
    lines: list[list[LegendEntry]] = []
    free = 0
    for entry in entries:
        cells = len(str(entry)) + BETWEEN
        if not lines or cells > free:
            lines.append([])
            free = width - INDENT + BETWEEN
        lines[-1].append(entry)
        free -= cells
    return lines
