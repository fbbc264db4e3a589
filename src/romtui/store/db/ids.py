"""The next number of a person or a result: never one that was given before.

SQLite would give the highest number again once its row is erased; the lines of the log that
speak of it would then seem to speak of somebody else. So the highest ones are remembered
when somebody is erased.
"""

from typing import Final

from sqlalchemy import Connection, func, select

from romtui.store.db import settings
from romtui.store.db.mapping import Row, table
from romtui.store.db.schema import PatientRow, ResultRow

_GIVEN: Final = "numbers given: {}"


def last_number(connection: Connection, kind: type[Row]) -> int:
    """The highest number ever given to a person or a result."""
    there = connection.execute(select(func.max(table(kind).c.id))).scalar()
    given = settings.get(connection, _GIVEN.format(kind.__tablename__))
    return max(int(there or 0), int(given or 0))


def remember_numbers(connection: Connection) -> None:
    """Keep in mind which numbers were given, before somebody goes."""
    for kind in (PatientRow, ResultRow):
        highest = last_number(connection, kind)
        settings.put(connection, _GIVEN.format(kind.__tablename__), str(highest))
