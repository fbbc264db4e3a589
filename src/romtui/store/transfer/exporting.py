"""All that is kept about a person as plain rows, and which table and column goes along.

Which tables there are, and which stay here, is said in the schema. Numbers in a file are its
own: patients and results are counted anew, so that two vaults with the same records give the
same file.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Connection, select

from romtui.store.db.mapping import table
from romtui.store.db.schema import IN_A_FILE, UNLESS_EMPTY, PatientRow, ResultRow

Row = Mapping[str, Any]
Person = Mapping[str, Sequence[Row]]
"""By table the rows of one person; the table of people has one."""

_PATIENT = table(PatientRow)
_RESULT = table(ResultRow)


def read_people(connection: Connection, patient_ids: Sequence[int] | None) -> tuple[Person, ...]:
    """All about some patients or everybody, as it may stand in a file, by their codes."""
    if patient_ids is None:
        by_code = _PATIENT.c.code.collate("NOCASE")
        patient_ids = connection.execute(select(_PATIENT.c.id).order_by(by_code)).scalars().all()
    return tuple(read_person(connection, patient_id) for patient_id in patient_ids)


def read_person(connection: Connection, patient_id: int) -> dict[str, list[dict[str, Any]]]:
    """All about one person, as it may stand in a file."""
    results = connection.execute(
        select(_RESULT.c.id).where(_RESULT.c.patient_id == patient_id).order_by(_RESULT.c.ord)
    ).scalars()
    numbers = {result_id: number for number, result_id in enumerate(results, start=1)}
    rows = {
        piece.name: [_row(row, piece, numbers) for row in _rows(connection, piece, patient_id)]
        for piece in map(table, IN_A_FILE)
    }
    return {name: of_it for name, of_it in rows.items() if of_it or name not in UNLESS_EMPTY}


def kept_columns(piece: Any) -> Iterator[Column[Any]]:
    """The columns of a table that stand in a file: without whose row it is, or its own number."""
    for column in piece.columns:
        if points_to(column) is not _PATIENT and not (is_number(column) and piece is not _RESULT):
            yield column


def is_number(column: Column[Any]) -> bool:
    """Whether a column is the number that the vault gives a row by itself."""
    return column.name == "id" and column.primary_key


def points_to(column: Column[Any]) -> Any:
    """The table of people or of results where a column points there, by whatever way."""
    for key in column.foreign_keys:
        target = key.column
        if target in (_PATIENT.c.id, _RESULT.c.id):
            return target.table
        return points_to(target)
    return None


def columns_of_results(piece: Any) -> list[str]:
    """The columns that hold the number of a result: its own, or of one that is pointed to."""
    return [
        column.name
        for column in piece.columns
        if points_to(column) is _RESULT or (piece is _RESULT and is_number(column))
    ]


def _rows(connection: Connection, piece: Any, patient_id: int) -> Iterator[Any]:
    if piece is _PATIENT:
        whose = piece.c.id == patient_id
    elif "patient_id" in piece.c:
        whose = piece.c.patient_id == patient_id
    else:
        of_them = select(_RESULT.c.id).where(_RESULT.c.patient_id == patient_id)
        whose = piece.c.result_id.in_(of_them)
    order = [piece.c.ord] if piece is _RESULT else list(piece.primary_key.columns)
    yield from connection.execute(select(piece).where(whose).order_by(*order)).mappings()


def _row(row: Mapping[Any, Any], piece: Any, numbers: Mapping[int, int]) -> dict[str, Any]:
    written = {column.name: _plain(row[column.name]) for column in kept_columns(piece)}
    for name in columns_of_results(piece):
        written[name] = None if row[name] is None else numbers[row[name]]
    return written


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return f"{value:f}" if isinstance(value, Decimal) else value
