"""A vault in the making: a new one, or the open one made anew in another folder."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from romtui.platform import disk
from romtui.store import texts
from romtui.store.db.engine import FAILURES, check, connect, translate_db_error
from romtui.store.db.migrations import migrate
from romtui.store.disk.files import (
    new_file,
    private_folder,
    replace_file,
    sync_folder,
    translate_os_errors,
)
from romtui.store.disk.folder import BACKUPS, CREATING, MAGIC, RECORDS, remove_half_made
from romtui.store.disk.header import Header
from romtui.store.disk.header_copies import write_copies
from romtui.store.disk.lock import Lock
from romtui.store.errors import NotOurs
from romtui.store.vault.cloud_folders import refuse_synced


@contextmanager
def in_the_making(folder: Path, *, existed: bool, lock: Lock | None = None) -> Iterator[Path]:
    """Give an empty file for the records of a vault that the block makes.

    Until it is done the folder is marked as half-made, so that what a killed program leaves may
    be made anew. When it raises, the folder is left as it was found, and its lock let go.
    """
    try:
        replace_file(folder / CREATING, MAGIC)
        private_folder(folder / BACKUPS)
        new_file(folder / RECORDS)
        yield folder / RECORDS
        with translate_os_errors(folder):
            disk.remove(folder / CREATING)
        sync_folder(folder)
    except BaseException:
        remove_half_made(folder)
        if not existed:
            if lock is not None:
                lock.remove()
            with suppress(OSError):
                folder.rmdir()
        raise


def write_first_records(records: Path, key: bytes, header: Header) -> None:
    """Write empty records and their key header."""
    connection = connect(records, key)
    try:
        migrate(connection, back_up=lambda: None)
    finally:
        connection.close()
    # A header says that there are records: their names have to be on the disk before it.
    sync_folder(records.parent)
    write_copies(records.parent, header)


def copy_vault(connection: Any, key: bytes, header: Header, folder: Path) -> None:
    """Write all that an open connection can read, and its key header, into an empty folder.

    The handles of files that were deleted still give their content.
    """
    refuse_synced(folder)
    existed = folder.exists()
    with translate_os_errors(folder):
        if existed and (not folder.is_dir() or any(folder.iterdir())):
            raise NotOurs(texts.other_files(folder))
    private_folder(folder)
    try:
        with in_the_making(folder, existed=existed) as records:
            with closing(connect(records, key)) as copy:
                connection.backup(copy)
            check(records, key, thorough=True)
            sync_folder(folder)
            write_copies(folder, header)
    except FAILURES as error:
        raise translate_db_error(error) from error


def free_folder(folder: Path) -> Path:
    """The folder of a vault if nothing is there any more, or one beside it that is free."""
    number, free = 1, folder
    while free.exists():
        number += 1
        free = folder.with_name(f"{folder.name}-{number}")
    return free
