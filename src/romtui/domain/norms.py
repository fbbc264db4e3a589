"""How a clinical and a general group score, as published."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Norms:
    """Means and standard deviations of two groups, in points, and the reliability, 0 to 1."""

    clinical_mean: Decimal
    clinical_sd: Decimal
    general_mean: Decimal
    general_sd: Decimal
    reliability: Decimal
