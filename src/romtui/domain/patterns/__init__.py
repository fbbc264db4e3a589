"""Score patterns: which of them hold for a case on a day, most important first."""

from typing import Final

from romtui.domain.patterns.detect import detect
from romtui.domain.patterns.finding import Certainty, Finding, Findings, Pattern

RULES_VERSION: Final = 2
"""The version of the rules; stored caseload lines and the calibration know it."""

__all__ = ["RULES_VERSION", "Certainty", "Finding", "Findings", "Pattern", "detect"]
