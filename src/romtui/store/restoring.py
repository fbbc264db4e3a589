"""Putting a backup in the place of the records: looked at first, nothing overwritten.

Whatever moment a power cut comes at, either the records of before open, or romtui says that
they are missing and the same command does it again.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from romtui.store import backup, engine, parcel
from romtui.store.copies import HEADERS, read_copies, write_copies
from romtui.store.errors import NotOurs, VaultError
from romtui.store.files import Lock, copy_aside, discard, private_folder, sentences, sync_folder
from romtui.store.folder import BACKUPS, LOG, RECORDS, RESTORING
from romtui.store.header import Header
from romtui.store.manifest import Contents, Manifest, contents

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

    `chosen` is a copy of a vault's own or a parcel. `open_header` gives the key of the
    records for a key header. The lock of the folder is held by the caller.
    """
    discard(folder / RESTORING)
    with TemporaryDirectory(prefix=engine.CHECKING, dir=folder) as staging:
        path = _as_copy(chosen, Path(staging))
        header = _header_of(path)
        key = open_header(header)
        manifest = backup.verify(path, key)
        present = _present_header(folder)
        if present is not None and open_header(present) != key:
            raise NotOurs(
                "This backup is of another vault: restore it into an empty folder with --vault."
            )
        preview = _preview(chosen.stem, path, folder / RECORDS, key, manifest)
        if not confirm(preview):
            return None
        before = None
        if preview.present is not None and present is not None:
            before = _back_up(folder, key, present, now)
        copy_aside(path, folder, RESTORING)
        former = _put_aside(folder, now)
        if present is None:
            _put_aside_headers(folder, now)
            write_copies(folder, header)
        with sentences(folder / RECORDS):
            (folder / RESTORING).rename(folder / RECORDS)
        sync_folder(folder)
        lock.mark_closed()
        return Restored(former, before)


def _as_copy(chosen: Path, staging: Path) -> Path:
    return parcel.unpack(chosen, staging) if chosen.suffix == parcel.SUFFIX else chosen


def _header_of(path: Path) -> Header:
    raw = backup.header_beside(path)
    if raw is None:
        raise NotOurs(f"{path.name} has no key header beside it: choose another backup.")
    return Header.parse(raw)


def _present_header(folder: Path) -> Header | None:
    """The header of the vault; none when both copies are gone or damaged."""
    try:
        return read_copies(folder)
    except VaultError:
        return None


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


def _back_up(folder: Path, key: bytes, header: Header, now: datetime) -> Path:
    with closing(engine.connect(folder / RECORDS, key)) as connection:
        made = backup.back_up(connection, key, header.pack(), folder / BACKUPS, now)
        engine.fold_in(connection)
    return made


def _put_aside(folder: Path, now: datetime) -> Path | None:
    """Move the present records into the backups.

    Their log goes first: it must never be taken for that of the restored ones.
    """
    backups = folder / BACKUPS
    private_folder(backups)
    discard(folder / f"{RECORDS}-shm")
    name = f"replaced-{now:%Y-%m-%d-%H%M%S}"
    former = None
    for there, suffix in ((folder / LOG, ".db-wal"), (folder / RECORDS, ".db")):
        if there.exists():
            former = _free(backups / f"{name}{suffix}")
            with sentences(there):
                there.rename(former)
    sync_folder(backups)
    return former


def _put_aside_headers(folder: Path, now: datetime) -> None:
    for name in HEADERS:
        if (folder / name).exists():
            with sentences(folder / name):
                (folder / name).rename(
                    _free(folder / BACKUPS / f"replaced-{now:%Y-%m-%d-%H%M%S}-{name}")
                )


def _free(path: Path) -> Path:
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
