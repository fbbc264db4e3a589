"""What was done today and stands, read from the log: the one order in which things happened.

So whoever takes something back goes backwards in time, also after the record was closed and
opened again in between.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection

from romtui.domain.audit import OF_A_RESULT, Did, Done
from romtui.domain.case import Case
from romtui.store.db.audit_events import AuditEvent
from romtui.store.records import discussions, forms, sessions
from romtui.store.records.unit_of_work import UnitOfWork

_DID: Final = {
    AuditEvent.RECORDED: Did.ENTERED,
    AuditEvent.AMENDED: Did.CORRECTED,
    AuditEvent.WITHDRAWN: Did.WITHDRAWN,
    AuditEvent.FOLLOWUP_ANSWERED: Did.ANSWERED_AFTER,
    AuditEvent.AGREED: Did.AGREED,
    AuditEvent.EVENT_NOTED: Did.EVENT,
}
_TAKEN_BACK: Final = {
    AuditEvent.UNDONE: OF_A_RESULT,
    AuditEvent.FOLLOWUP_DROPPED: {Did.ANSWERED_AFTER},
    AuditEvent.AGREEMENT_DROPPED: {Did.AGREED},
    AuditEvent.EVENT_DROPPED: {Did.EVENT},
}
_OF_THE_PERSON: Final = frozenset({Did.AGREED, Did.EVENT})
"""What the log knows by the number of the patient."""

_LINES: Final = f"""
    SELECT type, entity FROM log
    WHERE seq > COALESCE((SELECT seq FROM log WHERE at < ?1 ORDER BY seq DESC LIMIT 1), 0) AND (
        type IN ('{AuditEvent.AGREED.value}', '{AuditEvent.AGREEMENT_DROPPED.value}',
                 '{AuditEvent.EVENT_NOTED.value}', '{AuditEvent.EVENT_DROPPED.value}',
                 '{AuditEvent.MERGED_HERE.value}') AND entity = ?2
        OR type IN ('{AuditEvent.RECORDED.value}', '{AuditEvent.AMENDED.value}',
                    '{AuditEvent.WITHDRAWN.value}',
                    '{AuditEvent.UNDONE.value}', '{AuditEvent.MOVED_AWAY.value}',
                    '{AuditEvent.FOLLOWUP_ANSWERED.value}', '{AuditEvent.FOLLOWUP_DROPPED.value}')
           AND entity IN (SELECT id FROM result WHERE patient_id = ?2)
    )
    ORDER BY seq
"""  # noqa: S608 -- our own words only
_AGREEMENTS: Final = "SELECT id FROM agreement WHERE patient_id = ? ORDER BY id DESC"
_EVENTS: Final = "SELECT id FROM event WHERE patient_id = ? ORDER BY id DESC"


def read_done(connection: Connection, patient_id: int, now: datetime) -> tuple[Done, ...]:
    """What stands of today's, oldest first; today began at midnight by the clock of `now`."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
    about = midnight.isoformat(timespec="microseconds"), patient_id
    done: list[Done] = []
    for kind, entity in connection.exec_driver_sql(_LINES, about):
        _follow(done, AuditEvent(kind), entity)
    # The log names whose agreement it was, not which: they stand in the order of their numbers.
    numbers = {
        Did.AGREED: _numbers(connection, _AGREEMENTS, patient_id),
        Did.EVENT: _numbers(connection, _EVENTS, patient_id),
    }
    named = []
    for entry in reversed(done):
        number = next(numbers[entry.did], None) if entry.did in numbers else entry.number
        if number is not None:
            named.append(Done(entry.did, number))
    return tuple(reversed(named))


def take_back(work: UnitOfWork, patient_id: int, done: Done) -> Case:
    """Take one thing back that was done today; of several the latest has to come first."""
    if done.did is Did.AGREED:
        return discussions.drop_agreement(work, patient_id, done.number)
    if done.did is Did.EVENT:
        return sessions.drop_event(work, patient_id, done.number)
    if done.did is Did.ANSWERED_AFTER:
        return forms.answer_followup(work, done.number, None)
    return forms.undo(work, done.number)


def _follow(done: list[Done], act: AuditEvent, entity: int) -> None:
    """Add what a line of the log did, or take away what it took back.

    A merger is no step of a therapist's hand: only the backup before it leads behind it.
    """
    if act is AuditEvent.MERGED_HERE:
        done.clear()
    elif act in _DID:
        done.append(Done(_DID[act], entity))
    elif act is AuditEvent.MOVED_AWAY:
        done[:] = [entry for entry in done if entry.did in _OF_THE_PERSON or entry.number != entity]
    else:
        taken_back = (
            index
            for index, entry in reversed(list(enumerate(done)))
            if entry.did in _TAKEN_BACK[act] and entry.number == entity
        )
        latest = next(taken_back, None)
        if latest is not None:
            del done[latest]


def _numbers(connection: Connection, query: str, patient_id: int) -> Iterator[int]:
    return iter(connection.exec_driver_sql(query, (patient_id,)).scalars().all())
