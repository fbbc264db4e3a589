"""From a form to a result, and from one version of a result to the next."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, literal, select

from romtui.domain.case import Draft, Entered, Form, Result, Status
from romtui.domain.errors import Refusal
from romtui.domain.instrument import Instrument
from romtui.domain.private import Private
from romtui.domain.safety import refuse_impossible, refuse_impossible_part
from romtui.domain.scoring import score, score_parts, score_total
from romtui.store.numbers import last_number
from romtui.store.reading import read_drafts, read_versions
from romtui.store.tables import (
    DiscussionRow,
    FitRow,
    FollowupRow,
    ResultRow,
    SafetyReviewRow,
    VersionRow,
    table,
)
from romtui.store.writing import Writing, offset

_RESULT = table(ResultRow)
_VERSION = table(VersionRow)
_FOLLOWUP = table(FollowupRow)
_SAID = (
    (table(DiscussionRow), ("shared_at", "how")),
    (table(FitRow), ("said_at", "fit", "words")),
    (table(SafetyReviewRow), ("reviewed_at", "note")),
)
"""What is kept beside one version of a result."""


def result_of(writing: Writing, patient_id: int, form: Form) -> Result:
    """Score a form; Refusal for the future, an answer not on the form, or no answer."""
    instrument = writing.instrument(patient_id, form.instrument)
    writing.refuse_future(form.on)
    result = Result(
        id=0,
        instrument=instrument.id,
        on=form.on,
        total=None,
        instrument_version=instrument.version,
        followup=form.followup,
        entered_at=writing.at,
    )
    if form.followup is not None:
        _refuse_unprinted_followup(instrument, form.followup)
    if form.answers is None:
        return _with_total(result, instrument, form)
    if all(answer is None for answer in form.answers):
        raise Refusal("Nothing is answered yet: answer an item, or leave the form.")
    scored = score(instrument, form.answers)
    return replace(result, answers=form.answers, total=scored.total, safety=scored.safety)


def add_result(writing: Writing, patient_id: int, result: Result) -> int:
    """Write a new result and its first version; gives its id."""
    last = writing.connection.execute(
        select(func.max(_RESULT.c.ord)).where(_RESULT.c.patient_id == patient_id)
    ).scalar()
    result_id = last_number(writing.connection, ResultRow) + 1
    row = {
        "id": result_id,
        "patient_id": patient_id,
        "instrument": result.instrument,
        "ord": 0 if last is None else last + 1,
    }
    writing.connection.execute(insert(_RESULT), row)
    add_version(writing, replace(result, id=result_id))
    return result_id


def add_version(writing: Writing, result: Result) -> None:
    """Append one version; its number is the result's `version`."""
    writing.connection.execute(insert(_VERSION), version_row(result, writing.at))


def add_followup(writing: Writing, patient_id: int, result_id: int, answer: int) -> None:
    """Write the answer to the question after a form; Refusal when the form has none such."""
    form = current(writing, result_id)
    _refuse_unprinted_followup(writing.instrument(patient_id, form.instrument), answer)
    row = {"result_id": result_id, "answer": answer, "answered_at": writing.at}
    writing.connection.execute(insert(_FOLLOWUP), row)


def patient_of(writing: Writing, result_id: int) -> int:
    """Whose result it is."""
    found = writing.connection.execute(
        select(_RESULT.c.patient_id).where(_RESULT.c.id == result_id)
    ).scalar_one()
    return int(found)


def current(writing: Writing, result_id: int) -> Result:
    """The version that counts; Refusal when the result was withdrawn."""
    latest = read_versions(writing.connection, result_id)[-1]
    if latest.status is Status.WITHDRAWN:
        raise Refusal("This result was withdrawn: undo that first, or enter the form again.")
    return latest


def still_standing(versions: Sequence[Result], undone: Private) -> list[Result]:
    """The versions that no later undo has taken back, oldest first; `undone` marks an undo."""
    standing: list[Result] = []
    for version in versions:
        if version.reason == undone:
            standing.pop()
        else:
            standing.append(version)
    if not standing:
        raise Refusal("There is nothing left to take back.")
    return standing


def carry_over_what_was_said(writing: Writing, before: Result, after: Result) -> None:
    """A version that comes back as another is shared, fits and is reviewed as it was."""
    for said, told in _SAID:
        columns = (said.c.result_id, literal(after.version), *(said.c[name] for name in told))
        rows = select(*columns).filter_by(result_id=before.id, n=before.version)
        into = insert(said).from_select(["result_id", "n", *told], rows.order_by(said.c.id))
        writing.connection.execute(into)


def carry_over_to_draft(writing: Writing, patient_id: int, before: Result, after: Result) -> None:
    """What was typed goes on as a draft when its result goes, and ends when it comes back."""
    if before.answers is None or before.entered is not Entered.ITEMS:
        return
    drafts = read_drafts(writing.connection, patient_id)
    waiting = next(
        (one for one in drafts if one.instrument == before.instrument and one.amends is None), None
    )
    if after.status is Status.WITHDRAWN and waiting is None:
        draft = Draft(
            instrument=before.instrument,
            on=before.on,
            answers=before.answers,
            position=len(before.answers),
        )
        writing.keep_draft(patient_id, draft)
    elif (
        before.status is Status.WITHDRAWN
        and waiting is not None
        and waiting.answers == after.answers
    ):
        writing.drop_draft(patient_id, before.instrument)


def version_row(result: Result, at: datetime) -> dict[str, Any]:
    """The row of one version; `at` is when it was entered, where the result does not say."""
    entered_at = result.entered_at or at
    return {
        "result_id": result.id,
        "n": result.version,
        "instrument_version": result.instrument_version,
        "day": result.on,
        "entered_at": entered_at,
        "utc_offset": offset(entered_at),
        "entered": result.entered.value,
        "answers": None if result.answers is None else list(result.answers),
        "total": result.total,
        "subtotals": dict(result.subtotals),
        "safety": {str(item): answer for item, answer in result.safety.items()},
        "followup": result.followup,
        "status": result.status.value,
        "reason": result.reason.reveal(),
    }


def _with_total(result: Result, instrument: Instrument, form: Form) -> Result:
    if form.total is None and not form.subtotals:
        raise Refusal("There are neither answers nor a total: enter one of them.")
    asked = {safety.item for safety in instrument.safety_items}
    for item, answer in form.safety.items():
        if item not in asked or not _printed(instrument, item, answer):
            raise Refusal(f"{instrument.name} has no answer {answer} at item {item}.")
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
        raise Refusal(f"{instrument.name} has no answer {answer} to the question after the form.")
