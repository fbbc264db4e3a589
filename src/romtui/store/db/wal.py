"""Whether SQLite's write-ahead log is whole, torn by a crash, or damaged since.

SQLite reads the log up to the first frame whose checksum fails and forgets the rest. After a
power cut that is right: the rest was never acknowledged. After a flipped bit it loses
committed results without a word, and folding the log in removes the evidence. This module
looks before SQLite does, and only looks.

The format (sqlite.org/fileformat2.html#walformat): a header of 32 bytes, then frames of
24 + 4096 bytes. The checksums go on from frame to frame and cover the pages as encrypted, so
no key is needed. They do not cover the salts that mark the frames of this round of the log.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import IO, Final, Self

from romtui.store.disk.files import translate_os_errors

PAGE: Final = 4096
HEADER: Final = struct.Struct(">IIII8s8s")
"""Magic, format, page size, number of the checkpoint, salts, checksum."""

FRAME: Final = struct.Struct(">8s8s8s")
"""Page number and size after a commit, salts, checksum; the page follows."""

FRAME_SIZE: Final = FRAME.size + PAGE
_FORMAT: Final = 3007000
_ORDERS: Final = {0x377F0682: "<", 0x377F0683: ">"}
_WORD: Final = 0xFFFFFFFF
_MOST_PAGES: Final = 1 << 20
"""4 GB: no vault is as large, and what is left of a torn sector seldom names fewer."""

_WRITTEN: Final = re.compile(r"([0-9a-f]{16}) (\d{1,10})")

Sums = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a log goes: which round of it, and how many frames up to the end of a change."""

    salts: bytes
    frames: int

    def __str__(self) -> str:
        return f"{self.salts.hex()} {self.frames}"

    @classmethod
    def parse(cls, written: str) -> Self | None:
        """Read it back; None when nothing was written, or not by us."""
        found = _WRITTEN.fullmatch(written)
        return None if found is None else cls(bytes.fromhex(found[1]), int(found[2]))

    def is_later_round(self, than: "Reach") -> bool:
        """Whether the log was begun again since: what it held before is in the records."""
        ahead = int.from_bytes(self.salts[:4]) - int.from_bytes(than.salts[:4])
        return 0 < ahead & _WORD < 1 << 31


class Tail(Enum):
    """How a log ends."""

    WHOLE = "whole"
    """Nothing was committed beyond what SQLite will read."""

    DOUBTFUL = "doubtful"
    """The last commit is there in part: not acknowledged, or damaged since."""

    DAMAGED = "damaged"
    """Something acknowledged can no longer be read."""

    CUT = "cut"
    """Something acknowledged is not there any more, and what is there is sound."""


class _Frame:
    """One frame, or what the end of the file left of one."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.begin, self.salts, self.sums = FRAME.unpack_from(raw)
        self.page = raw[FRAME.size :]

    @classmethod
    def all_in(cls, file: IO[bytes]) -> Iterator[Self]:
        while len(raw := file.read(FRAME_SIZE)) >= FRAME.size:
            yield cls(raw)

    @property
    def commits(self) -> bool:
        """Whether a transaction ends here.

        A sector may end between these eight bytes and the salts: what a power cut left there
        is a commit only where it can be one.
        """
        page, pages = int.from_bytes(self.begin[:4]), int.from_bytes(self.begin[4:])
        return 0 < page <= pages <= _MOST_PAGES


class Follower:
    """Follows the log of open records: how far it goes after each change.

    It trusts what SQLite has just written and looks at the frames since the change before.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reach = Reach(b"", 0)

    def reach(self) -> Reach | None:
        """How far the log goes now; None while it is empty."""
        with translate_os_errors(self._path), self._path.open("rb", buffering=0) as file:
            head = file.read(HEADER.size)
            if len(head) < HEADER.size:
                return None
            salts = HEADER.unpack(head)[4]
            frames = looked_at = self._reach.frames if salts == self._reach.salts else 0
            while True:
                file.seek(HEADER.size + looked_at * FRAME_SIZE)
                raw = file.read(FRAME.size)
                if len(raw) < FRAME.size or _Frame(raw).salts != salts:
                    break
                looked_at += 1
                if _Frame(raw).commits:
                    frames = looked_at
        self._reach = Reach(salts, frames)
        return self._reach


def tail_of(path: Path, acknowledged: Reach | None = None) -> Tail:
    """Judge a log without changing it, by how far it was acknowledged where that is known.

    What lies beyond that was never said to be saved: how it ends does not matter.
    """
    tail = _tail(path)
    if acknowledged is None or tail is Tail.DAMAGED:
        return tail
    sound = _reach_of(sound_part(path)) if path.exists() else None
    if sound is not None and (
        sound.is_later_round(acknowledged)
        or (sound.salts == acknowledged.salts and sound.frames >= acknowledged.frames)
    ):
        return Tail.WHOLE
    return Tail.DOUBTFUL if tail is Tail.DOUBTFUL else Tail.CUT


def _reach_of(sound: bytes) -> Reach | None:
    if len(sound) < HEADER.size:
        return None
    return Reach(HEADER.unpack_from(sound)[4], (len(sound) - HEADER.size) // FRAME_SIZE)


def _tail(path: Path) -> Tail:
    """Judge a log by itself; a missing one is whole.

    - A frame that is what it should be but for its salts, or but for one bit: damaged.
    - A commit beyond the first bad frame, and frames after that commit: damaged. With
      `synchronous = FULL` nothing more is written before a commit has reached the disk.
    - A commit beyond the first bad frame, and nothing after it: doubtful. A power cut may
      have kept the last pages of a commit and lost the ones before.
    """
    with translate_os_errors(path):
        try:
            file = path.open("rb")
        except FileNotFoundError:
            return Tail.WHOLE
        with file:
            head = file.read(HEADER.size)
            frames = _Frame.all_in(file)
            if len(head) == HEADER.size and (start := _start(head)) is not None:
                return _judge(*start, frames)
            # The header reaches the disk before the first frame, and fits one sector.
            return Tail.WHOLE if next(frames, None) is None else Tail.DAMAGED


def sound_part(path: Path) -> bytes:
    """The log up to its last commit before the first bad frame; nothing when there is none."""
    with translate_os_errors(path), path.open("rb") as file:
        head = file.read(HEADER.size)
        start = _start(head) if len(head) == HEADER.size else None
        if start is None:
            return b""
        order, salts, sums = start
        read, sound = [head], 0
        for frame in _Frame.all_in(file):
            if len(frame.page) < PAGE or frame.salts != salts:
                break
            sums = _add(order, sums, frame.begin + frame.page)
            if _packed(sums) != frame.sums:
                break
            read.append(frame.raw)
            sound = len(read) if frame.commits else sound
        return b"".join(read[:sound])


def _start(head: bytes) -> tuple[str, bytes, Sums] | None:
    """The byte order, salts and first sums of a log; None when its header is not whole."""
    magic, version, page, _, salts, sums = HEADER.unpack(head)
    order = _ORDERS.get(magic)
    if order is None or (version, page) != (_FORMAT, PAGE):
        return None
    computed = _add(order, (0, 0), head[:24])
    return (order, salts, computed) if _packed(computed) == sums else None


def _judge(order: str, salts: bytes, sums: Sums, frames: Iterator[_Frame]) -> Tail:
    for frame in frames:
        whole = len(frame.page) == PAGE
        computed = _add(order, sums, frame.begin + frame.page) if whole else sums
        if whole and _packed(computed) == frame.sums:
            if frame.salts != salts:
                return Tail.DAMAGED
            sums = computed
        elif whole and frame.salts == salts and _one_bit_off(computed, frame.sums):
            return Tail.DAMAGED
        else:
            return _judge_rest(salts, frame, frames)
    return Tail.WHOLE


def _judge_rest(salts: bytes, bad: _Frame, frames: Iterator[_Frame]) -> Tail:
    """Look for commits from the first bad frame on; what has other salts is of an older round."""
    committed = bad.salts == salts and bad.commits
    for frame in frames:
        if frame.salts == salts:
            if committed:
                return Tail.DAMAGED
            committed = frame.commits
    return Tail.DOUBTFUL if committed else Tail.WHOLE


def _add(order: str, sums: Sums, content: bytes) -> Sums:
    first, second = sums
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & _WORD
        second = (second + odd + first) & _WORD
    return first, second


def _packed(sums: Sums) -> bytes:
    return struct.pack(">II", *sums)


def _one_bit_off(computed: Sums, stored: bytes) -> bool:
    """Whether turning one bit of the frame over would make its checksum right."""
    first, second = struct.unpack(">II", stored)
    return ((first - computed[0]) & _WORD, (second - computed[1]) & _WORD) in _bits()


@cache
def _bits() -> frozenset[Sums]:
    """What each single bit of a frame adds to its sums; those of the checksum itself too."""
    weights: list[Sums] = [(1, 0)]
    even, odd = (1, 1), (0, 1)
    for _ in range((8 + PAGE) // 8):
        weights += [even, odd]
        even, odd = _next(even), _next(odd)
    return frozenset(
        ((sign * first << bit) & _WORD, (sign * second << bit) & _WORD)
        for first, second in weights
        for bit in range(32)
        for sign in (1, -1)
    )


def _next(weight: Sums) -> Sums:
    """What a change of the sums has become after two more words."""
    first = (weight[0] + weight[1]) & _WORD
    return first, (weight[1] + first) & _WORD
