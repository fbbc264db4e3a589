"""Files outside the vault, which the therapist names. What is written there is not encrypted."""

import os
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import Final

from romtui import texts
from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.paths import place_of
from romtui.platform import disk

NOT_ENCRYPTED: Final = texts.NOT_ENCRYPTED


def new_path(typed: Path, vault: Path | None) -> Path:
    """Where a new file is to go.

    Raises UserError if there is a file already or no such folder, or if it would lie in the
    vault; `vault` is None where there is no folder of one.
    """
    path = place_of(typed)
    if os.path.lexists(path):
        raise UserError(texts.already_there(path))
    if not path.parent.is_dir():
        raise UserError(texts.no_such_folder(path.parent))
    if vault is not None and vault.resolve() in path.resolve().parents:
        raise UserError(texts.belongs_to_vault(path.parent))
    return path


def typed_path(typed: str, such_as: str = "~/note.txt") -> Path:
    """The path that somebody typed. Raises UserError for an empty or impossible one."""
    if not typed.strip():
        raise UserError(texts.type_a_path(such_as))
    return place_of(typed.strip())


def unused_path(wanted: str) -> str:
    """A path to propose: with a number behind its name where a file of that name is there."""
    path = Path(wanted)
    others = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return str(next(each for each in chain([path], others) if not os.path.lexists(place_of(each))))


def read_file(path: Path, most: int) -> bytes:
    """Read a file that somebody gave. Raises UserError if it is larger than `most` bytes."""
    try:
        if not path.is_file():
            raise UserError(texts.no_such_file(path))
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise UserError(texts.cannot_read(path, (error.strerror or "").lower())) from None
    if len(content) > most:
        raise UserError(texts.too_large(path.name, most // 1_000_000))
    return content


def write_plain(typed: str, words: Private) -> Path:
    """Write words to a new file that only its owner can read; gives its path.

    Nothing is overwritten. Raises UserError, and then leaves no half-written file.
    """
    file = typed_path(typed)
    write_new(file, words.reveal().encode())
    return file


def write_new(file: Path, content: bytes) -> None:
    """Write a new file that only its owner can read. Raises UserError as `write_plain` does."""
    try:
        handle = disk.open_new_file(file)
    except FileExistsError as error:
        raise UserError(texts.already_there(file)) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UserError(texts.no_such_folder(file.parent)) from error
    except OSError as error:
        raise _cannot_write(file, error) from error
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
            opened.flush()
            disk.sync(opened.fileno())
    except OSError as error:
        with suppress(OSError):
            disk.remove(file)
        raise _cannot_write(file, error) from error


def _cannot_write(file: Path, error: OSError) -> UserError:
    why = (error.strerror or texts.NO_REASON_GIVEN).lower()
    return UserError(texts.cannot_write(file, why))
