"""The cells of a plot: the lines and dots on them, and where words find room between these."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from romtui.domain.trend import Point
from romtui.ui.chart.canvas import Marker
from romtui.ui.theme import Palette, ink

_FREE: Final = " "
_NEAR: Final = 2
"""Cells between a total and the dot of another point, which would else seem to be its own."""
_APART: Final = 3
"""Cells between two words on a row."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one ink."""

    words: str
    colour: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """Words on the plot, and the point whose total they are, if they are one."""

    row: int
    column: int
    words: str
    point: Point | None = None


class Plot:
    """Rows of cells, all of one width. What is written first stays; nothing overlaps."""

    def __init__(
        self, drawn: Sequence[str], dots: Iterable[Marker], width: int, palette: Palette
    ) -> None:
        self.width = width
        self.rows = range(len(drawn))
        self.labels: list[Written] = []
        self._glyphs = [list(row.ljust(width)) for row in drawn]
        self._inks = [[(palette.text, False)] * width for _ in drawn]
        self._kept_free: list[set[int]] = [set() for _ in drawn]
        """Columns of words and beside them, through which no rule goes."""
        self._kept_apart: list[set[int]] = [set() for _ in drawn]
        """Columns near words, where no others may begin."""
        self._dots = {(dot.row, dot.column) for dot in dots}
        for row, column in self._dots:
            self._inks[row][column] = (palette.text, True)

    def write(
        self,
        pieces: Sequence[Piece],
        spots: Iterable[tuple[int, int]],
        point: Point | None = None,
        dot: tuple[int, int] | None = None,
    ) -> bool:
        """Write words in the first of these spots (row, column) that is free; say whether one is.

        With a `point` they are its total, and stay away from every other dot but its own.
        """
        words = "".join(piece.words for piece in pieces)
        wide = cell_len(words)
        for row, column in spots:
            if not self._is_free(row, column, wide):
                continue
            if point is not None and self._is_near_a_dot(row, column, wide, dot):
                continue
            self._put(row, column, pieces)
            self.labels.append(Written(row, column, words, point))
            return True
        return False

    def write_over_line(self, piece: Piece, spots: Iterable[tuple[int, int]]) -> None:
        """Write one glyph in the first of these spots with neither words nor a dot, if any is."""
        for row, column in spots:
            if (row, column) not in self._dots and column not in self._kept_free[row]:
                self._set(row, column, piece)
                return

    def rule(self, row: int, pattern: str, colour: str) -> None:
        """Draw a line across, where nothing else is."""
        for column in range(self.width):
            glyph = pattern[column % len(pattern)]
            free = self._glyphs[row][column] == _FREE and column not in self._kept_free[row]
            if free and glyph != _FREE:
                self._set(row, column, Piece(glyph, colour))

    def line(self, row: int, ground: str | None) -> Text:
        """One row as it is drawn, on a ground of this colour."""
        line = Text(end="", no_wrap=True)
        glyphs, inks = self._glyphs[row], list(self._inks[row])
        for column in range(1, self.width):
            if glyphs[column] == _FREE:
                # A space has no ink: with that of its neighbour there are fewer pieces to paint.
                inks[column] = inks[column - 1]
        at = 0
        for (colour, bold), run in groupby(inks):
            end = at + sum(1 for _ in run)
            line.append("".join(glyphs[at:end]), ink(colour, bold=bold, background=ground))
            at = end
        return line

    def _is_free(self, row: int, column: int, wide: int) -> bool:
        if row not in self.rows or column < 0 or column + wide > self.width:
            return False
        touched = self._glyphs[row][max(column - 1, 0) : column + wide + 1]
        return set(touched) <= {_FREE} and self._kept_apart[row].isdisjoint(
            range(column, column + wide)
        )

    def _is_near_a_dot(self, row: int, column: int, wide: int, own: tuple[int, int] | None) -> bool:
        near = (*range(column - _NEAR, column), *range(column + wide, column + wide + _NEAR))
        return any((row, at) in self._dots and (row, at) != own for at in near)

    def _set(self, row: int, column: int, piece: Piece) -> None:
        self._glyphs[row][column] = piece.words
        self._inks[row][column] = (piece.colour, piece.bold)

    def _put(self, row: int, column: int, pieces: Sequence[Piece]) -> None:
        first = column
        for piece in pieces:
            for glyph in piece.words:
                # A wide glyph fills the cells after it as well; a mark joins the glyph before it.
                wide = cell_len(glyph)
                if wide:
                    self._set(row, column, Piece(glyph, piece.colour, piece.bold))
                else:
                    self._glyphs[row][column - 1] += glyph
                self._glyphs[row][column + 1 : column + wide] = [""] * (wide - 1)
                column += wide
        self._kept_free[row] |= set(range(first - 1, column + 1))
        self._kept_apart[row] |= set(range(first - _APART, column + _APART))


def around(row: int, column: int, wide: int) -> Iterator[tuple[int, int]]:
    """Spots for a total near its dot: above it, below it, on its right, on its left."""
    for near in (row - 1, row + 1):
        for aside in (0, 1, -1, 2, -2):
            yield near, column - wide // 2 + aside
    yield row, column + 2
    yield row, column - 1 - wide


def from_the_right(rows: Iterable[int], width: int, wide: int) -> Iterator[tuple[int, int]]:
    """Spots at the right end of any of these rows, then further left in one after the other."""
    chosen = list(rows)
    yield from ((row, width - wide) for row in chosen)
    yield from ((row, column) for row in chosen for column in range(width - wide - 1, -1, -1))


def from_the_left(rows: Iterable[int], width: int, wide: int) -> Iterator[tuple[int, int]]:
    """Spots in one of these rows after the other, each from its left."""
    return ((row, column) for row in rows for column in range(2, width - wide + 1))
