"""Which old backups may go. What is last made counts as newest, whatever a clock says.

Kept are all of the last two days, then one a day for 12 days, one a week for 10 weeks and
one a month for 9 months, of those that there are. The newest three sound ones are never
let go, nor one that is damaged, nor one that a clock in the future made.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

ALWAYS: Final = 3
"""So many of the newest sound backups are kept in any case."""

_ALL_OF: Final = timedelta(days=2)
_SHRUNK: Final = 0.8
"""With fewer than this share of the rows of the backup before, something may be lost."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One backup: its running number, when its clock made it, how many rows are in it.

    `sound` is false for one that was found damaged. `rows` is None when it is not known.
    """

    number: int
    made_at: datetime
    rows: int | None = None
    sound: bool = True


def surplus(copies: Sequence[Copy], now: datetime) -> tuple[Copy, ...]:
    """The backups that may be deleted, oldest first; none when the newest lost many rows."""
    newest_first = sorted((copy for copy in copies if copy.sound), key=_number, reverse=True)
    if _shrunk(newest_first):
        return ()
    timely = [copy for copy in newest_first if copy.made_at <= now]
    kept = {copy.number for copy in newest_first[:ALWAYS]}
    kept |= {copy.number for copy in timely if now - copy.made_at <= _ALL_OF}
    for most, period in _PERIODS:
        kept |= _newest_of_each(timely, period, most)
    return tuple(copy for copy in reversed(timely) if copy.number not in kept)


def _number(copy: Copy) -> int:
    return copy.number


def _shrunk(newest_first: Sequence[Copy]) -> bool:
    """Whether a backup has far fewer rows than one before it that is still here.

    All are looked at, not the last two alone: a second backup of emptied records is as
    small as the first.
    """
    known = [copy.rows for copy in newest_first if copy.rows is not None]
    return bool(known) and known[0] < _SHRUNK * max(known)


def _newest_of_each(
    newest_first: Sequence[Copy], period: Callable[[datetime], Hashable], most: int
) -> set[int]:
    """The newest of each of the latest periods in which there are backups."""
    chosen: dict[Hashable, int] = {}
    for copy in newest_first:
        if len(chosen) == most:
            break
        chosen.setdefault(period(copy.made_at), copy.number)
    return set(chosen.values())


def _week(made_at: datetime) -> Hashable:
    return made_at.isocalendar()[:2]


def _month(made_at: datetime) -> Hashable:
    return made_at.year, made_at.month


_PERIODS: Final[tuple[tuple[int, Callable[[datetime], Hashable]], ...]] = (
    (12, datetime.date),
    (10, _week),
    (9, _month),
)
