"""How the program starts under its supervisor, is hardened, replaced and told to end, on Linux."""

import contextlib
import os
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

assert sys.platform != "win32"

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

from romtui.platform.posix.supervisor import echo_typing, is_abandoned, start_supervised

__all__ = [
    "CAN_STEP_OUT",
    "HUNG_UP",
    "INTERRUPTED",
    "TERMINALS_WITHOUT_SCREENS",
    "ask_to_lock",
    "close_memory",
    "echo_typing",
    "ends_orderly",
    "forbid_dumps",
    "ignore_early_signals",
    "is_abandoned",
    "keep_new_files_private",
    "listen",
    "name_process",
    "restart",
    "restart_after_stop",
    "start_supervised",
    "stop_if_asked",
]

CAN_STEP_OUT: Final = True
"""Whether a program can be stopped by a key, so that the shell goes on meanwhile."""

TERMINALS_WITHOUT_SCREENS: Final = ("", "dumb", "unknown")
"""What TERM says where nothing can be drawn; empty where it is not set."""

HUNG_UP: Final = 128 + signal.SIGHUP
INTERRUPTED: Final = 128 + signal.SIGINT
"""The exit codes of a program whose terminal was closed, and of one ended by Ctrl+C."""

_OTHERS: Final = 0o077
_ENDING: Final = (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT, signal.SIGINT)
_PR_SET_DUMPABLE: Final = 4
_STOP_FIRST: Final = "ROMTUI_STOP_FIRST"
_STOPPED: Final = (
    "import os, signal, sys\n"
    "os.kill(os.getpid(), getattr(signal, 'SIGSTOP', 0))\n"
    "os.execv(sys.argv[1], sys.argv[1:])"
)
"""What waits in our place after Ctrl+Z: it has never seen a key, a passphrase or a name."""


def restart(command: Sequence[str]) -> NoReturn:
    """Become another program, so that nothing of this one stays in memory."""
    os.execv(command[0], [*command])  # noqa: S606 -- ourselves


def restart_after_stop(command: Sequence[str]) -> NoReturn:
    """Become a program that waits until the shell says go on, and then becomes the other."""
    if getattr(sys, "frozen", False):  # an executable has no Python that could wait in its place
        os.environ[_STOP_FIRST] = "1"
        restart(command)
    restart([sys.executable, "-I", "-S", "-c", _STOPPED, *command])


def stop_if_asked() -> None:
    """Wait, at the very start, where `restart_after_stop` could put nothing else in our place."""
    if os.environ.pop(_STOP_FIRST, None) is not None:
        os.kill(os.getpid(), signal.SIGSTOP)


def ignore_early_signals() -> None:
    """Ignore the signals to lock and to stop until the screens handle them.

    Unhandled they would end or hang the program. Ignored signals stay ignored over `exec`.
    """
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)


def listen(
    loop: "AbstractEventLoop",
    *,
    leave: Callable[[int], None],
    step_out: Callable[[], None],
    lock: Callable[[], None],
) -> Callable[[], None]:
    """Call these in the loop when the system tells the program to end, to stop or to lock.

    `leave` is given the exit code. Gives what ends the listening.
    """
    handlers: list[tuple[signal.Signals, Callable[[], None]]] = [
        *((number, partial(leave, 128 + number)) for number in _ENDING),
        (signal.SIGTSTP, step_out),
        (signal.SIGUSR1, lock),
    ]
    for number, handler in handlers:
        with contextlib.suppress(NotImplementedError, ValueError, RuntimeError):  # no main thread
            loop.add_signal_handler(number, handler)
    return lambda: None


def ask_to_lock(process_id: int) -> bool:
    """Ask a running romtui of this user to lock; whether it could be asked."""
    try:
        os.kill(process_id, signal.SIGUSR1)
    except OSError:
        return False
    return True


def ends_orderly(code: int) -> int:
    """The exit code by which a supervisor knows that the program was not killed: as it is."""
    return code


def keep_new_files_private() -> None:
    """Whatever the shell says, files that are made from now on are for their owner alone."""
    os.umask(_OTHERS)


def name_process() -> None:
    """Let `pkill -x romtui` find what a python runs."""
    with contextlib.suppress(OSError):
        Path("/proc/self/comm").write_text("romtui")


def forbid_dumps() -> None:
    """A crash writes no memory to the disk."""
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def close_memory() -> None:
    """Ask Linux to keep other programs of this user out of our memory."""
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
