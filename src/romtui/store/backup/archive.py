"""A backup archive: a snapshot as one file, for a second location, with all it takes to restore it.

Layout: an envelope (key header and manifest), the records, the same envelope once more, and the
length of an envelope in four bytes. One bad spot does not take both envelopes. All of it is
encrypted as it is in the vault. It is written under another name, down to the disk, and renamed
once it is whole: whatever synchronises a folder sees finished files only.
"""

import hashlib
import os
import struct
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from typing import IO, Final

from romtui.platform import disk
from romtui.store import texts
from romtui.store.backup.snapshot import HEADER, MANIFEST, MOST_BESIDE, publish
from romtui.store.disk.files import (
    discard,
    new_file,
    read_file,
    sync_folder,
    translate_os_errors,
)
from romtui.store.errors import DatabaseDamaged, NotOurs

SUFFIX: Final = ".romtui"
FOLDER: Final = "romtui-backups"
"""Made within the second location, so that nothing else there is ever touched."""

_MAGIC: Final = b"romtui backup\x00\xff\n"
_LENGTHS: Final = struct.Struct(">HHI")
"""Version, bytes of the header, bytes of the manifest."""

_VERSION: Final = 2
_CHECKSUM_SIZE: Final = 32
"""The SHA-256 of all before it in an envelope, since version 2."""

_ENVELOPE_LENGTH: Final = struct.Struct(">I")
_PAGE: Final = 4096
_HEADER_AT: Final = len(_MAGIC) + _LENGTHS.size
_MOST_ENVELOPE: Final = _HEADER_AT + 2 * MOST_BESIDE + _CHECKSUM_SIZE


@dataclass(frozen=True, slots=True)
class Envelope:
    """What an archive holds around the records: their key header and their sealed manifest.

    The records are the bytes from `begin` to `end` of the file. `warning` says so when one of
    its two copies is damaged.
    """

    header: bytes
    manifest: bytes
    begin: int
    end: int
    warning: str = ""


def archive_folder(second_place: Path) -> Path:
    """Where the archives lie in a second location."""
    return second_place / FOLDER


def list_archives(folder: Path) -> list[Path]:
    """The archives in a folder, oldest first."""
    with translate_os_errors(folder):
        return sorted(
            path
            for path in folder.glob(f"*{SUFFIX}")
            if path.name[:6].isdecimal() and path.name[6:7] == "-" and path.is_file()
        )


def pack(snapshot: Path, folder: Path, *, anew: bool = False) -> Path:
    """Write a snapshot into a folder as one file; an archive that is there stays, unless `anew`."""
    archive = folder / snapshot.with_suffix(SUFFIX).name
    if archive.exists() and not anew:
        return archive
    header = read_file(snapshot.with_suffix(HEADER), MOST_BESIDE)
    manifest = read_file(snapshot.with_suffix(MANIFEST), MOST_BESIDE) or b""
    if header is None:
        raise DatabaseDamaged(texts.make_new_backup(snapshot.name))
    envelope = _pack_envelope(header, manifest)
    unfinished = folder / f".{archive.name}.unfinished"
    discard(unfinished)
    try:
        new_file(unfinished)
        with (
            translate_os_errors(unfinished),
            unfinished.open("wb") as file,
            snapshot.open("rb") as records,
        ):
            file.write(envelope)
            copyfileobj(records, file)
            file.write(envelope + _ENVELOPE_LENGTH.pack(len(envelope)))
            file.flush()
            disk.sync(file.fileno())
        with translate_os_errors(archive):
            disk.replace(unfinished, archive)
    except BaseException:
        discard(unfinished)
        raise
    sync_folder(folder)
    return archive


def is_packed(snapshot: Path, archive: Path) -> bool:
    """Whether an archive, read once more, is to the last byte what packing the snapshot writes."""
    header = read_file(snapshot.with_suffix(HEADER), MOST_BESIDE) or b""
    manifest = read_file(snapshot.with_suffix(MANIFEST), MOST_BESIDE) or b""
    envelope = _pack_envelope(header, manifest)
    end = envelope + _ENVELOPE_LENGTH.pack(len(envelope))
    with (
        translate_os_errors(archive),
        archive.open("rb") as packed,
        snapshot.open("rb") as records,
    ):
        if packed.read(len(envelope)) != envelope:
            return False
        while part := records.read(1024 * 1024):
            if packed.read(len(part)) != part:
                return False
        return packed.read(len(end) + 1) == end


def unpack(archive: Path, folder: Path) -> Path:
    """Write an archive into a folder as a snapshot again; gives its .db file."""
    path = folder / archive.with_suffix(".db").name
    unfinished = path.with_suffix(".unfinished")
    with translate_os_errors(archive), archive.open("rb") as file:
        envelope = _find_envelope(file, archive.name)
        new_file(unfinished)
        with unfinished.open("wb") as records:
            file.seek(envelope.begin)
            left = envelope.end - envelope.begin
            while left and (part := file.read(min(left, 1024 * 1024))):
                records.write(part)
                left -= len(part)
            records.flush()
            disk.sync(records.fileno())
    publish(unfinished, path, envelope.header, envelope.manifest)
    return path


def read_envelope(archive: Path) -> Envelope:
    """The key header and the sealed manifest of an archive; raises NotOurs or DatabaseDamaged."""
    with translate_os_errors(archive), archive.open("rb") as file:
        return _find_envelope(file, archive.name)


def _find_envelope(file: IO[bytes], name: str) -> Envelope:
    """The first of the two copies that is whole."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    front = file.read(_MOST_ENVELOPE)
    if _version(front) == 1:
        return _find_envelope_v1(front, size, name)
    file.seek(max(size - _MOST_ENVELOPE - _ENVELOPE_LENGTH.size, 0))
    tail = file.read()
    length = int.from_bytes(tail[-_ENVELOPE_LENGTH.size :])
    back = tail[-length - _ENVELOPE_LENGTH.size : -_ENVELOPE_LENGTH.size] if length else b""
    first, last = _split(front, exact=False), _split(back, exact=True)
    whole = first or last
    if whole is None:
        if _version(front) is None and not back.startswith(_MAGIC):
            raise NotOurs(texts.not_a_backup(name))
        if (_version(front) or 0) > _VERSION:
            raise NotOurs(texts.newer_backup(name))
        raise DatabaseDamaged(texts.archive_cut(name))
    begin = len(_pack_envelope(*whole))
    end = size - begin - _ENVELOPE_LENGTH.size
    if (end - begin) % _PAGE:
        # The file was cut off or added to, so `end` is wrong: take the whole pages there are.
        end = begin + (size - begin) // _PAGE * _PAGE
    warning = "" if first == last else texts.ONE_HEADER_DAMAGED
    return Envelope(*whole, begin=begin, end=max(end, begin), warning=warning)


def _find_envelope_v1(front: bytes, size: int, name: str) -> Envelope:
    """As the first romtui wrote it: once, before the records, and without a checksum."""
    _, header, manifest = _LENGTHS.unpack_from(front, len(_MAGIC))
    manifest_at, end = _HEADER_AT + header, _HEADER_AT + header + manifest
    if header > MOST_BESIDE or manifest > MOST_BESIDE or size < end:
        raise DatabaseDamaged(texts.archive_cut(name))
    return Envelope(front[_HEADER_AT:manifest_at], front[manifest_at:end], begin=end, end=size)


def _pack_envelope(header: bytes, manifest: bytes) -> bytes:
    body = _MAGIC + _LENGTHS.pack(_VERSION, len(header), len(manifest)) + header + manifest
    return body + hashlib.sha256(body).digest()


def _split(envelope: bytes, *, exact: bool) -> tuple[bytes, bytes] | None:
    """Header and manifest of an envelope, or None where it is not whole.

    More bytes may follow it, unless it has to be `exact`.
    """
    if _version(envelope) != _VERSION:
        return None
    _, header, manifest = _LENGTHS.unpack_from(envelope, len(_MAGIC))
    manifest_at, end = _HEADER_AT + header, _HEADER_AT + header + manifest
    if len(envelope) < end + _CHECKSUM_SIZE or (exact and len(envelope) != end + _CHECKSUM_SIZE):
        return None
    if hashlib.sha256(envelope[:end]).digest() != envelope[end : end + _CHECKSUM_SIZE]:
        return None
    return envelope[_HEADER_AT:manifest_at], envelope[manifest_at:end]


def _version(front: bytes) -> int | None:
    if not front.startswith(_MAGIC) or len(front) < _HEADER_AT:
        return None
    return int(_LENGTHS.unpack_from(front, len(_MAGIC))[0])
