"""A goal, or an item of 0 to 10, in the person's own words: followed like a questionnaire."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import chain
from typing import Final

from romtui.domain import texts
from romtui.domain.instrument import Direction, Instrument, Source
from romtui.domain.private import Private

MOST_GOALS: Final = 3
"""Goals that are followed at a time (goal-based outcomes)."""

_LO, _HI = 0, 10
_GOAL_CHANGE: Final = Decimal(3)
"""Points of one goal beyond chance: see the source beside it."""

_GOAL_SOURCES: Final = {
    "scoring": (
        Source("Law D, Jacob J. Goals and Goal Based Outcomes, 3rd ed. CAMHS Press 2015", False),
    ),
    "reliable_change": (
        Source(
            "NHS Digital, outcome tables of the mental health statistics (comment “CYP IAPT 2015”)",
            True,
            "3 points per goal",
        ),
    ),
}


class PersonalKind(Enum):
    """What is rated. The value begins the id: `goal.1`, `own.2`."""

    GOAL = "goal"
    ITEM = "own"


@dataclass(frozen=True, slots=True)
class PersonalMeasure:
    """One goal or item. A goal is better the higher; of an item the therapist says which way.

    The words never change: other words are another measure.
    """

    id: str
    words: Private
    direction: Direction
    since: date

    @property
    def instrument(self) -> Instrument:
        """As a questionnaire of one question; its name says nothing, the words stay private."""
        return scale(self.id, self.direction, self.words)


class WithOwn(Mapping[str, Instrument]):
    """The questionnaires at hand, and those of one person. Reads no file that is not asked for."""

    def __init__(self, at_hand: Mapping[str, Instrument], own: Iterable[PersonalMeasure]) -> None:
        self._at_hand = at_hand
        self._own = {measure.id: measure.instrument for measure in own}

    def __getitem__(self, key: str) -> Instrument:
        return self._own[key] if key in self._own else self._at_hand[key]

    def __iter__(self) -> Iterator[str]:
        return chain(self._at_hand, self._own)

    def __len__(self) -> int:
        return len(self._at_hand) + len(self._own)


def own_id(kind: PersonalKind, number: int) -> str:
    """The id of a person's `number`-th goal or item."""
    return f"{kind.value}.{number}"


def is_own(instrument_id: str) -> bool:
    """Whether a measure is in a person's own words."""
    return instrument_id.startswith(tuple(f"{kind.value}." for kind in PersonalKind))


def is_goal(instrument_id: str) -> bool:
    """Whether a measure is a goal."""
    return instrument_id.startswith(f"{PersonalKind.GOAL.value}.")


def scale(instrument_id: str, direction: Direction, words: Private = Private("")) -> Instrument:
    """The questionnaire of one question that an id stands for."""
    goal = is_goal(instrument_id)
    number = instrument_id.partition(".")[2]
    return Instrument(
        id=instrument_id,
        name=f"Goal {number}" if goal else f"Own {number}",
        title=texts.GOAL_TITLE if goal else texts.PERSONAL_ITEM_TITLE,
        construct="goal" if goal else "own",
        words=words,
        lo=Decimal(_LO),
        hi=Decimal(_HI),
        direction=direction,
        n_items=1,
        item_lo=_LO,
        item_hi=_HI,
        reliable_change=_GOAL_CHANGE if goal else None,
        licence=texts.PERSONAL_LICENCE,
        sources=_GOAL_SOURCES if goal else {},
    )
