"""`romtui doctor`: what can be seen from outside about how safe the records lie here.

It works without a passphrase, changes nothing, and says what to do in plain words.
"""

import argparse
import os
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from romtui.cli.open_vault import vault_command, vault_in
from romtui.cli.output import say
from romtui.cli.parser import Subparsers
from romtui.domain.backup_age import age
from romtui.domain.errors import UserError
from romtui.store.clock import local_now

_OTHERS: Final = 0o077
_PROC: Final = Path("/proc")
_SECOND_LATE: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that was looked at. `good` is None where it cannot be told from here."""

    what: str
    good: bool | None
    said: str = ""


def add_parser(commands: Subparsers) -> None:
    """It takes nothing."""
    words = "say how safe the records lie here, without a passphrase"
    commands.add_parser("doctor", help=words)


@vault_command(writes=False)
def run(options: argparse.Namespace) -> int:
    """Print what was seen; 1 if something should be done."""
    to_do = 0
    for seen in look(vault_in(options.vault).folder, local_now(), os.environ):
        to_do += seen.good is False
        mark = {True: "ok   ", False: "DO   ", None: "?    "}[seen.good]
        say(f"{mark}  {seen.what}{f': {seen.said}' if seen.said else ''}")
    say("Nothing to do." if not to_do else f"To do: {to_do}. romtui changed nothing.")
    return 1 if to_do else 0


def look(
    folder: Path, now: datetime, environment: Mapping[str, str], proc: Path = _PROC
) -> Iterator[Seen]:
    """Look at the vault, its place, the machine and the terminal."""
    yield _vault(folder)
    yield from _rights(folder)
    yield _synced(folder)
    yield from _backups(folder, now)
    yield from _memory(proc)
    yield _disk(folder)
    yield _terminal(environment)


def _vault(folder: Path) -> Seen:
    from romtui.store.vault.folder import VaultState, look
    from romtui.store.vault.header_copies import copies_wrong

    try:
        state = look(folder)
    except UserError as refusal:
        return Seen("vault", good=False, said=str(refusal))
    if state is VaultState.ABSENT:
        return Seen("vault", good=None, said=f"there is none in {folder} yet")
    wrong = copies_wrong(folder)
    return Seen(f"vault in {folder}", good=not wrong, said=wrong)


def _rights(folder: Path) -> Iterator[Seen]:
    if sys.platform == "win32" or not folder.is_dir():
        return
    open_to_others = [
        path.relative_to(folder.parent).as_posix()
        for path in [folder, *sorted(folder.rglob("*"))]
        if stat.S_IMODE(path.lstat().st_mode) & _OTHERS and not path.is_symlink()
    ]
    said = (
        f"others may read {', '.join(open_to_others[:4])}: chmod -R go= {folder}"
        if open_to_others
        else ""
    )
    yield Seen("files only you can read", good=not open_to_others, said=said)


def _synced(folder: Path) -> Seen:
    from romtui.store.vault.cloud_folders import synced_by

    service = synced_by(folder)
    said = (
        f"{service} carries this folder about while it is being written: close romtui, move the "
        "folder to a place of this computer, and use romtui backup --to for copies"
        if service
        else ""
    )
    return Seen("a folder of this computer alone", good=service is None, said=said)


def _backups(folder: Path, now: datetime) -> Iterator[Seen]:
    from romtui.store.backup.backup import copies, named_moment, number_of, whole_header
    from romtui.store.vault.folder import BACKUPS, RECORDS

    if not (folder / RECORDS).exists():
        return
    there = copies(folder / BACKUPS)
    if not there:
        yield Seen("backups", good=False, said="there is none yet: romtui backup makes one")
        return
    made = named_moment(there[-1])
    late = now - made > _SECOND_LATE
    said = "the last one is older than two weeks: romtui backup makes one" if late else ""
    yield Seen(f"{len(there)} backups, the last {age(made, now)} old", good=not late, said=said)
    keyless = [f"number {number_of(path)}" for path in there if whole_header(path) is None]
    said = f"{', '.join(keyless)}: damaged or gone; romtui backup makes a new one"
    yield Seen("their key headers", good=not keyless, said=said if keyless else "")


def _memory(proc: Path) -> Iterator[Seen]:
    if sys.platform != "linux":
        yield Seen("swap and memory dumps", good=None, said="not known on this system")
        return
    yield _swap(proc)
    pattern = _read(proc / "sys" / "kernel" / "core_pattern")
    piped = pattern.startswith("|")
    said = (
        "the system keeps memory dumps of programs; romtui forbids them for itself, other "
        "programs that show its text do not"
        if piped
        else ""
    )
    yield Seen("no memory dumps of romtui", good=True, said=said)
    yield _memory_lock()


def _swap(proc: Path) -> Seen:
    lines = _read(proc / "swaps").splitlines()[1:]
    plain = [line.split()[0] for line in lines if "zram" not in line]
    if not plain:
        return Seen("memory is not written to disk", good=True)
    sealed = all(name.startswith(("/dev/dm-", "/dev/mapper/")) for name in plain)
    said = (
        f"{', '.join(plain)} may be encrypted: lsblk tells; what is on the screen can reach it"
        if sealed
        else f"{', '.join(plain)} can keep what was on the screen: encrypt the disk, or swapoff -a"
    )
    return Seen("memory written to disk (swap)", good=None if sealed else False, said=said)


def _memory_lock() -> Seen:
    import resource

    most = resource.getrlimit(resource.RLIMIT_MEMLOCK)[0]
    size = "without limit" if most == resource.RLIM_INFINITY else f"up to {most // 1024} KiB"
    return Seen("memory that can be kept off the disk", good=None, said=f"{size}; not used")


def _disk(folder: Path) -> Seen:
    said = "romtui cannot see whether the disk is encrypted; a lost laptop that is off is safe then"
    return Seen(f"disk under {folder.anchor}", good=None, said=said)


def _terminal(environment: Mapping[str, str]) -> Seen:
    if "TMUX" in environment:
        return _tmux()
    if "STY" in environment:
        said = "screen may keep what was shown: in it, altscreen on, and no log"
        return Seen("terminal", good=None, said=said)
    return Seen("terminal", good=None, said="see that it writes no log of what it shows")


def _tmux() -> Seen:
    """Ask the multiplexer around us; nothing is changed in it."""
    answers = {
        "alternate-screen": _asked_tmux("show-options", "-gwqv", "alternate-screen"),
        "pipe": _asked_tmux("display-message", "-p", "#{pane_pipe}"),
    }
    if answers["alternate-screen"] == "off":
        said = "tmux keeps what was shown: tmux set -g alternate-screen on"
        return Seen("terminal multiplexer", good=False, said=said)
    if answers["pipe"] == "1":
        said = "tmux writes what is shown into a file: tmux pipe-pane ends that"
        return Seen("terminal multiplexer", good=False, said=said)
    return Seen("terminal multiplexer", good=None if None in answers.values() else True)


def _asked_tmux(*question: str) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603 -- fixed words, no shell
            ["tmux", *question],  # noqa: S607 -- whichever tmux is in use
            capture_output=True,
            text=True,
            timeout=2,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace")
    except OSError:
        return ""
