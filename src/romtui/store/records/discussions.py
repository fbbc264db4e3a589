"""What was talked about and agreed."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, insert, update
from sqlalchemy.dialects.sqlite import insert as upsert

from romtui.domain.case import Case
from romtui.domain.discussion import AgreementOutcome, Ask, Fit, How
from romtui.domain.errors import UserError
from romtui.domain.patterns import Pattern
from romtui.domain.private import Private
from romtui.store import texts
from romtui.store.db.audit_events import AuditEvent
from romtui.store.db.mapping import table
from romtui.store.db.schema import (
    AgreementRow,
    DiscussionRow,
    FitRow,
    FiveQuestionsRow,
    LineUseRow,
    ObjectionRow,
    SafetyReviewRow,
    SkipRow,
)
from romtui.store.records import results
from romtui.store.records.cases import read_patient
from romtui.store.records.unit_of_work import NOTHING, UnitOfWork, refuse_blank

Results = int | Sequence[int]
"""One result by its id, or several: all of them are noted, or none."""

_DISCUSSION = table(DiscussionRow)
_REVIEW = table(SafetyReviewRow)
_FIT = table(FitRow)
_SKIP = table(SkipRow)
_AGREEMENT = table(AgreementRow)
_FIVE = table(FiveQuestionsRow)
_OBJECTION = table(ObjectionRow)
_LINE_USE = table(LineUseRow)


def share(work: UnitOfWork, result: Results, how: How, line_id: str = "") -> Case:
    """Note that these versions of results were shared and talked about, with which line."""
    patient_id = _one_person(work, result)
    for result_id in _each(result):
        row = _version(work, result_id)
        shared = {**row, "shared_at": work.at, "how": how.value}
        work.connection.execute(delete(_DISCUSSION).filter_by(**row))
        work.connection.execute(insert(_DISCUSSION), shared)
        work.log(AuditEvent.SHARED, result_id)
    work.begin_session(patient_id)
    if line_id:
        _keep_line(work, patient_id, line_id)
    return work.renew_summary(patient_id)


def unshare(work: UnitOfWork, result: Results) -> Case:
    """Take back that these versions of results were shared."""
    patient_id = _one_person(work, result)
    for result_id in _each(result):
        row = _version(work, result_id)
        work.connection.execute(delete(_DISCUSSION).filter_by(**row))
        work.log(AuditEvent.NOT_SHARED, result_id)
    return work.renew_summary(patient_id)


def note_fit(work: UnitOfWork, result_id: int, fit: Fit, words: Private = NOTHING) -> Case:
    """Keep whether the score fits how the person feels, beside this version of it."""
    current = results.current(work, result_id)
    patient_id = results.patient_of(work, result_id)
    row = {
        "result_id": result_id,
        "n": current.version,
        "said_at": work.at,
        "fit": fit.value,
        "words": words.reveal().strip(),
    }
    work.connection.execute(insert(_FIT), row)
    work.begin_session(patient_id)
    return work.done(AuditEvent.FIT, patient_id, result_id)


def skip(work: UnitOfWork, patient_id: int, reason: Private, result: Results = ()) -> Case:
    """Note that results were not talked about today or, without any, no form filled in."""
    refuse_blank(reason, texts.WHY_NOT_TODAY)
    read_patient(work.connection, patient_id)
    put_off = _each(result)
    if put_off and _one_person(work, put_off) != patient_id:
        raise UserError(texts.ANOTHER_PATIENTS_RESULT)
    for result_id in put_off or (None,):
        row = {
            "patient_id": patient_id,
            "day": work.today,
            "result_id": result_id,
            "reason": reason.reveal().strip(),
        }
        work.connection.execute(insert(_SKIP), row)
        work.log(AuditEvent.SKIPPED, patient_id)
    work.begin_session(patient_id)
    return work.renew_summary(patient_id)


def agree(
    work: UnitOfWork,
    patient_id: int,
    what: Private,
    review_on: date | None = None,
    pattern: Pattern | None = None,
) -> Case:
    """Keep what was agreed today, about which headline, and when it is looked at again."""
    refuse_blank(what, texts.WHAT_WAS_AGREED)
    if review_on is not None and review_on < work.today:
        raise UserError(texts.DATE_IN_THE_PAST)
    read_patient(work.connection, patient_id)
    row = {
        "patient_id": patient_id,
        "day": work.today,
        "what": what.reveal().strip(),
        "review_on": review_on,
        "pattern": None if pattern is None else pattern.value,
    }
    work.connection.execute(insert(_AGREEMENT), row)
    work.begin_session(patient_id)
    return work.done(AuditEvent.AGREED, patient_id)


def drop_agreement(work: UnitOfWork, patient_id: int, agreement_id: int) -> Case:
    """Take an agreement of today away that was noted by mistake."""
    of_today = (
        (_AGREEMENT.c.id == agreement_id)
        & (_AGREEMENT.c.patient_id == patient_id)
        & (_AGREEMENT.c.day == work.today)
    )
    if not work.connection.execute(delete(_AGREEMENT).where(of_today)).rowcount:
        raise UserError(texts.ONLY_TODAYS_ACTION)
    return work.done(AuditEvent.AGREEMENT_DROPPED, patient_id)


def review_agreement(
    work: UnitOfWork, patient_id: int, agreement_id: int, outcome: AgreementOutcome
) -> Case:
    """Keep what became of an agreement; a later word takes the place of an earlier one."""
    this = (_AGREEMENT.c.id == agreement_id) & (_AGREEMENT.c.patient_id == patient_id)
    became = {"outcome": outcome.value, "outcome_on": work.today}
    if not work.connection.execute(update(_AGREEMENT).where(this).values(became)).rowcount:
        raise UserError(texts.UNKNOWN_ACTION)
    work.begin_session(patient_id)
    return work.done(AuditEvent.AGREEMENT_REVIEWED, patient_id)


def tick_question(
    work: UnitOfWork, patient_id: int, ask: Ask, note: Private = NOTHING, *, done: bool = True
) -> Case:
    """Tick one of the five questions for today, with a note, or take the tick away."""
    read_patient(work.connection, patient_id)
    key = {"patient_id": patient_id, "day": work.today, "ask": ask.value}
    work.connection.execute(delete(_FIVE).filter_by(**key))
    if done:
        row = {**key, "note": note.reveal().strip()}
        work.connection.execute(insert(_FIVE), row)
        work.begin_session(patient_id)
    return work.done(AuditEvent.ASKED, patient_id)


def note_objection(work: UnitOfWork, patient_id: int, code: str, note: Private = NOTHING) -> Case:
    """Keep what the person said against the questionnaires, by its code in the deck."""
    read_patient(work.connection, patient_id)
    row = {
        "patient_id": patient_id,
        "day": work.today,
        "code": code,
        "note": note.reveal().strip(),
    }
    work.connection.execute(insert(_OBJECTION), row)
    work.begin_session(patient_id)
    return work.done(AuditEvent.OBJECTED, patient_id)


def say(work: UnitOfWork, patient_id: int, line_id: str) -> Case:
    """Keep that a line of the deck was said today."""
    read_patient(work.connection, patient_id)
    _keep_line(work, patient_id, line_id)
    work.begin_session(patient_id)
    return work.done(AuditEvent.LINE_SAID, patient_id)


def review_safety(work: UnitOfWork, result_id: int, note: Private) -> Case:
    """Note what was asked and done about a safety answer, in this version of it."""
    refuse_blank(note, texts.WHAT_WAS_ASKED)
    current = results.current(work, result_id)
    row = {
        "result_id": result_id,
        "n": current.version,
        "reviewed_at": work.at,
        "note": note.reveal(),
    }
    work.connection.execute(insert(_REVIEW), row)
    patient_id = results.patient_of(work, result_id)
    return work.done(AuditEvent.SAFETY_REVIEWED, patient_id, result_id)


def _each(result: Results) -> Sequence[int]:
    return (result,) if isinstance(result, int) else result


def _one_person(work: UnitOfWork, result: Results) -> int:
    """Whose results they are; UserError when they are not all of one person."""
    people = {results.patient_of(work, result_id) for result_id in _each(result)}
    if len(people) != 1:
        raise UserError(texts.SEVERAL_PATIENTS_RESULTS)
    return people.pop()


def _version(work: UnitOfWork, result_id: int) -> dict[str, int]:
    """The version of a result that counts now, by its key."""
    return {"result_id": result_id, "n": results.current(work, result_id).version}


def _keep_line(work: UnitOfWork, patient_id: int, line_id: str) -> None:
    row = {"patient_id": patient_id, "day": work.today, "line_id": line_id}
    work.connection.execute(upsert(_LINE_USE).values(row).on_conflict_do_nothing())
