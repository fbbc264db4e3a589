"""Folders that a service synchronises, or on a network disk: unfit for a vault in use."""

from pathlib import Path
from typing import Final

from romtui.store import texts
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
    """The service that synchronises a folder, or the network disk it lies on, or None.

    Known by the names of folders, and by the files that such services leave in them.
    """
    for each in (folder, *folder.parents):
        name = each.name.casefold()
        for begin, service in _NAMES.items():
            if name == begin or name.startswith((f"{begin} ", f"{begin}-")):
                return service
        for mark, service in _MARKS.items():
            if (each / mark).exists():
                return service
    return _network(folder, mounts)


def refuse_synced(folder: Path) -> None:
    """Raise NotOurs where a vault would be copied while it is being written."""
    service = synced_by(folder)
    if service is not None:
        raise NotOurs(texts.synced_folder(folder, service))


def _network(folder: Path, mounts: Path) -> str | None:
    try:
        lines = mounts.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return None
    nearest, file_system = Path("/"), ""
    for line in lines:
        _, name, kind, *_ = (*line.split(" "), "", "", "")
        mount = Path(name.replace("\\040", " "))
        holds = mount == folder or mount in folder.parents
        # Of two at the same path the later one hides the earlier.
        if holds and len(mount.parts) >= len(nearest.parts):
            nearest, file_system = mount, kind
    return texts.network_disk(file_system) if file_system.startswith(_NETWORK) else None
