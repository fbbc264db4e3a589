"""What is said of the terminal before there is a screen, and of files outside the vault."""

from pathlib import Path
from typing import Final

NO_TERMINAL: Final = (
    "The screens need a terminal; `romtui --plain` works without, line by line, and "
    "`romtui --help` lists what else does."
)


def no_screens(kind: str) -> str:
    """A terminal that can draw nothing: `kind` is what TERM says, empty where it is not set."""
    said = f"TERM={kind}" if kind else "TERM is not set"
    return (
        f"This terminal draws no screens ({said}): `romtui --plain` works in it, line by line. "
        "In a window that does draw, set TERM=xterm-256color."
    )


def not_utf_8(coding: str) -> str:
    """A terminal whose signs are not those of UTF-8."""
    return (
        f"This terminal is set to {coding}, and romtui draws with signs of UTF-8: start it with "
        "`LC_ALL=C.UTF-8 romtui`, or line by line with `romtui --plain`."
    )


# A crash, and a language that cannot be used

CRASHED: Final = (
    "romtui stopped because of an error in the program. What you saved is safe, and an\n"
    "unfinished form is offered again at the next start. To report it, send these lines\n"
    "(they contain nothing about any patient):"
)


def english_instead(why: object) -> str:
    """The language that is set cannot be used."""
    return f"{why} Suggestions are in English."


# Files that the therapist names

NOT_ENCRYPTED: Final = (
    "This file is not encrypted: whoever has it can read it. Keep it where nobody else comes, "
    "and delete it when it has done its work."
)
"""Exported files hold this sentence: it stays as it is."""
NOT_A_FILE_NAME: Final = "This cannot be a file name. Type another."
NO_REASON_GIVEN: Final = "no reason given"


def no_such_user(typed: str) -> str:
    """`~somebody/file` of nobody."""
    return f"User in {typed} not found. Type the whole path."


def folder_gone(why: object) -> str:
    """The folder romtui was started in was deleted."""
    return f"This folder is gone ({why}). Go to another one first."


def already_there(path: Path) -> str:
    """Nothing is overwritten."""
    return f"{path} already exists. Choose another name; nothing is overwritten."


def no_such_folder(path: Path) -> str:
    """A folder is not made on the way."""
    return f"Folder {path} not found. Create it first, or choose another."


def belongs_to_vault(path: Path) -> str:
    """Nothing unencrypted goes into the vault."""
    return f"{path} belongs to the vault. Choose a folder of your own."


def type_a_path(such_as: str) -> str:
    """Nothing was typed."""
    return f"Type where to write it, such as {such_as}."


def no_such_file(path: Path) -> str:
    """A file to read that is not there."""
    return f"File {path} not found. Check its name."


def cannot_read(path: Path, why: str) -> str:
    """The system refused."""
    return f"{path} cannot be read: {why}."


def too_large(name: str, megabytes: int) -> str:
    """More than is read."""
    return f"{name} is larger than {megabytes} MB. Split it."


def cannot_write(path: Path, why: str) -> str:
    """The system refused."""
    return f"{path} cannot be written ({why}). Choose another place."


# What a file of somebody else's should hold: half a sentence after "should be"

A_NUMBER: Final = "a number"
A_WHOLE_NUMBER: Final = "a whole number"
NUMBER_OR_NULL: Final = "a number or null"
TRUE_OR_FALSE: Final = "true or false"
A_DAY: Final = "a date such as 2026-01-05"


def number_up_to(most: int) -> str:
    """A number too large to be counted with."""
    return f"a number up to {most}"


def at_most_decimals(most: int) -> str:
    """A number too fine to be counted with."""
    return f"a number with at most {most} decimals"


def whole_number_from(least: int) -> str:
    """A count."""
    return f"a whole number, {least} or more"


def day_between(first: int, last: int) -> str:
    """A day of another century."""
    return f"{A_DAY}, from {first} to {last}"


def unusable_number(written: str) -> str:
    """Infinity, or a number of a thousand digits."""
    return f"{written} is not a usable number. Write an ordinary one, or null."


def field_twice(name: str) -> str:
    """Nobody knows which of the two is meant."""
    return f"The field {name!r} appears twice in one object. Keep one of them."
