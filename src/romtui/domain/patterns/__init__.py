"""Score patterns: which of them hold for a case on a day, most important first."""

from romtui.domain.patterns.detect import detect
from romtui.domain.patterns.finding import Certainty, Finding, Findings, Pattern

__all__ = ["Certainty", "Finding", "Findings", "Pattern", "detect"]
