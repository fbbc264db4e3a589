"""Which findings silence which, and what comes first."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Final

from romtui.domain.patterns.finding import Certainty, Finding, Pattern
from romtui.domain.patterns.raw_finding import RawFindings

P = Pattern
_ASK, _SAY = Certainty.TENTATIVE, Certainty.CONFIRMED

Form = tuple[Pattern, Certainty | None]
"""A pattern with its certainty: what silences and is silenced."""


def _asked(*patterns: Pattern) -> frozenset[Form]:
    return frozenset((pattern, _ASK) for pattern in patterns)


def _said(*patterns: Pattern) -> frozenset[Form]:
    return frozenset((pattern, _SAY) for pattern in patterns)


def _either(*patterns: Pattern) -> frozenset[Form]:
    return _asked(*patterns) | _said(*patterns)


def _plain(*patterns: Pattern) -> frozenset[Form]:
    return frozenset((pattern, None) for pattern in patterns)


_PLATEAUS: Final = _plain(P.STABLE_HIGH, P.STALLED, P.SLOW_START)
_STUCK: Final = _PLATEAUS | _plain(P.NOT_ON_TRACK)
_SWINGS: Final = _plain(P.FLUCTUATING)

DROPS: Final[Mapping[Form, frozenset[Form]]] = {
    (P.RELIABLE_DETERIORATION, _SAY): _either(P.SETBACK, P.WORSENING) | _STUCK | _SWINGS,
    (P.RELAPSE, _SAY): _either(P.SETBACK, P.WORSENING) | _STUCK | _SWINGS,
    (P.SHARP_WORSENING, _SAY): _either(P.SETBACK, P.WORSENING)
    | _asked(P.RELIABLE_DETERIORATION)
    | _STUCK
    | _SWINGS,
    (P.SETBACK, _SAY): _either(P.WORSENING, P.IMPROVING)
    | _asked(P.SHARP_WORSENING, P.RECOVERED)
    | _said(P.HOLDING_GAINS)
    | _STUCK
    | _SWINGS,
    (P.WORSENING, _SAY): _asked(P.SETBACK, P.SHARP_WORSENING, P.RELIABLE_DETERIORATION, P.IMPROVING)
    | _said(P.HOLDING_GAINS)
    | _STUCK
    | _SWINGS,
    (P.FLUCTUATING, None): _asked(
        *(P.RELAPSE, P.SHARP_WORSENING, P.RELIABLE_DETERIORATION, P.SETBACK, P.WORSENING),
        *(P.RECOVERED, P.EARLY_GAIN, P.SUDDEN_GAIN, P.RELIABLE_IMPROVEMENT, P.IMPROVING),
    )
    | _PLATEAUS,
    (P.RELAPSE, _ASK): _asked(P.SETBACK, P.WORSENING, P.RELIABLE_DETERIORATION) | _STUCK,
    (P.SHARP_WORSENING, _ASK): _asked(P.SETBACK, P.WORSENING, P.RELIABLE_DETERIORATION) | _STUCK,
    (P.RELIABLE_DETERIORATION, _ASK): _asked(P.SETBACK, P.WORSENING) | _STUCK,
    (P.SETBACK, _ASK): _asked(P.WORSENING, P.IMPROVING) | _STUCK,
    (P.WORSENING, _ASK): _PLATEAUS,
    (P.CROSSED_WORSE, _SAY): _asked(P.CROSSED_BETTER),
    (P.NOT_ON_TRACK, None): _plain(P.STALLED, P.SLOW_START),
    (P.STABLE_HIGH, None): _plain(P.STALLED, P.SLOW_START),
    (P.STALLED, None): _plain(P.SLOW_START),
    (P.TARGET_REACHED, _SAY): _either(P.IMPROVING),
    (P.GAIN_HELD, _SAY): _either(P.IMPROVING) | _PLATEAUS,
    (P.HOLDING_GAINS, _SAY): _either(P.IMPROVING, P.RELIABLE_IMPROVEMENT),
    (P.TARGET_REACHED, _ASK): _asked(P.IMPROVING),
    (P.IMPROVING, _ASK): _plain(P.SLOW_START),
    (P.IMPROVING, _SAY): _plain(P.SLOW_START),
    (P.RECOVERED, _ASK): _asked(P.IMPROVING, P.RELIABLE_IMPROVEMENT),
    (P.EARLY_GAIN, _ASK): _asked(P.IMPROVING, P.RELIABLE_IMPROVEMENT),
    (P.SUDDEN_GAIN, _ASK): _asked(P.IMPROVING, P.RELIABLE_IMPROVEMENT),
    (P.ALLIANCE_REPAIR, None): _either(P.ALLIANCE_DROP)
    | _plain(P.ALLIANCE_LOW, P.ALLIANCE_PERFECT),
    (P.ALLIANCE_DROP, _SAY): _plain(P.ALLIANCE_LOW),
    (P.ALLIANCE_LOW, None): _asked(P.ALLIANCE_DROP),
}
"""A finding, and those of the same instrument that it silences."""

Place = tuple[Pattern, Certainty | None, bool]
"""A pattern, its certainty, and whether it is a stuck finding that is not due."""


def _places(patterns: Iterable[Pattern], certainty: Certainty | None = None) -> list[Place]:
    return [(pattern, certainty, False) for pattern in patterns]


_STUCK_ORDER: Final = (P.STABLE_HIGH, P.STALLED, P.SLOW_START)
_ORDER: Final[tuple[list[Place], ...]] = (
    _places((P.RISK_ITEM, P.RISK_UNKNOWN, P.RETURN_AFTER_GAP)),
    _places((P.RELIABLE_DETERIORATION, P.RELAPSE, P.SHARP_WORSENING, P.SETBACK), _SAY),
    _places((P.WORSENING, P.CROSSED_WORSE), _SAY),
    _places((P.FLUCTUATING, P.ALLIANCE_REPAIR)),
    _places((P.ALLIANCE_DROP,), _SAY),
    _places((P.RELAPSE, P.SHARP_WORSENING, P.RELIABLE_DETERIORATION, P.SETBACK), _ASK),
    _places((P.CROSSED_WORSE,), _ASK),
    _places((P.ALLIANCE_LOW, P.DROPOUT_RISK, P.DIVERGENCE_SEEMS_WORSE, P.ENDING, P.RESIDUAL)),
    _places((P.NOT_ON_TRACK,)),
    _places((P.MIXED_MEASURES,), _SAY),
    _places((P.DIVERGENCE_SEEMS_BETTER,)),
    _places((P.ALLIANCE_DROP, P.WORSENING, P.MIXED_MEASURES), _ASK),
    _places(_STUCK_ORDER),
    _places((P.TARGET_REACHED, P.GAIN_HELD, P.HOLDING_GAINS, P.RELIABLE_IMPROVEMENT), _SAY),
    _places((P.IMPROVING, P.CROSSED_BETTER), _SAY),
    _places((P.TARGET_REACHED, P.RECOVERED, P.EARLY_GAIN, P.SUDDEN_GAIN), _ASK),
    _places((P.RELIABLE_IMPROVEMENT, P.IMPROVING, P.CROSSED_BETTER), _ASK),
    _places((P.FIRST_SESSION, P.NEW_MEASURE, P.LOW_BASELINE, P.STABLE, P.CHANGE_UNKNOWN)),
    [(pattern, None, True) for pattern in (P.NOT_ON_TRACK, *_STUCK_ORDER)],
    _places((P.ITEM_SHIFT, P.ALLIANCE_PERFECT, P.CEILING, P.FLOOR)),
    _places((P.UNDISCUSSED, P.NO_SCORE_TODAY)),
)
"""What comes first: safety, what is clearly worse, what is asked about, stuck, gains, the rest."""

RANKS: Final[Mapping[Place, int]] = {
    place: rank for rank, place in enumerate(chain.from_iterable(_ORDER), start=1)
}


def suppressed(findings: RawFindings) -> RawFindings:
    """What is left after every raw finding has silenced its own, even if silenced itself."""
    dropped = {
        silenced
        for pattern, finding in findings.items()
        for silenced in DROPS.get((pattern, finding.certainty), ())
    }
    return {
        pattern: finding
        for pattern, finding in findings.items()
        if (pattern, finding.certainty) not in dropped
    }


def rank(finding: Finding) -> int:
    """The place of a finding in the order, from 1."""
    return RANKS[finding.pattern, finding.certainty, finding.summary]


def in_order(
    found: Iterable[Finding], primary: str | None, appeared: Iterable[str]
) -> tuple[Finding, ...]:
    """By rank; within one the case first, the leading measure, then by first appearance."""
    places = {measure: place for place, measure in enumerate(appeared, start=2)}

    def key(finding: Finding) -> tuple[int, int]:
        if finding.instrument is None:
            return rank(finding), 0
        place = 1 if finding.instrument == primary else places.get(finding.instrument, 1)
        return rank(finding), place

    return tuple(sorted(found, key=key))
