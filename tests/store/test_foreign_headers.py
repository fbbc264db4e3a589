"""A wrong copy of the key header never hides the right one, and is called what it is."""

import shutil
import struct
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from romtui.store.disk.header import Header, derive_records_key
from romtui.store.errors import (
    DatabaseDamaged,
    HeaderDamaged,
    HeaderTooCostly,
    NewerVersion,
    NotOurs,
    WrongSecret,
)
from romtui.store.vault.vault import Kdf, Vault
from tests.fixtures.make_vault import HERE
from tests.new_vault import CODE
from tests.people.questionnaires import STORED
from tests.store.vaults import PASSPHRASE, Clock, flip, on_disk, records_key_in

NEW = "ginger tulip marathon window quartz"
COPIES = ("vault.hdr", "vault.hdr2")


@pytest.fixture
def closed(vault: Vault, folder: Path) -> Path:
    vault.create(PASSPHRASE, CODE).close()
    return folder


@pytest.fixture(params=[PASSPHRASE, NEW], ids=["the same passphrase", "another passphrase"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    made = Vault(tmp_path / "other", kdf=Kdf.cheap())
    made.create(request.param, Vault.offer_recovery_code()).close()
    return made.folder


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A vault as the romtui of the first header version left it."""
    folder = Path(shutil.copytree(HERE / "header-1" / "vault", tmp_path / "old"))
    for path in folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)  # a checkout gives others the right to read
    return folder


def header_in(folder: Path, name: str = "vault.hdr") -> Header:
    return Header.parse((folder / name).read_bytes())


def put(folder: Path, header: Header, *names: str) -> None:
    for name in names:
        (folder / name).write_bytes(header.pack())


@pytest.mark.parametrize("name", COPIES)
@pytest.mark.parametrize("secret", [PASSPHRASE, CODE.reveal()])
def test_the_header_of_another_vault_beside_ones_own_hides_nothing(
    closed: Path, vault: Vault, other: Path, name: str, secret: str
) -> None:
    own = (closed / name).read_bytes()
    shutil.copy(other / "vault.hdr", closed / name)
    vault.unlock(secret).close()
    (note,) = vault.notes
    assert note == (
        f"{name} was the key header of another vault. It is now in "
        f"backups/of-another-vault-{name}, and the right one is back in its place."
    )
    assert (closed / name).read_bytes() == own
    kept = (closed / "backups" / f"of-another-vault-{name}").read_bytes()
    assert kept == (other / "vault.hdr").read_bytes()


def test_a_foreign_header_that_was_changed_more_often_hides_nothing_either(
    closed: Path, vault: Vault, other: Path
) -> None:
    for _ in range(3):
        Vault(other, kdf=Kdf.cheap()).renew_recovery_code(
            PASSPHRASE if Vault(other).opens_with(PASSPHRASE) else NEW, Vault.offer_recovery_code()
        )
    shutil.copy(other / "vault.hdr", closed / "vault.hdr")
    vault.unlock(PASSPHRASE).close()
    assert "of another vault" in vault.notes[0]


def test_check_names_the_foreign_header(closed: Path, vault: Vault, other: Path) -> None:
    shutil.copy(other / "vault.hdr", closed / "vault.hdr")
    before = on_disk(closed)
    headers, *_ = vault.check(PASSPHRASE, STORED)
    assert not headers.good
    assert (
        headers.detail
        == "vault.hdr is the key header of another vault; the next opening moves it aside"
    )
    assert on_disk(closed) == before


def test_two_foreign_headers_that_the_passphrase_opens_are_not_called_damaged_records(
    closed: Path, vault: Vault, tmp_path: Path
) -> None:
    store = vault.unlock(PASSPHRASE)
    store.add_patient()
    assert store.back_up_if_changed()
    store.close()
    same = Vault(tmp_path / "same", kdf=Kdf.cheap())
    same.create(PASSPHRASE, CODE).close()
    for name in COPIES:
        shutil.copy(same.folder / "vault.hdr", closed / name)
    with pytest.raises(NotOurs, match="the key header of another vault"):
        vault.unlock(PASSPHRASE)
    shutil.rmtree(closed / "backups")
    with pytest.raises(DatabaseDamaged, match="Either it is the key header of another vault"):
        vault.unlock(PASSPHRASE)


def test_two_foreign_headers_that_it_does_not_open_are_told_by_the_backups(
    closed: Path, vault: Vault, tmp_path: Path
) -> None:
    store = vault.unlock(PASSPHRASE)
    store.add_patient()
    assert store.back_up_if_changed()
    store.close()
    strange = Vault(tmp_path / "strange", kdf=Kdf.cheap())
    strange.create(NEW, Vault.offer_recovery_code()).close()
    for name in COPIES:
        shutil.copy(strange.folder / "vault.hdr", closed / name)
    with pytest.raises(WrongSecret, match="belong to different vaults"):
        vault.unlock(PASSPHRASE)
    (listed,) = vault.backups(PASSPHRASE)
    assert not listed.problem


def test_records_whose_first_page_is_damaged_are_still_called_that(
    closed: Path, vault: Vault
) -> None:
    flip(closed / "records.db", 300)
    with pytest.raises(DatabaseDamaged, match="The records are damaged"):
        vault.unlock(PASSPHRASE)


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("both", [False, True])
def test_an_old_header_with_a_raised_generation_never_wins(
    closed: Path, old: Path, version: int, both: bool
) -> None:
    folder = closed if version == 2 else old
    vault = Vault(folder, kdf=Kdf.cheap(), now=Clock())
    before = header_in(folder)
    vault.change_passphrase(PASSPHRASE, NEW)
    forged = replace(before, generation=before.generation + 1000)
    put(folder, forged, *(COPIES if both and version == 2 else COPIES[:1]))
    with pytest.raises((HeaderDamaged, WrongSecret)):
        vault.unlock(PASSPHRASE)
    if not both or version == 1:
        vault.unlock(NEW).close()
        assert header_in(folder).is_sealed_by(records_key_in(folder, NEW))


def test_an_older_header_says_that_its_passphrase_was_replaced(closed: Path, vault: Vault) -> None:
    before = header_in(closed)
    vault.change_passphrase(PASSPHRASE, NEW)
    put(closed, before, "vault.hdr")
    with pytest.raises(WrongSecret, match=r"has been replaced\. Use the present one"):
        vault.unlock(PASSPHRASE)


def test_nothing_in_a_header_can_be_changed_and_its_checksum_put_right() -> None:
    key = bytes(range(32))
    whole = Header.make(key, Kdf.cheap(), "a passphrase", "A CODE").pack()
    for offset in range(len(whole) - 32):
        body = bytearray(whole[:-32])
        body[offset] ^= 1
        try:
            changed = Header.parse(bytes(body) + sha256(body).digest())
        except (HeaderDamaged, NewerVersion, NotOurs):
            continue
        assert not changed.is_sealed_by(derive_records_key(key)), offset


def test_the_last_generation_of_the_first_version_is_not_the_last_change(old: Path) -> None:
    """2 to the 32 minus 1 had no successor."""
    put(old, replace(header_in(old), generation=2**32 - 1), *COPIES)
    vault = Vault(old, kdf=Kdf.cheap(), now=Clock())
    vault.change_passphrase(PASSPHRASE, NEW)
    assert header_in(old).generation == 2**32
    vault.unlock(NEW).close()


def test_a_generation_without_a_successor_is_refused_in_a_sentence(closed: Path) -> None:
    key = records_key_in(closed)
    put(closed, replace(header_in(closed), generation=2**64 - 1).sealed(key), *COPIES)
    with pytest.raises(HeaderDamaged):
        Vault(closed, kdf=Kdf.cheap()).change_passphrase(PASSPHRASE, NEW)


@pytest.mark.parametrize(("offset", "value"), [(34, 1024 * 1024), (38, 16), (42, 5)])
def test_a_cost_above_what_we_write_is_refused_before_it_is_paid(
    closed: Path, vault: Vault, offset: int, value: int
) -> None:
    body = bytearray((closed / "vault.hdr").read_bytes()[:-32])
    struct.pack_into(">III", body, 34, 256 * 1024, 3, 4)
    struct.pack_into(">I", body, offset, value)
    costly = bytes(body) + sha256(body).digest()
    (closed / "vault.hdr").write_bytes(costly)
    begun = time.monotonic()
    vault.unlock(PASSPHRASE).close()
    assert "was wrong and has been renewed" in vault.notes[0]
    for name in COPIES:
        (closed / name).write_bytes(costly)
    with pytest.raises(HeaderTooCostly, match="more work than any romtui"):
        vault.unlock(PASSPHRASE)
    assert time.monotonic() - begun < 5


def test_a_header_of_the_first_version_opens_and_is_written_anew(old: Path) -> None:
    vault = Vault(old, kdf=Kdf.cheap(), now=Clock())
    assert not header_in(old).seal
    vault.unlock(PASSPHRASE).close()
    assert vault.notes == ()
    for name in COPIES:
        assert header_in(old, name).is_sealed_by(records_key_in(old))
    vault.unlock(CODE.reveal()).close()
    assert vault.notes == ()


def test_a_power_cut_between_the_two_copies_of_the_new_version_is_mended(old: Path) -> None:
    before = header_in(old)
    vault = Vault(old, kdf=Kdf.cheap(), now=Clock())
    vault.unlock(PASSPHRASE).close()
    for name in COPIES:
        put(old, before, name)
        vault.unlock(PASSPHRASE).close()
        assert header_in(old, name) == header_in(old)
        assert header_in(old).seal


def test_two_vaults_of_the_first_version_are_told_apart_by_what_opens_the_records(
    old: Path, tmp_path: Path
) -> None:
    stranger = Path(shutil.copytree(HERE / "format-4", tmp_path / "stranger"))
    shutil.copy(stranger / "vault.hdr", old / "vault.hdr")
    vault = Vault(old, kdf=Kdf.cheap(), now=Clock())
    vault.unlock(PASSPHRASE).close()
    assert "was the key header of another vault, or a very old one" in vault.notes[-1]
    assert header_in(old) == header_in(old, "vault.hdr2")
