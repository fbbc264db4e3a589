"""Which lines of the deck were said with a person, by what they are about."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from romtui.domain.discussion import Said

GOAL_TASK_BOND: Final = ("goal", "task", "bond")


def times_said(said: Iterable[Said]) -> tuple[int, ...]:
    """Count the goal, task and bond lines that were said, in this order.

    A line's place is in its id: `stalled/task/2`.
    """
    by_slot = Counter(one.line_id.split("/")[1] for one in said if "/" in one.line_id)
    return tuple(by_slot[slot] for slot in GOAL_TASK_BOND)
