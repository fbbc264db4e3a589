"""A wrong passphrase and every kind of damage are never mistaken for each other."""

import random
import shutil
import struct
from hashlib import sha256
from pathlib import Path

import pytest

from romtui.store.backup import snapshot
from romtui.store.disk.header import SIZE
from romtui.store.errors import DatabaseDamaged, HeaderDamaged, NewerVersion, WrongSecret
from romtui.store.store import Store
from romtui.store.vault.vault import Kdf, Vault
from tests.store.vaults import PASSPHRASE, flip, on_disk, worked_case

RANDOM = random.Random(2026)  # noqa: S311 -- the same places each time


@pytest.fixture
def closed(store: Store, folder: Path) -> Path:
    store.import_cases([worked_case("A-001")])
    store.close()
    return folder


def test_one_flipped_bit_in_one_header_copy_is_mended(closed: Path, vault: Vault) -> None:
    whole = (closed / "vault.hdr").read_bytes()
    for name in ("vault.hdr", "vault.hdr2"):
        for offset in range(0, SIZE, 7):
            flip(closed / name, offset)
            vault.unlock(PASSPHRASE).close()
            assert name in vault.notes[0]
            assert (closed / name).read_bytes() == whole


@pytest.mark.parametrize("name", ["vault.hdr", "vault.hdr2"])
def test_a_missing_header_copy_is_written_again(closed: Path, vault: Vault, name: str) -> None:
    (closed / name).unlink()
    vault.unlock(PASSPHRASE).close()
    assert len(vault.notes) == 1
    assert (closed / "vault.hdr").read_bytes() == (closed / "vault.hdr2").read_bytes()


def test_both_header_copies_damaged_is_never_called_a_wrong_passphrase(
    closed: Path, vault: Vault
) -> None:
    whole = (closed / "vault.hdr").read_bytes()
    for offset in range(SIZE):
        for name in ("vault.hdr", "vault.hdr2"):
            (closed / name).write_bytes(whole)
            flip(closed / name, offset)
        before = on_disk(closed)
        for secret in (PASSPHRASE, "quite another one"):
            with pytest.raises(HeaderDamaged):
                vault.unlock(secret)
        assert on_disk(closed) == before


@pytest.mark.parametrize("length", [0, 1, 8, 60, SIZE - 1, SIZE + 1])
def test_a_header_cut_short_or_too_long_is_damaged(closed: Path, vault: Vault, length: int) -> None:
    whole = (closed / "vault.hdr").read_bytes()
    for name in ("vault.hdr", "vault.hdr2"):
        (closed / name).write_bytes((whole + b"x")[:length])
    with pytest.raises(HeaderDamaged):
        vault.unlock(PASSPHRASE)


def resealed(header: bytes, offset: int, value: int) -> bytes:
    body = bytearray(header[:-32])
    struct.pack_into(">I", body, offset, value)
    return bytes(body) + sha256(body).digest()


def write_both(folder: Path, header: bytes) -> None:
    for name in ("vault.hdr", "vault.hdr2"):
        (folder / name).write_bytes(header)


@pytest.mark.parametrize(
    ("offset", "value"), [(34, 100 * 1024 * 1024), (38, 1_000_000), (42, 200), (34, 0), (38, 0)]
)
def test_a_hostile_header_cannot_ask_for_a_hundred_gigabytes(
    closed: Path, vault: Vault, offset: int, value: int
) -> None:
    write_both(closed, resealed((closed / "vault.hdr").read_bytes(), offset, value))
    with pytest.raises(HeaderDamaged):
        vault.unlock(PASSPHRASE)


def test_a_newer_header_is_refused_and_left_alone(closed: Path, vault: Vault) -> None:
    body = bytearray((closed / "vault.hdr").read_bytes()[:-32])
    struct.pack_into(">H", body, 8, 3)
    write_both(closed, bytes(body) + b"more to come" + sha256(body + b"more to come").digest())
    before = on_disk(closed)
    with pytest.raises(NewerVersion):
        vault.unlock(PASSPHRASE)
    assert on_disk(closed) == before


def test_every_flipped_bit_in_the_records_is_found_and_nothing_is_changed(
    closed: Path, vault: Vault
) -> None:
    records = closed / "records.db"
    whole = records.read_bytes()
    for offset in [0, 15, 16, 100, len(whole) - 1, *RANDOM.sample(range(len(whole)), 60)]:
        flip(records, offset)
        before = on_disk(closed)
        with pytest.raises(DatabaseDamaged, match=r"[Yy]our passphrase is right"):
            vault.unlock(PASSPHRASE)
        with pytest.raises(WrongSecret):
            vault.unlock("quite another one")
        assert on_disk(closed) == before
        records.write_bytes(whole)
    vault.unlock(PASSPHRASE).close()


@pytest.mark.parametrize("kind", ["empty", "cut", "cut between pages", "swapped", "plain", "long"])
def test_every_other_damage_to_the_records_is_found(closed: Path, vault: Vault, kind: str) -> None:
    records = closed / "records.db"
    whole = records.read_bytes()
    first, second, rest = whole[:4096], whole[4096:8192], whole[8192:]
    records.write_bytes(
        {
            "empty": b"",
            "cut": whole[:-100],
            "cut between pages": whole[:-4096],
            "swapped": first + rest[:4096] + second + rest[4096:],
            "plain": b"SQLite format 3\0" + whole[16:],
            "long": whole + whole[-4096:],
        }[kind]
    )
    before = on_disk(closed)
    with pytest.raises(DatabaseDamaged):
        vault.unlock(PASSPHRASE)
    assert on_disk(closed) == before


def test_damage_found_after_a_crash_leaves_the_write_ahead_log_alone(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    store.import_cases([worked_case("A-001")])
    crashed = tmp_path / "crashed"
    shutil.copytree(folder, crashed)
    assert (crashed / "records.db-wal").stat().st_size > 0
    after_a_crash = on_disk(crashed)
    (crashed / "records.db").write_bytes(b"\0" * (crashed / "records.db").stat().st_size)
    before = on_disk(crashed)
    assert before != after_a_crash
    with pytest.raises(DatabaseDamaged):
        Vault(crashed, kdf=Kdf.cheap()).unlock(PASSPHRASE)
    assert on_disk(crashed) == before


def test_a_log_left_by_a_crash_is_folded_in(store: Store, folder: Path, tmp_path: Path) -> None:
    store.import_cases([worked_case("A-001")])
    shutil.copytree(folder, tmp_path / "crashed")
    again = Vault(tmp_path / "crashed", kdf=Kdf.cheap()).unlock(PASSPHRASE)
    assert [summary.patient.code for summary in again.caseload()] == ["A-001"]
    again.close()


def test_the_way_out_of_damaged_records_can_be_walked(
    store: Store, vault: Vault, folder: Path
) -> None:
    store.import_cases([worked_case("A-001")])
    assert store.back_up_if_changed()
    store.close()
    damaged = (folder / "records.db").read_bytes()
    flip(folder / "records.db", 5000)
    with pytest.raises(
        DatabaseDamaged, match=r"intact backup is number 1, from 23 November 2026, 14:05"
    ):
        vault.unlock(PASSPHRASE)
    (copy,) = snapshot.list_snapshots(folder / "backups")
    done = vault.restore(copy, PASSPHRASE, lambda preview: preview.present is None)
    assert done is not None
    assert done.before is None
    assert done.former is not None
    assert len(done.former.read_bytes()) == len(damaged)
    again = vault.unlock(PASSPHRASE)
    assert [row.patient.code for row in again.caseload()] == ["A-001"]
    again.close()
