"""The key header: one random key, wrapped once for the passphrase and once for the paper.

Layout, big-endian: magic, version, the vault's mark, generation, Argon2id cost, then for each
of the two secrets a salt, a nonce and the wrapped key, then the seal, and last the SHA-256 of
all before. The plain checksum tells a damaged header from a wrong secret; in every version it
is the last 32 bytes and covers magic and version.

The seal is an HMAC over all before it, under a key derived from the wrapped one: nothing in a
header can be changed by somebody who does not have that key, and whoever has it can tell
without a passphrase whether a header is whole and of this vault. Version 1 had neither mark
nor seal, and 32 bits for the generation; it is still read.
"""

import hmac
import secrets
import struct
from dataclasses import dataclass, replace
from enum import IntEnum
from hashlib import sha256
from typing import Final, Self

from romtui.store.errors import WAY_OUT, HeaderDamaged, HeaderTooCostly, NewerVersion, NotOurs
from romtui.store.vault.kdf import Kdf

MAGIC: Final = b"romtui\x00\xff"
VERSION: Final = 2
_BEGINS: Final = struct.Struct(">8sH")
_FIXED: Final = struct.Struct(">8sH16sQIII")
_FIXED_1: Final = struct.Struct(">8sHIIII")
_SLOT: Final = struct.Struct(">16s12s48s")
_SEAL: Final = 32
_CHECK: Final = 32
SIZE: Final = _FIXED.size + 2 * _SLOT.size + _SEAL + _CHECK
SIZE_1: Final = _FIXED_1.size + 2 * _SLOT.size + _CHECK
_MOST_GENERATIONS: Final = 2**63

_DAMAGED: Final = "The key header is damaged."
_CHANGED: Final = (
    "The key header was changed after it was written; the records were not touched. "
    f"Put vault.hdr back from a copy of the folder. {WAY_OUT}"
)
_NEVER_WRITTEN: Final = "The key header asks for something no romtui ever wrote."
_TOO_COSTLY: Final = (
    "The key header asks for more work than any romtui does to check a passphrase, so it was not "
    "tried: it was changed after it was written. Put vault.hdr back from a copy of the folder."
)

_PAPER: Final = Kdf(memory=64, passes=1, lanes=1)
"""The recovery code has 140 random bits: no amount of hashing makes guessing it harder."""


_RECORDS: Final = b"database"


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

    `kdf` is the cost of trying a passphrase. `mark` says which vault it is of without saying
    anything else; `seal` vouches for all of it. Both are empty in a header of version 1.
    """

    kdf: Kdf
    wraps: tuple[Wrap, Wrap]
    generation: int = 1
    mark: bytes = b""
    seal: bytes = b""

    @classmethod
    def make(cls, key: bytes, kdf: Kdf, passphrase: str, recovery: str) -> "Header":
        """Wrap a data key under both secrets."""
        wraps = (
            _wrap(key, Slot.PASSPHRASE, kdf, passphrase),
            _wrap(key, Slot.RECOVERY, _PAPER, recovery),
        )
        return cls(kdf=kdf, wraps=wraps).sealed(records_key(key))

    def rewrap(self, key: bytes, slot: Slot, secret: str, kdf: Kdf) -> "Header":
        """The next generation: another secret in one place, the other way in as it was."""
        passphrase, recovery = self.wraps
        if slot is Slot.PASSPHRASE:
            fresh = replace(self, kdf=kdf, wraps=(_wrap(key, slot, kdf, secret), recovery))
        else:
            fresh = replace(self, wraps=(passphrase, _wrap(key, slot, _PAPER, secret)))
        return replace(fresh, generation=self.generation + 1).sealed(records_key(key))

    def sealed(self, records: bytes) -> "Header":
        """The same in the present version, vouched for by the key of the records."""
        marked = replace(self, mark=_mark(records), seal=b"")
        return replace(marked, seal=_vouch(records, marked._body()))

    def vouched_by(self, records: bytes) -> bool:
        """Whether the key of the records wrote all of this; never of a header of version 1."""
        expected = _vouch(records, replace(self, seal=b"")._body())
        return bool(self.seal) and hmac.compare_digest(self.seal, expected)

    def shares(self, other: "Header") -> frozenset[Slot]:
        """The ways in that are the same, byte for byte: what opens one opens the other."""
        return frozenset(
            slot
            for slot in Slot
            if self.wraps[slot] == other.wraps[slot]
            and (slot is Slot.RECOVERY or self.kdf == other.kdf)
        )

    @property
    def rank(self) -> tuple[bool, int]:
        """Which of two headers of one vault counts: a seal before none, then the later one."""
        return bool(self.seal), self.generation

    def unwrap(self, slot: Slot, secret: str) -> bytes | None:
        """Give the data key, or None when the secret is not the one.

        Raises HeaderDamaged when the secret is right and something else is not as written.
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        wrap = self.wraps[slot]
        kdf = self.kdf if slot is Slot.PASSPHRASE else _PAPER
        cipher = AESGCM(kdf.derive(secret, wrap.salt))
        try:
            key = cipher.decrypt(wrap.nonce, wrap.sealed, _bound(slot, kdf, wrap.salt))
        except InvalidTag:
            return None
        if self.seal and not self.vouched_by(records_key(key)):
            raise HeaderDamaged(_CHANGED)
        return key

    def pack(self) -> bytes:
        """The header as bytes: SIZE of them, or as version 1 had it where it is one."""
        body = self._body()
        return body + sha256(body).digest()

    def _body(self) -> bytes:
        cost = self.kdf.memory, self.kdf.passes, self.kdf.lanes
        wraps = b"".join(_SLOT.pack(wrap.salt, wrap.nonce, wrap.sealed) for wrap in self.wraps)
        if not self.mark:
            return _FIXED_1.pack(MAGIC, 1, self.generation, *cost) + wraps
        return _FIXED.pack(MAGIC, VERSION, self.mark, self.generation, *cost) + wraps + self.seal

    @classmethod
    def parse(cls, raw: bytes) -> Self:
        """Read a header; raises HeaderDamaged, HeaderTooCostly, NotOurs or NewerVersion."""
        body, checksum = raw[:-_CHECK], raw[-_CHECK:]
        whole = sha256(body).digest() == checksum
        begins_like_ours = MAGIC.startswith(raw[: len(MAGIC)])
        if not begins_like_ours and (whole or len(raw) not in (SIZE, SIZE_1)):
            raise NotOurs("The file vault.hdr is not a romtui key header: choose another folder.")
        if not whole or len(body) < _BEGINS.size:
            raise HeaderDamaged(_DAMAGED)
        version = _BEGINS.unpack_from(body)[1]
        if version > VERSION:
            raise NewerVersion("This vault was written by a newer romtui: please update romtui.")
        if len(raw) != {1: SIZE_1, 2: SIZE}.get(version):
            raise HeaderDamaged(_NEVER_WRITTEN)
        if version == 1:
            fixed, mark, seal = _FIXED_1, b"", b""
            _, _, generation, *cost = fixed.unpack_from(body)
        else:
            fixed, seal = _FIXED, body[-_SEAL:]
            _, _, mark, generation, *cost = fixed.unpack_from(body)
        kdf = Kdf(*cost)
        if not kdf.possible or generation > _MOST_GENERATIONS:
            raise HeaderDamaged(_NEVER_WRITTEN)
        if not kdf.bounded:
            raise HeaderTooCostly(_TOO_COSTLY)
        first, second = (
            Wrap(*_SLOT.unpack_from(body, fixed.size + slot * _SLOT.size)) for slot in Slot
        )
        return cls(kdf, (first, second), generation, mark, seal)


def records_key(key: bytes) -> bytes:
    """The key of the records from the data key; it is what a store works with."""
    return derived(key, _RECORDS)


def derived(key: bytes, purpose: bytes) -> bytes:
    """One 32-byte key a purpose from the data key, so that none opens what another does."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"romtui " + purpose).derive(key)


def _mark(records: bytes) -> bytes:
    return derived(records, b"mark")[:16]


def _vouch(records: bytes, body: bytes) -> bytes:
    return hmac.digest(derived(records, b"header"), body, "sha256")


def _wrap(key: bytes, slot: Slot, kdf: Kdf, secret: str) -> Wrap:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    cipher = AESGCM(kdf.derive(secret, salt))
    return Wrap(salt, nonce, cipher.encrypt(nonce, key, _bound(slot, kdf, salt)))


def _bound(slot: Slot, kdf: Kdf, salt: bytes) -> bytes:
    """What a wrap is bound to: it opens nothing when moved to another place or cost.

    As in version 1, so that a header can be sealed anew without both secrets.
    """
    return _FIXED_1.pack(MAGIC, 1, slot, kdf.memory, kdf.passes, kdf.lanes) + salt
