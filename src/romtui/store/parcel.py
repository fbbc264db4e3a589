"""A backup as one file, for a second place: key header, manifest and records behind each other.

Everything in it is as encrypted as in the vault. It is written under another name, down to
the disk, and renamed when it is whole: what synchronises a folder sees finished files only.
"""

import hashlib
import os
import struct
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfileobj
from typing import IO, Final

from romtui.store.backup import HEADER, MANIFEST, MOST_BESIDE, give_name
from romtui.store.errors import DatabaseDamaged, NotOurs
from romtui.store.files import discard, new_file, read_file, sentences, sync_folder

SUFFIX: Final = ".romtui"
_MAGIC: Final = b"romtui backup\x00\xff\n"
_LENGTHS: Final = struct.Struct(">HHI")
"""Version, bytes of the header, bytes of the manifest."""

_VERSION: Final = 1


def pack(backup: Path, folder: Path, *, anew: bool = False) -> Path:
    """Write a backup into a folder as one file; one that is there is left, unless `anew`."""
    parcel = folder / backup.with_suffix(SUFFIX).name
    if parcel.exists() and not anew:
        return parcel
    header = read_file(backup.with_suffix(HEADER), MOST_BESIDE) or b""
    manifest = read_file(backup.with_suffix(MANIFEST), MOST_BESIDE) or b""
    fresh = folder / f".{parcel.name}.unfinished"
    discard(fresh)
    try:
        new_file(fresh)
        with sentences(fresh), fresh.open("wb") as to, backup.open("rb") as records:
            to.write(_MAGIC + _LENGTHS.pack(_VERSION, len(header), len(manifest)))
            to.write(header + manifest)
            copyfileobj(records, to)
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
        header, manifest = _beside(file, parcel)
        new_file(unfinished)
        with unfinished.open("wb") as records:
            copyfileobj(file, records)
            records.flush()
            os.fsync(records.fileno())
    give_name(unfinished, path, header, manifest)
    return path


def sealed_manifest(parcel: Path) -> bytes:
    """What is written beside the records in a parcel, as it is sealed."""
    with sentences(parcel), parcel.open("rb") as file:
        return _beside(file, parcel)[1]


def header_of(parcel: Path) -> bytes:
    """The key header in a parcel."""
    with sentences(parcel), parcel.open("rb") as file:
        return _beside(file, parcel)[0]


def digest_of_records(parcel: Path) -> str:
    """The SHA-256 of the records in a parcel, in hex."""
    with sentences(parcel), parcel.open("rb") as file:
        _beside(file, parcel)
        return hashlib.file_digest(file, "sha256").hexdigest()


def parcels(folder: Path) -> Iterator[Path]:
    """The parcels in a folder, the oldest first."""
    with sentences(folder):
        yield from sorted(
            path
            for path in folder.glob(f"*{SUFFIX}")
            if path.name[:6].isdecimal() and path.name[6:7] == "-" and path.is_file()
        )


def _beside(file: IO[bytes], parcel: Path) -> tuple[bytes, bytes]:
    magic, lengths = file.read(len(_MAGIC)), file.read(_LENGTHS.size)
    if magic != _MAGIC or len(lengths) != _LENGTHS.size:
        raise NotOurs(f"{parcel.name} is no backup of romtui: choose another file.")
    version, header, manifest = _LENGTHS.unpack(lengths)
    if version != _VERSION or header > MOST_BESIDE or manifest > MOST_BESIDE:
        raise NotOurs(f"{parcel.name} was written by another romtui: please update romtui.")
    read = file.read(header), file.read(manifest)
    if (len(read[0]), len(read[1])) != (header, manifest):
        raise DatabaseDamaged(f"{parcel.name} is cut short: choose another backup.")
    return read
