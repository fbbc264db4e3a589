"""Folders that something else carries to other machines: no place for a vault that is written."""

from pathlib import Path
from typing import Final

from romtui.store.errors import NotOurs

_NAMES: Final = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "mobile documents": "iCloud",
    "icloud drive": "iCloud",
    "icloud": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud": "pCloud",
    "syncthing": "Syncthing",
    "megasync": "MEGA",
    "seafile": "Seafile",
}
_MARKS: Final = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".owncloudsync.log": "ownCloud",
    ".sync_journal.db": "Nextcloud",
}
_NETWORK: Final = ("nfs", "cifs", "smb", "fuse.sshfs", "fuse.rclone", "davfs", "afs", "ceph")
_MOUNTS: Final = Path("/proc/self/mounts")


def synced_by(folder: Path, mounts: Path = _MOUNTS) -> str | None:
    """What carries the files of a folder elsewhere, or the network it lies on; None when nothing.

    Only what names and marks betray is seen.
    """
    for place in (folder, *folder.parents):
        name = place.name.casefold()
        for begin, service in _NAMES.items():
            if name == begin or name.startswith((f"{begin} ", f"{begin}-")):
                return service
        for mark, service in _MARKS.items():
            if (place / mark).exists():
                return service
    return _network(folder, mounts)


def refuse_synced(folder: Path) -> None:
    """Raise NotOurs where a vault would be carried about while it is being written."""
    service = synced_by(folder)
    if service is not None:
        raise NotOurs(
            f"{folder} is carried elsewhere by {service}, and records that are written meanwhile "
            "can be spoiled: choose a folder of this computer, and let romtui backup --to put "
            "finished encrypted copies there."
        )


def _network(folder: Path, mounts: Path) -> str | None:
    try:
        lines = mounts.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return None
    best, kind = Path("/"), ""
    for line in lines:
        _, point, found, *_ = (*line.split(" "), "", "", "")
        mounted = Path(point.replace("\\040", " "))
        below = mounted == folder or mounted in folder.parents
        if below and len(mounted.parts) >= len(best.parts):
            best, kind = mounted, found
    return f"a network disk ({kind})" if kind.startswith(_NETWORK) else None
