"""Vaults with invented people, and the program over them."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.end_to_end.terminal import Terminal

from romtui.content.instruments import load_instruments
from romtui.domain.case import Case
from romtui.domain.instrument import Instrument
from romtui.domain.private import Private
from romtui.paths import data_folder
from romtui.store.disk.kdf import Kdf
from romtui.store.errors import AlreadyOpen
from romtui.store.store import Store
from romtui.store.vault.vault import Vault

PASSPHRASE = "copper lantern violet harbour ribbon maple"
CODES = ("A-001", "A-002", "A-003")
PROGRAM = (sys.executable, "-m", "romtui")


@cache
def questionnaires() -> Mapping[str, Instrument]:
    return load_instruments(data_folder() / "instruments")


def vault_at(folder: Path) -> Vault:
    return Vault(folder, kdf=Kdf.cheap())


def made(folder: Path, names: Sequence[str] = ("Plumcanary", "Reedcanary", "Sloecanary")) -> Path:
    """A vault with a person for each name, whose codes are A-001, A-002 …"""
    vault = vault_at(folder)
    store = vault.create(PASSPHRASE, vault.offer_recovery_code())
    store.use(questionnaires())
    for name in names:
        store.add_patient(initials=Private(name[:2]), name=Private(name))
    store.close()
    return folder


@contextmanager
def workspace(folder: Path, *, patience: float = 10) -> Iterator[Store]:
    """The store itself; a program that was killed may hold the lock for a moment longer."""
    vault, end = vault_at(folder), time.monotonic() + patience
    while True:
        try:
            store = vault.unlock(PASSPHRASE)
            break
        except AlreadyOpen:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
    store.use(questionnaires())
    try:
        yield store
    finally:
        store.close()


def cases_in(folder: Path) -> dict[str, Case]:
    """Everybody, by code."""
    with workspace(folder) as store:
        people = [store.case(summary.patient.id) for summary in store.caseload()]
    return {case.patient.code: case for case in people}


def wrong_in(folder: Path) -> list[str]:
    """What `romtui check` finds wrong."""
    results = vault_at(folder).check(PASSPHRASE, questionnaires())
    return [result.line for result in results if not result.good]


@contextmanager
def running(
    folder: Path,
    *arguments: str,
    before: Sequence[str] = (),
    env: Mapping[str, str] | None = None,
    rows: int = 24,
    columns: int = 80,
) -> Iterator[Terminal]:
    """The program over a vault in a terminal, started by `before` if need be; nothing is left."""
    command = (*before, *PROGRAM, "--vault", str(folder))
    with Terminal(arguments, command=command, env=env, rows=rows, columns=columns) as terminal:
        try:
            yield terminal
        finally:
            kill_all_below(terminal.pid)


def unlock(terminal: Terminal) -> None:
    terminal.wait_for("Passphrase")
    terminal.press(f"{PASSPHRASE}<enter>")
    terminal.wait_for(CODES[0])


def open_person(terminal: Terminal, code: str) -> None:
    terminal.press(f"/{code}<enter>")
    terminal.wait_for("n fill in")


def wait_for_one(terminal: Terminal, *words: str, patience: float = 20) -> str:
    """Wait until one of these is on the screen, or nothing runs any more; which, or ''."""
    pattern = re.compile("|".join(map(re.escape, words)))
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if found := pattern.search(terminal.text):
            return found[0]
        if has_ended(terminal):
            found = pattern.search(terminal.text)
            return found[0] if found else ""
        time.sleep(0.01)
    return ""


def gone(terminal: Terminal, words: str, patience: float = 10) -> None:
    """Wait until these are no longer on the screen, or nothing runs any more."""
    end = time.monotonic() + patience
    while words in terminal.text and not has_ended(terminal) and time.monotonic() < end:
        time.sleep(0.01)


def has_ended(terminal: Terminal) -> bool:
    """Whether the process ended; leaves it to be waited for."""
    try:
        return os.waitid(os.P_PID, terminal.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
    except ChildProcessError:
        return True


def kill_all_below(pid: int) -> None:
    """Kill what a process began, and what those began, the youngest first."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "ppid=,pid="], capture_output=True, text=True, check=True
    )
    children: dict[int, list[int]] = {}
    for line in listed.stdout.splitlines():
        parent, child = map(int, line.split())
        children.setdefault(parent, []).append(child)
    below, found = [pid], list[int]()
    while below:
        found += (begun := children.get(below.pop(), []))
        below += begun
    for each in sorted(found, reverse=True):
        with contextlib.suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)
