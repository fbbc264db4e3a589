"""Files on macOS: as on Linux, but for how they reach the disk and what lies on a network."""

import fcntl
import os
import sys
from pathlib import Path
from typing import Final

assert sys.platform != "win32"

from romtui.platform.posix import disk as posix
from romtui.platform.posix.disk import (
    HANDLES_OUTLIVE_NAMES,
    goes_with_python,
    hold_against_deletion,
    how_to_keep_to_owner,
    is_of_another_user,
    is_open_to_others,
    keep_to_owner,
    lock,
    make_folder,
    open_file,
    open_folder_to_lock,
    open_new_file,
    read_at,
    remove,
    rename,
    replace,
)

__all__ = [
    "HANDLES_OUTLIVE_NAMES",
    "carried_by",
    "goes_with_python",
    "hold_against_deletion",
    "how_to_keep_to_owner",
    "is_of_another_user",
    "is_open_to_others",
    "keep_to_owner",
    "lock",
    "make_folder",
    "network_disk",
    "open_file",
    "open_folder_to_lock",
    "open_new_file",
    "read_at",
    "remove",
    "rename",
    "replace",
    "sync",
    "sync_content",
    "sync_folder",
]

_FULL_SYNC: Final = getattr(fcntl, "F_FULLFSYNC", 51)
"""Asks the disk itself to write: `fsync` of macOS leaves what was written in the disk's cache."""

_NETWORK: Final = ("smbfs", "nfs", "afpfs", "webdav", "ftp", "osxfuse", "macfuse", "fusefs")


def sync(handle: int) -> None:
    """Bring what was written down to the disk, as far as this disk can be asked to."""
    try:
        fcntl.fcntl(handle, _FULL_SYNC)
    except OSError:  # a network disk, or a file system that does not know it
        os.fsync(handle)


def sync_content(handle: int) -> None:
    """Bring what was overwritten down to the disk: macOS cannot leave the file's date behind."""
    sync(handle)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    posix.sync_folder(folder, by=sync)


def network_disk(folder: Path) -> str:
    """The kind of network disk on which a folder lies; empty where it is this computer's own."""
    from romtui.platform.other_programs import answer_of

    return kind_in(answer_of("/sbin/mount") or "", folder)


def carried_by(folder: Path, home: Path | None = None) -> str:
    """iCloud, where it is set to carry Desktop and Documents, which keep their usual places."""
    home = home or Path.home()
    carried = home / "Library" / "Mobile Documents" / "com~apple~CloudDocs"
    for name in ("Desktop", "Documents"):
        if folder.is_relative_to(home / name) and (carried / name).exists():
            return "iCloud"
    return ""


def kind_in(mounted: str, folder: Path) -> str:
    """The same, from what `mount` says: a line is `SOURCE on PLACE (KIND, more)`."""
    nearest, file_system = Path("/"), ""
    for line in mounted.splitlines():
        before, _, kind = line.rpartition(" (")
        mount = Path(before.partition(" on ")[2])
        if (mount == folder or mount in folder.parents) and len(mount.parts) >= len(nearest.parts):
            nearest, file_system = mount, kind.partition(",")[0].rstrip(")")
    return file_system if file_system.startswith(_NETWORK) else ""
