"""Files on Linux: for their owner alone, down to the disk, locked.

Everything raises OSError as it comes.
"""

import fcntl
import os
import sys
from collections.abc import Callable
from errno import EACCES, EAGAIN
from pathlib import Path
from stat import S_IMODE
from typing import Final

assert sys.platform != "win32"

HANDLES_OUTLIVE_NAMES: Final = True
"""Whether a file that is open can be moved or deleted, and be written all the same."""

_OWNER_ONLY_FOLDER: Final = 0o700
_OWNER_ONLY_FILE: Final = 0o600
_OTHERS: Final = 0o077
_NEVER_FOLLOW: Final = os.O_NOFOLLOW | os.O_CLOEXEC
_NEW: Final = os.O_CREAT | os.O_EXCL | os.O_WRONLY | _NEVER_FOLLOW
_MOUNTS: Final = Path("/proc/self/mounts")
_NETWORK: Final = ("nfs", "cifs", "smb", "fuse.sshfs", "fuse.rclone", "davfs", "afs", "ceph")


def open_file(path: Path, flags: int) -> int:
    """A handle of what may be somebody else's doing: no link is followed, no FIFO waited for.

    A file that `flags` let it make is for its owner alone.
    """
    return os.open(path, flags | _NEVER_FOLLOW | os.O_NONBLOCK, _OWNER_ONLY_FILE)


def open_new_file(path: Path) -> int:
    """A handle to write a file that was not there, for its owner alone."""
    return os.open(path, _NEW, _OWNER_ONLY_FILE)


def make_folder(folder: Path, *, above: bool = True) -> None:
    """Make a folder for its owner alone, `above` those above it too; one that is there stays."""
    folder.mkdir(mode=_OWNER_ONLY_FOLDER, parents=above, exist_ok=True)


def is_open_to_others(path: Path) -> bool:
    """Whether other users of this computer have any right on a file or folder; not on a link."""
    return not path.is_symlink() and bool(S_IMODE(path.lstat().st_mode) & _OTHERS)


def keep_to_owner(path: Path) -> None:
    """Take the rights on a file or folder from everybody but its owner."""
    path.chmod(_OWNER_ONLY_FOLDER if path.is_dir() else _OWNER_ONLY_FILE)


def how_to_keep_to_owner(folder: Path) -> str:
    """What to type to take away the rights of others on a folder and all in it."""
    return f"chmod -R go= {folder}"


def is_of_another_user(status: os.stat_result) -> bool:
    """Whether a file or folder belongs to another user of this computer."""
    return status.st_uid != os.getuid()


def sync(handle: int) -> None:
    """Bring what was written down to the disk."""
    os.fsync(handle)


def sync_content(handle: int) -> None:
    """Bring what was overwritten down to the disk; the file's date may stay behind."""
    getattr(os, "fdatasync", os.fsync)(handle)


def sync_folder(folder: Path, by: Callable[[int], None] = sync) -> None:
    """Make the names in a folder survive a power cut; `by` brings a handle down to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        by(handle)
    finally:
        os.close(handle)


def replace(fresh: Path, path: Path) -> None:
    """Put a file in the place of another, at once."""
    fresh.replace(path)


def rename(path: Path, to: Path) -> None:
    """Give a file or folder another name."""
    path.rename(to)


def remove(path: Path) -> None:
    """Remove a file; raises FileNotFoundError where there is none."""
    path.unlink()


def lock(handle: int) -> bool:
    """Lock an open file for this process; False where another has locked it.

    Raises OSError where the disk knows no locks.
    """
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (EAGAIN, EACCES):
            return False
        raise
    return True


def open_folder_to_lock(folder: Path) -> int | None:
    """A handle by which a folder itself can be locked; None where a system locks files only."""
    return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)


def hold_against_deletion(path: Path) -> int | None:
    """A handle that still reads a file after its name is gone; None where names do not go."""
    return os.open(path, os.O_RDONLY)


def read_at(handle: int, size: int, offset: int) -> bytes:
    """Read from a place in a file, at most that many bytes."""
    return os.pread(handle, size, offset)


def network_disk(folder: Path, mounts: Path = _MOUNTS) -> str:
    """The kind of network disk on which a folder lies; empty where it is this computer's own."""
    try:
        lines = mounts.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    nearest, file_system = Path("/"), ""
    for line in lines:
        _, name, kind, *_ = (*line.split(" "), "", "", "")
        mount = Path(name.replace("\\040", " "))
        holds = mount == folder or mount in folder.parents
        # Of two at the same path the later one hides the earlier.
        if holds and len(mount.parts) >= len(nearest.parts):
            nearest, file_system = mount, kind
    return file_system if file_system.startswith(_NETWORK) else ""


def goes_with_python(folder: Path) -> bool:  # noqa: ARG001 -- as on other systems
    """Whether the system would delete a folder together with the Python that made it: never."""
    return False


def carried_by(folder: Path) -> str:  # noqa: ARG001 -- as on other systems
    """The service of the system itself that carries a folder elsewhere: there is none."""
    return ""
