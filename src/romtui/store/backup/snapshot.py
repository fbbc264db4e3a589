"""A snapshot: an encrypted copy of the records in the vault's folder, with all it takes to open it.

It is three files of one name, `000012-2026-05-04-0900` with the endings .db, .hdr (the key
header of then) and .manifest. The name begins with a running number, so that the order never
depends on a clock.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from romtui.platform import disk
from romtui.store import texts
from romtui.store.backup.manifest import Contents, Manifest, count_contents, file_digest
from romtui.store.db.engine import FAILURES, check, connect, opens, translate_db_error
from romtui.store.disk.files import (
    discard,
    new_file,
    private_folder,
    read_file,
    remove,
    replace_file,
    sync_folder,
    translate_os_errors,
)
from romtui.store.disk.header import Header
from romtui.store.errors import SaveFailed, VaultError

HEADER: Final = ".hdr"
MANIFEST: Final = ".manifest"
MOST_BESIDE: Final = 64 * 1024
"""Bytes read of a header or a manifest; neither is ever nearly as long."""

_NUMBERED: Final = re.compile(r"(\d{6})-([0-9-]+)\.(db|hdr|manifest)")
_UNFINISHED: Final = re.compile(
    r"\d{6}-[0-9-]+\.(unfinished(-wal|-shm|-journal)?|(hdr|manifest)\.new)"
)
_TIME: Final = "%Y-%m-%d-%H%M"


def take_snapshot(
    connection: Any,
    key: bytes,
    header: bytes,
    folder: Path,
    now: datetime,
    copy_file: Callable[[Path], None] | None = None,
) -> Path:
    """Copy an open database, and verify the copy before it gets its name.

    It is copied page by page; by `copy_file` where what it reads is one file
    (`begin_in_one_file`), which takes a tenth of the time.

    Raises a VaultError when the copy could not be written or fails its check; then there is no
    new file.
    """
    private_folder(folder)
    discard_unfinished(folder)
    taken = (_NUMBERED.fullmatch(path.name) for path in folder.iterdir())
    number = max((int(match[1]) for match in taken if match), default=0) + 1
    path = folder / f"{number:06}-{now.strftime(_TIME)}.db"
    unfinished = path.with_suffix(".unfinished")
    try:
        new_file(unfinished)
        # One read transaction: what is counted is what is copied, whoever writes meanwhile.
        if not connection.in_transaction:
            connection.execute("BEGIN")
        try:
            contents = count_contents(connection)
            if copy_file is None:
                with closing(connect(unfinished, key)) as copy:
                    connection.backup(copy)
            else:
                copy_file(unfinished)
        finally:
            connection.execute("COMMIT")
        check(unfinished, key)
        _require_contents(unfinished, key, contents)
        manifest = Manifest(now, contents, file_digest(unfinished))
        publish(unfinished, path, header, manifest.seal(key))
    except BaseException as error:
        discard(path)
        # After the copy itself: a header or manifest is removed only where there is no copy to it.
        discard_unfinished(folder)
        if isinstance(error, FAILURES):
            raise translate_db_error(error) from error
        raise
    return path


def _require_contents(path: Path, key: bytes, contents: Contents) -> None:
    with closing(connect(path, key)) as copy:
        if count_contents(copy) != contents:
            raise SaveFailed(texts.BACKUP_INCOMPLETE)


def publish(unfinished: Path, path: Path, header: bytes, manifest: bytes) -> None:
    """Give a copy its name, once header and manifest are on the disk: none is without its key."""
    replace_file(path.with_suffix(HEADER), header)
    replace_file(path.with_suffix(MANIFEST), manifest)
    with translate_os_errors(path):
        disk.replace(unfinished, path)
    sync_folder(path.parent)


def list_snapshots(folder: Path) -> list[Path]:
    """The .db files of the finished snapshots, oldest first."""
    with translate_os_errors(folder):
        if not folder.is_dir():
            return []
        return sorted(path for path in folder.glob("*.db") if _NUMBERED.fullmatch(path.name))


def number_of(path: Path) -> int:
    """The running number in the name of a snapshot, or of an archive."""
    return int(path.name[:6])


def time_in_name(path: Path) -> datetime:
    """The local time in the name, to the minute: when it was made, if the clock was right."""
    return datetime.strptime(path.stem[7:], _TIME).astimezone()


def header_bytes(path: Path) -> bytes | None:
    """The key header beside a snapshot, as it lies there."""
    return read_file(path.with_suffix(HEADER), MOST_BESIDE)


def read_header(path: Path) -> Header | None:
    """The key header beside a snapshot, or None if it is gone or damaged.

    Whether it is of this vault only a key tells.
    """
    with suppress(VaultError):
        return Header.parse(header_bytes(path) or b"")
    return None


def read_headers(folder: Path) -> Iterator[Header]:
    """The readable key headers beside the snapshots, each once, newest first."""
    headers = (read_header(path) for path in reversed(list_snapshots(folder)))
    yield from dict.fromkeys(header for header in headers if header is not None)


def read_manifest(path: Path, key: bytes) -> Manifest | None:
    """The manifest beside a snapshot; None for one of a romtui that wrote none."""
    sealed = read_file(path.with_suffix(MANIFEST), MOST_BESIDE)
    return None if sealed is None else Manifest.unseal(key, sealed)


def delete_snapshot(path: Path) -> None:
    """Delete a snapshot, and its header and manifest after it."""
    with translate_os_errors(path):
        remove(path)
    for suffix in (HEADER, MANIFEST):
        discard(path.with_suffix(suffix))


def discard_unfinished(folder: Path) -> None:
    """Discard what a killed program left of a snapshot; only names of ours are touched."""
    with translate_os_errors(folder):
        if not folder.is_dir():
            return
        for path in folder.iterdir():
            numbered = _NUMBERED.fullmatch(path.name)
            orphaned = numbered and numbered[3] != "db" and not path.with_suffix(".db").exists()
            if orphaned or _UNFINISHED.fullmatch(path.name):
                discard(path)


def renew_headers(folder: Path, key: bytes, header: bytes) -> Iterator[str]:
    """Give the snapshots that have this key a new header; a note for each that keeps its old one.

    Until then the old passphrase, tried on a header beside a snapshot, opens the records of today.
    """
    if not folder.is_dir():
        return
    discard_unfinished(folder)
    for path in sorted(folder.glob(f"*{HEADER}")):
        if not _NUMBERED.fullmatch(path.name):
            continue
        try:
            if opens(path.with_suffix(".db"), key):
                replace_file(path, header)
                continue
            why = texts.OTHER_KEY
        except VaultError as error:
            why = str(error)
        yield texts.still_opens_with_old(path.stem, why)
