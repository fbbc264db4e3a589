"""A backup in the place of the records: previewed, nothing overwritten, whatever is cut off."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from errno import EPERM
from pathlib import Path

import pytest

from romtui.domain.private import Private
from romtui.store.backup import snapshot
from romtui.store.backup.archive import list_archives
from romtui.store.backup.restore import Preview
from romtui.store.errors import DatabaseDamaged, DatabaseMissing, NotOurs, WrongSecret
from romtui.store.store import Store
from romtui.store.vault.vault import Kdf, Vault
from tests.new_vault import CODE
from tests.people.questionnaires import STORED
from tests.store.vaults import CANARY, PASSPHRASE, entered, flip, form, on_disk, worked_case

NEW = "ginger tulip marathon window quartz"


@pytest.fixture
def copy(store: Store, folder: Path, tmp_path: Path) -> Path:
    """A backup of one person; since then somebody else came, with a result."""
    store.import_cases([worked_case("A-001")])
    assert store.backups is not None
    stick = tmp_path / "stick"
    stick.mkdir()
    store.backups.set_second_place(stick)
    store.backups.make()
    store.add_patient("A-002", name=Private("somebody since"))
    store.record(2, form())
    store.close()
    (made,) = snapshot.list_snapshots(folder / "backups")
    return made


def codes(vault: Vault) -> list[str]:
    store = vault.unlock(PASSPHRASE)
    try:
        return [row.patient.code for row in store.caseload()]
    finally:
        store.close()


def agree(_: Preview) -> bool:
    return True


def test_what_would_be_lost_is_counted_first_and_a_no_changes_nothing(
    copy: Path, vault: Vault, folder: Path
) -> None:
    before = on_disk(folder)
    seen: list[Preview] = []

    def no(preview: Preview) -> bool:
        seen.append(preview)
        return False

    assert vault.restore(copy, PASSPHRASE, no) is None
    assert {name: on_disk(folder)[name] for name in before if name != "."} == {
        name: before[name] for name in before if name != "."
    }
    (preview,) = seen
    assert preview.manifest.contents.tables["patient"] == 1
    assert preview.lost == {"patient": 1, "session": 1, "result": 1}
    assert preview.back == {"patient": 0, "session": 0, "result": 0}


def test_the_former_records_are_kept_twice(copy: Path, vault: Vault, folder: Path) -> None:
    done = vault.restore(copy, PASSPHRASE, agree)
    assert codes(vault) == ["A-001"]
    assert done is not None
    assert done.before is not None
    assert done.former is not None
    assert vault.restore(done.before, PASSPHRASE, agree) is not None
    assert codes(vault) == ["A-001", "A-002"]
    assert done.former.parent == folder / "backups"


def test_after_a_restore_no_old_backup_goes(copy: Path, vault: Vault) -> None:
    vault.restore(copy, PASSPHRASE, agree)
    store = vault.unlock(PASSPHRASE)
    assert store.backups is not None
    assert store.backups.pruning_paused()
    assert "restored" in [entry.what for entry in store.log(10)]
    store.close()


def test_moving_to_another_laptop(copy: Path, vault: Vault, tmp_path: Path) -> None:
    """Backup to a stick, the stick to the other laptop, restore into a folder not there yet."""
    (archive,) = list_archives(tmp_path / "stick" / "romtui-backups")
    other = tmp_path / "laptop" / "romtui"
    there = Vault(other, kdf=Kdf.cheap())
    with pytest.raises(WrongSecret):
        there.restore(archive, "not the passphrase at all", agree)
    assert there.restore(archive, PASSPHRASE, agree) is not None
    moved, here = there.unlock(PASSPHRASE), vault.unlock(PASSPHRASE)
    moved.use(STORED)
    assert moved.case(1).patient.name == Private(CANARY)
    assert entered(moved)["result_version"] == entered(here)["result_version"][:12]
    moved.close()
    here.close()
    there.unlock(CODE.reveal()).close()


def test_a_backup_of_another_vault_is_not_taken_for_one_of_this(
    copy: Path, vault: Vault, tmp_path: Path
) -> None:
    other = Vault(tmp_path / "other", kdf=Kdf.cheap())
    other.create(PASSPHRASE, CODE).close()
    with pytest.raises(NotOurs, match="to another vault"):
        other.restore(copy, PASSPHRASE, agree)
    assert codes(other) == []


def test_a_damaged_backup_is_refused(copy: Path, vault: Vault) -> None:
    flip(copy, 9000)
    with pytest.raises(DatabaseDamaged):
        vault.restore(copy, PASSPHRASE, agree)
    assert codes(vault) == ["A-001", "A-002"]


def test_an_archive_cut_short_or_of_another_kind_is_refused(
    copy: Path, vault: Vault, tmp_path: Path
) -> None:
    (archive,) = list_archives(tmp_path / "stick" / "romtui-backups")
    whole = archive.read_bytes()
    for raw, refusal in (
        (whole[:-5000], DatabaseDamaged),
        (whole[:100], DatabaseDamaged),
        (b"PK\x03\x04" + whole, DatabaseDamaged),
        (b"PK\x03\x04" * 3000, NotOurs),
        (b"", NotOurs),
    ):
        archive.write_bytes(raw)
        with pytest.raises(refusal):
            vault.restore(archive, PASSPHRASE, agree)
    assert codes(vault) == ["A-001", "A-002"]


def test_the_log_of_damaged_records_is_never_taken_for_that_of_the_restored_ones(
    copy: Path, vault: Vault, folder: Path
) -> None:
    store = vault.unlock(PASSPHRASE)
    store.add_patient("A-003")
    shutil.copy(folder / "records.db-wal", folder / "kept-wal")
    store.close()
    shutil.move(folder / "kept-wal", folder / "records.db-wal")
    flip(folder / "records.db", 4096 * 3 + 50)
    assert vault.restore(copy, PASSPHRASE, agree) is not None
    assert codes(vault) == ["A-001"]
    assert len(list((folder / "backups").glob("replaced-*-wal"))) == 1


def test_gone_key_headers_come_back_with_a_backup(copy: Path, vault: Vault, folder: Path) -> None:
    for name in ("vault.hdr", "vault.hdr2"):
        flip(folder / name, 40)
    assert vault.restore(copy, PASSPHRASE, agree) is not None
    assert codes(vault) == ["A-001"]


def test_the_present_passphrase_stays_after_a_restore(copy: Path, vault: Vault) -> None:
    vault.change_passphrase(PASSPHRASE, NEW)
    assert vault.restore(copy, NEW, agree) is not None
    with pytest.raises(WrongSecret):
        vault.unlock(PASSPHRASE)
    vault.unlock(NEW).close()


@pytest.mark.parametrize("at", range(6))
def test_cut_off_anywhere_the_former_records_open_or_the_restored_ones(
    copy: Path, vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    with monkeypatch.context() as power, suppress(ZeroDivisionError):
        _out_at(power, folder, at)
        vault.restore(copy, PASSPHRASE, agree)
    assert codes(vault) in (["A-001"], ["A-001", "A-002"])
    assert not _former_that_are_present(folder)
    assert vault.restore(copy, PASSPHRASE, agree) is not None
    assert codes(vault) == ["A-001"]
    assert not (folder / "records.db.restoring").exists()


def test_on_a_disk_without_second_names_it_can_be_done_again(
    copy: Path, vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_here(*_: object) -> None:
        raise PermissionError(EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", none_here)
    with monkeypatch.context() as power, suppress(ZeroDivisionError):
        _out_at(power, folder, 3)
        vault.restore(copy, PASSPHRASE, agree)
    with pytest.raises(DatabaseMissing):
        codes(vault)
    assert vault.restore(copy, PASSPHRASE, agree) is not None
    assert codes(vault) == ["A-001"]


def _out_at(power: pytest.MonkeyPatch, folder: Path, at: int) -> None:
    """Let the light go out before one of the changes to the records and what replaces them."""
    done = 0

    def counted(change: Callable[..., object]) -> Callable[..., object]:
        def light_out(path: Path, *rest: object, **named: object) -> object:
            nonlocal done
            if {path, *rest} & {folder / name for name in ("records.db", "records.db-wal")}:
                if done == at:
                    raise ZeroDivisionError
                done += 1
            return change(path, *rest, **named)

        return light_out

    for name in ("rename", "replace", "hardlink_to", "unlink"):
        power.setattr(Path, name, counted(getattr(Path, name)))


def _former_that_are_present(folder: Path) -> list[str]:
    """What lies among the backups as replaced and is still the records themselves."""
    former = (folder / "backups").glob("replaced-*")
    return [path.name for path in former if path.samefile(folder / "records.db")]
