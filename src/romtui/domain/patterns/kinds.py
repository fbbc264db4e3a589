"""Which patterns call for what, apart from how they are said."""

from typing import Final

from romtui.domain.patterns.finding import Finding, Pattern

SAFETY: Final = frozenset({Pattern.RISK_ITEM, Pattern.RISK_UNKNOWN})
"""An answer that is talked about first, and one that was not asked for."""
WORSE: Final = frozenset(
    {
        Pattern.RELIABLE_DETERIORATION,
        Pattern.RELAPSE,
        Pattern.SHARP_WORSENING,
        Pattern.SETBACK,
        Pattern.WORSENING,
        Pattern.CROSSED_WORSE,
    }
)
GAIN: Final = frozenset(
    {
        Pattern.TARGET_REACHED,
        Pattern.GAIN_HELD,
        Pattern.HOLDING_GAINS,
        Pattern.RELIABLE_IMPROVEMENT,
        Pattern.IMPROVING,
        Pattern.CROSSED_BETTER,
        Pattern.RECOVERED,
        Pattern.EARLY_GAIN,
        Pattern.SUDDEN_GAIN,
    }
)
STUCK: Final = frozenset(
    {Pattern.NOT_ON_TRACK, Pattern.STABLE_HIGH, Pattern.STALLED, Pattern.SLOW_START}
)
ALLIANCE: Final = frozenset(
    {
        Pattern.ALLIANCE_REPAIR,
        Pattern.ALLIANCE_DROP,
        Pattern.ALLIANCE_LOW,
        Pattern.DROPOUT_RISK,
    }
)
CONTEXT: Final = frozenset(
    {
        Pattern.DIVERGENCE_SEEMS_WORSE,
        Pattern.DIVERGENCE_SEEMS_BETTER,
        Pattern.MIXED_MEASURES,
        Pattern.ENDING,
        Pattern.RESIDUAL,
    }
)
LOOKED_BACK_AT: Final = (WORSE | STUCK | {Pattern.FLUCTUATING}) - {Pattern.SLOW_START}
"""Headlines that the weekly look-back lists as long as nothing is agreed about them."""

_ASKS_AGREEMENT: Final = LOOKED_BACK_AT | ALLIANCE | {Pattern.RISK_ITEM}


def asks_for_agreement(finding: Finding) -> bool:
    """Whether one agreement is asked for after this headline. A mere question asks for none."""
    return finding.pattern in _ASKS_AGREEMENT and not (finding.tentative or finding.summary)
