"""System calls on the files of the vault fail in the middle of a session."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from torture import strace
from torture.sitting_down import CODE, Judged, Seen, judge, sit_down
from torture.tally import Tally, Trial
from torture.vaults import cases_in, made

_FILES = ("records.db", "records.db-wal", "records.db-shm", "vault.hdr", "vault.hdr2", "lock")
_CALLS = (
    *("openat", "pread64", "pwrite64", "fdatasync", "fsync"),
    *("ftruncate", "rename", "unlink", "write"),
)


def run(trial: Trial) -> Iterator[Tally]:
    if why := strace.missing():
        yield Judged.of("failing system calls").lies.skip(why)
        return
    blank = made(trial.folder / "blank")
    yield from _failing(trial, blank, "failing calls at the start", 8, attached=False)
    yield from _failing(trial, blank, "failing calls in a session", 16, attached=True)
    yield _order(trial, blank)


def _failing(
    trial: Trial, blank: Path, what: str, reduced: int, *, attached: bool
) -> Iterator[Tally]:
    judged = Judged.of(what)
    before = cases_in(blank)[CODE]
    folder, out = trial.folder / "vault", trial.folder / "calls"

    def sit(options: tuple[str, ...]) -> Seen:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(blank, folder)
        if attached:
            return sit_down(folder, trial.dice, once_open=strace.attached(*options))
        return sit_down(folder, trial.dice, strace.begun_by(*options))

    seen = sit(strace.counting(out, _CALLS, _paths(folder)))
    assert seen.saved, seen.text
    assert seen.reached == "left", seen.text
    wanted = None if trial.full else trial.count(reduced, reduced)
    for fault in strace.faults(strace.most_of_a_thread(out), trial.dice, wanted):
        judge(judged, folder, before, sit(fault.options(_paths(folder))), str(fault))
    yield from judged.all


def _paths(folder: Path) -> list[Path]:
    return [folder, folder / "backups", *(folder / name for name in _FILES)]


def _order(trial: Trial, blank: Path) -> Tally:
    """Between the last write into the log and the word on the screen the log is on the disk."""
    tally = Tally("P1", "the log is synchronised before ✓ Saved is written")
    for number in range(trial.count(2, 20)):
        folder, out = trial.folder / f"order {number}", trial.folder / "order"
        shutil.copytree(blank, folder)
        calls = "trace=pwrite64,fsync,fdatasync,write"
        sit_down(
            folder, trial.dice, strace.begun_by("-y", "-s", "65536", "-o", str(out), "-e", calls)
        )
        tally.holds(_synchronised(out.read_text()), f"round {number}")
    return tally


def _synchronised(traced: str) -> bool:
    open_writes = saved = False
    for line in traced.splitlines():
        if "records.db-wal>" in line:
            open_writes = "pwrite64(" in line or (open_writes and "sync(" not in line)
        elif "write(" in line and "Saved" in line:
            saved = True
            if open_writes:
                return False
    return saved
