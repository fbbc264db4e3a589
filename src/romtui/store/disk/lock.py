"""The lock that keeps a vault to one program, and what it remembers of the log."""

import os
import sys
from contextlib import suppress
from errno import EACCES, EAGAIN
from pathlib import Path
from typing import Final

from romtui.store import texts
from romtui.store.disk.files import SAFE_FLAGS, open_own_file, translate_os_errors
from romtui.store.errors import AlreadyOpen, CannotLock

_OPEN: Final = b"open "
_OPEN_SIZE: Final = 48


class Lock:
    """Keeps a vault to one program. It falls with the process, however that ends.

    The file is empty except while the vault is open: what a killed program leaves in it says
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
        """Whether the last program to hold it never closed the vault."""
        return self._handle is not None and os.fstat(self._handle).st_size > 0

    @property
    def reached(self) -> str:
        """Up to where the log was acknowledged when it was last written down; "" if it was not."""
        if self._handle is None:
            return ""
        os.lseek(self._handle, 0, os.SEEK_SET)
        mark = os.read(self._handle, _OPEN_SIZE)
        return mark.removeprefix(_OPEN).decode("ascii", "replace").strip()

    def mark_open(self, reached: str = "") -> None:
        """Write down that there is a log, and up to where it is acknowledged.

        Always as many bytes in the same place, so that it costs one write to the disk.
        """
        if self._handle is None:
            return
        mark = (_OPEN + reached.encode("ascii")).ljust(_OPEN_SIZE - 1) + b"\n"
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, mark)
        _sync_content(self._handle)

    def mark_closed(self) -> None:
        """Write down that everything is in one file again, before the log goes."""
        if self._handle is not None and self.left_open:
            os.ftruncate(self._handle, 0)
            _sync_content(self._handle)

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
        # The new file is locked before the old one is let go: there is no moment without a lock.
        fresh, reached, was_open = _locked_file(self._path), self.reached, self.left_open
        os.close(self._handle)
        self._handle = fresh
        if was_open:
            with translate_os_errors(self._path):
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
    with translate_os_errors(path):
        handle = open_own_file(path, os.O_CREAT | os.O_RDWR)
    try:
        _lock(handle)
    except OSError as error:
        os.close(handle)
        if error.errno in (EAGAIN, EACCES):
            raise AlreadyOpen(texts.OTHER_WINDOW) from error
        raise CannotLock(texts.cannot_lock(path.parent)) from error
    return handle


def _locked_if_there(path: Path) -> int | None:
    """To read: None where there is no file, and not locked where a disk knows no locks."""
    try:
        handle = os.open(path, os.O_RDONLY | SAFE_FLAGS)
    except OSError:
        return None
    try:
        _lock(handle)
    except OSError as error:
        if error.errno in (EAGAIN, EACCES):
            os.close(handle)
            raise AlreadyOpen(texts.OTHER_WINDOW) from error
    return handle


def _locked_folder(folder: Path) -> int | None:
    """A handle that locks the folder itself; None where a system locks files only."""
    if sys.platform == "win32":
        return None
    with translate_os_errors(folder):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _lock(handle)
    except OSError as error:
        os.close(handle)
        if error.errno in (EAGAIN, EACCES):
            raise AlreadyOpen(texts.OTHER_WINDOW) from error
        return None
    return handle


def _sync_content(handle: int) -> None:
    """Bring what was overwritten down to the disk; the file's date may stay behind."""
    getattr(os, "fdatasync", os.fsync)(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
