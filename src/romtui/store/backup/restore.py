"""Putting a backup in the place of the records: looked at first, nothing overwritten.

Whatever moment a power cut comes at, either the former records open or the restored ones. Only on
a disk that knows no hard links (exFAT) there is a moment without either: romtui says then that
the records are missing, and the same command does it again.
"""

from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from romtui.platform import disk
from romtui.store import texts
from romtui.store.backup.archive import SUFFIX, unpack
from romtui.store.backup.manifest import Contents, Manifest, count_contents
from romtui.store.backup.ownership import key_fits
from romtui.store.backup.snapshot import header_bytes, take_snapshot
from romtui.store.backup.verify import verify_records, verify_snapshot
from romtui.store.db import engine
from romtui.store.disk.files import (
    copy_aside,
    discard,
    link_or_rename,
    private_folder,
    remove,
    sync_folder,
    translate_os_errors,
)
from romtui.store.disk.folder import (
    BACKUPS,
    FORMER,
    LOG,
    RECORDS,
    RESTORING,
    drop_former_links,
)
from romtui.store.disk.header import Header, derive_records_key
from romtui.store.disk.header_copies import (
    HEADERS,
    open_copies,
    read_copies,
    write_copies,
)
from romtui.store.disk.lock import Lock
from romtui.store.errors import HeaderDamaged, NotOurs, VaultError, WrongSecret

_COMPARED: Final = {
    "patient": "SELECT id FROM patient",
    "session": "SELECT patient_id, day FROM session",
    "result": "SELECT result_id, n FROM result_version",
}


@dataclass(frozen=True, slots=True)
class Preview:
    """What restoring would do. `lost` counts what is only in the present records.

    `back` counts what is only in the backup, such as somebody who was erased since.
    `present` is None when there are no records, or none that can be read: `unreadable` says
    why then.
    """

    name: str
    manifest: Manifest
    present: Contents | None
    lost: dict[str, int]
    back: dict[str, int]
    unreadable: str = ""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done: where the former records lie now, and the backup made of them before."""

    former: Path | None
    before: Path | None


def restore(
    folder: Path,
    lock: Lock,
    chosen: Path,
    open_header: Callable[[Header], bytes],
    now: datetime,
    confirm: Callable[[Preview], bool],
) -> Restored | None:
    """Put a backup in place; None when `confirm` says no, and then nothing has changed.

    `chosen` is a snapshot or an archive. `open_header` gives the data key in a key header, or
    raises WrongSecret. The lock of the folder is held by the caller.
    """
    discard(folder / RESTORING)
    drop_former_links(folder)
    with TemporaryDirectory(prefix=engine.CHECKING, dir=folder) as staging:
        path = unpack(chosen, Path(staging)) if chosen.suffix == SUFFIX else chosen
        present, key = _present_header(folder, open_header)
        if present is None:
            header, key = _header_of_backup(path, open_header)
            _refuse_header_of_another(folder, header, key)
            manifest = verify_snapshot(path, key, header).manifest
        else:
            # The header of the vault stays: it opens the backup, whatever lies beside that.
            header = present
            _refuse_backup_of_another(path, key, open_header)
            manifest = verify_records(path, key)
        preview = _preview(chosen.stem, path, folder / RECORDS, key, manifest)
        if not confirm(preview):
            return None
        before = None
        if preview.present is not None and present is not None:
            before = _back_up(folder, lock, key, present, now)
        copy_aside(path, folder, RESTORING)
        former = _put_records_aside(folder, lock, now)
        if present is None:
            _put_headers_aside(folder, now)
            write_copies(folder, header.sealed(key))
        # Last of all: until this rename the former records are still under their own name.
        with translate_os_errors(folder / RECORDS):
            disk.replace(folder / RESTORING, folder / RECORDS)
        sync_folder(folder)
        return Restored(former, before)


def _present_header(
    folder: Path, open_header: Callable[[Header], bytes]
) -> tuple[Header | None, bytes]:
    """The header of the vault and the key of its records.

    None when both copies are gone or damaged, or the secret opens neither.
    """
    with suppress(WrongSecret, HeaderDamaged, NotOurs):
        if read_copies(folder) is not None:
            header, data_key = open_copies(folder, open_header, partial(key_fits, folder))
            return header, derive_records_key(data_key)
    return None, b""


def _header_of_backup(path: Path, open_header: Callable[[Header], bytes]) -> tuple[Header, bytes]:
    """The key header beside a backup, and the key of the records from it."""
    raw = header_bytes(path)
    if raw is None:
        raise NotOurs(texts.no_header_beside(path.name))
    header = Header.parse(raw)
    return header, derive_records_key(open_header(header))


def _refuse_header_of_another(folder: Path, header: Header, key: bytes) -> None:
    """Refuse a folder with a key header that the secret of the backup did not open."""
    try:
        present = read_copies(folder)
    except (HeaderDamaged, NotOurs):
        return
    if present is None:
        return
    if present.is_sealed_by(key) or present.common_slots(header):
        raise WrongSecret(texts.REPLACED_SINCE)
    raise NotOurs(texts.OTHER_VAULTS_BACKUP)


def _refuse_backup_of_another(
    path: Path, key: bytes, open_header: Callable[[Header], bytes]
) -> None:
    """Refuse a backup of another vault; a damaged one is left to `verify_records`."""
    if engine.opens(path, key):
        return
    with suppress(HeaderDamaged):
        raw = header_bytes(path)
        if raw is None:
            return
        header = Header.parse(raw)
        if header.is_sealed_by(key):
            return
        if header.mark or derive_records_key(open_header(header)) != key:
            raise NotOurs(texts.OTHER_VAULTS_BACKUP)


def _preview(name: str, path: Path, records: Path, key: bytes, manifest: Manifest) -> Preview:
    if not records.exists():
        return Preview(name, manifest, None, {}, {})
    try:
        with engine.reading(records, key) as present, engine.reading(path, key) as backup:
            engine.judge_pages(present)
            lost, back = {}, {}
            for kind, query in _COMPARED.items():
                now = set(present.execute(query).fetchall())
                then = set(backup.execute(query).fetchall())
                lost[kind], back[kind] = len(now - then), len(then - now)
            return Preview(name, manifest, count_contents(present), lost, back)
    except VaultError as error:
        return Preview(name, manifest, None, {}, {}, str(error))


def _back_up(folder: Path, lock: Lock, key: bytes, header: Header, now: datetime) -> Path:
    with closing(engine.connect(folder / RECORDS, key)) as connection:
        path = take_snapshot(connection, key, header.pack(), folder / BACKUPS, now)
        engine.fold_in(connection, lock.mark_closed)
    return path


def _put_records_aside(folder: Path, lock: Lock, now: datetime) -> Path | None:
    """Keep the present records among the backups; they stay in place until they are replaced.

    Their log does not stay: SQLite would fold it into the restored records.
    """
    backups = folder / BACKUPS
    private_folder(backups)
    name = f"{FORMER}{now:%Y-%m-%d-%H%M%S}"
    former = None
    for path, suffix in ((folder / LOG, ".db-wal"), (folder / RECORDS, ".db")):
        if path.exists():
            former = _free_path(backups / f"{name}{suffix}")
            link_or_rename(path, former)
    # The new names have to be on the disk before the log loses its old one.
    sync_folder(backups)
    discard(folder / f"{RECORDS}-shm")
    with translate_os_errors(folder / LOG):
        # Before the log goes, or the next opening would report it missing.
        lock.mark_closed()
        remove(folder / LOG)
    sync_folder(folder)
    return former


def _put_headers_aside(folder: Path, now: datetime) -> None:
    for name in HEADERS:
        if (folder / name).exists():
            former = _free_path(folder / BACKUPS / f"{FORMER}{now:%Y-%m-%d-%H%M%S}-{name}")
            with translate_os_errors(folder / name):
                disk.rename(folder / name, former)


def _free_path(path: Path) -> Path:
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
