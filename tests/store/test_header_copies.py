"""The two copies of the key header, and what may happen to one of them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from romtui.store.disk.header import Header
from romtui.store.disk.header_copies import mend_copies
from romtui.store.disk.lock import Lock
from romtui.store.errors import DiskFull, HeaderDamaged, NotOurs, NotWritable, WrongSecret
from romtui.store.vault.vault import Kdf, Vault, VaultState
from tests.new_vault import CODE
from tests.store.vaults import PASSPHRASE, flip, records_key_in

NEW = "ginger tulip marathon window quartz"
COPIES = ("vault.hdr", "vault.hdr2")


@pytest.fixture
def closed(vault: Vault, folder: Path) -> Path:
    vault.create(PASSPHRASE, CODE).close()
    return folder


def to_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def to_link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))


def to_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize("name", COPIES)
@pytest.mark.parametrize("turn", [to_folder, to_link, to_pipe])
def test_one_copy_that_is_no_file_is_a_bad_copy(
    closed: Path, vault: Vault, name: str, turn: Callable[[Path], None]
) -> None:
    turn(closed / name)
    assert vault.state() is VaultState.READY
    vault.unlock(PASSPHRASE).close()
    assert [name in note for note in vault.notes] == [True]
    if turn is to_folder:
        assert "could not be renewed" in vault.notes[0]
    else:
        assert Header.parse((closed / name).read_bytes())
        assert not (closed / name).is_symlink()


@pytest.mark.parametrize("name", COPIES)
def test_one_copy_the_disk_does_not_give_is_a_bad_copy(
    closed: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    give = os.open

    def refuse(path: Path, *rest: int) -> int:
        if Path(path).name == name:
            raise OSError(5, "Input/output error")
        return give(path, *rest)

    with monkeypatch.context() as failing:
        failing.setattr(os, "open", refuse)
        vault.unlock(PASSPHRASE).close()
    assert [name in note for note in vault.notes] == [True]


def test_two_copies_that_are_no_files_are_called_what_they_are(closed: Path, vault: Vault) -> None:
    for name in COPIES:
        to_pipe(closed / name)
    with pytest.raises(NotOurs, match="not a file"):
        vault.state()


def test_two_copies_that_may_not_be_read_are_not_called_damaged(
    closed: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    give = os.open

    def refuse(path: Path, *rest: int) -> int:
        if Path(path).name in COPIES:
            raise PermissionError(13, "Permission denied")
        return give(path, *rest)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(NotWritable, match=r"vault\.hdr cannot be read"):
        vault.unlock(PASSPHRASE)


def test_two_copies_bad_in_two_ways_are_damaged(closed: Path, vault: Vault) -> None:
    to_folder(closed / "vault.hdr")
    flip(closed / "vault.hdr2", 100)
    with pytest.raises(HeaderDamaged):
        vault.unlock(PASSPHRASE)


@pytest.mark.parametrize("newer", COPIES)
def test_the_newer_copy_counts_whichever_it_is(closed: Path, vault: Vault, newer: str) -> None:
    (older,) = set(COPIES) - {newer}
    old = (closed / older).read_bytes()
    vault.change_passphrase(PASSPHRASE, NEW)
    (closed / older).write_bytes(old)
    with pytest.raises(WrongSecret):
        vault.unlock(PASSPHRASE)
    vault.unlock(NEW).close()
    assert (closed / older).read_bytes() == (closed / newer).read_bytes() != old


def test_a_change_by_another_window_just_before_is_seen(
    closed: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def another_was_faster(path: Path, **_: object) -> Lock:
        monkeypatch.setattr("romtui.store.vault.vault.Lock", Lock)
        Vault(closed, kdf=Kdf.cheap()).change_passphrase(PASSPHRASE, NEW)
        return Lock(path)

    monkeypatch.setattr("romtui.store.vault.vault.Lock", another_was_faster)
    with pytest.raises(WrongSecret):
        vault.unlock(PASSPHRASE)
    vault.unlock(NEW).close()


def test_a_copy_that_cannot_be_renewed_is_a_note_and_no_refusal(
    closed: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    (closed / "vault.hdr2").write_bytes(b"x")

    def full(*_: object) -> None:
        raise DiskFull("The disk is full. Free some space and try again. Nothing was changed.")

    monkeypatch.setattr("romtui.store.disk.header_copies.replace_file", full)
    vault.unlock(PASSPHRASE).close()
    assert ["vault.hdr2, could not be renewed" in note for note in vault.notes] == [True]


def test_a_mistake_while_tidying_lets_the_vault_go(
    closed: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mistake(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as failing:
        failing.setattr("romtui.store.vault.vault.mend_copies", mistake)
        with pytest.raises(ZeroDivisionError):
            vault.unlock(PASSPHRASE)
    assert not (closed / "records.db-wal").exists()
    vault.unlock(PASSPHRASE).close()


def test_an_older_header_never_takes_the_place_of_a_newer_one(closed: Path, vault: Vault) -> None:
    old = Header.parse((closed / "vault.hdr").read_bytes())
    vault.change_passphrase(PASSPHRASE, NEW)
    new = (closed / "vault.hdr").read_bytes()
    assert list(mend_copies(closed, old, records_key_in(closed, NEW), closed / "backups")) == []
    assert {(closed / name).read_bytes() for name in COPIES} == {new}


def test_what_killed_programs_left_is_swept_at_the_next_unlocking(
    closed: Path, vault: Vault
) -> None:
    (closed / "creating").write_bytes(b"romtui is making a vault here\n")
    (closed / ".check-abc").mkdir()
    (closed / ".check-abc" / "records.db").touch()
    vault.unlock(PASSPHRASE).close()
    names = {path.name for path in closed.iterdir()}
    assert names == {"records.db", "vault.hdr", "vault.hdr2", "lock", "backups"}
