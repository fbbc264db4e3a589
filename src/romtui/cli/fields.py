"""Reading fields of JSON that somebody else wrote: every mistake is one sentence saying where."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final, NoReturn

from romtui.domain.days import EARLIEST, LATEST, is_of_our_time
from romtui.domain.errors import UserError

_LARGEST_FILE: Final = 20_000_000
_LARGEST_NUMBER: Final = 1_000_000
_DECIMALS: Final = 6
"""With these two, sums and products of numbers of a file stay exact."""


def load(path: Path) -> object:
    """Read a JSON file with decimal numbers; UserError when it is none, or says a thing twice."""
    try:
        with path.open("rb") as file:
            given = file.read(_LARGEST_FILE + 1)
        if len(given) > _LARGEST_FILE:
            raise UserError(f"{path.name} is larger than 20 MB: split it into several files.")
        return json.loads(
            given.decode("utf-8-sig"),
            parse_float=_decimal,
            parse_constant=_not_a_number,
            object_pairs_hook=_once,
        )
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from None
    except (ValueError, RecursionError):
        raise UserError(f"{path.name} is not JSON in UTF-8; check it with a JSON editor.") from None


def _decimal(written: str) -> Decimal:
    try:
        return Decimal(written)
    except InvalidOperation:
        _not_a_number(written)


def _not_a_number(written: str) -> NoReturn:
    raise UserError(f"{written} is not a number that can be used; write an ordinary one, or null.")


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        counted = Counter(name for name, _ in pairs)
        twice = next(name for name, count in counted.items() if count > 1)
        raise UserError(f"The field {twice!r} is given twice in one object; keep one of them.")
    return fields


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one object, and the place where it stands, for the sentence."""

    of: Any
    where: str

    def __post_init__(self) -> None:
        if not isinstance(self.of, dict):
            raise UserError(f"{self.where}: an object with fields was expected here.")

    def refuse(self, field: str, expected: str) -> NoReturn:
        """Say what a field should have been; never what it was, it may be about a person."""
        raise UserError(f"{self.where}: the field {field} should be {expected}.")

    def has(self, field: str) -> bool:
        """Whether a field is given, and not null."""
        return self.of.get(field) is not None

    def table(self, field: str) -> Mapping[str, Any]:
        """An object; empty when it is left out."""
        value = self.of.get(field)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.refuse(field, "an object")
        return value

    def listed(self, field: str) -> Sequence[Any]:
        """A list; empty when it is left out."""
        value = self.of.get(field)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.refuse(field, "a list")
        return value

    def text(self, field: str, default: str | None = None) -> str:
        """Words that may be printed on a terminal."""
        value = self.of.get(field, default)
        if not isinstance(value, str) or not value or not value.isprintable():
            self.refuse(field, "text of printable characters")
        return value

    def word(self, field: str, words: Sequence[str], default: str | None = None) -> str:
        """One of some words."""
        value = self.of.get(field, default)
        if value not in words:
            self.refuse(field, f"one of {', '.join(words)}")
        return str(value)

    def day(self, field: str) -> date:
        """A day, written as year-month-day and in no other way."""
        value = self.of.get(field)
        try:
            day = date.fromisoformat(value)
        except (TypeError, ValueError):
            self.refuse(field, "a day such as 2026-01-05")
        if day.isoformat() != value:
            self.refuse(field, "a day such as 2026-01-05")
        if not is_of_our_time(day):
            self.refuse(field, f"a day from {EARLIEST.year} to {LATEST.year}")
        return day

    def flag(self, field: str, default: bool) -> bool:
        """True or false."""
        value = self.of.get(field, default)
        if not isinstance(value, bool):
            self.refuse(field, "true or false")
        return value

    def number(self, field: str) -> Decimal:
        """A number of ordinary size."""
        value = self.number_or_none(field)
        if value is None:
            self.refuse(field, "a number")
        return value

    def number_or_none(self, field: str) -> Decimal | None:
        """A number of ordinary size, or nothing."""
        value = self.of.get(field)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.refuse(field, "a number or null")
        number = Decimal(value)
        if abs(number) > _LARGEST_NUMBER:
            self.refuse(field, f"a number up to {_LARGEST_NUMBER}")
        if number != round(number, _DECIMALS):
            self.refuse(field, f"a number with at most {_DECIMALS} decimals")
        return number

    def whole(self, field: str, default: int | None = None, *, least: int | None = None) -> int:
        """A whole number, from `least` on."""
        value = self.of.get(field, default)
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _LARGEST_NUMBER:
            self.refuse(field, "a whole number")
        if least is not None and value < least:
            self.refuse(field, f"a whole number, {least} or more")
        return value
