"""Whether a key is that of the records beside it, even where their first page is damaged."""

from contextlib import closing
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from romtui.domain.text import full_moment
from romtui.store.backup.snapshot import MANIFEST, list_snapshots, read_manifest
from romtui.store.backup.verify import verify_backups
from romtui.store.db import engine
from romtui.store.disk.folder import BACKUPS, RECORDS
from romtui.store.disk.header_copies import header_for
from romtui.store.errors import WAY_OUT, DatabaseDamaged, NotOurs, VaultError

_PAGE: Final = 4096
_FOREIGN: Final = (
    "Your passphrase opens vault.hdr, but that is the key header of another vault: nothing in "
    f"this folder was written with its key. Put its own vault.hdr back. {WAY_OUT}"
)
_FOREIGN_OR_DAMAGED: Final = (
    "Nothing in the records opens with the key in vault.hdr, though your passphrase is right for "
    "it: either that is the key header of another vault, or the records are damaged from the "
    f"first page on. {WAY_OUT}"
)


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
            return NotOurs(_FOREIGN)
        return DatabaseDamaged(_FOREIGN_OR_DAMAGED)
    reading = "romtui --read-only opens what can be read."
    backups = verify_backups(folder, key, header_for(folder, key))
    newest = next((backup for backup in backups if backup.good), None)
    if newest is None:
        return DatabaseDamaged(f"{damage} {reading}")
    return DatabaseDamaged(
        f"{damage} The newest backup that is whole is number {newest.number}, of "
        f"{full_moment(newest.made_at)}: romtui restore shows it. {reading}"
    )


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
