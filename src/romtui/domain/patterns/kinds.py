"""Which patterns call for what, apart from how they are said."""

from typing import Final

from romtui.domain.patterns.finding import Pattern

SAFETY: Final = frozenset({Pattern.RISK_ITEM, Pattern.RISK_UNKNOWN})
"""An answer that is talked about first, and one that was not asked for."""
WORSE: Final = frozenset(
    {
        Pattern.RELIABLE_DETERIORATION,
        Pattern.RELAPSE,
        Pattern.SHARP_WORSENING,
        Pattern.SETBACK,
        Pattern.WORSENING,
    }
)
ALLIANCE: Final = frozenset(
    {
        Pattern.ALLIANCE_REPAIR,
        Pattern.ALLIANCE_DROP,
        Pattern.ALLIANCE_LOW,
        Pattern.DROPOUT_RISK,
    }
)
STUCK: Final = frozenset(
    {Pattern.NOT_ON_TRACK, Pattern.STABLE_HIGH, Pattern.STALLED, Pattern.FLUCTUATING}
)
CONTEXT: Final = frozenset(
    {
        Pattern.DIVERGENCE_SEEMS_WORSE,
        Pattern.DIVERGENCE_SEEMS_BETTER,
        Pattern.MIXED_MEASURES,
        Pattern.ENDING,
        Pattern.SLOW_START,
    }
)
ASKS_AGREEMENT: Final = WORSE | ALLIANCE | STUCK | {Pattern.RISK_ITEM}
"""Headlines after which one agreement is asked for."""

LOOKED_BACK_AT: Final = WORSE | STUCK
"""Headlines that the weekly look-back lists as long as nothing is agreed about them."""
