"""The history of one result: every version, and what it changed in the one before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

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
        by_entry = {Entered.ITEMS: "entered", Entered.TOTAL: "entered as a total"}
        words = by_entry.get(version.entered, "imported")
        if version.subtotals:
            words = words.replace("as a total", "part by part")
        return f"{words}, more than a day late" if version.late else words
    if version.status is Status.WITHDRAWN:
        return "withdrawn: entered in error"
    if version.reason == TAKES_ITS_PLACE:
        return "another form"
    return "brought back" if before.status is Status.WITHDRAWN else "corrected"


def _items(before: Result | None, version: Result) -> tuple[int, ...]:
    if before is None or before.answers is None or version.answers is None:
        return ()
    pairs = zip(before.answers, version.answers, strict=False)
    return tuple(number for number, (was, now) in enumerate(pairs, start=1) if was != now)
