"""The stretch of totals around the first score within which a change may be chance."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ErrorBand:
    """Totals less than `points` (the published reliable change) away from `start`.

    The change counts from the threshold on (inclusive, as in `change.by_threshold`), so the
    borders themselves lie outside.
    """

    start: Decimal
    points: Decimal

    def holds(self, total: Decimal) -> bool:
        """Whether the change from the start to this total may be chance."""
        return abs(total - self.start) < self.points
