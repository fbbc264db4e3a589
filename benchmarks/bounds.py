"""How far chance may go: what the rules are held to, all together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from benchmarks.populations import DOWN, JUMP, JUMP_AT, LASTING, UNCHANGED, UP, WELL
from benchmarks.tally import GAIN, SAME, WORSE, WORSE_OR_ASKED, Tally

Tallies = Mapping[tuple[str, float], Tally]
"""By the kind of people and how much of an error lasts."""


class Of(Enum):
    """What a figure is: percent of all sessions, percent of all people, or a session's number."""

    SESSIONS = "% of sessions"
    PEOPLE = "% of patients"
    WHICH = "session"


SLACK: Final = {Of.SESSIONS: 0.5, Of.PEOPLE: 1.5, Of.WHICH: 0.4}
"""How far the draw of 2,000 people may be off; less than a whole session is nothing."""


@dataclass(frozen=True, slots=True)
class Bound:
    """One line of the table: what is counted of which people, and where it has to lie.

    `target` is what we aimed at, in percent or as a session; `kept` what is held where the
    target is out of reach. Both are upper limits, or lower ones where `least` is true.
    """

    kind: str
    of: Of
    about: str
    count: Callable[[Tally], float]
    target: float
    least: bool = False
    kept: float | None = None

    @property
    def limit(self) -> float:
        """What is really held."""
        return self.target if self.kept is None else self.kept

    def measured(self, tallies: Tallies) -> tuple[float, ...]:
        """What was counted, for each way in which errors last."""
        return tuple(self.count(tallies[self.kind, lasting]) for lasting in LASTING)

    def missed(self, value: float, times: float = 1) -> bool:
        """Whether a value is beyond the limit by more than the draw explains.

        `times`: for a smaller draw, how much more it may be off.
        """
        slack = SLACK[self.of] * times
        return value < self.limit - slack if self.least else value > self.limit + slack

    def reached(self, value: float) -> bool:
        """Whether a value is what we aimed at."""
        return value >= self.target if self.least else value <= self.target


BOUNDS: Final = (
    Bound(UNCHANGED, Of.SESSIONS, "told that it got worse", lambda t: t.sessions(WORSE), 3),
    Bound(UNCHANGED, Of.PEOPLE, "told once that it got worse", lambda t: t.courses(WORSE), 15),
    Bound(
        UNCHANGED,
        Of.SESSIONS,
        "told or asked about worse",
        lambda t: t.sessions(WORSE_OR_ASKED),
        15,
    ),
    Bound(UNCHANGED, Of.SESSIONS, "told that it got better", lambda t: t.sessions(GAIN), 5),
    Bound(
        UNCHANGED,
        Of.SESSIONS,
        "much the same, stuck, or up and down",
        lambda t: t.sessions(SAME),
        60,
        least=True,
    ),
    Bound(
        UP,
        Of.PEOPLE,
        "told or asked about it at all",
        lambda t: t.courses(WORSE_OR_ASKED),
        97,
        least=True,
    ),
    Bound(
        UP,
        Of.WHICH,
        "by which half are told or asked",
        lambda t: t.median_first(WORSE_OR_ASKED),
        4,
    ),
    Bound(UP, Of.WHICH, "by which half are told", lambda t: t.median_first(WORSE), 6, kept=8),
    Bound(
        JUMP,
        Of.PEOPLE,
        "told or asked about it in that session",
        lambda t: t.at(JUMP_AT, WORSE_OR_ASKED),
        90,
        least=True,
    ),
    Bound(
        JUMP,
        Of.PEOPLE,
        "told that it got worse in the next one",
        lambda t: t.at(JUMP_AT + 1, WORSE),
        90,
        least=True,
    ),
    Bound(
        DOWN,
        Of.WHICH,
        "by which half are told that it got better",
        lambda t: t.median_first(GAIN),
        7,
    ),
    Bound(
        DOWN, Of.PEOPLE, "told or asked about worse once", lambda t: t.courses(WORSE_OR_ASKED), 35
    ),
    Bound(DOWN, Of.PEOPLE, "told once that it got worse", lambda t: t.courses(WORSE), 5),
    Bound(WELL, Of.SESSIONS, "told or asked about worse", lambda t: t.sessions(WORSE_OR_ASKED), 5),
)
