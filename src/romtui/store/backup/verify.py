"""Which backups there are, and which are good: those that restore, and nothing less.

`key` is the key of the records throughout; `current` is the key header of the vault today, by
which it is known what opens an older one, or None where that cannot be read.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Final

from romtui.store import texts
from romtui.store.backup.archive import archive_folder, list_archives, read_envelope, unpack
from romtui.store.backup.manifest import Manifest, count_contents, file_digest
from romtui.store.backup.snapshot import (
    header_bytes,
    list_snapshots,
    number_of,
    read_manifest,
    time_in_name,
)
from romtui.store.db.engine import judge, reading, scratch
from romtui.store.disk.files import translate_os_errors
from romtui.store.disk.folder import BACKUPS
from romtui.store.disk.header import Header, Slot
from romtui.store.errors import (
    DatabaseDamaged,
    HeaderDamaged,
    NewerVersion,
    NotWritable,
    SaveFailed,
    VaultError,
)


@dataclass(frozen=True, slots=True)
class Backup:
    """A line of the list: a snapshot or an archive, with its manifest or why it is no use.

    `problem` is why it cannot be restored; `remark` is worth knowing before it is. `proven` is
    false where it may be good and cannot be shown to be.
    """

    path: Path
    manifest: Manifest | None = None
    problem: str = ""
    remark: str = ""
    proven: bool = True

    @property
    def good(self) -> bool:
        """Whether it restores."""
        return self.proven and not self.problem

    @property
    def number(self) -> int:
        """The running number."""
        return number_of(self.path)

    @property
    def made_at(self) -> datetime:
        """When it was made; by its name where it has no manifest."""
        return time_in_name(self.path) if self.manifest is None else self.manifest.made_at


class RequiredSecrets(Enum):
    """Which secrets open a backup that is whole."""

    TODAYS = "today's"
    RECOVERY_CODE = "the recovery code"
    FORMER = "those of then"
    UNKNOWN = "unknown"

    @property
    def proven(self) -> bool:
        """Whether a secret of today certainly opens it."""
        return self in (RequiredSecrets.TODAYS, RequiredSecrets.RECOVERY_CODE)

    @property
    def remark(self) -> str:
        """What to know before it is restored somewhere else; "" when all is as expected."""
        return _REMARKS[self]


_REMARKS: Final = {
    RequiredSecrets.TODAYS: "",
    RequiredSecrets.RECOVERY_CODE: texts.OPENS_WITH_CODE,
    RequiredSecrets.FORMER: texts.OPENS_WITH_FORMER,
    RequiredSecrets.UNKNOWN: texts.OPENS_WITH_UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Verified:
    """A backup that is whole: what it holds, what opens it, and what else is worth knowing."""

    manifest: Manifest
    secrets: RequiredSecrets
    warning: str = ""

    @property
    def remark(self) -> str:
        """In a sentence or two, or ""."""
        return " ".join(part for part in (self.warning, self.secrets.remark) if part)


def list_backups(folder: Path, key: bytes, current: Header | None) -> tuple[Backup, ...]:
    """The snapshots in a folder of backups, oldest first, by their headers and manifests alone."""
    return tuple(read_backup(path, key, current) for path in list_snapshots(folder))


def read_backup(path: Path, key: bytes, current: Header | None) -> Backup:
    """A snapshot by its header and its manifest; the copy itself is not opened."""
    try:
        require_header(header_bytes(path), key, current)
        return Backup(path, read_manifest(path, key))
    except VaultError as error:
        return Backup(path, problem=str(error))


def verify_backups(vault: Path, key: bytes, current: Header | None) -> Iterator[Backup]:
    """Verify each snapshot of a vault, newest first."""
    for path in reversed(list_snapshots(vault / BACKUPS)):
        yield _verified(path, partial(verify_snapshot, path, key, current))


def verify_archives(
    second_place: Path, vault: Path, key: bytes, current: Header | None
) -> Iterator[Backup]:
    """Verify each archive of a vault in its second location, newest first.

    Those that say they are of another vault are passed over. Raises NotWritable when the second
    place is not there.
    """
    folder = archive_folder(second_place)
    if not folder.is_dir():
        raise NotWritable(texts.second_location_away(second_place))
    for path in reversed(list_archives(folder)):
        if not _is_of_another_vault(path, key):
            yield _verified(path, partial(verify_archive, path, vault, key, current))


def verify_snapshot(path: Path, key: bytes, current: Header | None) -> Verified:
    """Verify what restoring relies on: its own key header, its file, every page, its rows.

    Nothing else decides what is called good. Raises a VaultError that says what is wrong.
    """
    header = require_header(header_bytes(path), key, current)
    warning = "" if read_manifest(path, key) else texts.NO_MANIFEST
    return Verified(verify_records(path, key), required_secrets(header, current), warning)


def verify_archive(path: Path, vault: Path, key: bytes, current: Header | None) -> Verified:
    """The same for an archive, which is unpacked within the vault's folder for it."""
    warning = read_envelope(path).warning
    with translate_os_errors(vault), scratch(vault) as staging:
        verified = verify_snapshot(unpack(path, staging), key, current)
    return Verified(verified.manifest, verified.secrets, warning or verified.warning)


def verify_records(path: Path, key: bytes) -> Manifest:
    """Look at everything in a copy of the records; raises what is wrong with it.

    One without a manifest is given one by what it holds, so that all can be compared alike.
    """
    manifest = read_manifest(path, key)
    digest = file_digest(path)
    if manifest is not None and manifest.digest != digest:
        raise DatabaseDamaged(texts.FILE_CHANGED)
    with reading(path, key) as connection:
        judge(connection, path.stat().st_size, thorough=True)
        contents = count_contents(connection)
    if manifest is not None and manifest.contents != contents:
        raise DatabaseDamaged(texts.CONTENTS_CHANGED)
    return manifest or Manifest(time_in_name(path), contents, digest)


def require_header(raw: bytes | None, key: bytes, current: Header | None) -> Header:
    """Read the key header of a backup; raises when it does not lead to this key.

    One that this key has sealed opens with the secrets of then. One of version 1 has no seal: it
    is known by what it has in common with that of today.
    """
    if raw is None:
        raise HeaderDamaged(texts.BACKUP_HEADER_MISSING)
    try:
        header = Header.parse(raw)
    except NewerVersion:
        raise
    except VaultError:
        raise HeaderDamaged(texts.BACKUP_HEADER_DAMAGED) from None
    if header.seal and not header.is_sealed_by(key):
        ours = current is not None and header.mark == current.sealed(key).mark
        raise HeaderDamaged(texts.BACKUP_HEADER_CHANGED if ours else texts.BACKUP_HEADER_FOREIGN)
    return header


def required_secrets(header: Header, current: Header | None) -> RequiredSecrets:
    """What opens a backup that is whole, compared with what opens the vault today."""
    shared = frozenset() if current is None else header.common_slots(current)
    if Slot.PASSPHRASE in shared:
        return RequiredSecrets.TODAYS
    if Slot.RECOVERY in shared:
        return RequiredSecrets.RECOVERY_CODE
    return RequiredSecrets.FORMER if header.seal else RequiredSecrets.UNKNOWN


def _verified(path: Path, verify: Callable[[], Verified]) -> Backup:
    try:
        verified = verify()
    except (SaveFailed, NotWritable) as error:
        # The disk would not give it, which says nothing about what lies there.
        return Backup(path, remark=texts.could_not_be_read(error), proven=False)
    except VaultError as error:
        return Backup(path, problem=str(error))
    return Backup(path, verified.manifest, remark=verified.remark, proven=verified.secrets.proven)


def _is_of_another_vault(archive: Path, key: bytes) -> bool:
    try:
        header = Header.parse(read_envelope(archive).header)
    except VaultError:
        return False
    return bool(header.mark) and header.mark != header.sealed(key).mark
