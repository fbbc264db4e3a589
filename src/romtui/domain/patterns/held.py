"""What a rule gives when it holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from romtui.domain.patterns.finding import Certainty, Pattern
from romtui.domain.series import Series

Facts = dict[str, object]


@dataclass(frozen=True, slots=True)
class Held:
    """That a pattern holds: how sure that is, and the facts of its own."""

    certainty: Certainty | None = None
    facts: Facts = field(default_factory=dict)

    @property
    def confirmed(self) -> bool:
        """Whether it may be said, not only asked about."""
        return self.certainty is Certainty.CONFIRMED


Raw = dict[Pattern, Held]
"""Everything that holds for one measure, before any suppression."""

Rule = Callable[[Series], Held | None]


def plain(**facts: object) -> Held:
    """A finding to which certainty does not apply."""
    return Held(None, facts)


def tentative(**facts: object) -> Held:
    """A line crossed once."""
    return Held(Certainty.TENTATIVE, facts)


def confirmed(**facts: object) -> Held:
    """A line crossed the second time running."""
    return Held(Certainty.CONFIRMED, {"far": False, **facts})


def confirmed_by_far(**facts: object) -> Held:
    """A line crossed by so much that one reading is enough."""
    return Held(Certainty.CONFIRMED, {"far": True, **facts})


def best_pairs(s: Series, places: range, *, near: bool) -> Iterator[tuple[Decimal, int]]:
    """The mean of each score and the one after it, with the place of the second.

    `near`: only of two with no gap between them.
    """
    for place in places:
        if not near or s.follows(place + 1):
            yield (s.xs[place] + s.xs[place + 1]) / 2, place + 1


def about_pair(s: Series, mean: Decimal, place: int) -> Facts:
    """The facts about a pair of scores."""
    return {"pair": s.instrument.from_severity(mean), "pair_date": s.days[place]}
