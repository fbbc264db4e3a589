"""Folders that a service synchronises, or on a network disk: unfit for a vault in use."""

from pathlib import Path
from typing import Final

from romtui.platform import disk
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


def synced_by(folder: Path) -> str | None:
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
    service = disk.carried_by(folder)
    if service:
        return service
    kind = disk.network_disk(folder)
    return texts.network_disk(kind) if kind else None


def refuse_synced(folder: Path) -> None:
    """Raise NotOurs where a vault would be copied while it is being written, or be deleted."""
    if disk.goes_with_python(folder):
        raise NotOurs(texts.goes_with_python(folder))
    service = synced_by(folder)
    if service is not None:
        raise NotOurs(texts.synced_folder(folder, service))
