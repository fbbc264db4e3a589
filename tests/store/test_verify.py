"""What is called a good backup restores, and what would not is named: here, there, and by all."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from romtui.store.backup import snapshot
from romtui.store.backup.archive import list_archives
from romtui.store.backup.verify import Backup, verify_archive
from romtui.store.errors import DatabaseDamaged, VaultError
from romtui.store.store import Store
from romtui.store.vault.vault import Kdf, Vault
from tests.fixtures.make_vault import HERE
from tests.new_vault import CODE
from tests.people.questionnaires import STORED
from tests.store.vaults import PASSPHRASE, Clock, flip, on_disk, records_key_in

NEW = "ginger tulip marathon window quartz"
DICE = random.Random(2026)  # noqa: S311 -- the same places each time


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


@pytest.fixture
def kept(store: Store, vault: Vault, stick: Path) -> Path:
    """A closed vault with one backup, carried to a stick too."""
    store.add_patient()
    assert store.backups is not None
    store.backups.set_second_place(stick)
    store.backups.make()
    store.close()
    return vault.folder


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A vault, and beside it a stick, as the romtui of the first header version left them."""
    return Path(shutil.copytree(HERE / "header-1", tmp_path / "old"))


def verified(vault: Vault, secret: str = PASSPHRASE) -> list[Backup]:
    store = vault.unlock(secret)
    try:
        assert store.backups is not None
        return list(store.backups.verify())
    finally:
        store.close()


def archive_in(stick: Path) -> Path:
    (archive,) = list_archives(stick / "romtui-backups")
    return archive


def gone(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def flipped(path: Path) -> None:
    flip(path, 60)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def test_a_good_one_here_and_in_the_second_place_is_called_good(kept: Path, vault: Vault) -> None:
    here, there = verified(vault)
    for backup in (here, there):
        assert backup.good
        assert backup.remark == ""
        assert backup.manifest is not None
        assert backup.manifest.contents.tables["patient"] == 1
    assert there.path.suffix == ".romtui"


@pytest.mark.parametrize("spoil", [gone, emptied, flipped, cut])
def test_a_backup_whose_key_header_is_not_right_is_named_by_everything_that_judges(
    kept: Path, vault: Vault, spoil: Callable[[Path], None]
) -> None:
    (copy,) = snapshot.list_snapshots(kept / "backups")
    spoil(copy.with_suffix(".hdr"))
    here, there = verified(vault)
    assert here.problem.startswith("Its key header is")
    assert there.good
    (listed,) = vault.backups(PASSPHRASE)
    assert listed.problem
    wrong = [result for result in vault.check(PASSPHRASE, STORED) if not result.good]
    assert [result.what for result in wrong] == ["backups here: number 1"]
    flip(kept / "records.db", 9000)
    with pytest.raises(DatabaseDamaged) as damaged:
        vault.unlock(PASSPHRASE)
    assert "number 1" not in str(damaged.value)


def test_where_the_vaults_own_key_header_is_right_its_backup_still_restores(
    kept: Path, vault: Vault
) -> None:
    (copy,) = snapshot.list_snapshots(kept / "backups")
    gone(copy.with_suffix(".hdr"))
    assert vault.restore(copy, PASSPHRASE, lambda _: True) is not None


def test_the_key_header_of_another_vault_beside_a_backup_is_named(
    kept: Path, vault: Vault, tmp_path: Path
) -> None:
    other = Vault(tmp_path / "other", kdf=Kdf.cheap())
    other.create(PASSPHRASE, CODE).close()
    (copy,) = snapshot.list_snapshots(kept / "backups")
    shutil.copy(other.folder / "vault.hdr", copy.with_suffix(".hdr"))
    here, _ = verified(vault)
    assert here.problem == "Its key header belongs to another vault."


def test_a_backup_without_what_it_held_is_not_simply_called_ok(kept: Path, vault: Vault) -> None:
    (copy,) = snapshot.list_snapshots(kept / "backups")
    gone(copy.with_suffix(".manifest"))
    here, _ = verified(vault)
    assert here.good
    assert here.remark == "There is no list of what it contained when it was made."


def test_the_second_place_that_is_away_is_said_after_those_here(
    kept: Path, vault: Vault, stick: Path
) -> None:
    stick.rename(stick.with_name("in a drawer"))
    store = vault.unlock(PASSPHRASE)
    assert store.backups is not None
    judged = store.backups.verify()
    assert next(judged).good
    with pytest.raises(VaultError, match="onnect "):
        next(judged)
    store.close()
    about_it = [result for result in vault.check(PASSPHRASE, STORED) if "second" in result.what]
    assert [(result.good, "Connect " in result.detail) for result in about_it] == [(True, True)]


def test_any_byte_of_an_archive_is_named_and_one_bad_spot_in_its_header_does_not_spoil_it(
    kept: Path, vault: Vault, stick: Path, tmp_path: Path
) -> None:
    """Only a bad spot in the records makes it useless; one beside them is said, and it restores."""
    path = archive_in(stick)
    whole = path.read_bytes()
    records = snapshot.list_snapshots(kept / "backups")[0].stat().st_size
    block = (len(whole) - records - 4) // 2
    key, today = records_key_in(kept), None
    fits = verify_archive(path, kept, key, today).manifest
    beside = [*range(0, block, 13), *range(block + records, len(whole), 13), len(whole) - 1]
    for offset in beside:
        flip(path, offset)
        verified_archive = verify_archive(path, kept, key, today)
        assert verified_archive.warning.startswith("One of its two key headers is damaged"), offset
        assert verified_archive.manifest == fits
        path.write_bytes(whole)
    for offset in [block, block + records - 1, *DICE.sample(range(block, block + records), 20)]:
        flip(path, offset)
        with pytest.raises(VaultError):
            verify_archive(path, kept, key, today)
        path.write_bytes(whole)
    for length in [0, 1, 20, block - 1, block, *DICE.sample(range(block + records), 20)]:
        path.write_bytes(whole[:length])
        with pytest.raises(VaultError):
            verify_archive(path, kept, key, today)
    for length in (block + records, len(whole) - 4, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert verify_archive(path, kept, key, today).warning
    path.write_bytes(whole)
    flip(path, 40)
    there = Vault(tmp_path / "laptop", kdf=Kdf.cheap())
    assert there.restore(path, PASSPHRASE, lambda _: True) is not None


def test_a_copy_made_before_a_change_of_the_passphrase_says_what_opens_it(
    kept: Path, vault: Vault, tmp_path: Path, stick: Path
) -> None:
    vault.change_passphrase(PASSPHRASE, NEW)
    here, there = verified(vault, NEW)
    assert (here.good, here.remark) == (True, "")
    assert there.good
    assert there.remark == "It opens with the recovery code, or with the passphrase of that time."
    for number, secret in enumerate((CODE.reveal(), PASSPHRASE)):
        laptop = Vault(tmp_path / f"laptop {number}", kdf=Kdf.cheap())
        assert laptop.restore(archive_in(stick), secret, lambda _: True) is not None
    assert vault.restore(archive_in(stick), NEW, lambda _: True) is not None


def test_a_copy_that_only_secrets_of_then_open_is_not_called_ok(kept: Path, vault: Vault) -> None:
    vault.change_passphrase(PASSPHRASE, NEW)
    vault.renew_recovery_code(NEW, Vault.offer_recovery_code())
    here, there = verified(vault, NEW)
    assert here.good
    assert not there.good
    assert not there.problem
    assert "only with the passphrase or recovery code of that time" in there.remark


def test_the_archives_of_another_vault_are_left_out(
    kept: Path, vault: Vault, stick: Path, tmp_path: Path
) -> None:
    other = Vault(tmp_path / "other", kdf=Kdf.cheap(), now=Clock())
    store = other.create(PASSPHRASE, CODE)
    store.add_patient()
    assert store.backups is not None
    store.backups.set_second_place(stick)
    mine = archive_in(stick).rename(stick / "romtui-backups" / "000007-2026-11-23-1405.romtui")
    store.backups.make()
    store.close()
    assert [backup.path for backup in verified(vault) if backup.path.suffix == ".romtui"] == [mine]


def test_backups_and_archives_of_the_first_version_are_judged_and_restored(
    old: Path, tmp_path: Path
) -> None:
    vault = Vault(old / "vault", kdf=Kdf.cheap(), now=Clock())
    judged = verified(vault)  # a change of the format since has made another backup
    assert judged
    assert all((here.good, here.remark) == (True, "") for here in judged)
    key = records_key_in(old / "vault")
    there = archive_in(old / "stick")
    from romtui.store.disk.header_copies import header_for

    today = header_for(old / "vault", key)
    assert verify_archive(there, old / "vault", key, today).secrets.proven
    laptop = Vault(tmp_path / "laptop", kdf=Kdf.cheap())
    assert laptop.restore(there, PASSPHRASE, lambda _: True) is not None
    vault.change_passphrase(PASSPHRASE, NEW)
    vault.renew_recovery_code(NEW, Vault.offer_recovery_code())
    today = header_for(old / "vault", key)
    verified_archive = verify_archive(there, old / "vault", key, today)
    assert not verified_archive.secrets.proven
    assert "cannot be checked here" in verified_archive.remark


def test_what_would_not_restore_is_never_said_to_lie_in_the_second_place(
    store: Store, stick: Path
) -> None:
    store.add_patient()
    assert store.backups is not None
    store.backups.set_second_place(stick)
    there = stick / "romtui-backups"
    there.mkdir()
    (there / "000001-2026-11-23-1405.romtui").write_bytes(b"torn")
    assert "would not restore. Move it away" in store.backups.make().second
    assert store.backups.age().second is None
    assert store.backups.make().second.startswith("It is in the second location too")


def test_what_is_judged_is_not_changed(kept: Path, vault: Vault) -> None:
    before = on_disk(kept / "backups")
    list(vault.check(PASSPHRASE, STORED))
    assert on_disk(kept / "backups") == before


def test_a_backup_whose_key_is_gone_never_counts_as_the_newest(kept: Path, vault: Vault) -> None:
    (copy,) = snapshot.list_snapshots(kept / "backups")
    gone(copy.with_suffix(".hdr"))
    store = vault.unlock(PASSPHRASE)
    assert store.backups is not None
    assert store.backups.age().here is None
    assert store.back_up_if_changed()
    store.close()
