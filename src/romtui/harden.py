"""Done before anything else, so that nothing leaks by accident: files, dumps, debug output."""

import faulthandler
import logging
import os
import sys
import threading
import traceback
import warnings
from pathlib import Path
from types import TracebackType

from romtui import texts
from romtui.platform import process

_DEBUGGING = ("TEXTUAL", "RICH_", "PYTHONFAULTHANDLER", "PYTHONASYNCIODEBUG")
_NO_PLUGINS = "PYDANTIC_DISABLE_PLUGINS"
"""Else pydantic loads code of any package that is installed beside us and offers itself."""
_READ_AT_START = ("PYTHONINSPECT", "PYTHONDEVMODE")
"""Python has already obeyed these: it has to be restarted without them."""


def harden() -> None:
    """Make files private, forbid core dumps, drop debugging switches, hide error values.

    `TEXTUAL_LOG` alone would write every key that is typed, the passphrase among them,
    into a file that others can read; `PYTHONINSPECT` would leave a prompt with everything in
    memory behind. This runs before Textual is imported.
    """
    process.keep_new_files_private()
    os.environ[_NO_PLUGINS] = "__all__"
    for name in [name for name in os.environ if name.startswith(_DEBUGGING)]:
        del os.environ[name]
    obeyed = [name for name in _READ_AT_START if os.environ.pop(name, None)]
    if obeyed:
        process.restart([sys.executable, *sys.orig_argv[1:]])
    faulthandler.disable()
    _hide_error_values()
    process.ignore_early_signals()
    process.name_process()
    process.forbid_dumps()


def crash_report(error: BaseException | None) -> str:
    """Say where the program broke, without a value, a message or a name of a person."""
    frames = traceback.extract_tb(error.__traceback__)[-8:] if error is not None else []
    return "\n".join(
        (
            texts.CRASHED,
            f"  {type(error).__name__}",
            *(f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames),
        )
    )


def _hide_error_values() -> None:
    """Replace everything that would print an error with the values in it.

    Python's own hooks do; so does `logging` without a handler, which asyncio uses to report
    a task that nobody awaited.
    """
    sys.excepthook = _say_where
    sys.unraisablehook = _say_nothing
    threading.excepthook = _say_where_in_thread
    logging.lastResort = None
    logging.raiseExceptions = False
    logging.getLogger().addHandler(logging.NullHandler())
    warnings.simplefilter("ignore")


def _say_where(
    _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> None:
    print(crash_report(error), file=sys.stderr)  # noqa: T201 -- the last thing that can be said


def _say_where_in_thread(caught: threading.ExceptHookArgs) -> None:
    print(crash_report(caught.exc_value), file=sys.stderr)  # noqa: T201 -- as above


def _say_nothing(_about: "sys.UnraisableHookArgs") -> None:
    """An error while an object is being deleted stops nothing."""
