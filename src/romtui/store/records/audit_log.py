"""The audit log: when a login session began and ended, and how the log is read."""

from datetime import timedelta
from typing import Final

from sqlalchemy import Connection, case, func, select

from romtui.domain.audit import LogEntry
from romtui.store import texts
from romtui.store.db.audit_events import OF_A_RESULT, OF_THE_VAULT, AuditEvent
from romtui.store.db.mapping import local, table
from romtui.store.db.schema import LogRow, PatientRow, ResultRow
from romtui.store.records.unit_of_work import UnitOfWork

_LOG = table(LogRow)
_RESULT = table(ResultRow)
_PATIENT = table(PatientRow)
_JUMP: Final = timedelta(minutes=5)
_RESULT_KINDS: Final = [act.value for act in OF_A_RESULT]
_VAULT_KINDS: Final = [act.value for act in OF_THE_VAULT]


def note_unlocked(work: UnitOfWork) -> None:
    """Log that the vault was opened; if the last entry is in the future, the clock was set back."""
    last = work.connection.execute(select(func.max(_LOG.c.at))).scalar()
    if last is not None and last - work.at > _JUMP:
        work.log(AuditEvent.CLOCK_JUMP)
    work.log(AuditEvent.UNLOCKED)


def read_log(connection: Connection, most: int, before: int | None = None) -> tuple[LogEntry, ...]:
    """The latest lines, newest first; `before` goes on from a number downwards."""
    of_result = _LOG.c.type.in_(_RESULT_KINDS)
    person = case((of_result, _RESULT.c.patient_id), else_=_LOG.c.entity)
    query = (
        select(_LOG, _PATIENT.c.code)
        .outerjoin_from(_LOG, _RESULT, of_result & (_RESULT.c.id == _LOG.c.entity))
        .outerjoin(_PATIENT, _PATIENT.c.id == person)
        .order_by(_LOG.c.seq.desc())
        .limit(most)
    )
    if before is not None:
        query = query.where(_LOG.c.seq < before)
    return tuple(
        LogEntry(
            seq=row.seq,
            at=local(row.at, row.utc_offset),
            what=_counted(row.entity)
            if row.type == AuditEvent.WRONG_PASSPHRASES.value
            else texts.happened(row.type),
            code="" if row.type in _VAULT_KINDS else row.code or "",
            number=None if row.type == AuditEvent.WRONG_PASSPHRASES.value else row.entity,
        )
        for row in connection.execute(query)
    )


def _counted(number: int) -> str:
    single = f"1 {AuditEvent.WRONG_PASSPHRASES.value}".replace("passphrases", "passphrase")
    return single if number == 1 else f"{number} {AuditEvent.WRONG_PASSPHRASES.value}"
