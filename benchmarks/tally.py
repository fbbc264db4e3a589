"""Counting headlines: how many sessions, how many people, and when for the first time."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from typing import Final

from romtui.domain.patterns import Pattern, finding

FIRST: Final = 2
"""The session of the first headline of each person."""


def _asked(names: Iterable[str]) -> frozenset[str]:
    return frozenset(f"{name}~" for name in names)


WORSE: Final = frozenset(one.value for one in finding.WORSE)
"""Said as a statement: it got worse."""
WORSE_OR_ASKED: Final = WORSE | _asked(WORSE)
GAIN: Final = frozenset(one.value for one in finding.GAIN)
"""Said as a statement: it got better."""
GAIN_OR_ASKED: Final = GAIN | _asked(GAIN)
SAME: Final = frozenset(one.value for one in finding.STUCK | {Pattern.STABLE, Pattern.FLUCTUATING})
"""Much the same, stuck, or up and down."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The headlines of many people of one kind: a row each, from the second session on."""

    rows: tuple[tuple[str, ...], ...]

    def sessions(self, names: Iterable[str]) -> float:
        """Percent of all sessions that have one of these headlines."""
        wanted = frozenset(names)
        hits = sum(one in wanted for row in self.rows for one in row)
        return 100 * hits / sum(map(len, self.rows))

    def courses(self, names: Iterable[str]) -> float:
        """Percent of all people who have one of these headlines at least once."""
        wanted = frozenset(names)
        return 100 * sum(not wanted.isdisjoint(row) for row in self.rows) / len(self.rows)

    def at(self, session: int, names: Iterable[str]) -> float:
        """Percent of all people who have one of these headlines in this session."""
        wanted = frozenset(names)
        return 100 * sum(row[session - FIRST] in wanted for row in self.rows) / len(self.rows)

    def median_first(self, names: Iterable[str]) -> float:
        """By which session half of the people have had one of these headlines; inf = by none."""
        wanted = frozenset(names)
        firsts = sorted(
            next((place + FIRST for place, one in enumerate(row) if one in wanted), inf)
            for row in self.rows
        )
        return firsts[(len(firsts) - 1) // 2]

    @property
    def names(self) -> frozenset[str]:
        """Every headline that anybody had."""
        return frozenset(one for row in self.rows for one in row)
