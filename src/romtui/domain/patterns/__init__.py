"""Score patterns: which of them hold for a case on a day, most important first."""

from romtui.domain.patterns.detect import detect
from romtui.domain.patterns.finding import Finding, Findings, Pattern

__all__ = ["Finding", "Findings", "Pattern", "detect"]
