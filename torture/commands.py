"""backup, restore, export and import with failing system calls, and killed in the middle."""

import os
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Timer

from tests.end_to_end.terminal import Terminal

from romtui.domain.case import Form
from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.exchange import records_file
from romtui.store.backup.snapshot import list_snapshots
from romtui.store.backup.verify import verify_snapshot
from romtui.store.clock import local_now
from torture import strace
from torture.tally import Tally, Trial
from torture.vaults import (
    PASSPHRASE,
    PROGRAM,
    has_ended,
    kill_all_below,
    made,
    wait_for_one,
    workspace,
    wrong_in,
)

_CALLS = ("pwrite64", "fsync", "ftruncate", "rename", "unlink", "openat", "write")
_ONLY_OUR_FILES = ("openat", "write")
"""Python itself opens and writes too: these fail only on files of the vault."""


@dataclass(frozen=True, slots=True)
class Command:
    """What is typed: the arguments, and the answers by the words that ask for them."""

    name: str
    arguments: tuple[str, ...]
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    code: int
    text: str
    sent: bytes


class World:
    """A vault with a backup from before its last entries, and a file to take in."""

    def __init__(self, below: Path) -> None:
        self.below = below
        self.blank = made(below / "blank", names=("Plumcanary", "Reedcanary"))
        self.folder = below / "vault"
        self.out = below / "out.json"
        other = made(below / "other", names=("Sloecanary",))
        with workspace(other) as store:
            person = store.caseload()[0].patient
            store.record(person.id, Form("phq9", person.started_on, answers=(1,) * 9))
            store.edit_patient(replace(person, code="Z-001"))
            self.coming = store.people()
        self.file = below / "coming.json"
        self.file.write_bytes(records_file.write(self.coming, local_now()))
        with workspace(self.blank) as store:
            self.older = store.people()
            assert store.backups is not None
            store.backups.make()
            person = store.caseload()[0].patient
            store.record(person.id, Form("phq9", person.started_on, answers=(2,) * 9))
            store.add_event(person.id, person.started_on, Private("moved"))
            self.newer = store.people()
            self.key = store.backups._key

    @property
    def commands(self) -> tuple[Command, ...]:
        return (
            Command("backup", ("backup",)),
            Command("restore", ("restore", "1"), (("Type restore", "restore"),)),
            Command("export", ("export", "--out", str(self.out))),
            Command("import", ("import", str(self.file)), (("Type import", "import"),)),
        )

    def fresh(self) -> None:
        self.out.unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.blank, self.folder)

    @property
    def paths(self) -> list[Path]:
        """Files that may be opened or written by name; those of backups by the minute."""
        backups = self.folder / "backups"
        names = ("records.db", "records.db-wal", "vault.hdr", "vault.hdr2", "lock", "vault.hdr.new")
        made = [
            backups / f"00000{number}-{local_now():%Y-%m-%d-%H%M}{ending}"
            for number in (2, 3)
            for ending in (".unfinished", ".db", ".hdr.new", ".manifest.new")
        ]
        return [self.folder, backups, self.out, *(self.folder / name for name in names), *made]


def run(trial: Trial) -> Iterator[Tally]:
    world = World(trial.folder)
    if why := strace.missing():
        yield Tally("P5", "commands with failing calls").skip(why)
    else:
        for command in world.commands:
            yield from _failing(trial, world, command)
    yield _killed(trial, world)


def _failing(trial: Trial, world: World, command: Command) -> Iterator[Tally]:
    tally = Tally("P5", f"romtui {command.name} with failing calls: whole or not at all")
    out = trial.folder / "calls"
    world.fresh()
    counting = strace.counting(out, _CALLS[:-2], [])
    assert _run(world, command, strace.begun_by(*counting)).code == 0
    most = strace.most_of_a_thread(out)
    world.fresh()
    counting = strace.counting(out, _ONLY_OUR_FILES, world.paths)
    assert _run(world, command, strace.begun_by(*counting)).code == 0
    most |= strace.most_of_a_thread(out)
    for fault in strace.faults(most, trial.dice, None if trial.full else trial.count(6, 6)):
        world.fresh()
        paths = world.paths if fault.call in _ONLY_OUR_FILES else []
        ended = _run(world, command, strace.begun_by(*fault.options(paths)))
        tally.holds(not (why := _wrong(world, command, ended)), f"{fault}: {why}\n{ended.text}")
    yield tally


def _run(world: World, command: Command, before: list[str], kill_after: float = 0) -> Ended:
    begun = [*before, *PROGRAM, "--vault", str(world.folder), *command.arguments]
    with Terminal([], command=begun) as terminal:
        if wait_for_one(terminal, "Passphrase"):
            terminal.press(f"{PASSPHRASE}\n")
            if kill_after:
                killer = Timer(kill_after, _kill, [terminal.pid])
                killer.start()
            for words, answer in command.answers:
                if wait_for_one(terminal, words):
                    try:
                        terminal.press(f"{answer}\n")
                    except OSError:
                        break
        while not has_ended(terminal):
            terminal.prepare(0.02)
        code = terminal.exit_code()
        if kill_after:
            killer.cancel()
        ended = Ended(code, terminal.text, terminal.bytes)
        kill_all_below(terminal.pid)
    return ended


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _wrong(world: World, command: Command, ended: Ended) -> str:
    """What is not as it was promised, or nothing."""
    if b"Traceback" in ended.sent or b"mistake in the program" in ended.sent:
        return "crashed"
    for copy in list_snapshots(world.folder / "backups"):
        try:
            verify_snapshot(copy, world.key, None)
        except UserError as refusal:
            return f"{copy.name} bears a name and is bad: {refusal}"
    if world.out.exists() and not _whole(world.out):
        return "half an export bears its name"
    try:
        with workspace(world.folder) as store:
            there = store.people()
    except UserError as refusal:
        if command.name != "restore":
            return f"does not open: {refusal}"
        ended = _run(world, command, [])  # the same command does it again
        with workspace(world.folder) as store:
            there = store.people()
    if wrong := wrong_in(world.folder):
        return str(wrong)
    return _unlike(world, command, there, done=ended.code == 0)


def _unlike(world: World, command: Command, there: object, *, done: bool) -> str:
    old, new = world.newer, world.newer
    if command.name == "restore":
        new = world.older
    if command.name == "import":
        new = (*world.newer, *world.coming)
    if done and there != new:
        return "said to be done, and is not"
    if command.name == "export" and done and not world.out.exists():
        return "said to be written, and is not"
    return "" if there in (old, new) else "neither as before nor as wanted"


def _whole(path: Path) -> bool:
    try:
        return bool(records_file.read(path.read_bytes()))
    except UserError:
        return False


def _killed(trial: Trial, world: World) -> Tally:
    """No backup that bears its name is bad, and the records are as they were."""
    tally = Tally("P7", "backup, restore, export, import killed in the middle")
    for number in range(trial.count(12, 500)):
        command = world.commands[number % len(world.commands)]
        world.fresh()
        ended = _run(world, command, [], kill_after=trial.dice.uniform(0.01, 0.45))
        why = _wrong(world, command, ended)
        tally.holds(not why, f"{command.name}, code {ended.code}: {why}")
    return tally
