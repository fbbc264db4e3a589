"""How the program starts, is hardened, replaced and told to end: on macOS nearly as on Linux."""

import contextlib
import sys
from typing import Final

assert sys.platform != "win32"

from romtui.platform.posix.process import (
    CAN_STEP_OUT,
    HUNG_UP,
    INTERRUPTED,
    TERMINALS_WITHOUT_SCREENS,
    ask_to_lock,
    echo_typing,
    ends_orderly,
    forbid_dumps,
    ignore_early_signals,
    is_abandoned,
    keep_new_files_private,
    listen,
    restart,
    restart_after_stop,
    start_supervised,
    stop_if_asked,
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

_PT_DENY_ATTACH: Final = 31


def name_process() -> None:
    """The name of a process cannot be changed here; `romtui lock` needs none."""


def close_memory() -> None:
    """Ask macOS to keep debuggers out of our memory."""
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).ptrace(_PT_DENY_ATTACH, 0, None, 0)
