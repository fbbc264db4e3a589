"""Files only their owner can read, whole or absent, and the lock that keeps a vault to one."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EACCES, EAGAIN, EDQUOT, ELOOP, ENOSPC, EROFS
from pathlib import Path
from shutil import copyfileobj
from typing import Final

from romtui.store.errors import (
    AlreadyOpen,
    CannotLock,
    DiskFull,
    NotOurs,
    NotWritable,
    SaveFailed,
    VaultError,
)

_OWNER_ONLY_FOLDER: Final = 0o700
_OWNER_ONLY_FILE: Final = 0o600
_OTHERS: Final = 0o077
_NEVER_FOLLOW: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_NEVER_WAIT: Final = getattr(os, "O_NONBLOCK", 0)
"""A pipe in the place of a file would be waited on for good."""

_BINARY: Final = getattr(os, "O_BINARY", 0)
_FRESH: Final = ".new"
_OPEN: Final = b"open "
_OPEN_SIZE: Final = 48
_OTHER_WINDOW: Final = "This vault is open in another window: close romtui there first."


def private_folder(folder: Path) -> None:
    """Make a folder for its owner alone, or make an existing one so."""
    with sentences(folder):
        made = [each for each in (folder, *folder.parents) if not each.exists()]
        folder.mkdir(mode=_OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        for each in made:
            with suppress(VaultError):  # one may make names where one may not look
                sync_folder(each.parent)
        refuse_of_another(folder)
        if folder.stat().st_mode & _OTHERS:
            folder.chmod(_OWNER_ONLY_FOLDER)


def refuse_of_another(folder: Path) -> None:
    """Raise NotOurs when a folder, or what a link to it leads to, is another user's."""
    with sentences(folder):
        _refuse_of_another(folder, folder.stat())


def is_own_file(path: Path) -> bool:
    """Whether there is a file; raises NotOurs when it is a link, a folder or another user's."""
    with sentences(path):
        try:
            found = path.lstat()
        except FileNotFoundError:
            return False
        _refuse_unfit(path, found)
        return True


def tighten(path: Path) -> bool:
    """Take a file's rights from everybody but its owner; whether there was a need."""
    with sentences(path):
        try:
            found = path.lstat()
        except FileNotFoundError:
            return False
        if stat.S_ISREG(found.st_mode) and found.st_mode & _OTHERS and sys.platform != "win32":
            path.chmod(_OWNER_ONLY_FILE)
            return True
        return False


def new_file(path: Path) -> None:
    """Make an empty file for its owner alone. SQLite gives its side files the same rights."""
    with sentences(path):
        os.close(_new(path))


def read_file(path: Path, most: int) -> bytes | None:
    """Read a small file of one's own, at most that many bytes; None when there is none."""
    with sentences(path):
        try:
            handle = os.open(path, os.O_RDONLY | _NEVER_FOLLOW | _NEVER_WAIT | _BINARY)
        except FileNotFoundError:
            return None
        try:
            _refuse_unfit(path, os.fstat(handle))
        except VaultError:
            os.close(handle)
            raise
        with os.fdopen(handle, "rb") as file:
            return file.read(most)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file so that after a power cut it is the old one or the new one, whole."""
    fresh = fresh_file(path, content)
    with sentences(path):
        try:
            fresh.replace(path)
        except OSError:
            discard(fresh)
            raise
    sync_folder(path.parent)


def fresh_file(path: Path, content: bytes) -> Path:
    """Write what is to replace a file under a name beside it, down to the disk."""
    fresh = path.with_name(path.name + _FRESH)
    with sentences(path):
        fresh.unlink(missing_ok=True)
        try:
            with os.fdopen(_new(fresh), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            discard(fresh)
            raise
    return fresh


def _to_disk(handle: int) -> None:
    """Bring what was written over down to the disk; the file's date may stay behind."""
    getattr(os, "fdatasync", os.fsync)(handle)


def discard(path: Path) -> None:
    """Remove a file of no use, if it can be."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def copy_aside(source: Path, folder: Path, name: str) -> Path:
    """Copy a file, for its owner alone, under a name nothing else has."""
    private_folder(folder)
    path = folder / name
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}"
    with sentences(path):
        try:
            with source.open("rb") as from_, os.fdopen(_new(path), "wb") as to:
                copyfileobj(from_, to)
                to.flush()
                os.fsync(to.fileno())
        except OSError:
            discard(path)
            raise
    sync_folder(folder)
    return path


def second_name(path: Path, name: Path) -> None:
    """Give a file another name too, so that it is at no moment without one.

    Where a disk knows no second names the first is given up.
    """
    with sentences(path):
        try:
            name.hardlink_to(path)
        except OSError:
            path.rename(name)


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


def _new(path: Path) -> int:
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | _NEVER_FOLLOW | _BINARY
    return os.open(path, flags, _OWNER_ONLY_FILE)


def _refuse_unfit(path: Path, found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise NotOurs(f"{path} is a folder where a file should be: move it away.")
    if not stat.S_ISREG(found.st_mode):
        raise NotOurs(f"{path} is a link or a device, not a file: put the file itself there.")
    _refuse_of_another(path, found)


def _refuse_of_another(path: Path, found: os.stat_result) -> None:
    if sys.platform != "win32" and found.st_uid != os.getuid():
        raise NotOurs(f"{path} belongs to another user: choose a folder of your own.")


def _sentence(path: Path, error: OSError) -> VaultError:
    if error.errno in (ENOSPC, EDQUOT):
        return DiskFull("The disk is full: make room and try again. Nothing was changed.")
    if error.errno == ELOOP:
        return NotOurs(f"{path} is a link or a device, not a file: put the file itself there.")
    if isinstance(error, IsADirectoryError):
        return NotOurs(f"{path} is a folder where a file should be: move it away.")
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        return NotWritable(f"{path} is a file or lies below one: choose another place.")
    if isinstance(error, PermissionError) or error.errno == EROFS:
        return NotWritable(
            f"{path} cannot be read or written: check its rights or choose another folder."
        )
    why = (error.strerror or "it gave no reason").lower()
    return SaveFailed(f"{path} could not be read or written ({why}): check the disk.")


class Lock:
    """Keeps a vault to one program. It falls with the process, however that ends.

    The file is empty but while the vault is open: what a killed program leaves in it says
    that there ought to be a log beside the records, and up to where it was acknowledged.
    The folder is locked too, where the system can, so that nothing is gained by deleting the
    file. To read a vault nothing is written, and a disk that knows no locks will do.
    """

    def __init__(self, path: Path, *, to_read: bool = False) -> None:
        self._path = path
        self._folder = _locked_folder(path.parent)
        take = _locked_if_there if to_read else _locked_file
        try:
            self._handle: int | None = take(path)
        except BaseException:
            self._release_folder()
            raise

    @property
    def left_open(self) -> bool:
        """Whether the last one to hold it never came to the end."""
        return self._handle is not None and os.fstat(self._handle).st_size > 0

    @property
    def reached(self) -> str:
        """Up to where the log was acknowledged when it was last written down; "" if it was not."""
        if self._handle is None:
            return ""
        os.lseek(self._handle, 0, os.SEEK_SET)
        kept = os.read(self._handle, _OPEN_SIZE)
        return kept.removeprefix(_OPEN).decode("ascii", "replace").strip()

    def mark_open(self, reached: str = "") -> None:
        """Write down that there is a log, and up to where it is acknowledged.

        Always as many bytes in the same place, so that it costs one write to the disk.
        """
        if self._handle is None:
            return
        mark = (_OPEN + reached.encode("ascii")).ljust(_OPEN_SIZE - 1) + b"\n"
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, mark)
        _to_disk(self._handle)

    def mark_closed(self) -> None:
        """Write down that everything is in one file again, before the log goes."""
        if self._handle is not None and self.left_open:
            os.ftruncate(self._handle, 0)
            _to_disk(self._handle)

    def refuse_another(self) -> None:
        """Take the lock again if its file was deleted or replaced.

        Raises AlreadyOpen when another program has taken it meanwhile.
        """
        if self._handle is None or sys.platform == "win32":
            return
        mine = os.fstat(self._handle)
        with suppress(FileNotFoundError):
            if os.path.samestat(mine, self._path.lstat()):
                return
        fresh, reached, was_open = _locked_file(self._path), self.reached, self.left_open
        os.close(self._handle)
        self._handle = fresh
        if was_open:
            with sentences(self._path):
                self.mark_open(reached)

    def release(self) -> None:
        """Let the next program in."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
        self._release_folder()

    def _release_folder(self) -> None:
        if self._folder is not None:
            os.close(self._folder)
            self._folder = None


def _locked_file(path: Path) -> int:
    with sentences(path):
        flags = os.O_CREAT | os.O_RDWR | _NEVER_FOLLOW | _NEVER_WAIT | _BINARY
        handle = os.open(path, flags, _OWNER_ONLY_FILE)
    try:
        _refuse_unfit(path, os.fstat(handle))
        _lock(handle)
    except OSError as error:
        os.close(handle)
        if error.errno in (EAGAIN, EACCES):
            raise AlreadyOpen(_OTHER_WINDOW) from error
        raise CannotLock(
            f"Files in {path.parent} cannot be locked, and two windows could spoil the "
            "records: choose a folder on a disk of this computer with --vault."
        ) from error
    except VaultError:
        os.close(handle)
        raise
    return handle


def _locked_if_there(path: Path) -> int | None:
    try:
        handle = os.open(path, os.O_RDONLY | _NEVER_FOLLOW | _NEVER_WAIT | _BINARY)
    except OSError:
        return None
    try:
        _lock(handle)
    except OSError as error:
        if error.errno in (EAGAIN, EACCES):
            os.close(handle)
            raise AlreadyOpen(_OTHER_WINDOW) from error
    return handle


def _locked_folder(folder: Path) -> int | None:
    """A handle that locks the folder itself; None where a system locks files only."""
    if sys.platform == "win32":
        return None
    with sentences(folder):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _lock(handle)
    except OSError as error:
        os.close(handle)
        if error.errno in (EAGAIN, EACCES):
            raise AlreadyOpen(_OTHER_WINDOW) from error
        return None
    return handle


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
