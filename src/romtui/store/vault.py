"""The vault: a folder with the encrypted records and the header that holds their key.

This module loads with the standard library alone: the unlock screen is painted before
the database and the ciphers are imported. Every method may be called from a worker.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from romtui.domain.errors import Refusal
from romtui.store import passphrase as passphrases
from romtui.store.clock import Clock, local_now
from romtui.store.errors import (
    AlreadyOpen,
    AlreadyThere,
    DatabaseDamaged,
    DatabaseMissing,
    HeaderDamaged,
    NotOurs,
    NotWritable,
    VaultError,
    WeakPassphrase,
    WrongSecret,
)
from romtui.store.files import (
    Lock,
    copy_aside,
    new_file,
    private_folder,
    read_file,
    replace_file,
    sentences,
    sync_folder,
)
from romtui.store.header import Header, Slot, derived
from romtui.store.kdf import Kdf
from romtui.store.log import Tail, tail_of
from romtui.store.recovery import RecoveryCode, has_the_shape

if TYPE_CHECKING:
    from romtui.store.store import Store

__all__ = ["Kdf", "RecoveryCode", "Vault", "VaultState"]

HEADERS: Final = ("vault.hdr", "vault.hdr2")
RECORDS: Final = "records.db"
BACKUPS: Final = "backups"
LOCK: Final = "lock"
CREATING: Final = "creating"
"""There while a vault is being made: what a kill left half-made may be made anew."""

_OURS: Final = {*HEADERS, LOCK, CREATING, BACKUPS, RECORDS, f"{RECORDS}-wal", f"{RECORDS}-shm"}
_DATABASE_KEY: Final = b"database"
_MOST_HEADER: Final = 64 * 1024
"""Bytes read of a header: a later version may be longer than ours, not endless."""

_LOG_DAMAGED: Final = (
    f"The log of the last entries, {RECORDS}-wal, is damaged and was left as it is: your "
    "passphrase is right. Copy the whole vault folder first. Then move that one file out of the "
    "folder: romtui opens with the records as they were before those entries."
)
_LOG_DOUBTFUL: Final = (
    "The last time romtui was cut off in the middle of a change. Look whether the last entry "
    "is there; what was left of the log is kept in {copy}."
)
_LOG_GONE: Final = (
    f"The last time romtui was cut off, and its log {RECORDS}-wal is gone: "
    "look whether the last entries are there, and enter again what is missing."
)


class VaultState(Enum):
    """What lies in the folder."""

    ABSENT = "absent"
    READY = "ready"


class Vault:
    """One vault folder. `notes` are sentences worth showing after unlocking."""

    def __init__(self, folder: Path, *, kdf: Kdf | None = None, now: Clock = local_now) -> None:
        self.notes: tuple[str, ...] = ()
        self._folder = folder
        self._kdf = kdf if kdf is not None else Kdf.standard()
        self._now = now
        self._lock: Lock | None = None

    def state(self) -> VaultState:
        """Look, without changing anything; raises a VaultError when it cannot be opened."""
        with sentences(self._folder):
            self._refuse_unwritable()
            if self._read_header() is not None:
                if not self._records.exists():
                    raise DatabaseMissing(
                        f"The key header is there but {RECORDS} is not: "
                        "put the file back, or restore a backup."
                    )
                return VaultState.READY
            if not self._folder.exists() or (self._folder / CREATING).exists():
                return VaultState.ABSENT
            if self._records.exists():
                raise HeaderDamaged(
                    "Both copies of the key header are gone: put vault.hdr back from a copy "
                    "of the folder, or restore a backup."
                )
            names = {path.name for path in self._folder.iterdir()}
            if any(name not in _OURS and not name.startswith(".") for name in names):
                raise NotOurs(f"{self._folder} holds other files: choose an empty folder.")
            return VaultState.ABSENT

    def create(self, passphrase: str) -> tuple[Store, RecoveryCode]:
        """Make the vault. Raises WeakPassphrase when `weakness` finds something to say."""
        self._refuse_weak(passphrase)
        if self.state() is VaultState.READY:
            raise AlreadyThere("There is a vault in this folder already: open it instead.")
        existed = self._folder.exists()
        private_folder(self._folder)
        recovery = RecoveryCode.random()
        with self._locked():
            try:
                self._make(passphrase, recovery)
            except BaseException:
                self._remove_half_made(existed)
                raise
        return self.unlock(passphrase), recovery

    def unlock(self, secret: str) -> Store:
        """Open with the passphrase or the recovery code, whichever it turns out to be."""
        if self._lock is not None:
            raise AlreadyOpen("This vault is open here already: close it first.")
        header = self._header()
        with self._locked() as lock:
            key = _data_key(header, secret)
            self.notes = ()
            store = self._open(key, header, lock)
            self._tidy(header)
            self._lock = lock
        return store

    def change_passphrase(self, old_or_recovery: str, new: str) -> None:
        """Wrap the same key under a new passphrase; also while the store is open.

        Backups made before keep the passphrase they were made with.
        """
        self._refuse_weak(new)
        header = self._header()
        with self._locked():
            key = _data_key(header, old_or_recovery)
            self._write(header.rewrap(key, Slot.PASSPHRASE, _normal(new), self._kdf))

    def renew_recovery_code(self, passphrase: str) -> RecoveryCode:
        """Replace the recovery code, for one that was never written down or was seen."""
        header = self._header()
        with self._locked():
            key = _data_key(header, passphrase)
            recovery = RecoveryCode.random()
            self._write(header.rewrap(key, Slot.RECOVERY, recovery.secret, self._kdf))
        return recovery

    @staticmethod
    def offer_passphrase() -> str:
        """Six random words."""
        return passphrases.offer()

    @staticmethod
    def weakness(passphrase: str) -> str | None:
        """Say in a sentence why a passphrase is too weak, or None."""
        return passphrases.weakness(_normal(passphrase))

    @staticmethod
    def throwaway(now: Clock = local_now) -> tuple[Store, Callable[[], None]]:
        """Make a vault for the demo; calling the second closes it and removes it.

        Its key is random and never leaves memory: what a kill leaves behind is unreadable.
        """
        from romtui.store import engine, migrations
        from romtui.store.store import Store

        folder = Path(tempfile.mkdtemp(prefix="romtui-demo-"))
        path = folder / RECORDS
        try:
            new_file(path)
            connection = engine.connect(path, secrets.token_bytes(32))
            migrations.migrate(connection, back_up=lambda: None)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        store = Store(engine.make_engine(connection), now=now, on_close=lambda: None)

        def remove() -> None:
            store.close()
            shutil.rmtree(folder, ignore_errors=True)

        return store, remove

    @property
    def _records(self) -> Path:
        return self._folder / RECORDS

    def _refuse_weak(self, passphrase: str) -> None:
        if weak := self.weakness(passphrase):
            raise WeakPassphrase(weak)

    def _refuse_unwritable(self) -> None:
        place = self._folder
        while not place.exists() and place != place.parent:
            place = place.parent
        if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
            raise NotWritable(f"{place} cannot be written: check its rights or choose another.")

    def _header(self) -> Header:
        self.state()
        header = self._read_header()
        if header is None:
            raise NotOurs(f"There is no vault in {self._folder} yet: make one first.")
        return header

    def _read_header(self) -> Header | None:
        """The newest good copy, or None when there is no copy at all."""
        good: list[Header] = []
        bad: list[VaultError] = []
        for name in HEADERS:
            raw = read_file(self._folder / name, _MOST_HEADER)
            if raw is None:
                continue
            try:
                good.append(Header.parse(raw))
            except HeaderDamaged as damage:
                bad.append(damage)
            except VaultError as other:
                if not isinstance(other, NotOurs):
                    raise
                bad.append(other)
        if good:
            return max(good, key=lambda header: header.generation)
        if not bad:
            return None
        if all(isinstance(error, NotOurs) for error in bad):
            raise bad[0]
        raise HeaderDamaged(
            "Both copies of the key header are damaged; the records were not touched. "
            "Put vault.hdr back from a copy of the folder, or restore a backup."
        )

    def _make(self, passphrase: str, recovery: RecoveryCode) -> None:
        from romtui.store import engine, migrations

        for leftover in self._folder.glob(f"{RECORDS}*"):
            leftover.unlink()
        (self._folder / CREATING).unlink(missing_ok=True)
        new_file(self._folder / CREATING)
        private_folder(self._folder / BACKUPS)
        sync_folder(self._folder)
        key = secrets.token_bytes(32)
        new_file(self._records)
        connection = engine.connect(self._records, derived(key, _DATABASE_KEY))
        try:
            migrations.migrate(connection, back_up=lambda: None)
        finally:
            connection.close()
        self._write(Header.seal(key, self._kdf, _normal(passphrase), recovery.secret))
        (self._folder / CREATING).unlink()
        sync_folder(self._folder)

    def _remove_half_made(self, existed: bool) -> None:
        """Leave the folder as it was found, so that making the vault can be tried again."""
        with suppress(OSError):
            for name in (*HEADERS, f"{RECORDS}-wal", f"{RECORDS}-shm", RECORDS, CREATING):
                (self._folder / name).unlink(missing_ok=True)
            (self._folder / BACKUPS).rmdir()
            if not existed:
                (self._folder / LOCK).unlink()
                self._folder.rmdir()

    def _open(self, key: bytes, header: Header, lock: Lock) -> Store:
        from romtui.store import engine, migrations
        from romtui.store.backup import back_up
        from romtui.store.store import Store

        database_key = derived(key, _DATABASE_KEY)
        log = self._records.with_name(f"{RECORDS}-wal")
        tail = tail_of(log)
        if tail is Tail.DAMAGED:
            raise DatabaseDamaged(_LOG_DAMAGED)
        gone = lock.left_open and not log.exists()
        engine.check(self._records, database_key, thorough=gone)
        if tail is Tail.DOUBTFUL:
            name = f"{self._now():%Y-%m-%d-%H%M}-records.db-wal"
            copy = copy_aside(log, self._folder / BACKUPS, name)
            self._note(_LOG_DOUBTFUL.format(copy=f"{BACKUPS}/{copy.name}"))
        if gone:
            self._note(_LOG_GONE)
        connection = engine.connect(self._records, database_key)
        try:
            engine.fold_in(connection)
            migrations.migrate(
                connection,
                lambda: back_up(
                    connection, database_key, header.pack(), self._folder / BACKUPS, self._now()
                ),
            )
        except BaseException:
            connection.close()
            raise

        def closed() -> None:
            self._lock = None
            with suppress(OSError):
                if not log.exists():
                    lock.mark_closed()
            lock.release()

        with sentences(self._folder / LOCK):
            lock.mark_open()

        return Store(engine.make_engine(connection), now=self._now, on_close=closed)

    def _tidy(self, header: Header) -> None:
        """Put right around an opened vault what never needed its records touched."""
        from romtui.store.engine import CHECKING

        private_folder(self._folder)
        (self._folder / CREATING).unlink(missing_ok=True)
        for left in self._folder.glob(f"{CHECKING}*"):
            shutil.rmtree(left, ignore_errors=True)
        notes = []
        for name in HEADERS:
            if read_file(self._folder / name, _MOST_HEADER) != header.pack():
                replace_file(self._folder / name, header.pack())
                notes.append(f"A copy of the key header, {name}, was damaged and has been renewed.")
        for note in notes:
            self._note(note)

    def _note(self, sentence: str) -> None:
        self.notes = (*self.notes, sentence)

    def _write(self, header: Header) -> None:
        for name in HEADERS:
            replace_file(self._folder / name, header.pack())

    @contextmanager
    def _locked(self) -> Iterator[Lock]:
        """Hold the folder for a while, or for good once `_lock` is set to what is given."""
        if self._lock is not None:
            yield self._lock
            return
        lock = Lock(self._folder / LOCK)
        try:
            yield lock
        finally:
            if self._lock is not lock:
                lock.release()


def _data_key(header: Header, secret: str) -> bytes:
    """Try what was typed as what it looks like, then as a passphrase."""
    slip = ""
    if has_the_shape(secret):
        try:
            code = RecoveryCode.parse(secret)
        except Refusal as refusal:
            slip = str(refusal)
        else:
            if key := header.unwrap(Slot.RECOVERY, code.secret):
                return key
    if key := header.unwrap(Slot.PASSPHRASE, _normal(secret)):
        return key
    raise WrongSecret(slip or "That opens nothing: check the passphrase, or use the recovery code.")


def _normal(passphrase: str) -> str:
    """The same characters however a keyboard puts them together, without stray outer space."""
    return unicodedata.normalize("NFC", passphrase.strip())
