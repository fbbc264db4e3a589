"""Files only their owner can read, whole or absent, and the lock that keeps a vault to one."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EDQUOT, ENOSPC
from pathlib import Path

from romtui.store.errors import (
    AlreadyOpen,
    DiskFull,
    NotOurs,
    NotWritable,
    SaveFailed,
    VaultError,
)

_OWNER_ONLY_FOLDER = 0o700
_OWNER_ONLY_FILE = 0o600
_NEVER_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_BINARY = getattr(os, "O_BINARY", 0)


def private_folder(folder: Path) -> None:
    """Make a folder for its owner alone, or make an existing one so."""
    with sentences(folder):
        folder.mkdir(mode=_OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        found = folder.stat()
        if hasattr(os, "getuid") and found.st_uid != os.getuid():
            raise NotOurs(f"{folder} belongs to another user: choose a folder of your own.")
        if found.st_mode & 0o077:
            folder.chmod(_OWNER_ONLY_FOLDER)


def new_file(path: Path) -> None:
    """Make an empty file for its owner alone. SQLite gives its side files the same rights."""
    with sentences(path):
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | _NEVER_FOLLOW
        os.close(os.open(path, flags, _OWNER_ONLY_FILE))


def read_file(path: Path, most: int) -> bytes | None:
    """Read a small file, at most that many bytes; None when there is none."""
    with sentences(path):
        try:
            handle = os.open(path, os.O_RDONLY | _NEVER_FOLLOW | _BINARY)
        except FileNotFoundError:
            return None
        with os.fdopen(handle, "rb") as file:
            return file.read(most)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file so that after a power cut it is the old one or the new one, whole."""
    fresh = path.with_name(path.name + ".new")
    with sentences(path):
        flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY | _NEVER_FOLLOW | _BINARY
        try:
            with os.fdopen(os.open(fresh, flags, _OWNER_ONLY_FILE), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except OSError:
            with suppress(OSError):
                fresh.unlink()
            raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut, where the system can."""
    if sys.platform == "win32":
        return
    with sentences(folder):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Say in a sentence what the operating system says in a number."""
    try:
        yield
    except OSError as error:
        raise _sentence(path, error) from error


def _sentence(path: Path, error: OSError) -> VaultError:
    if error.errno in (ENOSPC, EDQUOT):
        return DiskFull("The disk is full: make room and try again. Nothing was changed.")
    if isinstance(error, (PermissionError, FileExistsError, NotADirectoryError)):
        return NotWritable(f"{path} cannot be written: check its rights or choose another folder.")
    why = (error.strerror or "it gave no reason").lower()
    return SaveFailed(f"{path} could not be read or written ({why}): check the disk.")


class Lock:
    """Keeps a vault to one program. It falls with the process, however that ends."""

    def __init__(self, path: Path) -> None:
        with sentences(path):
            flags = os.O_CREAT | os.O_RDWR | _NEVER_FOLLOW
            self._handle: int | None = os.open(path, flags, _OWNER_ONLY_FILE)
        try:
            _lock(self._handle)
        except OSError as error:
            os.close(self._handle)
            raise AlreadyOpen(
                "This vault is open in another window: close romtui there first."
            ) from error

    def release(self) -> None:
        """Let the next program in."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
