"""Nothing is called saved in files that are no longer those of the vault."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from romtui.domain.case import Case
from romtui.domain.private import Private
from romtui.platform import disk
from romtui.store.disk.lock import Lock
from romtui.store.errors import AlreadyOpen, NotOurs, RecordsMoved
from romtui.store.store import Store
from romtui.store.vault.vault import Kdf, Vault
from tests.new_vault import CODE
from tests.people.questionnaires import STORED
from tests.store.vaults import PASSPHRASE, Clock, form


def _folder_deleted(folder: Path) -> None:
    shutil.rmtree(folder)


def _records_deleted(folder: Path) -> None:
    (folder / "records.db").unlink()


def _log_deleted(folder: Path) -> None:
    (folder / "records.db-wal").unlink()


def _folder_renamed(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))


def _records_replaced(folder: Path) -> None:
    copy = folder / "copy"
    shutil.copyfile(folder / "records.db", copy)
    copy.replace(folder / "records.db")


def _folder_replaced(folder: Path) -> None:
    shutil.copytree(folder, folder.with_name("copy"))
    folder.rename(folder.with_name("elsewhere"))
    folder.with_name("copy").rename(folder)


WAYS = [
    _folder_deleted,
    _records_deleted,
    _log_deleted,
    _folder_renamed,
    _records_replaced,
    _folder_replaced,
]
WRITES: list[Callable[[Store, int], object]] = [
    lambda store, person: store.record(person, form()),
    lambda store, person: store.agree(person, Private("a walk")),
    lambda store, _: store.set_setting("pin", "0000"),
    lambda store, _: store.backups is not None and store.backups.make(),
]


@pytest.mark.parametrize("way", WAYS)
def test_what_is_written_into_files_that_are_gone_is_never_called_saved(
    store: Store, person: Case, folder: Path, way: Callable[[Path], None]
) -> None:
    way(folder)
    for write in WRITES:
        with pytest.raises(RecordsMoved, match="What you entered is still here"):
            write(store, person.patient.id)
    assert store.case(person.patient.id).results == ()


def test_a_folder_that_is_put_back_takes_what_is_saved_again(
    store: Store, person: Case, folder: Path, vault: Vault
) -> None:
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(RecordsMoved):
        store.record(person.patient.id, form())
    folder.with_name("elsewhere").rename(folder)
    store.record(person.patient.id, form())
    store.close()
    again = vault.unlock(PASSPHRASE)
    again.use(STORED)
    assert len(again.case(person.patient.id).results) == 1
    assert vault.notes == ()
    again.close()


def test_files_that_go_while_a_change_is_written_do_not_make_it_saved(
    store: Store, person: Case, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = store._files
    assert files is not None
    with monkeypatch.context() as slow:
        slow.setattr(files, "refuse_moved", lambda: None)
        acknowledge = files.acknowledge

        def go_first() -> None:
            slow.undo()
            shutil.rmtree(folder)
            acknowledge()

        slow.setattr(files, "acknowledge", go_first)
        with pytest.raises(RecordsMoved):
            store.record(person.patient.id, form())


def test_closing_a_renamed_vault_leaves_it_whole_where_it_is(
    store: Store, person: Case, folder: Path
) -> None:
    store.record(person.patient.id, form())
    elsewhere = folder.with_name("elsewhere")
    folder.rename(elsewhere)
    store.close()
    vault = Vault(elsewhere, kdf=Kdf.cheap(), now=Clock())
    again = vault.unlock(PASSPHRASE)
    again.use(STORED)
    assert len(again.case(person.patient.id).results) == 1
    assert vault.notes == ()
    again.close()


def test_a_deleted_lock_lets_no_second_window_in(store: Store, person: Case, folder: Path) -> None:
    (folder / "lock").unlink()
    with pytest.raises(AlreadyOpen):
        Vault(folder, kdf=Kdf.cheap()).unlock(PASSPHRASE)
    store.record(person.patient.id, form())
    kept = (folder / "lock").read_bytes()
    assert kept.startswith(b"open ")
    with pytest.raises(AlreadyOpen):
        Vault(folder, kdf=Kdf.cheap()).unlock(PASSPHRASE)


def test_where_folders_cannot_be_locked_the_first_window_stops_writing(
    store: Store, person: Case, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "lock").unlink()
    monkeypatch.setattr(disk, "open_folder_to_lock", lambda _: None)
    second = Lock(folder / "lock")
    with pytest.raises(AlreadyOpen, match="another window"):
        store.record(person.patient.id, form())
    assert store.case(person.patient.id).results == ()
    second.release()
    store.record(person.patient.id, form())


@pytest.mark.parametrize("way", [_folder_deleted, _records_deleted, _folder_replaced])
def test_what_is_open_is_kept_elsewhere_and_goes_on_there(
    store: Store, person: Case, vault: Vault, folder: Path, way: Callable[[Path], None]
) -> None:
    store.record(person.patient.id, form())
    way(folder)
    new_folder = vault.free_folder()
    vault.relocate(store, new_folder)
    assert new_folder.exists()
    store.record(person.patient.id, form())
    assert store.back_up_if_changed()
    vault.change_passphrase(PASSPHRASE, "ginger tulip marathon window quartz")
    with pytest.raises(AlreadyOpen):
        Vault(new_folder, kdf=Kdf.cheap()).unlock(PASSPHRASE)
    store.close()
    again = Vault(new_folder, kdf=Kdf.cheap(), now=Clock())
    workspace = again.unlock("ginger tulip marathon window quartz")
    workspace.use(STORED)
    assert len(workspace.case(person.patient.id).results) == 2
    assert again.notes == ()
    workspace.close()
    assert all(result.good for result in again.check(CODE.reveal(), STORED))


def test_nothing_is_kept_over_the_files_of_somebody(
    store: Store, vault: Vault, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("precious")
    with pytest.raises(NotOurs, match="Choose a new or empty folder"):
        vault.relocate(store, other)
    assert [path.name for path in other.iterdir()] == ["thesis.txt"]
    store.set_setting("pin", "0000")


def test_deleted_records_are_told_from_moved_ones(store: Store, folder: Path) -> None:
    files = store.files
    assert files is not None
    folder.rename(folder.with_name("elsewhere"))
    assert not files.in_place
    assert not files.deleted
    shutil.rmtree(folder.with_name("elsewhere"))
    assert files.deleted
