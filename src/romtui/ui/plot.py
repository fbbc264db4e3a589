"""plotext, behind one class: a line with dots on a bare canvas of characters."""

from collections.abc import Sequence
from dataclasses import dataclass

DOT = "●"


@dataclass(frozen=True, slots=True)
class Canvas:
    """Rows of characters, all of one width. A space is nothing."""

    rows: tuple[str, ...]


def draw_line(across: Sequence[float], rows_down: Sequence[int], width: int, height: int) -> Canvas:
    """Draw dots joined by a line.

    `across` runs from 0 (left edge) to 1 (right edge), `rows_down` from 0 (top row). Dots
    and line share one grid of rows, so that they cannot round apart.
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
    plotext.xlim(0, width - 1)
    plotext.ylim(0, height - 1)
    columns = [round(share * (width - 1)) for share in across]
    ups = [height - 1 - row for row in rows_down]
    if len(columns) > 1:
        plotext.plot(columns, ups, marker="braille")
    plotext.scatter(columns, ups, marker=DOT)
    drawn = plotext.uncolorize(plotext.build()).split("\n")[:height]
    return Canvas(tuple(row[:width].ljust(width) for row in drawn))
