"""One person out of a database, whatever its format: every row that leads to them, for good.

The tables say by themselves what points to what, so that a new table needs nothing here and
a backup of an earlier romtui is cleaned the same way.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select

from romtui.domain.audit import Reason
from romtui.store import texts
from romtui.store.db.audit_events import AuditEvent
from romtui.store.db.engine import FAILURES, translate_db_error
from romtui.store.db.ids import remember_numbers
from romtui.store.db.mapping import local, table
from romtui.store.db.schema import LogRow
from romtui.store.errors import SaveFailed
from romtui.store.records.cases import read_patient
from romtui.store.records.unit_of_work import UnitOfWork

_PEOPLE: Final = "patient"
_ENOUGH: Final = 2
"""Of number, code and first day so many have to agree for two rows to be one person."""


_EVENTS: Final = {
    Reason.ASKED: AuditEvent.ERASED_ASKED,
    Reason.TIME: AuditEvent.ERASED_TIME,
    Reason.MISTAKE: AuditEvent.ERASED_MISTAKE,
    Reason.OTHER: AuditEvent.ERASED_OTHER,
}
_WENT_OUT: Final = {
    AuditEvent.EXPORTED: texts.EXPORTED,
    AuditEvent.HANDED_OUT: texts.HANDOUT_WRITTEN,
    AuditEvent.PAGE_MADE: texts.PAGE_WRITTEN,
}
_LOG = table(LogRow)


@dataclass(frozen=True, slots=True)
class Erased:
    """What is left of somebody who was erased: sentences about what romtui cannot reach."""

    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """By what a person is found again in a backup. `moments` are those of their entries."""

    number: int
    code: str
    started_on: str
    moments: frozenset[str]


def erase_patient(work: UnitOfWork, patient_id: int, reason: Reason) -> tuple[Identity, list[str]]:
    """Delete a patient; gives by what a backup knows them, and which plain files went out."""
    read_patient(work.connection, patient_id)
    sought = identity(work.connection.connection.driver_connection, patient_id)
    went_out = work.connection.execute(
        select(_LOG.c.at, _LOG.c.utc_offset, _LOG.c.type)
        .where(_LOG.c.type.in_([event.value for event in _WENT_OUT]))
        .where(_LOG.c.entity.is_(None) | (_LOG.c.entity == patient_id))
    ).all()
    delete_patient(work, patient_id, _EVENTS[reason])
    return sought, [
        texts.went_out(_WENT_OUT[AuditEvent(event)], local(at, offset))
        for at, offset, event in went_out
    ]


def delete_patient(work: UnitOfWork, patient_id: int, event: AuditEvent) -> None:
    """Delete every row and leave a tombstone without a name; no number is given again."""
    remember_numbers(work.connection)
    remove(work.connection.connection.driver_connection, patient_id)
    work.log(event, patient_id)


def identity(connection: Any, patient_id: int) -> Identity:
    """Read by what somebody can be found again."""
    code, started_on = connection.execute(
        "SELECT code, started_on FROM patient WHERE id = ?", (patient_id,)
    ).fetchone()
    return Identity(patient_id, code, started_on, _moments(connection, patient_id))


def find(connection: Any, sought: Identity) -> tuple[list[int], bool]:
    """The numbers of the same person in a database, and whether somebody alike is there too.

    After a restore a number or a code may have been given again: then what was entered when
    decides, and who is only alike is left alone.
    """
    rows = connection.execute(
        "SELECT id, code, started_on FROM patient WHERE id = ? OR code = ? COLLATE NOCASE",
        (sought.number, sought.code),
    ).fetchall()
    same = [row[0] for row in rows if _is(connection, row, sought)]
    return same, len(same) < len(rows)


def remove(connection: Any, patient_id: int) -> None:
    """Delete every row of a person, within the transaction that is open."""
    with unfenced(connection):
        _delete(connection, pointers(connection), _PEOPLE, "id = ?", (patient_id,))


@contextmanager
def unfenced(connection: Any, names: Sequence[str] = ()) -> Iterator[None]:
    """Lift what forbids changes of these tables, or of all; within the transaction that is open.

    After an error they come back as the transaction goes.
    """
    fences = [
        (name, sql)
        for name, table, sql in connection.execute(
            "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        if not names or table in names
    ]
    for name, _ in fences:
        connection.execute(f'DROP TRIGGER "{name}"')
    yield
    for _, sql in fences:
        connection.execute(sql)


def compact(connection: Any) -> None:
    """Write the database anew without what was deleted, and empty its log.

    Raises SaveFailed or DiskFull; what was deleted is overwritten in its place even then.
    """
    try:
        connection.execute("VACUUM")
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except FAILURES as error:
        raise translate_db_error(error) from error
    if busy:
        raise SaveFailed(texts.LOG_EMPTIED_LATER)


def _is(connection: Any, row: Sequence[Any], sought: Identity) -> bool:
    number, code, started_on = row
    agree = (
        (number == sought.number)
        + (code.casefold() == sought.code.casefold())
        + (started_on == sought.started_on)
    )
    return agree > _ENOUGH or bool(_moments(connection, number) & sought.moments)


def _moments(connection: Any, patient_id: int) -> frozenset[str]:
    return frozenset(
        moment
        for (moment,) in connection.execute(
            "SELECT entered_at FROM result_version JOIN result ON result.id = result_id "
            "WHERE patient_id = ?",
            (patient_id,),
        )
    )


Pointer = tuple[str, tuple[str, ...], str, tuple[str, ...]]
"""Table and columns that point, table and columns that are pointed to."""


def pointers(connection: Any) -> list[Pointer]:
    """What in the tables points to what."""
    names = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    found: dict[tuple[str, int], list[tuple[str, str, str | None]]] = {}
    for name in names:
        for key, _, target, column, to, *_ in connection.execute(
            f'PRAGMA foreign_key_list("{name}")'
        ):
            found.setdefault((name, key), []).append((target, column, to))
    return [
        (
            name,
            tuple(column for _, column, _ in columns),
            columns[0][0],
            tuple(
                to or _keys(connection, columns[0][0])[n] for n, (_, _, to) in enumerate(columns)
            ),
        )
        for (name, _), columns in found.items()
    ]


def _keys(connection: Any, name: str) -> list[str]:
    """The columns of a primary key, in its order."""
    rows = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
    return [row[1] for row in sorted(rows, key=lambda row: row[5]) if row[5]]


def _delete(
    connection: Any, pointers: Sequence[Pointer], name: str, where: str, values: tuple[Any, ...]
) -> None:
    """Delete what points to the rows, then the rows."""
    for pointing, columns, target, to in pointers:
        if target == name:
            of_them = f'SELECT {", ".join(to)} FROM "{name}" WHERE {where}'  # noqa: S608
            condition = f"({', '.join(columns)}) IN ({of_them})"
            _delete(connection, pointers, pointing, condition, values)
    connection.execute(f'DELETE FROM "{name}" WHERE {where}', values)  # noqa: S608
