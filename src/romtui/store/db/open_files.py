"""The files of an open vault: whether they are where they were opened, and how far the log counts.

A file that was deleted or moved can still be written through its open handle: what is saved
into it then is lost, or lies where nobody looks for it.
"""

import os
from contextlib import suppress
from pathlib import Path
from shutil import copyfileobj
from typing import Final

from romtui.platform import disk
from romtui.store import texts
from romtui.store.db.wal import Follower
from romtui.store.disk.files import translate_os_errors
from romtui.store.disk.folder import LOG, RECORDS
from romtui.store.disk.lock import Lock
from romtui.store.errors import RecordsMoved, VaultError

_PART: Final = 1024 * 1024
"""Bytes copied at a time."""


class OpenFiles:
    """What a change asks before and after it is written; made once the vault is open."""

    def __init__(self, folder: Path, lock: Lock) -> None:
        self._folder = folder
        self._lock = lock
        self._log_path = folder / LOG
        self._log = Follower(self._log_path)
        self._acknowledged = ""
        self._follows_moved = False
        paths = (folder, folder / RECORDS, folder / LOG)
        self._opened = {path: path.stat() for path in paths if path.exists()}
        # SQLite loses its locks when another handle of the file is closed: this one outlives it.
        self._records = disk.hold_against_deletion(folder / RECORDS)

    @property
    def lock(self) -> Lock:
        """What keeps the vault to one program."""
        return self._lock

    @property
    def deleted(self) -> bool:
        """Whether the records are in no folder any more, and go with this program."""
        return self._records is not None and os.fstat(self._records).st_nlink == 0

    @property
    def in_place(self) -> bool:
        """Whether each is still the file, or folder, that was opened."""
        try:
            return all(
                os.path.samestat(opened, path.stat()) for path, opened in self._opened.items()
            )
        except OSError:
            return False

    def refuse_moved(self) -> None:
        """Raise RecordsMoved, or AlreadyOpen when another program has taken the vault."""
        if self._follows_moved:
            return
        if not self.in_place:
            raise RecordsMoved(texts.VAULT_MOVED)
        self._lock.refuse_another()

    def copy_records(self, copy: Path) -> None:
        """Copy the file of the records into one that is there, as it lies on the disk.

        Through the handle that is open already: closing another would take SQLite's locks away.
        """
        with translate_os_errors(copy), copy.open("wb") as file:
            if self._records is None:
                with (self._folder / RECORDS).open("rb") as records:
                    copyfileobj(records, file, _PART)
            else:
                while part := disk.read_at(self._records, _PART, file.tell()):
                    file.write(part)
            file.flush()
            disk.sync(file.fileno())

    def acknowledge(self) -> None:
        """Write down how far the log goes, before anybody is told that something is saved."""
        self.refuse_moved()
        # Best effort: what was written down before is still true, and vouches for less.
        with suppress(OSError, VaultError):
            reach = str(self._log.reach() or "")
            if reach != self._acknowledged:
                self._lock.mark_open(reach)
                self._acknowledged = reach

    def will_empty_log(self) -> None:
        """Write down, before the log is emptied, that nothing in it has to be there."""
        with suppress(OSError):
            self._lock.mark_open()
        self._acknowledged = ""

    def emptied_log(self) -> None:
        """Bring it down to the disk that the log is empty: a power cut would fill it again."""
        with suppress(OSError), self._log_path.open("rb+") as log:
            disk.sync(log.fileno())

    def folded_in(self) -> None:
        """Write down that everything is in one file again; an emptied log is no loss then."""
        with suppress(OSError):
            self._lock.mark_closed()

    def follow(self) -> None:
        """From now on write to files that were moved, wherever they are: for the end only."""
        self._follows_moved = True

    def close(self) -> None:
        """Close what is still open, after the database."""
        if self._records is not None:
            os.close(self._records)
            self._records = None
