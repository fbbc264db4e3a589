"""What the detector says, how sure it is, and what each pattern calls for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

from romtui.domain.pattern import Pattern


class Certainty(Enum):
    """How sure a finding about a course is.

    Tentative: a line was crossed once, which is asked about. Confirmed: crossed the second
    time running, or by far, which is said. Findings that are plain facts have no certainty.
    """

    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Finding:
    """A pattern that holds, for one instrument or (None) for the case as a whole.

    `instrument` is an id, or `form.part` for a part of a form without a single total.
    `certainty` is None where a finding is not about a course, or stuck, or up and down.
    `facts` are the numbers it rests on, in the instrument's own points, as Decimal or int,
    dates as date, and the named facts of the pattern (`easing`, `status`, …). `why` is the
    arithmetic in one line, safe to show; an empty `why` stays folded.
    """

    pattern: Pattern
    instrument: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    why: str = ""
    certainty: Certainty | None = None

    @property
    def key(self) -> str:
        """`CODE` or `CODE:instrument`, whatever the certainty: each occurs once."""
        code = self.pattern.value
        return code if self.instrument is None else f"{code}:{self.instrument}"

    @property
    def code(self) -> str:
        """The key, with `~` behind it where the finding is tentative: `worsening:phq9~`."""
        return f"{self.key}~" if self.tentative else self.key

    @property
    def tentative(self) -> bool:
        """Whether it is asked about, not said."""
        return self.certainty is Certainty.TENTATIVE

    @property
    def summary(self) -> bool:
        """Whether it is a stuck finding that holds, but is not due to be said today."""
        return self.facts.get("due") is False


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that holds for a case on a day, most important first."""

    found: tuple[Finding, ...] = ()

    @property
    def headline(self) -> Finding | None:
        """What to talk about first."""
        return self.found[0] if self.found else None

    def noting(self, pattern: Pattern, fact: str) -> "Findings":
        """The same with one more thing that is true of a pattern."""
        return Findings(
            tuple(
                replace(finding, facts={**finding.facts, fact: True})
                if finding.pattern is pattern
                else finding
                for finding in self.found
            )
        )


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
FIRST: Final = frozenset({Pattern.FIRST_SESSION})
"""The first score there is."""
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
