"""The one connection: every pragma that durability, secrecy and order hang on."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2

from romtui.store.db import engine, migrations
from romtui.store.errors import (
    DatabaseDamaged,
    DiskFull,
    NotWritable,
    SaveFailed,
)
from romtui.store.store import Store
from tests.store.vaults import CANARY, on_disk

KEY = bytes(range(32))
FULL, ON, OFF, MEMORY = 2, 1, 0, 2


def pragma(store: Store, name: str) -> object:
    with store._engine.connect() as connection:
        connection.commit()
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("synchronous", FULL),
        ("fullfsync", ON),
        ("journal_mode", "wal"),
        ("secure_delete", ON),
        ("temp_store", MEMORY),
        ("trusted_schema", OFF),
        ("foreign_keys", ON),
        ("recursive_triggers", ON),
        ("cipher_page_size", "4096"),
        ("cipher_use_hmac", "1"),
        ("cipher_hmac_algorithm", "HMAC_SHA512"),
        ("cipher_status", "1"),
    ],
)
def test_the_connection_is_set_as_durability_and_secrecy_need(
    store: Store, name: str, value: object
) -> None:
    assert pragma(store, name) == value


def test_foreign_keys_hold_again_after_a_migration(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = ("CREATE TABLE goal (id INTEGER PRIMARY KEY) STRICT",)
    connection = store._engine.raw_connection().driver_connection
    migrations.migrate(connection, lambda: None, (*migrations.STEPS, step))
    assert pragma(store, "foreign_keys") == ON


def test_an_error_of_the_database_does_not_repeat_what_was_written(store: Store) -> None:
    with pytest.raises(IntegrityError) as caught, store._engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO safety_review (result_id, n, reviewed_at, note) VALUES (?, ?, ?, ?)",
            (99, 1, "2026-11-23", CANARY),
        )
    assert CANARY not in str(caught.value)
    assert CANARY not in repr(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="asks for the locks of POSIX")
def test_a_transaction_takes_the_write_lock_at_once(store: Store, folder: Path) -> None:
    assert write_lock_is_free(folder)
    with store._engine.begin() as connection:
        connection.exec_driver_sql("SELECT 1")
        assert not write_lock_is_free(folder)


def write_lock_is_free(folder: Path) -> bool:
    """Whether another program could begin to write: byte 120 of the index of the log."""
    code = (
        "import fcntl, sys\n"
        "with open(sys.argv[1], 'r+b') as file:\n"
        "    fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 120)"
    )
    command = [sys.executable, "-c", code, str(folder / "records.db-shm")]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SQLITE_FULL", DiskFull),
        ("SQLITE_READONLY_DIRECTORY", NotWritable),
        ("SQLITE_CANTOPEN", NotWritable),
        ("SQLITE_PERM", NotWritable),
        ("SQLITE_NOTADB", DatabaseDamaged),
        ("SQLITE_CORRUPT_VTAB", DatabaseDamaged),
        ("SQLITE_IOERR_WRITE", SaveFailed),
    ],
)
def test_each_refusal_of_the_database_has_its_sentence(name: str, kind: type[SaveFailed]) -> None:
    error = dbapi2.OperationalError()
    error.sqlite_errorname = name
    assert type(engine.translate_db_error(error)) is kind


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "records.db"
    path.touch()
    connection: Any = engine.connect(path, KEY)
    migrations.migrate(connection, back_up=lambda: None)
    connection.close()
    return path


def test_no_connection_lets_the_library_write_across_the_screen(path: Path) -> None:
    """The level is one for the whole program: the last connection decides."""
    first = engine.connect(path, KEY)
    first.execute("PRAGMA cipher_log_level = WARN")
    second = engine.connect(path, KEY)
    assert second.execute("PRAGMA cipher_log_level").fetchone() == ("NONE",)
    first.close()
    second.close()


def test_looking_for_a_key_leaves_no_trace(path: Path) -> None:
    before = on_disk(path.parent)
    assert engine.opens(path, KEY)
    assert not engine.opens(path, bytes(32))
    assert not engine.opens(path.with_name("nowhere.db"), KEY)
    assert on_disk(path.parent) == before


def test_an_encrypted_file_without_any_schema_is_no_vault(tmp_path: Path) -> None:
    path = tmp_path / "records.db"
    path.touch()
    connection = engine.connect(path, KEY)
    connection.execute("CREATE TABLE x (y)")
    connection.close()
    with pytest.raises(DatabaseDamaged):
        engine.check(path, KEY)


def test_pages_that_do_not_fit_together_are_found_by_a_thorough_check(path: Path) -> None:
    connection = engine.connect(path, KEY)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("INSERT INTO result VALUES (1, 99, 'phq9', 1)")
    connection.close()
    engine.check(path, KEY)
    with pytest.raises(DatabaseDamaged):
        engine.check(path, KEY, thorough=True)


@pytest.mark.parametrize("raised", [dbapi2.OperationalError("unable to open"), MemoryError()])
def test_whatever_the_database_raises_at_opening_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raised: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr(dbapi2, "connect", fail)
    for connect in (engine.connect, engine.connect_to_read):
        with pytest.raises(SaveFailed):
            connect(tmp_path / "records.db", KEY)


def test_a_page_that_cannot_be_read_is_at_times_told_of_as_memory(store: Store) -> None:
    with pytest.raises(SaveFailed), store._transaction():
        raise MemoryError
