"""A published range of totals, and which one a total falls into."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Band:
    """A published range of totals, both ends included, in points of the published scale.

    `label` is its published name; `said` is how one would say it to somebody ("between
    moderate and severe"), empty where there is no plain way to.
    """

    lo: Decimal
    hi: Decimal
    label: str
    high: bool = False
    said: str = ""


def band_of(bands: Iterable[Band], total: Decimal) -> Band | None:
    """Find the band of a total, looked up by the rounded value."""
    rounded = total.to_integral_value(rounding=ROUND_HALF_UP)
    return next((band for band in bands if band.lo <= rounded <= band.hi), None)
