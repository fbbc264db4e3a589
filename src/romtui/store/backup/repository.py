"""The backups of an open vault: made, verified, carried to a second location, pruned.

What is done about them is noted in the audit log of the vault.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, select

from romtui.domain.backup_age import BackupAge
from romtui.domain.retention import ALWAYS, Copy, surplus
from romtui.platform import disk
from romtui.platform.clock import clock_through_sleep
from romtui.store import texts
from romtui.store.backup.archive import (
    archive_folder,
    is_packed,
    list_archives,
    pack,
    read_envelope,
)
from romtui.store.backup.manifest import Manifest, last_change
from romtui.store.backup.snapshot import (
    delete_snapshot,
    list_snapshots,
    read_manifest,
    take_snapshot,
)
from romtui.store.backup.verify import (
    Backup,
    Verified,
    list_backups,
    read_backup,
    verify_archive,
    verify_archives,
    verify_backups,
    verify_snapshot,
)
from romtui.store.clock import Clock
from romtui.store.db import settings
from romtui.store.db.audit_events import AuditEvent
from romtui.store.db.engine import begin_in_one_file, connect
from romtui.store.db.mapping import table
from romtui.store.db.open_files import OpenFiles
from romtui.store.db.schema import LogRow
from romtui.store.disk.files import remove, translate_os_errors
from romtui.store.disk.folder import BACKUPS, RECORDS
from romtui.store.disk.header import Header
from romtui.store.disk.header_copies import header_for
from romtui.store.errors import (
    DatabaseDamaged,
    HeaderDamaged,
    NotOurs,
    NotWritable,
    VaultError,
)
from romtui.store.records.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from romtui.store.records.erase import Identity

_SECOND_PLACE: Final = "second place"
"""The setting that names the folder of the second location."""

_SECOND_AT: Final = "second place reached"
"""The setting that says when a backup last arrived there."""

_LOG = table(LogRow)
_DRIFT_SECONDS: Final = 300
"""If the clock on the wall and the one that only counts up differ by more, the former was set."""

_PAUSING: Final = (AuditEvent.RESTORED, AuditEvent.CLOCK_JUMP)


@dataclass(frozen=True, slots=True)
class Made:
    """A backup just made; `second` says in a sentence what became of it in the second location."""

    backup: Backup
    second: str = ""


class BackupRepository:
    """The backups of one open vault. Every method may be called from a worker.

    A backup is made through a connection of its own, so that nobody waits for it. `write` and
    `read` open a transaction of the vault's store.
    """

    def __init__(
        self,
        vault: Path,
        key: bytes,
        now: Clock,
        files: OpenFiles,
        write: Callable[[], AbstractContextManager[UnitOfWork]],
        read: Callable[[], AbstractContextManager[Connection]],
        seconds_since_boot: Callable[[], float] | None = None,
    ) -> None:
        self._vault = vault
        self._folder = vault / BACKUPS
        self._key = key
        self._now = now
        self._files = files
        self._write = write
        self._read = read
        self._seconds_since_boot = seconds_since_boot or clock_through_sleep() or time.time
        self._clocks: tuple[datetime, float] | None = None
        self._one_at_a_time = Lock()

    def make(self) -> Made:
        """Make a backup, verified, carry it to the second location and prune old ones.

        Raises a VaultError if no backup could be made. What went wrong with the second location is
        a sentence in `second`.
        """
        made = self._make()
        self.prune()
        return made

    def make_if_changed(self) -> bool:
        """Make a backup unless the newest holds everything; whether one was made.

        Somebody may be waiting for it, to leave or for what it precedes: nothing is pruned.
        """
        with self._read() as connection:
            changed = not _holds(self._newest(), _last_change(connection))
        if changed:
            self._make()
        return changed

    def prune(self, go_on: Callable[[], bool] = lambda: True) -> None:
        """Delete the backups whose time has come, here and in the second location.

        Nothing is deleted while that is paused, and nothing once `go_on` says no. It may take
        seconds: those that always stay are verified first, so nobody should wait for it.
        """
        with self._read() as connection:
            second_place = second_place_of(connection)
            paused = _pruning_paused(connection)
        if not paused:
            with suppress(VaultError):
                self._prune(second_place, go_on)

    def listed(self) -> tuple[Backup, ...]:
        """All in the vault's folder, oldest first, by their headers and manifests."""
        return list_backups(self._folder, self._key, self._current_header())

    def verify(self) -> Iterator[Backup]:
        """Verify each, newest first: those in the vault's folder, then in the second location.

        Raises a VaultError after those in the folder when the second location is not there.
        """
        with self._read() as connection:
            second_place = second_place_of(connection)
        current = self._current_header()
        good, away = 0, None
        for backup in verify_backups(self._vault, self._key, current):
            good += backup.good
            yield backup
        if second_place is not None:
            try:
                for backup in verify_archives(second_place, self._vault, self._key, current):
                    good += backup.good
                    yield backup
            except VaultError as error:
                away = error
        with self._write() as work:
            work.log(AuditEvent.BACKUPS_VERIFIED, good)
        if away is not None:
            raise away

    def age(self) -> BackupAge:
        """How old the newest is, in the vault's folder and in the second location."""
        with self._read() as connection:
            second_place = second_place_of(connection)
            reached = settings.get(connection, _SECOND_AT)
            latest = _last_change(connection)
        newest = self._newest()
        return BackupAge(
            None if newest is None else newest.made_at,
            None if reached is None else datetime.fromisoformat(reached),
            second_set=second_place is not None,
            whole=_holds(newest, latest),
        )

    def set_second_place(self, folder: Path | None) -> None:
        """Carry every backup there from now on; None forgets the folder, not what lies there."""
        with self._write() as work:
            settings.put(work.connection, _SECOND_PLACE, "" if folder is None else str(folder))
            work.log(AuditEvent.SETTINGS)

    def pruning_paused(self) -> bool:
        """Whether old backups all stay, because one was restored or the clock jumped."""
        with self._read() as connection:
            return _pruning_paused(connection)

    def resume_pruning(self) -> None:
        """Confirm the vault after a restore or a clock change; re-enables pruning."""
        with self._write() as work:
            work.log(AuditEvent.THINNING_ON)

    def erase(self, identity: "Identity") -> tuple[str, ...]:
        """Take a person out of all backups; gives sentences about what could not be reached."""
        from romtui.store.backup.erase import erase_from_archives, erase_from_snapshots

        with self._read() as connection:
            second_place = second_place_of(connection)
        with self._one_at_a_time:
            self._files.refuse_moved()
            left = [*erase_from_snapshots(self._folder, self._key, identity)]
            if second_place is not None:
                archives = archive_folder(second_place)
                left += erase_from_archives(archives, self._vault, self._key, identity)
        return tuple(left)

    def _make(self) -> Made:
        with self._one_at_a_time:
            self._files.refuse_moved()
            header = header_for(self._vault, self._key).pack()
            with closing(connect(self._vault / RECORDS, self._key)) as connection:
                with self._read():  # so that nobody writes between folding in and reading
                    in_one_file = begin_in_one_file(connection) and self._files.in_place
                copy_file = self._files.copy_records if in_one_file else None
                path = take_snapshot(
                    connection, self._key, header, self._folder, self._now(), copy_file
                )
            backup = Backup(path, read_manifest(path, self._key))
        with self._write() as work:
            self._note_clock_jump(work)
            work.log(AuditEvent.BACKED_UP, backup.number)
            second_place = second_place_of(work.connection)
        second = "" if second_place is None else self._carry(backup, second_place)
        return Made(backup, second)

    def _newest(self) -> Backup | None:
        """The newest that has a key header and, if any, a manifest that can be read."""
        current = self._current_header()
        paths = reversed(list_snapshots(self._folder))
        backups = (read_backup(path, self._key, current) for path in paths)
        return next((backup for backup in backups if not backup.problem), None)

    def _carry(self, backup: Backup, second_place: Path) -> str:
        """Put a backup into the second location; says what became of it.

        It has arrived only when what bears its name there would restore. What is byte for byte the
        snapshot does when that does; an older one of this name is unpacked.
        """
        try:
            folder = archive_folder(second_place)
            with translate_os_errors(folder):
                disk.make_folder(folder, above=False)
            current = self._current_header()
            with ThreadPoolExecutor(1) as beside:  # a stick is slow: nobody waits for both
                verified = beside.submit(verify_snapshot, backup.path, self._key, current)
                archive = pack(backup.path, folder)
            try:
                if is_packed(backup.path, archive):
                    verified.result()
                else:
                    verify_archive(archive, self._vault, self._key, current)
            except (DatabaseDamaged, HeaderDamaged, NotOurs) as error:
                raise DatabaseDamaged(texts.archive_would_not_restore(archive, error)) from error
        except VaultError as error:
            return texts.not_copied(error)
        with self._write() as work:
            settings.put(work.connection, _SECOND_AT, work.at.isoformat())
        return texts.copied(second_place)

    def _prune(self, second_place: Path | None, go_on: Callable[[], bool]) -> None:
        current = self._current_header()
        verify = partial(verify_snapshot, key=self._key, current=current)
        for path in _prunable(self.listed(), verify, self._now(), go_on):
            delete_snapshot(path)
        if second_place is None:
            return
        with suppress(VaultError):
            verify = partial(verify_archive, vault=self._vault, key=self._key, current=current)
            archives = self._archives(second_place)
            for path in _prunable(archives, verify, self._now(), go_on):
                with translate_os_errors(path):
                    remove(path)

    def _archives(self, second_place: Path) -> list[Backup]:
        """The archives of this vault in the second location; the key opens no other's manifest."""
        archives: list[Backup] = []
        for path in list_archives(archive_folder(second_place)):
            with suppress(VaultError):
                manifest = Manifest.unseal(self._key, read_envelope(path).manifest)
                archives.append(Backup(path, manifest))
        return archives

    def _current_header(self) -> Header | None:
        with suppress(VaultError):
            return header_for(self._vault, self._key)
        return None

    def _note_clock_jump(self, work: UnitOfWork) -> None:
        """Compare the clock on the wall with one that only ever counts up."""
        now = work.at, self._seconds_since_boot()
        before, self._clocks = self._clocks, now
        if before is None:
            return
        on_the_wall = (now[0] - before[0]).total_seconds()
        if abs(on_the_wall - (now[1] - before[1])) > _DRIFT_SECONDS:
            work.log(AuditEvent.CLOCK_JUMP)


def second_place_of(connection: Connection) -> Path | None:
    """The folder of the second location, if one is set."""
    folder = settings.get(connection, _SECOND_PLACE)
    return Path(folder) if folder else None


def require_second_folder(folder: Path, vault: Path) -> None:
    """Raise NotWritable for an unusable second backup folder: absent, or within the vault."""
    if not folder.is_dir():
        raise NotWritable(texts.no_such_location(folder))
    if vault.resolve() in (folder.resolve(), *folder.resolve().parents):
        raise NotWritable(texts.location_in_vault(folder))


def _pruning_paused(connection: Connection) -> bool:
    """Whether something happened after which no backup may go before somebody looked."""
    kinds = [event.value for event in (*_PAUSING, AuditEvent.THINNING_ON)]
    latest = connection.execute(
        select(_LOG.c.type).where(_LOG.c.type.in_(kinds)).order_by(_LOG.c.seq.desc()).limit(1)
    ).scalar()
    return latest is not None and latest != AuditEvent.THINNING_ON.value


def _prunable(
    backups: Sequence[Backup],
    verify: Callable[[Path], Verified],
    now: datetime,
    go_on: Callable[[], bool],
) -> list[Path]:
    """The backups that may go, in the order given; none once `go_on` says no.

    Verifying takes long: from the newest on, it ends with as many sound ones as always stay. It
    is not begun where nothing would go if all were sound: one that is not never makes more go.
    """
    if not surplus([_copy(backup, sound=not backup.problem) for backup in backups], now):
        return []
    sound = 0
    copies: list[Copy] = []
    for backup in sorted(backups, key=lambda backup: backup.number, reverse=True):
        good = not backup.problem
        if good and sound < ALWAYS:
            if not go_on():
                return []
            try:
                verify(backup.path)
            except VaultError:
                good = False
        sound += good
        copies.append(_copy(backup, sound=good))
    if not go_on():
        return []
    gone = {copy.number for copy in surplus(copies, now)}
    return [backup.path for backup in backups if backup.number in gone]


def _copy(backup: Backup, *, sound: bool) -> Copy:
    rows = None if backup.manifest is None else backup.manifest.contents.rows
    return Copy(backup.number, backup.made_at, rows, sound=sound)


def _holds(newest: Backup | None, latest: int) -> bool:
    """Whether a backup was made after the line of the log of this number."""
    if newest is None or newest.manifest is None:
        return False
    return newest.manifest.contents.last_change == latest


def _last_change(connection: Connection) -> int:
    return last_change(connection.connection.driver_connection)
