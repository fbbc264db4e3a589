"""The figures of the calibration, from the file that `benchmarks/calibration.py` writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from romtui.content import texts
from romtui.content.toml import Table, read_toml
from romtui.domain.patterns import Pattern
from romtui.domain.patterns.chance import Chance

FILE: Final = "calibration.toml"
"""Its name in the data folder."""
_ALL: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The results of one run of the simulation, by headline, and the version of the rules.

    `courses` is how many invented people there were of each kind, `made_on` an ISO date.
    """

    rules_version: int
    courses: int
    seed: int
    made_on: str
    chances: Mapping[str, Chance]


def load_calibration(file: Path) -> Calibration:
    """Read the figures. Raises ContentError, which names the file and the key."""
    content = read_toml(file)
    content.only("rules_version", "courses", "seed", "made_on", "headline")
    headlines = content.table("headline")
    return Calibration(
        rules_version=content.whole("rules_version"),
        courses=content.whole("courses"),
        seed=content.whole("seed"),
        made_on=content.line("made_on"),
        chances={name: _chance(headlines, name) for name in headlines},
    )


def _chance(headlines: Table, name: str) -> Chance:
    if name.removesuffix("~") not in {pattern.value for pattern in Pattern}:
        raise headlines.error(name, texts.NO_SUCH_HEADLINE)
    table = headlines.table(name)
    table.only("sessions", "courses")
    return Chance(_percent(table, "sessions"), _percent(table, "courses"))


def _percent(table: Table, key: str) -> Decimal:
    share = table.number(key)
    if not 0 <= share <= _ALL:
        raise table.error(key, texts.from_to(0, _ALL, share))
    return share
