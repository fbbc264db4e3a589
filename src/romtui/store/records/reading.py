"""From rows to the domain: a whole Case, the versions of a result, the caseload."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    exists,
    func,
    or_,
    select,
    union,
)

from romtui.domain.cadence import Cadence, Every, Scheduled
from romtui.domain.case import (
    TAKES_ITS_PLACE,
    Attendance,
    Case,
    Draft,
    Entered,
    Focus,
    Patient,
    Result,
    Session,
    Stage,
    Status,
)
from romtui.domain.errors import UserError
from romtui.domain.history import replaced
from romtui.domain.instrument import Direction, Instrument
from romtui.domain.part_scores import has_score
from romtui.domain.personal_measures import PersonalMeasure, WithOwn
from romtui.domain.private import Private
from romtui.domain.scoring import Answers, score, score_parts
from romtui.store.db.tables import (
    BatteryRow,
    DiscussionRow,
    DraftRow,
    FocusRow,
    FollowupRow,
    OwnRow,
    PatientRow,
    ResultRow,
    SafetyReviewRow,
    SessionRow,
    SummaryRow,
    TargetRow,
    TickRow,
    VersionRow,
    table,
)
from romtui.store.records.reading_discussions import (
    read_agreements,
    read_asked,
    read_events,
    read_objections,
    read_preferences,
    read_said,
    read_skips,
    with_talks,
)

_PATIENT = table(PatientRow)
_SESSION = table(SessionRow)
_RETAKEN: Final = """
    SELECT DISTINCT result_id FROM result_version JOIN result ON result.id = result_id
    WHERE patient_id = ? AND reason = ?
"""
_RESULT = table(ResultRow)
_VERSION = table(VersionRow)
_DRAFT = table(DraftRow)
_DISCUSSION = table(DiscussionRow)
_REVIEW = table(SafetyReviewRow)
_TARGET = table(TargetRow)
_FOCUS = table(FocusRow)
_TICK = table(TickRow)
_BATTERY = table(BatteryRow)
_OWN = table(OwnRow)
_FOLLOWUP = table(FollowupRow)
_STANDING = table(SummaryRow)
NO_FOLLOWUP: Final = -1
"""In place of an answer to the question after a form: it was taken back. No form prints it."""


def read_case(
    connection: Connection, patient_id: int, instruments: Mapping[str, Instrument], today: date
) -> Case:
    """Put everything about one patient together.

    Raises UserError when a questionnaire that was used is no longer there.
    """
    patient = read_patient(connection, patient_id)
    current = (
        result
        for result in _results(connection, _RESULT.c.patient_id == patient_id, current=True)
        if result.status is not Status.WITHDRAWN
    )
    results = _with_replaced(connection, patient_id, with_talks(connection, patient_id, current))
    drafts = read_drafts(connection, patient_id)
    own = read_own(connection, patient_id)
    if own:
        instruments = WithOwn(instruments, own)
    used = {one.instrument for one in results} | {one.instrument for one in drafts}
    for instrument in used - set(instruments):
        raise UserError(
            f"{patient.code} has answers to {instrument}, which is not among the "
            "questionnaires: put its file back."
        )
    sessions = _sessions(connection, patient_id)
    targets, target_words = _targets(connection, patient_id)
    return Case(
        patient=patient,
        instruments=instruments,
        results=tuple(checked(one, instruments[one.instrument]) for one in results),
        sessions=sessions,
        targets=targets,
        focuses=_focuses(connection, patient_id),
        drafts=drafts,
        impression=next((day.impression for day in sessions if day.on == today), None),
        ticks=_ticks(connection, patient_id, today),
        battery=tuple(
            one for one in _battery(connection, patient_id) if one.instrument in instruments
        ),
        own=own,
        agreements=read_agreements(connection, patient_id),
        events=read_events(connection, patient_id),
        skips=read_skips(connection, patient_id),
        asked=read_asked(connection, patient_id),
        objections=read_objections(connection, patient_id),
        said=read_said(connection, patient_id),
        target_words=target_words,
        preferences=read_preferences(connection, patient_id),
    ).seen_on(today)


def read_newest_day(connection: Connection, *, dated_ahead: bool) -> date | None:
    """The latest day that any result is dated to, withdrawn ones apart; None without one.

    Unless something is `dated_ahead` the lines of the caseload know it.
    """
    if not dated_ahead:
        return connection.execute(select(func.max(_STANDING.c.last_on))).scalar()
    return connection.execute(
        select(_VERSION.c.day)
        .join_from(_RESULT, _VERSION, _VERSION.c.result_id == _RESULT.c.id)
        .where(_stands())
        .order_by(_VERSION.c.day.desc())
        .limit(1)
    ).scalar()


def read_out_of_date(connection: Connection, today: date, *, dated_ahead: bool) -> tuple[int, ...]:
    """Whose line of the caseload counts a result too early, or leaves one out that is later.

    That happens only after a clock was set; every result is looked at only where it was.
    """
    last_on = _STANDING.c.last_on
    early = select(_STANDING.c.patient_id).where(last_on > today)
    if not dated_ahead:
        return tuple(connection.execute(early).scalars())
    later = (
        select(_RESULT.c.patient_id)
        .join_from(_RESULT, _VERSION, _VERSION.c.result_id == _RESULT.c.id)
        .join(_STANDING, _STANDING.c.patient_id == _RESULT.c.patient_id)
        .where(or_(last_on.is_(None), _VERSION.c.day > last_on), _stands())
    )
    return tuple(connection.execute(union(early, later)).scalars())


def _skipped(result: Result, instrument: Instrument, answers: Answers) -> Result:
    if not can_be_computed(result, instrument):
        return result
    total = score(instrument, answers).total
    return replace(result, total=total, valid=total is not None)


def can_be_computed(result: Result, instrument: Instrument) -> bool:
    """Whether there are answers, and the form of them in the version that scored them."""
    answered = result.answers is not None
    return answered and result.of_version(instrument) and instrument.with_text


def adds_up(result: Result, instrument: Instrument) -> bool:
    """Whether a stored total is still what the stored answers come to.

    A result of an earlier version of a questionnaire is left as that version scored it, and so
    is that of a form whose words were in a file of one's own that is gone. One that was kept
    without a total and has one by the form's own rule of skipping adds up as well. The typed
    scores of parts add up where the form has such parts, and these such scores.
    """
    if result.subtotals and instrument.by_part and result.of_version(instrument):
        try:
            score_parts(instrument, result.subtotals)
        except UserError:
            return False
    if result.answers is None or not can_be_computed(result, instrument):
        return True
    try:
        scored = score(instrument, result.answers)
    except UserError:
        return False
    return scored.total == result.total or (result.total is None and bool(scored.skipped))


def checked(result: Result, instrument: Instrument) -> Result:
    """Give no score to a result that does not add up: a wrong number is never shown.

    A form that was kept before its rule of skipping was known (AUDIT) is given its total.
    """
    if not adds_up(result, instrument):
        return replace(result, total=None, valid=False, mismatched=True)
    if result.total is None and result.answers is not None and instrument.skips:
        return _skipped(result, instrument, result.answers)
    return replace(result, valid=has_score(instrument, result))


def read_patient(connection: Connection, patient_id: int) -> Patient:
    """Read one person; UserError when there is none with this number."""
    row = connection.execute(select(_PATIENT).where(_PATIENT.c.id == patient_id)).one_or_none()
    if row is None:
        raise UserError("There is no such patient: go back to the caseload and choose again.")
    return Patient(
        id=row.id,
        code=row.code,
        started_on=row.started_on,
        initials=Private(row.initials),
        name=Private(row.name),
        birth_year=row.birth_year,
        stage=Stage(row.stage),
        primary=row.primary_instrument,
        planned_sessions=row.planned_sessions,
        archived_on=row.archived_on,
        framed_on=row.framed_on,
        next_on=row.next_on,
    )


def read_versions(connection: Connection, result_id: int) -> tuple[Result, ...]:
    """Every version of one result, oldest first; UserError when there is no such result."""
    versions = _results(connection, _RESULT.c.id == result_id, current=False)
    if not versions:
        raise UserError("There is no such result: go back to the session and choose again.")
    return versions


def read_all_versions(
    connection: Connection,
) -> Iterator[tuple[str, int, tuple[Result, ...]]]:
    """Every version of every result, person by person: code, number, versions."""
    people = connection.execute(select(_PATIENT.c.id, _PATIENT.c.code).order_by(_PATIENT.c.code))
    for patient_id, code in people.all():
        yield (
            code,
            patient_id,
            _results(connection, _RESULT.c.patient_id == patient_id, current=False),
        )


def read_histories(connection: Connection, patient_id: int) -> tuple[tuple[Result, ...], ...]:
    """The versions of each result of a person, oldest first; the results newest first."""
    versions = _results(connection, _RESULT.c.patient_id == patient_id, current=False)
    histories = [tuple(of_one) for _, of_one in groupby(versions, key=lambda one: one.id)]
    histories.sort(key=lambda of_one: (of_one[-1].on, of_one[-1].order), reverse=True)
    return tuple(histories)


def read_drafts(connection: Connection, patient_id: int) -> tuple[Draft, ...]:
    """The half-filled forms of one person, the oldest first."""
    rows = connection.execute(
        select(_DRAFT).where(_DRAFT.c.patient_id == patient_id).order_by(_DRAFT.c.started_at)
    )
    return tuple(
        Draft(
            instrument=row.instrument,
            on=row.day,
            answers=tuple(row.answers),
            position=row.position,
            amends=row.amends,
            started_at=row.started_at,
        )
        for row in rows
    )


def read_own(connection: Connection, patient_id: int) -> tuple[PersonalMeasure, ...]:
    """The goals and items in a person's own words, the oldest first."""
    of_them = select(_OWN).where(_OWN.c.patient_id == patient_id)
    rows = connection.execute(of_them.order_by(_OWN.c.since, _OWN.c.instrument))
    return tuple(
        PersonalMeasure(row.instrument, Private(row.words), Direction(row.direction), row.since)
        for row in rows
    )


def _battery(connection: Connection, patient_id: int) -> tuple[Scheduled, ...]:
    rows = connection.execute(
        select(_BATTERY).where(_BATTERY.c.patient_id == patient_id).order_by(_BATTERY.c.place)
    )
    return tuple(
        Scheduled(
            instrument=row.instrument,
            cadence=Cadence(Every(row.every), row.weeks),
            paused_on=row.paused_on,
            reason=Private(row.reason),
        )
        for row in rows
    )


def _results(connection: Connection, where: Any, *, current: bool) -> tuple[Result, ...]:
    rows = connection.execute(_versions(current=current).where(where))
    return tuple(_result(row) for row in rows)


def _with_replaced(
    connection: Connection, patient_id: int, results: tuple[Result, ...]
) -> tuple[Result, ...]:
    """Lay beside a result the forms in whose place it was entered; there are few of them."""
    about = patient_id, TAKES_ITS_PLACE.reveal()
    retaken = set(connection.exec_driver_sql(_RETAKEN, about).scalars())
    if not retaken:
        return results
    return tuple(
        replace(one, replaced=replaced(read_versions(connection, one.id)))
        if one.id in retaken
        else one
        for one in results
    )


def _versions(*, current: bool) -> Select[Any]:
    same = and_(_DISCUSSION.c.result_id == _VERSION.c.result_id, _DISCUSSION.c.n == _VERSION.c.n)
    discussed = exists().where(same).label("discussed")
    same = and_(_REVIEW.c.result_id == _VERSION.c.result_id, _REVIEW.c.n == _VERSION.c.n)
    reviewed = exists().where(same).label("reviewed")
    after = (
        select(_FOLLOWUP.c.answer)
        .where(_FOLLOWUP.c.result_id == _RESULT.c.id)
        .order_by(_FOLLOWUP.c.id.desc())
        .limit(1)
        .scalar_subquery()
        .label("answered_after")
    )
    query = (
        select(_RESULT.c.instrument, _RESULT.c.ord, _VERSION, discussed, reviewed, after)
        .join_from(_RESULT, _VERSION, _VERSION.c.result_id == _RESULT.c.id)
        .order_by(_VERSION.c.result_id, _VERSION.c.n)
    )
    return query.where(_is_newest()) if current else query


def _is_newest() -> ColumnElement[bool]:
    newest = _VERSION.alias("newest")
    last = select(func.max(newest.c.n)).where(newest.c.result_id == _RESULT.c.id)
    is_last: ColumnElement[bool] = _VERSION.c.n == last.scalar_subquery()
    return is_last


def _stands() -> ColumnElement[bool]:
    return and_(_is_newest(), _VERSION.c.status != Status.WITHDRAWN.value)


def _result(row: Row[Any]) -> Result:
    return Result(
        id=row.result_id,
        instrument=row.instrument,
        on=row.day,
        total=row.total,
        answers=None if row.answers is None else tuple(row.answers),
        subtotals=row.subtotals,
        safety={int(item): answer for item, answer in row.safety.items()},
        order=row.ord,
        version=row.n,
        instrument_version=row.instrument_version,
        entered=Entered(row.entered),
        entered_at=local(row.entered_at, row.utc_offset),
        status=Status(row.status),
        reason=Private(row.reason),
        followup=_followup(row),
        valid=row.total is not None or bool(row.subtotals),
        discussed=row.discussed,
        safety_reviewed=row.reviewed,
    )


def _followup(row: Row[Any]) -> int | None:
    """The answer to the question after the form: the one given since, else that of the version."""
    answer = row.followup if row.answered_after is None else row.answered_after
    return None if answer is None or answer == NO_FOLLOWUP else int(answer)


def local(moment: datetime, offset: int) -> datetime:
    """The moment as the clock on the wall showed it."""
    return moment.astimezone(timezone(timedelta(minutes=offset)))


def _sessions(connection: Connection, patient_id: int) -> tuple[Session, ...]:
    rows = connection.execute(
        select(_SESSION).where(_SESSION.c.patient_id == patient_id).order_by(_SESSION.c.day)
    )
    return tuple(
        Session(on=row.day, attendance=Attendance(row.attendance), impression=row.impression)
        for row in rows
    )


def _ticks(connection: Connection, patient_id: int, on: date) -> frozenset[str]:
    of_the_day = (_TICK.c.patient_id == patient_id) & (_TICK.c.day == on)
    return frozenset(connection.execute(select(_TICK.c.line_id).where(of_the_day)).scalars())


def _targets(
    connection: Connection, patient_id: int
) -> tuple[dict[str, Decimal], dict[str, Private]]:
    """The targets that stand, and the sentences that say them."""
    rows = connection.execute(
        select(_TARGET).where(_TARGET.c.patient_id == patient_id).order_by(_TARGET.c.id)
    )
    latest = {row.instrument: row for row in rows}
    summary = {one: row for one, row in latest.items() if row.score is not None}
    words = {one: Private(row.words) for one, row in summary.items() if row.words}
    return {one: row.score for one, row in summary.items()}, words


def _focuses(connection: Connection, patient_id: int) -> tuple[Focus, ...]:
    rows = connection.execute(
        select(_FOCUS)
        .where(_FOCUS.c.patient_id == patient_id)
        .order_by(_FOCUS.c.since, _FOCUS.c.id)
    )
    return tuple(
        Focus(
            name=Private(row.name),
            since=row.since,
            until=row.until,
            next_idea=Private(row.next_idea),
        )
        for row in rows
    )
