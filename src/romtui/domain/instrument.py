"""A questionnaire: what is asked, how it is scored, and where each of its numbers comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum


class Kind(Enum):
    """What a questionnaire is about."""

    OUTCOME = "outcome"
    ALLIANCE = "alliance"


class Direction(Enum):
    """Which way is better for the person."""

    LOWER_BETTER = "lower_better"
    HIGHER_BETTER = "higher_better"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read. `verified` is false when it is from memory only."""

    citation: str
    verified: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer on the form: the number printed beside it, and its words."""

    value: int
    label: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question, numbered from 1 as printed. `label` is our own short name for it."""

    number: int
    text: str
    options: tuple[Option, ...]
    label: str = ""
    reverse: bool = False

    @property
    def lo(self) -> int:
        """The smallest number printed beside an answer."""
        return min(option.value for option in self.options)

    @property
    def hi(self) -> int:
        """The largest number printed beside an answer."""
        return max(option.value for option in self.options)

    def option(self, value: int) -> Option | None:
        """The answer printed with this number, or None when the form has none such."""
        return next((option for option in self.options if option.value == value), None)


@dataclass(frozen=True, slots=True)
class Band:
    """A published range of totals, both ends included, in points of the published scale."""

    lo: Decimal
    hi: Decimal
    label: str
    high: bool = False


@dataclass(frozen=True, slots=True)
class SafetyItem:
    """An item whose answer at or above `threshold` is talked about first, whatever the total.

    `phrase` completes "you have had …" in the therapist's own plain words.
    """

    item: int
    threshold: int
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of one questionnaire.

    Totals, bands, cutoff, change values and the target are in points of the published
    scale, from `lo` to `hi`. `cutoff` is the least severe total that still counts as
    clinical; `reliable_change` is the number of points, inclusive, beyond chance. Either
    is None when no verified value exists. `allowed_missing` is how many items may be left
    out before the form cannot be scored (0 unless the instrument's own rule is verified).
    `low` and `drop` are for alliance scales: a total of `low` or less is low, a fall of
    `drop` points or more is a fall.
    """

    id: str
    name: str
    lo: Decimal
    hi: Decimal
    direction: Direction
    kind: Kind = Kind.OUTCOME
    version: int = 1
    title: str = ""
    construct: str = ""
    period: str = ""
    stem: str = ""
    items: tuple[Item, ...] = ()
    followup: Item | None = None
    n_items: int = 0
    item_lo: int = 0
    item_hi: int = 0
    sum_scored: bool = True
    multiplier: int = 1
    allowed_missing: int = 0
    bands: tuple[Band, ...] = ()
    cutoff: Decimal | None = None
    reliable_change: Decimal | None = None
    low: Decimal | None = None
    drop: Decimal | None = None
    safety_items: tuple[SafetyItem, ...] = ()
    licence: str = ""
    attribution: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, tuple[Source, ...]] = field(default_factory=dict)

    @property
    def lower_is_better(self) -> bool:
        """Whether a falling total is good news."""
        return self.direction is Direction.LOWER_BETTER

    @property
    def step(self) -> Decimal:
        """Points between two totals: a tenth where items may be left out."""
        return Decimal("0.1") if self.allowed_missing else Decimal(self.multiplier)

    @property
    def totals(self) -> tuple[Decimal, ...]:
        """Every total there can be, smallest number first."""
        steps = int((self.hi - self.lo) / self.step)
        return tuple(self.lo + place * self.step for place in range(steps + 1))

    def band(self, total: Decimal) -> Band | None:
        """The published band of a total, looked up by the rounded value, or None."""
        rounded = total.to_integral_value(rounding=ROUND_HALF_UP)
        return next((band for band in self.bands if band.lo <= rounded <= band.hi), None)

    def badness(self, total: Decimal) -> Decimal:
        """Points away from the best possible total: 0 is best, `hi - lo` is worst."""
        return total - self.lo if self.lower_is_better else self.hi - total

    def reaches(self, total: Decimal, target: Decimal) -> bool:
        """Whether a total is as good as the target, or better."""
        return self.badness(total) <= self.badness(target)
