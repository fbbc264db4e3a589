"""Reading a content file, so that every complaint names the file and the key."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Final, TypeVar

from romtui.domain.errors import UserError
from romtui.domain.signs import printable

_LARGEST_FILE: Final = 1_000_000
_LARGEST_NUMBER: Final = 1_000_000
_DECIMALS: Final = 6
"""Bytes, and what a number may be: with these, sums and products stay exact."""

_TOO_DEEP: Final = "is nested too deeply"
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
        super().__init__(f"{where}: {problem}.")


class Table:
    """One table of a content file, which knows its own place in it.

    Each getter raises ContentError when the key is missing and no default is given, or
    when the value is of another kind.
    """

    def __init__(self, file: Path, values: Mapping[str, object], place: str = "") -> None:
        self.file = file
        self._values = values
        self._place = place

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def error(self, key: str, problem: str) -> ContentError:
        """Make the error that names this file and a key of this table."""
        return ContentError(self.file, self._at(key), problem)

    def only(self, *known: str) -> None:
        """Refuse a key that nobody reads: most often it is misspelt."""
        for key in self._values:
            if key not in known:
                raise self.error(key, f"not known here; known are {', '.join(known)}")

    def text(self, key: str, default: str | None = None) -> str:
        """Words in quotation marks."""
        value = self._value(key, default)
        if not isinstance(value, str):
            raise self.error(key, "words in quotation marks are needed")
        if not printable(value, lines=True):
            raise self.error(key, "there is a sign in it that cannot be printed; type it again")
        return value

    def line(self, key: str, default: str | None = None) -> str:
        """Words in quotation marks on one line."""
        value = self.text(key, default)
        if "\n" in value:
            raise self.error(key, "one line is needed")
        return value

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of words in quotation marks."""
        value = self._value(key, default)
        if not isinstance(value, list | tuple):
            raise self.error(key, "a list of words in quotation marks is needed")
        texts = tuple(one for one in value if isinstance(one, str))
        if len(texts) != len(value):
            raise self.error(key, "each entry must be words in quotation marks")
        return texts

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        value = self._value(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.error(key, "a whole number is needed")
        if abs(value) > _LARGEST_NUMBER:
            raise self.error(key, f"a number up to {_LARGEST_NUMBER} is needed")
        return value

    def wholes(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        value = self._value(key, None)
        if not isinstance(value, list) or not value:
            raise self.error(key, "a list of whole numbers is needed")
        numbers = tuple(one for one in value if isinstance(one, int) and not isinstance(one, bool))
        if len(numbers) != len(value):
            raise self.error(key, "each entry must be a whole number")
        return numbers

    def points(self, key: str, default: Decimal | None = None) -> Decimal:
        """A number of points, exact: 24.9 stays 24.9."""
        value = self._value(key, default)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.error(key, "a number is needed")
        number = Decimal(value)
        if not number.is_finite() or not -_LARGEST_NUMBER <= number <= _LARGEST_NUMBER:
            raise self.error(key, f"a finite number up to {_LARGEST_NUMBER} is needed")
        if number != round(number, _DECIMALS):
            raise self.error(key, f"a number with at most {_DECIMALS} decimals is needed")
        return number

    def flag(self, key: str, default: bool | None = None) -> bool:
        """True or false."""
        value = self._value(key, default)
        if not isinstance(value, bool):
            raise self.error(key, "true or false is needed")
        return value

    def member(self, members: type[_Member], key: str, default: _Member | None = None) -> _Member:
        """One of a closed set of words."""
        value = self.line(key, None if default is None else str(default.value))
        for member in members:
            if member.value == value:
                return member
        known = ", ".join(str(member.value) for member in members)
        raise self.error(key, f"“{value}” is not known; known are {known}")

    def table(self, key: str) -> "Table":
        """A table within this one."""
        value = self._value(key, None)
        if not isinstance(value, dict):
            raise self.error(key, "a table is needed")
        return Table(self.file, value, self._at(key))

    def tables(self, key: str) -> tuple["Table", ...]:
        """A list of tables, none when the key is missing; the first is number 1."""
        value = self._value(key, ())
        if not isinstance(value, list | tuple):
            raise self.error(key, "a list of tables is needed")
        tables = []
        for number, one in enumerate(value, start=1):
            if not isinstance(one, dict):
                raise self.error(f"{key}[{number}]", "a table is needed")
            tables.append(Table(self.file, one, self._at(f"{key}[{number}]")))
        return tuple(tables)

    def _at(self, key: str) -> str:
        return f"{self._place}.{key}" if self._place else key

    def _value(self, key: str, default: object) -> object:
        value = self._values.get(key, default)
        if value is None:
            raise self.error(key, "missing")
        return value


def read_toml(file: Path) -> Table:
    """Read a content file. Raises ContentError when it cannot be read or is not TOML."""
    try:
        if file.exists() and not file.is_file():
            raise ContentError(file, "", "is not a file")
        with file.open("rb") as workspace:
            written = workspace.read(_LARGEST_FILE + 1)
        if len(written) > _LARGEST_FILE:
            raise ContentError(file, "", f"is larger than {_LARGEST_FILE} bytes")
        words = written.decode("utf-8")
        if _DEEP.search(_QUOTED.sub('"', words)):
            raise ContentError(file, "", _TOO_DEEP)
        return Table(file, tomllib.loads(words, parse_float=Decimal))
    except OSError as error:
        raise ContentError(file, "", f"cannot be read ({error.strerror})") from error
    except (ValueError, ArithmeticError) as error:
        raise ContentError(file, "", f"is not TOML ({error})") from error
    except RecursionError as error:
        raise ContentError(file, "", _TOO_DEEP) from error
