"""Curtain and lock in a real terminal: what is drawn, what stays in memory, what a kill leaves."""

import contextlib
import os
import re
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from romtui.content.instruments import load_instruments
from romtui.domain.private import Private
from romtui.paths import data_folder
from romtui.store.disk.header import Slot, derive_key
from romtui.store.disk.header_copies import read_copies
from romtui.store.disk.kdf import Kdf
from romtui.store.vault.vault import Vault
from tests.counts import LOCKS
from tests.end_to_end.memory import copies_in_memory
from tests.end_to_end.terminal import LEAVE_ALTERNATE, Terminal, children_of

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"),
]
PASSPHRASE = "copper lantern violet harbour ribbon maple"
PIN = "4711"
NAME = "Quickbeamcanary"
NOTE = "Willowcanary"
SLEPT = """
import pathlib, sys, time
ahead = pathlib.Path({ahead!r})
def shifted(clock):
    return lambda *about: clock(*about) + float(ahead.read_text())
time.clock_gettime, time.time = shifted(time.clock_gettime), shifted(time.time)
import romtui.__main__ as program
sys.exit(program.main(["--vault", {vault!r}]))
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault with one person and a PIN."""
    folder = tmp_path / "vault"
    vault = Vault(folder, kdf=Kdf.cheap())
    store = vault.create(PASSPHRASE, vault.offer_recovery_code())
    store.use(load_instruments(data_folder() / "instruments"))
    store.add_patient(initials=Private("Q."), name=Private(NAME))
    store.set_pin(PIN)
    store.close()
    return folder


def unlock(terminal: Terminal) -> None:
    terminal.wait_for("Passphrase")
    terminal.press(f"{PASSPHRASE}<enter>")
    terminal.wait_for("A-001")


def into_the_form(terminal: Terminal) -> None:
    terminal.press("<enter>")
    terminal.wait_for("session 1")
    terminal.press("n")
    terminal.wait_for("1 of 9")
    terminal.press("123")
    terminal.wait_for("4 of 9")


@pytest.fixture
def terminal(vault: Path) -> Iterator[Terminal]:
    with Terminal(["--vault", str(vault)]) as running:
        unlock(running)
        yield running


def drawn(sent: bytes) -> bytes:
    """What is left of the bytes without the commands to the terminal."""
    return re.sub(rb"\x1b\[[0-9;:?<>=$ ]*[A-Za-z~]|\x1b[()][A-Z0-9]|\x1b[=>78]|[\r\n]", b"", sent)


def test_the_curtain_lets_nothing_through_and_gives_all_back(terminal: Terminal) -> None:
    into_the_form(terminal)
    terminal.press("<ctrl+l>")
    terminal.wait_for("Screen hidden")
    before = len(terminal.bytes)
    terminal.press("\x1b[200~pasted 4711\x1b[201~\x1b[<0;10;5M\x1b[<0;10;5m\x1b[<64;10;5Mn?:")
    for size in ((40, 10), (100, 30)):
        terminal.resize(*size)
        terminal.wait_for("Screen hidden")
    terminal.press("<esc><enter>")
    terminal.wait_for("Wrong PIN or passphrase")
    for word in (b"PHQ", b"A-001", b"of 9", b"interest", b"pasted"):
        assert word not in terminal.bytes[before:]
    terminal.resize(80, 24)
    terminal.press(f"{PIN}<enter>")
    terminal.wait_for("4 of 9")
    terminal.press("1")
    terminal.wait_for("5 of 9")


def test_a_screen_lock_of_the_desktop_locks_with_sigusr1(terminal: Terminal) -> None:
    into_the_form(terminal)
    terminal.kill(signal.SIGUSR1)
    os.kill(terminal.pid, signal.SIGUSR1)  # as `pkill` does: it finds both
    assert "4 of 9" not in terminal.wait_for("Passphrase")
    unlock(terminal)
    terminal.wait_for("unfinished form")
    terminal.press("<enter>n")
    terminal.wait_for("4 of 9")


@pytest.mark.skipif(sys.platform != "linux", reason="names a process in /proc")
def test_a_hook_finds_the_program_by_its_name(terminal: Terminal) -> None:
    terminal.press("<ctrl+x>")
    terminal.wait_for("Passphrase")
    for process in (terminal.pid, terminal.program):
        assert Path(f"/proc/{process}/comm").read_text() == "romtui\n"


@pytest.mark.parametrize("first", ["v", ""], ids=["a key", "a blinking cursor"])
def test_after_a_sleep_nothing_is_drawn_before_it_is_locked(
    vault: Path, tmp_path: Path, first: str
) -> None:
    ahead = tmp_path / "ahead"
    ahead.write_text("0")
    code = SLEPT.format(ahead=str(ahead), vault=str(vault))
    with Terminal([], command=[sys.executable, "-c", code]) as terminal:
        unlock(terminal)
        terminal.press("v")
        terminal.wait_for(NAME)
        if not first:
            terminal.press("/")
        terminal.prepare()
        before = len(terminal.bytes)
        ahead.write_text("36000")
        terminal.press(first)
        terminal.wait_for("Passphrase")
        woken, left, _ = terminal.bytes[before:].partition(LEAVE_ALTERNATE)
        assert left
        assert drawn(woken) == b""


def test_who_waits_for_the_program_hands_on_what_it_is_told(terminal: Terminal) -> None:
    into_the_form(terminal)
    os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.exit_code() == 128 + signal.SIGTERM
    assert terminal.is_sane()


def test_nobody_gets_a_shell_from_behind_the_hidden_screen(terminal: Terminal) -> None:
    into_the_form(terminal)
    terminal.press("<ctrl+l>")
    terminal.wait_for("Screen hidden")
    terminal.press("<ctrl+z><ctrl+c><ctrl+c>\x11")
    terminal.kill(signal.SIGTSTP)
    terminal.press(f"{PIN}<enter>")
    assert "4 of 9" in terminal.wait_gone("Screen hidden")


def open_the_record(terminal: Terminal) -> None:
    """Press Enter until it is heard: the shell may still hold the terminal."""
    for _ in range(40):
        terminal.press("<enter>")
        with contextlib.suppress(AssertionError):
            terminal.wait_for("session 1", patience=0.5)
            return
    terminal.wait_for("session 1")


def test_a_shell_stops_it_and_goes_on_and_is_told_how_it_ended(vault: Path) -> None:
    shell = shutil.which("bash")
    if shell is None:
        pytest.skip("needs bash")
    prompt = {"PS1": "ready>"}
    with Terminal(["--norc", "--noprofile", "-i"], command=[shell], env=prompt) as terminal:
        start = f"{sys.executable} -m romtui --vault {vault}; echo ended with $?"
        terminal.press(f"{start}<enter>")
        unlock(terminal)
        into_the_form(terminal)
        terminal.press("<ctrl+z>")
        assert "4 of 9" not in terminal.wait_for("Stopped")
        terminal.press("fg<enter>")
        unlock(terminal)
        terminal.wait_for("unfinished form")
        (parent,) = children_of(terminal.pid)
        (program,) = children_of(parent)
        os.kill(program, signal.SIGSTOP)
        terminal.wait_for("[1]+")
        terminal.press("fg<enter>")
        open_the_record(terminal)
        os.kill(program, signal.SIGKILL)
        terminal.wait_gone("session 1")
        terminal.wait_for("ready>")
        terminal.press("echo ended with $?<enter>")
        terminal.wait_for("ended with 137")


def test_a_program_that_nobody_waits_for_leaves(vault: Path) -> None:
    with Terminal(
        ["-c", f"{sys.executable} -m romtui --vault {vault}; read line"],
        command=["/bin/sh"],
    ) as terminal:
        unlock(terminal)
        into_the_form(terminal)
        (parent,) = children_of(terminal.pid)
        os.kill(parent, signal.SIGKILL)
        terminal.wait_gone("4 of 9")
        terminal.prepare()  # what was drawn goes first, then its screen
        assert LEAVE_ALTERNATE in terminal.bytes


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="looks into /proc/PID/mem")
def test_after_a_lock_neither_key_nor_passphrase_nor_a_word_is_in_memory(
    terminal: Terminal, vault: Path
) -> None:
    header = read_copies(vault)
    assert header is not None
    key = header.unwrap(Slot.PASSPHRASE, PASSPHRASE)
    assert key is not None
    database = derive_key(key, b"database")
    words = [word for text in (NAME, NOTE, PASSPHRASE) for word in spelled(text)]
    sought = [*words, key, database, key.hex().encode(), database.hex().encode()]
    copies = 0
    for turn in range(LOCKS):
        terminal.press("v")
        terminal.wait_for(NAME)
        terminal.press(f"/{NOTE}")
        terminal.wait_for(NOTE)
        if not turn:
            seen = may_look(terminal.program, sought)
            assert seen[NAME.encode()]
            assert seen[NOTE.encode()]
            assert seen[database] or seen[database.hex().encode()]
        lock(terminal, turn)
        terminal.wait_for("Passphrase")
        for process in (terminal.program, terminal.pid):
            copies += sum(copies_in_memory(process, sought).values())
        assert not copies, f"found after lock {turn + 1}"
        unlock(terminal)


def may_look(pid: int, sought: list[bytes]) -> dict[bytes, int]:
    try:
        return copies_in_memory(pid, sought)
    except PermissionError:
        pytest.skip("only root may look into a program that forbids it")


def lock(terminal: Terminal, turn: int) -> None:
    """By a key, by a signal, by three wrong PINs: in turn."""
    if turn % 3 == 1:
        terminal.kill(signal.SIGUSR1)
        return
    terminal.press("<ctrl+l>")
    terminal.wait_for("Screen hidden")
    terminal.press("<ctrl+x>" if turn % 3 == 0 else "0000<enter>1111<enter>2222<enter>")


def spelled(text: str) -> list[bytes]:
    """As it may lie in memory: Python takes one, two or four bytes a character."""
    return [text.encode(how) for how in ("utf-8", "utf-16-le", "utf-32-le")]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="looks into /proc/PID/mem")
def test_after_a_wrong_passphrase_not_a_word_of_it_is_in_memory(vault: Path) -> None:
    slip = "Quartzcanary Violetcanary"
    sought = [word for text in slip.split() for word in spelled(text)]
    with Terminal(["--vault", str(vault)]) as terminal:
        terminal.wait_for("Passphrase")
        for said in ("Wrong passphrase or recovery code", "Next try in"):
            terminal.press(slip)
            terminal.wait_for("•" * len(slip))
            assert sum(may_look(terminal.program, sought).values())
            terminal.press("<enter>")
            terminal.wait_for(said)
            for process in (terminal.program, terminal.pid):
                assert not sum(copies_in_memory(process, sought).values())
    assert b"canary" not in terminal.bytes


def test_what_is_typed_while_the_program_is_replaced_is_not_shown(vault: Path) -> None:
    with Terminal(["--vault", str(vault)]) as terminal:
        terminal.wait_for("Passphrase")
        terminal.press("wrong<enter>")
        while LEAVE_ALTERNATE not in terminal.bytes:
            terminal.prepare(0.0)
        terminal.press("seen")
        terminal.wait_for("Wrong passphrase or recovery code")
        terminal.prepare()
        assert b"seen" not in terminal.bytes
        terminal.press("<esc>")
        assert terminal.exit_code() == 0
        assert terminal.is_sane()
