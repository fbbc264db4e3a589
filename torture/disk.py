"""A disk rebuilt from what strace saw: what was synced is on it, the rest perhaps."""

import re
from dataclasses import dataclass
from pathlib import Path
from random import Random

from romtui.store.db.engine import CHECKING

CALLS = (
    "openat,close,write,pwrite64,ftruncate,rename,renameat,renameat2,unlink,unlinkat,"
    "mkdir,mkdirat,rmdir,fsync,fdatasync,lseek,link,linkat,sendfile,copy_file_range"
)
NAMES = ("create", "mkdir", "unlink", "rename", "link")
"""The changes of names in a folder."""

SECTOR = 512
_LINE = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)(?:<.*>)?(?: .*)?$")
_FD = re.compile(r"^(\d+)<([^>]*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_HEX = re.compile(r"\\x([0-9a-f]{2})")
_COPIED = re.compile(r"^\d+<[^>]*>, \d+<([^>]*)>, \[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Op:
    """One change, or one promise that changes have reached the disk."""

    kind: str
    path: str
    to: str = ""
    place: int = 0
    data: bytes = b""
    source: tuple[int, int] = (0, 0)
    """Of a copy from `to`: where it begins there, and how many bytes."""


class File:
    """What is surely on the disk of a file, and what may be."""

    def __init__(self, content: bytes = b"") -> None:
        self.safe = bytearray(content)
        self.pending: list[Op] = []

    def sync(self) -> None:
        for op in self.pending:
            _change(self.safe, op)
        self.pending = []

    @property
    def seen(self) -> bytes:
        """What the program reads of it."""
        content = bytearray(self.safe)
        for op in self.pending:
            _change(content, op)
        return bytes(content)

    def after_a_cut(self, kept: float, dice: Random) -> bytes:
        content = bytearray(self.safe)
        for op in self.pending:
            if dice.random() < kept:
                _change(content, op)
            elif op.kind == "write" and dice.random() < 0.3:
                for begin in range(0, len(op.data), SECTOR):
                    if dice.random() < 0.5:
                        part = op.data[begin : begin + SECTOR]
                        _change(content, Op("write", op.path, place=op.place + begin, data=part))
        return bytes(content)


Entry = File | str | None
"""A file, a folder (a string), or nothing under this name."""

FOLDER = "folder"


class Disk:
    """The folder as the program sees it, and what of it is surely on the disk."""

    def __init__(self, before: Path | None, folder: Path) -> None:
        self._folder = str(folder)
        self._names: dict[str, Entry] = {}
        if before is not None:
            self._names[self._folder] = FOLDER
            for path in before.rglob("*"):
                entry = FOLDER if path.is_dir() else File(path.read_bytes())
                self._names[str(folder / path.relative_to(before))] = entry
        self._safe = dict(self._names)
        self._waiting: dict[str, list[dict[str, Entry]]] = {}

    def apply(self, op: Op, *, syncs: bool) -> None:
        entry = self._names.get(op.path)
        if op.kind in ("create", "mkdir") and entry is None:
            self._name({op.path: File() if op.kind == "create" else FOLDER})
        elif op.kind == "unlink":
            self._name({op.path: None})
        elif op.kind == "rename":
            self._name({op.path: None, op.to: entry})
        elif op.kind == "link":
            self._name({op.to: entry})
        elif op.kind == "sync" and syncs:
            if isinstance(entry, File):
                entry.sync()
            for change in self._waiting.pop(op.path, []):
                self._safe.update(change)
        elif isinstance(entry, File) and op.kind in ("write", "truncate", "copy"):
            entry.pending.append(self._read(op) if op.kind == "copy" else op)

    def _read(self, op: Op) -> Op:
        """The same copy as a write, with what is read now."""
        from_ = self._names[op.to]
        assert isinstance(from_, File)
        begin, size = op.source
        return Op("write", op.path, place=op.place, data=from_.seen[begin : begin + size])

    def write_out(self, into: Path, dice: Random) -> None:
        """What may be left: unsynced changes kept, lost or torn, each by itself."""
        kept = dice.choice([0.0, 1.0, dice.random(), dice.random()])
        left = dict(self._safe)
        for changes in self._waiting.values():
            for change in changes:
                if dice.random() < kept:
                    left.update(change)
        names: dict[File, Path] = {}
        for path in sorted(left):
            entry, target = left[path], into / Path(path).relative_to(self._folder)
            if entry is None or not target.parent.is_dir():
                continue
            if isinstance(entry, File) and entry in names:
                target.hardlink_to(names[entry])
            elif isinstance(entry, File):
                target.write_bytes(entry.after_a_cut(kept, dice))
                target.chmod(0o600)
                names[entry] = target
            else:
                target.mkdir(mode=0o700)

    def _name(self, change: dict[str, Entry]) -> None:
        self._names.update(change)
        self._waiting.setdefault(str(Path(list(change)[-1]).parent), []).append(change)


def parse(trace: str, folder: Path) -> list[Op]:  # noqa: C901 -- a case for each call
    """The changes below a folder in the order they were made; `done` is an acknowledgement."""
    ops: list[Op] = []
    offsets: dict[str, int] = {}
    for line in trace.splitlines():
        assert "<unfinished" not in line, "two threads wrote at once"
        if (found := _LINE.match(line)) is None or int(found[3]) < 0:
            continue
        call, arguments, result = found[1], found[2], int(found[3])
        texts = [_unhex(text) for text in _TEXT.findall(arguments)]
        names = [str(text, errors="surrogateescape") for text in texts]
        ours = [name for name in names if _below(name, folder)]
        handle = _FD.match(arguments)
        path = _plain(handle[2]) if handle else ""
        if call == "write" and handle and handle[1] == "3" and texts == [b"done\n"]:
            ops.append(Op("done", ""))
        elif call == "openat" and ours:
            offsets.pop(str(result), None)
            if "O_CREAT" in arguments:
                ops.append(Op("create", ours[0]))
            if "O_TRUNC" in arguments:
                ops.append(Op("truncate", ours[0]))
        elif call.startswith("rename") and len(ours) == 2:
            ops.append(Op("rename", ours[0], to=ours[1]))
        elif call.startswith("link") and len(ours) == 2:
            ops.append(Op("link", ours[0], to=ours[1]))
        elif call.startswith(("unlink", "rmdir")) and ours:
            ops.append(Op("unlink", ours[0]))
        elif call.startswith("mkdir") and ours:
            ops.append(Op("mkdir", ours[0]))
        elif handle and (_below(path, folder) or Path(path) == folder.parent):
            rest = arguments.rsplit(", ", 1)[-1]
            if call == "pwrite64":
                ops.append(Op("write", path, place=int(rest), data=texts[0][:result]))
            elif call == "write":
                place = offsets.get(handle[1], 0)
                ops.append(Op("write", path, place=place, data=texts[0][:result]))
                offsets[handle[1]] = place + result
            elif call in ("sendfile", "copy_file_range"):
                ops.append(_copied(path, offsets.get(handle[1], 0), arguments, result))
                offsets[handle[1]] = offsets.get(handle[1], 0) + result
            elif call == "lseek":
                offsets[handle[1]] = result
            elif call == "ftruncate":
                ops.append(Op("truncate", path, place=int(rest)))
            elif call in ("fsync", "fdatasync"):
                ops.append(Op("sync", path))
            elif call == "close":
                offsets.pop(handle[1], None)
    return ops


def _copied(path: str, place: int, arguments: str, size: int) -> Op:
    found = _COPIED.match(arguments)
    assert found is not None, arguments
    return Op("copy", path, to=_plain(found[1]), place=place, source=(int(found[2]), size))


def _change(content: bytearray, op: Op) -> None:
    if op.kind == "truncate":
        del content[op.place :]
        content.extend(bytes(op.place - len(content)))
    else:
        content.extend(bytes(max(0, op.place - len(content))))
        content[op.place : op.place + len(op.data)] = op.data


def _unhex(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _plain(path: str) -> str:
    return _HEX.sub(lambda found: chr(int(found[1], 16)), path)


def _below(path: str, folder: Path) -> bool:
    if CHECKING in path or path.endswith(("-shm", "(deleted)")):
        return False
    return Path(path).is_relative_to(folder)
