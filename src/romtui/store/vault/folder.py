"""The vault folder: what belongs into it, what does not, and whose it is."""

import os
from collections.abc import Iterator
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Final

from romtui.store.errors import (
    WAY_OUT,
    DatabaseMissing,
    HeaderDamaged,
    NotOurs,
    NotWritable,
    VaultError,
)
from romtui.store.vault.files import (
    is_own_file,
    private_folder,
    read_file,
    refuse_of_another,
    sentences,
    sync_folder,
    tighten,
)
from romtui.store.vault.header_copies import HEADERS, read_copies

RECORDS: Final = "records.db"
LOG: Final = f"{RECORDS}-wal"
BACKUPS: Final = "backups"
LOCK: Final = "lock"
CREATING: Final = "creating"
"""There while a vault is being made: what a kill left half-made may be made anew."""

MAGIC: Final = b"romtui is making a vault here\n"
"""In the marker: a file that is only called so proves nothing."""

RESTORING: Final = f"{RECORDS}.restoring"
"""A backup on its way to become the records; what a kill left of one is of no use."""

FORMER: Final = "replaced-"
"""How the name of what a backup has replaced begins, among the backups."""

_DATABASE: Final = (RECORDS, LOG, f"{RECORDS}-shm", f"{RECORDS}-journal")
_FILES: Final = (*_DATABASE, *HEADERS, LOCK)
_FRESH: Final = tuple(f"{name}.new" for name in (*HEADERS, CREATING))
_OURS: Final = {*_FILES, *_FRESH, CREATING, BACKUPS, RESTORING}


class VaultState(Enum):
    """What lies in the folder."""

    ABSENT = "absent"
    READY = "ready"


def look(folder: Path, *, to_read: bool = False) -> VaultState:
    """Look, without changing anything; raises a VaultError when there is no way in or on.

    `to_read` asks for no more than that everything can be read.
    """
    rights = os.R_OK if to_read else os.R_OK | os.W_OK
    with sentences(folder):
        _refuse_closed(folder, rights)
        half_made = is_half_made(folder)
        begun_only = half_made and not os.path.lexists(folder / RECORDS)
        if not begun_only and read_copies(folder) is not None:
            return _ready(folder, rights)
        if not folder.exists():
            return VaultState.ABSENT
        if not half_made and any(os.path.lexists(folder / name) for name in _DATABASE):
            raise HeaderDamaged(
                "Both copies of the key header are gone: put vault.hdr back from a copy of the "
                f"folder. {WAY_OUT}"
            )
        _refuse_other_things(folder, half_made=half_made)
        return VaultState.ABSENT


def is_half_made(folder: Path) -> bool:
    """Whether romtui was killed while it made a vault here."""
    try:
        return read_file(folder / CREATING, len(MAGIC) + 1) == MAGIC
    except VaultError:
        return False


def tighten_all(folder: Path) -> Iterator[str]:
    """Take rights that others have on the files of a vault away; gives a note for each."""
    try:
        private_folder(folder)
    except VaultError as error:
        yield str(error)
    for name in _FILES:
        try:
            if tighten(folder / name):
                yield f"Others could read {name}: its rights have been put right."
        except VaultError as error:
            yield str(error)


def remove_half_made(folder: Path, *, and_folder: bool) -> None:
    """Leave the folder as it was found, so that making the vault can be tried again."""
    with suppress(OSError, VaultError):
        for name in (*HEADERS, *_FRESH, *reversed(_DATABASE), RESTORING):
            (folder / name).unlink(missing_ok=True)
        # Without the marker what is left of the others would be taken for somebody's records.
        sync_folder(folder)
        (folder / CREATING).unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            (folder / BACKUPS).rmdir()
        if and_folder:
            (folder / LOCK).unlink()
            folder.rmdir()


def drop_second_names(folder: Path) -> None:
    """Take the name of former records from the present ones: a restore was cut off in between."""
    with suppress(OSError):
        for path in (folder / BACKUPS).glob(f"{FORMER}*"):
            if any(path.samefile(one) for one in (folder / RECORDS, folder / LOG) if one.exists()):
                path.unlink()


def _ready(folder: Path, rights: int) -> VaultState:
    refuse_of_another(folder)
    if not is_own_file(folder / RECORDS):
        raise DatabaseMissing(f"There is a key but no {RECORDS}: put the file back. {WAY_OUT}")
    for name in (*_DATABASE, LOCK):
        path = folder / name
        if is_own_file(path) and not os.access(path, rights):
            raise NotWritable(_closed(path, rights, "check its rights"))
    return VaultState.READY


def _refuse_closed(folder: Path, rights: int) -> None:
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    if not place.is_dir():
        raise NotWritable(f"{place} is a file, not a folder: choose another place for the vault.")
    if os.access(place, rights | os.X_OK):
        return
    if os.access(place, os.R_OK | os.X_OK) and any(map(os.path.lexists, _headers_in(folder))):
        raise NotWritable(_closed(place, rights, "check its rights and its disk"))
    raise NotWritable(f"{place} cannot be written: check its rights or choose another.")


def _headers_in(folder: Path) -> Iterator[Path]:
    return (folder / name for name in HEADERS)


def _closed(path: Path, rights: int, check: str) -> str:
    if not rights & os.W_OK or not os.access(path, os.R_OK):
        return f"{path} cannot be read: {check}."
    return (
        f"{path} cannot be written, so nothing could be saved: {check}. romtui --read-only opens "
        "it for reading; romtui --read-only export writes what is in it to another disk."
    )


def _refuse_other_things(folder: Path, *, half_made: bool) -> None:
    names = {path.name for path in folder.iterdir()}
    if not names <= _OURS or (CREATING in names and not half_made):
        raise NotOurs(f"{folder} holds other files: choose an empty folder.")
    backups = folder / BACKUPS
    if BACKUPS in names and (not backups.is_dir() or any(backups.iterdir())):
        raise NotOurs(
            f"{backups} is there, but no vault beside it: choose an empty folder. {WAY_OUT}"
        )
