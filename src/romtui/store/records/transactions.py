"""One transaction at a time, by one clock, on one open vault."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import wraps
from threading import RLock
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.domain.settings import Settings
from romtui.store import texts
from romtui.store.clock import Clock
from romtui.store.db.engine import READS, fold_in, translate_db_error
from romtui.store.db.open_files import OpenFiles
from romtui.store.records.unit_of_work import UnitOfWork

T = TypeVar("T")
P = ParamSpec("P")


class Transactions:
    """What every verb stands on: safe from any thread, one call at a time."""

    def __init__(
        self,
        engine: Engine,
        *,
        now: Clock,
        on_close: Callable[[], None],
        files: OpenFiles | None = None,
        read_only: bool = False,
    ) -> None:
        self._engine = engine
        self._files = files
        self._to_read = engine.execution_options(**{READS: True})
        self._now = now
        self._on_close = on_close
        self._instruments: Mapping[str, Instrument] = {}
        self._fingerprint = ""
        self._settings = Settings()
        self._lock = RLock()
        self._open = True
        self.read_only = read_only

    def close(self) -> None:
        """Fold everything into one file, close it and let the next program in."""
        with self._lock:
            if not self._open:
                return
            self._open = False
            try:
                # What cannot be folded in now stays in the log beside it, and is not lost.
                with suppress(DBAPIError, MemoryError), self._engine.connect() as connection:
                    connection.commit()
                    folded = (lambda: None) if self._files is None else self._files.folded_in
                    fold_in(connection.connection.driver_connection, folded)
                self._engine.dispose()
            finally:
                self._on_close()

    @contextmanager
    def _transaction(self, engine: Engine | None = None) -> Iterator[Connection]:
        with self._lock:
            if not self._open:
                raise UserError(texts.VAULT_LOCKED)
            if self.read_only and engine is None:
                raise UserError(texts.RECORDS_READ_ONLY)
            files = self._files if engine is None else None
            try:
                with (engine or self._engine).begin() as connection:
                    yield connection
                    if files is not None:
                        files.refuse_moved()
                if files is not None:
                    files.acknowledge()
            except DBAPIError as error:
                raise translate_db_error(error.orig) from error
            except MemoryError as error:
                raise translate_db_error(error) from error
            except (UnicodeEncodeError, OverflowError) as error:
                raise UserError(texts.CANNOT_BE_STORED) from error

    def _reading(self) -> AbstractContextManager[Connection]:
        return self._transaction(self._to_read)

    @contextmanager
    def _writing(self) -> Iterator[UnitOfWork]:
        with self._transaction() as connection:
            yield self._writing_by(connection, self._settings)

    def _writing_by(self, connection: Connection, by: Settings) -> UnitOfWork:
        return UnitOfWork(connection, self._instruments, self._now(), by.constants)


def writes(
    change: Callable[Concatenate[UnitOfWork, P], T],
) -> Callable[Concatenate[Transactions, P], T]:
    """A verb of the store: all that `change` does is one transaction, or none of it is done."""

    @wraps(change)
    def verb(self: Transactions, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self._writing() as work:
            return change(work, *args, **kwargs)

    return verb


def reads(
    query: Callable[Concatenate[Connection, P], T],
) -> Callable[Concatenate[Transactions, P], T]:
    """A verb of the store that changes nothing: `query` sees the records as of one moment."""

    @wraps(query)
    def verb(self: Transactions, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self._reading() as connection:
            return query(connection, *args, **kwargs)

    return verb
