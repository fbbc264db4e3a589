"""Measure a program in a real pseudo-terminal, from the outside.

All clock readings are taken while the program works; what it sent is drawn only afterwards, so
that drawing (20 to 40 ms for a whole screen) never delays the next reading.
"""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pyte
from tests.end_to_end.terminal import NOT_FOR_PYTE, children_of

from benchmarks.counted import Counts, read_counts

COLUMNS, ROWS = 120, 40
PATIENCE = 60.0
QUIET: Final = 0.15
"""Seconds without a byte after which an answer is complete; a tick of the screen is 1/60 s."""
_ESCAPES: Final = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P_^X].*?(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a program did after a key. Seconds; CPU is that of the program in all its threads."""

    first: float
    """Until the bytes were there that changed the first cell."""
    last: float
    """Until the bytes were there after which nothing changed any more."""
    cpu: float
    sent: int
    """Bytes."""
    counts: Counts


class Meter:
    """A program in a terminal. `counts` is the file in which it counts layouts and paints.

    `environment` is what its environment has besides ours.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = COLUMNS,
        rows: int = ROWS,
        counts: Path | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._counts = counts
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.started = time.perf_counter()
        self.pid, self._tty = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            env |= environment or {}
            for name in ("TMUX", "PYTHONDONTWRITEBYTECODE", "COLUMNS", "LINES"):
                env.pop(name, None)
            os.execvpe(command[0], list(command), env)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for each in (*children_of(self.pid), self.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        os.close(self._tty)

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    def first_frame(self, words: str) -> tuple[float, float]:
        """Seconds, and CPU seconds, from exec until the bytes with `words` are there."""
        sent = self._read_until(words)
        wall = time.perf_counter() - self.started
        used = self.cpu()
        self._draw(sent)
        return wall, used

    def press(self, keys: str) -> None:
        os.write(self._tty, keys.encode())

    def answer(self, key: str, words: str = "") -> Answer:
        """Press a key, and read until its answer is complete and the screen shows `words`."""
        before, counted = self.cpu(), self.counts()
        begun = time.perf_counter()
        self.press(key)
        chunks: list[tuple[float, bytes]] = []
        while chunk := self._next(QUIET if chunks else PATIENCE):
            chunks.append((time.perf_counter() - begun, chunk))
        changes = self._changes(chunks)
        # On a busy machine more than the quiet time may lie between a code and the picture.
        while words not in self.text or not changes:
            chunk = self._next(PATIENCE)
            late = time.perf_counter() - begun
            if not chunk:
                raise AssertionError(f"never showed {words!r} after {key!r}:\n{self.text}")
            chunks.append((late, chunk))
            changes += self._changes([chunks[-1]])
        return Answer(
            changes[0],
            changes[-1],
            self.cpu() - before,
            sum(len(chunk) for _, chunk in chunks),
            self.counts() - counted,
        )

    def seconds_to_words(self, key: str, words: str) -> float:
        """Press a key, and wait until the bytes with `words` are there."""
        begun = time.perf_counter()
        self.press(key)
        sent = self._read_until(words)
        seconds = time.perf_counter() - begun
        self._draw(sent)
        return seconds

    def rest(self, seconds: float) -> None:
        """Read for a fixed time: a blinking cursor is never quiet."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._draw(self._next(left))

    def until_idle(self, *, below: float = 0.05, patience: float = 120.0) -> None:
        """Read until the program uses less than this share of a core for half a second."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            before = self.cpu()
            self.rest(0.5)
            if self.cpu() - before < below * 0.5:
                return
        raise AssertionError("never idle")

    def seconds_to_end(self, key: str) -> float:
        """Press the key that leaves the program, and wait until its shell has the prompt back."""
        begun = time.perf_counter()
        self.press(key)
        while not os.waitpid(self.pid, os.WNOHANG)[0]:
            if time.perf_counter() - begun > PATIENCE:
                raise AssertionError(f"{key!r} did not end it:\n{self.text}")
            self._draw(self._next(0.002))
        return time.perf_counter() - begun

    @property
    def program(self) -> int:
        """The process that shows the screens; `pid` is the small parent it may have."""
        return max(children_of(self.pid), default=self.pid)

    def cpu(self) -> float:
        """CPU seconds so far of the program and of its parent, in all threads that still run."""
        used = 0
        for process in {self.pid, self.program}:
            for thread in Path(f"/proc/{process}/task").glob("*/schedstat"):
                with contextlib.suppress(OSError):
                    used += int(thread.read_text().split()[0])
        return used / 1e9

    def counts(self) -> Counts:
        return Counts() if self._counts is None else read_counts(self._counts)

    def memory(self) -> tuple[float, float]:
        """MiB: the peak of the program, and the same with the private memory of its parent."""
        peak = _kib(self.program, "status", "VmHWM")
        if self.program == self.pid:
            return peak / 1024, peak / 1024
        parent = sum(
            _kib(self.pid, "smaps_rollup", f"Private_{kind}") for kind in ("Clean", "Dirty")
        )
        return peak / 1024, (peak + parent) / 1024

    def _read_until(self, words: str) -> bytes:
        """Read, without drawing, until these words were sent."""
        sent = b""
        while words.encode() not in _ESCAPES.sub(b"", sent):
            chunk = self._next(PATIENCE)
            if not chunk:
                raise AssertionError(f"never showed {words!r}: {sent[-2000:]!r}")
            sent += chunk
        return sent

    def _changes(self, chunks: Sequence[tuple[float, bytes]]) -> list[float]:
        """When the bytes came that changed a cell, by its sign or its style."""
        shown = self._cells()
        changes = []
        for there, chunk in chunks:
            self._draw(chunk)
            now = self._cells()
            if now != shown:
                shown = now
                changes.append(there)
        return changes

    def _cells(self) -> list[list[pyte.screens.Char]]:
        columns = range(self._screen.columns)
        return [[self._screen.buffer[row][x] for x in columns] for row in range(self._screen.lines)]

    def _next(self, seconds: float) -> bytes:
        """The next bytes of the program; none when it stays quiet for so long, or has ended."""
        if not select.select([self._tty], [], [], seconds)[0]:
            return b""
        try:
            return os.read(self._tty, 1 << 16)
        except OSError:
            return b""

    def _draw(self, sent: bytes) -> None:
        self._stream.feed(NOT_FOR_PYTE.sub(b"", sent))


def _kib(process: int, file: str, name: str) -> int:
    for line in Path(f"/proc/{process}/{file}").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise AssertionError(f"no {name} of {process}")
