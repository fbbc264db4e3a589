"""The key header: nothing in it repeats, and no part of it can be moved."""

import secrets
from dataclasses import replace

import pytest

from romtui.store.disk.header import Header, Slot, WrappedKey, _associated_data, derive_key
from romtui.store.disk.kdf import Kdf

KEY = bytes(range(32))


def sealed() -> Header:
    return Header.make(KEY, Kdf.cheap(), "a passphrase", "A RECOVERY CODE")


def test_each_secret_opens_its_own_slot_only() -> None:
    header = Header.parse(sealed().pack())
    assert header.unwrap(Slot.PASSPHRASE, "a passphrase") == KEY
    assert header.unwrap(Slot.RECOVERY, "A RECOVERY CODE") == KEY
    assert header.unwrap(Slot.PASSPHRASE, "A RECOVERY CODE") is None
    assert header.unwrap(Slot.RECOVERY, "a passphrase") is None


def test_no_salt_and_no_nonce_is_ever_used_twice() -> None:
    header = sealed()
    again = header.rewrap(KEY, Slot.PASSPHRASE, "a passphrase", Kdf.cheap())
    again = again.rewrap(KEY, Slot.RECOVERY, "A RECOVERY CODE", Kdf.cheap())
    keys = [*header.wrapped, *again.wrapped, *sealed().wrapped]
    assert len({key.salt for key in keys}) == len(keys)
    assert len({key.nonce for key in keys}) == len(keys)
    assert len({key.ciphertext for key in keys}) == len(keys)
    assert {len(key.salt) for key in keys} == {16}
    assert {len(key.nonce) for key in keys} == {12}


def test_a_wrap_is_bound_to_its_place_its_cost_and_its_salt() -> None:
    """By what is authenticated beside it, not only by the key it is sealed with."""
    salt, cheap = secrets.token_bytes(16), Kdf.cheap()
    bound = {
        _associated_data(Slot.PASSPHRASE, cheap, salt),
        _associated_data(Slot.RECOVERY, cheap, salt),
        _associated_data(Slot.PASSPHRASE, replace(cheap, memory=128), salt),
        _associated_data(Slot.PASSPHRASE, replace(cheap, passes=2), salt),
        _associated_data(Slot.PASSPHRASE, replace(cheap, lanes=2), salt),
        _associated_data(Slot.PASSPHRASE, cheap, bytes(16)),
    }
    assert len(bound) == 6


def test_a_wrap_sealed_without_what_it_is_bound_to_opens_nothing() -> None:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    header = sealed()
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    unbound = AESGCM(Kdf.cheap().derive("a passphrase", salt)).encrypt(nonce, KEY, b"")
    header = replace(header, wrapped=(WrappedKey(salt, nonce, unbound), header.wrapped[1]))
    assert header.unwrap(Slot.PASSPHRASE, "a passphrase") is None


def test_a_wrap_moved_to_the_other_place_opens_nothing() -> None:
    header = Header.make(KEY, Kdf.cheap(), "the same", "the same")
    swapped = replace(header, wrapped=(header.wrapped[1], header.wrapped[0]))
    assert swapped.unwrap(Slot.PASSPHRASE, "the same") is None
    assert swapped.unwrap(Slot.RECOVERY, "the same") is None


def test_each_change_is_the_next_generation() -> None:
    header = sealed()
    changed = header.rewrap(KEY, Slot.PASSPHRASE, "another", Kdf.cheap())
    renewed = changed.rewrap(KEY, Slot.RECOVERY, "ANOTHER", Kdf.cheap())
    assert [each.generation for each in (header, changed, renewed)] == [1, 2, 3]
    assert Header.parse(renewed.pack()) == renewed


def test_a_passphrase_costs_what_the_readme_says() -> None:
    assert Kdf.standard() == Kdf(memory=256 * 1024, passes=3, lanes=4)
    assert Kdf.standard().memory >= 64 * 1024
    assert Kdf.standard().bounded


@pytest.mark.parametrize(
    ("kdf", "bounded"),
    [
        (Kdf(256 * 1024, 3, 4), True),
        (Kdf(256 * 1024 + 1, 3, 4), False),
        (Kdf(256 * 1024, 4, 4), False),
        (Kdf(256 * 1024, 3, 5), False),
        (Kdf(8, 1, 1), True),
        (Kdf(7, 1, 1), False),
        (Kdf(256 * 1024, 0, 1), False),
        (Kdf(256 * 1024, 1, 0), False),
    ],
)
def test_a_header_may_cost_what_we_write_and_no_more(kdf: Kdf, bounded: bool) -> None:
    assert kdf.bounded is bounded


def test_one_key_for_each_purpose() -> None:
    assert len({KEY, derive_key(KEY, b"database"), derive_key(KEY, b"events")}) == 3
    assert derive_key(KEY, b"database") == derive_key(KEY, b"database")
