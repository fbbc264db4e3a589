"""A real pseudo-terminal with a screen that can be read, and every byte that came out."""

import contextlib
import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte
import pytest

if sys.platform != "win32":
    import fcntl
    import pty
    import termios

_KILL = 9

KEYS = {
    "<enter>": "\r",
    "<esc>": "\x1b",
    "<tab>": "\t",
    "<up>": "\x1b[A",
    "<down>": "\x1b[B",
    "<backspace>": "\x7f",
    "<f6>": "\x1b[17~",
    "<ctrl+c>": "\x03",
    "<ctrl+l>": "\x0c",
    "<ctrl+x>": "\x18",
    "<ctrl+z>": "\x1a",
}
NOT_FOR_PYTE = re.compile(
    rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\[\?2026[hl]|\x1b\[\?[0-9;]*u|\x1b\[\d* q"
)
LEAVE_ALTERNATE = b"\x1b[?1049l"
"""pyte has no alternate screen: what was there is gone once it is left."""
PATIENCE = 30.0


class Terminal:
    """The program in a terminal of its own: type, wait for words, read, kill."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        command: Sequence[str] = (sys.executable, "-m", "romtui"),
        has_second_screen: bool = True,
    ) -> None:
        self._has_second_screen = has_second_screen
        self.bytes = b""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        if sys.platform == "win32":
            pytest.skip("needs a pseudo-terminal")
        self.pid, self._tty = pty.fork()
        if self.pid == 0:
            environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            for name in ("TMUX", "COLUMNS", "LINES"):
                environment.pop(name, None)
            environment |= env or {}
            size = struct.pack("HHHH", rows, columns, 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.execve(command[0], [*command, *arguments], environment)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for each in (*children_of(self.pid), self.pid):
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(each, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        self._read_to_the_end()
        with contextlib.suppress(OSError):
            os.close(self._tty)

    @property
    def text(self) -> str:
        """What the screen shows now."""
        self._read(0.0)
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, keys: str) -> None:
        """Type keys; `<enter>`, `<esc>` … are the named ones."""
        for name, sent in KEYS.items():
            keys = keys.replace(name, sent)
        os.write(self._tty, keys.encode())

    def send(self, sent: bytes) -> None:
        """Send bytes as they are, as fast as they are taken, and read what is drawn meanwhile.

        Raises OSError when the program has ended.
        """
        os.set_blocking(self._tty, False)
        try:
            while sent:
                _, writable, _ = select.select([self._tty], [self._tty], [], PATIENCE)
                if writable:
                    with contextlib.suppress(BlockingIOError):
                        sent = sent[os.write(self._tty, sent[:256]) :]
                self._read(0.0)
        finally:
            os.set_blocking(self._tty, True)

    def wait_for(self, words: str, *, patience: float = PATIENCE) -> str:
        """Wait until the screen shows these words, and give the whole screen."""
        return self._wait(lambda text: words in text, f"{words!r} to appear", patience)

    def wait_gone(self, words: str, *, patience: float = PATIENCE) -> str:
        """Wait until the screen no longer shows these words."""
        return self._wait(lambda text: words not in text, f"{words!r} to go", patience)

    @property
    def program(self) -> int:
        """The process that shows the screens; `pid` is its small parent, where there is one."""
        return max(children_of(self.pid), default=self.pid)

    def prepare(self, quiet: float = 0.2, *, begins: float = 0.0) -> None:
        """Read until nothing has come for a while; it `begins` within so many seconds or never."""
        self._read(begins)
        before = -1
        while len(self.bytes) != before:
            before = len(self.bytes)
            self._read(quiet)

    def kill(self, number: int = _KILL) -> None:
        """Send a signal to the program."""
        os.kill(self.program, number)

    def exit_code(self, *, patience: float = PATIENCE) -> int:
        """Wait for the end: the exit code, or minus the number of the signal."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self._read(0.1)
                return os.waitstatus_to_exitcode(status)
            self._read(0.05)
        raise AssertionError(f"still running after {patience} s:\n{self.text}")

    def leave(self) -> int:
        """Press q in the caseload until it ends: right after a session it is not taken."""
        for _ in range(5):
            self.press("q")
            with contextlib.suppress(AssertionError):
                return self.exit_code(patience=1.0)
        return self.exit_code()

    def wait_stopped(self, *, patience: float = PATIENCE) -> None:
        """Wait until the program has stopped itself: a CONT sent before that is lost."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            done, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
            if done:
                assert os.WIFSTOPPED(status), f"ended with {status:#x} instead of stopping"
                return
            self._read(0.02)
        raise AssertionError(f"not stopped after {patience} s:\n{self.text}")

    def hang_up(self) -> None:
        """Close the terminal, as when its window is closed."""
        os.close(self._tty)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window, and forget what was drawn for the old one."""
        self._read(0.0)
        self._screen.resize(rows, columns)
        self._screen.reset()
        fcntl.ioctl(self._tty, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def is_sane(self) -> bool:
        """Whether echo and line mode are on again."""
        local = termios.tcgetattr(self._tty)[3]
        return bool(local & termios.ECHO) and bool(local & termios.ICANON)

    def _wait(self, holds: Callable[[str], bool], what: str, patience: float) -> str:
        end = time.monotonic() + patience
        while time.monotonic() < end:
            text = self.text
            if holds(text):
                return text
            self._read(0.02)
        raise AssertionError(f"waited {patience} s for {what}; the screen shows:\n{self.text}")

    def _read_to_the_end(self, *, patience: float = 5.0) -> None:
        """Read until no process has the terminal any more: what they held is free then."""
        end = time.monotonic() + patience
        with contextlib.suppress(OSError):
            while time.monotonic() < end:
                if select.select([self._tty], [], [], 0.1)[0] and not os.read(self._tty, 65536):
                    return

    def _read(self, seconds: float) -> None:
        while select.select([self._tty], [], [], seconds)[0]:
            try:
                chunk = os.read(self._tty, 65536)
            except OSError:
                return
            if not chunk:
                return
            self.bytes += chunk
            *alternate, shown = NOT_FOR_PYTE.sub(b"", chunk).split(LEAVE_ALTERNATE)
            for part in alternate:
                self._stream.feed(part)
                if self._has_second_screen:
                    self._screen.reset()
            self._stream.feed(shown)
            seconds = 0.0


def children_of(pid: int) -> list[int]:
    """The processes that a process waits for."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "ppid=,pid="], capture_output=True, text=True, check=True
    )
    pairs = (line.split() for line in listed.stdout.splitlines())
    return [int(child) for parent, child in pairs if int(parent) == pid]


def canaries_in(folder: Path, canary: str) -> list[Path]:
    """The files that hold a canary in readable form."""
    sought = [canary.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and any(one in path.read_bytes() for one in sought)
    ]
