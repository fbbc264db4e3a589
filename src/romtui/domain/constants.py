"""The numbers the rules rest on: one table. Most are this project's own decisions.

The safety rules have no constant here: they are not to be changed.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Constants:
    """Days, counts and shares of the reliable change; all limits are inclusive.

    A score is current for `current_days`, or `fresh_days` while it has not been shared. Two
    scores further apart than `gap_days` are not compared. A change is notable from `notable`
    (a fraction: parts, of how many) of the reliable change, large from `large` of it.
    Something should be gained after `checkpoint_days`, and is looked at again every
    `again_days`; stuck findings wait `quiet_days` after a change of focus.
    """

    current_days: int = 3
    fresh_days: int = 6
    gap_days: int = 42
    rebaseline_days: int = 182
    alliance_days: int = 42
    notable: tuple[int, int] = (2, 3)
    large: tuple[int, int] = (3, 2)
    plateau_days: int = 14
    early_scores: int = 4
    early_days: int = 28
    slow_start_days: int = 21
    checkpoint_days: int = 56
    again_days: int = 28
    quiet_days: int = 28


STANDARD: Final = Constants()
