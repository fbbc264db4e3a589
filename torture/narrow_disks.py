"""A disk with little room, and a limit on the size of files."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from torture.sitting_down import CODE, Judged, judge, sit_down
from torture.tally import Tally, Trial
from torture.vaults import cases_in, made

_LIMITED = (
    "import os, resource, sys\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)\n"
    "os.execv(sys.argv[2], sys.argv[2:])"
)
_PAGE = 4096


def run(trial: Trial) -> Iterator[Tally]:
    blank = made(trial.folder / "blank")
    yield from _small_files(trial, blank)
    yield from _full_disk(trial, blank)


def _small_files(trial: Trial, blank: Path) -> Iterator[Tally]:
    judged = Judged.of("a limit on the size of files")
    before = cases_in(blank)[CODE]
    largest = (blank / "records.db").stat().st_size * 3
    number = trial.count(5, 200)
    for place in range(number):
        folder = trial.folder / "vault"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(blank, folder)
        bytes_ = largest * (place + 1) // (number + 1) + trial.dice.randrange(_PAGE)
        limited = (sys.executable, "-c", _LIMITED, str(bytes_))
        seen = sit_down(folder, trial.dice, limited)
        judge(judged, folder, before, seen, f"files of at most {bytes_} bytes")
    yield from judged.all


def _full_disk(trial: Trial, blank: Path) -> Iterator[Tally]:
    judged = Judged.of("a disk that is nearly full")
    disk = trial.folder / "disk"
    disk.mkdir()
    if not _done("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)):
        yield judged.lies.skip("this user may not mount a tmpfs")
        return
    try:
        before = cases_in(blank)[CODE]
        for _ in range(trial.count(6, 300)):
            for old in disk.iterdir():
                shutil.rmtree(old) if old.is_dir() else old.unlink()
            folder = Path(shutil.copytree(blank, disk / "vault"))
            room = trial.dice.randrange(90) * _PAGE
            _leave(disk, room)
            seen = sit_down(folder, trial.dice)
            (disk / "filler").unlink()
            judge(judged, folder, before, seen, f"{room} bytes left")
        yield from judged.all
    finally:
        _done("umount", "-l", str(disk))


def _leave(disk: Path, room: int) -> None:
    filler = disk / "filler"
    with filler.open("wb") as file:
        file.write(b"\0" * max(shutil.disk_usage(disk).free - room, 0))


def _done(*command: Sequence[str] | str) -> bool:
    try:
        return subprocess.run([*map(str, command)], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False
