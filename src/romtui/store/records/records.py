"""The records as a whole: their backups, the log, what became of a result, whose it is.

The demo has no backups: it does not load what makes them.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from romtui.domain.audit import LogEntry
from romtui.domain.case import Case, Result
from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.store.clock import Clock
from romtui.store.db.transactions import Transactions
from romtui.store.db.unit_of_work import AuditEvent, refuse_blank
from romtui.store.records import results
from romtui.store.records.cases import read_patient
from romtui.store.records.versions import read_histories
from romtui.store.vault.open_files import OpenFiles

if TYPE_CHECKING:
    from romtui.store.backup.repository import BackupRepository


class Records(Transactions):
    """The verbs about everything at once. `backups` is None for the demo, which has none."""

    def __init__(
        self,
        engine: Engine,
        *,
        now: Clock,
        on_close: Callable[[], None],
        files: OpenFiles | None = None,
        relocate: "Callable[[Path], Records] | None" = None,
        open_backups: "Callable[..., BackupRepository] | None" = None,
        read_only: bool = False,
    ) -> None:
        super().__init__(engine, now=now, on_close=on_close, files=files, read_only=read_only)
        self.backups = None if open_backups is None else open_backups(self._writing, self._reading)
        self._relocate = relocate

    @property
    def files(self) -> OpenFiles | None:
        """The files it is written to; None for the demo, and where nothing is written."""
        return self._files

    def relocate(self, folder: Path) -> None:
        """Make the vault anew in an empty folder, with all that is open here, and go on there."""
        with self._lock:
            if not self._open or self._relocate is None:
                raise UserError("There is nothing here that could be kept elsewhere.")
            there = self._relocate(folder)
            left, close = self._engine, self._on_close
            self._engine, self._to_read = there._engine, there._to_read
            self._files, self.backups = there._files, there.backups
            self._on_close, self._relocate = there._on_close, there._relocate
            there._lock = self._lock
            left.dispose()
            close()

    def back_up_if_changed(self) -> bool:
        """Make a verified backup unless the newest one holds everything; the demo has none."""
        return self.backups is not None and self.backups.make_if_changed()

    def log(self, most: int, before: int | None = None) -> tuple[LogEntry, ...]:
        """What was done, the latest first; `before` goes on from a line's number downwards."""
        from romtui.store.db import audit_log as events

        with self._reading() as connection:
            return events.read_log(connection, most, before)

    def note_unlocked(self) -> None:
        """Begin a sitting in the log."""
        from romtui.store.db import audit_log as events

        with self._writing() as work:
            events.note_unlocked(work)

    def note_wrong_passphrases(self, number: int) -> None:
        """Say in the log how many were typed before this unlock; never what."""
        with self._writing() as work:
            work.log(AuditEvent.WRONG_PASSPHRASES, number)

    def note_restored(self) -> None:
        """Say in the log that these records came out of a backup."""
        with self._writing() as work:
            work.log(AuditEvent.RESTORED)

    def note_passphrase(self) -> tuple[str, ...]:
        """Say in the log that the passphrase was changed; gives why that could not be written."""
        return self._note_changed(AuditEvent.PASSPHRASE)

    def note_recovery_code(self) -> tuple[str, ...]:
        """The same of a renewed recovery code."""
        return self._note_changed(AuditEvent.RECOVERY_CODE)

    def _note_changed(self, act: AuditEvent) -> tuple[str, ...]:
        """The new secret holds already: a log that cannot be written must not seem to say no."""
        try:
            with self._writing() as work:
                work.log(act)
        except UserError as refusal:
            return (f"It could not be noted in the log. {refusal}",)
        return ()

    def merge(self, from_id: int, into_id: int) -> Case:
        """Make two records of one patient one; gives the case of the one that stays.

        Call `back_up_if_changed` first: only a backup takes this back.
        """
        from romtui.store.records import merge as merging

        with self._writing() as work:
            merging.merge(work, from_id, into_id)
            return work.renew_standing(into_id)

    def close(self) -> None:
        """Fold everything into one file, close it and let the next program in."""
        with suppress(UserError), self._writing() as work:
            work.log(AuditEvent.LOCKED)
        super().close()

    def histories(self, patient_id: int) -> tuple[tuple[Result, ...], ...]:
        """Every version of every result of a person, withdrawn ones too; the newest first."""
        with self._reading() as connection:
            read_patient(connection, patient_id)
            return read_histories(connection, patient_id)

    def move_result(self, result_id: int, to_patient_id: int, reason: Private) -> Case:
        """Mark a result as entered in error and write it for another person; gives the first."""
        from romtui.store.records import move as moving

        with self._writing() as work:
            refuse_blank(reason, "Say in a word why it is moved.")
            moving.move(work, result_id, to_patient_id, reason)
            return work.renew_standing(results.patient_of(work, result_id))
