"""The history of one result: every version, and what it changed in the one before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from romtui.domain import texts
from romtui.domain.away.texts import filled_in_away_before
from romtui.domain.case import TAKES_ITS_PLACE, Entered, Result, Status
from romtui.domain.private import Private

UNDONE: Final = Private("undone")
"""The reason given by a version that undoes the latest one still in effect."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One version. `items` are the numbers of the answers that it changed, never the answers."""

    version: Result
    what: str
    items: tuple[int, ...] = ()


def history_of(versions: Sequence[Result]) -> tuple[HistoryEntry, ...]:
    """The versions of one result, oldest first, each with what it did."""
    before: Result | None = None
    entries = []
    for version in versions:
        entries.append(HistoryEntry(version, _what(before, version), _items(before, version)))
        before = version
    return tuple(entries)


def summary(versions: Sequence[Result]) -> list[Result]:
    """The versions that no later undo has taken back, oldest first; none when all were."""
    left: list[Result] = []
    for version in versions:
        if version.reason == UNDONE:
            left.pop()
        else:
            left.append(version)
    return left


def replaced(versions: Sequence[Result]) -> tuple[Result, ...]:
    """The forms of one day that a later version of a result replaced, oldest first.

    What a review of a later version noted about safety is about them, too.
    """
    reviewed = max((version.version for version in versions if version.safety_reviewed), default=0)
    return tuple(
        replace(before, safety_reviewed=before.version <= reviewed)
        for before, after in pairwise(summary(versions))
        if after.reason == TAKES_ITS_PLACE
    )


def _what(before: Result | None, version: Result) -> str:
    if before is None:
        if version.entered is Entered.AWAY and version.entered_at is not None:
            return filled_in_away_before(version.on, version.entered_at.date())
        as_total = texts.ENTERED_BY_PART if version.subtotals else texts.ENTERED_AS_TOTAL
        by_entry = {Entered.ITEMS: texts.ENTERED, Entered.TOTAL: as_total}
        words = by_entry.get(version.entered, texts.IMPORTED)
        return texts.entered_late(words) if version.late else words
    if version.status is Status.WITHDRAWN:
        return texts.WITHDRAWN
    if version.reason == TAKES_ITS_PLACE:
        return texts.ANOTHER_FORM
    return texts.RESTORED if before.status is Status.WITHDRAWN else texts.CORRECTED


def _items(before: Result | None, version: Result) -> tuple[int, ...]:
    if before is None or before.answers is None or version.answers is None:
        return ()
    pairs = zip(before.answers, version.answers, strict=False)
    return tuple(number for number, (was, now) in enumerate(pairs, start=1) if was != now)
