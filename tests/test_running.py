"""Who is asked to lock: those that run, and nobody else who has their number by now."""

import os
from pathlib import Path

import pytest

from romtui.platform import process
from romtui.running import findable, lock_all


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that were asked."""
    numbers: list[int] = []

    def ask(number: int) -> bool:
        numbers.append(number)
        return True

    monkeypatch.setattr(process, "ask_to_lock", ask)
    return numbers


def test_a_running_program_is_asked(tmp_path: Path, asked: list[int]) -> None:
    with findable(tmp_path / "run"):
        assert lock_all(tmp_path / "run") == 1
    assert asked == [os.getpid()]
    assert lock_all(tmp_path / "run") == 0


def test_one_that_was_killed_is_not_and_what_it_left_goes(tmp_path: Path, asked: list[int]) -> None:
    (tmp_path / "running-1").write_bytes(b"")
    (tmp_path / "running-x").write_bytes(b"")
    assert lock_all(tmp_path) == 0
    assert asked == []
    assert [path.name for path in tmp_path.iterdir()] == ["running-x"]


def test_a_folder_that_cannot_be_made_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "run").write_bytes(b"")
    with findable(tmp_path / "run"):
        pass
