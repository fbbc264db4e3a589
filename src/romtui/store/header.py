"""The key header: one random key, wrapped once for the passphrase and once for the paper.

Layout, big-endian: magic, version, generation, Argon2id cost, then for each of the two
secrets a salt, a nonce and the wrapped key, and last the SHA-256 of all before. The plain
checksum tells a damaged header from a wrong secret; in every later version, too, it is
the last 32 bytes and covers magic and version.
"""

import secrets
import struct
from dataclasses import dataclass, replace
from enum import IntEnum
from hashlib import sha256
from typing import Final, Self

from romtui.store.errors import HeaderDamaged, NewerVersion, NotOurs
from romtui.store.kdf import Kdf

MAGIC: Final = b"romtui\x00\xff"
VERSION: Final = 1
_FIXED: Final = struct.Struct(">8sHIIII")
_SLOT: Final = struct.Struct(">16s12s48s")
_CHECK: Final = 32
SIZE: Final = _FIXED.size + 2 * _SLOT.size + _CHECK

_PAPER: Final = Kdf(memory=64, passes=1, lanes=1)
"""The recovery code has 140 random bits: no amount of hashing makes guessing it harder."""


class Slot(IntEnum):
    """The two ways in."""

    PASSPHRASE = 0
    RECOVERY = 1


@dataclass(frozen=True, slots=True)
class Wrap:
    """The data key under one secret."""

    salt: bytes
    nonce: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Header:
    """A header as read. `generation` grows with each change: of two copies the higher counts.

    `kdf` is the cost of trying a passphrase.
    """

    kdf: Kdf
    wraps: tuple[Wrap, Wrap]
    generation: int = 1

    @classmethod
    def seal(cls, key: bytes, kdf: Kdf, passphrase: str, recovery: str) -> Self:
        """Wrap a data key under both secrets."""
        return cls(
            kdf=kdf,
            wraps=(
                _wrap(key, Slot.PASSPHRASE, kdf, passphrase),
                _wrap(key, Slot.RECOVERY, _PAPER, recovery),
            ),
        )

    def rewrap(self, key: bytes, slot: Slot, secret: str, kdf: Kdf) -> "Header":
        """The next generation: another secret in one place, the other way in as it was."""
        generation = self.generation + 1
        passphrase, recovery = self.wraps
        if slot is Slot.PASSPHRASE:
            wraps = (_wrap(key, slot, kdf, secret), recovery)
            return replace(self, kdf=kdf, wraps=wraps, generation=generation)
        return replace(
            self, wraps=(passphrase, _wrap(key, slot, _PAPER, secret)), generation=generation
        )

    def unwrap(self, slot: Slot, secret: str) -> bytes | None:
        """Give the data key, or None when the secret is not the one."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        wrap = self.wraps[slot]
        kdf = self.kdf if slot is Slot.PASSPHRASE else _PAPER
        cipher = AESGCM(kdf.derive(secret, wrap.salt))
        try:
            return cipher.decrypt(wrap.nonce, wrap.sealed, _bound(slot, kdf, wrap.salt))
        except InvalidTag:
            return None

    def pack(self) -> bytes:
        """The header as bytes, SIZE of them."""
        cost = self.kdf
        body = _FIXED.pack(
            MAGIC, VERSION, self.generation, cost.memory, cost.passes, cost.lanes
        ) + b"".join(_SLOT.pack(wrap.salt, wrap.nonce, wrap.sealed) for wrap in self.wraps)
        return body + sha256(body).digest()

    @classmethod
    def parse(cls, raw: bytes) -> Self:
        """Read a header; raises HeaderDamaged, NotOurs or NewerVersion."""
        body, checksum = raw[:-_CHECK], raw[-_CHECK:]
        whole = sha256(body).digest() == checksum
        begins_like_ours = MAGIC.startswith(raw[: len(MAGIC)])
        if not begins_like_ours and (whole or len(raw) != SIZE):
            raise NotOurs("The file vault.hdr is not a romtui key header: choose another folder.")
        if not whole or len(raw) < _FIXED.size + _CHECK:
            raise HeaderDamaged("The key header is damaged.")
        _, version, generation, memory, passes, lanes = _FIXED.unpack_from(body)
        if version > VERSION:
            raise NewerVersion("This vault was written by a newer romtui: please update romtui.")
        kdf = Kdf(memory=memory, passes=passes, lanes=lanes)
        if len(raw) != SIZE or not kdf.bounded:
            raise HeaderDamaged("The key header asks for something no romtui ever wrote.")
        first, second = (
            Wrap(*_SLOT.unpack_from(body, _FIXED.size + slot * _SLOT.size)) for slot in Slot
        )
        return cls(kdf=kdf, wraps=(first, second), generation=generation)


def derived(key: bytes, purpose: bytes) -> bytes:
    """One 32-byte key a purpose from the data key, so that none opens what another does."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"romtui " + purpose).derive(key)


def _wrap(key: bytes, slot: Slot, kdf: Kdf, secret: str) -> Wrap:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    cipher = AESGCM(kdf.derive(secret, salt))
    return Wrap(salt, nonce, cipher.encrypt(nonce, key, _bound(slot, kdf, salt)))


def _bound(slot: Slot, kdf: Kdf, salt: bytes) -> bytes:
    """What a wrap is bound to: it opens nothing when moved to another place or cost."""
    return _FIXED.pack(MAGIC, VERSION, slot, kdf.memory, kdf.passes, kdf.lanes) + salt
