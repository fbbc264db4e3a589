"""What was done today and stands, read from the log: the one order in which things happened.

So whoever takes something back goes backwards in time, also after the record was closed and
opened again in between.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection

from romtui.domain.done import OF_A_RESULT, Did, Done
from romtui.store.writing import Act

_DID: Final = {
    Act.RECORDED: Did.ENTERED,
    Act.AMENDED: Did.CORRECTED,
    Act.WITHDRAWN: Did.WITHDRAWN,
    Act.FOLLOWUP_ANSWERED: Did.ANSWERED_AFTER,
    Act.AGREED: Did.AGREED,
    Act.EVENT_NOTED: Did.EVENT,
}
_TAKEN_BACK: Final = {
    Act.UNDONE: OF_A_RESULT,
    Act.FOLLOWUP_DROPPED: {Did.ANSWERED_AFTER},
    Act.AGREEMENT_DROPPED: {Did.AGREED},
    Act.EVENT_DROPPED: {Did.EVENT},
}
_OF_THE_PERSON: Final = frozenset({Did.AGREED, Did.EVENT})
"""What the log knows by the number of the patient."""

_LINES: Final = f"""
    SELECT type, entity FROM log
    WHERE seq > COALESCE((SELECT seq FROM log WHERE at < ?1 ORDER BY seq DESC LIMIT 1), 0) AND (
        type IN ('{Act.AGREED.value}', '{Act.AGREEMENT_DROPPED.value}',
                 '{Act.EVENT_NOTED.value}', '{Act.EVENT_DROPPED.value}',
                 '{Act.MERGED_HERE.value}') AND entity = ?2
        OR type IN ('{Act.RECORDED.value}', '{Act.AMENDED.value}', '{Act.WITHDRAWN.value}',
                    '{Act.UNDONE.value}', '{Act.MOVED_AWAY.value}',
                    '{Act.FOLLOWUP_ANSWERED.value}', '{Act.FOLLOWUP_DROPPED.value}')
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
        _follow(done, Act(kind), entity)
    # The log names whose agreement it was, not which: they stand in the order of their numbers.
    numbers = {
        Did.AGREED: _numbers(connection, _AGREEMENTS, patient_id),
        Did.EVENT: _numbers(connection, _EVENTS, patient_id),
    }
    named = []
    for one in reversed(done):
        number = next(numbers[one.did], None) if one.did in numbers else one.number
        if number is not None:
            named.append(Done(one.did, number))
    return tuple(reversed(named))


def _follow(done: list[Done], act: Act, entity: int) -> None:
    """Add what a line of the log did, or take away what it took back.

    A merger is no step of a therapist's hand: only the backup before it leads behind it.
    """
    if act is Act.MERGED_HERE:
        done.clear()
    elif act in _DID:
        done.append(Done(_DID[act], entity))
    elif act is Act.MOVED_AWAY:
        done[:] = [one for one in done if one.did in _OF_THE_PERSON or one.number != entity]
    else:
        taken_back = (
            place
            for place, one in reversed(list(enumerate(done)))
            if one.did in _TAKEN_BACK[act] and one.number == entity
        )
        place = next(taken_back, None)
        if place is not None:
            del done[place]


def _numbers(connection: Connection, query: str, patient_id: int) -> Iterator[int]:
    return iter(connection.exec_driver_sql(query, (patient_id,)).scalars().all())
