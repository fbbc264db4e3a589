"""Who is seen: records begun, changed, put away."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import Connection, insert, select, update

from romtui.domain.case import Case, Patient, Stage
from romtui.domain.errors import UserError
from romtui.domain.preferences import USUAL_BATTERY, Preferences
from romtui.domain.private import Private
from romtui.store import texts
from romtui.store.db.audit_events import AuditEvent
from romtui.store.db.ids import last_number
from romtui.store.db.mapping import table
from romtui.store.db.schema import (
    BATTERY,
    PATIENTS,
    PREFERENCES,
    BatteryRow,
    PatientRow,
    PreferenceRow,
)
from romtui.store.records import battery
from romtui.store.records.cases import read_patient
from romtui.store.records.unit_of_work import NOTHING, UnitOfWork

_PATIENT = table(PatientRow)
_PREFERENCE = table(PreferenceRow)
_OUR_CODE: Final = re.compile(r"A-(\d{1,9})", re.IGNORECASE)
_LONGEST_CODE: Final = 20


def add_patient(
    work: UnitOfWork,
    code: str = "",
    initials: Private = NOTHING,
    name: Private = NOTHING,
    birth_year: int | None = None,
    started_on: date | None = None,
) -> Case:
    """Start a record; an empty code takes the proposed one, no date means today."""
    patient = Patient(
        id=0,
        code=code.strip() or next_code(work.connection),
        started_on=started_on or work.today,
        initials=initials,
        name=name,
        birth_year=birth_year,
        stage=Stage.ACTIVE,
    )
    refuse_unfit(work, patient)
    patient_id = add(work, patient)
    for scheduled in USUAL_BATTERY:
        battery.put(work, patient_id, scheduled)
    return work.done(AuditEvent.PATIENT_ADDED, patient_id)


def edit_patient(work: UnitOfWork, patient: Patient) -> Case:
    """Write a changed patient: `edit_patient(replace(case.patient, stage=...))`."""
    before = read_patient(work.connection, patient.id)
    changed = replace(patient, code=patient.code.strip(), archived_on=before.archived_on)
    refuse_unfit(work, changed)
    return update_patient(work, changed, AuditEvent.PATIENT_EDITED)


def archive(work: UnitOfWork, patient_id: int, on: date) -> Case:
    """Put a record away; nothing is deleted."""
    work.refuse_future(on)
    patient = read_patient(work.connection, patient_id)
    return update_patient(work, replace(patient, archived_on=on), AuditEvent.ARCHIVED)


def unarchive(work: UnitOfWork, patient_id: int) -> Case:
    """Take a record out again."""
    patient = read_patient(work.connection, patient_id)
    return update_patient(work, replace(patient, archived_on=None), AuditEvent.UNARCHIVED)


def set_preferences(work: UnitOfWork, patient_id: int, preferences: Preferences) -> Case:
    """Keep how a person wants to be asked."""
    read_patient(work.connection, patient_id)
    row = {"patient_id": patient_id, **PREFERENCES.row(preferences)}
    work.connection.execute(insert(_PREFERENCE).prefix_with("OR REPLACE"), row)
    return work.done(AuditEvent.PREFERENCES_SET, patient_id)


def next_code(connection: Connection) -> str:
    """Give the code after the highest of ours, A-001 for the first."""
    codes = connection.execute(select(_PATIENT.c.code)).scalars()
    taken = (_OUR_CODE.fullmatch(code) for code in codes)
    return f"A-{max((int(match[1]) for match in taken if match), default=0) + 1:03}"


def add(work: UnitOfWork, patient: Patient) -> int:
    """Write a new person; gives the id, which nobody had before."""
    patient_id = last_number(work.connection, PatientRow) + 1
    work.connection.execute(insert(_PATIENT), {"id": patient_id, **PATIENTS.row(patient)})
    return patient_id


def add_all(work: UnitOfWork, new: Sequence[Patient]) -> range:
    """Write new people, each with the usual battery; gives their ids."""
    first = last_number(work.connection, PatientRow) + 1
    ids = range(first, first + len(new))
    if new:
        rows = [
            {"id": number, **PATIENTS.row(patient)}
            for number, patient in zip(ids, new, strict=True)
        ]
        work.connection.execute(insert(_PATIENT), rows)
        batteries = [row for number in ids for row in BATTERY.rows(USUAL_BATTERY, number)]
        work.connection.execute(insert(table(BatteryRow)), batteries)
        work.log_each(AuditEvent.PATIENT_ADDED, ids)
    return ids


def update_patient(work: UnitOfWork, patient: Patient, act: AuditEvent) -> Case:
    """Write a person over the one with the same id."""
    write_patient(work, patient)
    return work.done(act, patient.id)


def write_patient(work: UnitOfWork, patient: Patient) -> None:
    """Write the row alone, without a word in the log."""
    row = PATIENTS.row(patient)
    work.connection.execute(update(_PATIENT).where(_PATIENT.c.id == patient.id).values(row))


def refuse_unfit(work: UnitOfWork, patient: Patient) -> None:
    """Raise UserError for a code that is taken or unfit, or a number out of its range."""
    code = patient.code
    refuse_impossible(work, patient)
    taken = select(_PATIENT.c.id).where(
        _PATIENT.c.code.collate("NOCASE") == code, _PATIENT.c.id != patient.id
    )
    if work.connection.execute(taken).first():
        raise UserError(texts.code_taken(code), field="code")


def refuse_impossible(work: UnitOfWork, patient: Patient) -> None:
    """Raise UserError for an unfit code, or a number out of its range."""
    code = patient.code
    if not code or len(code) > _LONGEST_CODE or not code.isprintable():
        raise UserError(texts.unfit_code(_LONGEST_CODE), field="code")
    work.refuse_future(patient.started_on)
    year = patient.birth_year
    if year is not None and not 1900 <= year <= work.today.year:
        raise UserError(texts.birth_year(work.today.year), field="year")
    if patient.planned_sessions is not None and patient.planned_sessions < 1:
        raise UserError(texts.AT_LEAST_ONE_SESSION)
