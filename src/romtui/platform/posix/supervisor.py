"""A small parent process that waits for the program, and clears the terminal if it is killed.

It is forked before anything heavy is loaded and before anything is typed: it never sees a
key, a passphrase or a name. When the program replaces itself it stays the same child.
"""

import contextlib
import os
import signal
import sys
import termios
import time
from collections.abc import Iterator
from typing import Any, Final

from romtui.platform.clean_terminal import CLEAN

assert sys.platform != "win32"

_SUPERVISOR: Final = "ROMTUI_PARENT"
_FORWARDED: Final = ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM", "SIGTSTP", "SIGUSR1")
_A_MOMENT_SECONDS: Final = 0.05


def start_supervised() -> None:
    """Fork, and go on as the child of the supervisor; do nothing in a child.

    The parent ends with the exit code of the child; after a signal with 128 + its number.
    """
    if os.environ.get(_SUPERVISOR) == str(os.getppid()):
        return
    before = termios.tcgetattr(sys.stdin.fileno())
    signals = {signal.SIGCHLD, signal.SIGCONT}
    signals |= {getattr(signal, name) for name in _FORWARDED}
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    os.environ[_SUPERVISOR] = str(os.getpid())
    child = os.fork()
    if child == 0:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        return
    code = os.waitstatus_to_exitcode(_wait(child, signals))
    if code < 0:
        _clear(before)
    else:
        _restore(before)
    os._exit(code if code >= 0 else 128 - code)


def is_abandoned() -> bool:
    """Whether the supervisor was killed, so that nobody waits for this process any more."""
    supervisor = os.environ.get(_SUPERVISOR)
    return supervisor is not None and supervisor != str(os.getppid())


def echo_typing(on: bool) -> None:
    """Let the terminal show what is typed, or not.

    It must not while the program is replaced: somebody may already type the passphrase. The
    supervisor restores the terminal at the end.
    """
    if not sys.stdin.isatty() or _SUPERVISOR not in os.environ:
        return
    with contextlib.suppress(termios.error):
        mode = termios.tcgetattr(sys.stdin.fileno())
        mode[3] = mode[3] | termios.ECHO if on else mode[3] & ~termios.ECHO
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, mode)


def _restore(before: list[Any]) -> None:
    """Restore the modes of the terminal."""
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    with contextlib.suppress(OSError, termios.error):
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, before)


def _wait(child: int, signals: set[signal.Signals]) -> int:
    """Forward signals until the child ends; stop and continue together with it."""
    for handled in signals:
        signal.signal(handled, _ignore)  # a signal that is ignored by default is not waited for
    stopped = False
    while True:
        number = signal.sigwait(signals)
        if number == signal.SIGCONT:
            time.sleep(_A_MOMENT_SECONDS)  # a shell tells both of us; twice would be too often
        for status in _changes(child):
            stopped = os.WIFSTOPPED(status)
            if not stopped and not os.WIFCONTINUED(status):
                return status
        if number == signal.SIGCHLD and stopped:
            os.kill(os.getpid(), signal.SIGSTOP)
        elif number != signal.SIGCHLD and (stopped or number != signal.SIGCONT):
            os.kill(child, number)


def _changes(child: int) -> Iterator[int]:
    """The changes of state of the child since the last call."""
    while True:
        pid, status = os.waitpid(child, os.WNOHANG | os.WUNTRACED | os.WCONTINUED)
        if not pid:
            return
        yield status


def _clear(before: list[Any]) -> None:
    """Restore the terminal, and remove everything of the program from it."""
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    try:
        os.write(sys.stdout.fileno(), CLEAN)
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, before)
        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)  # what the mouse still said
    except (OSError, termios.error):
        pass  # the terminal is gone, and what it showed with it


def _ignore(*_: object) -> None:
    """Signals are waited for, not handled."""
