"""A file outside the vault, which the therapist asks for by name. It is not encrypted."""

import os
from pathlib import Path
from typing import Final

from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.paths import place_of

_OWNER_ONLY: Final = 0o600
_NEW: Final = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)


def write_plain(typed: str, words: Private) -> Path:
    """Write words to a new file for its owner alone; gives where it lies.

    Nothing that is there is written over. Raises UserError, and then leaves no half file.
    """
    file = path_of(typed)
    write_new(file, words.reveal().encode())
    return file


def write_new(file: Path, content: bytes) -> None:
    """Write a new file for its owner alone; UserError as in `write_plain`."""
    try:
        handle = os.open(file, _NEW, _OWNER_ONLY)
    except FileExistsError as error:
        raise UserError(f"{file} is there already: choose another name.") from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UserError(f"There is no folder {file.parent}: choose one that is there.") from error
    except OSError as error:
        raise _cannot(file, error) from error
    try:
        with os.fdopen(handle, "wb") as workspace:
            workspace.write(content)
            workspace.flush()
            os.fsync(workspace.fileno())
    except OSError as error:
        file.unlink(missing_ok=True)
        raise _cannot(file, error) from error


def path_of(typed: str, such_as: str = "~/note.txt") -> Path:
    """The file that somebody typed the name of; UserError where that cannot be one."""
    if not typed.strip():
        raise UserError(f"Type where to write it, such as {such_as}.")
    return place_of(typed.strip())


def _cannot(file: Path, error: OSError) -> UserError:
    why = (error.strerror or "no reason given").lower()
    return UserError(f"{file} cannot be written ({why}): choose another place.")
