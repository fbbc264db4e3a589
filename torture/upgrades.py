"""A step to a later format, killed at a random moment: all is there, and a copy from before."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from tests.new_vault import CODE
from tests.people.questionnaires import STORED
from tests.store.test_exporting import everything_about_somebody
from tests.store.vaults import PASSPHRASE, content_hash, worked_case

from romtui.domain.errors import UserError
from romtui.store.db import migrations
from torture.tally import Tally, Trial
from torture.vaults import vault_at

_STEP: migrations.Step = (
    "ALTER TABLE setting ADD COLUMN set_at TEXT",
    "CREATE TABLE of_a_later_one (id INTEGER PRIMARY KEY, words TEXT) STRICT",
    "INSERT INTO of_a_later_one (words) SELECT hex(randomblob(200)) FROM result",
)
_UPDATE = (
    "import sys\n"
    "from pathlib import Path\n"
    "from romtui.store.db import migrations\n"
    "from torture.upgrades import _STEP\n"
    "from torture.vaults import vault_at\n"
    "from tests.store.vaults import PASSPHRASE\n"
    "migrations.STEPS = (*migrations.STEPS, _STEP)\n"
    "print('begins', flush=True)\n"
    "vault_at(Path(sys.argv[1])).unlock(PASSPHRASE)\n"
    "print('done', flush=True)\n"
    "sys.stdin.read()\n"
)
_LONGEST = 0.25
"""Seconds from the beginning within which the kill comes; the step takes about half of it."""


def run(trial: Trial) -> Iterator[Tally]:
    tally = Tally("P9", "a later format, killed on the way: all is there")
    old = trial.folder / "old"
    store = vault_at(old).create(PASSPHRASE, CODE)
    store.use(STORED)
    everything_about_somebody(store, "Quillon", "A-001")
    store.import_cases([worked_case(f"B-{number:03}", 100) for number in range(5)])
    before = content_hash(store.people())
    store.close()
    moved = 0
    for number in range(trial.count(15, 200)):
        folder = trial.folder / f"{number}"
        shutil.copytree(old, folder)
        said = _updated(folder, trial.dice.uniform(0.0, _LONGEST))
        why, later = _wrong(folder, before, done="done" in said)
        why = why or ("" if "begins" in said else "it did not even begin")
        moved += later
        tally.holds(not why, f"{number}, {said.split()}: {why}")
        shutil.rmtree(folder)
    tally.remark = f"({moved} had taken the step)"
    yield tally


def _updated(folder: Path, after: float) -> str:
    """What was said until the kill, which comes so many seconds after the beginning."""
    command = [sys.executable, "-c", _UPDATE, str(folder)]
    with subprocess.Popen(
        command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as updating:
        assert updating.stdout is not None
        said = updating.stdout.readline()
        try:
            updating.wait(after)
        except subprocess.TimeoutExpired:
            updating.kill()
        return said + updating.stdout.read()


def _wrong(folder: Path, before: str, *, done: bool) -> tuple[str, bool]:
    """What is not as it was, and whether the step had been taken."""
    try:
        vault_at(folder).unlock(PASSPHRASE).close()
    except UserError:
        later = True
    else:
        later = False
    if done and not later:
        return "said to be done, and is not", later
    if later and not list((folder / "backups").glob("*.db")):
        return "no copy from before", later
    with patch.object(migrations, "STEPS", (*migrations.STEPS, _STEP)):
        try:
            store = vault_at(folder).unlock(PASSPHRASE)
        except UserError as refusal:
            return str(refusal), later
        store.use(STORED)
        same = content_hash(store.people()) == before
        store.close()
    return ("" if same else "not what it was"), later
