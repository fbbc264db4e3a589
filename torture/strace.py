"""strace as a tool: count system calls, let some of them fail, see what was written where."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

ERRORS = ("EIO", "ENOSPC", "EROFS", "EDQUOT")
_CALL = re.compile(r"^(\d+) +(\w+)\(", re.MULTILINE)


@cache
def missing() -> str:
    """Why nothing can be traced here, or nothing."""
    path = shutil.which("strace")
    if path is None:
        return "strace is not installed"
    tried = subprocess.run(
        [path, "-f", "--seccomp-bpf", "-qq", "-e", "trace=openat", "true"], capture_output=True
    )
    return "" if tried.returncode == 0 else "this machine does not let strace trace"


def begun_by(*options: str) -> list[str]:
    """The beginning of a command that runs under strace."""
    return [_path(), "-f", "--seccomp-bpf", "-qq", *options]


def attached(*options: str) -> Callable[[int], None]:
    """What attaches strace to a process that runs, and waits until it is."""

    def attach(pid: int) -> None:
        command = [_path(), "-f", *options, "-p", str(pid)]
        tracing = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert tracing.stderr is not None
        assert "attached" in tracing.stderr.readline()

    return attach


def _path() -> str:
    path = shutil.which("strace")
    assert path is not None
    return path


@dataclass(frozen=True, slots=True)
class Fault:
    """The n-th call of a thread fails, once or from then on."""

    call: str
    number: int
    error: str
    lasting: bool

    def __str__(self) -> str:
        return f"{self.call} {self.number}{'+' if self.lasting else ''} {self.error}"

    def options(self, paths: Sequence[Path]) -> tuple[str, ...]:
        """What strace is told; without paths every call of that name counts."""
        when = f"{self.number}{'+' if self.lasting else ''}"
        return (
            *("-o", "/dev/null"),
            *_only(paths),
            *("-e", f"trace={self.call}"),
            *("-e", f"inject={self.call}:error={self.error}:when={when}"),
        )


def counting(out: Path, calls: Iterable[str], paths: Sequence[Path]) -> tuple[str, ...]:
    """What strace is told to write down the calls."""
    return ("-o", str(out), *_only(paths), "-e", f"trace={','.join(calls)}")


def most_of_a_thread(out: Path) -> dict[str, int]:
    """How often the busiest thread made each call."""
    per_thread = Counter(_CALL.findall(out.read_text(errors="replace")))
    most: dict[str, int] = {}
    for (_, call), number in per_thread.items():
        most[call] = max(most.get(call, 0), number)
    return most


def faults(most: dict[str, int], dice: Random, number: int | None) -> list[Fault]:
    """Every call that can fail in every way, or so many of them, each kind of call alike."""
    every = [
        Fault(call, place, error, lasting)
        for call, times in most.items()
        for place in range(1, times + 1)
        for error in (ERRORS if call != "pread64" else ("EIO",))
        for lasting in (False, True)
    ]
    if number is None:
        return every
    by_call = {call: [one for one in every if one.call == call] for call in most}
    return [dice.choice(by_call[dice.choice(list(most))]) for _ in range(number)]


def _only(paths: Sequence[Path]) -> list[str]:
    return [option for path in paths for option in ("-P", str(path))]
