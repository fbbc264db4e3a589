"""Score patterns: which of them hold for a case on a day, most important first."""

from typing import Final

from romtui.domain.pattern import Pattern
from romtui.domain.patterns.detect import detect
from romtui.domain.patterns.finding import Certainty, Finding, Findings

RULES_VERSION: Final = 2
"""The version of the rules, read by the digest of the stored caseload lines and the calibration.

Raise it with every change that gives another result for the same record: another pattern or
order of patterns, a comparison in `change` or `series`, which result of a day counts, what
`caseload.summary` makes of it. Stored lines are then worked out anew at the next opening, and
the calibration has to be run again. Not for another wording, nor for a constant or a
questionnaire: the digest holds those themselves.
"""

__all__ = ["RULES_VERSION", "Certainty", "Finding", "Findings", "Pattern", "detect"]
