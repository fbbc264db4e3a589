"""A file that was named: where one may be written, and one that somebody gave."""

import os
from pathlib import Path
from typing import Final

from romtui.domain.errors import UserError
from romtui.paths import place_of

NOT_ENCRYPTED: Final = (
    "This file is not encrypted: whoever has it can read it. Keep it where nobody else comes, "
    "and delete it when it has done its work."
)


def path_for(typed: Path, vault: Path | None) -> Path:
    """Where a file is to go; UserError when there is one, no folder, or the vault itself is meant.

    `vault` is None where there is no folder of one.
    """
    path = place_of(typed)
    if os.path.lexists(path):
        raise UserError(f"There is {path} already: give another name, nothing is overwritten.")
    if not path.parent.is_dir():
        raise UserError(f"There is no folder {path.parent}: make it first, or choose another.")
    if vault is not None and vault.resolve() in path.resolve().parents:
        raise UserError(f"{path.parent} belongs to the vault: choose a folder of your own.")
    return path


def read(path: Path, most: int) -> bytes:
    """Read a file that somebody gave; UserError when it is larger than `most` bytes."""
    try:
        if not path.is_file():
            raise UserError(f"There is no file {path}: check its name.")
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise UserError(f"{path} cannot be read: {(error.strerror or '').lower()}.") from None
    if len(content) > most:
        raise UserError(f"{path.name} is larger than {most // 1_000_000} MB: split it.")
    return content
