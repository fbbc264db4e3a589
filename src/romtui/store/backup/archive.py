"""A backup as one file, for a second place: everything that is needed to restore it.

Key header and manifest come first, then the records, then key header and manifest once more:
one bad spot does not take both. Everything is as encrypted as in the vault. It is written
under another name, down to the disk, and renamed when it is whole: what synchronises a folder
sees finished files only.
"""

import hashlib
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from typing import IO, Final

from romtui.store.backup.snapshot import HEADER, MANIFEST, MOST_BESIDE, give_name
from romtui.store.errors import DatabaseDamaged, NotOurs
from romtui.store.vault.files import discard, new_file, read_file, sentences, sync_folder

SUFFIX: Final = ".romtui"
_MAGIC: Final = b"romtui backup\x00\xff\n"
_LENGTHS: Final = struct.Struct(">HHI")
"""Version, bytes of the header, bytes of the manifest."""

_VERSION: Final = 2
_CHECK: Final = 32
"""The SHA-256 of all before it in a block of header and manifest, since version 2."""

_BLOCK_LENGTH: Final = struct.Struct(">I")
"""The last bytes of a parcel: how long the block before them is."""

_PAGE: Final = 4096
_MOST_BLOCK: Final = len(_MAGIC) + _LENGTHS.size + 2 * MOST_BESIDE + _CHECK
_CUT: Final = "{name} is cut short or damaged: choose another backup."


@dataclass(frozen=True, slots=True)
class Beside:
    """What a parcel holds beside the records. `worn` says so when one of its copies is bad.

    The records are the bytes from `begin` to `end` of the file.
    """

    header: bytes
    manifest: bytes
    begin: int
    end: int
    worn: str = ""


def pack(backup: Path, folder: Path, *, anew: bool = False) -> Path:
    """Write a backup into a folder as one file; one that is there is left, unless `anew`."""
    parcel = folder / backup.with_suffix(SUFFIX).name
    if parcel.exists() and not anew:
        return parcel
    header = read_file(backup.with_suffix(HEADER), MOST_BESIDE)
    manifest = read_file(backup.with_suffix(MANIFEST), MOST_BESIDE) or b""
    if header is None:
        raise DatabaseDamaged(f"{backup.name} has no key header beside it: make a new backup.")
    block = _block(header, manifest)
    fresh = folder / f".{parcel.name}.unfinished"
    discard(fresh)
    try:
        new_file(fresh)
        with sentences(fresh), fresh.open("wb") as to, backup.open("rb") as records:
            to.write(block)
            copyfileobj(records, to)
            to.write(block + _BLOCK_LENGTH.pack(len(block)))
            to.flush()
            os.fsync(to.fileno())
        with sentences(parcel):
            fresh.replace(parcel)
    except BaseException:
        discard(fresh)
        raise
    sync_folder(folder)
    return parcel


def unpack(parcel: Path, folder: Path) -> Path:
    """Take a parcel apart into a folder, as a backup lies there; gives the records' file."""
    path = folder / parcel.with_suffix(".db").name
    unfinished = path.with_suffix(".unfinished")
    with sentences(parcel), parcel.open("rb") as file:
        found = _read(file, parcel)
        new_file(unfinished)
        with unfinished.open("wb") as records:
            for part in _records(file, found):
                records.write(part)
            records.flush()
            os.fsync(records.fileno())
    give_name(unfinished, path, found.header, found.manifest)
    return path


def beside(parcel: Path) -> Beside:
    """The key header and the sealed manifest in a parcel; raises NotOurs or DatabaseDamaged."""
    with sentences(parcel), parcel.open("rb") as file:
        return _read(file, parcel)


def parcels(folder: Path) -> Iterator[Path]:
    """The parcels in a folder, the oldest first."""
    with sentences(folder):
        yield from sorted(
            path
            for path in folder.glob(f"*{SUFFIX}")
            if path.name[:6].isdecimal() and path.name[6:7] == "-" and path.is_file()
        )


def _block(header: bytes, manifest: bytes) -> bytes:
    body = _MAGIC + _LENGTHS.pack(_VERSION, len(header), len(manifest)) + header + manifest
    return body + hashlib.sha256(body).digest()


def _read(file: IO[bytes], parcel: Path) -> Beside:
    """What is beside the records, from the first copy that is whole."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    front = file.read(_MOST_BLOCK)
    if _version(front) == 1:
        return _first_version(front, size, parcel)
    file.seek(max(size - _MOST_BLOCK - _BLOCK_LENGTH.size, 0))
    tail = file.read()
    length = int.from_bytes(tail[-_BLOCK_LENGTH.size :])
    at_end = tail[-length - _BLOCK_LENGTH.size : -_BLOCK_LENGTH.size] if length else b""
    first, last = _split(front, exact=False), _split(at_end, exact=True)
    found = first or last
    if found is None:
        if _version(front) is None and not at_end.startswith(_MAGIC):
            raise NotOurs(f"{parcel.name} is no backup of romtui: choose another file.")
        if (_version(front) or 0) > _VERSION:
            raise NotOurs(f"{parcel.name} was written by another romtui: please update romtui.")
        raise DatabaseDamaged(_CUT.format(name=parcel.name))
    begin = len(_block(*found))
    end = size - begin - _BLOCK_LENGTH.size
    if (end - begin) % _PAGE:  # the end is cut off or longer: the records are whole pages
        end = begin + (size - begin) // _PAGE * _PAGE
    worn = "" if first == last else "One of its two key headers is damaged; it still restores."
    return Beside(*found, begin=begin, end=max(end, begin), worn=worn)


def _first_version(front: bytes, size: int, parcel: Path) -> Beside:
    """As the first romtui wrote them: everything once, and without a checksum."""
    begin = len(_MAGIC) + _LENGTHS.size
    _, header, manifest = _LENGTHS.unpack_from(front, len(_MAGIC))
    if header > MOST_BESIDE or manifest > MOST_BESIDE or size < begin + header + manifest:
        raise DatabaseDamaged(_CUT.format(name=parcel.name))
    middle, end = begin + header, begin + header + manifest
    return Beside(front[begin:middle], front[middle:end], end, size)


def _version(front: bytes) -> int | None:
    if not front.startswith(_MAGIC) or len(front) < len(_MAGIC) + _LENGTHS.size:
        return None
    return int(_LENGTHS.unpack_from(front, len(_MAGIC))[0])


def _split(block: bytes, *, exact: bool) -> tuple[bytes, bytes] | None:
    """Header and manifest from the beginning of some bytes; None where they are not whole."""
    if _version(block) != _VERSION:
        return None
    begin = len(_MAGIC) + _LENGTHS.size
    _, header, manifest = _LENGTHS.unpack_from(block, len(_MAGIC))
    middle, end = begin + header, begin + header + manifest
    if len(block) < end + _CHECK or (exact and len(block) != end + _CHECK):
        return None
    if hashlib.sha256(block[:end]).digest() != block[end : end + _CHECK]:
        return None
    return block[begin:middle], block[middle:end]


def _records(file: IO[bytes], found: Beside) -> Iterator[bytes]:
    file.seek(found.begin)
    left = found.end - found.begin
    while left and (part := file.read(min(left, 1024 * 1024))):
        left -= len(part)
        yield part
