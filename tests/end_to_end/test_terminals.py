"""Terminals that lack something: a second screen, drawing, UTF-8, a mouse that is wanted."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.end_to_end.terminal import Terminal

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"),
]
SHOWN = "A-0"
SECOND_SCREEN = b"\x1b[?1049h"


@pytest.fixture
def runtime(tmp_path: Path) -> dict[str, str]:
    """An environment in which no other romtui is found."""
    (tmp_path / "run").mkdir(mode=0o700)
    return {"XDG_RUNTIME_DIR": str(tmp_path / "run"), "ROMTUI_NO_TOUR": "1"}


@pytest.fixture
def first_screen(runtime: dict[str, str]) -> Iterator[Terminal]:
    """The demo in a terminal that has no second screen: what is drawn stays where it was."""
    with Terminal(["--demo"], env=runtime, has_second_screen=False) as terminal:
        terminal.wait_for(SHOWN)
        yield terminal


def quit_by_key(terminal: Terminal) -> None:
    assert terminal.leave() == 0


def ended(number: int) -> Callable[[Terminal], None]:
    def end(terminal: Terminal) -> None:
        terminal.kill(number)
        assert terminal.exit_code() == 128 + number

    return end


def stopped(terminal: Terminal) -> None:
    terminal.press("<ctrl+z>")
    terminal.wait_stopped()


@pytest.mark.parametrize(
    "way",
    [quit_by_key, ended(signal.SIGTERM), ended(signal.SIGINT), ended(9), stopped],
    ids=["q", "TERM", "INT", "KILL", "Ctrl+Z"],
)
def test_nobody_is_left_on_a_terminal_without_a_second_screen(
    first_screen: Terminal, way: Callable[[Terminal], None]
) -> None:
    way(first_screen)
    assert SHOWN not in first_screen.text


@pytest.mark.parametrize("kind", ["dumb", ""])
def test_a_terminal_that_draws_nothing_is_told_so_in_plain_words(kind: str) -> None:
    with Terminal(["--demo"], env={"TERM": kind}, columns=240) as terminal:
        assert terminal.exit_code() == 1
        assert "draws no screens" in terminal.text
        assert "romtui --plain" in terminal.text
        assert b"\x1b" not in terminal.bytes


def test_a_terminal_that_is_not_utf_8_is_told_so_in_plain_words() -> None:
    with Terminal(["--demo"], env={"PYTHONIOENCODING": "latin-1"}, columns=240) as terminal:
        assert terminal.exit_code() == 1
        assert "LC_ALL=C.UTF-8" in terminal.text
        assert b"\x1b" not in terminal.bytes


@pytest.mark.parametrize(
    ("variables", "taken"), [({}, True), ({"ROMTUI_MOUSE": "0"}, False), ({"STY": "1.x"}, False)]
)
def test_the_mouse_is_left_to_the_terminal_where_that_is_wanted(
    runtime: dict[str, str], variables: dict[str, str], taken: bool
) -> None:
    with Terminal(["--demo"], env={**runtime, **variables}) as terminal:
        terminal.wait_for(SHOWN)
        assert (b"\x1b[?1000h" in terminal.bytes) is taken


def test_one_command_locks_what_runs(first_screen: Terminal, runtime: dict[str, str]) -> None:

    def lock() -> str:
        done = subprocess.run(
            [sys.executable, "-m", "romtui", "lock"],
            env={**os.environ, **runtime},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    assert lock() == "romtui is locked."
    while first_screen.bytes.count(SECOND_SCREEN) < 2:  # the demo opens again by itself
        first_screen.prepare(begins=10.0)
    first_screen.wait_for(SHOWN)
    assert first_screen.leave() == 0
    assert lock() == "No romtui is running."
    assert list(Path(runtime["XDG_RUNTIME_DIR"]).rglob("running-*")) == []
