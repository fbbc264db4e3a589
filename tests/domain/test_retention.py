"""Old backups go, good ones stay, and no clock can turn that round."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romtui.domain.backup_age import BackupAge
from romtui.domain.retention import ALWAYS, Copy, surplus

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
HOURS = st.integers(-24 * 400, 24 * 400)


def made(number: int, ago: timedelta, rows: int | None = 100, *, sound: bool = True) -> Copy:
    return Copy(number, NOW - ago, rows, sound)


def _numbers(copies: Iterable[Copy]) -> list[int]:
    return [copy.number for copy in copies]


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Copy], datetime]:
    """Backups made while the clock went forward, back, or stood still."""
    at, copies = NOW, []
    for number in range(1, draw(st.integers(0, 40)) + 1):
        at += timedelta(hours=draw(HOURS))
        rows = draw(st.sampled_from([None, 0, 90, 100]))
        copies.append(Copy(number, at, rows, draw(st.booleans())))
    return copies, at + timedelta(hours=draw(HOURS))


@given(histories())
def test_the_newest_three_sound_ones_never_go_whatever_the_clock(
    history: tuple[list[Copy], datetime],
) -> None:
    copies, now = history
    gone = surplus(copies, now)
    newest = [copy for copy in copies if copy.sound][-ALWAYS:]
    assert not set(newest) & set(gone)
    assert all(copy.sound and copy.made_at <= now for copy in gone)
    assert list(gone) == sorted(gone, key=lambda copy: copy.number)


@given(histories())
def test_one_that_is_not_sound_never_makes_another_go(
    history: tuple[list[Copy], datetime],
) -> None:
    """So none has to be verified where none would go if all were sound.

    Rows are left out: a newest one with few rows keeps all there is, sound or not.
    """
    copies, now = history
    alike = [replace(copy, rows=100) for copy in copies]
    sound = [replace(copy, sound=True) for copy in alike]
    assert set(_numbers(surplus(alike, now))) <= set(_numbers(surplus(sound, now)))


@given(st.lists(HOURS, max_size=120), st.booleans())
def test_a_life_of_backups_always_has_its_newest_three(hours: list[int], shrink: bool) -> None:
    at, kept = NOW, list[Copy]()
    for number, step in enumerate(hours, start=1):
        at += timedelta(hours=step)
        rows = 0 if shrink and number > len(hours) // 2 else 100
        kept.append(Copy(number, at, rows))
        gone = surplus(kept, at)
        kept = [copy for copy in kept if copy not in gone]
        assert [copy.number for copy in kept][-ALWAYS:] == list(
            range(max(number - ALWAYS + 1, 1), number + 1)
        )
        if shrink and number > len(hours) // 2 > 0:
            assert any(copy.rows == 100 for copy in kept)


def test_two_years_of_half_hours_leave_what_was_promised() -> None:
    at, kept = NOW - timedelta(days=730), list[Copy]()
    number = 0
    while at <= NOW:
        number += 1
        kept.append(Copy(number, at, number))
        gone = surplus(kept, at)
        kept = [copy for copy in kept if copy not in gone]
        at += timedelta(hours=8)
    days = {(NOW.date() - copy.made_at.date()).days for copy in kept}
    assert set(range(12)) <= days
    assert len(kept) <= 7 + 12 + 10 + 9
    assert max(days) > 200


def test_nothing_goes_once_the_records_have_shrunk() -> None:
    copies = [made(number, timedelta(days=400 - number)) for number in range(1, 200)]
    assert surplus(copies, NOW)
    emptied = [*copies, made(200, timedelta(hours=1), rows=79)]
    assert surplus(emptied, NOW) == ()
    assert surplus([*emptied, made(201, timedelta(0), rows=79)], NOW) == ()


def test_a_damaged_one_is_neither_kept_as_good_nor_deleted() -> None:
    copies = [made(number, timedelta(days=500)) for number in range(1, 6)]
    damaged = [made(number, timedelta(days=500), sound=False) for number in (6, 7)]
    gone = surplus([*copies, *damaged], NOW)
    assert [copy.number for copy in gone] == [1, 2]


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=20), "Backup ✓ now"),
        (timedelta(minutes=59), "Backup ✓ 59 min"),
        (timedelta(hours=2, minutes=30), "Backup ✓ 2 h"),
        (timedelta(days=6, hours=23), "Backup ✓ 6 d"),
        (timedelta(hours=-5), "Backup ✓ now"),
    ],
)
def test_the_age_is_said_in_a_few_cells(ago: timedelta, words: str) -> None:
    assert BackupAge(NOW - ago).words(NOW) == words


def test_what_is_too_old_is_said_with_a_way_out_and_nothing_else_is() -> None:
    week, fortnight = NOW - timedelta(days=8), NOW - timedelta(days=15)
    assert BackupAge(NOW).warning(NOW, ": back up") == ""
    assert BackupAge(None).warning(NOW, ": back up") == (
        "No backup yet. One is made when you lock or quit, or now with : back up."
    )
    assert BackupAge(fortnight).warning(NOW, ": back up") == (
        "The newest backup is 15 days old. Make one now with : back up."
    )
    assert BackupAge(NOW, week, second_set=True).warning(NOW, ": back up") == (
        "No backup has reached the second location for 8 days. Make sure it is "
        "connected, then press : back up."
    )
    assert BackupAge(NOW, None, second_set=True).warning(NOW, ": back up") == (
        "No backup has reached the second location yet. Make sure it is connected, then press "
        ": back up."
    )


def test_a_backup_that_holds_everything_is_never_too_old() -> None:
    """After a holiday in which nothing was entered."""
    long_ago = NOW - timedelta(days=40)
    assert BackupAge(long_ago, whole=True).warning(NOW, ": back up") == ""
    both = BackupAge(long_ago, long_ago, second_set=True, whole=True)
    assert both.warning(NOW, ": back up") == ""
    behind = BackupAge(long_ago, long_ago - timedelta(days=9), second_set=True, whole=True)
    assert "second location for 49 days" in behind.warning(NOW, ": back up")


def test_a_second_place_is_named_beside_and_the_older_of_the_two_counts() -> None:
    both = BackupAge(NOW, NOW - timedelta(days=8), second_set=True)
    assert both.words(NOW) == "Backup ✓ now · second location 8 d"
    assert "second location for 8 days" in both.warning(NOW, ": back up")
    never = BackupAge(None, None, second_set=True)
    assert never.words(NOW) == "No backup yet · second location never"
    assert never.warning(NOW, ": back up").startswith("No backup yet")
    assert BackupAge(NOW).warning(NOW, ": back up") == ""
