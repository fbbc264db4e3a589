"""Encrypted copies of the records, verified before they bear their name."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from romtui.store.engine import check, connect, opens, sentence
from romtui.store.errors import SaveFailed, VaultError
from romtui.store.files import (
    discard,
    new_file,
    private_folder,
    replace_file,
    sentences,
    sync_folder,
)

_NUMBERED: Final = re.compile(r"(\d{6})-[0-9-]+\.(db|hdr)")
_UNFINISHED: Final = re.compile(r"\d{6}-[0-9-]+\.(unfinished(-wal|-shm|-journal)?|hdr\.new)")


def back_up(connection: Any, key: bytes, header: bytes, folder: Path, now: datetime) -> Path:
    """Copy an open database page by page, and its key header beside it.

    Names begin with a running number, so that their order never hangs on a clock. The
    header is there before the copy gets its name: no copy is ever without its key. Raises a
    VaultError when the copy could not be written or does not check; then there is no new
    file.
    """
    private_folder(folder)
    sweep(folder)
    path = folder / f"{_next_number(folder):06}-{now:%Y-%m-%d-%H%M}.db"
    unfinished = path.with_suffix(".unfinished")
    beside = path.with_suffix(".hdr")
    try:
        new_file(unfinished)
        with closing(connect(unfinished, key)) as copy:
            connection.backup(copy)
        check(unfinished, key)
        _refuse_unlike(connection, unfinished, key)
        replace_file(beside, header)
        with sentences(path):
            unfinished.rename(path)
    except BaseException as error:
        discard(beside)
        sweep(folder)
        if isinstance(error, dbapi2.Error):
            raise sentence(error) from error
        raise
    sync_folder(folder)
    return path


def sweep(folder: Path) -> None:
    """Remove what a kill left of a copy in the making; only names this module gives."""
    with sentences(folder):
        if not folder.is_dir():
            return
        for path in folder.iterdir():
            numbered = _NUMBERED.fullmatch(path.name)
            alone = numbered and numbered[2] == "hdr" and not path.with_suffix(".db").exists()
            if alone or _UNFINISHED.fullmatch(path.name):
                discard(path)


def rewrap(folder: Path, key: bytes, header: bytes) -> Iterator[str]:
    """Give the copies that have this key a new header; a note for each that keeps the old one.

    Until then the old passphrase, tried on a header beside a copy, opens the records of today.
    """
    if not folder.is_dir():
        return
    sweep(folder)
    for path in sorted(folder.glob("*.hdr")):
        if not _NUMBERED.fullmatch(path.name):
            continue
        try:
            if opens(path.with_suffix(".db"), key):
                replace_file(path, header)
                continue
            why = "It has another key, or is damaged."
        except VaultError as error:
            why = str(error)
        yield f"The backup {path.stem} still opens with what was replaced. {why}"


def _refuse_unlike(connection: Any, path: Path, key: bytes) -> None:
    """Refuse a copy that has not as many rows in each table as its source."""
    with closing(connect(path, key)) as copy:
        if _counts(copy) != _counts(connection):
            raise SaveFailed("A backup was not complete, so nothing was changed: try again.")


def _counts(connection: Any) -> dict[str, int]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for (name,) in names
    }


def _next_number(folder: Path) -> int:
    taken = (_NUMBERED.fullmatch(path.name) for path in folder.iterdir())
    return max((int(match[1]) for match in taken if match), default=0) + 1
