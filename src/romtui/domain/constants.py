"""The numbers the rules rest on: one table. Most are this project's own decisions.

The safety rules have no constant here: they are not to be changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Constants:
    """Days, counts and shares of the reliable change; all limits are inclusive.

    A score is current for `current_days`. Two scores further apart than `gap_days` are
    not compared. A change is notable from `notable` (a fraction: parts, of how many) of
    the reliable change, a swing from `swing` of it.
    """

    current_days: int = 3
    gap_days: int = 42
    rebaseline_days: int = 182
    plateau_days: int = 14
    early_scores: int = 4
    early_days: int = 28
    slow_start_days: int = 21
    checkpoint_days: int = 42
    late_checkpoint_days: int = 70
    alliance_days: int = 42
    notable: tuple[int, int] = (1, 2)
    swing: tuple[int, int] = (2, 3)
    dropout_signs: int = 2


STANDARD: Final = Constants()

_OURS: Final = "our own decision"
SOURCES: Final[Mapping[str, str]] = {
    "current_days": f"{_OURS}: a form filled in two days before the session is today's",
    "gap_days": f"{_OURS}: after six weeks without a score, last time is no comparison",
    "rebaseline_days": f"{_OURS}: half a year",
    "plateau_days": f"{_OURS}: three scores over two weeks",
    "early_scores": "Beard & Delgadillo 2019: early response is looked for in the first weeks",
    "early_days": "Beard & Delgadillo 2019: response within the first four weeks",
    "slow_start_days": f"{_OURS}: three weeks, asked about gently",
    "checkpoint_days": "Saunders 2019: a depression class changes only after session 6",
    "late_checkpoint_days": "ICSI depression guideline: decide at 8 to 10 weeks",
    "alliance_days": f"{_OURS}: a session rating is fresh for six weeks",
    "notable": f"{_OURS}: half the reliable change; by chance about one time in six",
    "swing": f"{_OURS}: two thirds of the reliable change",
    "dropout_signs": f"{_OURS}: two of three signs",
}
"""Where each constant comes from; every field has one."""
