"""Data that somebody else wrote, checked value by value: one rule for each kind of value.

A file format derives its own `Fields`: it says where a value stands and what a missing one means.
"""

import json
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, Final, NoReturn, TypeVar

from romtui import texts
from romtui.domain.days import EARLIEST, LATEST, is_of_our_time
from romtui.domain.errors import UserError

LARGEST: Final = 1_000_000
DECIMALS: Final = 6
"""Bounds of a number: within them, sums and products stay exact."""

_Value = TypeVar("_Value")


class Unexpected(ValueError):
    """A value is not of the expected kind; `expected` names that kind, such as "a number"."""

    def __init__(self, expected: str) -> None:
        self.expected = expected
        super().__init__(expected)


def whole(value: object) -> int:
    """Check a whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unexpected(texts.A_WHOLE_NUMBER)
    if abs(value) > LARGEST:
        raise Unexpected(texts.number_up_to(LARGEST))
    return value


def number(value: object, kind: str = texts.A_NUMBER) -> Decimal:
    """Check a number, and give it exactly: 24.9 stays 24.9. `kind` names what is expected."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Unexpected(kind)
    exact = Decimal(value)
    if not exact.is_finite() or not -LARGEST <= exact <= LARGEST:  # abs() may overflow
        raise Unexpected(texts.number_up_to(LARGEST))
    if exact != round(exact, DECIMALS):
        raise Unexpected(texts.at_most_decimals(DECIMALS))
    return exact


def flag(value: object) -> bool:
    """Check a truth value."""
    if not isinstance(value, bool):
        raise Unexpected(texts.TRUE_OR_FALSE)
    return value


def day(value: object) -> date:
    """Check a day, written as year-month-day and in no other way."""
    try:
        read = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        read = None
    if read is None or read.isoformat() != value:
        raise Unexpected(texts.A_DAY)
    if not is_of_our_time(read):
        raise Unexpected(texts.day_between(EARLIEST.year, LATEST.year))
    return read


class Fields(ABC):
    """The fields of one object of a file, each checked when it is read."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values

    @abstractmethod
    def unfit(self, key: str, expected: str) -> UserError:
        """The error for a field that is not what was expected; it names file or object, and key."""

    def value(self, key: str, default: object = None) -> Any:
        """What the field holds, unchecked."""
        return self.values.get(key, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def __contains__(self, key: str) -> bool:
        return self.values.get(key) is not None

    def read(
        self, key: str, check: Callable[[Any], _Value], default: _Value | None = None
    ) -> _Value:
        """Read a field with a check of this module."""
        value = self.value(key, default)
        try:
            return check(value)
        except Unexpected as problem:
            raise self.unfit(key, problem.expected) from None

    def whole(self, key: str, default: int | None = None, *, least: int | None = None) -> int:
        """A whole number, from `least` on."""
        value = self.read(key, whole, default)
        if least is not None and value < least:
            raise self.unfit(key, texts.whole_number_from(least))
        return value

    def number(self, key: str) -> Decimal:
        """A number, exact."""
        return self.read(key, number)

    def number_or_none(self, key: str) -> Decimal | None:
        """A number, exact; None where it is left out."""
        return self.read(key, partial(number, kind=texts.NUMBER_OR_NULL)) if key in self else None

    def flag(self, key: str, default: bool | None = None) -> bool:
        """True or false."""
        return self.read(key, flag, default)

    def day(self, key: str) -> date:
        """A day, written as year-month-day."""
        return self.read(key, day)


def parse_json(written: str | bytes) -> object:
    """Parse JSON with exact decimal numbers.

    Raises UserError for a number that cannot be used and for a name given twice in one object,
    and what `json.loads` does for anything else.
    """
    return json.loads(
        written,
        parse_float=_decimal,
        parse_constant=_not_a_number,
        object_pairs_hook=_unique,
    )


def _decimal(written: str) -> Decimal:
    try:
        return Decimal(written)
    except InvalidOperation:
        _not_a_number(written)


def _not_a_number(written: str) -> NoReturn:
    raise UserError(texts.unusable_number(written))


def _unique(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """Nobody knows which of two values of one name is meant."""
    fields = dict(pairs)
    if len(fields) != len(pairs):
        counted = Counter(name for name, _ in pairs)
        twice = next(name for name, count in counted.items() if count > 1)
        raise UserError(texts.field_twice(twice))
    return fields
