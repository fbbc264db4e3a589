"""One encrypted connection, as SQLite's and SQLCipher's fine print asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from errno import EACCES, EPERM, EROFS
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, StaticPool
from sqlcipher3 import dbapi2

from romtui.store import texts
from romtui.store.disk.files import translate_os_errors
from romtui.store.errors import (
    CipherMissing,
    DatabaseDamaged,
    DatabaseMissing,
    DiskFull,
    NotWritable,
    SaveFailed,
    VaultError,
)

_PAGE: Final = 4096
CHECKING: Final = ".check-"
"""How the name of a folder begins that a check was using when the program was killed."""

READS: Final = "romtui_reads"
FAILURES: Final = (dbapi2.Error, MemoryError)
"""What the database raises; a page that a disk does not give is at times told of as memory."""


def connect(path: Path, key: bytes) -> Any:
    """Open an existing database file, empty or not, with its 32-byte key.

    Raises CipherMissing when the library at hand would silently write plain files, and
    DatabaseDamaged when the first page is not what this key wrote.
    """
    try:
        connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
    except FAILURES as error:
        raise translate_db_error(error) from error
    try:
        if not connection.execute("PRAGMA cipher_version").fetchone():
            raise CipherMissing(texts.NO_CIPHER)
        # The library otherwise writes its own log lines across the screen.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA foreign_keys = ON")
        # Without this INSERT OR REPLACE deletes a row behind the back of its trigger.
        connection.execute("PRAGMA recursive_triggers = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = ON")
        # A wrong key or a damaged first page shows at the first query.
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.execute("PRAGMA journal_mode = WAL")
    except FAILURES as error:
        connection.close()
        raise translate_db_error(error) from error
    except VaultError:
        connection.close()
        raise
    return connection


def check(path: Path, key: bytes, *, thorough: bool = False) -> None:
    """Authenticate every page of a database without changing a byte on disk.

    `thorough` looks also whether the pages fit together, for when some may be missing.

    Raises DatabaseMissing or DatabaseDamaged. After a crash the last commits still lie in
    the write-ahead log, which opening would fold in: then copies are checked instead.
    """
    with translate_os_errors(path):
        if not path.exists():
            raise DatabaseMissing(texts.database_missing(path.name))
        wal = path.with_name(path.name + "-wal")
        if not wal.exists() and not path.with_name(path.name + "-shm").exists():
            _check(path, key, thorough=thorough)
            return
        with scratch(path.parent) as folder:
            copy = folder / path.name
            copyfile(path, copy)
            if wal.exists():
                copyfile(wal, copy.with_name(wal.name))
            _check(copy, key, thorough=thorough)


@contextmanager
def reading(path: Path, key: bytes) -> Iterator[Any]:
    """Open a database for reading alone, without changing a byte or leaving a trace beside it.

    What a crash left in the write-ahead log is read too, from copies. Raises DatabaseMissing
    or DatabaseDamaged; a page that fails its authentication shows when it is read.
    """
    with ExitStack() as stack:
        settled = stack.enter_context(as_of_now(path, key))
        yield stack.enter_context(closing(connect_to_read(settled, key)))


@contextmanager
def as_of_now(path: Path, key: bytes) -> Iterator[Path]:
    """A database without a log beside it: the one asked for, or a copy with its log folded in."""
    with ExitStack() as stack:
        with translate_os_errors(path):
            if not path.exists():
                raise DatabaseMissing(texts.database_missing(path.name))
            wal = path.with_name(path.name + "-wal")
            if wal.exists() and wal.stat().st_size:
                folder = stack.enter_context(scratch(path.parent))
                path = Path(copyfile(path, folder / path.name))
                copyfile(wal, path.with_name(wal.name))
                with closing(connect(path, key)) as connection:
                    fold_in(connection)
        yield path


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A folder for copies that are looked at: here, or among the temporary files of the user.

    There only where nothing can be written here. The copies are encrypted like the originals.
    """
    try:
        made = TemporaryDirectory(prefix=CHECKING, dir=folder)
    except OSError as error:
        if error.errno not in (EROFS, EACCES, EPERM):
            raise
        made = TemporaryDirectory(prefix="romtui-check-")
    with made as name:
        yield Path(name)


def judge_pages(connection: Any) -> None:
    """Authenticate every page of an open database; raises DatabaseDamaged."""
    try:
        bad = connection.execute("PRAGMA cipher_integrity_check").fetchone()
    except FAILURES as error:
        raise translate_db_error(error) from error
    if bad:
        raise DatabaseDamaged(texts.RECORDS_DAMAGED)


def judge(connection: Any, size: int, *, thorough: bool) -> None:
    """Authenticate every page of an open database of so many bytes; raises DatabaseDamaged."""
    judge_pages(connection)
    try:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        torn = thorough and (
            connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",)
            or connection.execute("PRAGMA foreign_key_check").fetchone() is not None
        )
    except FAILURES as error:
        raise translate_db_error(error) from error
    if torn or version < 1 or pages * _PAGE != size:
        raise DatabaseDamaged(texts.RECORDS_DAMAGED)


def _check(path: Path, key: bytes, *, thorough: bool) -> None:
    if path.stat().st_size < _PAGE:
        raise DatabaseDamaged(texts.RECORDS_DAMAGED)
    with closing(connect(path, key)) as connection:
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except FAILURES as error:
            raise translate_db_error(error) from error
        judge(connection, path.stat().st_size, thorough=thorough)


def fold_in(connection: Any, folded: Callable[[], None] = lambda: None) -> None:
    """Empty the log into the records, so that nothing old lies beyond what comes next.

    `folded` is called in between, when all is in the records and the log not yet empty.
    """
    with suppress(*FAILURES):
        busy, frames, there = connection.execute("PRAGMA wal_checkpoint(FULL)").fetchone()
        if not busy and frames == there:
            folded()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def begin_in_one_file(connection: Any) -> bool:
    """Fold the log in and begin to read; whether the file of the records alone is what is read.

    Call it while nobody writes. Then SQLite leaves the file as it is until this transaction ends,
    whoever writes meanwhile: new changes stay in the log for as long as somebody reads the file
    without it.
    """
    try:
        busy, frames, there = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    except FAILURES:  # such as a full disk: what is in the log is read there
        busy, frames, there = 1, 0, 0
    try:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except FAILURES as error:
        raise translate_db_error(error) from error
    return not busy and frames == there


def opens(path: Path, key: bytes) -> bool:
    """Whether a database has this key, without leaving a trace beside it."""
    try:
        connect_to_read(path, key).close()
    except VaultError:
        return False
    return True


def connect_to_read(path: Path, key: bytes) -> Any:
    """Open a database that nobody writes, for reading alone and without a trace.

    Once it has met a damaged page a connection reads nothing more: take another.
    """
    connection = None
    try:
        connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except FAILURES as error:
        if connection is not None:
            connection.close()
        raise translate_db_error(error) from error
    return connection


def make_engine(connection: Any) -> Engine:
    """Give SQLAlchemy the one connection; a transaction that writes takes the lock at once.

    One begun with the option READS takes none, so that a disk that can no longer be written
    can still be read.
    """
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connection,
        poolclass=StaticPool,
        # Otherwise an error's text repeats what was being written about a patient.
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(begun: Connection) -> None:
        reads = begun.get_execution_options().get(READS, False)
        begun.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def make_reading_engine(path: Path, key: bytes) -> Engine:
    """Give SQLAlchemy a fresh connection each time, so that one damaged page stops one question."""
    return create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect_to_read(path, key),
        poolclass=NullPool,
        hide_parameters=True,
    )


@contextmanager
def to_read(connection: Any) -> Iterator[Connection]:
    """Give SQLAlchemy a connection that only reads, for as long as it is needed.

    What the database raises meanwhile is said in a sentence.
    """
    engine = make_engine(connection)
    try:
        with engine.connect().execution_options(**{READS: True}) as rows:
            yield rows
    except DBAPIError as error:
        raise translate_db_error(error.orig) from error
    except FAILURES as error:
        raise translate_db_error(error) from error


def translate_db_error(error: BaseException | None) -> VaultError:
    """Say in a sentence what SQLite says in a number."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_FULL"):
        return DiskFull(texts.DISK_FULL_NOT_SAVED)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return NotWritable(texts.VAULT_NOT_WRITABLE)
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return DatabaseDamaged(texts.RECORDS_DAMAGED)
    return SaveFailed(texts.CHANGE_NOT_SAVED)
