"""Files only their owner can read, and that are whole or absent after a power cut."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EDQUOT, ELOOP, ENOSPC, EROFS
from pathlib import Path
from shutil import copyfileobj
from typing import Final

from romtui.platform import disk
from romtui.store import texts
from romtui.store.errors import DiskFull, NotOurs, NotWritable, SaveFailed, VaultError

_FRESH: Final = ".new"


def private_folder(folder: Path) -> None:
    """Make a folder for its owner alone, or make an existing one so."""
    with translate_os_errors(folder):
        made = [each for each in (folder, *folder.parents) if not each.exists()]
        disk.make_folder(folder)
        for each in made:
            with suppress(VaultError):  # one may make names where one may not look
                sync_folder(each.parent)
        require_own_folder(folder)
        if disk.is_open_to_others(folder.resolve()):
            disk.keep_to_owner(folder)


def require_own_folder(folder: Path) -> None:
    """Raise NotOurs when a folder, or what a link to it leads to, is another user's."""
    with translate_os_errors(folder):
        _require_owner(folder, folder.stat())


def is_own_file(path: Path) -> bool:
    """Whether there is a file; raises NotOurs when it is a link, a folder or another user's."""
    with translate_os_errors(path):
        try:
            status = path.lstat()
        except FileNotFoundError:
            return False
        _require_own_file(path, status)
        return True


def make_private(path: Path) -> bool:
    """Take a file's rights from everybody but its owner; whether there was a need."""
    with translate_os_errors(path):
        try:
            mode = path.lstat().st_mode
        except FileNotFoundError:
            return False
        if stat.S_ISREG(mode) and disk.is_open_to_others(path):
            disk.keep_to_owner(path)
            return True
        return False


def new_file(path: Path) -> None:
    """Make an empty file for its owner alone. SQLite gives its side files the same rights."""
    with translate_os_errors(path):
        os.close(disk.open_new_file(path))


def open_own_file(path: Path, flags: int) -> int:
    """A handle of a file of one's own, made for its owner alone if `flags` say so.

    Raises OSError as it comes, and NotOurs.
    """
    handle = disk.open_file(path, flags)
    try:
        _require_own_file(path, os.fstat(handle))
    except VaultError:
        os.close(handle)
        raise
    return handle


def read_file(path: Path, most: int) -> bytes | None:
    """Read a small file of one's own, at most that many bytes; None if it does not exist."""
    with translate_os_errors(path):
        try:
            handle = open_own_file(path, os.O_RDONLY)
        except FileNotFoundError:
            return None
        with os.fdopen(handle, "rb") as file:
            return file.read(most)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file so that after a power cut it is the old one or the new one, whole."""
    fresh = write_beside(path, content)
    with translate_os_errors(path):
        try:
            disk.replace(fresh, path)
        except OSError:
            discard(fresh)
            raise
    # The rename itself is not on the disk before its folder is.
    sync_folder(path.parent)


def write_beside(path: Path, content: bytes) -> Path:
    """Write what is to replace a file under a name beside it, down to the disk."""
    fresh = path.with_name(path.name + _FRESH)
    with translate_os_errors(path):
        remove(fresh)
        try:
            with os.fdopen(disk.open_new_file(fresh), "wb") as file:
                file.write(content)
                file.flush()
                disk.sync(file.fileno())
        except OSError:
            discard(fresh)
            raise
    return fresh


def discard(path: Path) -> None:
    """Remove a file of no use, if it can be."""
    with suppress(OSError):
        disk.remove(path)


def remove(path: Path) -> None:
    """Remove a file; one that is not there is no error. Raises OSError as it comes."""
    with suppress(FileNotFoundError):
        disk.remove(path)


def copy_aside(source: Path, folder: Path, name: str) -> Path:
    """Copy a file, for its owner alone, under this name or the next one that is free."""
    private_folder(folder)
    path = folder / name
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}"
    with translate_os_errors(path):
        try:
            with source.open("rb") as original, os.fdopen(disk.open_new_file(path), "wb") as copy:
                copyfileobj(original, copy)
                copy.flush()
                disk.sync(copy.fileno())
        except OSError:
            discard(path)
            raise
    sync_folder(folder)
    return path


def link_or_rename(path: Path, name: Path) -> None:
    """Give a file a second name, so that it is at no moment without one.

    Where a disk knows no hard links it is renamed instead.
    """
    with translate_os_errors(path):
        try:
            name.hardlink_to(path)
        except OSError:
            disk.rename(path, name)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut, where the system can."""
    with translate_os_errors(folder):
        disk.sync_folder(folder)


@contextmanager
def translate_os_errors(path: Path) -> Iterator[None]:
    """Say in a sentence what the operating system says in a number."""
    try:
        yield
    except OSError as error:
        raise _translated(path, error) from error


def _require_own_file(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise NotOurs(texts.folder_for_file(path))
    if not stat.S_ISREG(status.st_mode):
        raise NotOurs(texts.link_for_file(path))
    _require_owner(path, status)


def _require_owner(path: Path, status: os.stat_result) -> None:
    if disk.is_of_another_user(status):
        raise NotOurs(texts.another_users(path))


def _translated(path: Path, error: OSError) -> VaultError:
    if error.errno in (ENOSPC, EDQUOT):
        return DiskFull(texts.DISK_FULL)
    if error.errno == ELOOP:
        return NotOurs(texts.link_for_file(path))
    if isinstance(error, IsADirectoryError):
        return NotOurs(texts.folder_for_file(path))
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        return NotWritable(texts.file_in_the_way(path))
    if isinstance(error, PermissionError) or error.errno == EROFS:
        return NotWritable(texts.no_permission(path))
    why = (error.strerror or texts.NO_REASON).lower()
    return SaveFailed(texts.disk_failed(path, why))
