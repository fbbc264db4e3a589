"""Recovery across two measures: caseness as NHS Talking Therapies has it for adults.

How two measures are judged as one is the rule of NHS England's tables for children and young
people; the one for adults was not seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from romtui.domain import texts
from romtui.domain.change import Change, across_a_cutoff, by_threshold, together
from romtui.domain.errors import UserError
from romtui.domain.instrument import Direction, Instrument

CASENESS_SOURCE: Final = (
    "NHS Talking Therapies, quoted in trial registration NCT05134103: caseness PHQ-9 more "
    "than 9, GAD-7 more than 7; reliable change 6 and 4 points"
)
RULE_SOURCE: Final = (
    "NHS England's outcome tables for children and young people (“meaningful change”): improved "
    "on one measure and reliably worse on none; any that got worse decides. The wording for "
    "adults was not seen; the registration asks for both to improve, which is stricter"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure at the start and at the end, with its caseness and its threshold, in points.

    `caseness` is the least severe score that makes a case.
    """

    first: Decimal
    last: Decimal
    caseness: Decimal
    threshold: Decimal
    direction: Direction = Direction.LOWER_BETTER

    @property
    def change(self) -> Change:
        """What became of it, by the threshold, inclusive."""
        return by_threshold(self.first, self.last, self.threshold, self.direction)


@dataclass(frozen=True, slots=True)
class Recovery:
    """What became of somebody. Nobody recovers who was no case on any measure at the start."""

    case_at_start: bool
    recovered: bool
    change: Change

    @property
    def reliably_improved(self) -> bool:
        """Improved on a measure, and on none reliably worse."""
        return self.change is Change.IMPROVED

    @property
    def reliably_deteriorated(self) -> bool:
        """Reliably worse on a measure."""
        return self.change is Change.DETERIORATED

    @property
    def reliably_recovered(self) -> bool:
        """Recovered, and reliably improved."""
        return self.recovered and self.reliably_improved


def measured(instrument: Instrument, first: Decimal, last: Decimal) -> Measured:
    """One measure by its own cutoff and the change by which NHS recovery is counted.

    Raises UserError when it has none: recovery is not counted by it.
    """
    if instrument.cutoff is None or instrument.recovery_change is None:
        raise UserError(texts.ONLY_PHQ9_AND_GAD7)
    return Measured(
        first,
        last,
        caseness=instrument.cutoff,
        threshold=instrument.recovery_change,
        direction=instrument.direction,
    )


def recovery(measures: Sequence[Measured]) -> Recovery:
    """Recovered: a case on any measure at the start, on none at the end."""
    sides = [
        across_a_cutoff(measure.first, measure.last, measure.caseness, measure.direction)
        for measure in measures
    ]
    case_at_start = any(was_case for was_case, _ in sides)
    return Recovery(
        case_at_start=case_at_start,
        recovered=case_at_start and all(no_case for _, no_case in sides),
        change=together(measure.change for measure in measures),
    )
