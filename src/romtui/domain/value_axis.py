"""The value axis of a chart: in which row each total, band name and number is drawn.

The chart must not say what the numbers do not. So the range of a questionnaire is divided into
zones: a zone lies within one band and on one side of each line that is drawn (the target, the
cutoff, the borders of what may be chance). No two zones share a row, and within that the range is
laid on the rows as evenly as it can be, but that totals which occur get a row each where there
are enough of them. On few rows the axis shows only the part of the range that is needed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import groupby, pairwise
from math import ceil, floor
from typing import Final

from romtui.domain.change import ErrorBand
from romtui.domain.instrument import Band, Instrument
from romtui.domain.text import number

SUB_ROWS: Final = 4
"""Steps of a line within one row: as many as a braille character has dots."""
_MIDDLE: Final = 2
"""The sub-row, counted from the top of its row, in which a dot has its middle."""
_ENOUGH_ROWS: Final = 12
"""Rows from which on the whole range is always shown."""
_WORTH_CUTTING: Final = Fraction(3, 4)
"""A part of the range that is larger than this is not shown alone."""
_STRETCHED, _SQUEEZED = 2, Fraction(2, 3)
"""How many times its even share of the rows a zone may get to part totals, and must keep where
the line passes: else it would seem to rise faster in one place than in another.
"""


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

    `lo` and `hi` are the smallest and the largest total that has a row: the range of the form,
    or the part of it that is needed. For each row: `band_names` has the name of its band, in the
    uppermost of its rows; `numbers` one total that is drawn there; `severity` the rank of its
    band from least (0) to most severe, None where it belongs to no band; `may_be_chance` whether
    its totals may differ from the start by chance alone. Where some row would be of both kinds,
    no row is marked.

    `borders` are the rows in which a band begins that has another below it. `target` and `cutoff`
    are the rows of these lines: None without one, and where the line would share its row with
    totals on its other side. `alone` are the totals that occur and share their row with no other.
    """

    rows: int
    lo: Decimal
    hi: Decimal
    zones: tuple[PlacedZone, ...]
    band_names: tuple[str, ...]
    borders: frozenset[int]
    numbers: tuple[str, ...]
    severity: tuple[int | None, ...]
    may_be_chance: tuple[bool, ...]
    target: int | None
    cutoff: int | None
    alone: frozenset[Decimal]

    def sub_row(self, total: Decimal) -> int:
        """Where the line passes, counted from the top; four sub-rows to a row.

        Through the middle of a dot that has its row for itself; where totals share a row, the
        line shows which is the higher.
        """
        if total in self.alone:
            return self.row(total) * SUB_ROWS + _MIDDLE
        return _sub_row(self.zones, self.rows, total)

    def row(self, total: Decimal) -> int:
        """In which row the point of a total is drawn: always the row the line is in."""
        return _sub_row(self.zones, self.rows, total) // SUB_ROWS


def lay_value_axis(
    instrument: Instrument,
    target: Decimal | None,
    rows: int,
    error_band: ErrorBand | None = None,
    totals: Iterable[Decimal] = (),
    *,
    may_cut: bool = False,
) -> ValueAxis:
    """Lay the range of an instrument on `rows` rows, for a course of these totals.

    A total is drawn in a row of its own band, and one that is worse than the target never
    on the target's row or beyond. With fewer rows than that takes, no target is drawn, and
    bands that share a row have no name. The line between two whole totals is flat only
    where the rows do not suffice for all of them.

    With `may_cut`, few rows show no more than the totals that occur, target and cutoff.
    """
    drawn = sorted(set(totals))
    lines = _Lines.of(instrument, target, error_band)
    shown: Sequence[Decimal] = instrument.totals
    if may_cut and drawn and rows < min(_ENOUGH_ROWS, len(shown)):
        needed = _needed(instrument, (*drawn, *lines.sides), rows)
        shown = needed if len(needed) <= _WORTH_CUTTING * len(shown) else shown
    begun = [band.lo for band in instrument.bands if shown[0] < band.lo <= shown[-1]]
    zones = _zones_that_fit(instrument, shown, lines, rows)
    parted = [sorted({*drawn, *lines.at}), sorted({*drawn, *lines.at, *begun})] if drawn else []
    worst_is_last, is_cut = instrument.lower_is_better, len(shown) < len(instrument.totals)
    apart = [[_Apart.of(zone, totals, is_cut=is_cut) for zone in zones] for totals in parted]
    passed = [not is_cut or (drawn[0] <= zone.last and zone.first <= drawn[-1]) for zone in zones]
    least = _least_rows(zones, passed, apart, rows, worst_is_last=worst_is_last)
    placed = _placed(zones, least, apart, rows)

    @cache
    def row(total: Decimal) -> int:
        return _sub_row(placed, rows, total) // SUB_ROWS

    on_row = [
        next(zone.zone for zone in placed if row_up <= zone.top // SUB_ROWS)
        for row_up in reversed(range(rows))
    ]
    drawn_on: dict[int, list[Decimal]] = {}
    for total in drawn:
        drawn_on.setdefault(row(total), []).append(total)

    def is_alone(at: int, total: Decimal) -> bool:
        return drawn_on.get(at, [total]) == [total]

    ends = (shown[0], shown[-1])
    bands = [zone.band for zone in on_row]
    marks = {mark: row(mark) for mark in (*begun, *(set(ends) & {instrument.lo, instrument.hi}))}
    if target is not None and lines.reached is not None:
        marks = {target: row(lines.reached)} | marks
    if is_cut:
        marks |= {total: row(total) for total in drawn}
    return ValueAxis(
        rows=rows,
        lo=ends[0],
        hi=ends[1],
        zones=placed,
        band_names=_band_names(instrument, bands),
        borders=frozenset(
            row(first)
            for first in begun
            if bands[row(first)] is not None and is_alone(row(first), first)
        ),
        numbers=_numbers(marks, drawn_on, rows),
        severity=tuple(None if band is None else _severity(instrument, band) for band in bands),
        may_be_chance=_may_be_chance(shown, error_band, on_row),
        target=_row_of_line(lines.reached, lines.missed, row, is_alone),
        cutoff=_row_of_line(lines.clinical, lines.healthy, row, is_alone),
        alone=frozenset(own for own, *others in drawn_on.values() if not others),
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines that part the totals, and the totals on either side of target and cutoff.

    `reached` and `healthy` are the worst totals on the better side, `missed` and `clinical` the
    best ones on the worse side; None without a line, or where it has only one side.
    """

    target: Decimal | None
    error_band: ErrorBand | None
    reached: Decimal | None
    missed: Decimal | None
    healthy: Decimal | None
    clinical: Decimal | None

    @classmethod
    def of(
        cls, instrument: Instrument, target: Decimal | None, error_band: ErrorBand | None
    ) -> "_Lines":
        reached, missed = None, None
        if target is not None:
            reached, missed = _border(instrument, lambda total: instrument.reaches(total, target))
        healthy, clinical = None, None
        if instrument.cutoff is not None:
            healthy, clinical = _border(instrument, lambda total: not instrument.is_clinical(total))
        return cls(target, error_band, reached, missed, healthy, clinical)

    @property
    def at(self) -> Iterable[Decimal]:
        """The totals in whose rows target and cutoff are drawn."""
        return (total for total in (self.reached, self.clinical) if total is not None)

    @property
    def sides(self) -> Iterable[Decimal]:
        """The totals on either side of target and cutoff."""
        beside = (self.reached, self.missed, self.healthy, self.clinical)
        return (total for total in beside if total is not None)


def _needed(instrument: Instrument, marks: Collection[Decimal], rows: int) -> Sequence[Decimal]:
    """The part of a range that holds all marks, and around them a whole point for each row."""
    totals = instrument.totals
    first, last = bisect_right(totals, min(marks)) - 1, bisect_left(totals, max(marks))
    point = max(int(1 / instrument.finest_step), 1)
    missing = max(rows - 1 - (last - first) // point, 0) * point
    first = max(first - missing // 2, 0)
    last = min(max(last, first + (rows - 1) * point), len(totals) - 1)
    return totals[max(min(first, last - (rows - 1) * point), 0) : last + 1]


def _zones_that_fit(
    instrument: Instrument, shown: Sequence[Decimal], lines: _Lines, rows: int
) -> list[Zone]:
    """Divide the totals into no more zones than there are rows.

    Too many, and the border of the cutoff is given up first, then those of what may be chance,
    then that of the target; then the narrowest bands share a zone.
    """
    for error_band in (lines.error_band, None):
        for cutoff in (True, False):
            zones = _zones(instrument, shown, lines.target, error_band, cutoff=cutoff)
            if len(zones) <= rows:
                return zones
    zones = _zones(instrument, shown, None, None, cutoff=False)
    while len(zones) > rows:
        widths = [upper.last - lower.first for lower, upper in pairwise(zones)]
        at = widths.index(min(widths))
        zones[at : at + 2] = [Zone(zones[at].first, zones[at + 1].last, None)]
    return zones


def _zones(
    instrument: Instrument,
    shown: Sequence[Decimal],
    target: Decimal | None,
    error_band: ErrorBand | None,
    *,
    cutoff: bool,
) -> list[Zone]:
    """Divide the totals that are shown by band and line, smallest numbers first."""

    def key(total: Decimal) -> tuple[Band | None, bool, bool, bool]:
        return (
            instrument.band(total),
            target is None or instrument.reaches(total, target),
            error_band is not None and error_band.contains(total),
            cutoff and instrument.is_clinical(total),
        )

    unit = max(instrument.finest_step, Decimal(1))
    zones = []
    for (band, *_), grouped in groupby(shown, key):
        totals = list(grouped)
        zones.append(Zone(totals[0], totals[-1], band, (totals[-1] - totals[0]) / unit + 1))
    return zones


@dataclass(frozen=True, slots=True)
class _Apart:
    """What of a zone is to lie a row apart: totals at least `nearest` points from each other.

    They lie between `first` and `last`: those that occur, or the ends of the zone, which may not
    be cut off where the range is not. `nearest` is None where there are no two of them.
    """

    first: Decimal
    last: Decimal
    nearest: Decimal | None

    @classmethod
    def of(cls, zone: Zone, totals: Sequence[Decimal], *, is_cut: bool) -> "_Apart":
        own = [total for total in totals if zone.first <= total <= zone.last]
        nearest = min((above - below for below, above in pairwise(own)), default=None)
        ends = (own[0], own[-1]) if own and is_cut else (zone.first, zone.last)
        return cls(*ends, nearest)

    @property
    def rows(self) -> int:
        """How many rows that takes."""
        return 1 if self.nearest is None else ceil((self.last - self.first) / self.nearest) + 1


def _least_rows(
    zones: Sequence[Zone],
    passed: Sequence[bool],
    apart: Sequence[Sequence[_Apart]],
    rows: int,
    *,
    worst_is_last: bool,
) -> list[int]:
    """How many rows each zone has at least: one, and more where it needs them.

    First a zone that the line has `passed` and that has far less than its even share gets some;
    then all that it takes to have totals `apart`, if there are as many, those named first before
    the others; then one with more than one whole total to a sub-row.
    """
    least = [1] * len(zones)
    whole = Fraction(sum(zone.steps for zone in zones))
    even = [rows * Fraction(zone.steps) / whole for zone in zones]
    shares = zip(even, passed, strict=True)
    kept = [Fraction(_rounded(share * _SQUEEZED) if has_line else 1) for share, has_line in shares]
    _relieve(least, kept, rows, worst_is_last=worst_is_last)
    for wanted in apart:
        for at in sorted(range(len(zones)), key=lambda at: wanted[at].rows - least[at]):
            spare = rows - sum(least)
            if least[at] < wanted[at].rows <= min(least[at] + spare, ceil(_STRETCHED * even[at])):
                least[at] = wanted[at].rows
    crowded = [Fraction(zone.steps) / SUB_ROWS for zone in zones]
    _relieve(least, crowded, rows, worst_is_last=worst_is_last)
    return least


def _relieve(
    least: list[int], wished: Sequence[Fraction], rows: int, *, worst_is_last: bool
) -> None:
    """Give the zones what they wish as far as rows are left, one by one.

    The one that has the smallest part of it comes first, and of several the most severe.
    """
    while sum(least) < rows:
        crowds = [wish / own for wish, own in zip(wished, least, strict=True)]
        at = max(range(len(least)), key=lambda at: (crowds[at], at if worst_is_last else -at))
        if crowds[at] <= 1:
            return
        least[at] += 1


def _placed(
    zones: Sequence[Zone], least: Sequence[int], apart: Sequence[Sequence[_Apart]], rows: int
) -> tuple[PlacedZone, ...]:
    """Give each zone its rows, and each total its place in them.

    As steep as the whole range, unless the zone had to make do with fewer rows, or totals would
    share one that it has rows to part: as many of these as it can.
    """
    lo, hi = zones[0].first, zones[-1].last
    slope = Fraction(rows * SUB_ROWS - 1) / Fraction(hi - lo)
    borders = [0, *_borders(zones, least, slope, rows), rows]
    placed = []
    for at, (zone, (low, high)) in enumerate(zip(zones, pairwise(borders), strict=True)):
        bottom, top = low * SUB_ROWS, high * SUB_ROWS - 1
        span = Fraction(zone.last - zone.first)
        own_slope = min(slope, (top - bottom) / span) if span else slope
        evenly = max(Fraction(zone.first - lo) * slope, Fraction(bottom))
        start = min(evenly, top - span * own_slope)
        wishes = (wanted[at] for wanted in reversed(apart))
        own = next((one for one in wishes if one.nearest and one.rows <= high - low), None)
        if own is not None and own.nearest and Fraction(own.nearest) * own_slope < SUB_ROWS:
            first = start + Fraction(own.first - zone.first) * own_slope
            own_slope = SUB_ROWS / Fraction(own.nearest)
            first = min(first, top - Fraction(own.last - own.first) * own_slope)
            start = max(first, Fraction(bottom)) - Fraction(own.first - zone.first) * own_slope
        placed.append(PlacedZone(zone, bottom, top, start, own_slope))
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
    on_line: Decimal | None,
    across: Decimal | None,
    row: Callable[[Decimal], int],
    is_alone: Callable[[int, Decimal], bool],
) -> int | None:
    """The row of the total a line is drawn at; none where a point would seem to lie on it.

    That is where the next total across it shares the row, or another total that occurs.
    """
    if on_line is None or (across is not None and row(across) == row(on_line)):
        return None
    return row(on_line) if is_alone(row(on_line), on_line) else None


def _band_names(instrument: Instrument, bands: Sequence[Band | None]) -> tuple[str, ...]:
    """Name each band once, in the uppermost of its rows: under the border of the one above."""
    names = [""] * len(bands)
    for band in instrument.bands:
        own = [row for row, owner in enumerate(bands) if owner is band]
        if own:
            names[own[0]] = band.label
    return tuple(names)


def _numbers(
    marks: Mapping[Decimal, int], drawn_on: Mapping[int, Sequence[Decimal]], rows: int
) -> tuple[str, ...]:
    """Number the rows of the marks, a row once; the first mark of a row counts.

    Beside a row in which points lie stands no total but theirs: else they would be read wrongly.
    """
    numbers = [""] * rows
    for mark, row in marks.items():
        if not numbers[row] and drawn_on.get(row, [mark]) == [mark]:
            numbers[row] = number(mark)
    return tuple(numbers)


def _may_be_chance(
    totals: Sequence[Decimal], error_band: ErrorBand | None, on_row: Sequence[Zone]
) -> tuple[bool, ...]:
    if error_band is None:
        return (False,) * len(on_row)
    kinds = {
        zone: {error_band.contains(total) for total in totals if zone.first <= total <= zone.last}
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
