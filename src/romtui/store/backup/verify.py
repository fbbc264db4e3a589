"""When a backup is good: when it restores, by its own key header, and nothing less."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from romtui.store.backup import archive as parcel
from romtui.store.backup.manifest import Manifest, contents, digest
from romtui.store.backup.snapshot import header_beside, manifest_of, named_moment
from romtui.store.db.engine import judge, reading, scratch
from romtui.store.errors import DatabaseDamaged, HeaderDamaged, NewerVersion, VaultError
from romtui.store.vault.files import sentences
from romtui.store.vault.header import Header, Slot


class Opening(Enum):
    """Which secrets open a backup that is whole."""

    TODAY = "today's"
    RECOVERY_CODE = "the recovery code"
    OF_THEN = "those of then"
    UNKNOWN = "unknown"

    @property
    def proven(self) -> bool:
        """Whether a secret of today certainly opens it."""
        return self in (Opening.TODAY, Opening.RECOVERY_CODE)

    @property
    def said(self) -> str:
        """What to know before it is restored elsewhere; nothing when all is as expected."""
        return _OPENING[self]


_OPENING: Final = {
    Opening.TODAY: "",
    Opening.RECOVERY_CODE: "It opens with the recovery code, or with the passphrase of then.",
    Opening.OF_THEN: (
        "It is whole, but opens only with the passphrase or the recovery code of then: whether "
        "you have them cannot be checked here."
    ),
    Opening.UNKNOWN: (
        "Its records are whole, but its key header is of an earlier romtui and of other secrets "
        "than today's: whether it opens cannot be checked here."
    ),
}


_UNLISTED: Final = "What it held when it was made is not written beside it."


@dataclass(frozen=True, slots=True)
class Verified:
    """A backup that is whole: what it holds, what opens it, and what else is worth knowing."""

    manifest: Manifest
    opening: Opening
    worn: str = ""

    @property
    def remark(self) -> str:
        """In a sentence or two, or nothing."""
        return " ".join(part for part in (self.worn, self.opening.said) if part)


def verify(path: Path, key: bytes, today: Header | None) -> Verified:
    """Judge a backup as restoring it would: its own key header, its file, every page, its rows.

    This alone decides what is called good. `today` is the header of the vault, by which it is
    known which secrets open an older one. Raises a VaultError that says what is wrong. Nothing
    is changed.
    """
    header = judge_header(header_beside(path), key, today)
    unlisted = "" if manifest_of(path, key) else _UNLISTED
    return Verified(verify_records(path, key), secrets_of(header, today), unlisted)


def verify_parcel(path: Path, vault: Path, key: bytes, today: Header | None) -> Verified:
    """Judge a backup in the second place in the same way, taken apart in the vault's folder."""
    worn = parcel.beside(path).worn
    with sentences(vault), scratch(vault) as staging:
        found = verify(parcel.unpack(path, staging), key, today)
    return Verified(found.manifest, found.opening, worn or found.worn)


def verify_records(path: Path, key: bytes) -> Manifest:
    """Open a copy with its key and look at everything in it; raises what is wrong.

    One without a manifest is given one by what is found, so that all can be compared alike.
    """
    written = manifest_of(path, key)
    found = digest(path)
    if written is not None and written.digest != found:
        raise DatabaseDamaged("Its file is not the one that was written.")
    with reading(path, key) as connection:
        judge(connection, path.stat().st_size, thorough=True)
        there = contents(connection)
    if written is not None and written.contents != there:
        raise DatabaseDamaged("It does not hold what it held when it was made.")
    return written or Manifest(named_moment(path), there, found)


def judge_header(raw: bytes | None, key: bytes, today: Header | None) -> Header:
    """Read the key header of a backup; raises when it would not open what has this key.

    What its seal vouches for was written by somebody with the key, and opens with the secrets
    of then. One of version 1 has no seal: it is known by what it shares with that of today.
    """
    if raw is None:
        raise HeaderDamaged("Its key header is missing.")
    try:
        header = Header.parse(raw)
    except NewerVersion:
        raise
    except VaultError:
        raise HeaderDamaged("Its key header is damaged.") from None
    if header.seal and not header.vouched_by(key):
        same = today is not None and header.mark == today.sealed(key).mark
        raise HeaderDamaged(
            "Its key header was changed after it was written."
            if same
            else "Its key header is of another vault."
        )
    return header


def secrets_of(header: Header, today: Header | None) -> Opening:
    """What opens a backup that is whole, compared with what opens the vault today."""
    shared = frozenset() if today is None else header.shares(today)
    if Slot.PASSPHRASE in shared:
        return Opening.TODAY
    if Slot.RECOVERY in shared:
        return Opening.RECOVERY_CODE
    return Opening.OF_THEN if header.seal else Opening.UNKNOWN
