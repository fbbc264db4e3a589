"""The glyphs of a chart, and the legend that says in words which of them occur."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from romtui.domain.discussion import Fit
from romtui.domain.text import number
from romtui.domain.trend import Point, Trend

SCORED: Final = "●"
TOTAL_ONLY: Final = "◐"
CORRECTED: Final = "◆"
CORRECTED_TOTAL: Final = "◈"
SEVERAL: Final = "◉"
NOT_SCORED: Final = "○"
ANNOTATION: Final = "◇"
SELECTED: Final = "▲"
EDGE, CHANCE_EDGE = "│", "║"
"""The line beside the numbers; doubled where a change from the start may be chance."""
START: Final = {EDGE: "├", CHANCE_EDGE: "╠"}
HIGHER: Final = "↑"
TARGET, CUTOFF = "┄", "·  "
FITS: Final = {Fit.NO: "≠", Fit.PARTLY: "≈"}
_FIT_WORDS: Final = {Fit.NO: "does not fit", Fit.PARTLY: "fits partly"}
_POINT_WORDS: Final = {
    SCORED: "all answers",
    TOTAL_ONLY: "total only",
    CORRECTED: "corrected",
    CORRECTED_TOTAL: "corrected total",
    SEVERAL: "several forms",
}
INDENT, GAP = 6, 3
"""Cells before a line of the legend, and between its entries."""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A glyph and its words."""

    glyph: str
    words: str

    def __str__(self) -> str:
        return f"{self.glyph} {self.words}"


ALL_ANSWERS: Final = LegendEntry(SCORED, _POINT_WORDS[SCORED])
"""Needs words only beside the dot of a total, and only where there is room."""
ANNOTATED: Final = LegendEntry(ANNOTATION, "event or focus")
"""Where there is no line for the annotations themselves."""


def point_glyph(point: Point) -> str:
    """The glyph of a point: how it came in, whether it was corrected, or is one of several."""
    if point.forms > 1:
        return SEVERAL
    if point.total_only:
        return CORRECTED_TOTAL if point.amended else TOTAL_ONLY
    return CORRECTED if point.amended else SCORED


def legend_entries(trend: Trend, *, with_chance: bool) -> Iterator[LegendEntry]:
    """Explain the glyphs that occur, those that need it most first.

    `with_chance`: the rows are marked in which a change may be chance.
    """
    glyphs = {point_glyph(point) for point in trend.points}
    if trend.unscored:
        yield LegendEntry(NOT_SCORED, "not scored")
    for fit, glyph in FITS.items():
        if any(point.fit is fit for point in trend.points):
            yield LegendEntry(glyph, _FIT_WORDS[fit])
    for glyph in (SEVERAL, CORRECTED, CORRECTED_TOTAL, TOTAL_ONLY):
        if glyph in glyphs:
            yield LegendEntry(glyph, _POINT_WORDS[glyph])
    if SCORED in glyphs and glyphs & {TOTAL_ONLY, CORRECTED_TOTAL}:
        yield ALL_ANSWERS
    if not trend.instrument.lower_is_better and trend.points:
        yield LegendEntry(HIGHER, "higher is better")
    if trend.start is not None:
        glyph = START[CHANCE_EDGE if with_chance else EDGE]
        yield LegendEntry(glyph, f"start {number(trend.start)}")
    error_band = trend.error_band
    if with_chance and error_band is not None:
        chance = [total for total in trend.instrument.totals if error_band.contains(total)]
        yield LegendEntry(CHANCE_EDGE, f"{number(chance[0])}–{number(chance[-1])} may be chance")


def legend_lines(entries: Sequence[LegendEntry], width: int) -> list[list[LegendEntry]]:
    """Divide a legend into as few lines of so many cells as it needs."""
    lines: list[list[LegendEntry]] = []
    free = 0
    for entry in entries:
        cells = len(str(entry)) + GAP
        if not lines or cells > free:
            lines.append([])
            free = width - INDENT + GAP
        lines[-1].append(entry)
        free -= cells
    return lines
