"""plotext, behind one class: a line with signs on a bare canvas of characters."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign of a line: its column, and its sub-row from the top, four to a row."""

    column: int
    sub_row: int
    sign: str


@dataclass(frozen=True, slots=True)
class Canvas:
    """Rows of characters, all of one width. A space is nothing."""

    rows: tuple[str, ...]


@lru_cache(maxsize=4)
def draw_lines(lines: tuple[tuple[Mark, ...], ...], width: int, height: int) -> Canvas:
    """Draw lines in braille, and their signs upon them.

    A braille character is two dots wide and four high; the line runs through the sub-row
    of each mark, and the sign fills the character around it, so that they cannot part. What
    was drawn last is kept: walking along the points draws the same lines again.
    """
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
    plotext.ylim(0, 4 * height - 1)
    for line in lines:
        path = [(2 * mark.column, 4 * height - 1 - mark.sub_row) for mark in line]
        across, up = zip(*_every_column(path), strict=True)
        plotext.plot(across, up, marker="braille")
    drawn = plotext.uncolorize(plotext.build()).split("\n")[:height]
    cells = [list(row[:width].ljust(width)) for row in drawn]
    for line in lines:
        for mark in line:
            cells[mark.sub_row // 4][mark.column] = mark.sign
    return Canvas(tuple("".join(row) for row in cells))


def _every_column(path: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the path a point in each column, since plotext rounds down between two points.

    A step of one would otherwise lie hidden under its first sign.
    """
    filled = [path[0]]
    for (left, start), (right, end) in pairwise(path):
        width = right - left
        filled += [(left + x, start + round((end - start) * x / width)) for x in range(1, width)]
        filled.append((right, end))
    return filled
