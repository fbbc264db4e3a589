"""What happens from session to session: impressions, attendance, focus, target."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, delete, insert, select, update

from romtui.domain.case import Attendance, Case, Session
from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.store import texts
from romtui.store.db.audit_events import AuditEvent
from romtui.store.db.mapping import table
from romtui.store.db.schema import EventRow, FocusRow, SessionRow, TargetRow
from romtui.store.records import patients
from romtui.store.records.cases import read_patient
from romtui.store.records.unit_of_work import NOTHING, UnitOfWork, refuse_blank

_TARGET = table(TargetRow)
_FOCUS = table(FocusRow)
_EVENT = table(EventRow)
_SESSION = table(SessionRow)


def record_impression(work: UnitOfWork, patient_id: int, on: date, impression: int | None) -> Case:
    """Keep the blind impression of a day, -2 to +2; None takes it back."""
    work.refuse_future(on)
    if impression is not None and not -2 <= impression <= 2:
        raise UserError(texts.IMPRESSION_RANGE)
    read_patient(work.connection, patient_id)
    work.put_session(patient_id, Session(on, impression=impression), "impression")
    return work.done(AuditEvent.IMPRESSION, patient_id)


def record_session(work: UnitOfWork, patient_id: int, on: date, attendance: Attendance) -> Case:
    """Say what became of the session of a day; who will not come can be noted ahead.

    A next session that falls away is no longer made out.
    """
    if attendance is Attendance.ATTENDED:
        work.refuse_future(on)
    patient = read_patient(work.connection, patient_id)
    work.put_session(patient_id, Session(on, attendance), "attendance")
    if attendance is not Attendance.ATTENDED and patient.next_on == on:
        return patients.update_patient(work, replace(patient, next_on=None), AuditEvent.SESSION)
    return work.done(AuditEvent.SESSION, patient_id)


def forget_absence(work: UnitOfWork, patient_id: int, on: date) -> Case:
    """Take back that the session of a day was missed or cancelled."""
    work.connection.execute(
        delete(_SESSION).where(
            _SESSION.c.patient_id == patient_id,
            _SESSION.c.day == on,
            _SESSION.c.attendance != Attendance.ATTENDED.value,
            _SESSION.c.impression.is_(None),
        )
    )
    return work.done(AuditEvent.SESSION, patient_id)


def set_focus(
    work: UnitOfWork, patient_id: int, name: Private, since: date, next_idea: Private = NOTHING
) -> Case:
    """Begin a focus; the one before ends the same day. An empty name only ends it.

    A focus begun the same day is corrected in place.
    """
    work.refuse_future(since)
    read_patient(work.connection, patient_id)
    _end_focus(work.connection, patient_id, since)
    if name.reveal().strip():
        row = {
            "patient_id": patient_id,
            "name": name.reveal(),
            "since": since,
            "next_idea": next_idea.reveal(),
        }
        work.connection.execute(insert(_FOCUS), row)
    return work.done(AuditEvent.FOCUS_SET, patient_id)


def set_target(
    work: UnitOfWork,
    patient_id: int,
    instrument: str,
    score: Decimal | None,
    words: Private = NOTHING,
) -> Case:
    """Set the total to reach, and what it would mean in the person's words.

    A form without a single total has a target for each part, `dass21.stress`. None
    takes the target away, its history stays.
    """
    scale = work.measure(patient_id, instrument)
    if score is not None and not (score.is_finite() and scale.lo <= score <= scale.hi):
        raise UserError(texts.target_range(scale.name, scale.lo, scale.hi))
    read_patient(work.connection, patient_id)
    row = {
        "patient_id": patient_id,
        "instrument": instrument,
        "score": score,
        "set_on": work.today,
        "words": words.reveal().strip(),
    }
    work.connection.execute(insert(_TARGET), row)
    return work.done(AuditEvent.TARGET_SET, patient_id)


def add_event(work: UnitOfWork, patient_id: int, on: date, what: Private) -> Case:
    """Note something that happened in the person's life."""
    work.refuse_future(on)
    refuse_blank(what, texts.WHAT_HAPPENED)
    read_patient(work.connection, patient_id)
    row = {"patient_id": patient_id, "day": on, "what": what.reveal().strip()}
    work.connection.execute(insert(_EVENT), row)
    return work.done(AuditEvent.EVENT_NOTED, patient_id)


def drop_event(work: UnitOfWork, patient_id: int, event_id: int) -> Case:
    """Take an event away that was noted by mistake."""
    work.connection.execute(
        delete(_EVENT).where(_EVENT.c.id == event_id, _EVENT.c.patient_id == patient_id)
    )
    return work.done(AuditEvent.EVENT_DROPPED, patient_id)


def tick(work: UnitOfWork, patient_id: int, line_id: str, *, done: bool) -> Case:
    """Tick a line of today's to-do list, or take the tick away; today's session begins."""
    read_patient(work.connection, patient_id)
    work.tick(patient_id, line_id, done=done)
    if done:
        work.note_session(patient_id)
    return work.done(AuditEvent.TICKED, patient_id)


def _end_focus(connection: Connection, patient_id: int, on: date) -> None:
    going_on = (_FOCUS.c.patient_id == patient_id) & _FOCUS.c.until.is_(None)
    since = connection.execute(select(_FOCUS.c.since).where(going_on)).scalars().all()
    if any(begun > on for begun in since):
        raise UserError(texts.INTERVENTION_IS_NEWER, field="since")
    connection.execute(delete(_FOCUS).where(going_on, _FOCUS.c.since == on))
    connection.execute(update(_FOCUS).where(going_on).values(until=on))
