"""Time a program in a real pseudo-terminal: to its first frame, and from a key to its answer."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte
from tests.end_to_end.terminal import NOT_FOR_PYTE, children_of

COLUMNS, ROWS = 120, 40
PATIENCE = 60.0


class Meter:
    """A program in a terminal. Times are seconds, measured from the outside."""

    def __init__(self, command: Sequence[str], *, columns: int = COLUMNS, rows: int = ROWS) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.started = time.perf_counter()
        self.pid, self._tty = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            for name in ("TMUX", "PYTHONDONTWRITEBYTECODE"):
                env.pop(name, None)
            os.execve(command[0], list(command), env)

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
        os.waitpid(self.pid, 0)
        os.close(self._tty)

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    def until(self, words: str) -> float:
        """Seconds from now until the screen shows `words`."""
        begun = time.perf_counter()
        while words not in self.text:
            if time.perf_counter() - begun > PATIENCE:
                raise AssertionError(f"never showed {words!r}:\n{self.text}")
            self._read(0.5)
        return time.perf_counter() - begun

    def first_frame(self, words: str) -> float:
        """Seconds from exec until the screen shows `words`."""
        self.until(words)
        return time.perf_counter() - self.started

    def press(self, key: str) -> None:
        os.write(self._tty, key.encode())

    def key_to_change(self, key: str) -> float:
        """Seconds from a key until the bytes are there that change a cell of the screen."""
        return self._changes(key)[0]

    def key_to_last_change(self, key: str) -> float:
        """Seconds from a key until the bytes are there after which nothing changes any more."""
        return self._changes(key)[-1]

    def _changes(self, key: str) -> list[float]:
        """When the bytes came that changed a cell; they are drawn only once all are there."""
        shown = self._cells()
        changes = []
        for there, chunk in self._answer(key):
            self._draw(chunk)
            if self._cells() != shown:
                shown = self._cells()
                changes.append(there)
        if not changes:
            raise AssertionError(f"{key!r} changed nothing:\n{self.text}")
        return changes

    def _answer(self, key: str) -> list[tuple[float, bytes]]:
        begun = time.perf_counter()
        self.press(key)
        answer: list[tuple[float, bytes]] = []
        while chunk := self._next(0.08 if answer else PATIENCE):
            answer.append((time.perf_counter() - begun, chunk))
        return answer

    def key_to_words(self, key: str, words: str) -> float:
        """Seconds from a key until the bytes are there after which the screen shows `words`."""
        begun = there = time.perf_counter()
        self.press(key)
        while words not in self.text:
            chunk = self._next(PATIENCE)
            there = time.perf_counter()
            if not chunk:
                raise AssertionError(f"never showed {words!r}:\n{self.text}")
            self._draw(chunk)
        self.prepare()
        return there - begun

    def prepare(self, quiet: float = 0.06) -> None:
        """Read until nothing has come for a while."""
        while self._read(quiet):
            pass

    def rest(self, seconds: float) -> None:
        """Read for a fixed time: a blinking cursor is never quiet."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    def peak_mib(self) -> float:
        """Peak resident memory so far, in MiB; of the program, not of the parent that waits."""
        program = max(children_of(self.pid), default=self.pid)
        for line in Path(f"/proc/{program}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        raise AssertionError("no VmHWM")

    def _cells(self) -> list[str]:
        return list(self._screen.display)

    def _read(self, seconds: float) -> bool:
        chunk = self._next(seconds)
        self._draw(chunk)
        return bool(chunk)

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
