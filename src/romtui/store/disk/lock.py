"""The lock that keeps a vault to one program, and what it remembers of the log."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from romtui.platform import disk
from romtui.store import texts
from romtui.store.disk.files import discard, open_own_file, translate_os_errors
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
        disk.sync_content(self._handle)

    def mark_closed(self) -> None:
        """Write down that everything is in one file again, before the log goes."""
        if self._handle is not None and self.left_open:
            os.ftruncate(self._handle, 0)
            disk.sync_content(self._handle)

    def refuse_another(self) -> None:
        """Take the lock again if its file was deleted or replaced.

        Raises AlreadyOpen when another program has taken it meanwhile.
        """
        if self._handle is None or not disk.HANDLES_OUTLIVE_NAMES:
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

    def remove(self) -> None:
        """Let go for good, and take the file away with it."""
        if disk.HANDLES_OUTLIVE_NAMES:  # nobody gets in between
            discard(self._path)
            self.release()
        else:
            self.release()
            discard(self._path)

    def _release_folder(self) -> None:
        if self._folder is not None:
            os.close(self._folder)
            self._folder = None


def _locked_file(path: Path) -> int:
    with translate_os_errors(path):
        handle = open_own_file(path, os.O_CREAT | os.O_RDWR)
    try:
        locked = disk.lock(handle)
    except OSError as error:
        os.close(handle)
        raise CannotLock(texts.cannot_lock(path.parent)) from error
    return _held(handle, locked=locked)


def _locked_if_there(path: Path) -> int | None:
    """To read: None where there is no file, and not locked where a disk knows no locks."""
    try:
        handle = disk.open_file(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        locked = disk.lock(handle)
    except OSError:
        return handle
    return _held(handle, locked=locked)


def _locked_folder(folder: Path) -> int | None:
    """A handle that locks the folder itself; None where only files can be locked."""
    with translate_os_errors(folder):
        handle = disk.open_folder_to_lock(folder)
    if handle is None:
        return None
    try:
        locked = disk.lock(handle)
    except OSError:
        os.close(handle)
        return None
    return _held(handle, locked=locked)


def _held(handle: int, *, locked: bool) -> int:
    if not locked:
        os.close(handle)
        raise AlreadyOpen(texts.OTHER_WINDOW)
    return handle
