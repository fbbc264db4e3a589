"""Forms: half-filled, kept, corrected, taken back, moved to whom they belong."""

from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from romtui.domain.case import TAKES_ITS_PLACE, Case, Draft, Entered, Form, Result, Status
from romtui.domain.caseload import with_draft
from romtui.domain.errors import UserError
from romtui.domain.history import UNDONE, summary
from romtui.domain.personal_measures import is_own
from romtui.domain.private import Private
from romtui.store import texts
from romtui.store.db.audit_events import AuditEvent
from romtui.store.records import results
from romtui.store.records.cases import read_patient, read_summary, write_summaries
from romtui.store.records.unit_of_work import UnitOfWork, refuse_blank
from romtui.store.records.versions import read_histories, read_versions

_IN_USE: Final = """
    SELECT instrument FROM result GROUP BY instrument
    ORDER BY count(DISTINCT patient_id) DESC, count(*) DESC, instrument
"""
_MOVED_AWAY: Final = "moved to another person: "
_MOVED_HERE: Final = "moved from another person: "


def keep_draft(work: UnitOfWork, patient_id: int, draft: Draft) -> None:
    """Save a half-filled form, after each key."""
    if work.keep_draft(patient_id, draft):
        work.log(AuditEvent.DRAFT_BEGUN, patient_id)
        line = read_summary(work.connection, patient_id)
        write_summaries(work.connection, [with_draft(line, draft.instrument)])
        work.changed.add(patient_id)


def drop_draft(
    work: UnitOfWork, patient_id: int, instrument: str, amends: int | None = None
) -> Case:
    """Throw a half-filled form away, or the half-made correction of a result."""
    work.drop_draft(patient_id, instrument, amends)
    return work.done(AuditEvent.DRAFT_DROPPED, patient_id)


def record(
    work: UnitOfWork, patient_id: int, form: Form, *, in_place_of: int | None = None
) -> Case:
    """Score a form and keep it; its draft goes. A total leaves a half-filled form alone.

    A form of today begins the session of today; one filled in earlier does not.
    `in_place_of` is the result of the same form and day whose next version it becomes;
    without it the two stand beside each other.
    """
    read_patient(work.connection, patient_id)
    if in_place_of is None:
        scored = results.result_of(work, patient_id, form)
        act, result_id = AuditEvent.RECORDED, results.add_result(work, patient_id, scored)
    else:
        results.take_its_place(work, patient_id, in_place_of, form)
        act, result_id = AuditEvent.AMENDED, in_place_of
    if form.answers is not None:
        work.drop_draft(patient_id, form.instrument)
    if form.on == work.today:
        work.begin_session(patient_id)
    return work.done(act, patient_id, result_id)


def amend(work: UnitOfWork, result_id: int, form: Form, reason: Private) -> Case:
    """Correct a result by a new version; a reason is asked for."""
    refuse_blank(reason, texts.WHY_CORRECTED)
    before = results.current(work, result_id)
    if form.instrument != before.instrument:
        raise UserError(texts.ANOTHER_QUESTIONNAIRE)
    patient_id = results.patient_of(work, result_id)
    if not before.of_version(work.instrument(patient_id, form.instrument)):
        raise UserError(texts.ANOTHER_VERSION)
    corrected = results.result_of(work, patient_id, form)
    still_away = before.entered is Entered.AWAY and form.answers is not None
    results.add_version(
        work,
        replace(
            corrected,
            id=result_id,
            version=before.version + 1,
            status=Status.AMENDED,
            reason=reason,
            entered=Entered.AWAY if still_away else corrected.entered,
        ),
    )
    work.drop_draft(patient_id, form.instrument, amends=result_id)
    return work.done(AuditEvent.AMENDED, patient_id, result_id)


def undo(work: UnitOfWork, result_id: int) -> Case:
    """Take the latest change of a result back that still stands, by a new version.

    At last the result itself: a form is withdrawn then and comes back as a draft with its
    answers, unless another draft of the same questionnaire was begun since.
    """
    versions = read_versions(work.connection, result_id)
    current = versions[-1]
    still_there = summary(versions)
    if not still_there:
        raise UserError(texts.NOTHING_TO_UNDO)
    *before, last = still_there
    goal = before[-1] if before else replace(last, status=Status.WITHDRAWN)
    undone = replace(goal, version=current.version + 1, entered_at=work.at, reason=UNDONE)
    results.add_version(work, undone)
    if before:
        results.carry_over_what_was_said(work, goal, undone)
    if last.reason == TAKES_ITS_PLACE:
        results.bring_followup_back(work, before, last)
    patient_id = results.patient_of(work, result_id)
    results.carry_over_to_draft(work, patient_id, last, current, undone)
    return work.done(AuditEvent.UNDONE, patient_id, result_id)


def withdraw(work: UnitOfWork, result_id: int, reason: Private) -> Case:
    """Mark a result as entered in error: it leaves the trend, its history stays."""
    refuse_blank(reason, texts.WHY_WITHDRAWN)
    before = results.current(work, result_id)
    results.withdraw(work, before, reason)
    return work.done(AuditEvent.WITHDRAWN, results.patient_of(work, result_id), result_id)


def move_result(work: UnitOfWork, result_id: int, to_patient_id: int, reason: Private) -> Case:
    """Withdraw a result that is another patient's and write it there; gives the first's case.

    Both bear the reason, neither the other's name or code; two lines of the log, one after
    the other, link their numbers. Nothing else is taken along: whether it was shared, and
    what was asked about a safety answer, was with the wrong person.
    """
    refuse_blank(reason, texts.WHY_MOVED)
    before = results.current(work, result_id)
    from_patient_id = results.patient_of(work, result_id)
    read_patient(work.connection, to_patient_id)
    if to_patient_id == from_patient_id:
        raise UserError(texts.ALREADY_THIS_PATIENTS)
    if is_own(before.instrument):
        raise UserError(texts.MADE_FOR_ONE_PATIENT)
    results.withdraw(work, before, Private(f"{_MOVED_AWAY}{reason.reveal()}"))
    work.drop_draft(from_patient_id, before.instrument, amends=result_id)
    arrived = replace(
        before,
        version=1,
        status=Status.FINAL,
        entered_at=work.at,
        reason=Private(f"{_MOVED_HERE}{reason.reveal()}"),
    )
    moved_id = results.add_result(work, to_patient_id, arrived)
    if before.on == work.today:
        work.begin_session(to_patient_id)
    work.log(AuditEvent.MOVED_AWAY, result_id)
    work.log(AuditEvent.MOVED_HERE, moved_id)
    work.renew_summary(to_patient_id)
    return work.renew_summary(from_patient_id)


def answer_followup(work: UnitOfWork, result_id: int, answer: int | None) -> Case:
    """Keep the answer to the question after a form, None takes it back; the result stays."""
    act = AuditEvent.FOLLOWUP_DROPPED if answer is None else AuditEvent.FOLLOWUP_ANSWERED
    patient_id = results.patient_of(work, result_id)
    results.add_followup(work, patient_id, result_id, answer)
    return work.done(act, patient_id, result_id)


def histories(connection: Connection, patient_id: int) -> tuple[tuple[Result, ...], ...]:
    """Every version of every result of a patient, withdrawn ones too; the newest first."""
    read_patient(connection, patient_id)
    return read_histories(connection, patient_id)


def forms_in_use(connection: Connection) -> tuple[str, ...]:
    """The questionnaires of all patients, those of most of them first."""
    return tuple(connection.exec_driver_sql(_IN_USE).scalars())
