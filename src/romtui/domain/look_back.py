"""The weekly look-back: what was left open with whom, over the stored standings alone.

Nobody is compared with anybody, and nothing is counted up but what was shared.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from romtui.domain.caseload import Standing
from romtui.domain.lines_said import GOAL_TASK_BOND


class Left(IntEnum):
    """What may be left open with a person, most pressing first."""

    UNREVIEWED = 0
    UNAGREED = 1
    UNDISCUSSED = 2
    WENT_BY = 3
    OVERDUE = 4
    DUE = 5


@dataclass(frozen=True, slots=True)
class Shared:
    """How many of the scores that were collected were shared."""

    shared: int = 0
    collected: int = 0


@dataclass(frozen=True, slots=True)
class LookedAt:
    """One person, with all that is open."""

    standing: Standing
    left: tuple[Left, ...] = ()

    @property
    def said(self) -> Mapping[str, int]:
        """How often a goal, a task and a bond line was said; empty where it is not known."""
        return dict(zip(GOAL_TASK_BOND, self.standing.lines, strict=False))

    @property
    def shared(self) -> Shared:
        """What was shared with this person."""
        return _shared((self.standing,))


@dataclass(frozen=True, slots=True)
class LookBack:
    """Everybody, most pressing first, and the share of all their scores together."""

    people: tuple[LookedAt, ...]
    shared: Shared

    @property
    def open_with(self) -> int:
        """With how many people something is open."""
        return sum(bool(one.left) for one in self.people)


def look_back(standings: Iterable[Standing], today: date) -> LookBack:
    """Look at everybody in the caseload; of the archived at a safety answer that is open."""
    everybody = tuple(standings)
    present = [one for one in everybody if one.patient.archived_on is None]
    seen = (one for one in everybody if one.patient.archived_on is None or one.unreviewed_safety)
    people = sorted((_looked_at(one, today) for one in seen), key=_pressing)
    return LookBack(tuple(people), _shared(present))


def _looked_at(standing: Standing, today: date) -> LookedAt:
    if standing.patient.archived_on is not None:
        return LookedAt(standing, (Left.UNREVIEWED,))
    holds = {
        Left.UNREVIEWED: standing.unreviewed_safety,
        Left.UNAGREED: standing.unagreed,
        Left.UNDISCUSSED: standing.undiscussed > 0,
        Left.WENT_BY: _went_by(standing, today),
        Left.OVERDUE: standing.overdue_days(today) is not None,
        Left.DUE: standing.due(today) > 0,
    }
    return LookedAt(standing, tuple(one for one, is_open in holds.items() if is_open))


def _went_by(standing: Standing, today: date) -> bool:
    """Whether the day made out for the next session passed without a score since.

    A standing knows of scores, not of sessions: what is said of it must not say more.
    """
    planned, last = standing.patient.next_on, standing.last_on
    return planned is not None and planned < today and (last is None or last < planned)


def _pressing(one: LookedAt) -> tuple[tuple[int, ...], str]:
    """The most pressing point first, then the next; who has nothing open comes last."""
    return (*one.left, len(Left)), one.standing.patient.code.casefold()


def _shared(standings: Iterable[Standing]) -> Shared:
    counted = [(one.collected, one.undiscussed) for one in standings]
    collected = sum(collected for collected, _ in counted)
    return Shared(collected - sum(undiscussed for _, undiscussed in counted), collected)
