"""Bits flipped, pages zeroed, swapped and put back, files cut short: found, or harmless."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from romtui.domain.case import Case
from romtui.domain.errors import Refusal
from romtui.store.backup import copies, verify
from romtui.store.errors import DatabaseDamaged, HeaderDamaged, NotOurs, VaultError, WrongSecret
from romtui.store.header import Header, derived
from romtui.store.vault import Vault
from tests.store.invented import on_disk
from tests.torture.tally import Tally, Trial
from tests.torture.vaults import PASSPHRASE, made, opened, questionnaires, vault_at

_PAGE = 4096
Damage = Callable[[bytearray, bytes, Random], None]
Seen = dict[str, Case]


def run(trial: Trial) -> Iterator[Tally]:
    folder, older = _course(trial.folder, trial.dice)
    sound = _read(folder)
    key = _key(folder)
    yield _damaged(trial, folder, sound, older, "records.db", 300, 10_000)
    crashed = _crashed(trial.folder, folder)
    yield _damaged(trial, crashed, _read_copy(crashed, trial.folder), b"", "records.db-wal", 150, 5_000)
    yield _headers(trial, folder, sound)
    yield _backups(trial, folder, key)
    yield _wrong_keys(trial, folder)


def _course(below: Path, dice: Random) -> tuple[Path, bytes]:
    """A vault with results and backups; the records also as they were before the last entries."""
    folder = made(below / "vault")
    older = b""
    for number in range(8):
        with opened(folder) as store:
            for standing in store.caseload():
                case = store.case(standing.patient.id)
                answers = tuple(dice.randrange(4) for _ in range(9))
                store.record(case.patient.id, _form(case, answers))
            if number in (2, 5):
                store.back_up_if_changed()
        if number == 6:
            older = (folder / "records.db").read_bytes()
    return folder, older


def _form(case: Case, answers: tuple[int, ...]) -> "object":
    from romtui.domain.case import Form

    return Form("phq9", case.patient.started_on, answers=answers)
