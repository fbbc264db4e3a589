"""Changing the passphrase: what opens with the old one afterwards, and what a full disk leaves."""

from pathlib import Path

import pytest

from romtui.store.db import migrations
from romtui.store.disk.header import Header
from romtui.store.errors import DiskFull, VaultError, WeakPassphrase, WrongSecret
from romtui.store.vault.vault import Kdf, Vault
from tests.new_vault import CODE
from tests.store.vaults import PASSPHRASE, on_disk

NEW = "ginger tulip marathon window quartz"
NEXT: migrations.Step = ("CREATE TABLE goal (id INTEGER PRIMARY KEY) STRICT",)


@pytest.fixture
def closed(vault: Vault, folder: Path) -> Path:
    vault.create(PASSPHRASE, CODE).close()
    return folder


@pytest.fixture
def with_a_backup(closed: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, NEXT))
    vault.unlock(PASSPHRASE).close()
    return closed


def opens(folder: Path, secret: str) -> bool:
    try:
        Vault(folder, kdf=Kdf.cheap()).unlock(secret).close()
    except WrongSecret:
        return False
    return True


def put_back(folder: Path) -> None:
    """What somebody who knows the old secret would try."""
    (header,) = (folder / "backups").glob("*.hdr")
    for name in ("vault.hdr", "vault.hdr2"):
        (folder / name).write_bytes(header.read_bytes())


def test_the_old_passphrase_opens_nothing_that_romtui_keeps(
    with_a_backup: Path, vault: Vault
) -> None:
    vault.change_passphrase(PASSPHRASE, NEW)
    assert vault.notes == ()
    put_back(with_a_backup)
    assert not opens(with_a_backup, PASSPHRASE)
    assert opens(with_a_backup, NEW)
    assert opens(with_a_backup, CODE.reveal())


def test_a_replaced_recovery_code_opens_nothing_that_romtui_keeps(
    with_a_backup: Path, vault: Vault
) -> None:
    code = Vault.offer_recovery_code()
    vault.renew_recovery_code(PASSPHRASE, code)
    put_back(with_a_backup)
    assert not opens(with_a_backup, CODE.reveal())
    assert opens(with_a_backup, code.reveal())


def test_a_backup_opens_with_the_new_passphrase(
    with_a_backup: Path, vault: Vault, tmp_path: Path
) -> None:
    vault.change_passphrase(PASSPHRASE, NEW)
    copy, header, _ = sorted((with_a_backup / "backups").iterdir())
    restored = tmp_path / "restored"
    restored.mkdir()
    (restored / "records.db").write_bytes(copy.read_bytes())
    (restored / "vault.hdr").write_bytes(header.read_bytes())
    assert opens(restored, NEW)


def test_a_backup_with_another_key_keeps_its_header_and_is_named(
    with_a_backup: Path, vault: Vault
) -> None:
    copy, header, _ = sorted((with_a_backup / "backups").iterdir())
    copy.write_bytes(bytes(8192))
    before = header.read_bytes()
    vault.change_passphrase(PASSPHRASE, NEW)
    assert [copy.stem in note for note in vault.notes] == [True]
    assert header.read_bytes() == before


def test_a_header_beside_no_backup_is_removed(closed: Path, vault: Vault) -> None:
    alone = closed / "backups" / "000001-2026-11-23-1405.hdr"
    alone.write_bytes((closed / "vault.hdr").read_bytes())
    vault.change_passphrase(PASSPHRASE, NEW)
    assert not alone.exists()


def test_a_weak_passphrase_replaces_nothing(closed: Path, vault: Vault) -> None:
    before = on_disk(closed)
    with pytest.raises(WeakPassphrase):
        vault.change_passphrase(PASSPHRASE, "password123")
    assert on_disk(closed) == before


def test_each_change_counts_one_up(closed: Path, vault: Vault) -> None:
    vault.change_passphrase(PASSPHRASE, NEW)
    vault.renew_recovery_code(NEW, Vault.offer_recovery_code())
    for name in ("vault.hdr", "vault.hdr2"):
        assert Header.parse((closed / name).read_bytes()).generation == 3


def test_a_disk_without_room_for_both_copies_changes_nothing(
    closed: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = on_disk(closed)
    from romtui.store.disk import header_copies as copies

    write_beside = copies.__dict__["write_beside"]

    def full(path: Path, content: bytes) -> object:
        if path.name == "vault.hdr2":
            raise DiskFull("The disk is full. Free some space and try again. Nothing was changed.")
        return write_beside(path, content)

    monkeypatch.setattr(copies, "write_beside", full)
    with pytest.raises(DiskFull):
        vault.change_passphrase(PASSPHRASE, NEW)
    assert on_disk(closed) == before
    assert opens(closed, PASSPHRASE)


def test_a_first_copy_that_cannot_be_replaced_changes_nothing(
    closed: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = on_disk(closed)

    def fail(path: Path, target: Path) -> Path:
        raise OSError(5, "Input/output error", path.name)

    with monkeypatch.context() as failing:
        failing.setattr(Path, "replace", fail)
        with pytest.raises(VaultError, match="input/output"):
            vault.change_passphrase(PASSPHRASE, NEW)
    assert on_disk(closed) == before


def test_a_half_written_change_counts_and_is_said(
    closed: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def fail(path: Path, target: Path) -> Path:
        if target.name == "vault.hdr2":
            raise OSError(5, "Input/output error")
        return replace(path, target)

    with monkeypatch.context() as failing:
        failing.setattr(Path, "replace", fail)
        vault.change_passphrase(PASSPHRASE, NEW)
    assert [note.startswith("Changed, but") for note in vault.notes] == [True]
    assert not opens(closed, PASSPHRASE)
    assert opens(closed, NEW)
    assert (closed / "vault.hdr").read_bytes() == (closed / "vault.hdr2").read_bytes()
