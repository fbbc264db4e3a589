"""What a rule gives when its pattern holds, before order and suppression make findings of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from romtui.domain.pattern import Pattern
from romtui.domain.patterns.finding import Certainty
from romtui.domain.series import Series

Facts = dict[str, object]


@dataclass(frozen=True, slots=True)
class RawFinding:
    """That a pattern holds for a measure: how sure that is, and the facts that only it has."""

    certainty: Certainty | None = None
    facts: Facts = field(default_factory=dict)

    @property
    def confirmed(self) -> bool:
        """Whether it may be said, not only asked about."""
        return self.certainty is Certainty.CONFIRMED


RawFindings = dict[Pattern, RawFinding]
"""All that holds for one measure, before one finding silences another."""

Rule = Callable[[Series], RawFinding | None]


def plain(**facts: object) -> RawFinding:
    """A finding to which certainty does not apply."""
    return RawFinding(None, facts)


def tentative(**facts: object) -> RawFinding:
    """A line crossed once."""
    return RawFinding(Certainty.TENTATIVE, facts)


def confirmed(**facts: object) -> RawFinding:
    """A line crossed the second time running."""
    return RawFinding(Certainty.CONFIRMED, {"far": False, **facts})


def confirmed_by_far(**facts: object) -> RawFinding:
    """A line crossed by so much that one reading is enough."""
    return RawFinding(Certainty.CONFIRMED, {"far": True, **facts})


def best_pairs(s: Series, indexes: range, *, near: bool) -> Iterator[tuple[Decimal, int]]:
    """The mean of each score and the one after it, with the place of the second.

    `near`: only of two with no gap between them.
    """
    for index in indexes:
        if not near or s.follows(index + 1):
            yield (s.xs[index] + s.xs[index + 1]) / 2, index + 1


def pair_facts(s: Series, mean: Decimal, index: int) -> Facts:
    """The facts about a pair of scores."""
    return {"pair": s.instrument.from_severity(mean), "pair_date": s.days[index]}
