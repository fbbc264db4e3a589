"""Which patterns silence which, and what comes first."""

from collections.abc import Iterable, Mapping
from typing import Final

from romtui.domain.patterns.course import Raw
from romtui.domain.patterns.finding import Finding, Pattern

P = Pattern
DROPS: Final[Mapping[Pattern, frozenset[Pattern]]] = {
    P.RELIABLE_DETERIORATION: frozenset(
        {P.SETBACK, P.NOT_ON_TRACK, P.WORSENING, P.STABLE_HIGH, P.STALLED, P.SLOW_START}
    ),
    P.RELAPSE: frozenset({P.SETBACK}),
    P.SHARP_WORSENING: frozenset({P.SETBACK}),
    P.SETBACK: frozenset(
        {
            P.NOT_ON_TRACK,
            P.WORSENING,
            P.STABLE_HIGH,
            P.STALLED,
            P.SLOW_START,
            P.IMPROVING,
            P.RECOVERED,
            P.HOLDING_GAINS,
        }
    ),
    P.NOT_ON_TRACK: frozenset({P.STALLED}),
    P.WORSENING: frozenset({P.SLOW_START, P.HOLDING_GAINS}),
    P.STABLE_HIGH: frozenset({P.STALLED, P.SLOW_START}),
    P.STALLED: frozenset({P.SLOW_START}),
    P.FLUCTUATING: frozenset({P.WORSENING, P.IMPROVING, P.EARLY_GAIN, P.SUDDEN_GAIN}),
    P.TARGET_REACHED: frozenset({P.IMPROVING}),
    P.EARLY_GAIN: frozenset({P.IMPROVING}),
    P.SUDDEN_GAIN: frozenset({P.IMPROVING}),
    P.ALLIANCE_REPAIR: frozenset({P.ALLIANCE_DROP, P.ALLIANCE_LOW, P.ALLIANCE_PERFECT}),
    P.ALLIANCE_DROP: frozenset({P.ALLIANCE_LOW}),
}
"""A pattern, and those of the same instrument that it silences."""

NOT_STABLE: Final = frozenset(
    {
        P.RELIABLE_DETERIORATION,
        P.RELAPSE,
        P.SHARP_WORSENING,
        P.SETBACK,
        P.NOT_ON_TRACK,
        P.WORSENING,
        P.STABLE_HIGH,
        P.STALLED,
        P.SLOW_START,
        P.FLUCTUATING,
        P.TARGET_REACHED,
        P.RECOVERED,
        P.EARLY_GAIN,
        P.SUDDEN_GAIN,
        P.RELIABLE_IMPROVEMENT,
        P.HOLDING_GAINS,
        P.IMPROVING,
    }
)
"""`stable` is said only when none of these is left."""

_RANK: Final[Mapping[Pattern, int]] = {pattern: rank for rank, pattern in enumerate(Pattern, 1)}


def suppressed(raw: Raw) -> Raw:
    """What is left after every raw pattern has silenced its own, even if silenced itself."""
    dropped = {silenced for pattern in raw for silenced in DROPS.get(pattern, ())}
    return {pattern: facts for pattern, facts in raw.items() if pattern not in dropped}


def in_order(
    found: Iterable[Finding], primary: str | None, appeared: Iterable[str]
) -> tuple[Finding, ...]:
    """By rank; within a pattern the leading measure first, then by first appearance."""
    places = {instrument: place for place, instrument in enumerate(appeared, start=1)}

    def key(finding: Finding) -> tuple[int, int]:
        leads = finding.instrument is None or finding.instrument == primary
        return _RANK[finding.pattern], 0 if leads else places.get(finding.instrument or "", 0)

    return tuple(sorted(found, key=key))
