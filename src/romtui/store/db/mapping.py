"""How the domain lies in the tables: a row from a dataclass, and dataclasses from rows.

Days are ISO text, totals decimal text, moments UTC text, enums their value, lists JSON. What a
field becomes follows from its type; rows are read column by column, by plain SQL: a record has
hundreds of them, and the caseload two thousand.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from sqlalchemy import JSON, Connection, Dialect, Text, TypeDecorator
from sqlalchemy.ext.declarative import DeferredReflection
from sqlalchemy.orm import registry
from sqlmodel import SQLModel

from romtui.domain.patterns import Pattern
from romtui.domain.private import Private

T = TypeVar("T")


class DecimalText(TypeDecorator[Decimal]):
    """A total, exactly: SQLite itself has only binary fractions."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> str | None:
        """Write plain digits, never an exponent."""
        return None if value is None else f"{value:f}"

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Decimal | None:
        """Read them back."""
        return None if value is None else Decimal(value)


class TotalsByPart(TypeDecorator[dict[str, Decimal]]):
    """Totals by the id of their part, each exactly."""

    impl = JSON
    cache_ok = True

    def process_bind_param(
        self, value: dict[str, Decimal] | None, _dialect: Dialect
    ) -> dict[str, str] | None:
        """Write plain digits, never an exponent."""
        return None if value is None else {part: f"{total:f}" for part, total in value.items()}

    def process_result_value(
        self, value: dict[str, str] | None, _dialect: Dialect
    ) -> dict[str, Decimal] | None:
        """Read them back."""
        return None if value is None else {part: Decimal(total) for part, total in value.items()}


class MomentText(TypeDecorator[datetime]):
    """A moment in UTC; a time without its offset is refused."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """Write ISO text in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its offset from UTC")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, _dialect: Dialect) -> datetime | None:
        """Read it back, aware."""
        return None if value is None else datetime.fromisoformat(value)


class Row(DeferredReflection, SQLModel, registry=registry()):
    """What all tables share: a catalogue of their own, apart from any other SQLModel.

    Rows are validated in the domain, and no object is ever made of one: what pydantic and the
    mapper would need for that is never built. DeferredReflection is what puts the mapper off.
    """

    model_config = {"defer_build": True}


def table(row: type[Row]) -> Any:
    """The table of a row class, for the statements that must be fast."""
    return row.metadata.tables[str(row.__tablename__)]


def among(numbers: Sequence[int]) -> str:
    """A condition in SQL, with a place for each of these numbers."""
    return f"IN ({', '.join('?' * len(numbers))})"


def _same(value: Any, /) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class Codec:
    """One field: `decode` takes a whole column as SQLite gives it, `encode` one value."""

    decode: Callable[[Sequence[Any]], Iterable[Any]]
    encode: Callable[[Any], Any]


# The same few totals and days come again and again.
_PARSED: Final[Mapping[Any, Callable[[Any], Any]]] = {
    date: cache(date.fromisoformat),
    datetime: datetime.fromisoformat,
    Decimal: cache(Decimal),
}
_IN_JSON: Final[Mapping[Any, Callable[[Any], Any]]] = {
    date: date.isoformat,
    Decimal: "{:f}".format,
}
"""Inside a list there is no column type that writes a value."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A field that is read from `sql`, and written to a column where there is one of its name."""

    name: str
    column: str | None
    sql: Sequence[str]
    codec: Codec

    def decode(self, columns: Iterator[Sequence[Any]]) -> Iterable[Any]:
        return self.codec.decode(next(columns))

    def encode(self, value: Any) -> dict[str, Any]:
        return {} if self.column is None else {self.column: self.codec.encode(value)}


@dataclass(frozen=True, slots=True)
class _Nested:
    """A field that is a dataclass itself; what lies in another table is not written here."""

    name: str
    mapped: "Mapped[Any]"
    same_row: bool

    @property
    def sql(self) -> Sequence[str]:
        return self.mapped.sql

    def decode(self, columns: Iterator[Sequence[Any]]) -> Iterable[Any]:
        return self.mapped.decode_columns(columns)

    def encode(self, value: Any) -> dict[str, Any]:
        return self.mapped.row(value) if self.same_row else {}


class Mapped(Generic[T]):
    """A table, and the dataclass whose fields its columns hold.

    A field lies in the column of its name, or in the one that `columns` gives. It is read from
    the SQL in `computed` where that says something else, and by a codec of its own in `codecs`.
    A field that is a dataclass lies in columns of the same row, or in those of another table
    that `nested` describes. What there is no column for keeps its default; such fields come last.

    It is read from its own table, or from what `source` joins, in the `order` given; `owner` is
    the column that says whose it is. `of_case` names the
    field of a Case that holds what a patient has of it, `position` the column of its place there.
    """

    def __init__(
        self,
        row: type[Row],
        made: Callable[..., T],
        *,
        order: str = "",
        owner: str = "patient_id",
        source: str = "",
        of_case: str = "",
        position: str = "",
        computed: Mapping[str, str] | None = None,
        codecs: Mapping[str, Codec] | None = None,
        nested: "Mapping[str, Mapped[Any]] | None" = None,
        **columns: str,
    ) -> None:
        self.row_class, self.table, self.of_case = row, table(row), of_case
        self._made, self._owner, self._position = made, owner, position
        computed, codecs, nested = computed or {}, codecs or {}, nested or {}
        there = self.table.c.keys()
        self._parts: list[_Column | _Nested] = []
        self.without_column: list[str] = []
        for name, hint in get_type_hints(made, localns={"Pattern": Pattern}).items():
            column = columns.get(name, name)
            if name in computed or column in there:
                sql = computed.get(name, f"{self.table.name}.{column}")
                written = column if column in there and column != "id" else None
                codec = codecs.get(name) or _codec(hint)
                self._parts.append(_Column(name, written, (sql,), codec))
            elif name in nested or (is_dataclass(hint) and hint is not Private):
                inner = nested.get(name) or Mapped(row, hint)
                self._parts.append(_Nested(name, inner, same_row=name not in nested))
            else:
                self.without_column.append(name)
                continue
            if self.without_column:  # arguments go by their place: nothing may be left out before
                raise TypeError(f"{self.without_column[0]} has no column in {self.table.name}")
        self.select = f"SELECT {', '.join(self.sql)} FROM {source or self.table.name}"  # noqa: S608 -- our own words only
        self._in_order = f" ORDER BY {order}" if order else ""
        self._owned = f"{self.select} WHERE {owner} = ?{self._in_order}"
        with_owner = ", ".join((*self.sql, owner))
        self._with_owner = f"SELECT {with_owner} FROM {source or self.table.name}"  # noqa: S608 -- our own words only

    @property
    def sql(self) -> Sequence[str]:
        """What is read, in the order of the fields."""
        return [sql for part in self._parts for sql in part.sql]

    def read(self, connection: Connection, owner: int) -> tuple[T, ...]:
        """All of one owner, in their order."""
        return self.decode(connection.exec_driver_sql(self._owned, (owner,)).all())

    def read_everybody(self, connection: Connection, which: str = "TRUE") -> dict[int, list[T]]:
        """What every owner has, in its order; `which` is a condition in SQL."""
        return self._by_owner(connection, which, ())

    def read_of(
        self, connection: Connection, owners: Sequence[int], which: str = "TRUE"
    ) -> dict[int, list[T]]:
        """What each of these owners has, in its order; who has nothing is not there."""
        return self._by_owner(connection, f"{self._owner} {among(owners)} AND {which}", owners)

    def _by_owner(
        self, connection: Connection, which: str, about: Sequence[int]
    ) -> dict[int, list[T]]:
        query = f"{self._with_owner} WHERE {which}{self._in_order}"
        rows = connection.exec_driver_sql(query, tuple(about)).all()
        owned: dict[int, list[T]] = {}
        for row, thing in zip(rows, self.decode(rows), strict=True):
            owned.setdefault(row[-1], []).append(thing)
        return owned

    def decode(self, rows: Sequence[Any]) -> tuple[T, ...]:
        """What rows hold whose columns are those of `select`."""
        return tuple(self.decode_columns(zip(*rows, strict=True))) if rows else ()

    def decode_columns(self, columns: Iterator[Sequence[Any]]) -> Iterable[T]:
        """The same of whole columns: takes those of `select` and leaves what comes after them."""
        return map(self._made, *[part.decode(columns) for part in self._parts])

    def row(self, thing: T) -> dict[str, Any]:
        """The columns that a thing fills: all but whose it is, and the number of its row."""
        columns: dict[str, Any] = {}
        for part in self._parts:
            columns |= part.encode(getattr(thing, part.name))
        return columns

    def rows(self, things: Iterable[T], owner: int) -> list[dict[str, Any]]:
        """The rows of what one owner has, in their order."""
        rows = [{self._owner: owner, **self.row(thing)} for thing in things]
        if self._position:
            for place, row in enumerate(rows):
                row[self._position] = place
        return rows


def _codec(hint: Any) -> Codec:
    """How values of a type lie in a column."""
    kind: Any = _without_none(hint)
    if get_origin(kind) is tuple:
        item = _without_none(get_args(kind)[0])
        parse = _PARSED.get(item, _same)
        write = _IN_JSON.get(item, _same)
        return Codec(
            lambda column: _each_once(
                column,
                lambda of: tuple([None if it is None else parse(it) for it in of]),
            ),
            lambda value: (
                None if value is None else [None if it is None else write(it) for it in value]
            ),
        )
    if get_origin(kind) is Mapping:
        key, value_kind = get_args(kind)
        parse = _PARSED.get(value_kind, _same)
        return Codec(
            lambda column: map(
                dict,
                _each_once(
                    column, lambda of: {key(name): parse(value) for name, value in of.items()}
                ),
            ),
            lambda value: {str(name): of for name, of in value.items()},
        )
    if kind is Private:
        return Codec(lambda column: map(Private, column), Private.reveal)
    if kind is bool:
        return Codec(lambda column: map(bool, column), _same)
    if issubclass(kind, Enum) and kind is not hint:  # what a later romtui wrote reads as nothing
        known = {member.value: member for member in kind}
        return Codec(lambda column: map(known.get, column), lambda value: value and value.value)
    if issubclass(kind, Enum):
        member = cache(kind)
        return Codec(lambda column: map(member, column), lambda value: value.value)
    if kind in _PARSED:
        parse = _PARSED[kind]
        return Codec(lambda column: [None if it is None else parse(it) for it in column], _same)
    return Codec(_same, _same)


def reading(value: Callable[[str], Any], *, empty: object = None) -> Codec:
    """A codec for a field that is one of several in its column: it is written by hand."""
    value = cache(value)
    return Codec(lambda column: [value(text) if text else empty for text in column], _same)


def local(moment: datetime, offset: int) -> datetime:
    """The moment as the clock on the wall showed it, so many minutes east of UTC."""
    return moment.astimezone(_zone(offset))


@cache
def _zone(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes))


def _local_moment(text: str) -> datetime:
    offset, _, moment = text.partition(" ")
    return local(datetime.fromisoformat(moment), int(offset))


LOCAL_MOMENT: Final = Codec(lambda column: map(_local_moment, column), _same)
"""The minutes east of UTC and the moment, two columns read as `60 2026-11-23T13:05:00+00:00`."""


def _without_none(hint: Any) -> Any:
    """The type that a field has where it is not empty."""
    if get_origin(hint) not in (Union, UnionType):
        return hint
    return next(kind for kind in get_args(hint) if kind is not NoneType)


def _each_once(column: Sequence[str | None], made: Callable[[Any], Any]) -> Iterator[Any]:
    """What a column of JSON holds: the same few lists come again and again, and are read once."""
    distinct = tuple({text for text in column if text is not None})
    read = json.loads(f"[{','.join(distinct)}]")
    known: dict[str | None, Any] = {None: None}
    known.update(zip(distinct, map(made, read), strict=True))
    return map(known.__getitem__, column)
