"""How often chance alone brings a headline, and how that is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from romtui.domain.patterns import texts
from romtui.domain.patterns.finding import Finding

_EVERYBODY: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Chance:
    """How often a headline comes to somebody who does not change, over ten weekly sessions.

    Both are percent: `sessions` of the sessions in which it is the headline, `courses` of the
    people to whom that happens at least once. Measured by simulation, see docs/calibration.md.
    """

    sessions: Decimal
    courses: Decimal

    @property
    def sentence(self) -> str:
        """Say of how many people out of 100 that is true."""
        count = in_hundred(self.courses)
        return texts.by_chance(count, one=count.endswith(" 1") or count == "1")


def in_hundred(percent: Decimal) -> str:
    """Say a share as so many of 100: never as none, and never rounded up to all."""
    whole = percent.quantize(Decimal(1), ROUND_HALF_UP)
    if percent < 1:
        return texts.FEWER_THAN_ONE
    return texts.MORE_THAN_99 if whole == _EVERYBODY and percent < _EVERYBODY else f"{whole}"


def headline(finding: Finding) -> str:
    """Name a headline whatever its measure is: `not_on_track`, `worsening~`."""
    return f"{finding.pattern.value}~" if finding.tentative else finding.pattern.value


def by_chance(finding: Finding, chances: Mapping[str, Chance]) -> str:
    """Say how often chance alone brings this headline; nothing where it was not measured.

    Nor of a finding that holds without being due: it is no headline today.
    """
    chance = chances.get(headline(finding))
    return "" if chance is None or finding.summary else chance.sentence
