"""The lines of a chart in braille, and the glyphs of the points upon them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from romtui.domain.value_axis import SUB_ROWS


@dataclass(frozen=True, slots=True)
class Marker:
    """A glyph on a line: its column, and its sub-row from the top, four to a row."""

    column: int
    sub_row: int
    glyph: str

    @property
    def row(self) -> int:
        """The row its glyph fills."""
        return self.sub_row // SUB_ROWS


@lru_cache(maxsize=4)
def draw_lines(lines: tuple[tuple[Marker, ...], ...], width: int, height: int) -> tuple[str, ...]:
    """Draw lines in braille with plotext, and their glyphs upon them.

    A braille character is two dots wide and four high; the line runs through the sub-row
    of each marker, and the glyph fills the character around it, so that they cannot part.
    Cached, because selecting one point after the other draws the same lines again.
    """
    used = sorted({marker.row for line in lines for marker in line})
    # Drawing takes as long as the canvas is large: the rows without a line are added below.
    top, tall = used[0], used[-1] - used[0] + 1
    bottom = SUB_ROWS * (top + tall) - 1
    paths = (
        _every_column([(2 * marker.column, bottom - marker.sub_row) for marker in line])
        for line in lines
    )
    blank = [" "] * width
    cells = [list(blank) for _ in range(top)]
    cells += [list(row[:width].ljust(width)) for row in _drawn_in_braille(paths, width, tall)]
    cells += [list(blank) for _ in range(height - top - tall)]
    for line in lines:
        for marker in line:
            cells[marker.row][marker.column] = marker.glyph
    return tuple("".join(row) for row in cells)


def _drawn_in_braille(
    paths: Iterable[Sequence[tuple[int, int]]], width: int, height: int
) -> list[str]:
    import plotext

    plotext.clear_figure()
    plotext.theme("clear")
    plotext.limit_size(False, False)
    plotext.plotsize(width, height)
    plotext.xaxes(False, False)
    plotext.yaxes(False, False)
    plotext.xticks([])
    plotext.yticks([])
    plotext.xlim(0, 2 * width - 1)
    plotext.ylim(0, SUB_ROWS * height - 1)
    for path in paths:
        across, up = zip(*path, strict=True)
        plotext.plot(across, up, marker="braille")
    drawn: list[str] = plotext.uncolorize(plotext.build()).split("\n")[:height]
    return drawn


def _every_column(path: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the path a point in each column, since plotext rounds down between two points.

    A step of one would otherwise lie hidden under its first glyph.
    """
    filled = [path[0]]
    for (left, start), (right, end) in pairwise(path):
        width = right - left
        filled += [(left + x, start + round((end - start) * x / width)) for x in range(1, width)]
        filled.append((right, end))
    return filled
