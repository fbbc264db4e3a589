"""The record of talking about a score: shared, put off, whether it fits, what was agreed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Final

from romtui.domain.private import Private

if TYPE_CHECKING:
    from romtui.domain.pattern import Pattern


class How(Enum):
    """In what way a score was shared."""

    SCREEN = "screen"
    ALOUD = "aloud"
    PAPER = "paper"


class Fit(Enum):
    """Whether a score fits how the person feels, by their own word."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class AgreementOutcome(Enum):
    """What became of an agreement."""

    DONE = "done"
    PARTLY = "partly"
    NOT = "not"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Skip:
    """That something did not happen on a day, and why.

    With a result: it was not talked about. Without: no form was filled in.
    """

    on: date
    reason: Private
    result: int | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed on a day, about which headline, and when to look at it again."""

    id: int
    on: date
    what: Private
    review_on: date | None = None
    pattern: "Pattern | None" = None
    outcome: AgreementOutcome | None = None
    outcome_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has said yet what became of it."""
        return self.outcome is None


class Ask(Enum):
    """The five questions for when it goes badly."""

    ALLIANCE = "alliance"
    MOTIVATION = "motivation"
    SUPPORT = "support"
    EVENTS = "events"
    HEALTH = "health"


@dataclass(frozen=True, slots=True)
class Asked:
    """One of the five questions, asked on a day, and what there is to note about it."""

    on: date
    ask: Ask
    note: Private = Private("")


@dataclass(frozen=True, slots=True)
class Objected:
    """What a person said against the questionnaires on a day, by its code in the deck."""

    on: date
    code: str
    note: Private = Private("")


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the deck that was said on a day, by its id."""

    on: date
    line_id: str


GOAL_TASK_BOND: Final = ("goal", "task", "bond")


def times_said(said: Iterable[Said]) -> tuple[int, ...]:
    """Count the goal, task and bond lines that were said, in this order.

    A line's place is in its id: `stalled/task/2`.
    """
    by_slot = Counter(
        said_line.line_id.split("/")[1] for said_line in said if "/" in said_line.line_id
    )
    return tuple(by_slot[slot] for slot in GOAL_TASK_BOND)
