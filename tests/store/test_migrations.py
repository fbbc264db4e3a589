"""From one schema to the next, and the copies made before."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from romtui.platform import disk
from romtui.store.backup.snapshot import take_snapshot
from romtui.store.db import engine, migrations
from romtui.store.db.mapping import Row
from romtui.store.errors import DatabaseDamaged, NewerVersion, SaveFailed, VaultError
from romtui.store.store import Store
from romtui.store.vault.vault import Kdf, Vault
from tests.people.questionnaires import STORED
from tests.store.vaults import PASSPHRASE, Clock, entered, everything, flip, on_disk, worked_case

KEY = bytes(range(32))
NEXT: migrations.Step = (
    "ALTER TABLE setting ADD COLUMN set_at TEXT",
    "CREATE TABLE goal (id INTEGER PRIMARY KEY) STRICT",
)


@pytest.fixture
def closed(store: Store, folder: Path) -> Path:
    store.import_cases([worked_case("A-001")])
    store.close()
    return folder


def a_later_romtui(monkeypatch: pytest.MonkeyPatch, *steps: migrations.Step) -> None:
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, *steps))


def test_the_schema_is_what_the_tables_say(store: Store) -> None:
    with store._engine.connect() as connection:
        names = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).scalars()
        made = {
            name: {
                column: (bool(required), bool(key))
                for _, column, _, required, _, key in connection.exec_driver_sql(
                    f"PRAGMA table_info({name})"
                )
            }
            for name in names.all()
        }
        pointing = {
            (name, row[2], row[3])
            for name in made
            for row in connection.exec_driver_sql(f"PRAGMA foreign_key_list({name})")
        }
    tables = Row.metadata.tables
    for name, columns in made.items():
        for column, (required, key) in columns.items():
            said = tables[name].columns[column]
            assert key == said.primary_key, f"{name}.{column}"
            assert required == (not said.nullable) or key, f"{name}.{column}"
    assert {name: set(columns) for name, columns in made.items()} == {
        name: set(table.columns.keys()) for name, table in tables.items()
    }
    assert pointing == {
        (name, pointer.column.table.name, pointer.parent.name)
        for name, table in tables.items()
        for pointer in table.foreign_keys
    }


def test_a_step_forward_keeps_everything_and_a_copy_from_before(
    closed: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = (closed / "vault.hdr").read_bytes()
    a_later_romtui(monkeypatch, NEXT)
    store = vault.unlock(PASSPHRASE)
    store.use(STORED)
    assert len(store.case(1).results) == 12
    assert "goal" in everything(store)
    store.close()
    copy, beside, manifest = sorted((closed / "backups").iterdir())
    assert copy.name == "000001-2026-11-23-1405.db"
    assert beside.read_bytes() == header
    assert not any(map(disk.is_open_to_others, (copy, beside, manifest)))
    vault.unlock(PASSPHRASE).close()
    assert len(list((closed / "backups").glob("*.db"))) == 1


def test_a_copy_opens_in_another_folder(
    closed: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as later:
        a_later_romtui(later, NEXT)
        vault.unlock(PASSPHRASE).close()
    copy, header, _ = sorted((closed / "backups").iterdir())
    restored = tmp_path / "restored"
    restored.mkdir()
    (restored / "records.db").write_bytes(copy.read_bytes())
    (restored / "vault.hdr").write_bytes(header.read_bytes())
    store = Vault(restored, kdf=Kdf.cheap()).unlock(PASSPHRASE)
    store.use(STORED)
    assert len(store.case(1).results) == 12
    store.close()


@pytest.mark.parametrize(
    "broken",
    [
        "ALTER TABLE nowhere ADD COLUMN x TEXT",
        "UPDATE session SET patient_id = 99",
        "UPDATE result SET ord = 0",
    ],
)
def test_a_failing_step_leaves_everything_as_it_was(
    closed: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    before = vault.unlock(PASSPHRASE)
    rows = entered(before)
    before.close()
    with monkeypatch.context() as later:
        a_later_romtui(later, NEXT, (broken,))
        with pytest.raises(SaveFailed):
            vault.unlock(PASSPHRASE)
    after = vault.unlock(PASSPHRASE)
    assert entered(after) == rows
    after.close()


def test_no_step_is_taken_without_its_copy(
    closed: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    (closed / "backups").rmdir()
    (closed / "backups").write_text("in the way")
    before = on_disk(closed)
    with monkeypatch.context() as later:
        a_later_romtui(later, NEXT)
        with pytest.raises(VaultError):
            vault.unlock(PASSPHRASE)
    assert on_disk(closed) == before


def test_records_of_a_newer_romtui_are_refused_and_left_alone(
    closed: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        a_later_romtui(later, NEXT)
        vault.unlock(PASSPHRASE).close()
    before = on_disk(closed)
    with pytest.raises(NewerVersion, match="update"):
        vault.unlock(PASSPHRASE)
    assert on_disk(closed) == before


@pytest.fixture
def connection(tmp_path: Path) -> Any:
    path = tmp_path / "records.db"
    path.touch()
    connection = engine.connect(path, KEY)
    migrations.migrate(connection, back_up=lambda: None)
    yield connection
    connection.close()


def test_a_copy_that_does_not_check_never_gets_its_name(
    connection: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = engine.check

    def bit_rot(path: Path, key: bytes) -> None:
        flip(path, 5000)
        check(path, key)

    monkeypatch.setattr("romtui.store.backup.snapshot.check", bit_rot)
    with pytest.raises(DatabaseDamaged):
        take_snapshot(connection, KEY, b"", tmp_path / "backups", Clock().at)
    assert list((tmp_path / "backups").iterdir()) == []


def test_copies_are_numbered_whatever_the_clock_says(connection: Any, tmp_path: Path) -> None:
    moments = [datetime(2026, 5, 1, tzinfo=UTC), datetime(1999, 1, 1, tzinfo=UTC)] * 2
    names = [take_snapshot(connection, KEY, b"", tmp_path / "backups", at).name for at in moments]
    assert names == sorted(names)
    assert len(set(names)) == 4


def test_who_has_no_score_yet_keeps_the_two_measures_that_were_offered(tmp_path: Path) -> None:
    path = tmp_path / "records.db"
    path.touch()
    connection = engine.connect(path, KEY)
    migrations.migrate(connection, back_up=lambda: None, steps=migrations.STEPS[:1])
    for number in (1, 2):
        connection.execute(
            "INSERT INTO patient (id, code, initials, name, stage, started_on) "
            "VALUES (?, ?, '', '', 'active', '2026-01-05')",
            (number, f"A-{number}"),
        )
    connection.execute("INSERT INTO result VALUES (1, 2, 'core10', 0)")
    connection.execute("INSERT INTO setting VALUES ('standings rest on', 'then')")
    migrations.migrate(connection, back_up=lambda: None)
    battery = connection.execute("SELECT patient_id, instrument, every FROM battery ORDER BY place")
    assert battery.fetchall() == [(1, "phq9", "session"), (1, "gad7", "session")]
    assert connection.execute("SELECT * FROM setting").fetchall() == []
    connection.close()
