"""SIGKILL at a random moment while a vault is made: starting again makes it, or opens it."""

import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from romtui.domain.errors import UserError
from romtui.store.vault.recovery_code import RecoveryCode
from romtui.store.vault.vault import VaultState
from torture.tally import Tally, Trial
from torture.vaults import PASSPHRASE, vault_at


def run(trial: Trial) -> Iterator[Tally]:
    again = Tally("A4", "killed while a vault was made; started again")
    code = RecoveryCode.random()
    folder = trial.folder / "vault"
    longest = _seconds_to_make(folder, code)
    finished = 0
    for number in range(trial.count(40, 600)):
        shutil.rmtree(folder, ignore_errors=True)
        _kill_within(trial.dice.uniform(0, longest * 1.2), folder, code)
        left = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
        try:
            vault = vault_at(folder)
            if vault.state() is VaultState.READY:
                finished += 1
            else:
                vault.create(PASSPHRASE, code).close()
            vault.unlock(PASSPHRASE).close()
            vault.unlock(code.reveal()).close()
        except UserError as refusal:
            again.holds(good=False, otherwise=f"kill {number}, {left}: {refusal}")
        else:
            again.holds(good=True, otherwise="")
    again.remark = f"({finished} were whole already)"
    yield again


def _seconds_to_make(folder: Path, code: RecoveryCode) -> float:
    vault_at(folder).create(PASSPHRASE, code).close()  # what is loaded now is loaded in each fork
    shutil.rmtree(folder)
    begun = time.monotonic()
    vault_at(folder).create(PASSPHRASE, code)
    return time.monotonic() - begun


def _kill_within(seconds: float, folder: Path, code: RecoveryCode) -> None:
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            vault_at(folder).create(PASSPHRASE, code)
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
