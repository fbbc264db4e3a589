"""An import taken back as a whole: its results withdrawn, the people it brought removed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import select

from romtui.domain.case import Status
from romtui.domain.errors import UserError
from romtui.domain.imported_score import ImportSummary
from romtui.domain.private import Private
from romtui.store import texts
from romtui.store.db.audit_events import OF_A_RESULT, OF_THE_VAULT, AuditEvent
from romtui.store.db.mapping import table
from romtui.store.db.schema import LogRow, ResultRow
from romtui.store.records import results
from romtui.store.records.erase import delete_patient
from romtui.store.records.unit_of_work import UnitOfWork
from romtui.store.records.versions import read_versions

_LOG = table(LogRow)
_RESULT = table(ResultRow)
IMPORT_TAKEN_BACK: Final = Private("the import was taken back")
"""Why a result was withdrawn, or is again as it was: it may be imported anew."""

_BRINGS: Final = {act.value for act in (AuditEvent.TAKEN_IN, AuditEvent.PATIENT_ADDED)}
_OF_IMPORT: Final = {*_BRINGS, AuditEvent.RESULT_IMPORTED.value, AuditEvent.RESULT_CORRECTED.value}
_OF_RESULT: Final = {act.value for act in OF_A_RESULT}
_NOT_OF_PEOPLE: Final = {act.value for act in OF_THE_VAULT} | _OF_RESULT


def undo_import(work: UnitOfWork) -> ImportSummary:
    """Take the latest import back; UserError when something was entered for its people since."""
    lines = _since_the_import(work)
    own: list[Any] = []
    for line in lines:
        if line.type not in _OF_IMPORT:
            break
        own.append(line)
    people = {line.entity for line in own if line.type in _BRINGS}
    brought = [line.entity for line in own if line.type == AuditEvent.RESULT_IMPORTED.value]
    corrected = [line.entity for line in own if line.type == AuditEvent.RESULT_CORRECTED.value]
    _refuse_changed(work, lines[len(own) :], people, {*brought, *corrected})
    withdrawn = 0
    for result_id in brought:
        patient_id = results.patient_of(work, result_id)
        if patient_id not in people:
            latest = read_versions(work.connection, result_id)[-1]
            if latest.status is not Status.WITHDRAWN:
                results.withdraw(work, latest, IMPORT_TAKEN_BACK)
            work.renew_summary(patient_id)
            withdrawn += 1
    for result_id, times in Counter(corrected).items():
        _put_back(work, result_id, times)
        work.renew_summary(results.patient_of(work, result_id))
    for patient_id in sorted(people):
        delete_patient(work, patient_id, AuditEvent.ERASED)
    work.log(AuditEvent.IMPORT_UNDONE, len(own))
    return ImportSummary(people=len(people), results=withdrawn, corrected=len(corrected))


def _since_the_import(work: UnitOfWork) -> Sequence[Any]:
    kinds = (AuditEvent.IMPORTED.value, AuditEvent.IMPORT_UNDONE.value)
    latest = work.connection.execute(
        select(_LOG).where(_LOG.c.type.in_(kinds)).order_by(_LOG.c.seq.desc()).limit(1)
    ).first()
    if latest is None or latest.type == AuditEvent.IMPORT_UNDONE.value:
        raise UserError(texts.NO_IMPORT)
    after = select(_LOG).where(_LOG.c.seq > latest.seq).order_by(_LOG.c.seq)
    return work.connection.execute(after).all()


def _refuse_changed(
    work: UnitOfWork, lines: Sequence[Any], people: set[int], brought: set[int]
) -> None:
    theirs = select(_RESULT.c.id).where(_RESULT.c.patient_id.in_(people))
    touched = brought | set(work.connection.execute(theirs).scalars())
    for line in lines:
        if (line.type in _OF_RESULT and line.entity in touched) or (
            line.type not in _NOT_OF_PEOPLE and line.entity in people
        ):
            raise UserError(texts.ENTERED_SINCE)


def _put_back(work: UnitOfWork, result_id: int, times: int) -> None:
    """A result that an import corrected so many times is as it was before, by a new version."""
    versions = read_versions(work.connection, result_id)
    before, latest = versions[-1 - times], versions[-1]
    again = replace(
        before, version=latest.version + 1, entered_at=work.at, reason=IMPORT_TAKEN_BACK
    )
    results.add_version(work, again)
    results.carry_over_what_was_said(work, before, again)
