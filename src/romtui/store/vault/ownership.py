"""Whether a key is that of the records beside it, also where their first page is damaged."""

from contextlib import closing
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from romtui.store.backup import snapshot as backup
from romtui.store.db import engine
from romtui.store.errors import VaultError
from romtui.store.vault.folder import BACKUPS, RECORDS

_PAGE: Final = 4096


def belongs(folder: Path, records: bytes) -> bool:
    """Whether anything in a vault's folder was written with this key of the records.

    A first page that is damaged fails as one does under another key; the other pages, each
    authenticated by itself, and what lies beside the backups tell the two apart.
    """
    path = folder / RECORDS
    return (
        engine.opens(path, records)
        or _a_page_fits(path, records)
        or _manifest_fits(folder, records)
    )


def has_backups(folder: Path) -> bool:
    """Whether there is a backup that could tell, with what is written beside it."""
    return any(
        path.with_suffix(backup.MANIFEST).exists() for path in backup.copies(folder / BACKUPS)
    )


def _manifest_fits(folder: Path, records: bytes) -> bool:
    for path in reversed(backup.copies(folder / BACKUPS)):
        try:
            if backup.manifest_of(path, records) is not None:
                return True
        except VaultError:
            continue
    return False


def _a_page_fits(path: Path, records: bytes) -> bool:
    try:
        pages = path.stat().st_size // _PAGE
        with closing(
            dbapi2.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
            )
        ) as connection:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{records.hex()}'\"")
            failed = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    except (OSError, *engine.FAILURES):
        return False
    return len(failed) < pages
