"""Which row of a chart each total, band name and number belongs to.

A picture must not say what the numbers do not: a row belongs to one band and to one side
of each line that is drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from romtui.domain.chart import number
from romtui.domain.error_band import ErrorBand
from romtui.domain.instrument import Band, Instrument
from romtui.domain.plot_zones import SUB_ROWS, Placed, Zone, place_zones


@dataclass(frozen=True, slots=True)
class PlotRows:
    """The rows of a chart, 0 = the top row = the largest numbers.

    Of each row: `names` is the band's name, in the one row where it stands, `scale` the
    numbers at band borders, ends and target that are drawn there, `severity` the place of
    its band from least (0) to most severe, None where it belongs to no band. `target` is
    the row of the target, and None without one, or where it would share its row with
    totals that do not reach it; `cutoff` is the row of the cutoff in the same way. `within`
    says of each row whether its totals may differ from the first score by chance alone; where
    rows would be of both kinds, none is marked.
    """

    rows: int
    placed: tuple[Placed, ...]
    names: tuple[str, ...]
    scale: tuple[str, ...]
    severity: tuple[int | None, ...]
    target: int | None
    cutoff: int | None = None
    within: tuple[bool, ...] = ()

    def sub_row(self, total: Decimal) -> int:
        """Say where the line passes, 0 = the top; four sub-rows to a row."""
        return _sub_row(self.placed, total, self.rows)

    def row(self, total: Decimal) -> int:
        """Say in which row the dot of a total is drawn: always the row the line is in."""
        return self.sub_row(total) // SUB_ROWS


def lay_rows(
    instrument: Instrument, target: Decimal | None, rows: int, error_band: ErrorBand | None = None
) -> PlotRows:
    """Lay the range of an instrument on `rows` rows.

    A total is drawn in a row of its own band, and one that is worse than the target never
    on the target's row or beyond. With fewer rows than that takes, no target is drawn, and
    bands that share a row have no name. The line between two whole totals is flat only
    where the rows do not suffice for all of them.
    """
    placed = place_zones(instrument, target, rows, error_band)
    owned = [_owner(placed, rows - 1 - row) for row in range(rows)]
    owners = [one.zone.band for one in owned]
    return PlotRows(
        rows=rows,
        placed=placed,
        names=_names(instrument, owners),
        scale=_scale(instrument, target, placed, rows),
        severity=tuple(None if band is None else _severity(instrument, band) for band in owners),
        target=None if target is None else _target_row(instrument, target, placed, rows),
        cutoff=_cutoff_row(instrument, placed, rows),
        within=_within(error_band, owned, instrument),
    )


def _sub_row(placed: Sequence[Placed], total: Decimal, rows: int) -> int:
    own = next((one for one in reversed(placed) if one.zone.first <= total), placed[0])
    return rows * SUB_ROWS - 1 - own.sub_row(total)


def _row(placed: Sequence[Placed], total: Decimal, rows: int) -> int:
    return _sub_row(placed, total, rows) // SUB_ROWS


def _owner(placed: Sequence[Placed], row_up: int) -> Placed:
    return next(one for one in placed if row_up <= one.top // SUB_ROWS)


def _names(instrument: Instrument, owners: Sequence[Band | None]) -> tuple[str, ...]:
    """Name each band once, in the middle of its rows; of two rows the one with its border."""
    names = [""] * len(owners)
    for band in instrument.bands:
        own = [row for row, owner in enumerate(owners) if owner is band]
        if own:
            names[own[len(own) // 2]] = band.label
    return tuple(names)


def _scale(
    instrument: Instrument, target: Decimal | None, placed: Sequence[Placed], rows: int
) -> tuple[str, ...]:
    """Number the ends of the range, the band borders and the target; `20–27` for two in a row."""
    ends = (instrument.lo, instrument.hi, *(band.lo for band in instrument.bands))
    marks = {end: _row(placed, end, rows) for end in ends}
    if target is not None:
        marks[target] = _row(placed, _edge(instrument, target), rows)
    numbered: list[list[str]] = [[] for _ in range(rows)]
    for mark in sorted(marks):
        numbered[marks[mark]].append(number(mark))
    return tuple("–".join([*here[:1], *here[1:][-1:]]) for here in numbered)


def _target_row(
    instrument: Instrument, target: Decimal, placed: Sequence[Placed], rows: int
) -> int | None:
    def reaches(total: Decimal) -> bool:
        return instrument.reaches(total, target)

    row = _row(placed, _edge(instrument, target), rows)
    short = [total for total in instrument.totals if not reaches(total)]
    if short and _row(placed, min(short, key=instrument.severity), rows) == row:
        return None
    return row


def _cutoff_row(instrument: Instrument, placed: Sequence[Placed], rows: int) -> int | None:
    """The row of the least severe clinical total, unless others that are not share it."""
    if instrument.cutoff is None:
        return None
    beyond = [total for total in instrument.totals if instrument.is_clinical(total)]
    below = [total for total in instrument.totals if not instrument.is_clinical(total)]
    if not beyond:
        return None
    row = _row(placed, min(beyond, key=instrument.severity), rows)
    if below and _row(placed, max(below, key=instrument.severity), rows) == row:
        return None
    return row


def _within(
    error_band: ErrorBand | None, owned: Sequence[Placed], instrument: Instrument
) -> tuple[bool, ...]:
    """Say of each row whether its totals may be chance; of none where a zone is of both kinds."""
    if error_band is None:
        return (False,) * len(owned)
    zones = {one.zone for one in owned}
    kinds = {zone: _kinds(error_band, zone, instrument) for zone in zones}
    if any(len(found) > 1 for found in kinds.values()):
        return (False,) * len(owned)
    return tuple(True in kinds[one.zone] for one in owned)


def _kinds(error_band: ErrorBand, zone: Zone, instrument: Instrument) -> set[bool]:
    in_zone = (total for total in instrument.totals if zone.first <= total <= zone.last)
    return {error_band.holds(total) for total in in_zone}


def _edge(instrument: Instrument, target: Decimal) -> Decimal:
    """Find the total that just reaches the target: itself, unless it lies between two steps."""
    reaching = (total for total in instrument.totals if instrument.reaches(total, target))
    return max(reaching, key=instrument.severity)


def _severity(instrument: Instrument, band: Band) -> int:
    place = instrument.bands.index(band)
    return place if instrument.lower_is_better else len(instrument.bands) - 1 - place
