"""The value axis of a chart: in which row each total, band name and number is drawn.

The chart must not say what the numbers do not. So the range of a questionnaire is divided into
zones: a zone lies within one band and on one side of each line that is drawn (the target, the
cutoff, the borders of what may be chance). No two zones share a row, and within that the range is
laid on the rows as evenly as it can be.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise
from math import floor
from typing import Final

from romtui.domain.change import ErrorBand
from romtui.domain.instrument import Band, Instrument
from romtui.domain.text import number

SUB_ROWS: Final = 4
"""Steps of a line within one row: as many as a braille character has dots."""


@dataclass(frozen=True, slots=True)
class Zone:
    """Totals from `first` to `last` that may share a row.

    `band` is None where none is published, or where two bands have to share a row. `steps` is
    how many sub-rows it takes for no two whole totals to lie on the same one.
    """

    first: Decimal
    last: Decimal
    band: Band | None
    steps: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class PlacedZone:
    """A zone on its rows; sub-rows are counted upwards from the bottom of the chart.

    `bottom` and `top` are its outermost sub-rows, `start` is where its first total lies,
    `slope` how many sub-rows a point is worth.
    """

    zone: Zone
    bottom: int
    top: int
    start: Fraction
    slope: Fraction

    def sub_row(self, total: Decimal) -> int:
        """The sub-row of a total of this zone."""
        at = _rounded(self.start + Fraction(total - self.zone.first) * self.slope)
        return min(max(at, self.bottom), self.top)


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """The rows of a chart, counted downwards: 0 is the top row, with the largest numbers.

    For each row: `band_names` has the name of its band, in the one row where it is written;
    `numbers` the band borders, ends of the range and target that are written beside it;
    `severity` the rank of its band from least (0) to most severe, None where it belongs to no
    band; `may_be_chance` whether its totals may differ from the start by chance alone. Where
    some row would be of both kinds, no row is marked.

    `target` and `cutoff` are the rows of these lines: None without one, and where the line would
    share its row with totals on its other side.
    """

    rows: int
    zones: tuple[PlacedZone, ...]
    band_names: tuple[str, ...]
    numbers: tuple[str, ...]
    severity: tuple[int | None, ...]
    may_be_chance: tuple[bool, ...]
    target: int | None
    cutoff: int | None

    def sub_row(self, total: Decimal) -> int:
        """Where the line passes, counted from the top; four sub-rows to a row."""
        return _sub_row(self.zones, self.rows, total)

    def row(self, total: Decimal) -> int:
        """In which row the point of a total is drawn: always the row the line is in."""
        return self.sub_row(total) // SUB_ROWS


def lay_value_axis(
    instrument: Instrument, target: Decimal | None, rows: int, error_band: ErrorBand | None = None
) -> ValueAxis:
    """Lay the range of an instrument on `rows` rows.

    A total is drawn in a row of its own band, and one that is worse than the target never
    on the target's row or beyond. With fewer rows than that takes, no target is drawn, and
    bands that share a row have no name. The line between two whole totals is flat only
    where the rows do not suffice for all of them.
    """
    zones = _zones_that_fit(instrument, target, error_band, rows)
    placed = _placed(zones, _least_rows(zones, rows, instrument.lower_is_better), rows)

    def row(total: Decimal) -> int:
        return _sub_row(placed, rows, total) // SUB_ROWS

    on_row = [
        next(zone.zone for zone in placed if row_up <= zone.top // SUB_ROWS)
        for row_up in reversed(range(rows))
    ]
    reached, missed = None, None
    if target is not None:
        reached, missed = _border(instrument, lambda total: instrument.reaches(total, target))
    healthy, clinical = None, None
    if instrument.cutoff is not None:
        healthy, clinical = _border(instrument, lambda total: not instrument.is_clinical(total))
    bands = [zone.band for zone in on_row]
    return ValueAxis(
        rows=rows,
        zones=placed,
        band_names=_band_names(instrument, bands),
        numbers=_numbers(instrument, target, reached, row, rows),
        severity=tuple(None if band is None else _severity(instrument, band) for band in bands),
        may_be_chance=_may_be_chance(instrument, error_band, on_row),
        target=_row_of_line(reached, missed, row),
        cutoff=_row_of_line(clinical, healthy, row),
    )


def _zones_that_fit(
    instrument: Instrument, target: Decimal | None, error_band: ErrorBand | None, rows: int
) -> list[Zone]:
    """Divide the totals into no more zones than there are rows.

    Too many, and the border of the cutoff is given up first, then those of what may be chance,
    then that of the target; then the narrowest bands share a zone.
    """
    for lines in ((target, error_band), (target, None)):
        for cutoff in (True, False):
            zones = _zones(instrument, *lines, cutoff=cutoff)
            if len(zones) <= rows:
                return zones
    zones = _zones(instrument, None, None, cutoff=False)
    while len(zones) > rows:
        widths = [upper.last - lower.first for lower, upper in pairwise(zones)]
        at = widths.index(min(widths))
        zones[at : at + 2] = [Zone(zones[at].first, zones[at + 1].last, None)]
    return zones


def _zones(
    instrument: Instrument, target: Decimal | None, error_band: ErrorBand | None, *, cutoff: bool
) -> list[Zone]:
    """Divide all possible totals by band and line, smallest numbers first."""

    def key(total: Decimal) -> tuple[Band | None, bool, bool, bool]:
        return (
            instrument.band(total),
            target is None or instrument.reaches(total, target),
            error_band is not None and error_band.contains(total),
            cutoff and instrument.is_clinical(total),
        )

    unit = max(instrument.finest_step, Decimal(1))
    zones = []
    for (band, *_), grouped in groupby(instrument.totals, key):
        totals = list(grouped)
        zones.append(Zone(totals[0], totals[-1], band, (totals[-1] - totals[0]) / unit + 1))
    return zones


def _least_rows(zones: Sequence[Zone], rows: int, worst_is_last: bool) -> list[int]:
    """How many rows each zone has at least: one, and one more while it is crowded.

    Crowded is a zone with more than one whole total to a sub-row. The most crowded comes first,
    and of several the most severe.
    """
    least = [1] * len(zones)
    for _ in range(rows - len(zones)):
        crowds = [zone.steps / (own * SUB_ROWS) for zone, own in zip(zones, least, strict=True)]
        at = max(range(len(zones)), key=lambda at: (crowds[at], at if worst_is_last else -at))
        if crowds[at] <= 1:
            break
        least[at] += 1
    return least


def _placed(zones: Sequence[Zone], least: Sequence[int], rows: int) -> tuple[PlacedZone, ...]:
    """Give each zone its rows, and each total its place in them."""
    lo, hi = zones[0].first, zones[-1].last
    slope = Fraction(rows * SUB_ROWS - 1) / Fraction(hi - lo)
    borders = [0, *_borders(zones, least, slope, rows), rows]
    placed = []
    for zone, (low, high) in zip(zones, pairwise(borders), strict=True):
        bottom, top = low * SUB_ROWS, high * SUB_ROWS - 1
        span = Fraction(zone.last - zone.first)
        # As steep as the whole range, unless the zone had to make do with fewer rows.
        own_slope = min(slope, (top - bottom) / span) if span else slope
        evenly = max(Fraction(zone.first - lo) * slope, Fraction(bottom))
        placed.append(PlacedZone(zone, bottom, top, min(evenly, top - span * own_slope), own_slope))
    return tuple(placed)


def _borders(zones: Sequence[Zone], least: Sequence[int], slope: Fraction, rows: int) -> list[int]:
    """Choose the row, counted from the bottom, in which each zone but the first begins."""
    lo = zones[0].first
    borders: list[int] = []
    for (below, above), size in zip(pairwise(zones), least, strict=False):
        middle = slope * Fraction(below.last + above.first - 2 * lo) / 2
        wished = _rounded((middle + Fraction(1, 2)) / SUB_ROWS)
        borders.append(max(wished, (borders[-1] if borders else 0) + size))
    # Upwards each zone got its least rows; downwards the zones above it get theirs as well.
    ceiling = rows
    for at in reversed(range(len(borders))):
        ceiling = borders[at] = min(borders[at], ceiling - least[at + 1])
    return borders


def _sub_row(zones: Sequence[PlacedZone], rows: int, total: Decimal) -> int:
    own = next((zone for zone in reversed(zones) if zone.zone.first <= total), zones[0])
    return rows * SUB_ROWS - 1 - own.sub_row(total)


def _border(
    instrument: Instrument, is_better: Callable[[Decimal], bool]
) -> tuple[Decimal | None, Decimal | None]:
    """The totals on either side of a line: the last one better than it, the first one worse."""
    better = [total for total in instrument.totals if is_better(total)]
    worse = [total for total in instrument.totals if not is_better(total)]
    return (
        max(better, key=instrument.severity, default=None),
        min(worse, key=instrument.severity, default=None),
    )


def _row_of_line(
    on_line: Decimal | None, across: Decimal | None, row: Callable[[Decimal], int]
) -> int | None:
    """The row of the total a line is drawn at, unless the next total across it is there too."""
    if on_line is None or (across is not None and row(across) == row(on_line)):
        return None
    return row(on_line)


def _band_names(instrument: Instrument, bands: Sequence[Band | None]) -> tuple[str, ...]:
    """Name each band once, in the middle of its rows; of two rows the one with its border."""
    names = [""] * len(bands)
    for band in instrument.bands:
        own = [row for row, owner in enumerate(bands) if owner is band]
        if own:
            names[own[len(own) // 2]] = band.label
    return tuple(names)


def _numbers(
    instrument: Instrument,
    target: Decimal | None,
    reached: Decimal | None,
    row: Callable[[Decimal], int],
    rows: int,
) -> tuple[str, ...]:
    """Number the ends of the range, the band borders and the target; `20–27` for two in a row.

    A target between two totals is written where it is just `reached`.
    """
    ends = (instrument.lo, instrument.hi, *(band.lo for band in instrument.bands))
    row_of = {end: row(end) for end in ends}
    if target is not None and reached is not None:
        row_of[target] = row(reached)
    numbers: list[list[str]] = [[] for _ in range(rows)]
    for value in sorted(row_of):
        numbers[row_of[value]].append(number(value))
    return tuple("–".join([*here[:1], *here[1:][-1:]]) for here in numbers)


def _may_be_chance(
    instrument: Instrument, error_band: ErrorBand | None, on_row: Sequence[Zone]
) -> tuple[bool, ...]:
    if error_band is None:
        return (False,) * len(on_row)
    kinds = {
        zone: {
            error_band.contains(total)
            for total in instrument.totals
            if zone.first <= total <= zone.last
        }
        for zone in set(on_row)
    }
    if any(len(kind) > 1 for kind in kinds.values()):
        return (False,) * len(on_row)
    return tuple(True in kinds[zone] for zone in on_row)


def _severity(instrument: Instrument, band: Band) -> int:
    rank = instrument.bands.index(band)
    return rank if instrument.lower_is_better else len(instrument.bands) - 1 - rank


def _rounded(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))
