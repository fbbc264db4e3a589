"""The vault of the demo: its key is never written anywhere."""

import secrets
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from romtui.platform import disk
from romtui.store.clock import Clock
from romtui.store.db import engine, migrations
from romtui.store.disk.files import discard, new_file
from romtui.store.disk.folder import LOCK, LOG, RECORDS
from romtui.store.disk.lock import Lock
from romtui.store.errors import VaultError
from romtui.store.store import Store

_PREFIX: Final = "romtui-demo-"
_FILES: Final = (RECORDS, LOG, f"{RECORDS}-shm")


def throwaway(now: Clock) -> tuple[Store, Callable[[], None]]:
    """Make a vault for the demo; calling the second closes it and removes it.

    What a killed demo leaves behind is unreadable; the next one of the same user removes it.
    """
    remove_abandoned()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    lock = Lock(folder / LOCK)
    records = folder / RECORDS
    try:
        new_file(records)
        connection = engine.connect(records, secrets.token_bytes(32))
        migrations.migrate(connection, back_up=lambda: None)
    except BaseException:
        _delete_folder(folder, lock)
        raise
    store = Store(engine.make_engine(connection), now=now, on_close=lambda: None)

    def close_and_remove() -> None:
        store.close()
        _delete_folder(folder, lock)

    return store, close_and_remove


def remove_abandoned() -> None:
    """Remove what killed demos of this user left, and nothing else.

    A folder without a lock may be of a demo that is just beginning: it is left alone.
    """
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError, VaultError):
            if folder.is_symlink() or disk.is_of_another_user(folder.stat()):
                continue
            if not (folder / LOCK).exists():
                continue
            _delete_folder(folder, Lock(folder / LOCK))


def _delete_folder(folder: Path, lock: Lock) -> None:
    for name in _FILES:
        discard(folder / name)
    lock.remove()
    with suppress(OSError):
        folder.rmdir()
