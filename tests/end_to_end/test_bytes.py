"""Bytes that are no keys, in a real terminal, and what happens when reading them fails."""

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from torture.bytes import PIN, SCREENS, told
from torture.vaults import CODES, made, running, unlock, workspace

from tests.counts import FULL
from tests.end_to_end.terminal import Terminal

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"),
]
BROKEN = """
import sys
from romtui.ui.terminal_driver import SteadyParser
feed = SteadyParser.feed
def broken(self, data):
    if "\\a" in data:
        raise ValueError("Plumcanary")
    return feed(self, data)
SteadyParser.feed = broken
import romtui.__main__ as program
sys.exit(program.main(["--vault", {vault!r}]))
"""
"""The program, deaf from the first bell on."""
ONCE_ENDED_IT = b"\x97\xe4\x1b[M \x990\x1b[97;1:1u\x1b[97:65;2u\x1b[1114112u\x1b[97;1:3u"
REPORT = b"error in the program"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = made(tmp_path / "vault")
    with workspace(folder) as store:
        store.set_pin(PIN)
    return folder


@pytest.fixture
def broken(vault: Path) -> Iterator[Terminal]:
    code = BROKEN.format(vault=str(vault))
    with Terminal([], command=[sys.executable, "-c", code]) as terminal:
        unlock(terminal)
        yield terminal


def test_what_once_ended_the_program_does_nothing_in_a_hand_over(vault: Path) -> None:
    with running(vault) as terminal:
        terminal.wait_for("Passphrase")
        terminal.send(b"\x97")
        terminal.press("<backspace>")  # it is a character like any other there
        unlock(terminal)
        terminal.press("<enter>h<enter>")
        terminal.wait_for("Question 1 of")
        terminal.send(ONCE_ENDED_IT)
        terminal.press("2")
        terminal.wait_for("Question 2 of")


def test_random_bytes_end_no_screen_and_open_none(tmp_path: Path) -> None:
    count, screens = (20_000, SCREENS) if FULL else (300, ("entry", "hand-over", "curtain"))
    for tally in told(tmp_path, Random(count), count, screens):  # noqa: S311
        assert not tally.failures, f"{tally.what}: {tally.first_failures}"


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("<enter>h<enter>", "Question 1 of"),
        ("<enter><ctrl+l>", "Screen hidden"),
        ("<enter>v", "v back"),
    ],
    ids=["hand-over", "curtain", "turned to the patient"],
)
def test_before_others_a_failing_input_ends_in_the_lock(
    broken: Terminal, keys: str, words: str
) -> None:
    broken.press(keys)
    broken.wait_for(words)
    before = len(broken.bytes)
    broken.send(b"\a")
    text = broken.wait_for("Passphrase")
    assert CODES[0] not in text
    assert REPORT in broken.bytes[before:]
    assert b"canary" not in broken.bytes[before:]
    unlock(broken)


def test_before_the_therapist_it_ends_with_the_report_and_a_code(broken: Terminal) -> None:
    before = len(broken.bytes)
    broken.send(b"\a")
    assert broken.exit_code() == 1
    assert broken.is_sane()
    assert REPORT in broken.bytes[before:]
    assert b"canary" not in broken.bytes[before:]
