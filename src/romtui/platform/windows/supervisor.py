"""A small parent process that starts the program, again after a lock, and clears up after a kill.

It loads nothing heavy and reads no key: it never sees a passphrase or a name. It stays in the
foreground of its console, so that a shell never reads what was meant for romtui.
"""

import ctypes
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from ctypes import wintypes
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from romtui.platform.clean_terminal import CLEAN

assert sys.platform == "win32"

RESTART: Final = 85
"""The exit code of a program that wants to be started again."""

_ORDERLY: Final = 0x5200
"""Added to the exit code of a program that came to its end by itself: `taskkill` gives any."""

_SUPERVISOR: Final = "ROMTUI_PARENT"
_NEXT: Final = "ROMTUI_NEXT_START"
_OURS: Final = "ROMTUI_"
_SYNCHRONIZE, _STILL_RUNS = 0x100000, 0x102
_INPUT, _OUTPUT = -10, -11

_kernel = ctypes.WinDLL("kernel32", use_last_error=True)
_kernel.OpenProcess.restype = wintypes.HANDLE
_kernel.GetStdHandle.restype = wintypes.HANDLE
_kernel.WaitForSingleObject.argtypes = (wintypes.HANDLE, wintypes.DWORD)
_kernel.GetConsoleMode.argtypes = (wintypes.HANDLE, ctypes.c_void_p)
_kernel.SetConsoleMode.argtypes = (wintypes.HANDLE, wintypes.DWORD)
_kernel.FlushConsoleInputBuffer.argtypes = (wintypes.HANDLE,)


@dataclass(frozen=True, slots=True)
class Start:
    """What the program is to be started with: its command, and our part of its environment."""

    command: tuple[str, ...]
    environment: Mapping[str, str]


def is_supervised() -> bool:
    """Whether a supervisor started this process."""
    return _SUPERVISOR in os.environ


def is_abandoned() -> bool:
    """Whether the supervisor was killed, so that nobody waits for this process any more."""
    if not is_supervised():
        return False
    # Asked anew each time: a handle that is kept would be one more thing to close.
    supervisor = _kernel.OpenProcess(_SYNCHRONIZE, False, int(os.environ[_SUPERVISOR]))
    if not supervisor:
        return True
    runs = bool(_kernel.WaitForSingleObject(supervisor, 0) == _STILL_RUNS)
    _kernel.CloseHandle(wintypes.HANDLE(supervisor))
    return not runs


def start_supervised() -> None:
    """Start the program as a child and wait for its end; do nothing in that child.

    The supervisor ends with the exit code of the child.
    """
    if is_supervised():
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGBREAK, signal.SIG_IGN)
    modes = _modes()
    next_file = Path(tempfile.gettempdir()) / f"romtui-next-{secrets.token_hex(16)}"
    plain = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    ours = {name: value for name, value in os.environ.items() if name.startswith(_OURS)}
    start = Start((sys.executable, *sys.orig_argv[1:]), ours)
    while True:
        told = {_SUPERVISOR: str(os.getpid()), _NEXT: str(next_file)}
        code = subprocess.run(  # noqa: S603 -- ourselves
            start.command, env={**plain, **start.environment, **told}, check=False
        ).returncode
        again = _read_next(next_file)
        if code != RESTART or again is None:
            break
        start = again
    is_orderly = _ORDERLY <= code < _ORDERLY + 0x100
    if not is_orderly:
        with suppress(OSError):
            os.write(sys.stdout.fileno(), CLEAN)
    _restore(modes)
    os._exit(code - _ORDERLY if is_orderly else code & 0xFF or 1)


def ends_orderly(code: int) -> int:
    """The exit code by which a supervisor knows that the program was not killed."""
    return code + _ORDERLY if is_supervised() else code


def tell_supervisor(command: Sequence[str]) -> None:
    """Leave what the next start is to be like; there for a moment, and without a name or a key."""
    ours = {name: value for name, value in os.environ.items() if name.startswith(_OURS)}
    for name in (_SUPERVISOR, _NEXT):
        ours.pop(name, None)
    content = json.dumps({"command": list(command), "environment": ours})
    handle = os.open(os.environ[_NEXT], os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_BINARY)
    with os.fdopen(handle, "wb") as file:
        file.write(content.encode())


def _read_next(file: Path) -> Start | None:
    try:
        left = json.loads(file.read_bytes())
        return Start(tuple(left["command"]), dict(left["environment"]))
    except (OSError, ValueError, KeyError):
        return None
    finally:
        with suppress(OSError):
            file.unlink()


def _modes() -> dict[int, int]:
    """How the console reads and writes, by its standard handles."""
    modes = {}
    for number in (_INPUT, _OUTPUT):
        mode = wintypes.DWORD()
        if _kernel.GetConsoleMode(_kernel.GetStdHandle(number), ctypes.byref(mode)):
            modes[number] = mode.value
    return modes


def _restore(modes: Mapping[int, int]) -> None:
    """Let the console read and write as before; what was typed into romtui reaches no shell."""
    for number, mode in modes.items():
        _kernel.SetConsoleMode(_kernel.GetStdHandle(number), mode)
    _kernel.FlushConsoleInputBuffer(_kernel.GetStdHandle(_INPUT))
