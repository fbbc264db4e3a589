"""Files only their owner can read, whole or absent, and the lock that keeps a vault to one."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EDQUOT, ENOSPC
from pathlib import Path
from shutil import copyfileobj

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


def copy_aside(source: Path, folder: Path, name: str) -> Path:
    """Copy a file, for its owner alone, under a name nothing else has."""
    private_folder(folder)
    path = folder / name
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}"
    new_file(path)
    with sentences(path):
        try:
            with source.open("rb") as from_, path.open("r+b") as to:
                copyfileobj(from_, to)
                to.flush()
                os.fsync(to.fileno())
        except OSError:
            with suppress(OSError):
                path.unlink()
            raise
    sync_folder(folder)
    return path


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
    """Keeps a vault to one program. It falls with the process, however that ends.

    The file is empty but while the vault is open: what a killed program leaves in it says
    that there ought to be a log beside the records.
    """

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

    @property
    def left_open(self) -> bool:
        """Whether the last one to hold it never came to the end."""
        return self._handle is not None and os.fstat(self._handle).st_size > 0

    def mark_open(self) -> None:
        """Write down that from now on there is a log."""
        if self._handle is not None and not self.left_open:
            os.write(self._handle, b"open\n")
            os.fsync(self._handle)

    def mark_closed(self) -> None:
        """Write down that everything is in one file again."""
        if self._handle is not None:
            os.ftruncate(self._handle, 0)

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
