"""Whole cases at once, for the demo and for an import: few statements, many rows."""

from dataclasses import replace
from typing import Any

from sqlalchemy import insert, select

from romtui.domain.case import Case
from romtui.domain.caseload import summary
from romtui.domain.day_words import full_day
from romtui.domain.errors import UserError
from romtui.domain.preferences import USUAL
from romtui.store.db.ids import last_number
from romtui.store.db.tables import (
    AgreementRow,
    BatteryRow,
    DiscussionRow,
    DraftRow,
    EventRow,
    FitRow,
    FiveQuestionsRow,
    FocusRow,
    LineUseRow,
    ObjectionRow,
    OwnRow,
    PatientRow,
    PreferenceRow,
    ResultRow,
    SafetyReviewRow,
    SessionRow,
    SkipRow,
    Table,
    TargetRow,
    TickRow,
    VersionRow,
    table,
)
from romtui.store.db.transactions import NOTHING
from romtui.store.db.unit_of_work import AuditEvent, UnitOfWork, preference_row, session_row
from romtui.store.records.battery import battery_row, own_row
from romtui.store.records.patients import patient_row
from romtui.store.records.reading import adds_up, checked
from romtui.store.records.results import version_row

_ELSEWHERE = "before it was taken in"
_IN_ORDER: tuple[type[Table], ...] = (
    PatientRow,
    SessionRow,
    ResultRow,
    VersionRow,
    DraftRow,
    DiscussionRow,
    SafetyReviewRow,
    TargetRow,
    FocusRow,
    TickRow,
    OwnRow,
    BatteryRow,
    FitRow,
    SkipRow,
    AgreementRow,
    EventRow,
    FiveQuestionsRow,
    ObjectionRow,
    LineUseRow,
    PreferenceRow,
)
"""What is pointed to comes before what points to it."""


def import_cases(work: UnitOfWork, cases: tuple[Case, ...]) -> None:
    """Write cases with new ids; each result begins its history as version 1."""
    _refuse_taken(work, cases)
    patient_id = last_number(work.connection, PatientRow)
    result_id = last_number(work.connection, ResultRow)
    rows: dict[type[Table], list[dict[str, Any]]] = {kind: [] for kind in _IN_ORDER}
    summaries, dated_ahead = [], False
    for case in cases:
        _refuse_wrong_totals(case)
        patient_id += 1
        patient = replace(case.patient, id=patient_id)
        rows[PatientRow].append({"id": patient_id, **patient_row(patient)})
        result_id = _results(rows, work, case, patient_id, result_id)
        _rest(rows, work, case, patient_id)
        as_read = replace(_as_read(case), patient=patient).seen_on(work.today)
        summaries.append(summary(as_read, work.constants))
        dated_ahead |= bool(as_read.later)
    for kind in _IN_ORDER:
        if rows[kind]:
            work.connection.execute(insert(table(kind)), rows[kind])
    work.write_standings(summaries, dated_ahead=dated_ahead)
    for one in summaries:
        work.log(AuditEvent.TAKEN_IN, one.patient.id)


def _as_read(case: Case) -> Case:
    """The case with its results as they will be read again: what has no score is not valid."""
    every = tuple(checked(one, case.instruments[one.instrument]) for one in case.every_result)
    return replace(case, results=every, later=())


def _refuse_wrong_totals(case: Case) -> None:
    for result in case.every_result:
        instrument = case.instruments[result.instrument]
        if not adds_up(result, instrument):
            raise UserError(
                f"The {instrument.name} of {case.patient.code} on {full_day(result.on)} does not "
                "add up to its total: compare it with the paper."
            )


def _results(
    rows: dict[type[Table], list[dict[str, Any]]],
    work: UnitOfWork,
    case: Case,
    patient_id: int,
    last: int,
) -> int:
    """Add the rows of a case's results and drafts; gives the last id used."""
    new_id = {}
    for order, result in enumerate(case.every_result):
        last += 1
        new_id[result.id] = last
        version = {"result_id": last, "n": 1}
        rows[ResultRow].append(
            {"id": last, "patient_id": patient_id, "instrument": result.instrument, "ord": order}
        )
        rows[VersionRow].append(version_row(replace(result, id=last, version=1), work.at))
        at = result.entered_at or work.at
        if result.discussed:
            rows[DiscussionRow].append(
                {
                    **version,
                    "shared_at": result.shared_at or at,
                    "how": result.how.value if result.how else _ELSEWHERE,
                }
            )
        if result.safety_reviewed:
            rows[SafetyReviewRow].append(
                {
                    **version,
                    "reviewed_at": result.reviewed_at or at,
                    "note": result.review.reveal() or _ELSEWHERE,
                }
            )
        if result.fit is not None:
            fit = {"fit": result.fit.value, "words": result.fit_words.reveal()}
            rows[FitRow].append({**version, "said_at": result.fit_at or at, **fit})
    for draft in case.drafts:
        rows[DraftRow].append(
            {
                "patient_id": patient_id,
                "instrument": draft.instrument,
                "day": draft.on,
                "answers": list(draft.answers),
                "position": draft.position,
                "amends": None if draft.amends is None else new_id.get(draft.amends),
                "started_at": draft.started_at or work.at,
            }
        )
    rows[SkipRow] += [
        {
            "patient_id": patient_id,
            "day": skip.on,
            "result_id": None if skip.result is None else new_id.get(skip.result),
            "reason": skip.reason.reveal(),
        }
        for skip in case.skips
    ]
    return last


def _rest(
    rows: dict[type[Table], list[dict[str, Any]]], work: UnitOfWork, case: Case, patient_id: int
) -> None:
    rows[SessionRow] += [session_row(patient_id, session) for session in case.sessions]
    rows[OwnRow] += [own_row(patient_id, one) for one in case.own]
    rows[BatteryRow] += [
        battery_row(patient_id, scheduled, place) for place, scheduled in enumerate(case.battery)
    ]
    rows[TargetRow] += [
        {"patient_id": patient_id, "instrument": of, "score": total, "set_on": work.today}
        | {"words": case.target_words.get(of, NOTHING).reveal()}
        for of, total in case.targets.items()
    ]
    rows[TickRow] += [
        {"patient_id": patient_id, "day": work.today, "line_id": line_id} for line_id in case.ticks
    ]
    rows[FocusRow] += [
        {
            "patient_id": patient_id,
            "name": focus.name.reveal(),
            "since": focus.since,
            "until": focus.until,
            "next_idea": focus.next_idea.reveal(),
        }
        for focus in case.focuses
    ]
    _talks(rows, case, patient_id)


def _talks(rows: dict[type[Table], list[dict[str, Any]]], case: Case, patient_id: int) -> None:
    rows[AgreementRow] += [
        {
            "patient_id": patient_id,
            "day": one.on,
            "what": one.what.reveal(),
            "review_on": one.review_on,
            "pattern": None if one.pattern is None else one.pattern.value,
            "outcome": None if one.outcome is None else one.outcome.value,
            "outcome_on": one.outcome_on,
        }
        for one in case.agreements
    ]
    rows[EventRow] += [
        {"patient_id": patient_id, "day": one.on, "what": one.what.reveal()} for one in case.events
    ]
    rows[FiveQuestionsRow] += [
        {"patient_id": patient_id, "day": one.on, "ask": one.ask.value, "note": one.note.reveal()}
        for one in case.asked
    ]
    rows[ObjectionRow] += [
        {"patient_id": patient_id, "day": one.on, "code": one.code, "note": one.note.reveal()}
        for one in case.objections
    ]
    rows[LineUseRow] += [
        {"patient_id": patient_id, "day": one.on, "line_id": one.line_id} for one in case.said
    ]
    if case.preferences != USUAL:
        rows[PreferenceRow].append(preference_row(patient_id, case.preferences))


def _refuse_taken(work: UnitOfWork, cases: tuple[Case, ...]) -> None:
    codes = [row.casefold() for row in work.connection.execute(_CODES).scalars()]
    taken = set(codes)
    for case in cases:
        code = case.patient.code
        if code.casefold() in taken:
            raise UserError(f"The code {code} is taken: change one of the two, then try again.")
        taken.add(code.casefold())


_CODES = select(table(PatientRow).c.code)
