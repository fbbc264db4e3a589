"""The vault of the demo: its key is never written anywhere."""

import os
import secrets
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from romtui.store.clock import Clock
from romtui.store.db import engine, migrations
from romtui.store.disk.files import discard, new_file
from romtui.store.disk.folder import LOCK, LOG, RECORDS
from romtui.store.disk.lock import Lock
from romtui.store.errors import VaultError
from romtui.store.store import Store

_PREFIX: Final = "romtui-demo-"
_FILES: Final = (RECORDS, LOG, f"{RECORDS}-shm", LOCK)


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
        _delete_folder(folder)
        lock.release()
        raise
    store = Store(engine.make_engine(connection), now=now, on_close=lambda: None)

    def close_and_remove() -> None:
        store.close()
        _delete_folder(folder)
        lock.release()

    return store, close_and_remove


def remove_abandoned() -> None:
    """Remove what killed demos of this user left, and nothing else.

    A folder without a lock may be of a demo that is just beginning: it is left alone.
    """
    if sys.platform == "win32":
        return
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError, VaultError):
            if folder.is_symlink() or folder.stat().st_uid != os.getuid():
                continue
            if not (folder / LOCK).exists():
                continue
            lock = Lock(folder / LOCK)
            _delete_folder(folder)
            lock.release()


def _delete_folder(folder: Path) -> None:
    for name in _FILES:
        discard(folder / name)
    with suppress(OSError):
        folder.rmdir()
