"""The kinds of people that the rules are tried on. Points are those of the form."""

from dataclasses import replace
from typing import Final

from benchmarks.courses import Level, Measure, People

PHQ9: Final = Measure("phq9", error=2.3, level=Level(15, 4.5, 8, 24))
GAD7: Final = Measure("gad7", error=2.06, level=Level(12.5, 3.5, 6, 20))
CORE10: Final = Measure("core10", error=2.43, level=Level(19.7, 5, 11, 35))
WHO5: Final = Measure("who5", error=8.5, level=Level(32, 12, 8, 56), step=4)
"""The spread of one score around the true one; where it was read stands in docs/calibration.md."""

LASTING: Final = (0.0, 0.5)
"""How much of an error is still there a week later: nothing, or half. Each is tried."""

_WELL: Final = Level(4.5, 0, 3, 6)
JUMP_AT: Final = 6
"""The session of the jump."""

_PHQ9_UP: Final = replace(PHQ9, level=Level(15, 3.5, 10, 20), a_week=1)
_GAD7_UP: Final = replace(GAD7, level=Level(11, 2.5, 7, 15), a_week=0.7)
_PHQ9_DOWN: Final = replace(PHQ9, level=Level(17, 3.5, 12, 24), a_week=-1)
_GAD7_DOWN: Final = replace(GAD7, level=Level(14, 2.5, 10, 20), a_week=-0.7)
_PHQ9_JUMP: Final = replace(PHQ9, level=Level(13, 3, 9, 18), jump=8, jump_at=JUMP_AT)
_GAD7_JUMP: Final = replace(GAD7, level=Level(11, 2.5, 7, 15), jump=6, jump_at=JUMP_AT)
_PHQ9_WELL: Final = replace(PHQ9, level=_WELL)
_GAD7_WELL: Final = replace(GAD7, level=_WELL)
_PHQ9_LARGER: Final = replace(PHQ9, error=2.5)
_GAD7_LARGER: Final = replace(GAD7, error=2.25)

UNCHANGED: Final = "unchanged"
UP: Final = "up"
DOWN: Final = "down"
JUMP: Final = "jump"
WELL: Final = "well"
UNCHANGED_LARGER: Final = "unchanged larger"

KINDS: Final = (
    People(UNCHANGED, "unchanged, PHQ-9 and GAD-7", (PHQ9, GAD7)),
    People(UP, "worse by 1 point a week, PHQ-9", (_PHQ9_UP,)),
    People(DOWN, "better by 1 point a week, PHQ-9", (_PHQ9_DOWN,)),
    People(JUMP, "a lasting jump of 8 points at session 6, PHQ-9", (_PHQ9_JUMP,)),
    People(
        WELL,
        "well (true score 3 to 6), PHQ-9 and GAD-7",
        (_PHQ9_WELL, _GAD7_WELL),
        clinical=False,
    ),
    People("up both", "worse by 1 and 0.7 a week, PHQ-9 and GAD-7", (_PHQ9_UP, _GAD7_UP)),
    People("down both", "better by 1 and 0.7 a week, PHQ-9 and GAD-7", (_PHQ9_DOWN, _GAD7_DOWN)),
    People(
        "jump both",
        "a lasting jump of 8 and 6 at session 6, PHQ-9 and GAD-7",
        (_PHQ9_JUMP, _GAD7_JUMP),
    ),
    People("unchanged phq9", "unchanged, PHQ-9 alone", (PHQ9,)),
    People("unchanged gad7", "unchanged, GAD-7 alone", (GAD7,)),
    People("unchanged core10", "unchanged, CORE-10 alone", (CORE10,)),
    People("unchanged who5", "unchanged, WHO-5 alone", (WHO5,)),
    People(
        UNCHANGED_LARGER,
        "unchanged, PHQ-9 and GAD-7, errors a tenth larger",
        (_PHQ9_LARGER, _GAD7_LARGER),
    ),
)
"""The first five bear the bounds; the others are for comparison."""


def people(kind: str, lasting: float) -> People:
    """Give the people of one kind, with errors that last so much."""
    return replace(next(one for one in KINDS if one.kind == kind), lasting=lasting)
