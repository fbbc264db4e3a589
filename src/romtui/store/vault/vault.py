"""The vault: a folder with the encrypted records and the header that holds their key.

This module loads with the standard library alone: the unlock screen is painted before
the database and the ciphers are imported. Every method may be called from a worker.
"""

from __future__ import annotations

import secrets
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from romtui.domain.day_words import full_moment
from romtui.domain.errors import UserError
from romtui.store.clock import Clock, local_now
from romtui.store.errors import (
    WAY_OUT,
    AlreadyOpen,
    AlreadyThere,
    DatabaseDamaged,
    HeaderDamaged,
    NotOurs,
    VaultError,
    WeakPassphrase,
    WrongSecret,
)
from romtui.store.vault import passphrase as passphrases
from romtui.store.vault.cloud_folders import refuse_synced, synced_by
from romtui.store.vault.files import (
    Lock,
    discard,
    new_file,
    private_folder,
    replace_file,
    sync_folder,
)
from romtui.store.vault.folder import (
    BACKUPS,
    CREATING,
    LOCK,
    MAGIC,
    RECORDS,
    VaultState,
    drop_second_names,
    look,
    remove_half_made,
    tighten_all,
)
from romtui.store.vault.header import Header, Slot, records_key
from romtui.store.vault.header_copies import (
    header_for,
    marks,
    mend_copies,
    open_copies,
    read_copies,
    write_copies,
)
from romtui.store.vault.kdf import Kdf
from romtui.store.vault.recovery_code import RecoveryCode, has_the_shape

if TYPE_CHECKING:
    from romtui.domain.instrument import Instrument
    from romtui.store.backup.repository import Backup
    from romtui.store.backup.restore import Preview, Restored
    from romtui.store.store import Store
    from romtui.store.vault.check import Looked

__all__ = ["Kdf", "RecoveryCode", "Vault", "VaultState"]

_MIXED: Final = (
    "The key headers in this folder are not all of one vault: perhaps vault.hdr was put there "
    "from another one."
)
_FOREIGN: Final = (
    "Your passphrase opens vault.hdr, but that is the key header of another vault: nothing in "
    f"this folder was written with its key. Put its own vault.hdr back. {WAY_OUT}"
)
_FOREIGN_OR_DAMAGED: Final = (
    "Nothing in the records opens with the key in vault.hdr, though your passphrase is right for "
    "it: either that is the key header of another vault, or the records are damaged from the "
    f"first page on. {WAY_OUT}"
)


class Vault:
    """One vault folder. `notes` are sentences worth showing after unlocking or a change."""

    def __init__(
        self,
        folder: Path,
        *,
        kdf: Kdf | None = None,
        now: Clock = local_now,
        read_only: bool = False,
    ) -> None:
        self.notes: tuple[str, ...] = ()
        self.folder = folder
        self._kdf = kdf if kdf is not None else Kdf.standard()
        self._now = now
        self._lock: Lock | None = None
        self._read_only = read_only

    def state(self) -> VaultState:
        """Look, without changing anything; raises a VaultError when it cannot be opened.

        A vault made `read_only` need not be writable.
        """
        return look(self.folder, to_read=self._read_only)

    def create(self, passphrase: str, code: RecoveryCode) -> Store:
        """Make the vault and open it.

        The code is one from `offer_recovery_code` that was typed back: once the vault is
        there nobody can see it again. Raises WeakPassphrase when `weakness` finds
        something to say.
        """
        self._refuse_weak(passphrase)
        self._refuse_second()
        refuse_synced(self.folder)
        existed = self.folder.exists()
        private_folder(self.folder)
        with self._locked() as lock:
            self._refuse_second()
            try:
                key, header = self._make(passphrase, code)
                store = self._open(key, header, lock)
                (self.folder / CREATING).unlink()
                sync_folder(self.folder)
            except BaseException:
                remove_half_made(self.folder, and_folder=not existed)
                raise
            self._lock = lock
        return store

    def unlock(self, secret: str) -> Store:
        """Open with the passphrase or the recovery code, whichever it turns out to be.

        A vault made `read_only` opens damaged records too, as far as they can be read.
        """
        if self._lock is not None:
            raise AlreadyOpen("This vault is open here already: close it first.")
        self._refuse_absent()
        with self._locked() as lock:
            header, key = self._open_header(secret)
            if self._read_only:
                return self._open_to_read(key, lock)
            self.notes = (*_carried(self.folder), *tighten_all(self.folder))
            try:
                store = self._open(key, header, lock)
            except DatabaseDamaged as damaged:
                self._refuse_foreign(key)
                raise DatabaseDamaged(f"{damaged} {self._ways_out(key)}") from damaged
            try:
                self._tidy(header, key)
            except BaseException:
                store.close()
                raise
            self._lock = lock
        return store

    def examine(self, secret: str, instruments: Mapping[str, Instrument]) -> Iterator[Looked]:
        """Look at everything while nobody has the vault open; nothing is changed."""
        from romtui.store.vault.check import examine

        self._refuse_absent()
        with self._locked() as lock:
            _, key = self._open_header(secret)
            records = records_key(key)
            yield from examine(self.folder, records, instruments, lock.reached)

    def backups(self, secret: str) -> tuple[Backup, ...]:
        """List the backups in the folder, also of a vault that does not open.

        Without a key header of its own that of the newest backup is tried.
        """
        from romtui.store.backup.repository import listed

        header, key = self._open_any_header(secret)
        return listed(self.folder / BACKUPS, records_key(key), header)

    def restore(
        self, chosen: Path, secret: str, confirm: Callable[[Preview], bool]
    ) -> Restored | None:
        """Put a backup in the place of the records, in an empty folder too.

        None when `confirm` said no. What was there before lies in the backups then.
        """
        from romtui.store.backup.restore import restore

        def open_header(header: Header) -> bytes:
            return _data_key(header, secret)

        private_folder(self.folder)
        with self._locked() as lock:
            done = restore(self.folder, lock, chosen, open_header, self._now(), confirm)
        if done is not None:
            store = self.unlock(secret)
            store.note_restored()
            store.close()
        return done

    def keep_elsewhere(self, store: Store, place: Path) -> None:
        """Go on in an empty folder with an open store whose own was moved or deleted."""
        store.keep_elsewhere(place)
        self.folder = place
        self._lock = None if store.files is None else store.files.lock

    def free_place(self) -> Path:
        """A folder that is not there yet, as near as can be to the one of the vault."""
        from romtui.store.vault.creation import free_place

        return free_place(self.folder)

    def refuse_wrong(self, secret: str) -> None:
        """Raise what is wrong with a secret or with the key header; nothing is opened by it."""
        self._open_header(secret)

    def opens_with(self, secret: str) -> bool:
        """Whether this is the passphrase or the recovery code; nothing is opened by it.

        Takes as long as unlocking does; also while the store is open.
        """
        try:
            self.refuse_wrong(secret)
        except WrongSecret:
            return False
        return True

    def change_passphrase(self, old_or_recovery: str, new: str) -> None:
        """Wrap the same key under a new passphrase; also while the store is open.

        The copies in the vault's own backups take the new one too; a copy of the folder
        kept elsewhere does not. What did not quite work is said in `notes`.
        """
        self._refuse_weak(new)
        self._rewrap(old_or_recovery, Slot.PASSPHRASE, _normal(new))

    def renew_recovery_code(self, secret: str, code: RecoveryCode) -> None:
        """Replace the recovery code, for one that was lost, never written down or seen.

        As in `create` the new one has been typed back. The backups in the vault take it too; what
        lies elsewhere does not. What did not quite work is said in `notes`.
        """
        self._rewrap(secret, Slot.RECOVERY, code.secret)

    @staticmethod
    def offer_passphrase() -> str:
        """Six random words."""
        return passphrases.offer()

    @staticmethod
    def offer_recovery_code() -> RecoveryCode:
        """Draw a code, to be written down and typed back before a vault is made with it."""
        return RecoveryCode.random()

    @staticmethod
    def weakness(passphrase: str) -> str | None:
        """Say in a sentence why a passphrase is too weak, or None."""
        return passphrases.weakness(_normal(passphrase))

    @staticmethod
    def throwaway(now: Clock = local_now) -> tuple[Store, Callable[[], None]]:
        """Make a vault for the demo; calling the second closes it and removes it."""
        from romtui.store.vault.throwaway import throwaway

        return throwaway(now)

    def _refuse_weak(self, passphrase: str) -> None:
        if weak := self.weakness(passphrase):
            raise WeakPassphrase(weak)

    def _refuse_second(self) -> None:
        if self.state() is VaultState.READY:
            raise AlreadyThere("There is a vault in this folder already: open it instead.")

    def _refuse_absent(self) -> None:
        if self.state() is VaultState.ABSENT:
            raise NotOurs(f"There is no vault in {self.folder} yet: make one first.")

    def _open_header(self, secret: str) -> tuple[Header, bytes]:
        """Read the header again, now that nobody else can change it, and open it."""
        self._refuse_absent()
        return self._open_copies(secret)

    def _open_copies(self, secret: str) -> tuple[Header, bytes]:
        from romtui.store.vault.ownership import belongs

        try:
            return open_copies(
                self.folder,
                lambda header: _data_key(header, secret),
                lambda records: belongs(self.folder, records),
            )
        except WrongSecret as wrong:
            if len(self._marks()) > 1:
                raise WrongSecret(f"{wrong} {_MIXED}") from None
            raise

    def _marks(self) -> frozenset[bytes]:
        """Of which vaults the key headers here are, those beside the backups too."""
        from romtui.store.backup.snapshot import headers_beside

        beside = headers_beside(self.folder / BACKUPS)
        return marks(self.folder) | {header.mark for header in beside if header.mark}

    def _open_any_header(self, secret: str) -> tuple[Header, bytes]:
        """Open the header, or where it is gone or damaged that beside the newest backup."""
        from romtui.store.backup.snapshot import headers_beside

        try:
            return self._open_copies(secret)
        except (HeaderDamaged, NotOurs, WrongSecret) as error:
            failure = error
        tried = read_copies(self.folder) if isinstance(failure, WrongSecret) else None
        for header in headers_beside(self.folder / BACKUPS):
            if tried is not None and header.shares(tried):
                continue
            with suppress(VaultError):
                return header, _data_key(header, secret)
        self._refuse_absent()
        raise failure

    def _refuse_foreign(self, key: bytes) -> None:
        """Tell records that are damaged from a key header that is not theirs."""
        from romtui.store.vault.ownership import belongs, has_backups

        if belongs(self.folder, records_key(key)):
            return
        if has_backups(self.folder):
            raise NotOurs(_FOREIGN)
        raise DatabaseDamaged(_FOREIGN_OR_DAMAGED)

    def _make(self, passphrase: str, code: RecoveryCode) -> tuple[bytes, Header]:
        from romtui.store.db import engine, migrations

        remove_half_made(self.folder, and_folder=False)
        replace_file(self.folder / CREATING, MAGIC)
        private_folder(self.folder / BACKUPS)
        key = secrets.token_bytes(32)
        new_file(self.folder / RECORDS)
        connection = engine.connect(self.folder / RECORDS, records_key(key))
        try:
            migrations.migrate(connection, back_up=lambda: None)
        finally:
            connection.close()
        # A header says that there are records: their names have to be on the disk before it.
        sync_folder(self.folder)
        header = Header.make(key, self._kdf, _normal(passphrase), code.secret)
        write_copies(self.folder, header)
        return key, header

    def _open(self, key: bytes, header: Header, lock: Lock) -> Store:
        from romtui.store.vault.open_vault import open_store

        store, notes = open_store(
            self.folder,
            records_key(key),
            header.pack(),
            lock,
            self._now,
            self._closed,
        )
        self.notes += notes
        return store

    def _open_to_read(self, key: bytes, lock: Lock) -> Store:
        from romtui.store.vault.open_vault import open_to_read

        store = open_to_read(self.folder, records_key(key), lock, self._now, self._closed)
        self.notes = ("Open for reading only: nothing you enter is saved.",)
        self._lock = lock
        return store

    def _ways_out(self, key: bytes) -> str:
        """Say which backup would do, and how else to get at what can be read."""
        from romtui.store.backup.repository import verified

        records = records_key(key)
        found = verified(self.folder, records, header_for(self.folder, records))
        sound = next((one for one in found if one.good), None)
        reading = "romtui --read-only opens what can be read."
        if sound is None:
            return reading
        return (
            f"The newest backup that is whole is number {sound.number}, of "
            f"{full_moment(sound.made_at)}: romtui restore shows it. {reading}"
        )

    def _closed(self) -> None:
        self._lock = None

    def _tidy(self, header: Header, key: bytes) -> None:
        """Put right around an opened vault what never needed its records touched.

        A key header of an earlier version is written anew in the present one.
        """
        from romtui.store.backup.snapshot import sweep
        from romtui.store.db.engine import CHECKING

        records = records_key(key)
        with suppress(OSError):  # a folder that cannot be listed now is tidied another time
            discard(self.folder / CREATING)
            drop_second_names(self.folder)
            for left in self.folder.glob(f"{CHECKING}*"):
                shutil.rmtree(left, ignore_errors=True)
        try:
            sweep(self.folder / BACKUPS)
            self.notes += tuple(mend_copies(self.folder, header, records, self.folder / BACKUPS))
            if not header.seal:
                self.notes += write_copies(self.folder, header.sealed(records))
        except VaultError as error:
            self.notes += (str(error),)

    def _rewrap(self, secret: str, slot: Slot, new: str) -> None:
        from romtui.store.backup.snapshot import rewrap

        self._refuse_absent()
        with self._locked():
            header, key = self._open_header(secret)
            fresh = header.rewrap(key, slot, new, self._kdf)
            self.notes = write_copies(self.folder, fresh)
            self.notes += tuple(rewrap(self.folder / BACKUPS, records_key(key), fresh.pack()))

    @contextmanager
    def _locked(self) -> Iterator[Lock]:
        """Hold the folder for a while, or for good once `_lock` is set to what is given."""
        if self._lock is not None:
            yield self._lock
            return
        lock = Lock(self.folder / LOCK, to_read=self._read_only)
        try:
            yield lock
        finally:
            if self._lock is not lock:
                lock.release()


def _carried(folder: Path) -> Iterator[str]:
    service = synced_by(folder)
    if service is not None:
        yield (
            f"{service} carries this vault about while it is written, which can spoil it: move it "
            "to a folder of this computer. romtui doctor says more."
        )


def _data_key(header: Header, secret: str) -> bytes:
    """Try what was typed as what it looks like, then as a passphrase."""
    slip = ""
    if has_the_shape(secret):
        try:
            code = RecoveryCode.parse(secret)
        except UserError as refusal:
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
