"""The vault: a folder with the encrypted records and the header that holds their key.

This module loads with the standard library alone: the unlock screen is painted before
the database and the ciphers are imported. Every method may be called from a worker.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from romtui.store import texts
from romtui.store.clock import Clock, local_now
from romtui.store.disk.files import discard, private_folder
from romtui.store.disk.folder import (
    BACKUPS,
    CREATING,
    LOCK,
    VaultState,
    drop_former_links,
    find_state,
    remove_half_made,
    restore_permissions,
)
from romtui.store.disk.header import Header, Slot, derive_records_key
from romtui.store.disk.header_copies import mend_copies, write_copies
from romtui.store.disk.kdf import Kdf
from romtui.store.disk.lock import Lock
from romtui.store.errors import (
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
from romtui.store.vault.data_key import (
    normalized,
    open_any_header,
    open_header,
    open_vault_header,
)
from romtui.store.vault.recovery_code import RecoveryCode

if TYPE_CHECKING:
    from romtui.domain.check_result import CheckResult
    from romtui.domain.instrument import Instrument
    from romtui.store.backup.restore import Preview, Restored
    from romtui.store.backup.verify import Backup
    from romtui.store.store import Store

__all__ = ["Kdf", "RecoveryCode", "Vault", "VaultState"]


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
        return find_state(self.folder, to_read=self._read_only)

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
        return passphrases.weakness(normalized(passphrase))

    def create(self, passphrase: str, code: RecoveryCode) -> Store:
        """Make the vault and open it.

        The code is one from `offer_recovery_code` that was typed back: once the vault is
        there nobody can see it again. Raises WeakPassphrase when `weakness` finds
        something to say.
        """
        from romtui.store.vault.creation import in_the_making, write_first_records

        self._refuse_weak(passphrase)
        self._refuse_second()
        refuse_synced(self.folder)
        existed = self.folder.exists()
        private_folder(self.folder)
        with self._locked() as lock:
            # Once more: another window may have made one while this one waited for the lock.
            self._refuse_second()
            remove_half_made(self.folder)
            with in_the_making(self.folder, existed=existed, lock=lock) as records:
                data_key = secrets.token_bytes(32)
                header = Header.make(data_key, self._kdf, normalized(passphrase), code.secret)
                write_first_records(records, derive_records_key(data_key), header)
                store = self._open(data_key, header, lock)
            self._lock = lock
        return store

    def unlock(self, secret: str) -> Store:
        """Open with the passphrase or the recovery code, whichever it turns out to be.

        A vault made `read_only` opens damaged records too, as far as they can be read.
        """
        if self._lock is not None:
            raise AlreadyOpen(texts.OPEN_HERE)
        self._refuse_absent()
        with self._locked() as lock:
            header, data_key = self._open_header(secret)
            if self._read_only:
                return self._open_to_read(data_key, lock)
            self.notes = (*_sync_warning(self.folder), *restore_permissions(self.folder))
            drop_former_links(self.folder)  # a name of records that are open cannot always go
            try:
                store = self._open(data_key, header, lock)
            except DatabaseDamaged as damage:
                from romtui.store.backup.ownership import explain_damage

                records_key = derive_records_key(data_key)
                raise explain_damage(self.folder, records_key, damage) from damage
            try:
                self._tidy(header, data_key)
            except BaseException:
                store.close()
                raise
            self._lock = lock
        return store

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
        self._replace_secret(old_or_recovery, Slot.PASSPHRASE, normalized(new))

    def renew_recovery_code(self, secret: str, code: RecoveryCode) -> None:
        """Replace the recovery code, for one that was lost, never written down or seen.

        As in `create` the new one has been typed back. The backups in the vault take it too; what
        lies elsewhere does not. What did not quite work is said in `notes`.
        """
        self._replace_secret(secret, Slot.RECOVERY, code.secret)

    def relocate(self, store: Store, folder: Path) -> None:
        """Go on in an empty folder with an open store whose own was moved or deleted."""
        store.relocate(folder)
        self.folder = folder
        self._lock = None if store.files is None else store.files.lock

    def free_folder(self) -> Path:
        """A folder that is not there yet, as near as can be to the one of the vault."""
        from romtui.store.vault.creation import free_folder

        return free_folder(self.folder)

    def check(self, secret: str, instruments: Mapping[str, Instrument]) -> Iterator[CheckResult]:
        """Look at everything while nobody has the vault open; nothing is changed."""
        from romtui.store.vault.check import check_vault

        self._refuse_absent()
        with self._locked() as lock:
            _, data_key = self._open_header(secret)
            records_key = derive_records_key(data_key)
            yield from check_vault(self.folder, records_key, instruments, lock.reached)

    def backups(self, secret: str) -> tuple[Backup, ...]:
        """List the backups in the folder, also of a vault that does not open.

        If it has no key header of its own, that of the newest backup is tried.
        """
        from romtui.store.backup.verify import list_backups

        try:
            header, data_key = open_any_header(self.folder, secret)
        except (HeaderDamaged, NotOurs, WrongSecret):
            self._refuse_absent()
            raise
        return list_backups(self.folder / BACKUPS, derive_records_key(data_key), header)

    def restore(
        self, chosen: Path, secret: str, confirm: Callable[[Preview], bool]
    ) -> Restored | None:
        """Put a backup in the place of the records, in an empty folder too.

        None when `confirm` said no. The former records lie among the backups then.
        """
        from romtui.store.backup.restore import restore

        private_folder(self.folder)
        with self._locked() as lock:
            restored = restore(
                self.folder,
                lock,
                chosen,
                lambda header: open_header(header, secret),
                self._now(),
                confirm,
            )
        if restored is not None:
            store = self.unlock(secret)
            store.note_restored()
            store.close()
        return restored

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
            raise AlreadyThere(texts.ALREADY_A_VAULT)

    def _refuse_absent(self) -> None:
        if self.state() is VaultState.ABSENT:
            raise NotOurs(texts.no_vault(self.folder))

    def _open_header(self, secret: str) -> tuple[Header, bytes]:
        """The header that counts, read from the disk each time, and the data key in it."""
        self._refuse_absent()
        return open_vault_header(self.folder, secret)

    def _open(self, data_key: bytes, header: Header, lock: Lock) -> Store:
        from romtui.store.vault.open_vault import open_store

        records_key = derive_records_key(data_key)
        store, notes = open_store(
            self.folder, records_key, header, lock, self._now, self._forget_lock
        )
        self.notes += notes
        return store

    def _open_to_read(self, data_key: bytes, lock: Lock) -> Store:
        from romtui.store.vault.open_vault import open_to_read

        records_key = derive_records_key(data_key)
        store = open_to_read(self.folder, records_key, lock, self._now, self._forget_lock)
        self.notes = (texts.READ_ONLY,)
        self._lock = lock
        return store

    def _forget_lock(self) -> None:
        self._lock = None

    def _tidy(self, header: Header, data_key: bytes) -> None:
        """Put right around an opened vault what never needed its records touched.

        A key header of an earlier version is written anew in the present one.
        """
        from romtui.store.backup.snapshot import discard_unfinished
        from romtui.store.db.engine import CHECKING

        records_key = derive_records_key(data_key)
        with suppress(OSError):  # a folder that cannot be listed now is tidied another time
            discard(self.folder / CREATING)
            for left in self.folder.glob(f"{CHECKING}*"):
                shutil.rmtree(left, ignore_errors=True)
        try:
            discard_unfinished(self.folder / BACKUPS)
            self.notes += (*mend_copies(self.folder, header, records_key, self.folder / BACKUPS),)
            if not header.seal:
                self.notes += write_copies(self.folder, header.sealed(records_key))
        except VaultError as error:
            self.notes += (str(error),)

    def _replace_secret(self, secret: str, slot: Slot, new: str) -> None:
        from romtui.store.backup.snapshot import renew_headers

        self._refuse_absent()
        with self._locked():
            # Read only now that nobody else can change it: another window may have renewed it.
            header, data_key = self._open_header(secret)
            fresh = header.rewrap(data_key, slot, new, self._kdf)
            # First the vault's own: the backups take what counts already, never the other way.
            self.notes = write_copies(self.folder, fresh)
            records_key = derive_records_key(data_key)
            self.notes += (*renew_headers(self.folder / BACKUPS, records_key, fresh.pack()),)

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


def _sync_warning(folder: Path) -> Iterator[str]:
    service = synced_by(folder)
    if service is not None:
        yield texts.synced_vault(service)
