"""The vault of the demo, and what killed demos leave."""

import os
import tempfile
from pathlib import Path

import pytest

from romtui.store.db import engine
from romtui.store.errors import DatabaseDamaged
from romtui.store.store import Store
from romtui.store.vault.throwaway import remove_abandoned
from romtui.store.vault.vault import Vault


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left_by_a_kill(folder: Path) -> Path:
    folder.mkdir(mode=0o700)
    for name in ("records.db", "records.db-wal", "records.db-shm", "lock"):
        (folder / name).touch()
    return folder


def test_a_killed_demo_is_swept_away_by_the_next(temporary: Path) -> None:
    left = left_by_a_kill(temporary / "romtui-demo-killed")
    _, remove = Vault.throwaway()
    assert not left.exists()
    remove()
    assert list(temporary.iterdir()) == []


def test_a_demo_that_is_open_is_left_alone(temporary: Path) -> None:
    store, remove = Vault.throwaway()
    (folder,) = temporary.iterdir()
    _, remove_second = Vault.throwaway()
    assert (folder / "records.db").exists()
    store.set_setting("pin", "0000")
    assert store.setting("pin") == "0000"
    remove()
    remove_second()
    assert list(temporary.iterdir()) == []


def test_nothing_else_is_swept(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beginning = temporary / "romtui-demo-beginning"
    beginning.mkdir()
    with_a_thesis = left_by_a_kill(temporary / "romtui-demo-thesis")
    (with_a_thesis / "thesis.txt").write_text("precious")
    other = left_by_a_kill(temporary / "another-program")
    elsewhere = left_by_a_kill(temporary / "elsewhere")
    link = temporary / "romtui-demo-link"
    link.symlink_to(elsewhere)
    remove_abandoned()
    assert beginning.exists()
    assert [path.name for path in with_a_thesis.iterdir()] == ["thesis.txt"]
    assert len(list(other.iterdir())) == len(list(elsewhere.iterdir())) == 4
    theirs = left_by_a_kill(temporary / "romtui-demo-theirs")
    monkeypatch.setattr(os, "getuid", lambda: theirs.stat().st_uid + 1)
    remove_abandoned()
    assert len(list(theirs.iterdir())) == 4


def records_of(store: Store) -> Path:
    cursor = store._engine.raw_connection().cursor()
    return Path(cursor.execute("PRAGMA database_list").fetchone()[2])


def test_the_key_of_a_demo_is_random(temporary: Path) -> None:
    store, remove = Vault.throwaway()
    store.set_setting("pin", "0000")
    with pytest.raises(DatabaseDamaged):
        engine.connect(records_of(store), bytes(32))
    remove()
