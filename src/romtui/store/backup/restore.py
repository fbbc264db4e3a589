"""Putting a backup in the place of the records: looked at first, nothing overwritten.

Whatever moment a power cut comes at, the records of before open or the restored ones. Only on
a disk that knows no second names for a file (exFAT) there is a moment without either: romtui
says then that the records are missing, and the same command does it again.
"""

from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from romtui.store.backup import archive as parcel
from romtui.store.backup import snapshot as backup
from romtui.store.backup import verify as judging
from romtui.store.backup.manifest import Contents, Manifest, contents
from romtui.store.db import engine
from romtui.store.errors import HeaderDamaged, NotOurs, VaultError, WrongSecret
from romtui.store.vault.files import (
    Lock,
    copy_aside,
    discard,
    private_folder,
    second_name,
    sentences,
    sync_folder,
)
from romtui.store.vault.folder import (
    BACKUPS,
    FORMER,
    LOG,
    RECORDS,
    RESTORING,
    drop_second_names,
)
from romtui.store.vault.header import Header, records_key
from romtui.store.vault.header_copies import (
    HEADERS,
    REPLACED,
    open_copies,
    read_copies,
    write_copies,
)
from romtui.store.vault.ownership import belongs

_ANOTHER: Final = "This backup is of another vault: restore it into an empty folder with --vault."
_KEPT: Final = {
    "people": "SELECT id FROM patient",
    "sessions": "SELECT patient_id, day FROM session",
    "results": "SELECT result_id, n FROM result_version",
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

    `chosen` is a copy of a vault's own or a parcel. `open_header` gives the data key in a key
    header, or raises WrongSecret. The lock of the folder is held by the caller.
    """
    discard(folder / RESTORING)
    drop_second_names(folder)
    with TemporaryDirectory(prefix=engine.CHECKING, dir=folder) as staging:
        path = _as_copy(chosen, Path(staging))
        present, key = _present(folder, open_header)
        if present is None:
            header, key = _own(path, open_header)
            _refuse_another(folder, header, key)
            manifest = judging.verify(path, key, header).manifest
        else:
            # The header of the vault stays: it opens the backup, whatever lies beside that.
            header = present
            _refuse_foreign(path, key, open_header)
            manifest = judging.verify_records(path, key)
        preview = _preview(chosen.stem, path, folder / RECORDS, key, manifest)
        if not confirm(preview):
            return None
        before = None
        if preview.present is not None and present is not None:
            before = _back_up(folder, lock, key, present, now)
        copy_aside(path, folder, RESTORING)
        former = _put_aside(folder, lock, now)
        if present is None:
            _put_aside_headers(folder, now)
            write_copies(folder, header.sealed(key))
        with sentences(folder / RECORDS):
            (folder / RESTORING).replace(folder / RECORDS)
        sync_folder(folder)
        return Restored(former, before)


def _as_copy(chosen: Path, staging: Path) -> Path:
    return parcel.unpack(chosen, staging) if chosen.suffix == parcel.SUFFIX else chosen


def _present(folder: Path, open_header: Callable[[Header], bytes]) -> tuple[Header | None, bytes]:
    """The header of the vault and the key of its records.

    None when both copies are gone or damaged, or the secret opens neither.
    """
    try:
        if read_copies(folder) is not None:
            header, key = open_copies(folder, open_header, partial(belongs, folder))
            return header, records_key(key)
    except (WrongSecret, HeaderDamaged, NotOurs):
        pass
    return None, b""


def _own(path: Path, open_header: Callable[[Header], bytes]) -> tuple[Header, bytes]:
    """The key header beside a backup, and the key of the records from it."""
    raw = backup.header_beside(path)
    if raw is None:
        raise NotOurs(f"{path.name} has no key header beside it: choose another backup.")
    header = Header.parse(raw)
    return header, records_key(open_header(header))


def _refuse_another(folder: Path, header: Header, key: bytes) -> None:
    """Refuse where a key header lies that the secret of the backup did not open."""
    try:
        there = read_copies(folder)
    except (HeaderDamaged, NotOurs):
        return
    if there is None:
        return
    if there.vouched_by(key) or there.shares(header):
        raise WrongSecret(REPLACED)
    raise NotOurs(_ANOTHER)


def _refuse_foreign(path: Path, key: bytes, open_header: Callable[[Header], bytes]) -> None:
    """Refuse a backup of another vault; one that is damaged is for its judge to name."""
    if engine.opens(path, key):
        return
    with suppress(HeaderDamaged):
        raw = backup.header_beside(path)
        if raw is None:
            return
        header = Header.parse(raw)
        if header.vouched_by(key):
            return
        if header.mark or records_key(open_header(header)) != key:
            raise NotOurs(_ANOTHER)


def _preview(name: str, path: Path, records: Path, key: bytes, manifest: Manifest) -> Preview:
    if not records.exists():
        return Preview(name, manifest, None, {}, {}, "")
    try:
        with engine.reading(records, key) as now, engine.reading(path, key) as then:
            engine.judge_pages(now)
            kept = {what: (_set(now, query), _set(then, query)) for what, query in _KEPT.items()}
            return Preview(
                name,
                manifest,
                contents(now),
                {what: len(here - there) for what, (here, there) in kept.items()},
                {what: len(there - here) for what, (here, there) in kept.items()},
            )
    except VaultError as error:
        return Preview(name, manifest, None, {}, {}, str(error))


def _set(connection: Any, query: str) -> set[Any]:
    return set(connection.execute(query).fetchall())


def _back_up(folder: Path, lock: Lock, key: bytes, header: Header, now: datetime) -> Path:
    with closing(engine.connect(folder / RECORDS, key)) as connection:
        made = backup.back_up(connection, key, header.pack(), folder / BACKUPS, now)
        engine.fold_in(connection, lock.mark_closed)
    return made


def _put_aside(folder: Path, lock: Lock, now: datetime) -> Path | None:
    """Keep the present records among the backups; they stay in place until they are replaced.

    Their log does not: it must never be taken for that of the restored ones.
    """
    backups = folder / BACKUPS
    private_folder(backups)
    name = f"{FORMER}{now:%Y-%m-%d-%H%M%S}"
    former = None
    for there, suffix in ((folder / LOG, ".db-wal"), (folder / RECORDS, ".db")):
        if there.exists():
            former = _free(backups / f"{name}{suffix}")
            second_name(there, former)
    sync_folder(backups)
    discard(folder / f"{RECORDS}-shm")
    with sentences(folder / LOG):
        lock.mark_closed()  # nobody is to miss a log that was put aside
        (folder / LOG).unlink(missing_ok=True)
    sync_folder(folder)
    return former


def _put_aside_headers(folder: Path, now: datetime) -> None:
    for name in HEADERS:
        if (folder / name).exists():
            with sentences(folder / name):
                (folder / name).rename(
                    _free(folder / BACKUPS / f"{FORMER}{now:%Y-%m-%d-%H%M%S}-{name}")
                )


def _free(path: Path) -> Path:
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
