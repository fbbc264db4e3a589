"""Which measures a person gets, and those made in the person's own words."""

from sqlalchemy import delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from romtui.domain.case import Case
from romtui.domain.errors import UserError
from romtui.domain.instrument import Direction
from romtui.domain.personal_measures import (
    MOST_GOALS,
    PersonalKind,
    PersonalMeasure,
    is_goal,
    own_id,
)
from romtui.domain.preferences import Every, Scheduled, every_weeks
from romtui.domain.private import Private
from romtui.store import texts
from romtui.store.db.audit_events import AuditEvent
from romtui.store.db.mapping import table
from romtui.store.db.schema import BATTERY, PERSONAL_MEASURES, BatteryRow, OwnRow
from romtui.store.records.cases import read_own, read_patient
from romtui.store.records.unit_of_work import UnitOfWork, refuse_blank

_BATTERY = table(BatteryRow)
_OWN = table(OwnRow)


def schedule(work: UnitOfWork, patient_id: int, scheduled: Scheduled) -> Case:
    """Put a measure into the battery, or change how often it comes and whether it is paused."""
    read_patient(work.connection, patient_id)
    refuse_unfit(work, patient_id, scheduled)
    put(work, patient_id, scheduled)
    return work.done(AuditEvent.BATTERY_SET, patient_id)


def unschedule(work: UnitOfWork, patient_id: int, instrument: str) -> Case:
    """Take a measure out of the battery; its results stay."""
    read_patient(work.connection, patient_id)
    work.connection.execute(
        delete(_BATTERY).where(
            _BATTERY.c.patient_id == patient_id, _BATTERY.c.instrument == instrument
        )
    )
    return work.done(AuditEvent.BATTERY_SET, patient_id)


def add_own(
    work: UnitOfWork, patient_id: int, kind: PersonalKind, words: Private, direction: Direction
) -> Case:
    """Make a goal or an item in the person's own words, to be rated every session."""
    read_patient(work.connection, patient_id)
    refuse_blank(words, texts.PATIENTS_OWN_WORDS)
    own = read_own(work.connection, patient_id)
    made = sum(measure.id.startswith(f"{kind.value}.") for measure in own)
    measure = PersonalMeasure(own_id(kind, made + 1), words, direction, work.today)
    add_measure(work, patient_id, measure)
    refuse_unfit(work, patient_id, Scheduled(measure.id))
    put(work, patient_id, Scheduled(measure.id))
    return work.done(AuditEvent.OWN_ADDED, patient_id)


def put(work: UnitOfWork, patient_id: int, scheduled: Scheduled) -> None:
    """Write a measure of the battery; one that is there keeps its place, a new one comes last."""
    last = work.connection.execute(
        select(func.max(_BATTERY.c.place)).where(_BATTERY.c.patient_id == patient_id)
    ).scalar()
    row = {"patient_id": patient_id, "place": 0 if last is None else last + 1} | BATTERY.row(
        scheduled
    )
    changed = {key: row[key] for key in ("every", "weeks", "paused_on", "reason")}
    work.connection.execute(
        upsert(_BATTERY)
        .values(row)
        .on_conflict_do_update(["patient_id", "instrument"], set_=changed)
    )


def add_measure(work: UnitOfWork, patient_id: int, measure: PersonalMeasure) -> None:
    """Write a goal or an item."""
    row = {"patient_id": patient_id, **PERSONAL_MEASURES.row(measure)}
    work.connection.execute(insert(_OWN), row)


def refuse_unfit(work: UnitOfWork, patient_id: int, scheduled: Scheduled) -> None:
    """Raise UserError if it cannot be filled in, is one goal too many, or has no reason."""
    instrument = work.instrument(patient_id, scheduled.instrument)
    if not (instrument.with_text or instrument.has_total or instrument.by_part):
        raise UserError(texts.cannot_be_filled_in(instrument.name))
    if scheduled.cadence.every is Every.WEEKS:
        every_weeks(scheduled.cadence.weeks)
    if scheduled.paused != bool(scheduled.reason.reveal().strip()):
        raise UserError(texts.WHY_PAUSED)
    if is_goal(scheduled.instrument):
        _refuse_too_many_goals(work, patient_id, scheduled.instrument)


def _refuse_too_many_goals(work: UnitOfWork, patient_id: int, beside: str) -> None:
    followed = work.connection.execute(
        select(_BATTERY.c.instrument).where(
            _BATTERY.c.patient_id == patient_id, _BATTERY.c.instrument != beside
        )
    ).scalars()
    if sum(map(is_goal, followed)) >= MOST_GOALS:
        raise UserError(texts.too_many_goals(MOST_GOALS))
