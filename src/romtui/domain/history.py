"""What became of one result: every version, and what it changed of the one before."""

from collections.abc import Sequence
from dataclasses import dataclass

from romtui.domain.case import Entered, Result, Status


@dataclass(frozen=True, slots=True)
class Step:
    """One version. `items` are the numbers of the answers that it changed, never the answers."""

    version: Result
    what: str
    items: tuple[int, ...] = ()


def steps(versions: Sequence[Result]) -> tuple[Step, ...]:
    """The versions of one result, oldest first, each with what it did."""
    before: Result | None = None
    found = []
    for version in versions:
        found.append(Step(version, _what(before, version), _items(before, version)))
        before = version
    return tuple(found)


def _what(before: Result | None, version: Result) -> str:
    if before is None:
        words = {Entered.ITEMS: "entered", Entered.TOTAL: "entered as a total"}
        said = words.get(version.entered, "imported")
        if version.subtotals:
            said = said.replace("as a total", "part by part")
        return f"{said}, more than a day late" if version.late else said
    if version.status is Status.WITHDRAWN:
        return "withdrawn: entered in error"
    return "brought back" if before.status is Status.WITHDRAWN else "corrected"


def _items(before: Result | None, version: Result) -> tuple[int, ...]:
    if before is None or before.answers is None or version.answers is None:
        return ()
    both = zip(before.answers, version.answers, strict=False)
    return tuple(number for number, (was, now) in enumerate(both, start=1) if was != now)
