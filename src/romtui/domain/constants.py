"""The numbers the rules rest on: one table. Most are this project's own decisions.

The safety rules have no constant here: they are not to be changed.
"""

from collections.abc import Mapping
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

_OURS: Final = "our own decision"
_SIMULATED: Final = "the least that keeps false alarms as rare as docs/calibration.md says"
_EARLY: Final = (
    "who is better within the first four weeks tends to do better at the end "
    "(Beard & Delgadillo 2019, doi 10.1002/da.22931)"
)
SOURCES: Final[Mapping[str, str]] = {
    "current_days": f"{_OURS}: a form filled in two days before the session is today's",
    "fresh_days": f"{_OURS}: a form recalls a week or two, so it is fresh until it is shared",
    "gap_days": f"{_OURS}: after six weeks without a score, last time is no comparison",
    "rebaseline_days": f"{_OURS}: half a year",
    "alliance_days": f"{_OURS}: a session rating is fresh for six weeks",
    "notable": f"{_OURS}: two thirds of the reliable change; {_SIMULATED}",
    "large": f"{_OURS}: one and a half times the reliable change; {_SIMULATED}",
    "plateau_days": f"{_OURS}: three scores over two weeks",
    "early_scores": f"{_EARLY}; four scores are {_OURS}",
    "early_days": _EARLY,
    "slow_start_days": "courses of anxiety part by the third session (Saunders 2019, PMC6428692); "
    f"the number is {_OURS}",
    "checkpoint_days": "in psychotherapy of depression week 8 tells more than week 6 "
    f"(Steidtmann 2013, PMC3925064), and ICSI decides at 8 to 10 weeks; the number is {_OURS}. "
    "Used where a form has none of its own",
    "again_days": f"{_OURS}: said again every four weeks, not every session",
    "quiet_days": f"{_OURS}: a changed focus is given four weeks",
}
"""Where each constant comes from; every field has one."""
