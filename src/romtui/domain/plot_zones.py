"""The range of a questionnaire in zones, and the rows of a chart they are laid on.

A zone is of one band and on one side of each line that is drawn: the target, the cutoff, the
borders of what may be chance. No two zones share a row. Within that the range is laid on the
rows as evenly as it can be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise
from math import floor
from typing import Final

from romtui.domain.error_band import ErrorBand
from romtui.domain.instrument import Band, Instrument

SUB_ROWS: Final = 4
"""Steps of a line within one row: as many as the dots of a braille sign."""


@dataclass(frozen=True, slots=True)
class Zone:
    """Totals from `first` to `last` that may share a row: one band, one side of each line.

    `band` is None where none is published, or where two have to share a row. `steps` is
    how many sub-rows it takes for no two whole totals to lie on one.
    """

    first: Decimal
    last: Decimal
    band: Band | None
    steps: Decimal = Decimal(1)

    def crowd(self, rows: int) -> Decimal:
        """Say how many whole totals would lie on a sub-row if the zone had so many rows."""
        return self.steps / (rows * SUB_ROWS)


@dataclass(frozen=True, slots=True)
class Placed:
    """A zone on its rows; sub-rows are counted from the bottom of the chart.

    `bottom` and `top` are its outermost sub-rows, `start` is where its first total lies,
    `slope` how many sub-rows a point is worth.
    """

    zone: Zone
    bottom: int
    top: int
    start: Fraction
    slope: Fraction

    def sub_row(self, total: Decimal) -> int:
        """Say where a total of this zone lies."""
        place = _rounded(self.start + Fraction(total - self.zone.first) * self.slope)
        return min(max(place, self.bottom), self.top)


def place_zones(
    instrument: Instrument,
    target: Decimal | None,
    rows: int,
    error_band: ErrorBand | None = None,
) -> tuple[Placed, ...]:
    """Divide the totals into zones and lay them on so many rows, smallest numbers first.

    With fewer rows than zones the cutoff's border is given up first, then those of the
    corridor, then the target's; then the narrowest bands share a zone.
    """
    zones = _fewer(instrument, target, error_band, rows)
    return _placed(zones, _least(zones, rows, instrument.lower_is_better), rows)


def _zones(
    instrument: Instrument, target: Decimal | None, error_band: ErrorBand | None, *, cutoff: bool
) -> list[Zone]:
    """Divide all possible totals by band and line, smallest numbers first."""

    def key(total: Decimal) -> tuple[Band | None, bool, bool, bool]:
        return (
            instrument.band(total),
            target is None or instrument.reaches(total, target),
            error_band is not None and error_band.holds(total),
            cutoff and instrument.is_clinical(total),
        )

    unit = max(instrument.finest_step, Decimal(1))
    zones = []
    for (band, *_), grouped in groupby(instrument.totals, key):
        totals = list(grouped)
        zones.append(Zone(totals[0], totals[-1], band, (totals[-1] - totals[0]) / unit + 1))
    return zones


def _fewer(
    instrument: Instrument, target: Decimal | None, error_band: ErrorBand | None, rows: int
) -> list[Zone]:
    """Divide the totals into no more zones than there are rows."""
    zones = next(
        (found for found in _from_all(instrument, target, error_band) if len(found) <= rows),
        _zones(instrument, None, None, cutoff=False),
    )
    while len(zones) > rows:
        widths = [upper.last - lower.first for lower, upper in pairwise(zones)]
        at = widths.index(min(widths))
        zones[at : at + 2] = [Zone(zones[at].first, zones[at + 1].last, None)]
    return zones


def _from_all(
    instrument: Instrument, target: Decimal | None, error_band: ErrorBand | None
) -> Iterator[list[Zone]]:
    """The zones with every line, then with ever fewer."""
    yield _zones(instrument, target, error_band, cutoff=True)
    yield _zones(instrument, target, error_band, cutoff=False)
    yield _zones(instrument, target, None, cutoff=True)
    yield _zones(instrument, target, None, cutoff=False)


def _least(zones: Sequence[Zone], rows: int, worst_is_last: bool) -> list[int]:
    """Say how many rows each zone has at least: one, and one more while it is crowded.

    The most crowded comes first, and of several the most severe.
    """
    sizes = [1] * len(zones)
    for _ in range(rows - len(zones)):
        crowds = [zone.crowd(size) for zone, size in zip(zones, sizes, strict=True)]
        at = max(range(len(zones)), key=lambda at: (crowds[at], at if worst_is_last else -at))
        if crowds[at] <= 1:
            break
        sizes[at] += 1
    return sizes


def _placed(zones: Sequence[Zone], least: Sequence[int], rows: int) -> tuple[Placed, ...]:
    """Give each zone its rows, and each total its place in them."""
    lo, hi = zones[0].first, zones[-1].last
    slope = Fraction(rows * SUB_ROWS - 1) / Fraction(hi - lo)
    borders = [0, *_borders(zones, least, slope, rows), rows]
    placed = []
    for zone, (low, high) in zip(zones, pairwise(borders), strict=True):
        bottom, top = low * SUB_ROWS, high * SUB_ROWS - 1
        span = Fraction(zone.last - zone.first)
        bent = min(slope, (top - bottom) / span) if span else slope
        start = min(max(Fraction(zone.first - lo) * slope, Fraction(bottom)), top - span * bent)
        placed.append(Placed(zone, bottom, top, start, bent))
    return tuple(placed)


def _borders(zones: Sequence[Zone], least: Sequence[int], slope: Fraction, rows: int) -> list[int]:
    """Choose the row from the bottom in which each zone but the first begins."""
    lo = zones[0].first
    borders: list[int] = []
    for (below, above), size in zip(pairwise(zones), least, strict=False):
        middle = slope * Fraction(below.last + above.first - 2 * lo) / 2
        wished = _rounded((middle + Fraction(1, 2)) / SUB_ROWS)
        borders.append(max(wished, (borders[-1] if borders else 0) + size))
    ceiling = rows
    for at in reversed(range(len(borders))):
        ceiling = borders[at] = min(borders[at], ceiling - least[at + 1])
    return borders


def _rounded(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))
