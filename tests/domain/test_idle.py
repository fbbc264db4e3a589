"""When the curtain falls and when the program locks."""

import pytest

from romtui.domain.idle import COUNTED_SECONDS, Idle, Moment, Place, Step, due

IDLE = Idle()


@pytest.mark.parametrize(
    ("place", "quiet", "step", "left"),
    [
        (Place.CASELOAD, 0, Step.LOCK, 300),
        (Place.CASELOAD, 300, Step.LOCK, 0),
        (Place.SESSION, 0, Step.CURTAIN, 120),
        (Place.SESSION, 120, Step.CURTAIN, 0),
        (Place.HAND_OVER, 120, Step.LOCK, 3480),
        (Place.HAND_OVER, 3600, Step.LOCK, 0),
    ],
)
def test_what_comes_next(place: Place, quiet: float, step: Step, left: float) -> None:
    assert (due(IDLE, place, quiet).step, due(IDLE, place, quiet).seconds) == (step, left)


def test_behind_the_curtain_only_the_lock_is_to_come() -> None:
    after = due(IDLE, Place.SESSION, 150, curtained=True)
    assert (after.step, after.seconds) == (Step.LOCK, 3450)


def test_a_lock_that_comes_before_the_curtain_is_not_kept_waiting() -> None:
    soon = Idle(idle_session_minutes=1, curtain_minutes=2)
    assert due(soon, Place.SESSION, 60).step is Step.LOCK
    assert due(soon, Place.SESSION, 60).now


def test_the_last_seconds_are_counted() -> None:
    assert not due(IDLE, Place.CASELOAD, 299 - COUNTED_SECONDS).counted
    assert due(IDLE, Place.CASELOAD, 300 - COUNTED_SECONDS).counted
    assert due(IDLE, Place.CASELOAD, 10_000).now


@pytest.mark.parametrize(("running", "slept"), [(1, False), (20, False), (21, True)])
def test_a_gap_counts_as_sleep(running: float, slept: bool) -> None:
    before, now = Moment(100), Moment(100 + running)
    assert now.slept_since(before) is slept
    assert now.since(before) == running


@pytest.mark.parametrize(
    ("running", "wall", "slept", "passed"),
    [
        (1, 46, False, 1),
        (1, 590, False, 1),
        (1, 3601, True, 3601),
        (1, -3600, False, 1),
        (21, 21, True, 21),
    ],
    ids=["put right", "put right by minutes", "asleep", "set back", "a gap"],
)
def test_only_where_no_clock_counts_sleep_the_wall_clock_tells_it(
    running: float, wall: float, slept: bool, passed: float
) -> None:
    before, now = Moment(100, 1_000_000), Moment(100 + running, 1_000_000 + wall)
    assert now.slept_since(before) is slept
    assert now.since(before) == passed
