"""Making, opening and keeping a vault."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from romtui.domain.private import Private
from romtui.store.errors import (
    AlreadyOpen,
    AlreadyThere,
    CipherMissing,
    DatabaseMissing,
    HeaderDamaged,
    NotOurs,
    NotWritable,
    VaultError,
    WeakPassphrase,
    WrongSecret,
)
from romtui.store.store import Store
from romtui.store.vault.vault import Kdf, Vault, VaultState
from tests.new_vault import CODE
from tests.people.questionnaires import STORED
from tests.store.vaults import CANARY, PASSPHRASE, draft, form, on_disk

NEW = "ginger tulip marathon window quartz"


@pytest.fixture
def closed(vault: Vault, folder: Path) -> Path:
    vault.create(PASSPHRASE, CODE).close()
    return folder


def test_the_unlock_screen_need_not_wait_for_the_database() -> None:
    code = "import sys, romtui.store.vault.vault\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & {"cryptography", "sqlcipher3", "sqlmodel", "sqlalchemy", "pydantic"}


def test_a_new_vault_opens_with_its_passphrase(vault: Vault) -> None:
    assert vault.state() is VaultState.ABSENT
    store = vault.create(PASSPHRASE, CODE)
    assert vault.state() is VaultState.READY
    store.set_setting("pin", "0000")
    store.close()
    assert vault.unlock(PASSPHRASE).setting("pin") == "0000"
    assert vault.notes == ()


def test_stray_space_and_decomposed_letters_open_it_all_the_same(vault: Vault) -> None:
    vault.create("Größe coyote sturdy cupboard zebra", CODE).close()
    vault.unlock("  Gro\u0308ße coyote sturdy cupboard zebra\n").close()


def test_looking_changes_nothing(vault: Vault, folder: Path) -> None:
    vault.state()
    assert not folder.exists()


def test_the_recovery_code_opens_it_however_it_is_typed(vault: Vault) -> None:
    store = vault.create(PASSPHRASE, CODE)
    store.close()
    typed = CODE.reveal().lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    vault.unlock(typed).close()


def test_a_slip_in_the_recovery_code_is_named(vault: Vault) -> None:
    store = vault.create(PASSPHRASE, CODE)
    store.close()
    groups = list(CODE.groups)
    groups[2], groups[3] = groups[3], groups[2]
    with pytest.raises(WrongSecret, match="Group 3"):
        vault.unlock("-".join(groups))


def test_a_wrong_passphrase_changes_nothing(closed: Path, vault: Vault) -> None:
    before = on_disk(closed)
    with pytest.raises(WrongSecret):
        vault.unlock("coyote sturdy cupboard zebra selecT")
    assert on_disk(closed) == before
    vault.unlock(PASSPHRASE).close()


def test_a_new_passphrase_replaces_the_old_one_while_the_store_is_open(vault: Vault) -> None:
    store = vault.create(PASSPHRASE, CODE)
    vault.change_passphrase(PASSPHRASE, NEW)
    store.close()
    with pytest.raises(WrongSecret):
        vault.unlock(PASSPHRASE)
    vault.unlock(NEW).close()
    vault.unlock(CODE.reveal()).close()


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_code(vault: Vault) -> None:
    store = vault.create(PASSPHRASE, CODE)
    store.close()
    vault.change_passphrase(CODE.reveal(), NEW)
    vault.unlock(NEW).close()


def test_a_renewed_recovery_code_ends_the_old_one(vault: Vault) -> None:
    store = vault.create(PASSPHRASE, CODE)
    new = Vault.offer_recovery_code()
    vault.renew_recovery_code(PASSPHRASE, new)
    store.close()
    with pytest.raises(WrongSecret):
        vault.unlock(CODE.reveal())
    vault.unlock(new.reveal()).close()


def test_a_changed_passphrase_keeps_the_cost_of_the_new_one(closed: Path) -> None:
    Vault(closed, kdf=Kdf(memory=128, passes=2, lanes=1)).change_passphrase(PASSPHRASE, NEW)
    Vault(closed, kdf=Kdf.cheap()).unlock(NEW).close()


def test_a_change_cut_off_between_the_copies_counts_as_made(closed: Path, vault: Vault) -> None:
    old = (closed / "vault.hdr2").read_bytes()
    vault.change_passphrase(PASSPHRASE, NEW)
    (closed / "vault.hdr2").write_bytes(old)
    with pytest.raises(WrongSecret):
        vault.unlock(PASSPHRASE)
    vault.unlock(NEW).close()
    assert (closed / "vault.hdr2").read_bytes() == (closed / "vault.hdr").read_bytes() != old


def test_a_weak_passphrase_makes_no_vault(vault: Vault, folder: Path) -> None:
    with pytest.raises(WeakPassphrase):
        vault.create("password123", CODE)
    assert not folder.exists()


def test_a_second_vault_is_not_made_over_the_first(closed: Path, vault: Vault) -> None:
    before = on_disk(closed)
    with pytest.raises(AlreadyThere):
        vault.create(NEW, CODE)
    assert on_disk(closed) == before


def test_a_folder_with_other_files_is_left_alone(vault: Vault, folder: Path) -> None:
    folder.mkdir()
    (folder / "thesis.txt").write_text("precious")
    before = on_disk(folder)
    for attempt in (vault.state, lambda: vault.create(PASSPHRASE, CODE)):
        with pytest.raises(NotOurs):
            attempt()
    assert on_disk(folder) == before


def test_a_header_of_another_program_is_left_alone(vault: Vault, folder: Path) -> None:
    folder.mkdir()
    (folder / "vault.hdr").write_text("not ours at all")
    with pytest.raises(NotOurs):
        vault.unlock(PASSPHRASE)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    vault = Vault(tmp_path / "file" / "vault", kdf=Kdf.cheap())
    with pytest.raises(NotWritable, match="file"):
        vault.state()


@pytest.mark.skipif(
    not hasattr(os, "getuid") or os.getuid() == 0, reason="root may write everywhere"
)
def test_a_read_only_folder_is_named(closed: Path, vault: Vault) -> None:
    closed.chmod(0o500)
    try:
        with pytest.raises(NotWritable):
            vault.unlock(PASSPHRASE)
    finally:
        closed.chmod(0o700)


def test_missing_records_are_not_made_anew(closed: Path, vault: Vault) -> None:
    (closed / "records.db").unlink()
    before = on_disk(closed)
    for attempt in (vault.state, lambda: vault.unlock(PASSPHRASE)):
        with pytest.raises(DatabaseMissing):
            attempt()
    assert on_disk(closed) == before


def test_records_without_any_header_are_not_written_over(closed: Path, vault: Vault) -> None:
    (closed / "vault.hdr").unlink()
    (closed / "vault.hdr2").unlink()
    before = on_disk(closed)
    for attempt in (vault.state, lambda: vault.create(PASSPHRASE, CODE)):
        with pytest.raises(HeaderDamaged):
            attempt()
    assert on_disk(closed) == before


def test_without_its_encryption_nothing_is_opened(
    closed: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = on_disk(closed)
    monkeypatch.setattr("sqlcipher3.dbapi2.connect", sqlite3.connect)
    with pytest.raises(CipherMissing):
        vault.unlock(PASSPHRASE)
    assert on_disk(closed) == before


def test_a_creation_that_fails_leaves_nothing(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sqlcipher3.dbapi2.connect", sqlite3.connect)
    with pytest.raises(CipherMissing):
        vault.create(PASSPHRASE, CODE)
    assert not folder.exists()


def test_a_creation_that_was_killed_can_be_done_again(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as killed:
        killed.setattr("romtui.store.vault.creation.write_copies", _die)
        killed.setattr("romtui.store.vault.creation.remove_half_made", lambda *_, **__: None)
        with pytest.raises(KeyboardInterrupt):
            vault.create(PASSPHRASE, CODE)
    assert (folder / "records.db").exists()
    assert vault.state() is VaultState.ABSENT
    vault.create(PASSPHRASE, CODE).close()
    vault.unlock(PASSPHRASE).close()
    assert not (folder / "creating").exists()


def _die(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_only_the_owner_can_read_any_file(vault: Vault, folder: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        store = vault.create(PASSPHRASE, CODE)
        store.set_setting("pin", "0000")
        names = {path.name for path in folder.iterdir()}
        assert {"records.db-wal", "records.db-shm", "lock", "vault.hdr2"} <= names
        for path in folder.iterdir():
            allowed = 0o700 if path.is_dir() else 0o600
            assert stat.S_IMODE(path.stat().st_mode) == allowed, path.name
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        store.close()
    finally:
        os.umask(before)


def test_nothing_that_was_typed_can_be_read_in_any_file(
    store: Store, vault: Vault, folder: Path
) -> None:
    case = store.add_patient(name=Private(CANARY))
    store.keep_draft(case.patient.id, draft())
    case = store.record(case.patient.id, form())
    store.review_safety(case.results[0].id, Private(CANARY))
    store.set_focus(case.patient.id, Private(CANARY), case.results[0].on)
    assert CANARY in str([row.patient.name.reveal() for row in store.caseload()])
    for path in folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for secret in (CANARY, "Featherstone", "mood9", "SQLite format", PASSPHRASE):
            assert secret.encode() not in content
            assert secret.encode("utf-16-le") not in content


def test_closing_leaves_one_whole_file(store: Store, folder: Path) -> None:
    store.set_setting("pin", "0000")
    store.close()
    store.close()
    names = {path.name for path in folder.iterdir()}
    assert names == {"records.db", "vault.hdr", "vault.hdr2", "lock", "backups"}


def test_a_second_window_is_told_so_until_the_first_closes(
    store: Store, vault: Vault, folder: Path
) -> None:
    second = Vault(folder, kdf=Kdf.cheap())
    with pytest.raises(AlreadyOpen, match="another window"):
        second.unlock(PASSPHRASE)
    with pytest.raises(AlreadyOpen, match="already"):
        vault.unlock(PASSPHRASE)
    store.close()
    second.unlock(PASSPHRASE).close()


def test_the_lock_falls_with_a_killed_program(closed: Path, vault: Vault) -> None:
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom romtui.store.vault.vault import Vault\n"
        f"store = Vault(Path({str(closed)!r})).unlock({PASSPHRASE!r})\n"
        "print('open', flush=True)\ntime.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(AlreadyOpen):
            vault.unlock(PASSPHRASE)
        other.send_signal(signal.SIGKILL)
    vault.unlock(PASSPHRASE).close()


def test_the_demo_leaves_nothing_behind() -> None:
    store, remove = Vault.throwaway()
    store.use(STORED)
    path = Path(
        store._engine.raw_connection().cursor().execute("PRAGMA database_list").fetchone()[2]
    )
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {file.name.partition("-")[0] for file in path.parent.iterdir()} == {
        "records.db",
        "lock",
    }
    store.add_patient()
    remove()
    assert not path.parent.exists()


def test_every_error_is_one_sentence_family() -> None:
    def below(kind: type[VaultError]) -> set[type[VaultError]]:
        return {kind}.union(*(below(subclass) for subclass in kind.__subclasses__()))

    assert all(error.__doc__ for error in below(VaultError))
