"""Two records of one patient made one: what is in the first goes over to the second.

Nothing is written anew: each row gets another owner and keeps its number, its versions and all
that hangs on it. The tables say by themselves what belongs to a patient, so that a new table
needs nothing here. What can be there only once (the session of a day, a half-filled form, a
line of the schedule) stays behind where the second record has one.
"""

from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import Connection

from romtui.domain.case import Case, Patient
from romtui.domain.merging import refuse_unfit
from romtui.domain.personal_measures import PersonalKind
from romtui.domain.private import Private
from romtui.store import texts
from romtui.store.db import settings
from romtui.store.db.audit_events import AuditEvent
from romtui.store.db.mapping import table
from romtui.store.db.schema import IN_A_FILE
from romtui.store.records.cases import read_patient
from romtui.store.records.erase import pointers, unfenced
from romtui.store.records.patients import write_patient
from romtui.store.records.unit_of_work import UnitOfWork

_MERGED: Final = "merged: "
"""Before the number of an emptied record, in the settings: into which one it went."""
_WORKED_OUT: Final = "standing"
_FENCED: Final = ("result", "own_measure")
_WITH_MEASURES: Final = tuple(
    str(row.__tablename__)
    for row in IN_A_FILE
    if {"patient_id", "instrument"} <= set(table(row).c.keys())
)
_EMPTY: Final = (Private(""), None)


def merge(work: UnitOfWork, from_id: int, into_id: int) -> Case:
    """Move all that is in one record into another, and archive the one that is empty then.

    Gives the case of the one that stays.
    """
    source, into = (read_patient(work.connection, patient_id) for patient_id in (from_id, into_id))
    refuse_unfit(source, into)
    raw: Any = work.connection.connection.driver_connection
    with unfenced(raw, _FENCED):
        renamed = _give_measures_free_names(raw, from_id, into_id)
        _join_days(raw, from_id, into_id)
        _end_older_focus(raw, from_id, into_id)
        _place_after(raw, from_id, into_id)
        _move_results(raw, from_id, into_id)
        for name, columns, target, _ in pointers(raw):
            if target == "patient" and name not in (_WORKED_OUT, "result"):
                (column,) = columns
                raw.execute(
                    f'UPDATE OR IGNORE "{name}" SET "{column}" = ? WHERE "{column}" = ?',  # noqa: S608
                    (into_id, from_id),
                )
    _fill_in(work, source, into, renamed)
    settings.put(work.connection, f"{_MERGED}{from_id}", str(into_id))
    raw.execute(
        "INSERT INTO event (patient_id, day, what) VALUES (?, ?, ?)",
        (from_id, work.today.isoformat(), texts.merged_into(into.code)),
    )
    work.log(AuditEvent.MERGED_AWAY, from_id)
    work.log(AuditEvent.MERGED_HERE, into_id)
    work.renew_summary(from_id)
    return work.renew_summary(into_id)


def merged_into(connection: Connection, patient_id: int) -> list[int]:
    """The numbers of the emptied records that went into this one."""
    rows = connection.exec_driver_sql(
        "SELECT CAST(substr(key, ?) AS INTEGER) FROM setting WHERE key GLOB ? AND value = ?",
        (len(_MERGED) + 1, f"{_MERGED}*", str(patient_id)),
    )
    return [int(number) for (number,) in rows]


def forget_merger(work: UnitOfWork, patient_id: int) -> None:
    """Nothing is kept about somebody who is erased."""
    work.connection.exec_driver_sql(
        "DELETE FROM setting WHERE key = ? OR (key GLOB ? AND value = ?)",
        (f"{_MERGED}{patient_id}", f"{_MERGED}*", str(patient_id)),
    )


def _give_measures_free_names(raw: Any, from_id: int, into_id: int) -> dict[str, str]:
    """Goals and items in the patient's own words are numbered: go on where the other ends."""
    renamed = {}
    for kind in PersonalKind:
        counts = [
            raw.execute(
                "SELECT count(*) FROM own_measure WHERE patient_id = ? AND instrument GLOB ?",
                (patient_id, f"{kind.value}.*"),
            ).fetchone()[0]
            for patient_id in (from_id, into_id)
        ]
        for number in range(counts[0], 0, -1):  # the last first: no name is taken on the way
            former, free = f"{kind.value}.{number}", f"{kind.value}.{number + counts[1]}"
            renamed[former] = free
            for name in _WITH_MEASURES:
                raw.execute(
                    f"UPDATE {name} SET instrument = ? WHERE patient_id = ? AND instrument = ?",  # noqa: S608
                    (free, from_id, former),
                )
    return renamed


def _join_days(raw: Any, from_id: int, into_id: int) -> None:
    """A day that is in both: the patient came if either record says so; one impression is kept."""
    raw.execute(
        """
        UPDATE session AS kept SET
            attendance = CASE WHEN other.attendance = 'attended' THEN 'attended'
                         ELSE kept.attendance END,
            impression = COALESCE(kept.impression, other.impression)
        FROM session AS other
        WHERE kept.patient_id = ? AND other.patient_id = ? AND other.day = kept.day
        """,
        (into_id, from_id),
    )


def _end_older_focus(raw: Any, from_id: int, into_id: int) -> None:
    """One intervention goes on at a time: the older one ends where the newer begins."""
    going_on = raw.execute(
        "SELECT id, since FROM focus WHERE patient_id IN (?, ?) AND until IS NULL "
        "ORDER BY since, id",
        (from_id, into_id),
    ).fetchall()
    for (older, _), (_, since) in pairwise(going_on):
        raw.execute("UPDATE focus SET until = ? WHERE id = ?", (since, older))


def _place_after(raw: Any, from_id: int, into_id: int) -> None:
    """What comes into the schedule comes behind what is there."""
    raw.execute(
        "UPDATE battery SET place = place + 1 + "
        "(SELECT COALESCE(max(place), -1) FROM battery WHERE patient_id = ?) WHERE patient_id = ?",
        (into_id, from_id),
    )


def _move_results(raw: Any, from_id: int, into_id: int) -> None:
    """Move them, and number all anew by when they were entered: the later one of a day counts.

    Within each record the order stays as it was.
    """
    there, coming = (
        raw.execute(
            "SELECT id, entered_at FROM result JOIN result_version ON result_id = id AND n = 1 "
            "WHERE patient_id = ? ORDER BY ord",
            (patient_id,),
        ).fetchall()
        for patient_id in (into_id, from_id)
    )
    beyond = raw.execute("SELECT COALESCE(max(ord), 0) + 1 FROM result").fetchone()[0]
    beyond += len(there) + len(coming)
    raw.execute("UPDATE result SET ord = ord + ? WHERE patient_id = ?", (beyond, into_id))
    raw.execute(
        "UPDATE result SET ord = ord + ?, patient_id = ? WHERE patient_id = ?",
        (2 * beyond, into_id, from_id),
    )
    for place, result_id in enumerate(_interleaved(there, coming)):
        raw.execute("UPDATE result SET ord = ? WHERE id = ?", (place, result_id))


def _interleaved(there: list[tuple[int, str]], coming: list[tuple[int, str]]) -> list[int]:
    """Two rows of entries as one, by their moments, each in the order it has."""
    joined, waiting = [], list(coming)
    for result_id, moment in there:
        while waiting and _is_before(waiting[0][1], moment):
            joined.append(waiting.pop(0)[0])
        joined.append(result_id)
    return [*joined, *(result_id for result_id, _ in waiting)]


def _is_before(moment: str, other: str) -> bool:
    return datetime.fromisoformat(moment) < datetime.fromisoformat(other)


def _fill_in(work: UnitOfWork, source: Patient, into: Patient, renamed: dict[str, str]) -> None:
    """Take over what only the emptied record knows about the patient, and archive that one."""
    leads = source.primary and renamed.get(source.primary, source.primary)
    framed = [day for day in (source.framed_on, into.framed_on) if day is not None]
    known = replace(
        into,
        started_on=min(source.started_on, into.started_on),
        framed_on=min(framed, default=None),
        primary=into.primary or leads,
        **{
            name: getattr(source, name)
            for name in ("initials", "name", "birth_year", "planned_sessions", "next_on")
            if getattr(into, name) in _EMPTY
        },
    )
    write_patient(work, known)
    write_patient(work, replace(source, archived_on=source.archived_on or work.today, next_on=None))
