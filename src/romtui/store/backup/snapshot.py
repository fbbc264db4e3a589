"""Encrypted copies of the records, verified before they bear their name."""

import re
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from romtui.store.backup.manifest import Contents, Manifest, contents, digest
from romtui.store.db.engine import FAILURES, check, connect, opens, sentence
from romtui.store.errors import SaveFailed, VaultError
from romtui.store.vault.files import (
    discard,
    new_file,
    private_folder,
    read_file,
    replace_file,
    sentences,
    sync_folder,
)
from romtui.store.vault.header import Header

HEADER: Final = ".hdr"
MANIFEST: Final = ".manifest"
MOST_BESIDE: Final = 64 * 1024
"""Bytes read of what lies beside a copy."""

_NUMBERED: Final = re.compile(r"(\d{6})-([0-9-]+)\.(db|hdr|manifest)")
_UNFINISHED: Final = re.compile(
    r"\d{6}-[0-9-]+\.(unfinished(-wal|-shm|-journal)?|(hdr|manifest)\.new)"
)
_MADE: Final = "%Y-%m-%d-%H%M"


def back_up(connection: Any, key: bytes, header: bytes, folder: Path, now: datetime) -> Path:
    """Copy an open database page by page; its key header and its manifest beside it.

    Names begin with a running number, so that their order never hangs on a clock. Header
    and manifest are there before the copy gets its name: no copy is ever without its key.
    Raises a VaultError when the copy could not be written or does not check; then there is
    no new file.
    """
    private_folder(folder)
    sweep(folder)
    path = folder / f"{_next_number(folder):06}-{now.strftime(_MADE)}.db"
    unfinished = path.with_suffix(".unfinished")
    try:
        new_file(unfinished)
        # One read transaction: what is counted is what is copied, whoever writes meanwhile.
        connection.execute("BEGIN")
        try:
            there = contents(connection)
            with closing(connect(unfinished, key)) as copy:
                connection.backup(copy)
        finally:
            connection.execute("COMMIT")
        check(unfinished, key)
        _refuse_unlike(there, unfinished, key)
        give_name(unfinished, path, header, Manifest(now, there, digest(unfinished)).seal(key))
    except BaseException as error:
        discard(path)
        sweep(folder)  # header and manifest go only where no copy bears the name
        if isinstance(error, FAILURES):
            raise sentence(error) from error
        raise
    return path


def give_name(unfinished: Path, path: Path, header: bytes, manifest: bytes) -> None:
    """Put what belongs beside a copy in place, and then the copy under its name."""
    replace_file(path.with_suffix(HEADER), header)
    replace_file(path.with_suffix(MANIFEST), manifest)
    with sentences(path):
        unfinished.replace(path)
    sync_folder(path.parent)


def copies(folder: Path) -> list[Path]:
    """The copies that bear their name, the oldest first."""
    with sentences(folder):
        if not folder.is_dir():
            return []
        return sorted(path for path in folder.glob("*.db") if _NUMBERED.fullmatch(path.name))


def header_beside(path: Path) -> bytes | None:
    """The key header beside a copy, as it lies there."""
    return read_file(path.with_suffix(HEADER), MOST_BESIDE)


def headers_beside(folder: Path) -> Iterator[Header]:
    """The key headers beside the copies that can be read, each once, the newest first."""
    seen: set[Header] = set()
    for path in reversed(copies(folder)):
        header = whole_header(path)
        if header is not None and header not in seen:
            seen.add(header)
            yield header


def whole_header(path: Path) -> Header | None:
    """The key header beside a copy, if it can be read; whose it is only a key tells."""
    with suppress(VaultError):
        return Header.parse(header_beside(path) or b"")
    return None


def number_of(path: Path) -> int:
    """The running number in a copy's name."""
    return int(path.name[:6])


def named_moment(path: Path) -> datetime:
    """When the clock on the wall made it, by its name alone; to the minute."""
    return datetime.strptime(path.stem[7:], _MADE).astimezone()


def manifest_of(path: Path, key: bytes) -> Manifest | None:
    """What is written beside a copy; None for one of a romtui that wrote nothing."""
    sealed = read_file(path.with_suffix(MANIFEST), MOST_BESIDE)
    return None if sealed is None else Manifest.unseal(key, sealed)


def remove(path: Path) -> None:
    """Delete a copy and what lies beside it."""
    with sentences(path):
        path.unlink(missing_ok=True)
    for beside in (HEADER, MANIFEST):
        discard(path.with_suffix(beside))


def sweep(folder: Path) -> None:
    """Remove what a kill left of a copy in the making; only names this module gives."""
    with sentences(folder):
        if not folder.is_dir():
            return
        for path in folder.iterdir():
            numbered = _NUMBERED.fullmatch(path.name)
            alone = numbered and numbered[3] != "db" and not path.with_suffix(".db").exists()
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


def _refuse_unlike(there: Contents, path: Path, key: bytes) -> None:
    """Refuse a copy that does not hold what its source holds."""
    with closing(connect(path, key)) as copy:
        if contents(copy) != there:
            raise SaveFailed("A backup was not complete, so nothing was changed: try again.")


def _next_number(folder: Path) -> int:
    taken = (_NUMBERED.fullmatch(path.name) for path in folder.iterdir())
    return max((int(match[1]) for match in taken if match), default=0) + 1
