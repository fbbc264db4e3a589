"""How the program starts under its supervisor, is hardened, replaced and told to end, on Windows.

No program becomes another here: it ends with the code RESTART, and the supervisor starts it again.
"""

import contextlib
import ctypes
import os
import sys
from collections.abc import Callable, Sequence
from ctypes import wintypes
from threading import Event, Thread
from typing import TYPE_CHECKING, Final, NoReturn

assert sys.platform == "win32"

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

from romtui.platform.windows.rights import close_process
from romtui.platform.windows.supervisor import (
    RESTART,
    ends_orderly,
    is_abandoned,
    is_supervised,
    start_supervised,
    tell_supervisor,
)

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

CAN_STEP_OUT: Final = False
"""Whether a program can be stopped by a key, so that the shell goes on meanwhile."""

TERMINALS_WITHOUT_SCREENS: Final = ("dumb",)
"""What TERM says where nothing can be drawn; the console of Windows does not set it."""

HUNG_UP: Final = 129
INTERRUPTED: Final = 130
"""The exit codes of a program whose window was closed, and of one ended by Ctrl+C."""

_CTRL_BREAK, _CLOSE, _LOG_OFF, _SHUT_DOWN = 1, 2, 5, 6
_TIME_TO_CLOSE_SECONDS: Final = 4.5
"""After 5 s Windows ends a program whose window was closed."""
_NO_DIALOGS: Final = 0x1 | 0x2 | 0x8000
_NO_HEAP_IN_REPORTS: Final = 1
_EVENT_MODIFY, _FOREVER, _SIGNALLED = 0x2, 0xFFFFFFFF, 0

_kernel = ctypes.WinDLL("kernel32", use_last_error=True)
_kernel.CreateEventW.restype = wintypes.HANDLE
_kernel.OpenEventW.restype = wintypes.HANDLE
_kernel.SetEvent.argtypes = (wintypes.HANDLE,)
_kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
_kernel.WaitForSingleObject.argtypes = (wintypes.HANDLE, wintypes.DWORD)
_HANDLER: Final = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.DWORD)


def restart(command: Sequence[str]) -> NoReturn:
    """Become another program, so that nothing of this one stays in memory."""
    if is_supervised():
        tell_supervisor(command)
        os._exit(RESTART)
    import subprocess

    os._exit(subprocess.run(command, check=False).returncode)  # noqa: S603 -- ourselves


def restart_after_stop(command: Sequence[str]) -> NoReturn:
    """No program can be stopped here: it starts again at once."""
    restart(command)


def stop_if_asked() -> None:
    """Nothing: no program waits here."""


def ignore_early_signals() -> None:
    """Nothing: who wants to lock a program that does not listen yet finds no event."""


def echo_typing(on: bool) -> None:
    """Nothing: what is typed is shown only while somebody reads it."""


def keep_new_files_private() -> None:
    """Nothing: `disk` gives each file its rights."""


def name_process() -> None:
    """Nothing: `romtui lock` needs no name."""


def forbid_dumps() -> None:
    """No dialog after a crash, and no memory in the report that Windows makes of it."""
    _kernel.SetErrorMode(_NO_DIALOGS)
    with contextlib.suppress(AttributeError):
        _kernel.WerSetFlags(_NO_HEAP_IN_REPORTS)


def close_memory() -> None:
    """Keep other programs of this user out of our memory."""
    with contextlib.suppress(OSError):
        close_process()


def listen(
    loop: "AbstractEventLoop",
    *,
    leave: Callable[[int], None],
    step_out: Callable[[], None],  # noqa: ARG001 -- no signal asks for it here
    lock: Callable[[], None],
) -> Callable[[], None]:
    """Call these in the loop when the window is closed, the user logs off, or asks to lock.

    `leave` is given the exit code. Gives what ends the listening.
    """
    left = Event()

    def leave_now(code: int) -> None:
        try:
            leave(code)
        finally:
            left.set()

    def told(event: int) -> bool:
        codes = {_CTRL_BREAK: INTERRUPTED, _CLOSE: HUNG_UP, _LOG_OFF: HUNG_UP, _SHUT_DOWN: HUNG_UP}
        if event not in codes:
            return False
        loop.call_soon_threadsafe(leave_now, codes[event])
        left.wait(_TIME_TO_CLOSE_SECONDS)  # the program ends as soon as this returns
        return True

    handler = _HANDLER(told)
    _kernel.SetConsoleCtrlHandler(handler, True)
    asked = _kernel.CreateEventW(None, False, False, _name_of_event(os.getpid()))

    def wait_for_lock() -> None:
        while _kernel.WaitForSingleObject(asked, _FOREVER) == _SIGNALLED and not left.is_set():
            with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(lock)

    Thread(target=wait_for_lock, daemon=True).start()

    def end() -> None:
        _kernel.SetConsoleCtrlHandler(handler, False)
        left.set()
        _kernel.SetEvent(asked)

    return end


def ask_to_lock(process_id: int) -> bool:
    """Ask a running romtui of this user to lock; whether it listens."""
    event = _kernel.OpenEventW(_EVENT_MODIFY, False, _name_of_event(process_id))
    if not event:
        return False
    done = bool(_kernel.SetEvent(event))
    _kernel.CloseHandle(event)
    return done


def _name_of_event(process_id: int) -> str:
    return rf"Local\romtui-lock-{process_id}"
