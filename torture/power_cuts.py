"""The power goes in the middle: every disk that may be left is opened by the real store."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from torture import strace
from torture.disk import CALLS, NAMES, Disk, Op, parse
from torture.power_cut_scenes import SCENES, Left
from torture.tally import Tally, Trial

CONTROL = 40
_OF_A_LOSS = "look whether"
"""What every note says that tells of something missing."""


@dataclass(frozen=True, slots=True)
class Played:
    """A scene: the vault before it, its folder, and what it did to the disk."""

    name: str
    before: Path | None
    folder: Path
    ops: list[Op]


@dataclass(slots=True)
class Tried:
    """So many cuts of a scene; what was wrong, and which notes told of a loss that was none."""

    states: int = 0
    failures: list[str] = field(default_factory=list)
    false_notes: list[str] = field(default_factory=list)


def run(trial: Trial) -> Iterator[Tally]:
    states = trial.count(40, 3000)
    notes = Tally("P4", "after a power cut no loss is told where nothing is lost")
    control = Tally("P4", "on a disk that lies about its syncs something is lost")
    for name in SCENES:
        tally = Tally("P4", f"power cut in the middle: {name}")
        if why := strace.missing():
            yield tally.skip(why)
            continue
        played = play(name, trial.folder / name)
        tried = cut(played, trial.dice, states)
        tally.tried, tally.failures = tried.states, tried.failures
        at_most = "" if tried.failures else f", so at most {300 / tried.states:.2g} %"
        tally.remark = f"({len(played.ops)} changes and syncs{at_most})"
        yield tally
        notes.tried += tried.states
        notes.failures += [f"{name}: {one}" for one in tried.false_notes]
        lost = cut(played, trial.dice, CONTROL, syncs=False).failures
        control.holds(lost, f"{name}: nothing was lost without syncs: the trial sees nothing")
        control.remark += f"{' ' if control.remark else ''}{name} {len(lost)} of {CONTROL}"
    for last in (notes, control):
        yield last.skip(why) if (why := strace.missing()) else last


def play(name: str, below: Path) -> Played:
    """Do what the scene does, once, and see what reaches the disk."""
    folder, out = below / "vault", below / "trace"
    below.mkdir()
    before = SCENES[name].begin(below)
    if before is not None:
        shutil.copytree(before, folder)
    options = ("-y", "-xx", "-s", "2000000", "-o", str(out), "-e", f"trace={CALLS}")
    scene = (sys.executable, "-m", "torture.power_cut_scenes", name, str(folder))
    with Path(os.devnull).open("wb") as nowhere:
        command = ["sh", "-c", 'exec "$@" 3>&1', "sh", *strace.begun_by(*options), *scene]
        subprocess.run(command, stdout=nowhere, check=True)
    return Played(name, before, folder, parse(out.read_text(), folder))


def cut(played: Played, dice: Random, states: int, *, syncs: bool = True) -> Tried:
    """Cut a scene at random places; without `syncs` nothing is sure to be on the disk."""
    tried = Tried()
    below = played.folder.parent
    left = below / "left" / "vault"
    for number in range(states):
        shutil.rmtree(left.parent, ignore_errors=True)
        left.parent.mkdir()
        at = _place(played.ops, dice)
        disk = Disk(played.before, played.folder)
        for op in played.ops[:at]:
            disk.apply(op, syncs=syncs)
        disk.write_out(left, Random(dice.random()))
        acknowledged = sum(op.kind == "done" for op in played.ops[:at])
        where = f"state {number}, cut at {at}, {acknowledged} done"
        try:
            looked = SCENES[played.name].look(left, acknowledged, below)
        except Exception as error:  # noqa: BLE001 -- whatever stops the opening is a failure
            looked = Left(f"{type(error).__name__}: {error}")
        tried.states += 1
        if looked.wrong:
            tried.failures.append(f"{where}: {looked.wrong}")
        elif told := [note for note in looked.notes if _OF_A_LOSS in note]:
            tried.false_notes.append(f"{where}: {told}")
    return tried


def _place(ops: list[Op], dice: Random) -> int:
    """Anywhere, or just after something was said to be done, or names in a folder changed."""
    done = [place for place, op in enumerate(ops) if op.kind == "done"]
    names = [place for place, op in enumerate(ops) if op.kind in NAMES]
    after = dice.choice([range(-1, len(ops)), done, names])
    return min(len(ops), dice.choice(after) + 1 + dice.randrange(3))
