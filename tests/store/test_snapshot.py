"""Copies before a migration: whole, in order, and in nobody's way when one is cut off."""

import os
from pathlib import Path
from typing import Any

import pytest

from romtui.store.backup.snapshot import discard_unfinished, take_snapshot
from romtui.store.db import engine, migrations
from romtui.store.errors import DiskFull, SaveFailed
from romtui.store.store import Store
from romtui.store.vault.vault import Vault
from tests.store.vaults import PASSPHRASE, Clock, worked_case

KEY = bytes(range(32))
NAME = "000001-2026-11-23-1405"
NEXT: migrations.Step = ("CREATE TABLE goal (id INTEGER PRIMARY KEY) STRICT",)


@pytest.fixture
def connection(tmp_path: Path) -> Any:
    path = tmp_path / "records.db"
    path.touch()
    connection = engine.connect(path, KEY)
    migrations.migrate(connection, back_up=lambda: None)
    yield connection
    connection.close()


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_a_kill_left_does_not_stand_in_the_way(
    store: Store, vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.import_cases([worked_case("A-001")])
    store.close()
    for name in (f"{NAME}.unfinished", f"{NAME}.unfinished-wal", f"{NAME}.hdr"):
        (folder / "backups" / name).write_bytes(b"half")
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, NEXT))
    vault.unlock(PASSPHRASE).close()
    assert names(folder / "backups") == [f"{NAME}.db", f"{NAME}.hdr", f"{NAME}.manifest"]


def test_what_a_kill_left_is_swept_at_the_next_unlocking(
    store: Store, vault: Vault, folder: Path
) -> None:
    store.close()
    (folder / "backups" / f"{NAME}.unfinished").write_bytes(b"half")
    vault.unlock(PASSPHRASE).close()
    assert names(folder / "backups") == []


def test_only_names_of_our_own_are_swept(backups: Path) -> None:
    kept = ["000001-2026-11-23-1405.db", "000001-2026-11-23-1405.hdr", "my.unfinished", "x.hdr"]
    for name in kept:
        (backups / name).touch()
    discard_unfinished(backups)
    assert names(backups) == sorted(kept)


def test_a_copy_has_its_header_before_it_has_its_name(
    connection: Any, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    rename = Path.replace

    def look(path: Path, target: Path) -> Path:
        if target.suffix == ".db":
            seen.append(names(backups))
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", look)
    take_snapshot(connection, KEY, b"header", backups, Clock().at)
    assert seen == [[f"{NAME}.hdr", f"{NAME}.manifest", f"{NAME}.unfinished"]]
    assert names(backups) == [f"{NAME}.db", f"{NAME}.hdr", f"{NAME}.manifest"]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="asks /proc for names")
def test_the_name_of_a_copy_is_on_the_disk_before_anything_goes_on(
    connection: Any, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[str, list[str]]] = []
    sync = os.fsync

    def fsync(handle: int) -> None:
        synced.append((Path(f"/proc/self/fd/{handle}").readlink().name, names(backups)))
        sync(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    take_snapshot(connection, KEY, b"header", backups, Clock().at)
    assert synced[-1] == ("backups", [f"{NAME}.db", f"{NAME}.hdr", f"{NAME}.manifest"])


def test_a_copy_whose_name_does_not_reach_the_disk_goes_with_all_that_lies_beside_it(
    connection: Any, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its key header alone used to go: what bore a name then could not be restored."""

    def full(_: Path) -> None:
        raise DiskFull("The disk is full. Free some space and try again. Nothing was changed.")

    with monkeypatch.context() as failing:
        failing.setattr("romtui.store.backup.snapshot.sync_folder", full)
        with pytest.raises(DiskFull):
            take_snapshot(connection, KEY, b"header", backups, Clock()())
    assert names(backups) == []


def test_a_copy_with_fewer_rows_than_its_source_never_gets_its_name(
    connection: Any, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection.execute("INSERT INTO setting VALUES ('pin', '0000')")
    check = engine.check

    def lose_a_row(path: Path, key: bytes) -> None:
        copy = engine.connect(path, key)
        copy.execute("DELETE FROM setting")
        copy.close()
        check(path, key)

    monkeypatch.setattr("romtui.store.backup.snapshot.check", lose_a_row)
    with pytest.raises(SaveFailed, match="not complete"):
        take_snapshot(connection, KEY, b"header", backups, Clock().at)
    assert names(backups) == []
