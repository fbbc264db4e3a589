"""Reading a content file, so that every complaint names the file and the key."""

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, Final, TypeVar

from romtui.content import texts
from romtui.domain.errors import UserError
from romtui.domain.visible import printable
from romtui.text_file import decoded
from romtui.validated import Fields

_LARGEST_FILE: Final = 1_000_000
"""In bytes."""

_QUOTED: Final = re.compile(
    r"""\"{3}(?:\\.|(?!\"{3}).)*+\"{3}|'{3}.*?'{3}"""
    r"""|\"(?:\\.|[^\"\\\n])*+\"|'[^'\n]*+'|\#[^\n]*+""",
    re.DOTALL,
)
"""What stands in quotation marks, and remarks."""

_DEEP: Final = re.compile(r"(?:\.[ \t]*+[\w\"-]++[ \t]*+){16}")
"""A key of more parts than any file of ours: the reader of TOML is slow with long ones."""

_Member = TypeVar("_Member", bound=Enum)


class ContentError(UserError):
    """A content file does not say what it should. The text names the file and the key."""

    def __init__(self, file: Path, key: str, problem: str) -> None:
        self.file = file
        self.key = key
        where = f"{file}, {key}" if key else f"{file}"
        super().__init__(texts.in_file(where, problem))


class Table(Fields):
    """One table of a content file, which knows its own place in it.

    Each getter raises ContentError when the key is missing and no default is given, or
    when the value is of another kind.
    """

    def __init__(self, file: Path, values: Mapping[str, object], place: str = "") -> None:
        super().__init__(values)
        self.file = file
        self._place = place

    def error(self, key: str, problem: str) -> ContentError:
        """Make the error that names this file and a key of this table."""
        return ContentError(self.file, self._at(key), problem)

    def unfit(self, key: str, expected: str) -> ContentError:
        """Say what is needed."""
        return self.error(key, texts.needed(expected))

    def value(self, key: str, default: object = None) -> Any:
        """What the key holds, unchecked. Raises ContentError where it is missing."""
        value = super().value(key, default)
        if value is None:
            raise self.error(key, texts.MISSING)
        return value

    def only(self, *known: str) -> None:
        """Refuse a key that nobody reads: most often it is misspelt."""
        for key in self:
            if key not in known:
                raise self.error(key, texts.unknown_key(known))

    def text(self, key: str, default: str | None = None) -> str:
        """Words in quotation marks."""
        value = self.value(key, default)
        if not isinstance(value, str):
            raise self.error(key, texts.WORDS_IN_QUOTES)
        if not printable(value, lines=True):
            raise self.error(key, texts.UNPRINTABLE)
        return value

    def line(self, key: str, default: str | None = None) -> str:
        """Words in quotation marks on one line."""
        value = self.text(key, default)
        if "\n" in value:
            raise self.unfit(key, texts.ONE_LINE)
        return value

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of words in quotation marks."""
        value = self.value(key, default)
        if not isinstance(value, list | tuple):
            raise self.unfit(key, texts.LIST_OF_WORDS)
        if not all(isinstance(text, str) for text in value):
            raise self.error(key, texts.EACH_IN_QUOTES)
        return tuple(value)

    def wholes(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        value = self.value(key)
        if not isinstance(value, list) or not value:
            raise self.unfit(key, texts.LIST_OF_WHOLES)
        if not all(isinstance(number, int) and not isinstance(number, bool) for number in value):
            raise self.error(key, texts.EACH_WHOLE)
        return tuple(value)

    def member(self, members: type[_Member], key: str, default: _Member | None = None) -> _Member:
        """One of a closed set of words."""
        value = self.line(key, None if default is None else str(default.value))
        for member in members:
            if member.value == value:
                return member
        known = ", ".join(str(member.value) for member in members)
        raise self.error(key, texts.unknown_value(value, known))

    def table(self, key: str, *, optional: bool = False) -> "Table":
        """A table within this one; an empty one where it is `optional` and left out."""
        value = self.value(key, {} if optional else None)
        if not isinstance(value, dict):
            raise self.unfit(key, texts.A_TABLE)
        return Table(self.file, value, self._at(key))

    def tables(self, key: str) -> tuple["Table", ...]:
        """A list of tables, none when the key is missing; the first is number 1."""
        value = self.value(key, ())
        if not isinstance(value, list | tuple):
            raise self.unfit(key, texts.LIST_OF_TABLES)
        tables = []
        for number, values in enumerate(value, start=1):
            if not isinstance(values, dict):
                raise self.unfit(f"{key}[{number}]", texts.A_TABLE)
            tables.append(Table(self.file, values, self._at(f"{key}[{number}]")))
        return tuple(tables)

    def _at(self, key: str) -> str:
        return f"{self._place}.{key}" if self._place else key


def read_toml(file: Path) -> Table:
    """Read a content file. Raises ContentError when it cannot be read or is not TOML."""
    try:
        if file.exists() and not file.is_file():
            raise ContentError(file, "", texts.NOT_A_FILE)
        with file.open("rb") as opened:
            written = opened.read(_LARGEST_FILE + 1)
        if len(written) > _LARGEST_FILE:
            raise ContentError(file, "", texts.too_large(_LARGEST_FILE))
        words = decoded(written)
        if _DEEP.search(_QUOTED.sub('"', words)):
            raise ContentError(file, "", texts.TOO_DEEP)
        return Table(file, tomllib.loads(words, parse_float=Decimal))
    except OSError as error:
        raise ContentError(file, "", texts.cannot_be_read(error.strerror)) from error
    except (ValueError, ArithmeticError) as error:
        raise ContentError(file, "", texts.not_toml(error)) from error
    except RecursionError as error:
        raise ContentError(file, "", texts.TOO_DEEP) from error
