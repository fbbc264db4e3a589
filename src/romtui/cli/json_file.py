"""A JSON file that somebody else wrote: every mistake is one sentence saying where.

A sentence never repeats what was written: it may be about a person.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from romtui.cli import texts
from romtui.domain.errors import UserError
from romtui.validated import Fields, parse_json

_LARGEST_FILE: Final = 20_000_000


def load(path: Path) -> object:
    """Read a JSON file. Raises UserError if it is not JSON or a name is given twice."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
        if len(content) > _LARGEST_FILE:
            raise UserError(texts.file_too_large(path.name))
        return parse_json(content.decode("utf-8-sig"))
    except OSError as error:
        raise UserError(texts.file_not_readable(path, error.strerror)) from None
    except (ValueError, RecursionError):
        raise UserError(texts.not_json(path.name)) from None


class JsonObject(Fields):
    """The fields of one object; `where` names it, such as “case 3, result 1”.

    A field that is null counts as left out; then an object is empty, and so is a list.
    """

    def __init__(self, given: Any, where: str) -> None:
        if not isinstance(given, dict):
            raise UserError(texts.object_expected(where))
        super().__init__(given)
        self.where = where

    def unfit(self, key: str, expected: str) -> UserError:
        """Names the object and the field."""
        return UserError(texts.field_should_be(self.where, key, expected))

    def nested(self, key: str) -> "JsonObject":
        """An object within this one."""
        value = self.value(key)
        if value is not None and not isinstance(value, dict):
            raise self.unfit(key, texts.AN_OBJECT)
        return JsonObject(value or {}, f"{self.where}, {key}")

    def array(self, key: str) -> Sequence[Any]:
        """A list of anything."""
        value = self.value(key)
        if value is not None and not isinstance(value, list):
            raise self.unfit(key, texts.A_LIST)
        return value or ()

    def objects(self, key: str, name: str) -> "Iterator[JsonObject]":
        """A list of objects; each is called by `name` and its number, from 1 on."""
        for number, fields in enumerate(self.array(key), start=1):
            yield JsonObject(fields, f"{self.where}, {name} {number}")

    def text(self, key: str, default: str | None = None) -> str:
        """Words that may be printed on a terminal."""
        value = self.value(key, default)
        if not isinstance(value, str) or not value or not value.isprintable():
            raise self.unfit(key, texts.PRINTABLE_TEXT)
        return value

    def word(self, key: str, words: Sequence[str], default: str | None = None) -> str:
        """One of some words."""
        value = self.value(key, default)
        if value not in words:
            raise self.unfit(key, texts.one_of(words))
        return str(value)
