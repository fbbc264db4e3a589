"""The therapist's own files are moved from where version 0.2 had them; nothing is overwritten."""

import os
from contextlib import suppress
from pathlib import Path

from romtui.platform import disk


def move(former: Path, new: Path) -> Path:
    """Move the contents of a folder; gives the folder to read from now on.

    A file that is in both stays in both, and the new one counts. What cannot be moved is read
    where it is.
    """
    with suppress(OSError):
        disk.make_folder(new.parent)
        if former.is_symlink():
            with suppress(OSError):
                new.rmdir()  # only an empty one goes
            _move_file(former, new)
        elif os.path.lexists(new) or any(file.is_symlink() for file in former.iterdir()):
            _fill_up(former, new)
        else:
            disk.rename(former, new)
    return new if os.path.lexists(new) or not os.path.lexists(former) else former


def _fill_up(former: Path, new: Path) -> None:
    """Move what the new folder lacks, and remove the former one once it is empty."""
    disk.make_folder(new, above=False)
    for file in sorted(former.iterdir()):
        with suppress(OSError):
            _move_file(file, new / file.name)
    former.rmdir()


def _move_file(file: Path, to: Path) -> None:
    if os.path.lexists(to):
        return
    if file.is_symlink():
        # A relative link would point elsewhere from its new folder. Made before the former goes.
        to.symlink_to(os.path.normpath(file.parent.resolve() / file.readlink()))
        disk.remove(file)
    else:
        disk.rename(file, to)
