"""What the next process is told about a lock, and what it makes of anything else."""

import pytest

from romtui.domain.lock import SAID, LockedBy, LockNote


@pytest.mark.parametrize("because", LockedBy)
def test_the_next_process_says_once_why_this_one_locked(because: LockedBy) -> None:
    environment: dict[str, str] = {}
    LockNote(environment).leave(because)
    assert LockNote(environment).sentence == SAID[because]
    assert environment == {}


@pytest.mark.parametrize("left", ["", "You locked romtui.", "\x1b[2J", "sleepy"])
def test_anything_else_in_the_environment_is_never_shown(left: str) -> None:
    assert LockNote({"ROMTUI_LOCKED_BY": left}).sentence == ""
