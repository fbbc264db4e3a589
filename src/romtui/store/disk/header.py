"""The key header: one random data key, wrapped once for the passphrase and once for the paper.

Layout, big-endian: magic, version, the vault's mark, generation, Argon2id cost, then for each
of the two secrets a salt, a nonce and the wrapped key, then the seal, and last the SHA-256 of
all before. The plain checksum tells a damaged header from a wrong secret; in every version it
is the last 32 bytes and covers magic and version.

The seal is an HMAC over all before it, under a key derived from the wrapped one: nothing in a
header can be changed by somebody who does not have that key, and whoever has it can tell
without a passphrase whether a header is whole and of this vault. Version 1 had neither mark
nor seal, and 32 bits for the generation; it is still read.

Of the two keys the *data key* is the one in the header; the *records key* is derived from it, and
is all that an open store works with.
"""

import hmac
import secrets
import struct
from dataclasses import dataclass, replace
from enum import IntEnum
from hashlib import sha256
from typing import Final, Self

from romtui.store import texts
from romtui.store.disk.kdf import Kdf
from romtui.store.errors import HeaderDamaged, HeaderTooCostly, NewerVersion, NotOurs

MAGIC: Final = b"romtui\x00\xff"
VERSION: Final = 2
_PREFIX: Final = struct.Struct(">8sH")
_PREAMBLE: Final = struct.Struct(">8sH16sQIII")
_PREAMBLE_V1: Final = struct.Struct(">8sHIIII")
_SLOT: Final = struct.Struct(">16s12s48s")
_MARK_SIZE: Final = 16
_SEAL_SIZE: Final = 32
_CHECKSUM_SIZE: Final = 32
SIZE: Final = _PREAMBLE.size + 2 * _SLOT.size + _SEAL_SIZE + _CHECKSUM_SIZE
SIZE_V1: Final = _PREAMBLE_V1.size + 2 * _SLOT.size + _CHECKSUM_SIZE
_MOST_GENERATIONS: Final = 2**63

_RECOVERY_KDF: Final = Kdf(memory=64, passes=1, lanes=1)
"""The recovery code has 140 random bits: no amount of hashing makes guessing it harder.

It is not in the header: another cost here would lock every vault to its recovery code.
"""

_RECORDS: Final = b"database"
_MARK: Final = b"mark"
_HEADER: Final = b"header"
"""The purposes that keys are derived for."""


class Slot(IntEnum):
    """The two ways in."""

    PASSPHRASE = 0
    RECOVERY = 1


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """The data key, encrypted under one secret."""

    salt: bytes
    nonce: bytes
    ciphertext: bytes


@dataclass(frozen=True, slots=True)
class Header:
    """A header as read. `generation` grows with each change: of two copies the higher counts.

    `kdf` is the cost of trying a passphrase; `wrapped` is in the order of `Slot`. `mark` tells
    one vault from another and nothing else; `seal` authenticates all of it. Both are empty in a
    header of version 1.
    """

    kdf: Kdf
    wrapped: tuple[WrappedKey, WrappedKey]
    generation: int = 1
    mark: bytes = b""
    seal: bytes = b""

    @classmethod
    def make(cls, data_key: bytes, kdf: Kdf, passphrase: str, recovery: str) -> "Header":
        """Wrap a data key under both secrets."""
        wrapped = (
            _wrap(data_key, Slot.PASSPHRASE, kdf, passphrase),
            _wrap(data_key, Slot.RECOVERY, _RECOVERY_KDF, recovery),
        )
        return cls(kdf=kdf, wrapped=wrapped).sealed(derive_records_key(data_key))

    def rewrap(self, data_key: bytes, slot: Slot, secret: str, kdf: Kdf) -> "Header":
        """The next generation: another secret in one slot, the other way in as it was."""
        passphrase, recovery = self.wrapped
        if slot is Slot.PASSPHRASE:
            fresh = replace(self, kdf=kdf, wrapped=(_wrap(data_key, slot, kdf, secret), recovery))
        else:
            renewed = _wrap(data_key, slot, _RECOVERY_KDF, secret)
            fresh = replace(self, wrapped=(passphrase, renewed))
        return replace(fresh, generation=self.generation + 1).sealed(derive_records_key(data_key))

    def sealed(self, records_key: bytes) -> "Header":
        """The same in the present version, sealed anew."""
        # The mark comes first: the seal covers it. What is sealed has no seal yet itself.
        marked = replace(self, mark=derive_key(records_key, _MARK)[:_MARK_SIZE], seal=b"")
        return replace(marked, seal=_mac(records_key, marked._body()))

    def is_sealed_by(self, records_key: bytes) -> bool:
        """Whether this key sealed all of it; never true of a header of version 1."""
        expected = _mac(records_key, replace(self, seal=b"")._body())
        return bool(self.seal) and hmac.compare_digest(self.seal, expected)

    def common_slots(self, other: "Header") -> frozenset[Slot]:
        """The ways in that are the same, byte for byte: what opens one opens the other."""
        return frozenset(
            slot
            for slot in Slot
            if self.wrapped[slot] == other.wrapped[slot]
            and (slot is Slot.RECOVERY or self.kdf == other.kdf)
        )

    @property
    def rank(self) -> tuple[bool, int]:
        """The higher one of two headers of one vault counts: sealed before unsealed, then later."""
        return bool(self.seal), self.generation

    def unwrap(self, slot: Slot, secret: str) -> bytes | None:
        """Give the data key, or None when it is another secret.

        Raises HeaderDamaged when the secret is right and something else is not as written.
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        wrapped = self.wrapped[slot]
        kdf = self.kdf if slot is Slot.PASSPHRASE else _RECOVERY_KDF
        cipher = AESGCM(kdf.derive(secret, wrapped.salt))
        bound_to = _associated_data(slot, kdf, wrapped.salt)
        try:
            data_key = cipher.decrypt(wrapped.nonce, wrapped.ciphertext, bound_to)
        except InvalidTag:
            return None
        if self.seal and not self.is_sealed_by(derive_records_key(data_key)):
            raise HeaderDamaged(texts.HEADER_CHANGED)
        return data_key

    def pack(self) -> bytes:
        """The header as bytes: SIZE of them, or as version 1 had it where it is one."""
        body = self._body()
        return body + sha256(body).digest()

    def _body(self) -> bytes:
        cost = self.kdf.memory, self.kdf.passes, self.kdf.lanes
        slots = b"".join(_SLOT.pack(key.salt, key.nonce, key.ciphertext) for key in self.wrapped)
        if not self.mark:
            return _PREAMBLE_V1.pack(MAGIC, 1, self.generation, *cost) + slots
        return _PREAMBLE.pack(MAGIC, VERSION, self.mark, self.generation, *cost) + slots + self.seal

    @classmethod
    def parse(cls, raw: bytes) -> Self:
        """Read a header; raises HeaderDamaged, HeaderTooCostly, NotOurs or NewerVersion."""
        body, checksum = raw[:-_CHECKSUM_SIZE], raw[-_CHECKSUM_SIZE:]
        whole = sha256(body).digest() == checksum
        begins_like_ours = MAGIC.startswith(raw[: len(MAGIC)])
        if not begins_like_ours and (whole or len(raw) not in (SIZE, SIZE_V1)):
            raise NotOurs(texts.NOT_A_HEADER)
        if not whole or len(body) < _PREFIX.size:
            raise HeaderDamaged(texts.HEADER_DAMAGED)
        version = _PREFIX.unpack_from(body)[1]
        if version > VERSION:
            raise NewerVersion(texts.NEWER_VAULT)
        if len(raw) != {1: SIZE_V1, 2: SIZE}.get(version):
            raise HeaderDamaged(texts.HEADER_NEVER_WRITTEN)
        if version == 1:
            preamble, mark, seal = _PREAMBLE_V1, b"", b""
            _, _, generation, *cost = preamble.unpack_from(body)
        else:
            preamble, seal = _PREAMBLE, body[-_SEAL_SIZE:]
            _, _, mark, generation, *cost = preamble.unpack_from(body)
        kdf = Kdf(*cost)
        if not kdf.possible or generation > _MOST_GENERATIONS:
            raise HeaderDamaged(texts.HEADER_NEVER_WRITTEN)
        if not kdf.bounded:
            raise HeaderTooCostly(texts.HEADER_TOO_COSTLY)
        first, second = (
            WrappedKey(*_SLOT.unpack_from(body, preamble.size + slot * _SLOT.size)) for slot in Slot
        )
        return cls(kdf, (first, second), generation, mark, seal)


def derive_records_key(data_key: bytes) -> bytes:
    """The key of the records."""
    return derive_key(data_key, _RECORDS)


def derive_key(key: bytes, purpose: bytes) -> bytes:
    """A 32-byte key for one purpose: none opens what another does, or leads back to `key`."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"romtui " + purpose).derive(key)


def _mac(records_key: bytes, body: bytes) -> bytes:
    return hmac.digest(derive_key(records_key, _HEADER), body, "sha256")


def _wrap(data_key: bytes, slot: Slot, kdf: Kdf, secret: str) -> WrappedKey:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    cipher = AESGCM(kdf.derive(secret, salt))
    bound_to = _associated_data(slot, kdf, salt)
    return WrappedKey(salt, nonce, cipher.encrypt(nonce, data_key, bound_to))


def _associated_data(slot: Slot, kdf: Kdf, salt: bytes) -> bytes:
    """What a wrapped key is bound to: moved to another slot or cost it opens nothing.

    As in version 1, so that a header can be brought to version 2 without both secrets.
    """
    return _PREAMBLE_V1.pack(MAGIC, 1, slot, kdf.memory, kdf.passes, kdf.lanes) + salt
