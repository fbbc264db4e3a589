"""A power cut while forms are saved: a few of the disks it may leave. More in the long trial."""

import warnings
from pathlib import Path
from random import Random

import pytest
from torture import strace
from torture.power_cuts import cut, play

from tests.counts import FULL


@pytest.fixture
def traced() -> None:
    if why := strace.missing():
        warnings.warn(f"No power cut is tried here: {why}.", stacklevel=1)
        pytest.skip(why)


@pytest.mark.usefixtures("traced")
def test_what_was_called_saved_is_there_after_a_power_cut(tmp_path: Path) -> None:
    session = play("session", tmp_path / "session")
    dice = Random(20261128)  # noqa: S311
    tried = cut(session, dice, 300 if FULL else 30)
    assert tried.failures == []
    assert tried.false_notes == []
    lying_disk = cut(session, dice, 30, syncs=False)
    assert lying_disk.failures, "nothing was lost without syncs: the trial sees nothing"
