"""A table of earlier scores: what is in which column and how days are written is never guessed."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Protocol

from romtui.domain.days import refuse_absurd
from romtui.domain.earlier_score import EarlierScore
from romtui.domain.errors import Refusal

MOST_BYTES: Final = 20_000_000
_MOST_ROWS: Final = 50_000
_MOST_COLUMNS: Final = 200
_LONGEST_CELL: Final = 1_000
_MOST_TOLD: Final = 8
_SEPARATORS: Final = (",", ";", "\t")

DAYS: Final[Mapping[str, str]] = {
    "YYYY-MM-DD": r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})",
    "DD.MM.YYYY": r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})",
    "DD/MM/YYYY": r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})",
    "MM/DD/YYYY": r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})",
}
"""The ways to write a day; which of the last two is meant no program can tell."""


class Rows(Protocol):
    """What `csv.reader` gives: lists of cells, and the number of the line it has come to."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]:
        """Go through the lines."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns. `questionnaire` names a column, or `of` one for all lines."""

    code: str
    day: str
    total: str
    questionnaire: str | None = None
    of: str | None = None


def read(content: bytes, columns: Columns, days: str) -> list[EarlierScore]:
    """The scores of a table; a Refusal names the lines that cannot be read, never their words."""
    lines = _lines(content, columns)
    wrong: list[str] = []
    scores = []
    for number, cells in lines:
        try:
            scores.append(_score(number, cells, columns, days))
        except Refusal as refusal:
            wrong.append(f"line {number}: {refusal}")
    if wrong:
        more = f" And {len(wrong) - _MOST_TOLD} lines more." if len(wrong) > _MOST_TOLD else ""
        raise Refusal(f"Nothing was taken in. {' '.join(wrong[:_MOST_TOLD])}{more}")
    if not scores:
        raise Refusal("There is no line below the names of the columns.")
    return scores


def _lines(content: bytes, columns: Columns) -> list[tuple[int, Mapping[str, str]]]:
    """The lines below the head, each with its number and the cells that were asked for."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal("The table is not in UTF-8: save it as “CSV UTF-8”.") from None
    if "\0" in text:
        raise Refusal("The table is not in UTF-8: save it as “CSV UTF-8”.")
    named = [name for name in (columns.code, columns.day, columns.total) if name]
    named += [columns.questionnaire] if columns.questionnaire else []
    head = text.splitlines()[0] if text else ""
    separator = next((one for one in _SEPARATORS if _head(head, one) >= set(named)), None)
    if separator is None:
        raise Refusal(
            "The first line has to name the columns, and these were asked for: "
            f"{', '.join(named)}. Between them stand commas, semicolons or tabs."
        )
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        names = [name.strip() for name in next(rows)]
        _refuse_unfit_head(names, named)
        return _body(rows, names)
    except csv.Error:
        raise Refusal(
            f"Line {rows.line_num}: quotation marks do not match, or a cell has more than "
            f"{_LONGEST_CELL} characters."
        ) from None


def _head(line: str, separator: str) -> set[str]:
    try:
        return {name.strip() for name in next(csv.reader([line], delimiter=separator), [])}
    except csv.Error:
        return set()


def _refuse_unfit_head(names: Sequence[str], named: Sequence[str]) -> None:
    if len(names) > _MOST_COLUMNS:
        raise Refusal(f"The table has more than {_MOST_COLUMNS} columns: keep those that matter.")
    for name in named:
        if names.count(name) > 1:
            raise Refusal(f"The column {name} is there twice: rename one.")


def _body(rows: Rows, names: Sequence[str]) -> list[tuple[int, Mapping[str, str]]]:
    found: list[tuple[int, Mapping[str, str]]] = []
    for cells in rows:
        number = rows.line_num
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(names):
            raise Refusal(f"Line {number}: {len(names)} cells were expected, not {len(cells)}.")
        if len(found) == _MOST_ROWS:
            raise Refusal(f"The table has more than {_MOST_ROWS} lines: split it.")
        found.append((number, dict(zip(names, cells, strict=True))))
    return found


def _score(number: int, cells: Mapping[str, str], columns: Columns, days: str) -> EarlierScore:
    form = columns.of or cells[columns.questionnaire or ""].strip()
    return EarlierScore(
        line=number,
        code=_code(cells[columns.code]),
        instrument=_instrument(form),
        on=_day(cells[columns.day], days),
        total=_total(cells[columns.total]),
    )


def _code(written: str) -> str:
    code = written.strip()
    if not code or not code.isprintable():
        raise Refusal("a code of plain characters was expected.")
    return code


def _instrument(written: str) -> str:
    """The id of a questionnaire, whichever way its name is written: PHQ-9 is phq9.

    A part of one is written behind a full stop: DASS-21.depression.
    """
    form = re.sub(r"[^a-z0-9_.]", "", written.lower()).strip(".")
    if not form:
        raise Refusal("the questionnaire is missing.")
    return form


def _day(written: str, days: str) -> date:
    found = re.fullmatch(DAYS[days], written.strip(), re.ASCII)
    try:
        if found is not None:
            day = date(int(found["y"]), int(found["m"]), int(found["d"]))
            return refuse_absurd(day)
    except ValueError:
        pass
    raise Refusal(f"a day written as {days} was expected.")


def _total(written: str) -> Decimal:
    total = written.strip().replace(",", ".")
    if not re.fullmatch(r"\d{1,6}(\.\d{1,6})?", total, re.ASCII):
        raise Refusal("a total such as 12 was expected.")
    return Decimal(total)
