"""When the curtain falls and when the program locks."""

import pytest

from romtui.domain.idle import COUNTED_SECONDS, ClockReading, Idle, Protection, ScreenKind, due

IDLE = Idle()


@pytest.mark.parametrize(
    ("screen", "quiet", "protection", "left"),
    [
        (ScreenKind.CASELOAD, 0, Protection.LOCK, 300),
        (ScreenKind.CASELOAD, 300, Protection.LOCK, 0),
        (ScreenKind.SESSION, 0, Protection.CURTAIN, 120),
        (ScreenKind.SESSION, 120, Protection.CURTAIN, 0),
        (ScreenKind.HAND_OVER, 120, Protection.LOCK, 3480),
        (ScreenKind.HAND_OVER, 3600, Protection.LOCK, 0),
    ],
)
def test_what_comes_next(
    screen: ScreenKind, quiet: float, protection: Protection, left: float
) -> None:
    assert (due(IDLE, screen, quiet).protection, due(IDLE, screen, quiet).seconds) == (
        protection,
        left,
    )


def test_behind_the_curtain_only_the_lock_is_to_come() -> None:
    after = due(IDLE, ScreenKind.SESSION, 150, curtained=True)
    assert (after.protection, after.seconds) == (Protection.LOCK, 3450)


def test_a_lock_that_comes_before_the_curtain_is_not_kept_waiting() -> None:
    soon = Idle(idle_session_minutes=1, curtain_minutes=2)
    assert due(soon, ScreenKind.SESSION, 60).protection is Protection.LOCK
    assert due(soon, ScreenKind.SESSION, 60).now


def test_the_last_seconds_are_counted() -> None:
    assert not due(IDLE, ScreenKind.CASELOAD, 299 - COUNTED_SECONDS).counted
    assert due(IDLE, ScreenKind.CASELOAD, 300 - COUNTED_SECONDS).counted
    assert due(IDLE, ScreenKind.CASELOAD, 10_000).now


@pytest.mark.parametrize(("running", "slept"), [(1, False), (20, False), (21, True)])
def test_a_gap_counts_as_sleep(running: float, slept: bool) -> None:
    before, now = ClockReading(100), ClockReading(100 + running)
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
    before, now = ClockReading(100, 1_000_000), ClockReading(100 + running, 1_000_000 + wall)
    assert now.slept_since(before) is slept
    assert now.since(before) == passed
