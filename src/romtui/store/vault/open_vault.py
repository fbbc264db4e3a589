"""From a key to an open store: judge the log, check the pages, bring the schema up to date."""

from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from functools import partial
from pathlib import Path

from romtui.store import texts
from romtui.store.backup.repository import BackupRepository
from romtui.store.backup.snapshot import take_snapshot
from romtui.store.clock import Clock
from romtui.store.db import engine, migrations
from romtui.store.db.open_files import OpenFiles
from romtui.store.db.wal import Reach, Tail, sound_part, tail_of
from romtui.store.disk.files import (
    copy_aside,
    discard,
    is_own_file,
    replace_file,
    sync_folder,
    translate_os_errors,
)
from romtui.store.disk.folder import BACKUPS, LOCK, LOG, RECORDS
from romtui.store.disk.header import Header
from romtui.store.disk.header_copies import header_for
from romtui.store.disk.lock import Lock
from romtui.store.errors import DatabaseDamaged, NewerVersion, VaultError
from romtui.store.store import Store
from romtui.store.vault.creation import copy_vault


def open_store(
    folder: Path,
    key: bytes,
    header: Header,
    lock: Lock,
    now: Clock,
    on_close: Callable[[], None],
) -> tuple[Store, tuple[str, ...]]:
    """Open the records with their key; gives notes worth showing.

    The lock is held by the store from then on; `on_close` is called before it is released.
    Raises DatabaseDamaged, or what is wrong with the disk, before anything is changed.
    """
    notes = _judge_log(folder, key, lock, now)
    connection = engine.connect(folder / RECORDS, key)
    try:
        engine.fold_in(connection, lock.mark_closed)
        records = engine.make_engine(connection)
        migrations.migrate(
            connection,
            lambda: take_snapshot(connection, key, header.pack(), folder / BACKUPS, now()),
        )
        with translate_os_errors(folder / LOCK):
            # The name of the log has to be on the disk before the lock file says that there is
            # one: a power cut in between would make it look deleted.
            sync_folder(folder)
            lock.mark_open()
            files = OpenFiles(folder, lock)
    except BaseException:
        connection.close()
        raise

    def close() -> None:
        on_close()
        with suppress(OSError):
            if not (folder / LOG).exists():
                lock.mark_closed()
        # Closing any handle of the records drops SQLite's locks on them: so after the database.
        files.close()
        lock.release()

    def relocate(new_folder: Path) -> Store:
        try:
            current = header_for(folder, key)
        except VaultError:  # it went with the folder
            current = header
        copy_vault(connection, key, current, new_folder)
        new_lock = Lock(new_folder / LOCK)
        return open_store(new_folder, key, current, new_lock, now, on_close)[0]

    store = Store(
        records,
        now=now,
        on_close=close,
        files=files,
        relocate=relocate,
        open_backups=partial(BackupRepository, folder, key, now, files),
    )
    with suppress(VaultError):  # a full disk can still be read
        store.note_unlocked()
    return store, tuple(notes)


def open_to_read(
    folder: Path, key: bytes, lock: Lock, now: Clock, on_close: Callable[[], None]
) -> Store:
    """Open what can be read, damaged or not, and write nothing.

    Damaged pages are reported when read. The lock is held by the store from then on.
    """
    with ExitStack() as stack:
        stack.callback(lock.release)
        path = stack.enter_context(engine.as_of_now(folder / RECORDS, key))
        with closing(engine.connect_to_read(path, key)) as connection:
            if connection.execute("PRAGMA user_version").fetchone()[0] != len(migrations.STEPS):
                raise NewerVersion(texts.OTHER_RECORDS)
        until_closed = stack.pop_all()

    def close() -> None:
        on_close()
        until_closed.close()

    return Store(engine.make_reading_engine(path, key), now=now, on_close=close, read_only=True)


def _judge_log(folder: Path, key: bytes, lock: Lock, now: Clock) -> list[str]:
    """Judge the log and the pages before anything is changed; says what is missing of the log."""
    records, log, backups = folder / RECORDS, folder / LOG, folder / BACKUPS
    notes: list[str] = []
    tail = tail_of(log, Reach.parse(lock.reached))
    if tail is Tail.DAMAGED:
        raise DatabaseDamaged(texts.log_damaged(LOG, BACKUPS))
    gone = lock.left_open and not log.exists()
    put_aside = backups / LOG
    if gone and is_own_file(put_aside):
        kept = _salvage(put_aside, log, now)
        notes.append(texts.log_salvaged(f"{BACKUPS}/{kept.name}"))
    elif gone:
        notes.append(texts.log_gone(LOG))
    engine.check(records, key, thorough=gone or tail is Tail.CUT)
    if tail is Tail.CUT and not gone:
        notes.append(texts.log_cut(LOG))
    if tail is Tail.DOUBTFUL:
        copy = copy_aside(log, backups, f"{now():%Y-%m-%d-%H%M}-{LOG}")
        notes.append(texts.log_doubtful(f"{BACKUPS}/{copy.name}"))
    return notes


def _salvage(put_aside: Path, log: Path, now: Clock) -> Path:
    """Put the sound part of a damaged log in its place; gives a copy of all of it."""
    copy = copy_aside(put_aside, put_aside.parent, f"{now():%Y-%m-%d-%H%M}-damaged-{LOG}")
    sound = sound_part(put_aside)
    if sound:
        replace_file(log, sound)
    # Or it would be salvaged once more the next time that a log is missing.
    discard(put_aside)
    return copy
