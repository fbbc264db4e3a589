"""What is written on the plot, those first that must be read: first come, first served."""

from collections.abc import Sequence
from dataclasses import dataclass

from romtui.domain.text import number, signed
from romtui.domain.time_axis import TimeAxis
from romtui.domain.trend import Point, Trend
from romtui.domain.value_axis import ValueAxis
from romtui.ui.chart import texts
from romtui.ui.chart.layout import chance_ends
from romtui.ui.chart.legend import FITS
from romtui.ui.chart.plot import Piece, Plot, around, from_the_left, from_the_right
from romtui.ui.theme import Palette, band_ink


def end_totals(
    trend: Trend, palette: Palette, *, with_change: bool
) -> tuple[list[Piece], list[Piece]]:
    """The first total, and the last one with its change: `17 +1`."""
    first, last = (
        [Piece(number(point.total), palette.text, bold=True)]
        for point in (trend.points[0], trend.points[-1])
    )
    if with_change and trend.change is not None:
        last.append(Piece(f" {signed(trend.change)}", palette.quiet))
    return first, last


def width_of(pieces: Sequence[Piece]) -> int:
    """Cells that words take."""
    return sum(len(piece.words) for piece in pieces)


@dataclass(frozen=True, slots=True)
class Labels:
    """Writes on a `plot` whose points lie in these columns."""

    plot: Plot
    trend: Trend
    values: ValueAxis
    time: TimeAxis
    palette: Palette
    with_change: bool

    def write(self) -> bool:
        """Write all that finds room; say whether the chart explains itself.

        It does not where a part of the range is left out, or a ground is shaded, without a word.
        """
        self._totals()
        says_range = self._part_of_range()
        self._fits()
        self._direction()
        self._bands()
        self._lines()
        says_chance = self._chance()
        self._unscored()
        return says_range and says_chance

    @property
    def _placed(self) -> list[tuple[int, Point]]:
        """The points and their columns, oldest first."""
        return [placed for run in self.time.runs for placed in run]

    def _totals(self) -> None:
        """The first and the last total, then the highest and the lowest if they are others."""
        placed = self._placed
        first, last = end_totals(self.trend, self.palette, with_change=self.with_change)
        self._total(placed[-1], last, right=True)
        self._total(placed[0], first, right=False)
        said = {placed[0][1].total, placed[-1][1].total}
        for extreme in (max, min):
            total = extreme(point.total for _, point in placed)
            if total not in said:
                column, point = next(own for own in placed if own[1].total == total)
                self._total((column, point), [Piece(number(total), self.palette.text, bold=True)])

    def _total(
        self, placed: tuple[int, Point], pieces: Sequence[Piece], *, right: bool | None = None
    ) -> None:
        """Write a total near its dot; in the margin on its right or left where there is one.

        Where totals share a row, never on the line of the target or the cutoff: it would be read
        as that height.
        """
        (column, point), wide = placed, width_of(pieces)
        row = self.values.row(point.total)
        spots = list(around(row, column, wide))
        if point.total not in self.values.alone:
            ruled = {self.values.target, self.values.cutoff} - {row}
            spots = [spot for spot in spots if spot[0] not in ruled]
        if right is not None:
            spots.insert(0, (row, column + 2 if right else column - 1 - wide))
        self.plot.write(pieces, spots, point, (row, column))

    def _part_of_range(self) -> bool:
        instrument, values = self.trend.instrument, self.values
        if (values.lo, values.hi) == (instrument.lo, instrument.hi):
            return True
        said = texts.part_of_range(values.lo, values.hi, instrument.lo, instrument.hi)
        return self._at_the_right(said, self.palette.quiet, (0, *reversed(self.plot.rows)))

    def _fits(self) -> None:
        """The sign of a score that does not fit beside its point, with its words if they may."""
        for column, point in reversed(self._placed):
            sign = None if point.fit is None else FITS.get(point.fit)
            if point.fit is None or sign is None:
                continue
            row = self.values.row(point.total)
            spots = [(own, column) for own in (row - 1, row + 1) if own in self.plot.rows]
            words, alone = f"{sign} {texts.FITS[point.fit]}", Piece(sign, self.palette.text)
            said = any(written.words == words for written in self.plot.labels)
            if not said and self.plot.write([Piece(words, self.palette.quiet)], spots):
                continue
            if not self.plot.write([alone], spots):
                self.plot.write_over_line(alone, spots)

    def _direction(self) -> None:
        if not self.trend.instrument.lower_is_better:
            said = texts.HIGHER_IS_BETTER_HERE
            self._at_the_left(said, self.palette.quiet, self.plot.rows)

    def _bands(self) -> None:
        """The name of each band under its upper border, or wherever in the band there is room."""
        names, bands = self.values.band_names, self.trend.instrument.bands
        for row, name in enumerate(names):
            if name:
                severity = self.values.severity[row]
                own = [at for at in self.plot.rows if self.values.severity[at] == severity]
                colour = self.palette.text
                if severity is not None:
                    colour = band_ink(self.palette, severity, len(bands))
                self._at_the_right(name, colour, own)

    def _lines(self) -> None:
        """Target and cutoff with their names, and a dotted line where a band begins."""
        values, palette = self.values, self.palette
        target, cutoff = self.trend.target, self.trend.instrument.cutoff
        names: dict[int, list[str]] = {}
        if target is not None and values.target is not None:
            names.setdefault(values.target, []).append(texts.target(target))
        if cutoff is not None and values.cutoff is not None:
            names.setdefault(values.cutoff, []).append(texts.cutoff(cutoff))
        for row, said in names.items():
            colour = palette.accent if row == values.target else palette.quiet
            self._at_the_left(" · ".join(said), colour, (row,))

    def _chance(self) -> bool:
        rows = [row for row in self.plot.rows if self.values.may_be_chance[row]]
        error_band = self.trend.error_band
        if error_band is None or not rows:
            return True
        said = texts.could_be_chance(*chance_ends(self.trend, error_band))
        lines = {self.values.target, self.values.cutoff, *self.values.borders}
        rows.sort(key=lambda row: row in lines)
        return self._at_the_right(said, self.palette.quiet, rows)

    def _unscored(self) -> None:
        """What the open circle on the axis means, over the last one of them."""
        if self.time.unscored:
            said, lowest = texts.NOT_SCORED, self.plot.rows[-1]
            column = self.time.unscored[-1] - len(said) // 2
            spots = (
                (row, column + aside) for row in (lowest, lowest - 1) for aside in range(-4, 5)
            )
            self.plot.write([Piece(said, self.palette.quiet)], spots)

    def _at_the_right(self, words: str, colour: str, rows: Sequence[int]) -> bool:
        spots = from_the_right(rows, self.plot.width, len(words))
        return self.plot.write([Piece(words, colour)], spots)

    def _at_the_left(self, words: str, colour: str, rows: Sequence[int]) -> bool:
        spots = from_the_left(rows, self.plot.width, len(words))
        return self.plot.write([Piece(words, colour)], spots)
