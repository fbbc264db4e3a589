"""What is said of a file that a therapist writes, in English: questionnaires, wording, keys.

Mostly half a sentence: it follows the name of the file and the key, after a colon, and a full stop
follows it.
"""

from collections.abc import Iterable
from typing import Final

# Any file

MISSING: Final = "missing"
TOO_DEEP: Final = "is nested too deeply"
NOT_A_FILE: Final = "is not a file"
WORDS_IN_QUOTES: Final = "text in quotation marks is needed"
UNPRINTABLE: Final = "contains a character that cannot be displayed; type it again"
ONE_LINE: Final = "one line"
LIST_OF_WORDS: Final = "a list of texts in quotation marks"
EACH_IN_QUOTES: Final = "each entry must be text in quotation marks"
LIST_OF_WHOLES: Final = "a list of whole numbers"
EACH_WHOLE: Final = "each entry must be a whole number"
A_TABLE: Final = "a table"
LIST_OF_TABLES: Final = "a list of tables"


def in_file(where: str, problem: str) -> str:
    """`phq9.toml, item[1].text: missing.`"""
    return f"{where}: {problem}."


def needed(expected: str) -> str:
    """Another value than what stands there."""
    return f"{expected} is needed"


def unknown_key(known: Iterable[str]) -> str:
    """A key that nobody reads."""
    return f"is not a known key; known are {', '.join(known)}"


def unknown_value(value: str, known: str) -> str:
    """A word outside a closed set."""
    return f"“{value}” is not known; known are {known}"


def too_large(most: int) -> str:
    """More than is read."""
    return f"is larger than {most} bytes"


def cannot_be_read(why: object) -> str:
    """The system refused."""
    return f"cannot be read ({why})"


def cannot_be_written(why: object) -> str:
    """The system refused."""
    return f"cannot be written ({why})"


def not_toml(why: object) -> str:
    """What the reader of TOML says."""
    return f"is not TOML ({why})"


# Your own wording

ALREADY_EXISTS: Final = "already exists; choose another name"
NO_SUCH_FOLDER: Final = "folder not found"
WHERE_THE_FILE_IS: Final = "Type where the file is, such as ~/words.toml."
NOTHING_TO_SAY: Final = "there must be something to say"


def language_gone(language: str) -> str:
    """A file that was deleted while romtui runs."""
    return f"The language file {language}.toml is no longer there."


def wording_left_alone(why: str) -> str:
    """A file that cannot be read is not written over."""
    return f"{why} Your own wording is left as it is until the file is corrected or moved away."


def file_unreadable(file: object, why: object) -> str:
    """The system refused."""
    return f"{file}: cannot be read ({why})."


def other_language(language: str, expected: str) -> str:
    """Wording for another language."""
    return f"“{language}” is not “{expected}”"


# Keys of your own

DEFAULTS_STAY: Final = "The default keys are used."
ALWAYS_DEFAULT: Final = "this key cannot be changed"
COMMAND_TWICE: Final = "this command is named twice"
FUNCTION_KEY_NEEDED: Final = "a function key or Ctrl and a letter is needed"
NAME_A_KEY: Final = "name a key"


def no_such_screen(known: str) -> str:
    """A table that is no screen."""
    return f"is not a screen; the screens are {known}"


def unknown_command(screen: str) -> str:
    """A key that is no command of its screen."""
    return f"is not a command ({screen}); romtui keys --example lists all"


def not_a_key(typed: str) -> str:
    """A key that not every terminal sends."""
    return f"“{typed}” is not a key that every terminal sends"


def digits_answer(key: str) -> str:
    """Digits are no commands."""
    return f"{key} cannot be a command; digits answer questions"


def cannot_be_moved(key: str) -> str:
    """Enter and Esc."""
    return f"{key} cannot be moved"


def used_in_dialogs(key: str) -> str:
    """A key that dialogs have."""
    return f"{key} is used in dialogs"


def key_taken(key: str, command: str, screen: str) -> str:
    """Two commands on one key."""
    return f"{key} is also the key of “{command}” ({screen})"
