"""The running screens of this user, so that `romtui lock` finds them: before a sleep, from a key.

Each keeps a file locked for as long as it lives. The number of a process that ended, which
another may have by now, is therefore never taken for it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from romtui.platform import disk, process

_PREFIX: Final = "running-"


@contextmanager
def findable(folder: Path) -> Iterator[None]:
    """Let `lock_all` find this process while the block runs; where it cannot, nothing is lost."""
    file = folder / f"{_PREFIX}{os.getpid()}"
    made = [each for each in (folder, *folder.parents) if not each.exists()] or [folder]
    handle = None
    with suppress(OSError):
        disk.make_folder(folder)
        if not disk.is_of_another_user(folder.stat()):
            handle = disk.open_file(file, os.O_CREAT | os.O_RDWR)
            disk.lock(handle)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)
            with suppress(OSError):
                disk.remove(file)
                for each in made:  # unless another program needs them
                    each.rmdir()


def lock_all(folder: Path) -> int:
    """Ask every running program of this user to lock; gives how many were asked."""
    asked = 0
    for file in sorted(folder.glob(f"{_PREFIX}*")):
        number = file.name.removeprefix(_PREFIX)
        if number.isdecimal() and _is_held(file):
            asked += process.ask_to_lock(int(number))
    return asked


def _is_held(file: Path) -> bool:
    """Whether the process that made the file still lives; what a dead one left is removed."""
    try:
        handle = disk.open_file(file, os.O_RDWR)
    except OSError:
        return False
    try:
        if disk.is_of_another_user(os.fstat(handle)):
            return False
        if not disk.lock(handle):
            return True
    except OSError:  # a disk without locks: rather lock nothing than signal a stranger
        return False
    finally:
        os.close(handle)
    with suppress(OSError):
        disk.remove(file)
    return False
