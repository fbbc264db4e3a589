"""Which findings silence which, and what comes first."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Final

from romtui.domain.pattern import Pattern
from romtui.domain.patterns.finding import Certainty, Finding
from romtui.domain.patterns.raw_finding import RawFindings

P = Pattern
_TENTATIVE, _CONFIRMED = Certainty.TENTATIVE, Certainty.CONFIRMED

GradedPattern = tuple[Pattern, Certainty | None]
"""A pattern with its certainty: what silences and is silenced."""


def _tentative(*patterns: Pattern) -> frozenset[GradedPattern]:
    return frozenset((pattern, _TENTATIVE) for pattern in patterns)


def _confirmed(*patterns: Pattern) -> frozenset[GradedPattern]:
    return frozenset((pattern, _CONFIRMED) for pattern in patterns)


def _either(*patterns: Pattern) -> frozenset[GradedPattern]:
    return _tentative(*patterns) | _confirmed(*patterns)


def _plain(*patterns: Pattern) -> frozenset[GradedPattern]:
    return frozenset((pattern, None) for pattern in patterns)


_PLATEAUS: Final = _plain(P.STABLE_HIGH, P.STALLED, P.SLOW_START)
_STUCK: Final = _PLATEAUS | _plain(P.NOT_ON_TRACK)
_SWINGS: Final = _plain(P.FLUCTUATING)

DROPS: Final[Mapping[GradedPattern, frozenset[GradedPattern]]] = {
    (P.RELIABLE_DETERIORATION, _CONFIRMED): _either(P.SETBACK, P.WORSENING) | _STUCK | _SWINGS,
    (P.RELAPSE, _CONFIRMED): _either(P.SETBACK, P.WORSENING) | _STUCK | _SWINGS,
    (P.SHARP_WORSENING, _CONFIRMED): _either(P.SETBACK, P.WORSENING)
    | _tentative(P.RELIABLE_DETERIORATION)
    | _STUCK
    | _SWINGS,
    (P.SETBACK, _CONFIRMED): _either(P.WORSENING, P.IMPROVING)
    | _tentative(P.SHARP_WORSENING, P.RECOVERED)
    | _confirmed(P.HOLDING_GAINS)
    | _STUCK
    | _SWINGS,
    (P.WORSENING, _CONFIRMED): _tentative(
        P.SETBACK, P.SHARP_WORSENING, P.RELIABLE_DETERIORATION, P.IMPROVING
    )
    | _confirmed(P.HOLDING_GAINS)
    | _STUCK
    | _SWINGS,
    (P.FLUCTUATING, None): _tentative(
        *(P.RELAPSE, P.SHARP_WORSENING, P.RELIABLE_DETERIORATION, P.SETBACK, P.WORSENING),
        *(P.RECOVERED, P.EARLY_GAIN, P.SUDDEN_GAIN, P.RELIABLE_IMPROVEMENT, P.IMPROVING),
    )
    | _PLATEAUS,
    (P.RELAPSE, _TENTATIVE): _tentative(P.SETBACK, P.WORSENING, P.RELIABLE_DETERIORATION) | _STUCK,
    (P.SHARP_WORSENING, _TENTATIVE): _tentative(P.SETBACK, P.WORSENING, P.RELIABLE_DETERIORATION)
    | _STUCK,
    (P.RELIABLE_DETERIORATION, _TENTATIVE): _tentative(P.SETBACK, P.WORSENING) | _STUCK,
    (P.SETBACK, _TENTATIVE): _tentative(P.WORSENING, P.IMPROVING) | _STUCK,
    (P.WORSENING, _TENTATIVE): _PLATEAUS,
    (P.CROSSED_WORSE, _CONFIRMED): _tentative(P.CROSSED_BETTER),
    (P.NOT_ON_TRACK, None): _plain(P.STALLED, P.SLOW_START),
    (P.STABLE_HIGH, None): _plain(P.STALLED, P.SLOW_START),
    (P.STALLED, None): _plain(P.SLOW_START),
    (P.TARGET_REACHED, _CONFIRMED): _either(P.IMPROVING),
    (P.GAIN_HELD, _CONFIRMED): _either(P.IMPROVING) | _PLATEAUS,
    (P.HOLDING_GAINS, _CONFIRMED): _either(P.IMPROVING, P.RELIABLE_IMPROVEMENT),
    (P.TARGET_REACHED, _TENTATIVE): _tentative(P.IMPROVING),
    (P.IMPROVING, _TENTATIVE): _plain(P.SLOW_START),
    (P.IMPROVING, _CONFIRMED): _plain(P.SLOW_START),
    (P.RECOVERED, _TENTATIVE): _tentative(P.IMPROVING, P.RELIABLE_IMPROVEMENT),
    (P.EARLY_GAIN, _TENTATIVE): _tentative(P.IMPROVING, P.RELIABLE_IMPROVEMENT),
    (P.SUDDEN_GAIN, _TENTATIVE): _tentative(P.IMPROVING, P.RELIABLE_IMPROVEMENT),
    (P.ALLIANCE_REPAIR, None): _either(P.ALLIANCE_DROP)
    | _plain(P.ALLIANCE_LOW, P.ALLIANCE_PERFECT),
    (P.ALLIANCE_DROP, _CONFIRMED): _plain(P.ALLIANCE_LOW),
    (P.ALLIANCE_LOW, None): _tentative(P.ALLIANCE_DROP),
}
"""A finding, and those of the same instrument that it silences."""

RankKey = tuple[Pattern, Certainty | None, bool]
"""A pattern, its certainty, and whether it is a stuck finding that is not due."""


def _rank_keys(patterns: Iterable[Pattern], certainty: Certainty | None = None) -> list[RankKey]:
    return [(pattern, certainty, False) for pattern in patterns]


_STUCK_ORDER: Final = (P.STABLE_HIGH, P.STALLED, P.SLOW_START)
_ORDER: Final[tuple[list[RankKey], ...]] = (
    _rank_keys((P.RISK_ITEM, P.RISK_UNKNOWN, P.RETURN_AFTER_GAP)),
    _rank_keys((P.RELIABLE_DETERIORATION, P.RELAPSE, P.SHARP_WORSENING, P.SETBACK), _CONFIRMED),
    _rank_keys((P.WORSENING, P.CROSSED_WORSE), _CONFIRMED),
    _rank_keys((P.FLUCTUATING, P.ALLIANCE_REPAIR)),
    _rank_keys((P.ALLIANCE_DROP,), _CONFIRMED),
    _rank_keys((P.RELAPSE, P.SHARP_WORSENING, P.RELIABLE_DETERIORATION, P.SETBACK), _TENTATIVE),
    _rank_keys((P.CROSSED_WORSE,), _TENTATIVE),
    _rank_keys((P.ALLIANCE_LOW, P.DROPOUT_RISK, P.DIVERGENCE_SEEMS_WORSE, P.ENDING, P.RESIDUAL)),
    _rank_keys((P.NOT_ON_TRACK,)),
    _rank_keys((P.MIXED_MEASURES,), _CONFIRMED),
    _rank_keys((P.DIVERGENCE_SEEMS_BETTER,)),
    _rank_keys((P.ALLIANCE_DROP, P.WORSENING, P.MIXED_MEASURES), _TENTATIVE),
    _rank_keys(_STUCK_ORDER),
    _rank_keys(
        (P.TARGET_REACHED, P.GAIN_HELD, P.HOLDING_GAINS, P.RELIABLE_IMPROVEMENT), _CONFIRMED
    ),
    _rank_keys((P.IMPROVING, P.CROSSED_BETTER), _CONFIRMED),
    _rank_keys((P.TARGET_REACHED, P.RECOVERED, P.EARLY_GAIN, P.SUDDEN_GAIN), _TENTATIVE),
    _rank_keys((P.RELIABLE_IMPROVEMENT, P.IMPROVING, P.CROSSED_BETTER), _TENTATIVE),
    _rank_keys((P.FIRST_SESSION, P.NEW_MEASURE, P.LOW_BASELINE, P.STABLE, P.CHANGE_UNKNOWN)),
    [(pattern, None, True) for pattern in (P.NOT_ON_TRACK, *_STUCK_ORDER)],
    _rank_keys((P.ITEM_SHIFT, P.ALLIANCE_PERFECT, P.CEILING, P.FLOOR)),
    _rank_keys((P.UNDISCUSSED, P.NO_SCORE_TODAY)),
)
"""What comes first: safety, what is clearly worse, what is asked about, stuck, gains, the rest."""

RANKS: Final[Mapping[RankKey, int]] = {
    key: rank for rank, key in enumerate(chain.from_iterable(_ORDER), start=1)
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
    """The position of a finding in the order, from 1."""
    return RANKS[finding.pattern, finding.certainty, finding.summary]


def in_order(
    findings: Iterable[Finding], primary: str | None, appeared: Iterable[str]
) -> tuple[Finding, ...]:
    """By rank; within one the case first, the leading measure, then by first appearance."""
    positions = {measure: position for position, measure in enumerate(appeared, start=2)}

    def key(finding: Finding) -> tuple[int, int]:
        if finding.instrument is None:
            return rank(finding), 0
        position = 1 if finding.instrument == primary else positions.get(finding.instrument, 1)
        return rank(finding), position

    return tuple(sorted(findings, key=key))
