"""A questionnaire: what is asked, how it is scored, and where each of its numbers comes from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Final

from romtui.domain.private import Private


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


@dataclass(frozen=True, slots=True)
class Norms:
    """Means and standard deviations of two groups, in points, and the reliability, 0 to 1."""

    clinical_mean: Decimal
    clinical_sd: Decimal
    general_mean: Decimal
    general_sd: Decimal
    reliability: Decimal


@dataclass(frozen=True, slots=True)
class SkipRule:
    """Once all of `items` are answered and add up to `total` points, `skipped` need no answer.

    Numbers of items, from 1. A skipped item counts 0; one that is answered all the same counts
    as it was answered.
    """

    items: tuple[int, ...]
    total: int
    skipped: tuple[int, ...]


TENTH: Final = Decimal("0.1")
HUNDREDTH: Final = Decimal("0.01")
"""Steps between totals: of a sum made up for a missing item, of a mean."""

NOT_APPLICABLE: Final = -99
"""The answer to a question that does not apply to the person; no form may print it."""


class InstrumentKind(Enum):
    """What a questionnaire is about."""

    OUTCOME = "outcome"
    ALLIANCE = "alliance"


@dataclass(frozen=True, slots=True)
class Loinc:
    """The LOINC codes of the single questions and answers of a form, as far as they were verified.

    `items` has one an item, in their order, or none; `answers` go by the number printed beside
    them, and so do those of the question after the form, `followup`.
    """

    items: tuple[str, ...] = ()
    answers: Mapping[int, str] = field(default_factory=dict)
    followup: str = ""
    followup_answers: Mapping[int, str] = field(default_factory=dict)


class Direction(Enum):
    """Which way is better for the person."""

    LOWER_BETTER = "lower_better"
    HIGHER_BETTER = "higher_better"


def is_clinical(total: Decimal, cutoff: Decimal, direction: Direction) -> bool:
    """Whether a total is on the clinical side of a cutoff, the cutoff included."""
    return total >= cutoff if direction is Direction.LOWER_BETTER else total <= cutoff


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read. `verified` is false when it is from memory only.

    `convention` marks a rule of this project's own: read nowhere, and said to be so.
    """

    citation: str
    verified: bool
    note: str = ""
    convention: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One answer on the form: the number printed beside it, and its words."""

    value: int
    label: str

    @property
    def printed(self) -> str:
        """The number as it is shown and typed; `-` for an item that does not apply."""
        return "-" if self.value == NOT_APPLICABLE else str(self.value)


@dataclass(frozen=True, slots=True)
class Item:
    """One question, numbered from 1 as printed. `label` is our own short name for it.

    `not_applicable` is what the answer NOT_APPLICABLE is called where the form has it; it
    counts 0. An item that is not `counted` is asked, and belongs to no total.
    """

    number: int
    text: str
    options: tuple[Option, ...]
    label: str = ""
    reverse: bool = False
    counted: bool = True
    not_applicable: str = ""

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
        if value == NOT_APPLICABLE and self.not_applicable:
            return Option(NOT_APPLICABLE, self.not_applicable)
        for option in self.options:
            if option.value == value:
                return option
        return None

    @property
    def choices(self) -> tuple[Option, ...]:
        """Every answer there is, the one that the item does not apply last."""
        beside = self.option(NOT_APPLICABLE)
        return self.options if beside is None else (*self.options, beside)

    def points(self, answer: int) -> int:
        """What an answer counts, after reversal."""
        if answer == NOT_APPLICABLE:
            return 0
        return self.lo + self.hi - answer if self.reverse else answer


@dataclass(frozen=True, slots=True)
class SafetyItem:
    """An item whose answer at or above `threshold` is talked about first, whatever the total.

    `phrase` completes "you have had …" in the therapist's own plain words.
    """

    item: int
    threshold: int
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """An answer on a session rating that asks for a talk, whatever the marks say."""

    item: int
    answer: int


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of one questionnaire.

    Totals, bands, cutoff, change values and the target are in points of the published
    scale, from `lo` to `hi`. `cutoff` is the least severe total that still counts as
    clinical; `reliable_change` is the number of points, inclusive, that chance alone seldom
    gives. Either is None when nothing is published for it. `recovery_change` is the change by
    which NHS recovery is counted; nothing else goes by it.
    `allowed_missing` is how many items may be left
    out before the form cannot be scored (0 unless the instrument's own rule is verified).
    `low` and `drop` are for alliance scales: a total of `low` or less is low, a fall of
    `drop` points or more is a fall; `repair` is an answer that is talked about at once.

    Without `has_total` there is no single total: `lo` and `hi` are then those of each
    subscale. `mean`: the total is the mean of the items, not their sum. `step` lies between
    two totals next to each other, where the form has finer ones than its items tell.
    `response` is the part of the first total, in percent, that has to go; a total of
    `remission` or better is one; `mcid` is the smallest change that matters to people.
    `checkpoint_days` is when something should have been gained by, where the form has its own
    number of days; a total within `residual` (both ends included) is trouble that remains after
    a recovery. `reversed_items` are the numbers of items on which a higher answer is better
    although the total runs the other way, of a form whose words are not here. `skips` say which
    questions need no answer after which others. `notice` is the line its owner wants to be seen
    by whoever reads the words. `words` are the person's own, of a goal or an item made for them;
    the name never holds them. `topics` are
    other words by which it is looked for; `usual` is its place among those offered where
    nothing has been used yet.
    """

    id: str
    name: str
    lo: Decimal
    hi: Decimal
    direction: Direction
    kind: InstrumentKind = InstrumentKind.OUTCOME
    version: int = 1
    title: str = ""
    construct: str = ""
    topics: tuple[str, ...] = ()
    usual: int | None = None
    period: str = ""
    stem: str = ""
    items: tuple[Item, ...] = ()
    followup: Item | None = None
    n_items: int = 0
    item_lo: int = 0
    item_hi: int = 0
    sum_scored: bool = True
    multiplier: int = 1
    mean: bool = False
    has_total: bool = True
    step: Decimal | None = None
    allowed_missing: int = 0
    subscales: tuple[Subscale, ...] = ()
    bands: tuple[Band, ...] = ()
    cutoff: Decimal | None = None
    reliable_change: Decimal | None = None
    recovery_change: Decimal | None = None
    low: Decimal | None = None
    drop: Decimal | None = None
    mcid: Decimal | None = None
    response: Decimal | None = None
    remission: Decimal | None = None
    checkpoint_days: int | None = None
    residual: tuple[Decimal, Decimal] | None = None
    reversed_items: frozenset[int] = frozenset()
    norms: Norms | None = None
    repair: Repair | None = None
    safety_items: tuple[SafetyItem, ...] = ()
    skips: tuple[SkipRule, ...] = ()
    licence: str = ""
    attribution: str = ""
    notice: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    loinc: Loinc = field(default_factory=Loinc)
    sources: Mapping[str, tuple[Source, ...]] = field(default_factory=dict)
    words: Private = Private("")

    @property
    def lower_is_better(self) -> bool:
        """Whether a falling total is good news."""
        return self.direction is Direction.LOWER_BETTER

    @property
    def finest_step(self) -> Decimal:
        """Points between two totals next to each other."""
        if self.mean:
            part = Decimal(1) / self.n_counted
            return part.quantize(HUNDREDTH, rounding=ROUND_HALF_UP).normalize()
        if self.step is not None:
            return self.step
        return TENTH if self.allowed_missing else Decimal(self.multiplier)

    @property
    def totals(self) -> tuple[Decimal, ...]:
        """Every total there can be, smallest number first."""
        steps = int((self.hi - self.lo) / self.finest_step)
        return tuple(self.lo + place * self.finest_step for place in range(steps + 1))

    def band(self, total: Decimal) -> Band | None:
        """The published band of a total, looked up by the rounded value, or None."""
        return band_of(self.bands, total)

    @property
    def n_counted(self) -> int:
        """How many items make up the total."""
        return sum(item.counted for item in self.items) if self.items else self.n_items

    @property
    def with_text(self) -> bool:
        """Whether the words of the form are here; without, it takes a total only."""
        return bool(self.items)

    def more_is_worse(self, number: int) -> bool:
        """Whether a higher answer to an item means more trouble, whatever way the scale runs."""
        reverse = self.items[number - 1].reverse if self.items else number in self.reversed_items
        return self.lower_is_better != reverse

    @property
    def by_part(self) -> bool:
        """Whether it has no single total, and parts with a score of their own."""
        return not self.has_total and bool(self.subscales)

    def skipped(self, answers: Sequence[int | None]) -> frozenset[int]:
        """The numbers of the items without an answer that need none, after the other answers.

        `answers` are one an item, as printed; None = no answer.
        """
        if not self.skips:
            return frozenset()
        given = {
            item.number: item.points(answer)
            for item, answer in zip(self.items, answers, strict=True)
            if answer is not None
        }
        holding = (
            rule
            for rule in self.skips
            if all(number in given for number in rule.items)
            and sum(given[number] for number in rule.items) == rule.total
        )
        return frozenset(
            number for rule in holding for number in rule.skipped if number not in given
        )

    def severity(self, total: Decimal) -> Decimal:
        """Points away from the best possible total: 0 is best, `hi - lo` is worst."""
        return total - self.lo if self.lower_is_better else self.hi - total

    def from_severity(self, severity: Decimal) -> Decimal:
        """The total, in points of the published scale, that lies so far from the best one."""
        return self.lo + severity if self.lower_is_better else self.hi - severity

    def reaches(self, total: Decimal, target: Decimal) -> bool:
        """Whether a total is as good as the target, or better."""
        return self.severity(total) <= self.severity(target)

    def is_clinical(self, total: Decimal) -> bool:
        """Whether a total is on the clinical side of the cutoff, the cutoff included."""
        return self.cutoff is not None and is_clinical(total, self.cutoff, self.direction)

    def just_below_cutoff(self, total: Decimal) -> bool:
        """Whether a total is the last one under the cutoff, of a scale where less is better."""
        cutoff = self.cutoff
        return self.lower_is_better and cutoff is not None and cutoff - total == self.multiplier
