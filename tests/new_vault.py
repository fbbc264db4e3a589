"""A new vault, made once in each process and copied for each test that wants one.

What making one is about, tests/store/test_creation.py tries: the strength of the passphrase, the
folders that are refused, what a killed program leaves.
"""

import secrets
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from romtui.store.disk.files import private_folder
from romtui.store.disk.header import Header, derive_records_key
from romtui.store.disk.kdf import Kdf
from romtui.store.store import Store
from romtui.store.vault.creation import in_the_making, write_first_records
from romtui.store.vault.recovery_code import RecoveryCode
from romtui.store.vault.vault import Vault

CODE = RecoveryCode.parse("T6FET-ZHMP7-93Q62-W3A0G-PF91Y-5AH10-Z97VB")


def opened_first(vault: Vault, passphrase: str) -> Store:
    """The store of a vault that is not there yet, as `Vault.create` with CODE would give it."""
    shutil.copytree(Path(_never_opened(passphrase).name) / "vault", vault.folder)
    return vault.unlock(passphrase)


@cache
def _never_opened(passphrase: str) -> "TemporaryDirectory[str]":
    """Holds a vault as `Vault.create` leaves it before it opens it; gone when the process ends."""
    holder = TemporaryDirectory(prefix="romtui-tests-")
    folder = Path(holder.name) / "vault"
    private_folder(folder)
    data_key = secrets.token_bytes(32)
    header = Header.make(data_key, Kdf.cheap(), passphrase, CODE.secret)
    with in_the_making(folder, existed=False) as records:
        write_first_records(records, derive_records_key(data_key), header)
    return holder
