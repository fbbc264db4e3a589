"""A part of a questionnaire that has a score of its own."""

from dataclasses import dataclass
from decimal import Decimal

from romtui.domain.band import Band, band_of


@dataclass(frozen=True, slots=True)
class Subscale:
    """Some items of a form, added up and multiplied, in points from `lo` to `hi`.

    `items` are their numbers, from 1. `cutoff` is the least severe score that still counts
    as clinical, `reliable_change` the points (inclusive) that chance alone seldom gives; `drop`,
    of a session rating, the fall in points that is talked about. `checkpoint_days`: see
    `Instrument`.
    """

    id: str
    label: str
    items: tuple[int, ...]
    lo: Decimal
    hi: Decimal
    multiplier: int = 1
    bands: tuple[Band, ...] = ()
    cutoff: Decimal | None = None
    drop: Decimal | None = None
    reliable_change: Decimal | None = None
    checkpoint_days: int | None = None

    def band(self, score: Decimal) -> Band | None:
        """The published band of a score of this subscale, or None."""
        return band_of(self.bands, score)
