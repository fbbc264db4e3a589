"""What the detector says."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum


class Pattern(Enum):
    """The patterns, in priority order: a member's place is its rank, the first is rank 1."""

    RISK_ITEM = "risk_item"
    RELIABLE_DETERIORATION = "reliable_deterioration"
    RELAPSE = "relapse"
    SHARP_WORSENING = "sharp_worsening"
    ALLIANCE_REPAIR = "alliance_repair"
    ALLIANCE_DROP = "alliance_drop"
    SETBACK = "setback"
    ALLIANCE_LOW = "alliance_low"
    DROPOUT_RISK = "dropout_risk"
    DIVERGENCE_SEEMS_WORSE = "divergence_seems_worse"
    ENDING = "ending"
    NOT_ON_TRACK = "not_on_track"
    MIXED_MEASURES = "mixed_measures"
    DIVERGENCE_SEEMS_BETTER = "divergence_seems_better"
    WORSENING = "worsening"
    STABLE_HIGH = "stable_high"
    STALLED = "stalled"
    SLOW_START = "slow_start"
    FLUCTUATING = "fluctuating"
    TARGET_REACHED = "target_reached"
    RECOVERED = "recovered"
    EARLY_GAIN = "early_gain"
    SUDDEN_GAIN = "sudden_gain"
    RELIABLE_IMPROVEMENT = "reliable_improvement"
    HOLDING_GAINS = "holding_gains"
    IMPROVING = "improving"
    FIRST_SESSION = "first_session"
    NEW_MEASURE = "new_measure"
    RETURN_AFTER_GAP = "return_after_gap"
    LOW_BASELINE = "low_baseline"
    STABLE = "stable"
    CHANGE_UNKNOWN = "change_unknown"
    ITEM_SHIFT = "item_shift"
    ALLIANCE_PERFECT = "alliance_perfect"
    CEILING = "ceiling"
    FLOOR = "floor"
    RISK_UNKNOWN = "risk_unknown"
    UNDISCUSSED = "undiscussed"
    NO_SCORE_TODAY = "no_score_today"


@dataclass(frozen=True, slots=True)
class Finding:
    """A pattern that holds, for one instrument or (None) for the case as a whole.

    `facts` are the numbers it rests on, in the instrument's own points, as Decimal or int,
    dates as date, and the named facts of the pattern (`easing`, `status`, …). `why` is the
    arithmetic in one line, safe to show; an empty `why` stays folded.
    """

    pattern: Pattern
    instrument: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    why: str = ""

    @property
    def code(self) -> str:
        """`CODE` or `CODE:instrument`."""
        code = self.pattern.value
        return code if self.instrument is None else f"{code}:{self.instrument}"


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that holds for a case on a day, most important first."""

    found: tuple[Finding, ...] = ()

    @property
    def headline(self) -> Finding | None:
        """What to talk about first."""
        return self.found[0] if self.found else None

    @property
    def also(self) -> tuple[Finding, ...]:
        """The two next, for the chips."""
        return self.found[1:3]

    @property
    def rest(self) -> tuple[Finding, ...]:
        """What is left, behind `…`."""
        return self.found[3:]

    def noting(self, pattern: Pattern, fact: str) -> "Findings":
        """The same with one more thing that is true of a pattern."""
        return Findings(
            tuple(
                replace(one, facts={**one.facts, fact: True}) if one.pattern is pattern else one
                for one in self.found
            )
        )
