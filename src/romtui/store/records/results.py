"""From a form to a result, and from one version of a result to the next."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, literal, select

from romtui.domain.case import TAKES_ITS_PLACE, Draft, Entered, Form, Result, Status
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.domain.private import Private
from romtui.domain.safety import refuse_impossible, refuse_impossible_part
from romtui.domain.scoring import score, score_parts, score_total
from romtui.store import texts
from romtui.store.db.ids import last_number
from romtui.store.db.mapping import table
from romtui.store.db.schema import (
    NO_FOLLOWUP,
    VERSIONS,
    DiscussionRow,
    FitRow,
    FollowupRow,
    ResultRow,
    SafetyReviewRow,
    VersionRow,
)
from romtui.store.records.cases import read_drafts
from romtui.store.records.unit_of_work import UnitOfWork, offset
from romtui.store.records.versions import read_versions

_RESULT = table(ResultRow)
_VERSION = table(VersionRow)
_FOLLOWUP = table(FollowupRow)
_LAST_PLACE = "SELECT max(ord) FROM result WHERE patient_id = ?"
_SAID = (
    (table(DiscussionRow), ("shared_at", "how")),
    (table(FitRow), ("said_at", "fit", "words")),
    (table(SafetyReviewRow), ("reviewed_at", "note")),
)
"""What is kept beside one version of a result."""


def result_of(work: UnitOfWork, patient_id: int, form: Form) -> Result:
    """Score a form; UserError for the future, an answer not on the form, or no answer."""
    instrument = work.instrument(patient_id, form.instrument)
    work.refuse_future(form.on)
    result = Result(
        id=0,
        instrument=instrument.id,
        on=form.on,
        total=None,
        instrument_version=instrument.version,
        followup=form.followup,
        entered_at=work.at,
    )
    if form.followup is not None:
        _refuse_unprinted_followup(instrument, form.followup)
    if form.answers is None:
        return _with_total(result, instrument, form)
    if all(answer is None for answer in form.answers):
        raise UserError(texts.NO_ANSWERS_YET)
    scored = score(instrument, form.answers)
    return replace(result, answers=form.answers, total=scored.total, safety=scored.safety)


def add_result(work: UnitOfWork, patient_id: int, result: Result) -> int:
    """Write a new result and its first version; gives its id."""
    (result_id,) = add_results(work, [(patient_id, result)])
    return result_id


def add_results(work: UnitOfWork, new: Sequence[tuple[int, Result]]) -> range:
    """Write results of these patients, each with its first version; gives their ids."""
    first = last_number(work.connection, ResultRow) + 1
    ids = range(first, first + len(new))
    last: dict[int, int] = {}
    rows = []
    for result_id, (patient_id, result) in zip(ids, new, strict=True):
        if patient_id not in last:
            last[patient_id] = _last_place(work, patient_id)
        last[patient_id] += 1
        row = {"patient_id": patient_id, "instrument": result.instrument, "ord": last[patient_id]}
        rows.append({"id": result_id, **row})
    if rows:
        work.connection.execute(insert(_RESULT), rows)
        versions = [
            version_row(replace(result, id=result_id), work.at)
            for result_id, (_, result) in zip(ids, new, strict=True)
        ]
        work.connection.execute(insert(_VERSION), versions)
    return ids


def _last_place(work: UnitOfWork, patient_id: int) -> int:
    """The place of a patient's last result; -1 where there is none."""
    last = work.connection.exec_driver_sql(_LAST_PLACE, (patient_id,)).scalar()
    return -1 if last is None else int(last)


def add_version(work: UnitOfWork, result: Result) -> None:
    """Append one version; its number is the result's `version`."""
    work.connection.execute(insert(_VERSION), version_row(result, work.at))


def withdraw(work: UnitOfWork, before: Result, reason: Private) -> None:
    """Append the version that takes a result out of the trend."""
    version = replace(
        before,
        version=before.version + 1,
        entered_at=work.at,
        status=Status.WITHDRAWN,
        reason=reason,
    )
    add_version(work, version)


def take_its_place(
    work: UnitOfWork,
    patient_id: int,
    before_id: int,
    form: Form,
    came: Entered | None = None,
) -> None:
    """Enter another form of the same day as the next version of a result; the old one is kept.

    `came` says how it came in, where that is not by its items or total. Nothing that was said of
    the old one is said of it, nor its question after the form answered.
    """
    before = current(work, before_id)
    entered = result_of(work, patient_id, form)
    same = (before.instrument, before.instrument_version, before.on)
    if patient_of(work, before_id) != patient_id or same != (
        entered.instrument,
        entered.instrument_version,
        entered.on,
    ):
        raise UserError(texts.SAME_FORM_AND_DAY)
    version = replace(
        entered,
        id=before_id,
        version=before.version + 1,
        status=Status.AMENDED,
        reason=TAKES_ITS_PLACE,
        entered=came or entered.entered,
    )
    add_version(work, version)
    work.drop_draft(patient_id, form.instrument, amends=before_id)
    if before.followup is not None or form.followup is not None:
        _write_followup(work, before_id, form.followup)


def add_followup(work: UnitOfWork, patient_id: int, result_id: int, answer: int | None) -> None:
    """Write the answer to the question after a form; None takes it back.

    UserError when the form has none such.
    """
    form = current(work, result_id)
    if answer is not None:
        _refuse_unprinted_followup(work.instrument(patient_id, form.instrument), answer)
    _write_followup(work, result_id, answer)


def bring_followup_back(work: UnitOfWork, before: Sequence[Result], taken_back: Result) -> None:
    """Let the question after a form be answered as it was before another took its place.

    `before` are the versions that stand then. What was answered of a form that one of them
    replaced is not asked of this one.
    """
    *_, form = (
        version for version in before if version is before[0] or version.reason == TAKES_ITS_PLACE
    )
    answered_at = _FOLLOWUP.c.answered_at
    last = work.connection.execute(
        select(_FOLLOWUP.c.answer)
        .where(
            _FOLLOWUP.c.result_id == form.id,
            answered_at >= form.entered_at,
            answered_at < taken_back.entered_at,
        )
        .order_by(_FOLLOWUP.c.id.desc())
    ).scalar()
    with_the_form = work.connection.execute(
        select(_VERSION.c.followup).filter_by(result_id=form.id, n=form.version)
    ).scalar()
    answer = with_the_form if last is None else last
    _write_followup(work, form.id, None if answer == NO_FOLLOWUP else answer)


def patient_of(work: UnitOfWork, result_id: int) -> int:
    """Whose result it is."""
    found = work.connection.execute(
        select(_RESULT.c.patient_id).where(_RESULT.c.id == result_id)
    ).scalar_one()
    return int(found)


def current(work: UnitOfWork, result_id: int) -> Result:
    """The version that counts; UserError when the result was withdrawn."""
    latest = read_versions(work.connection, result_id)[-1]
    if latest.status is Status.WITHDRAWN:
        raise UserError(texts.RESULT_WITHDRAWN)
    return latest


def carry_over_what_was_said(work: UnitOfWork, before: Result, after: Result) -> None:
    """A version that comes back as another is shared, fits and is reviewed as it was."""
    for said, told in _SAID:
        columns = (said.c.result_id, literal(after.version), *(said.c[name] for name in told))
        rows = select(*columns).filter_by(result_id=before.id, n=before.version)
        into = insert(said).from_select(["result_id", "n", *told], rows.order_by(said.c.id))
        work.connection.execute(into)


def carry_over_to_draft(
    work: UnitOfWork, patient_id: int, taken_back: Result, before: Result, after: Result
) -> None:
    """What was typed goes on as a draft when its result goes, and ends when it comes back.

    So does a form that was entered in the place of another, when that one comes back.
    """
    if before.answers is None or before.entered is not Entered.ITEMS:
        return
    drafts = read_drafts(work.connection, patient_id)
    waiting = next(
        (
            draft
            for draft in drafts
            if draft.instrument == before.instrument and draft.amends is None
        ),
        None,
    )
    gone = after.status is Status.WITHDRAWN or taken_back.reason == TAKES_ITS_PLACE
    if gone and waiting is None:
        draft = Draft(
            instrument=before.instrument,
            on=before.on,
            answers=before.answers,
            position=len(before.answers),
        )
        work.keep_draft(patient_id, draft)
    elif (
        before.status is Status.WITHDRAWN
        and waiting is not None
        and waiting.answers == after.answers
    ):
        work.drop_draft(patient_id, before.instrument)


def version_row(result: Result, at: datetime) -> dict[str, Any]:
    """The row of one version; `at` is when it was entered, where the result does not say."""
    entered_at = result.entered_at or at
    return VERSIONS.row(result) | {"entered_at": entered_at, "utc_offset": offset(entered_at)}


def _write_followup(work: UnitOfWork, result_id: int, answer: int | None) -> None:
    """The latest row counts, so that no row is ever changed."""
    said = NO_FOLLOWUP if answer is None else answer
    row = {"result_id": result_id, "answer": said, "answered_at": work.at}
    work.connection.execute(insert(_FOLLOWUP), row)


def _with_total(result: Result, instrument: Instrument, form: Form) -> Result:
    if form.total is None and not form.subtotals:
        raise UserError(texts.NEITHER_ANSWERS_NOR_TOTAL)
    asked = {safety.item for safety in instrument.safety_items}
    for item, answer in form.safety.items():
        if item not in asked or not _printed(instrument, item, answer):
            raise UserError(texts.no_such_answer(instrument.name, answer, item))
    typed = replace(result, entered=Entered.TOTAL, safety=dict(form.safety))
    if form.total is None:
        score_parts(instrument, form.subtotals)
        refuse_impossible_part(instrument, form.subtotals, form.safety)
        return replace(typed, subtotals=dict(form.subtotals))
    scored = score_total(instrument, form.total)
    refuse_impossible(instrument, form.total, form.safety)
    return replace(typed, total=scored.total)


def _printed(instrument: Instrument, number: int, answer: int) -> bool:
    item = next((item for item in instrument.items if item.number == number), None)
    if item is None:
        return instrument.item_lo <= answer <= instrument.item_hi
    return item.option(answer) is not None


def _refuse_unprinted_followup(instrument: Instrument, answer: int) -> None:
    if instrument.followup is None or instrument.followup.option(answer) is None:
        raise UserError(texts.no_such_followup(instrument.name, answer))
