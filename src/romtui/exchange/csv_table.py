"""A CSV file as lines of cells by column.

A flaw that touches no cell that is wanted is passed over, and its line counted.
"""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from romtui.domain.errors import UserError
from romtui.exchange import texts

MOST_BYTES: Final = 20_000_000
_MOST_ROWS: Final = 50_000
_MOST_COLUMNS: Final = 200
_MOST_ABOVE: Final = 30
_MOST_OF_NAMES: Final = 400
"""Lines over which the names of the columns may go."""
LONGEST_CELL: Final = 1_000
_SEPARATORS: Final = (",", ";", "\t")

LONG, UNEVEN, ABOVE = texts.LONG_CELL, texts.UNEVEN_LINE, texts.ABOVE_NAMES
"""Why a line, or an unwanted cell of it, was passed over."""

PassedOver = dict[str, list[int]]
"""The numbers of the lines, by their flaw."""


class NoHead(UserError):
    """No line names the wanted columns."""


class CsvRows(Protocol):
    """What `csv.reader` gives."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]:
        """The cells of each line."""


@dataclass(frozen=True, slots=True)
class CsvTable:
    """The lines below the names: the number of each, and its cells by column."""

    names: tuple[str, ...]
    lines: Sequence[tuple[int, Mapping[str, str]]]
    passed_over: PassedOver = field(default_factory=dict)


Wanted = Callable[[Sequence[str]], Sequence[str]]
"""Gives the wanted columns among the names of a line; none if it does not name them."""


def read(content: bytes, wanted: Wanted, asked: str) -> CsvTable:
    """Read a table in UTF-8, as `read_text` does."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(texts.NOT_UTF_8) from None
    if "\0" in text:
        raise UserError(texts.NOT_UTF_8)
    return read_text(text, wanted, asked)


def read_text(text: str, wanted: Wanted, asked: str) -> CsvTable:
    """Read a table. Its columns are named by the first line that has them; a few may be above it.

    A name may go over several lines, in quotation marks. Raises NoHead, which repeats `asked`,
    and a UserError that names the line where a wanted cell cannot be read.
    """
    written = list(io.StringIO(text, newline=""))
    above, separator, names = _head(written, wanted, asked)
    asked_for = wanted(names)
    _refuse_unfit_head(names, asked_for)
    csv.field_size_limit(MOST_BYTES)
    rows = csv.reader(iter(written[above:]), delimiter=separator, strict=True)
    passed_over: PassedOver = {ABOVE: list(range(1, above + 1))} if above else {}
    try:
        next(rows)
        lines = list(_body(rows, names, asked_for, above, passed_over))
    except csv.Error:
        raise UserError(texts.quotes_differ(above + rows.line_num)) from None
    return CsvTable(tuple(names), lines, passed_over)


def _head(written: Sequence[str], wanted: Wanted, asked: str) -> tuple[int, str, list[str]]:
    """The number of lines above the names, the separator, and the names."""
    for number in range(min(len(written), _MOST_ABOVE)):
        for separator in _SEPARATORS:
            names = _names(written[number : number + _MOST_OF_NAMES], separator)
            # Where the name as it stands is wanted it is refused later: it could be any of them.
            for named in (numbered(names), names):
                if named and wanted(named):
                    return number, separator, named
    raise NoHead(texts.name_the_columns(asked))


def _names(lines: Sequence[str], separator: str) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader(lines, delimiter=separator), [])]
    except csv.Error:
        return []


def numbered(names: Sequence[str]) -> list[str]:
    """The names, each that is there several times with its place among these: `Date (2)`."""
    places: Counter[str] = Counter()
    told_apart = []
    for name in names:
        places[name] += 1
        several = name and names.count(name) > 1
        told_apart.append(f"{name} ({places[name]})" if several else name)
    return told_apart


def _refuse_unfit_head(names: Sequence[str], asked_for: Sequence[str]) -> None:
    if len(names) > _MOST_COLUMNS:
        raise UserError(texts.too_many_columns(_MOST_COLUMNS))
    for name in asked_for:
        if names.count(name) > 1:
            raise UserError(texts.column_twice(name))


def _body(
    rows: CsvRows,
    names: Sequence[str],
    asked_for: Sequence[str],
    above: int,
    passed_over: PassedOver,
) -> Iterator[tuple[int, Mapping[str, str]]]:
    needed = 1 + max(names.index(name) for name in asked_for)
    for count, cells in enumerate(filter(_is_filled, rows), start=1):
        number = above + rows.line_num
        if len(cells) < needed or _is_filled(cells[len(names) :]):
            raise UserError(texts.cells_expected(number, len(names), len(cells)))
        if count > _MOST_ROWS:
            raise UserError(texts.too_many_lines(_MOST_ROWS))
        if len(cells) != len(names):
            passed_over.setdefault(UNEVEN, []).append(number)
        named = dict(zip(names, cells, strict=False))
        for name in asked_for:
            if len(named[name]) > LONGEST_CELL:
                raise UserError(texts.cell_too_long(number, name, LONGEST_CELL))
        if any(len(cell) > LONGEST_CELL for cell in cells):
            passed_over.setdefault(LONG, []).append(number)
        yield number, named


def _is_filled(cells: Sequence[str]) -> bool:
    return any(cell.strip() for cell in cells)
