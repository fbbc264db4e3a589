"""The vault folder: what belongs in it, what does not, and whose it is."""

import os
from collections.abc import Iterator
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Final

from romtui.platform import disk
from romtui.store import texts
from romtui.store.disk.files import (
    is_own_file,
    make_private,
    private_folder,
    read_file,
    remove,
    require_own_folder,
    sync_folder,
    translate_os_errors,
)
from romtui.store.disk.header_copies import HEADERS, read_copies
from romtui.store.errors import (
    DatabaseMissing,
    HeaderDamaged,
    NotOurs,
    NotWritable,
    VaultError,
)

RECORDS: Final = "records.db"
LOG: Final = f"{RECORDS}-wal"
BACKUPS: Final = "backups"
LOCK: Final = "lock"
CREATING: Final = "creating"
"""There while a vault is being made: what a killed program left half-made may be made anew."""

MAGIC: Final = b"romtui is making a vault here\n"
"""What is in that marker: a file that only bears its name proves nothing."""

RESTORING: Final = f"{RECORDS}.restoring"
"""A backup on its way to become the records; a partial one after a crash is discarded."""

FORMER: Final = "replaced-"
"""Begins the name, among the backups, of what a restored backup has replaced."""

_DATABASE: Final = (RECORDS, LOG, f"{RECORDS}-shm", f"{RECORDS}-journal")
_FILES: Final = (*_DATABASE, *HEADERS, LOCK)
_FRESH: Final = tuple(f"{name}.new" for name in (*HEADERS, CREATING))
_OURS: Final = {*_FILES, *_FRESH, CREATING, BACKUPS, RESTORING}


class VaultState(Enum):
    """What lies in the folder."""

    ABSENT = "absent"
    READY = "ready"


def find_state(folder: Path, *, to_read: bool = False) -> VaultState:
    """Look, without changing anything; raises a VaultError when there is no way in or on.

    `to_read` asks for no more than that everything can be read.
    """
    rights = os.R_OK if to_read else os.R_OK | os.W_OK
    with translate_os_errors(folder):
        _require_access(folder, rights)
        half_made = is_half_made(folder)
        # Half-made with both records and header, it is a vault: only its marker was left.
        only_begun = half_made and not os.path.lexists(folder / RECORDS)
        if not only_begun and read_copies(folder) is not None:
            _require_ready(folder, rights)
            return VaultState.READY
        if not folder.exists():
            return VaultState.ABSENT
        if not half_made and any(os.path.lexists(folder / name) for name in _DATABASE):
            raise HeaderDamaged(texts.HEADERS_GONE)
        _refuse_other_files(folder, half_made=half_made)
        return VaultState.ABSENT


def is_half_made(folder: Path) -> bool:
    """Whether romtui was killed while it was making a vault here."""
    try:
        return read_file(folder / CREATING, len(MAGIC) + 1) == MAGIC
    except VaultError:
        return False


def restore_permissions(folder: Path) -> Iterator[str]:
    """Take away what rights others have on the files of a vault; gives a note for each."""
    try:
        private_folder(folder)
    except VaultError as error:
        yield str(error)
    for name in _FILES:
        try:
            if make_private(folder / name):
                yield texts.permissions_fixed(name)
        except VaultError as error:
            yield str(error)


def remove_half_made(folder: Path) -> None:
    """Leave the folder as it was before the vault was made, so that it can be tried again."""
    with suppress(OSError, VaultError):
        for name in (*HEADERS, *_FRESH, *reversed(_DATABASE), RESTORING):
            remove(folder / name)
        # The marker goes last: without it what is left of the others, should this be cut off,
        # would be taken for somebody's records.
        sync_folder(folder)
        remove(folder / CREATING)
        with suppress(FileNotFoundError):
            (folder / BACKUPS).rmdir()


def drop_former_links(folder: Path) -> None:
    """Remove the names that a restore gave the records before it was cut off.

    They would read as records that were replaced, and are the present ones.
    """
    with suppress(OSError):
        present = [path for path in (folder / RECORDS, folder / LOG) if path.exists()]
        for former in (folder / BACKUPS).glob(f"{FORMER}*"):
            if any(former.samefile(path) for path in present):
                disk.remove(former)


def _require_ready(folder: Path, rights: int) -> None:
    require_own_folder(folder)
    if not is_own_file(folder / RECORDS):
        raise DatabaseMissing(texts.records_missing(RECORDS))
    for name in (*_DATABASE, LOCK):
        path = folder / name
        if is_own_file(path) and not os.access(path, rights):
            raise NotWritable(_no_access(path, rights, texts.CHECK_PERMISSIONS))


def _require_access(folder: Path, rights: int) -> None:
    """Raise NotWritable where a vault could not be used, or a new folder for one not be made."""
    nearest = folder
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    if not nearest.is_dir():
        raise NotWritable(texts.not_a_folder(nearest))
    if os.access(nearest, rights | os.X_OK):
        return
    has_vault = any(os.path.lexists(folder / name) for name in HEADERS)
    if os.access(nearest, os.R_OK | os.X_OK) and has_vault:
        raise NotWritable(_no_access(nearest, rights, texts.CHECK_PERMISSIONS_AND_DISK))
    raise NotWritable(texts.folder_not_writable(nearest))


def _no_access(path: Path, rights: int, check: str) -> str:
    if not rights & os.W_OK or not os.access(path, os.R_OK):
        return texts.not_readable(path, check)
    return texts.only_readable(path, check)


def _refuse_other_files(folder: Path, *, half_made: bool) -> None:
    names = {path.name for path in folder.iterdir()}
    if not names <= _OURS or (CREATING in names and not half_made):
        raise NotOurs(texts.other_files(folder))
    backups = folder / BACKUPS
    if BACKUPS in names and (not backups.is_dir() or any(backups.iterdir())):
        raise NotOurs(texts.backups_without_vault(backups))
