"""The power goes in the middle: every disk that may be left is opened by the real store."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from romtui.domain.errors import Refusal
from romtui.store.vault import VaultState
from tests.store.invented import CODE, INSTRUMENTS
from tests.torture import strace
from tests.torture.disk import CALLS, Disk, Op, parse
from tests.torture.power_cut_scenes import OTHER, SAVES, SCENES, session
from tests.torture.tally import Tally, Trial
from tests.torture.vaults import PASSPHRASE, made, vault_at


def run(trial: Trial) -> Iterator[Tally]:
    states = trial.count(40, 1700)
    for name in SCENES:
        tally = Tally("P4", f"power cut in the middle: {name}")
        if why := strace.missing():
            yield tally.skip(why)
            continue
        before, folder, ops = recorded(name, trial.folder / name)
        unsaid = _try(tally, name, before, folder, ops, trial, states)
        tally.remark = f"({len(ops)} changes and syncs; {unsaid} with a note)"
        yield tally
    control = Tally("P4", "a disk that lies about its syncs is found out")
    if why := strace.missing():
        yield control.skip(why)
        return
    before, folder, ops = recorded("session", trial.folder / "control")
    losses = Tally("", "")
    _try(losses, "session", before, folder, ops, trial, states, syncs=False)
    control.holds(losses.failures, "nothing was lost without syncs: the trial sees nothing")
    control.remark = f"({len(losses.failures)} of {losses.tried} lost, as they must)"
    yield control


def recorded(name: str, below: Path) -> tuple[Path | None, Path, list[Op]]:
    """The folder before the scene, its place, and what the scene did to it."""
    folder, out, before = below / "vault", below / "trace", None
    below.mkdir()
    if SCENES[name].__name__ != "creation":
        before = made(below / "before", names=("Plum", "Reed"))
        _with_a_backup(before)
        shutil.copytree(before, folder)
    options = ("-y", "-xx", "-s", "2000000", "-o", str(out), "-e", f"trace={CALLS}")
    scene = (sys.executable, "-m", "tests.torture.power_cut_scenes", name, str(folder))
    with Path(os.devnull).open("wb") as nowhere:
        command = ["sh", "-c", 'exec "$@" 3>&1', "sh", *strace.begun_by(*options), *scene]
        subprocess.run(command, stdout=nowhere, check=True)
    return before, folder, parse(out.read_text(), folder)


def _with_a_backup(folder: Path) -> None:
    store = vault_at(folder).unlock(PASSPHRASE)
    assert store.backups is not None
    store.backups.make()
    store.close()


def _try(
    tally: Tally,
    name: str,
    before: Path | None,
    folder: Path,
    ops: list[Op],
    trial: Trial,
    states: int,
    *,
    syncs: bool = True,
) -> int:
    """Cut at random places; gives how often something was noted at the next opening."""
    noted = 0
    left = trial.folder / "left" / "vault"
    for number in range(states):
        shutil.rmtree(left.parent, ignore_errors=True)
        left.parent.mkdir()
        cut = trial.dice.randrange(len(ops) + 1)
        disk = Disk(before, folder)
        for op in ops[:cut]:
            disk.apply(op, syncs=syncs)
        disk.write_out(left, Random(trial.dice.random()))
        acknowledged = sum(op.kind == "done" for op in ops[:cut])
        try:
            wrong, notes = _look(name, left, acknowledged)
        except Refusal as refusal:
            wrong, notes = str(refusal), ()
        tally.holds(not wrong, f"state {number}, cut at {cut}, {acknowledged} done: {wrong}")
        noted += bool(notes)
    return noted


def _look(name: str, folder: Path, acknowledged: int) -> tuple[str, tuple[str, ...]]:
    """What is wrong with what is left, or nothing; and what the opening noted."""
    vault, secret = vault_at(folder), PASSPHRASE
    if name == "creation" and vault.state() is VaultState.ABSENT:
        vault.create(PASSPHRASE, CODE).close()
        return "an acknowledged vault is gone" if acknowledged else "", ()
    if name == "passphrase":
        opens = [one for one in (PASSPHRASE, OTHER) if vault.opens_with(one)]
        if not opens or (acknowledged and opens != [OTHER]):
            return f"{len(opens)} of the two passphrases open", ()
        secret = opens[0]
    store = vault.unlock(secret)
    store.use(INSTRUMENTS)
    try:
        people = [row.patient.id for row in store.caseload()]
        results = len(store.case(people[0]).results) if people else 0
        if name in (session.__name__, "closing") and not acknowledged <= results <= SAVES:
            return f"{results} results", vault.notes
        if name == "creation" and len(people) < acknowledged - 1:
            return "an acknowledged person is gone", vault.notes
        if name == "erasure" and acknowledged and len(people) != 1:
            return "an erased person is back", vault.notes
        return "", vault.notes
    finally:
        store.close()
