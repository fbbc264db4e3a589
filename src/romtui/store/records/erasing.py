"""A person out of the vault and its backups, for good."""

from contextlib import closing
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from romtui.domain.audit import Reason
from romtui.domain.text import full_moment
from romtui.store.db.mapping import local, table
from romtui.store.db.schema import LogRow
from romtui.store.db.unit_of_work import AuditEvent
from romtui.store.errors import VaultError
from romtui.store.records.cases import read_patient
from romtui.store.records.records import Records

_LOG = table(LogRow)
_ACTS: Final = {
    Reason.ASKED: AuditEvent.ERASED_ASKED,
    Reason.TIME: AuditEvent.ERASED_TIME,
    Reason.MISTAKE: AuditEvent.ERASED_MISTAKE,
    Reason.OTHER: AuditEvent.ERASED_OTHER,
}

_WENT_OUT: Final = {
    AuditEvent.EXPORTED: "A plain file was exported",
    AuditEvent.HANDED_OUT: "A page to take home was written",
}


@dataclass(frozen=True, slots=True)
class Erased:
    """What is left of somebody who was erased: sentences about what romtui cannot reach."""

    left: tuple[str, ...]


class Erasing(Records):
    """The verb that deletes."""

    def erase(self, patient_id: int, reason: Reason) -> Erased:
        """Delete a person from the records, their log and all backups in reach.

        A backup is made first, so that nothing is lost if this is cut off in the middle; at
        the end it is rewritten like the others. In the log stays that a person was erased.
        With them go the emptied records that were merged into theirs.
        """
        from romtui.store.records import erase as erasing
        from romtui.store.records import merge as merging
        from romtui.store.transfer import undo_import as undoing

        if self.backups is not None:
            self.backups.make()
        left: list[str] = []
        with self._reading() as connection:
            emptied = merging.merged_into(connection, patient_id)
        for one in emptied:
            left += self.erase(one, reason).left
        with self._writing() as work:
            read_patient(work.connection, patient_id)
            sought = erasing.identity(work.connection.connection.driver_connection, patient_id)
            exported = work.connection.execute(
                select(_LOG.c.at, _LOG.c.utc_offset, _LOG.c.type)
                .where(_LOG.c.type.in_([act.value for act in _WENT_OUT]))
                .where(_LOG.c.entity.is_(None) | (_LOG.c.entity == patient_id))
            ).all()
            left += [
                f"{_WENT_OUT[AuditEvent(act)]} on {full_moment(local(at, offset))}."
                for at, offset, act in exported
            ]
            undoing.remove(work, patient_id, _ACTS[reason])
            merging.forget_merger(work, patient_id)
        with self._lock, closing(self._engine.raw_connection()) as pooled:
            if self._files is not None:
                self._files.will_empty_log()
            try:
                erasing.compact(pooled.driver_connection)
            except VaultError as error:
                left.append(str(error))
            if self._files is not None:
                self._files.emptied_log()
        if self.backups is not None:
            left += self.backups.erase(sought)
        return Erased(tuple(left))
