"""Backups of an open vault: made when something changed, verified, carried, thinned out."""

import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from romtui.domain.case import Case
from romtui.domain.private import Private
from romtui.platform import disk
from romtui.store.backup import archive as archives
from romtui.store.backup import repository, snapshot
from romtui.store.backup.archive import list_archives, unpack
from romtui.store.backup.repository import BackupRepository, require_second_folder
from romtui.store.db import engine
from romtui.store.db.open_files import OpenFiles
from romtui.store.errors import DatabaseDamaged, NotWritable, SaveFailed, VaultError
from romtui.store.store import Store
from romtui.store.vault.vault import Kdf, Vault
from tests.people.questionnaires import STORED
from tests.store.vaults import CANARY, PASSPHRASE, Clock, draft, flip, form, records_key_in


@pytest.fixture
def backups(store: Store, person: Case) -> BackupRepository:
    assert store.backups is not None
    return store.backups


@pytest.fixture
def second_place(tmp_path: Path) -> Path:
    stick = tmp_path / "stick"
    stick.mkdir()
    return stick


def unjumping(backups: BackupRepository, clock: Clock) -> BackupRepository:
    """The same over a clock that only ever went on."""
    return BackupRepository(
        backups._vault,
        backups._key,
        backups._now,
        backups._files,
        backups._write,
        backups._read,
        seconds_since_boot=lambda: clock.at.timestamp(),
    )


def acts(store: Store) -> list[str]:
    return [entry.what for entry in reversed(store.log(1000))]


def test_a_backup_is_made_only_when_something_changed(
    store: Store, backups: BackupRepository
) -> None:
    assert store.back_up_if_changed()
    assert not store.back_up_if_changed()
    store.keep_draft(1, draft())
    assert store.back_up_if_changed()
    store.setting("pin")
    assert not store.back_up_if_changed()
    store.set_setting("pin", "0000")
    assert store.back_up_if_changed()
    assert len(backups.listed()) == 3


def test_unlocking_and_locking_alone_ask_for_no_backup(
    store: Store, backups: BackupRepository, vault: Vault
) -> None:
    backups.make()
    store.close()
    again = vault.unlock(PASSPHRASE)
    assert not again.back_up_if_changed()
    assert acts(again)[-3:] == ["backed up", "locked", "unlocked"]
    again.close()


def test_entries_go_on_while_a_backup_is_being_made(
    store: Store, backups: BackupRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = engine.check

    def meanwhile(path: Path, key: bytes) -> None:
        store.record(1, form())
        check(path, key)

    monkeypatch.setattr("romtui.store.backup.snapshot.check", meanwhile)
    made = backups.make().backup
    assert made.manifest is not None
    assert made.manifest.contents.tables["result"] == 0
    monkeypatch.undo()
    assert store.back_up_if_changed()


def test_what_is_entered_while_the_file_is_copied_is_not_in_the_copy_and_does_not_tear_it(
    store: Store, backups: BackupRepository, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_records = OpenFiles.copy_records
    folded: list[tuple[int, int, int]] = []

    def meanwhile(files: OpenFiles, copy: Path) -> None:
        store.record(1, form())
        with closing(engine.connect(folder / "records.db", records_key_in(folder))) as another:
            folded.append(another.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone())
        copy_records(files, copy)

    monkeypatch.setattr(OpenFiles, "copy_records", meanwhile)
    made = backups.make().backup
    (_, frames, there) = folded[0]
    assert there < frames
    assert made.manifest is not None
    assert made.manifest.contents.tables["result"] == 0
    assert next(iter(backups.verify())).good
    assert len(store.case(1).results) == 1
    assert store.back_up_if_changed()


def test_while_somebody_reads_what_was_before_it_is_copied_page_by_page(
    store: Store, backups: BackupRepository, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OpenFiles, "copy_records", lambda *_: pytest.fail("torn"))
    with closing(engine.connect(folder / "records.db", records_key_in(folder))) as another:
        another.execute("BEGIN")
        another.execute("SELECT count(*) FROM result").fetchone()
        store.record(1, form())
        made = backups.make().backup
    assert made.manifest is not None
    assert made.manifest.contents.tables["result"] == 1
    assert next(iter(backups.verify())).good


@pytest.mark.skipif(sys.platform == "win32", reason="locks of another kind")
def test_the_records_stay_locked_against_other_programs_after_a_backup(
    store: Store, backups: BackupRepository, folder: Path
) -> None:
    """Closing a second handle of the file would have dropped what SQLite holds on it."""
    backups.make()
    code = (
        "import fcntl, os, sys\n"
        "handle = os.open(sys.argv[1], os.O_RDWR)\n"
        "try: fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, (1 << 30) + 2)\n"
        "except OSError: sys.exit(3)\n"
    )
    asked = [sys.executable, "-c", code, str(folder / "records.db")]
    assert subprocess.run(asked, check=False).returncode == 3
    store.record(1, form())


def test_what_is_beside_a_backup_says_nothing_without_the_key(
    backups: BackupRepository, folder: Path
) -> None:
    made = backups.make().backup
    for path in sorted((folder / "backups").iterdir()):
        raw = path.read_bytes()
        assert CANARY.encode() not in raw
        assert b"patient" not in raw
        assert not disk.is_open_to_others(path)
    assert made.manifest is not None
    assert made.manifest.contents.tables["patient"] == 1


@pytest.mark.parametrize("suffix", [".db", ".manifest"])
def test_a_damaged_backup_is_named_and_never_counts(
    backups: BackupRepository, folder: Path, suffix: str
) -> None:
    for _ in range(2):
        backups.make()
    newest = snapshot.list_snapshots(folder / "backups")[-1]
    flip(newest.with_suffix(suffix), 60)
    wrong = [bool(backup.problem) for backup in backups.verify()]
    assert wrong == [True, False]


def test_an_exchanged_file_of_the_same_vault_is_noticed(
    store: Store, backups: BackupRepository, folder: Path
) -> None:
    backups.make()
    store.record(1, form())
    backups.make()
    older, newer = snapshot.list_snapshots(folder / "backups")
    newer.write_bytes(older.read_bytes())
    newest, _ = backups.verify()
    assert newest.problem == "Its file is not the one that was written."


def test_old_backups_go_with_all_that_lies_beside_them(
    store: Store, backups: BackupRepository, folder: Path, clock: Clock
) -> None:
    still = unjumping(backups, clock)
    for _ in range(12):
        clock.at += timedelta(hours=8)
        still.make()
    clock.at += timedelta(days=500)
    still.make()
    kept = {path.stem for path in (folder / "backups").iterdir()}
    assert {int(name[:6]) for name in kept} == {1, 4, 7, 10, 11, 12, 13}
    assert len(list((folder / "backups").iterdir())) == 3 * len(kept)
    assert "clock changed" not in acts(store)


def test_nobody_who_leaves_waits_for_old_backups_to_go(
    store: Store,
    backups: BackupRepository,
    folder: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    still = unjumping(backups, clock)
    for _ in range(4):
        clock.at += timedelta(hours=1)
        still.make()
    clock.at += timedelta(days=500)
    store.record(1, form())
    with monkeypatch.context() as unverified:
        unverified.setattr(repository, "verify_snapshot", lambda *_, **__: pytest.fail("waits"))
        assert still.make_if_changed()
        assert len(still.listed()) == 5
    still.prune(go_on=lambda: False)
    assert len(still.listed()) == 5
    still.prune()
    assert [backup.number for backup in still.listed()] == [3, 4, 5]


def test_nothing_is_verified_where_nothing_would_go(
    backups: BackupRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repository, "verify_snapshot", lambda *_, **__: pytest.fail("verified"))
    for _ in range(4):
        backups.make()
    assert len(backups.listed()) == 4


def test_a_jump_of_the_clock_keeps_every_backup_until_somebody_looked(
    store: Store, backups: BackupRepository, clock: Clock
) -> None:
    for _ in range(5):
        backups.make()
    clock.at += timedelta(days=800)
    backups.make()
    assert len(backups.listed()) == 6
    assert "clock changed" in acts(store)
    assert backups.pruning_paused()
    backups.resume_pruning()
    backups.make()
    assert len(backups.listed()) < 6


def test_a_clock_set_back_while_locked_is_noted_at_unlocking(
    store: Store, vault: Vault, clock: Clock
) -> None:
    store.close()
    clock.at -= timedelta(days=1)
    again = vault.unlock(PASSPHRASE)
    assert acts(again)[-2:] == ["clock changed", "unlocked"]
    again.close()


def test_the_second_place_gets_one_finished_encrypted_file(
    store: Store, backups: BackupRepository, second_place: Path, tmp_path: Path, clock: Clock
) -> None:
    backups.set_second_place(second_place)
    assert backups.age().words(clock.at) == "No backup yet · second location never"
    store.record(1, form())
    assert backups.make().second.startswith("It is in the second location too")
    clock.at += timedelta(hours=2)
    assert backups.age().words(clock.at) == "Backup ✓ 2 h · second location 2 h"
    (there,) = (second_place / "romtui-backups").iterdir()
    assert CANARY.encode() not in there.read_bytes()
    assert not disk.is_open_to_others(there)
    elsewhere = tmp_path / "another laptop"
    elsewhere.mkdir()
    path = unpack(there, elsewhere)
    path.rename(elsewhere / "records.db")
    path.with_suffix(".hdr").rename(elsewhere / "vault.hdr")
    moved = Vault(elsewhere, kdf=Kdf.cheap()).unlock(PASSPHRASE)
    moved.use(STORED)
    assert moved.case(1).patient.name == Private(CANARY)
    assert len(moved.case(1).results) == 1
    moved.close()


def test_what_does_not_restore_here_has_not_arrived_there_either(
    backups: BackupRepository, second_place: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(*_: object, **__: object) -> None:
        raise DatabaseDamaged("Its pages do not fit together.")

    backups.set_second_place(second_place)
    monkeypatch.setattr(repository, "verify_snapshot", torn)
    assert "would not restore. Move it away" in backups.make().second
    assert backups.age().second is None


def test_what_a_stick_did_not_keep_as_it_was_written_has_not_arrived(
    backups: BackupRepository, second_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def worn(path: Path, folder: Path) -> Path:
        archive = archives.pack(path, folder)
        flip(archive, 9000)
        return archive

    backups.set_second_place(second_place)
    monkeypatch.setattr(repository, "pack", worn)
    assert "would not restore. Move it away" in backups.make().second
    assert backups.age().second is None


def test_a_second_place_that_is_away_is_said_and_stops_nothing(
    backups: BackupRepository, second_place: Path
) -> None:
    backups.set_second_place(second_place)
    second_place.rmdir()
    made = backups.make()
    assert made.second.startswith("It could not be copied to the second location.")
    assert len(backups.listed()) == 1
    backups.set_second_place(None)
    assert backups.make().second == ""


def test_the_second_place_is_thinned_out_too_and_other_vaults_are_left_alone(
    backups: BackupRepository, second_place: Path, clock: Clock
) -> None:
    still = unjumping(backups, clock)
    still.set_second_place(second_place)
    other = second_place / "romtui-backups" / "000001-2020-01-01-0000.romtui"
    for _ in range(5):
        still.make()
    other.write_bytes(list_archives(other.parent)[0].read_bytes()[:40])
    clock.at += timedelta(days=800)
    still.make()
    kept = [path.name[:6] for path in list_archives(other.parent) if path != other]
    assert kept == ["000004", "000005", "000006"]
    assert other.exists()


def test_the_second_place_lies_outside_the_vault(folder: Path, second_place: Path) -> None:
    (folder / "backups" / "here").mkdir(parents=True)
    for inside in (folder, folder / "backups" / "here"):
        with pytest.raises(NotWritable, match="inside the vault"):
            require_second_folder(inside, folder)
    with pytest.raises(NotWritable, match="onnect "):
        require_second_folder(second_place / "nowhere", folder)
    require_second_folder(second_place, folder)


def test_a_full_disk_never_says_backed_up(
    store: Store, backups: BackupRepository, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise SaveFailed("The disk is full.")

    monkeypatch.setattr("romtui.store.backup.snapshot.replace_file", full)
    with pytest.raises(VaultError):
        backups.make()
    assert "backed up" not in acts(store)
    assert list((folder / "backups").iterdir()) == []
    assert backups.listed() == ()
