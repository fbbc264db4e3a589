"""What making a vault takes over, and what it leaves alone."""

from pathlib import Path

import pytest

from romtui.platform import disk
from romtui.store.disk.folder import remove_half_made
from romtui.store.disk.header import Header, Slot, derive_key
from romtui.store.disk.lock import Lock
from romtui.store.errors import (
    AlreadyOpen,
    CannotLock,
    DatabaseMissing,
    HeaderDamaged,
    NotOurs,
    NotWritable,
    SaveFailed,
    VaultError,
)
from romtui.store.vault.vault import Kdf, Vault, VaultState
from tests.new_vault import CODE
from tests.store.vaults import PASSPHRASE, on_disk


def refused_and_untouched(vault: Vault, folder: Path, kind: type[VaultError], words: str) -> None:
    before = on_disk(folder)
    for attempt in (vault.state, lambda: vault.create(PASSPHRASE, CODE)):
        with pytest.raises(kind, match=words):
            attempt()
    assert on_disk(folder) == before


def test_a_vault_opens_with_the_code_it_was_made_with(vault: Vault) -> None:
    code = Vault.offer_recovery_code()
    assert code != Vault.offer_recovery_code()
    vault.create(PASSPHRASE, code).close()
    vault.unlock(code.reveal()).close()


def test_the_key_of_a_vault_is_random(vault: Vault, folder: Path) -> None:
    from romtui.store.db.engine import opens

    vault.create(PASSPHRASE, CODE).close()
    assert not opens(folder / "records.db", derive_key(bytes(32), b"database"))
    Vault(folder.with_name("second"), kdf=Kdf.cheap()).create(PASSPHRASE, CODE).close()
    header = Header.parse((folder / "vault.hdr").read_bytes())
    key = header.unwrap(Slot.RECOVERY, CODE.secret)
    assert key is not None
    assert opens(folder / "records.db", derive_key(key, b"database"))
    assert not opens(folder.with_name("second") / "records.db", derive_key(key, b"database"))


@pytest.mark.parametrize("broken", ["check", "make_engine"])
def test_a_new_vault_that_does_not_open_is_not_left_behind(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise SaveFailed("The disk does not answer.")

    with monkeypatch.context() as failing:
        failing.setattr(f"romtui.store.db.engine.{broken}", fail)
        with pytest.raises(SaveFailed):
            vault.create(PASSPHRASE, CODE)
    assert not folder.exists()
    vault.create(PASSPHRASE, CODE).close()


def test_while_a_vault_is_made_nobody_else_makes_one(vault: Vault, folder: Path) -> None:
    store = vault.create(PASSPHRASE, CODE)
    with pytest.raises(AlreadyOpen):
        Vault(folder, kdf=Kdf.cheap()).unlock(PASSPHRASE)
    store.close()


def test_a_vault_made_in_the_meantime_is_not_written_over(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def another_was_faster(path: Path, **_: object) -> Lock:
        monkeypatch.setattr("romtui.store.vault.vault.Lock", Lock)
        Vault(folder, kdf=Kdf.cheap()).create(PASSPHRASE, CODE).close()
        return Lock(path)

    monkeypatch.setattr("romtui.store.vault.vault.Lock", another_was_faster)
    with pytest.raises(VaultError, match="already"):
        vault.create("ginger tulip marathon window quartz", CODE)
    vault.unlock(PASSPHRASE).close()


def test_a_file_that_is_only_called_like_the_marker_gives_no_right_to_delete(
    vault: Vault, folder: Path
) -> None:
    folder.mkdir(mode=0o700)
    (folder / "creating").write_text("a poem")
    refused_and_untouched(vault, folder, NotOurs, "empty folder")
    (folder / "records.db").write_text("precious")
    refused_and_untouched(vault, folder, HeaderDamaged, "header are missing")


@pytest.mark.parametrize("name", [".bashrc", "records.db.bak", "vault.hdr.old", "thesis.txt"])
@pytest.mark.parametrize("half_made", [False, True])
def test_a_folder_with_anything_else_in_it_is_not_taken(
    vault: Vault, folder: Path, name: str, half_made: bool
) -> None:
    folder.mkdir(mode=0o755)
    (folder / name).write_text("precious")
    if half_made:
        (folder / "creating").write_bytes(b"romtui is making a vault here\n")
    refused_and_untouched(vault, folder, NotOurs, "empty folder")


@pytest.mark.parametrize("name", ["mine.txt", "000001-2026-11-23-1405.db"])
def test_a_folder_of_backups_without_a_vault_is_not_taken(
    vault: Vault, folder: Path, name: str
) -> None:
    (folder / "backups").mkdir(parents=True, mode=0o755)
    (folder / "backups" / name).write_text("precious")
    refused_and_untouched(vault, folder, NotOurs, "without a vault beside it")


def test_a_log_without_anything_else_is_not_deleted(vault: Vault, folder: Path) -> None:
    folder.mkdir(mode=0o700)
    (folder / "records.db-wal").write_text("the last entries")
    refused_and_untouched(vault, folder, HeaderDamaged, "header are missing")


def test_an_empty_folder_is_taken_and_closed_to_others(vault: Vault, folder: Path) -> None:
    folder.mkdir(mode=0o755)
    vault.create(PASSPHRASE, CODE).close()
    assert folder.stat().st_mode & 0o777 == 0o700


def test_what_a_killed_creation_left_is_made_anew(vault: Vault, folder: Path) -> None:
    folder.mkdir(mode=0o700)
    (folder / "creating").write_bytes(b"romtui is making a vault here\n")
    for name in (
        "records.db",
        "records.db-wal",
        "records.db-shm",
        "records.db-journal",
        "vault.hdr.new",
        "creating.new",
    ):
        (folder / name).write_text("half")
    assert vault.state() is VaultState.ABSENT
    vault.create(PASSPHRASE, CODE).close()
    vault.unlock(PASSPHRASE).close()
    names = {path.name for path in folder.iterdir()}
    assert names == {"records.db", "vault.hdr", "vault.hdr2", "lock", "backups"}


def test_a_power_cut_that_kept_the_header_and_lost_the_records_is_made_anew(
    vault: Vault, folder: Path
) -> None:
    vault.create(PASSPHRASE, CODE).close()
    (folder / "creating").write_bytes(b"romtui is making a vault here\n")
    (folder / "records.db").unlink()
    assert vault.state() is VaultState.ABSENT
    vault.create(PASSPHRASE, CODE).close()
    vault.unlock(PASSPHRASE).close()


def test_records_that_went_missing_are_no_vault_half_made(vault: Vault, folder: Path) -> None:
    store = vault.create(PASSPHRASE, CODE)
    store.add_patient()
    assert store.back_up_if_changed()
    store.close()
    (folder / "creating").write_bytes(b"romtui is making a vault here\n")
    (folder / "records.db").unlink()
    refused_and_untouched(vault, folder, NotOurs, "without a vault beside it")
    (folder / "creating").unlink()
    refused_and_untouched(vault, folder, DatabaseMissing, "Put the file back")


def test_the_marker_goes_last_so_that_clearing_away_can_be_cut_off_anywhere(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In whatever order a power cut keeps names: the marker is there as long as another is."""
    vault.create(PASSPHRASE, CODE).close()
    (folder / "creating").write_bytes(b"romtui is making a vault here\n")
    synced: list[set[str]] = []

    def sync(synced_folder: Path) -> None:
        synced.append({path.name for path in synced_folder.iterdir()})

    monkeypatch.setattr("romtui.store.disk.folder.sync_folder", sync)
    remove_half_made(folder)
    assert synced == [{"creating", "lock", "backups"}]
    assert [path.name for path in folder.iterdir()] == ["lock"]


def test_a_file_in_the_place_of_the_folder_is_called_so(tmp_path: Path) -> None:
    file = tmp_path / "vault"
    file.write_text("precious")
    vault = Vault(file, kdf=Kdf.cheap())
    refused_and_untouched(vault, tmp_path, NotWritable, "is a file, not a folder")


def test_a_folder_in_the_place_of_the_header_is_called_so(vault: Vault, folder: Path) -> None:
    (folder / "vault.hdr").mkdir(parents=True, mode=0o700)
    refused_and_untouched(vault, folder, NotOurs, "vault.hdr is a folder")


def test_a_disk_that_cannot_lock_is_not_called_another_window(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(_: int) -> bool:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(disk, "lock", unsupported)
    with pytest.raises(CannotLock, match="on a local disk"):
        vault.create(PASSPHRASE, CODE)
