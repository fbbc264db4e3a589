"""What is done about backups while a vault is open, and noted in its log."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, select

from romtui.domain.backup_age import BackupAge
from romtui.store.backup.manifest import last_change
from romtui.store.backup.repository import SECOND_AT, SECOND_PLACE, Backup, BackupRepository
from romtui.store.db.mapping import table
from romtui.store.db.schema import LogRow
from romtui.store.db.unit_of_work import AuditEvent, UnitOfWork
from romtui.store.errors import VaultError
from romtui.store.records import settings

if TYPE_CHECKING:
    from romtui.store.records.erase import Identity

_LOG = table(LogRow)
_DRIFT_SECONDS: Final = 300
"""A clock on the wall that goes so far another way than the one that only counts has jumped."""

_PAUSING: Final = (AuditEvent.RESTORED, AuditEvent.CLOCK_JUMP)


@dataclass(frozen=True, slots=True)
class Made:
    """A backup just made; `second` says in a sentence what became of it in the second place."""

    backup: Backup
    second: str = ""


class Backups:
    """Backups of an open vault. Every method may be called from a worker."""

    def __init__(
        self,
        repository: BackupRepository,
        work: Callable[[], AbstractContextManager[UnitOfWork]],
        reading: Callable[[], AbstractContextManager[Connection]],
        since_boot: Callable[[], float] | None = None,
    ) -> None:
        self._keeper = repository
        self._writing = work
        self._reading = reading
        self._since_boot = since_boot or _since_boot
        self._clocks: tuple[datetime, float] | None = None

    def make(self) -> Made:
        """Make one, verified, carry it to the second place and let old ones go.

        Raises a VaultError when there is none after all; a second place that is not there
        is said in `second` and nothing else.
        """
        made = self._keeper.back_up()
        with self._writing() as work:
            self._note_jump(work)
            work.log(AuditEvent.BACKED_UP, made.number)
            place = second_place(work.connection)
            paused = thinning_paused(work.connection)
        second = self._carry(made, place)
        if not paused:
            with suppress(VaultError):
                self._keeper.thin(place)
        return Made(made, second)

    def make_if_changed(self) -> bool:
        """Make one unless the newest holds everything; whether one was made."""
        with self._reading() as connection:
            changed = not _holds(self._keeper.newest(), _last_change(connection))
        if changed:
            self.make()
        return changed

    def listed(self) -> tuple[Backup, ...]:
        """All there are here, the oldest first, by what is written beside them."""
        return self._keeper.listed()

    def verify(self) -> Iterator[Backup]:
        """Judge each, the newest first: those here, and those in the second place.

        Raises a VaultError after those here when the second place is not there.
        """
        with self._reading() as connection:
            place = second_place(connection)
        number, away = 0, None
        for one in self._keeper.verified():
            number += one.good
            yield one
        try:
            for one in () if place is None else self._keeper.verified_there(place):
                number += one.good
                yield one
        except VaultError as error:
            away = error
        with self._writing() as work:
            work.log(AuditEvent.BACKUPS_VERIFIED, number)
        if away is not None:
            raise away

    def age(self) -> BackupAge:
        """How old the newest is, here and in the second place."""
        with self._reading() as connection:
            place = second_place(connection)
            reached = settings.get(connection, SECOND_AT)
            last = _last_change(connection)
        newest = self._keeper.newest()
        return BackupAge(
            None if newest is None else newest.made_at,
            None if reached is None else datetime.fromisoformat(reached),
            second_set=place is not None,
            whole=_holds(newest, last),
        )

    def set_second_place(self, place: Path | None) -> None:
        """Carry every backup there from now on; None forgets the place, not what lies there."""
        with self._writing() as work:
            settings.put(work.connection, SECOND_PLACE, "" if place is None else str(place))
            work.log(AuditEvent.SETTINGS)

    def thinning_paused(self) -> bool:
        """Whether old backups are all kept, since the clock jumped or one was restored."""
        with self._reading() as connection:
            return thinning_paused(connection)

    def let_thin(self) -> None:
        """Say that all is well after a restore or a jump of the clock: old ones may go again."""
        with self._writing() as work:
            work.log(AuditEvent.THINNING_ON)

    def erase(self, sought: "Identity") -> tuple[str, ...]:
        """Take a person out of all backups; gives sentences about what could not be reached."""
        with self._reading() as connection:
            place = second_place(connection)
        return tuple(self._keeper.erase(sought, place))

    def _carry(self, made: Backup, place: Path | None) -> str:
        if place is None:
            return ""
        try:
            self._keeper.carry(made, place)
        except VaultError as error:
            return f"It could not be carried to the second place. {error}"
        with self._writing() as work:
            settings.put(work.connection, SECOND_AT, work.at.isoformat())
        return f"It lies in the second place too, {place}."

    def _note_jump(self, work: UnitOfWork) -> None:
        """Compare the clock on the wall with one that only ever counts up."""
        now = work.at, self._since_boot()
        before, self._clocks = self._clocks, now
        if before is None:
            return
        wall = (now[0] - before[0]).total_seconds()
        if abs(wall - (now[1] - before[1])) > _DRIFT_SECONDS:
            work.log(AuditEvent.CLOCK_JUMP)


def second_place(connection: Connection) -> Path | None:
    """The folder of the second place, if one is set."""
    place = settings.get(connection, SECOND_PLACE)
    return Path(place) if place else None


def thinning_paused(connection: Connection) -> bool:
    """Whether something happened after which no backup may go before somebody looked."""
    kinds = [act.value for act in (*_PAUSING, AuditEvent.THINNING_ON)]
    latest = connection.execute(
        select(_LOG.c.type).where(_LOG.c.type.in_(kinds)).order_by(_LOG.c.seq.desc()).limit(1)
    ).scalar()
    return latest is not None and latest != AuditEvent.THINNING_ON.value


def _holds(newest: Backup | None, last_change: int) -> bool:
    """Whether a backup was made after that line of the log."""
    if newest is None or newest.manifest is None:
        return False
    return newest.manifest.contents.last_change == last_change


def _last_change(connection: Connection) -> int:
    return last_change(connection.connection.driver_connection)


def _since_boot() -> float:
    """Seconds that go on through suspend where the system can count them."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.time()
