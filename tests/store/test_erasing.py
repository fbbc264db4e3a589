"""Erased is erased: searched for in every decrypted page of every file of the vault."""

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from romtui.domain.audit import Reason
from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.store.backup.archive import list_archives, unpack
from romtui.store.backup.erase import erase_from_snapshots
from romtui.store.backup.snapshot import list_snapshots
from romtui.store.backup.verify import verify_records
from romtui.store.db import engine, migrations
from romtui.store.db.wal import FRAME, FRAME_SIZE, HEADER
from romtui.store.errors import DiskFull
from romtui.store.records.erase import Identity
from romtui.store.store import Store
from romtui.store.vault.vault import Kdf, Vault
from tests.new_vault import CODE
from tests.people.questionnaires import STORED
from tests.store.test_exporting import everything_about_somebody
from tests.store.vaults import PASSPHRASE, Clock, entered, flip, form

CANARY = "Zyxquillon"
WENT_OUT = "A page to fill in at home was written on 23 November 2026, 14:05."
"""Said of the canary, who was given one."""
PAGE, RESERVED, SALT = 4096, 80, 16


def key_of(store: Store) -> bytes:
    assert store.backups is not None
    return store.backups._key


def decrypted(raw: bytes, key: bytes, *, first: bool = True) -> bytes:
    """Every page of a SQLCipher database as it is, deleted parts too."""
    pages = []
    for start in range(0, len(raw) - PAGE + 1, PAGE):
        page = raw[start : start + PAGE]
        sealed = page[SALT if first and start == 0 else 0 : PAGE - RESERVED]
        nonce = page[PAGE - RESERVED : PAGE - RESERVED + 16]
        cipher = Cipher(algorithms.AES(key), modes.CBC(nonce)).decryptor()
        pages.append(cipher.update(sealed) + cipher.finalize())
    return b"".join(pages)


def log_pages(raw: bytes, key: bytes) -> bytes:
    frames = range(HEADER.size, len(raw) - FRAME_SIZE + 1, FRAME_SIZE)
    pages = (raw[start + FRAME.size : start + FRAME_SIZE] for start in frames)
    return b"".join(decrypted(page, key, first=False) for page in pages)


def holding(folder: Path, key: bytes, tmp_path: Path) -> list[str]:
    """The files below a folder in which the canary can be names with the key."""
    names = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        raw = path.read_bytes()
        if path.suffix == ".romtui":
            staging = tmp_path / f"look at {path.name}"
            staging.mkdir(exist_ok=True)
            for old in staging.iterdir():
                old.unlink()
            raw = unpack(path, staging).read_bytes()
        text = raw + decrypted(raw, key) + log_pages(raw, key)
        if CANARY.encode() in text or CANARY.encode("utf-16-le") in text:
            names.append(path.name)
    return names


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def canary(store: Store, stick: Path, clock: Clock) -> int:
    """Somebody with the canary in every table, in the records, two backups and on a stick."""
    other = store.add_patient("B-001", name=Private("Somebody Else"))
    store.record(other.patient.id, form())
    case = everything_about_somebody(store, CANARY, code="A-001")
    assert store.backups is not None
    store.backups.set_second_place(stick)
    for _ in range(2):
        store.backups.make()
        store.keep_draft(other.patient.id, store.case(case.patient.id).drafts[0])
    return case.patient.id


def test_the_search_finds_the_canary_where_it_is(
    store: Store, canary: int, folder: Path, stick: Path, tmp_path: Path
) -> None:
    key = key_of(store)
    assert len(holding(folder, key, tmp_path)) >= 3
    assert len(holding(stick, key, tmp_path)) == 2


def test_nothing_is_left_in_records_log_backups_and_second_place(
    store: Store, canary: int, folder: Path, stick: Path, tmp_path: Path
) -> None:
    key = key_of(store)
    (folder / "backups" / "replaced-2026-11-01-100000.db").write_bytes(
        list_snapshots(folder / "backups")[0].read_bytes()
    )
    (folder / "backups" / "2026-11-01-1000-records.db-wal").write_bytes(b"an old log")
    assert store.erase(canary, Reason.ASKED).left == (WENT_OUT,)
    assert holding(folder, key, tmp_path) == []
    assert holding(stick, key, tmp_path) == []
    assert len(list_snapshots(folder / "backups")) == 3
    for copy in list_snapshots(folder / "backups"):
        assert verify_records(copy, key).contents.tables["patient"] == 1
    assert len(list(list_archives(stick / "romtui-backups"))) == 3
    assert not list((folder / "backups").glob("*wal*"))
    assert not list(folder.rglob("*.unfinished*"))
    store.close()
    assert holding(folder, key, tmp_path) == []


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="asks /proc for names")
def test_what_was_erased_does_not_come_back_with_a_power_cut(
    store: Store, canary: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That the log is empty and an old one deleted is on the disk, not only asked for."""
    old_log = folder / "backups" / "2026-11-01-1000-records.db-wal"
    old_log.write_bytes(b"an old log")
    synced: set[tuple[str, bool, bool]] = set()
    sync = os.fsync

    def fsync(handle: int) -> None:
        path = Path(f"/proc/self/fd/{handle}").readlink()
        synced.add((path.name, path.stat().st_size == 0, old_log.exists()))
        sync(handle)

    with monkeypatch.context() as watched:
        watched.setattr(os, "fsync", fsync)
        store.erase(canary, Reason.ASKED)
    assert ("records.db-wal", True, True) in synced
    assert ("backups", False, False) in synced


def test_everybody_else_stays_as_they_were(store: Store, canary: int, vault: Vault) -> None:
    before = store.people([1])
    store.erase(canary, Reason.TIME)
    assert store.people() == before
    store.close()
    assert all(result.good for result in vault.check(PASSPHRASE, STORED))


def test_the_log_keeps_that_somebody_was_erased_and_not_who(store: Store, canary: int) -> None:
    store.erase(canary, Reason.MISTAKE)
    latest = next(entry for entry in store.log(5) if "erased" in entry.what)
    assert (latest.what, latest.code, latest.number) == (
        "patient erased: entered by mistake",
        "",
        canary,
    )
    again = store.add_patient("A-001")
    assert again.patient.id == canary + 1
    result = store.record(again.patient.id, form()).results[0]
    assert result.id > 3


def test_exports_and_what_is_away_are_told(store: Store, canary: int, stick: Path) -> None:
    store.note_exported(None)
    store.note_exported(1)
    store.note_handed_out(canary)
    stick.rename(stick.with_name("in a drawer"))
    at_home, exported, page, away = store.erase(canary, Reason.OTHER).left
    assert at_home == WENT_OUT
    assert page == "A handout was written on 23 November 2026, 14:05."
    assert exported == "An unencrypted file was exported on 23 November 2026, 14:05."
    assert "is not available" in away


def test_a_damaged_backup_is_named(store: Store, canary: int, folder: Path) -> None:
    flip(list_snapshots(folder / "backups")[0], 4096 * 3 + 5)
    told, left = store.erase(canary, Reason.ASKED).left
    assert told == WENT_OUT
    assert "could not be rewritten. Delete it by hand" in left


def test_somebody_who_is_only_alike_is_left_alone(store: Store, canary: int) -> None:
    """After a restore the same number and code can be another person's in a backup."""
    store.erase(canary, Reason.MISTAKE)
    with store._writing() as work:
        work.connection.exec_driver_sql("DELETE FROM setting WHERE key LIKE 'numbers%'")
    other = store.add_patient("C-009")
    assert other.patient.id == canary
    assert store.backups is not None
    made = store.backups.make().backup.path
    with store._writing() as work:
        work.connection.exec_driver_sql(
            "UPDATE patient SET code = 'D-010', started_on = '2026-01-05' WHERE id = ?", (canary,)
        )
    told, *left = store.erase(canary, Reason.MISTAKE).left
    assert told == WENT_OUT
    assert [made.stem in note and "perhaps for another patient" in note for note in left] == [
        True,
        True,
    ]


def test_a_failed_backup_leaves_everything(
    store: Store, canary: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull("The disk is full.")

    rows = entered(store)
    monkeypatch.setattr("romtui.store.backup.snapshot.check", full)
    with pytest.raises(DiskFull):
        store.erase(canary, Reason.ASKED)
    assert entered(store) == rows


def test_a_backup_of_an_earlier_romtui_is_cleaned_too(tmp_path: Path) -> None:
    key = bytes(range(32))
    path = tmp_path / "000001-2026-01-05-1000.db"
    path.touch()
    connection = engine.connect(path, key)
    migrations.migrate(connection, back_up=lambda: None, steps=migrations.STEPS[:1])
    connection.execute(
        "INSERT INTO patient VALUES (1, 'A-1', '', ?, NULL, 'active', NULL, NULL, '2026-01-05', "
        "NULL)",
        (CANARY,),
    )
    connection.execute("INSERT INTO session VALUES (1, '2026-01-05', 'attended', NULL)")
    connection.close()
    sought = Identity(1, "a-1", "2026-01-05", frozenset())
    assert list(erase_from_snapshots(tmp_path, key, sought)) == []
    assert CANARY.encode() not in decrypted(path.read_bytes(), key)


def test_nobody_is_erased_twice(store: Store, canary: int) -> None:
    store.erase(canary, Reason.ASKED)
    with pytest.raises(UserError, match="Patient not found"):
        store.erase(canary, Reason.ASKED)


def test_a_fresh_vault_is_not_touched_by_the_search(tmp_path: Path) -> None:
    store = Vault(tmp_path / "fresh", kdf=Kdf.cheap()).create(PASSPHRASE, CODE)
    assert holding(tmp_path / "fresh", key_of(store), tmp_path) == []
    store.close()
