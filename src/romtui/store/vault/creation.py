"""An open vault made anew in another folder, for when its own is gone."""

from contextlib import closing
from pathlib import Path
from typing import Any

from romtui.store.db.engine import FAILURES, check, connect, sentence
from romtui.store.errors import NotOurs
from romtui.store.vault.cloud_folders import refuse_synced
from romtui.store.vault.files import new_file, private_folder, replace_file, sentences, sync_folder
from romtui.store.vault.folder import BACKUPS, CREATING, MAGIC, RECORDS, remove_half_made
from romtui.store.vault.header import Header
from romtui.store.vault.header_copies import write_copies


def make_copy(connection: Any, key: bytes, header: Header, folder: Path) -> None:
    """Write all that an open connection can read, and its key header, into an empty folder.

    The handles of files that were deleted still give their content.
    """
    refuse_synced(folder)
    existed = folder.exists()
    with sentences(folder):
        if existed and (not folder.is_dir() or any(folder.iterdir())):
            raise NotOurs(f"{folder} holds other files: choose a new folder, or an empty one.")
    private_folder(folder)
    try:
        replace_file(folder / CREATING, MAGIC)
        private_folder(folder / BACKUPS)
        new_file(folder / RECORDS)
        with closing(connect(folder / RECORDS, key)) as copy:
            connection.backup(copy)
        check(folder / RECORDS, key, thorough=True)
        sync_folder(folder)
        write_copies(folder, header)
        with sentences(folder):
            (folder / CREATING).unlink()
        sync_folder(folder)
    except BaseException as error:
        remove_half_made(folder, and_folder=not existed)
        if isinstance(error, FAILURES):
            raise sentence(error) from error
        raise


def free_place(folder: Path) -> Path:
    """A folder beside a vault that is not there yet; its own place where that is free."""
    number, place = 1, folder
    while place.exists():
        number += 1
        place = folder.with_name(f"{folder.name}-{number}")
    return place
