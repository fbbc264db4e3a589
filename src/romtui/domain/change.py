"""Whether a change is more than chance alone seldom gives, and whether it matters.

Two conventions are kept apart. Jacobson and Truax work a criterion out of a standard deviation
and a reliability, and a change must be **larger** than it. A published threshold in points
counts when it is **reached**. Either is passed by chance alone in about one comparison in ten to
twenty, and more often where a score is looked at every week. Points are Decimals, and no
threshold is rounded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final

from romtui.domain.constants import STANDARD, Constants
from romtui.domain.instrument import Direction, Norms, is_clinical

CRITICAL: Final = Decimal("1.96")
"""Two-sided 5 %. Jacobson NS, Truax P. J Consult Clin Psychol 1991;59:12-9."""

METHOD: Final = "Jacobson NS, Truax P. J Consult Clin Psychol 1991;59:12-9"

RESPONSE: Final = Decimal(50)
"""Percent. ICSI depression guideline; McMillan D et al. J Affect Disord 2010;127:122-9."""


class Change(Enum):
    """What became of one measure."""

    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    DETERIORATED = "deteriorated"


class Weight(Enum):
    """How much a change says by itself: what it is drawn and worded by."""

    SLIGHT = "slight"
    NOTABLE = "notable"
    RELIABLE = "reliable"


class OutcomeClass(Enum):
    """The classes of Jacobson and Truax 1991."""

    RECOVERED = "recovered"
    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    DETERIORATED = "deteriorated"


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """The three lines between a clinical and a general group, in points.

    `a`: two standard deviations from the clinical mean; `b`: two from the general mean;
    `c`: between the two, weighted by their spread. Jacobson and Truax 1991.
    """

    a: Decimal
    b: Decimal
    c: Decimal


@dataclass(frozen=True, slots=True)
class ReliableChange:
    """The reliable change of a measure, in points: every comparison with it is made here.

    Parts of it (`constants.notable`, half of it) and multiples (`constants.large`) are compared
    in whole numbers, so that nothing is rounded.
    """

    points: Decimal
    constants: Constants = STANDARD

    def reached(self, change: Decimal) -> bool:
        """Whether a change is at least the reliable change."""
        return reaches(change, self.points)

    def notable(self, change: Decimal) -> bool:
        """Whether a change is at least two thirds of it, or what else the constants say."""
        return reaches(change, self.points, self.constants.notable)

    def large(self, change: Decimal) -> bool:
        """Whether a change is at least one and a half times it, or what else the constants say."""
        return reaches(change, self.points, self.constants.large)

    def half(self, change: Decimal) -> bool:
        """Whether a change is at least half of it."""
        return reaches(change, self.points, (1, 2))

    def least_notable(self, step: Decimal) -> Decimal:
        """The smallest notable change that a scale with this step can make. To be shown only."""
        parts, of = self.constants.notable
        steps, left_over = divmod(self.points * parts, of * step)
        return (steps + bool(left_over)) * step


def weight(
    change: Decimal, reliable_change: Decimal | None, constants: Constants = STANDARD
) -> Weight:
    """Say how much a change says, either way; without a published value it says nothing more."""
    if reliable_change is None:
        return Weight.SLIGHT
    reliable = ReliableChange(reliable_change, constants)
    if reliable.reached(abs(change)):
        return Weight.RELIABLE
    return Weight.NOTABLE if reliable.notable(abs(change)) else Weight.SLIGHT


def reaches(change: Decimal, threshold: Decimal, share: tuple[int, int] = (1, 1)) -> bool:
    """Whether a change counts: from the threshold, or this part (`parts, of`) of it, on."""
    parts, of = share
    return of * change >= parts * threshold


def gain(first: Decimal, last: Decimal, direction: Direction) -> Decimal:
    """Points for the better; negative = for the worse."""
    return first - last if direction is Direction.LOWER_BETTER else last - first


def by_threshold(first: Decimal, last: Decimal, threshold: Decimal, direction: Direction) -> Change:
    """Judge a change by a published threshold in points, inclusive.

    As the outcome tables of NHS England do: the change counts from the threshold on.
    """
    points = gain(first, last, direction)
    if reaches(points, threshold):
        return Change.IMPROVED
    return Change.DETERIORATED if reaches(-points, threshold) else Change.UNCHANGED


def by_reliability(
    first: Decimal,
    last: Decimal,
    sd: Decimal,
    reliability: Decimal,
    direction: Direction,
    critical: Decimal = CRITICAL,
) -> Change:
    """Judge a change by the reliable change index, strictly: |RCI| larger than 1.96.

    Compared as squares, so that no root is rounded. Jacobson and Truax 1991.
    """
    points = gain(first, last, direction)
    if points**2 <= critical**2 * _variance_of_difference(sd, reliability):
        return Change.UNCHANGED
    return Change.IMPROVED if points > 0 else Change.DETERIORATED


def difference_error(sd: Decimal, reliability: Decimal) -> Decimal:
    """The standard error of a difference between two scores, in points: √(2 × SEM²).

    SEM, the standard error of measurement, is SD × √(1 − r).
    """
    return _variance_of_difference(sd, reliability).sqrt()


def reliable_change_index(
    first: Decimal, last: Decimal, sd: Decimal, reliability: Decimal
) -> Decimal:
    """(last − first) ÷ the error of the difference; below 0 = the number fell."""
    return (last - first) / difference_error(sd, reliability)


def criterion(sd: Decimal, reliability: Decimal, critical: Decimal = CRITICAL) -> Decimal:
    """How many points a change must exceed, which chance does once in twenty; for show only."""
    return critical * difference_error(sd, reliability)


def cutoffs(norms: Norms, direction: Direction) -> Cutoffs:
    """Work the three lines out of the norms of both groups."""
    towards_better = -1 if direction is Direction.LOWER_BETTER else 1
    spread = norms.clinical_sd + norms.general_sd
    weighted = norms.clinical_sd * norms.general_mean + norms.general_sd * norms.clinical_mean
    return Cutoffs(
        a=norms.clinical_mean + 2 * towards_better * norms.clinical_sd,
        b=norms.general_mean - 2 * towards_better * norms.general_sd,
        c=weighted / spread,
    )


def outcome(change: Change, *, was_clinical: bool, is_functional: bool) -> OutcomeClass:
    """Classify a course. A cutoff that is crossed without a reliable change is no change."""
    if change is Change.IMPROVED and was_clinical and is_functional:
        return OutcomeClass.RECOVERED
    return OutcomeClass(change.value)


def across_a_line(
    first: Decimal, last: Decimal, line: Decimal, direction: Direction
) -> tuple[bool, bool]:
    """Say whether it was clinical before and is functional now, strictly on either side.

    For the lines a, b and c: a score on the line itself is neither.
    """
    return gain(line, first, direction) < 0, gain(line, last, direction) > 0


def across_a_cutoff(
    first: Decimal, last: Decimal, cutoff: Decimal, direction: Direction
) -> tuple[bool, bool]:
    """Say whether it was clinical before and is functional now; the cutoff itself is clinical.

    For the published cutoffs of the instrument files: the least severe clinical total.
    """
    return is_clinical(first, cutoff, direction), not is_clinical(last, cutoff, direction)


def responded(
    first: Decimal, last: Decimal, direction: Direction, percent: Decimal = RESPONSE
) -> bool | None:
    """Say whether at least this part of the first score is gone; None where that has no sense.

    Only on a scale that counts up from 0 to worse: of 0 no part can go.
    """
    if direction is not Direction.LOWER_BETTER or first <= 0:
        return None
    return (first - last) * 100 >= first * percent


def remitted(last: Decimal, remission: Decimal, direction: Direction) -> bool:
    """Whether a score is as good as a published remission, or better."""
    return gain(remission, last, direction) >= 0


def together(changes: Iterable[Change]) -> Change:
    """Judge several measures as one: any that got worse decides, else any that got better.

    As NHS England's outcome tables for children and young people do (“meaningful change”).
    """
    kinds = set(changes)
    for deciding in (Change.DETERIORATED, Change.IMPROVED):
        if deciding in kinds:
            return deciding
    return Change.UNCHANGED


def _variance_of_difference(sd: Decimal, reliability: Decimal) -> Decimal:
    return 2 * sd**2 * (1 - reliability)


@dataclass(frozen=True, slots=True)
class ErrorBand:
    """Totals less than `points` (the published reliable change) away from `start`.

    The change counts from the threshold on, as in `by_threshold`: the borders lie outside.
    """

    start: Decimal
    points: Decimal

    def contains(self, total: Decimal) -> bool:
        """Whether the change from the start to this total may be chance alone."""
        return not reaches(abs(total - self.start), self.points)


_SCORES_OF_A_COURSE: Final = 4
"""Scores from which on the start is the mean of the first two: first days are exceptional."""


def start_is_pair(days: Sequence[date], gap_days: int) -> bool:
    """Whether the start rests on the first two scores, which lie no gap apart."""
    return len(days) >= _SCORES_OF_A_COURSE and (days[1] - days[0]).days <= gap_days


def start_of(scores: Sequence[Decimal], days: Sequence[date], gap_days: int) -> Decimal:
    """The start of a course, in the unit of its scores; there is at least one."""
    if start_is_pair(days, gap_days):
        return (scores[0] + scores[1]) / 2
    return scores[0]
