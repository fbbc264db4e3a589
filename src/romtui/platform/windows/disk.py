"""Files on Windows: for their owner alone, down to the disk, locked, and in use by others.

Everything raises OSError as it comes.
"""

import ctypes
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from ctypes import wintypes
from errno import ELOOP
from pathlib import Path
from time import monotonic, sleep
from typing import Final

assert sys.platform == "win32"

import msvcrt
from stat import IO_REPARSE_TAG_MOUNT_POINT, IO_REPARSE_TAG_SYMLINK

from romtui.platform.windows.rights import grant_to_owner, is_granted_to_others

HANDLES_OUTLIVE_NAMES: Final = False
"""Whether a file that is open can be moved or deleted, and be written all the same."""

_FLAGS: Final = os.O_BINARY | os.O_NOINHERIT
_NEW: Final = os.O_CREAT | os.O_EXCL | os.O_WRONLY | _FLAGS
_IN_USE: Final = (5, 32, 33)
"""Access denied, sharing violation, lock violation: somebody has the file open for now."""
_PATIENCE_SECONDS, _PAUSE_SECONDS = 2.0, 0.02
"""So long virus scanners, indexers and backups keep a file, at most, and between two tries."""

_LOCK_VIOLATION, _IO_PENDING = 33, 997
_EXCLUSIVE, _AT_ONCE = 2, 1
_FAR_BEYOND_THE_END: Final = 0x7FFFFFFF
"""In units of 4 GiB: what is locked here cannot be read by others, and nothing lies there."""
_REMOTE: Final = 4

_kernel = ctypes.WinDLL("kernel32", use_last_error=True)


class _Overlapped(ctypes.Structure):
    _fields_ = (
        ("Internal", ctypes.c_void_p),
        ("InternalHigh", ctypes.c_void_p),
        ("Offset", wintypes.DWORD),
        ("OffsetHigh", wintypes.DWORD),
        ("hEvent", wintypes.HANDLE),
    )


_kernel.LockFileEx.argtypes = (
    *(wintypes.HANDLE, wintypes.DWORD, wintypes.DWORD, wintypes.DWORD, wintypes.DWORD),
    ctypes.POINTER(_Overlapped),
)


def open_file(path: Path, flags: int) -> int:
    """A handle of what may be somebody else's doing: no link is followed.

    A file that `flags` let it make is for its owner alone.
    """
    is_new = not os.path.lexists(path)
    if not is_new and path.lstat().st_reparse_tag in (
        IO_REPARSE_TAG_SYMLINK,
        IO_REPARSE_TAG_MOUNT_POINT,
    ):
        raise OSError(ELOOP, "a link", str(path))
    handle = os.open(path, flags | _FLAGS)
    if is_new:
        with suppress(OSError):  # the folder it lies in keeps others out
            grant_to_owner(path)
    return handle


def open_new_file(path: Path) -> int:
    """A handle to write a file that was not there, for its owner alone."""
    handle = os.open(path, _NEW)
    try:
        grant_to_owner(path)
    except BaseException:
        os.close(handle)
        remove(path)
        raise
    return handle


def make_folder(folder: Path, *, above: bool = True) -> None:
    """Make a folder for its owner alone, `above` those above it too; one that is there stays."""
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=above, exist_ok=True)
    for each in reversed(made):
        grant_to_owner(each)


def is_open_to_others(path: Path) -> bool:
    """Whether other users of this computer have any right on a file or folder; not on a link."""
    return not path.is_symlink() and is_granted_to_others(path)


def keep_to_owner(path: Path) -> None:
    """Take the rights on a file or folder from everybody but its owner and the system."""
    grant_to_owner(path)


def how_to_keep_to_owner(folder: Path) -> str:
    """What to type to take away the rights of others on a folder and all in it."""
    return f'icacls "{folder}" /inheritance:r /grant:r "%USERNAME%:(OI)(CI)F" /t'


def is_of_another_user(status: os.stat_result) -> bool:  # noqa: ARG001 -- it says nothing of it
    """Not known here: Windows keeps others out by the rights alone."""
    return False


def sync(handle: int) -> None:
    """Bring what was written down to the disk."""
    os.fsync(handle)


def sync_content(handle: int) -> None:
    """Bring what was overwritten down to the disk."""
    os.fsync(handle)


def sync_folder(folder: Path) -> None:
    """Nothing: NTFS keeps a journal of names, and no folder can be synced."""


def replace(fresh: Path, path: Path) -> None:
    """Put a file in the place of another, at once; waits while somebody has either open."""
    _patiently(lambda: fresh.replace(path))


def rename(path: Path, to: Path) -> None:
    """Give a file or folder another name; waits while somebody has it open."""
    _patiently(lambda: path.rename(to))


def remove(path: Path) -> None:
    """Remove a file; waits while somebody has it open."""
    _patiently(path.unlink)


def lock(handle: int) -> bool:
    """Lock an open file for this process; False where another has locked it.

    Raises OSError where the disk knows no locks. Its content can still be read and copied.
    """
    place = _Overlapped(OffsetHigh=_FAR_BEYOND_THE_END)
    file = msvcrt.get_osfhandle(handle)
    if _kernel.LockFileEx(file, _EXCLUSIVE | _AT_ONCE, 0, 1, 0, ctypes.byref(place)):
        return True
    error = ctypes.get_last_error()
    if error in (_LOCK_VIOLATION, _IO_PENDING):
        return False
    raise ctypes.WinError(error)


def open_folder_to_lock(folder: Path) -> int | None:  # noqa: ARG001 -- as on other systems
    """None: only files can be locked, and one that is open cannot be deleted."""
    return None


def hold_against_deletion(path: Path) -> int | None:  # noqa: ARG001 -- as on other systems
    """None: an open file keeps its name."""
    return None


def read_at(handle: int, size: int, offset: int) -> bytes:
    """Read from a place in a file, at most that many bytes."""
    os.lseek(handle, offset, os.SEEK_SET)
    return os.read(handle, size)


def network_disk(folder: Path) -> str:
    """The kind of network disk on which a folder lies; empty where it is this computer's own."""
    anchor = folder.absolute().anchor
    is_remote = anchor.startswith("\\\\") or _kernel.GetDriveTypeW(anchor) == _REMOTE
    return anchor.rstrip("\\") if is_remote else ""


def goes_with_python(folder: Path) -> bool:
    """Whether Windows would delete a folder together with the Python of the Microsoft Store.

    What that Python writes below AppData lands in its own package instead.
    """
    of_store = "PythonSoftwareFoundation" in f"{sys.base_prefix}{sys.executable}"
    redirected = [os.environ[name] for name in ("APPDATA", "LOCALAPPDATA") if name in os.environ]
    return of_store and any(folder.is_relative_to(place) for place in redirected)


def carried_by(folder: Path) -> str:  # noqa: ARG001 -- as on other systems
    """The service of the system that carries a folder elsewhere: OneDrive is seen by its name."""
    return ""


def _patiently(action: Callable[[], object]) -> None:
    end = monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            action()
        except OSError as error:
            if error.winerror not in _IN_USE or monotonic() > end:
                raise
            sleep(_PAUSE_SECONDS)
        else:
            return
