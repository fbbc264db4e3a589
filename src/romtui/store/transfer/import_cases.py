"""Whole cases written at once, for the demo and the tests: few statements, many rows."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import insert, select

from romtui.domain.case import Case, Result
from romtui.domain.caseload import summary
from romtui.domain.errors import UserError
from romtui.domain.preferences import USUAL
from romtui.domain.text import full_day
from romtui.store import texts
from romtui.store.db.audit_events import AuditEvent
from romtui.store.db.ids import last_number
from romtui.store.db.mapping import Row, table
from romtui.store.db.schema import (
    IN_A_FILE,
    OF_A_CASE,
    PATIENTS,
    PREFERENCES,
    DiscussionRow,
    FitRow,
    PatientRow,
    PreferenceRow,
    ResultRow,
    SafetyReviewRow,
    TargetRow,
    TickRow,
    VersionRow,
)
from romtui.store.records.results import version_row
from romtui.store.records.unit_of_work import NOTHING, UnitOfWork
from romtui.store.records.versions import adds_up, checked
from romtui.store.transfer.exporting import columns_of_results

_ELSEWHERE = "before it was taken in"

Rows = Iterator[tuple[type[Row], dict[str, Any]]]


def import_cases(work: UnitOfWork, cases: tuple[Case, ...]) -> None:
    """Write cases with new ids; each result begins its history as version 1."""
    _refuse_taken(work, cases)
    patient_id = last_number(work.connection, PatientRow)
    result_id = last_number(work.connection, ResultRow)
    rows: dict[type[Row], list[dict[str, Any]]] = {kind: [] for kind in IN_A_FILE}
    summaries, dated_ahead = [], False
    for case in cases:
        _refuse_wrong_totals(case)
        patient_id += 1
        results = range(result_id + 1, result_id + 1 + len(case.every_result))
        result_id += len(results)
        for kind, row in _rows(work, case, patient_id, results):
            rows[kind].append(row)
        as_read = _as_read(case, patient_id).seen_on(work.today)
        summaries.append(summary(as_read, work.constants))
        dated_ahead |= bool(as_read.later)
    for kind, of_kind in rows.items():
        if of_kind:
            work.connection.execute(insert(table(kind)), of_kind)
    work.write_summaries(summaries, dated_ahead=dated_ahead)
    for line in summaries:
        work.log(AuditEvent.TAKEN_IN, line.patient.id)


def _rows(work: UnitOfWork, case: Case, patient_id: int, results: range) -> Rows:
    """Every row of a case under its new number, and its results under theirs."""
    drafts = (replace(draft, started_at=draft.started_at or work.at) for draft in case.drafts)
    case = replace(case, drafts=tuple(drafts))
    yield PatientRow, {"id": patient_id, **PATIENTS.row(case.patient)}
    number = {}
    for order, (result, result_id) in enumerate(zip(case.every_result, results, strict=True)):
        number[result.id] = result_id
        identity = {"patient_id": patient_id, "instrument": result.instrument, "ord": order}
        yield ResultRow, {"id": result_id, **identity}
        yield from _version(work, replace(result, id=result_id, version=1))
    for mapped in OF_A_CASE:
        pointing = columns_of_results(mapped.table)
        for row in mapped.rows(getattr(case, mapped.of_case), patient_id):
            yield mapped.row_class, {**row, **{name: number.get(row[name]) for name in pointing}}
    for of, total in case.targets.items():
        words = case.target_words.get(of, NOTHING).reveal()
        row = {"patient_id": patient_id, "instrument": of, "set_on": work.today}
        yield TargetRow, {**row, "score": total, "words": words}
    for line_id in case.ticks:
        yield TickRow, {"patient_id": patient_id, "day": work.today, "line_id": line_id}
    if case.preferences != USUAL:
        yield PreferenceRow, {"patient_id": patient_id, **PREFERENCES.row(case.preferences)}


def _version(work: UnitOfWork, result: Result) -> Rows:
    """The only version of a result, and what was said about it."""
    key = {"result_id": result.id, "n": 1}
    at = result.entered_at or work.at
    yield VersionRow, version_row(result, work.at)
    if result.discussed:
        how = result.how.value if result.how else _ELSEWHERE
        yield DiscussionRow, {**key, "shared_at": result.shared_at or at, "how": how}
    if result.safety_reviewed:
        note = result.review.reveal() or _ELSEWHERE
        yield SafetyReviewRow, {**key, "reviewed_at": result.reviewed_at or at, "note": note}
    if result.fit is not None:
        fit = {"fit": result.fit.value, "words": result.fit_words.reveal()}
        yield FitRow, {**key, "said_at": result.fit_at or at, **fit}


def _as_read(case: Case, patient_id: int) -> Case:
    """The case as it will be read again: what has no score is not valid."""
    results = tuple(
        checked(result, case.instruments[result.instrument]) for result in case.every_result
    )
    return replace(case, patient=replace(case.patient, id=patient_id), results=results, later=())


def _refuse_wrong_totals(case: Case) -> None:
    for result in case.every_result:
        instrument = case.instruments[result.instrument]
        if not adds_up(result, instrument):
            on = full_day(result.on)
            raise UserError(texts.total_does_not_add_up(instrument.name, case.patient.code, on))


def _refuse_taken(work: UnitOfWork, cases: tuple[Case, ...]) -> None:
    codes = work.connection.execute(select(table(PatientRow).c.code)).scalars()
    taken = {code.casefold() for code in codes}
    for case in cases:
        code = case.patient.code
        if code.casefold() in taken:
            raise UserError(texts.code_taken_by_import(code))
        taken.add(code.casefold())
