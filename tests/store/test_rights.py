"""Whose the files of a vault are, and who else may read them."""

import os
import stat
from pathlib import Path

import pytest

from romtui.store.disk.header import Header
from romtui.store.disk.kdf import Kdf
from romtui.store.errors import NoMemory, NotOurs, NotWritable, WrongSecret
from romtui.store.vault.vault import Vault
from tests.new_vault import CODE
from tests.store.vaults import PASSPHRASE, on_disk

NEW = "ginger tulip marathon window quartz"


@pytest.fixture
def closed(vault: Vault, folder: Path) -> Path:
    vault.create(PASSPHRASE, CODE).close()
    return folder


@pytest.fixture
def no_key(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever derives a key in this test was too early."""

    def early(*_: object) -> None:
        raise AssertionError("a key was derived")

    monkeypatch.setattr(Kdf, "derive", early)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("no_key")
@pytest.mark.parametrize("name", ["records.db", "lock", "records.db-wal", "records.db-shm"])
def test_a_link_in_the_place_of_a_file_is_not_followed(
    closed: Path, vault: Vault, tmp_path: Path, name: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    if (closed / name).exists():
        (closed / name).rename(elsewhere)
    else:
        elsewhere.touch()
    (closed / name).symlink_to(elsewhere)
    before = on_disk(closed)
    with pytest.raises(NotOurs, match="is a link"):
        vault.unlock(PASSPHRASE)
    assert on_disk(closed) == before


@pytest.mark.usefixtures("no_key")
@pytest.mark.parametrize("name", ["records.db", ""])
def test_what_belongs_to_another_user_is_not_opened(
    closed: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    theirs = closed / name
    look = os.lstat if name else os.stat
    status = look(theirs)

    def stat_of(path: Path, **_: bool) -> os.stat_result:
        true = os.stat(path, follow_symlinks=not name)  # noqa: PTH116 -- what is replaced
        fields = list(true)
        fields[4] = status.st_uid + (Path(path) == theirs)
        return os.stat_result(fields)

    monkeypatch.setattr(Path, "lstat" if name else "stat", stat_of)
    with pytest.raises(NotOurs, match="another user"):
        vault.unlock(PASSPHRASE)


@pytest.mark.usefixtures("no_key")
@pytest.mark.parametrize("name", ["records.db", "lock"])
def test_a_file_that_cannot_be_written_is_told_before_anything_else(
    closed: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    access = os.access

    def only_read(path: Path, wanted: int) -> bool:
        return access(path, wanted) and not (Path(path).name == name and wanted & os.W_OK)

    monkeypatch.setattr(os, "access", only_read)
    before = on_disk(closed)
    with pytest.raises(NotWritable, match=name):
        vault.unlock(PASSPHRASE)
    assert on_disk(closed) == before


@pytest.mark.parametrize("loose", [0o644, 0o666, 0o640])
@pytest.mark.parametrize("name", ["records.db", "vault.hdr", "vault.hdr2", "lock"])
def test_a_file_others_can_read_is_closed_to_them_with_a_note(
    closed: Path, vault: Vault, name: str, loose: int
) -> None:
    (closed / name).chmod(loose)
    with pytest.raises(WrongSecret):
        vault.unlock("quite another one")
    assert mode(closed / name) == loose
    vault.unlock(PASSPHRASE).close()
    assert mode(closed / name) == 0o600
    assert [name in note for note in vault.notes] == [True]


def test_a_folder_others_can_enter_is_closed_to_them(closed: Path, vault: Vault) -> None:
    closed.chmod(0o755)
    vault.unlock(PASSPHRASE).close()
    assert mode(closed) == 0o700


def test_a_leftover_with_loose_rights_does_not_lend_them_to_the_header(
    closed: Path, vault: Vault
) -> None:
    for name in ("vault.hdr.new", "vault.hdr2.new"):
        (closed / name).touch()
        (closed / name).chmod(0o666)
    vault.change_passphrase(PASSPHRASE, NEW)
    assert mode(closed / "vault.hdr") == mode(closed / "vault.hdr2") == 0o600


def test_a_leftover_that_is_a_link_is_not_written_through(
    closed: Path, vault: Vault, tmp_path: Path
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (closed / "vault.hdr.new").symlink_to(victim)
    vault.change_passphrase(PASSPHRASE, NEW)
    assert victim.read_text() == "precious"
    assert Header.parse((closed / "vault.hdr").read_bytes()).generation == 2


def test_too_little_memory_is_a_sentence(
    closed: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Greedy:
        def __init__(self, **_: object) -> None:
            pass

        def derive(self, _: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr("cryptography.hazmat.primitives.kdf.argon2.Argon2id", Greedy)
    before = on_disk(closed)
    with pytest.raises(NoMemory, match="Close other programs"):
        vault.unlock(PASSPHRASE)
    assert on_disk(closed) == before
