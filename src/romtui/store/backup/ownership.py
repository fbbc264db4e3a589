"""Whether a key is that of the records beside it, even where their first page is damaged."""

from contextlib import closing
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from romtui.store import texts
from romtui.store.backup.snapshot import MANIFEST, list_snapshots, read_manifest
from romtui.store.backup.verify import verify_backups
from romtui.store.db import engine
from romtui.store.disk.folder import BACKUPS, RECORDS
from romtui.store.disk.header_copies import header_for
from romtui.store.errors import DatabaseDamaged, NotOurs, VaultError

_PAGE: Final = 4096


def key_fits(folder: Path, key: bytes) -> bool:
    """Whether anything in a vault's folder was written with this key of the records.

    A first page that is damaged fails as one does under another key; the other pages, each
    authenticated by itself, and the manifests beside the backups tell the two apart.
    """
    path = folder / RECORDS
    return engine.opens(path, key) or _some_page_fits(path, key) or _some_manifest_fits(folder, key)


def explain_damage(folder: Path, key: bytes, damage: DatabaseDamaged) -> VaultError:
    """What to say of records that do not open: a key header that is not theirs, or ways out.

    Of damaged records that is the newest backup that is whole, and how to read what can be read.
    """
    if not key_fits(folder, key):
        if any(path.with_suffix(MANIFEST).exists() for path in list_snapshots(folder / BACKUPS)):
            return NotOurs(texts.FOREIGN_HEADER)
        return DatabaseDamaged(texts.FOREIGN_OR_DAMAGED)
    backups = verify_backups(folder, key, header_for(folder, key))
    newest = next((backup for backup in backups if backup.good), None)
    if newest is None:
        return DatabaseDamaged(f"{damage} {texts.OPEN_READ_ONLY}")
    return DatabaseDamaged(texts.newest_whole_backup(damage, newest.number, newest.made_at))


def _some_manifest_fits(folder: Path, key: bytes) -> bool:
    for path in reversed(list_snapshots(folder / BACKUPS)):
        try:
            if read_manifest(path, key) is not None:
                return True
        except VaultError:
            continue
    return False


def _some_page_fits(path: Path, key: bytes) -> bool:
    try:
        pages = path.stat().st_size // _PAGE
        with closing(
            dbapi2.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
            )
        ) as connection:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            # Checks each page by itself, without the schema that the first page holds.
            bad = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    except (OSError, *engine.FAILURES):
        return False
    return len(bad) < pages
