"""Rows of a file into the vault: every value judged first, all people in one transaction."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from sqlalchemy import JSON, Boolean, Column, Date, Integer, insert, select
from sqlalchemy.exc import IntegrityError

from romtui.domain.case import Case
from romtui.domain.days import is_of_our_time
from romtui.domain.errors import UserError
from romtui.domain.import_view import ImportView, understood
from romtui.domain.imported_score import ImportSummary
from romtui.domain.similar import Lookalikes
from romtui.store import texts
from romtui.store.db.audit_events import AuditEvent
from romtui.store.db.ids import last_number
from romtui.store.db.mapping import DecimalText, MomentText, Row, TotalsByPart, table
from romtui.store.db.schema import IN_A_FILE, PatientRow, ResultRow
from romtui.store.records import patients
from romtui.store.records.cases import read_patient
from romtui.store.records.unit_of_work import UnitOfWork
from romtui.store.records.versions import read_histories
from romtui.store.transfer.exporting import (
    columns_of_results,
    kept_columns,
    points_to,
    read_people,
)
from romtui.validated import Unexpected, day, flag, number, whole

_LONGEST_TEXT: Final = 20_000
_MOST_ROWS: Final = 100_000
_MOST_IN_A_LIST: Final = 1_000
_FEW: Final = 50
"""People up to which one of them may be a slip: to a whole vault the question says nothing."""
_PATIENT, _RESULT = table(PatientRow), table(ResultRow)


def import_people(
    work: UnitOfWork, people: Sequence[object], *, dry_run: bool = False
) -> ImportSummary:
    """Write patients of a file with new numbers, or none of them.

    A UserError names the patient by their place in the file, the table and the row. With
    `dry_run` everything is tried and nothing is kept.
    """
    work.log(AuditEvent.IMPORTED, len(people))
    cases = [_take_in(work, person, place) for place, person in enumerate(people, start=1)]
    ids = [case.patient.id for case in cases]
    results = sum(len(person["result"]) for person in read_people(work.connection, ids))
    imported = ImportSummary(len(cases), results, view=_view_of(work, cases))
    if dry_run:
        work.connection.rollback()
    return imported


def _take_in(work: UnitOfWork, person: object, place: int) -> Case:
    where = texts.record_of_the_file(place)
    rows = _judged(person, where)
    patient_id = last_number(work.connection, PatientRow) + 1
    last = last_number(work.connection, ResultRow)
    results = {row["id"]: last + n for n, row in enumerate(rows[_RESULT.name], start=1)}
    if len(results) < len(rows[_RESULT.name]):
        raise UserError(texts.same_number(where))
    for kind in IN_A_FILE:
        _write(work, kind, rows[str(kind.__tablename__)], patient_id, results, where)
    case = _read_back(work, patient_id, where)
    work.log(AuditEvent.TAKEN_IN, patient_id)
    return case


def _view_of(work: UnitOfWork, cases: Sequence[Case]) -> ImportView:
    """What is shown of people who came in: their scores, and whom they could be mistaken for."""
    numbers = work.connection.execute(select(_PATIENT.c.id)).scalars().all()
    few = len(cases) <= _FEW
    everybody = [read_patient(work.connection, number) for number in numbers] if few else []
    lookalikes = Lookalikes()
    alike = {
        case.patient.code: [other.code for other in lookalikes.of(case.patient, everybody)]
        for case in cases
    }
    return ImportView(
        rows=[
            row
            for case in cases
            for result in case.every_result
            for row in understood(
                None, case.patient.code, case.instruments[result.instrument], result
            )
        ],
        alike={code: others for code, others in alike.items() if others},
    )


def _judged(person: object, where: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of a person by table, every value of the kind its column has."""
    if not isinstance(person, Mapping):
        raise UserError(texts.rows_expected(where))
    known = {str(kind.__tablename__): kind for kind in IN_A_FILE}
    for name in person.keys() - known.keys():
        raise UserError(texts.no_such_table(where, str(name)[:40]))
    rows: dict[str, list[dict[str, Any]]] = {}
    for name, kind in known.items():
        given = person.get(name, [])
        if not isinstance(given, list) or len(given) > _MOST_ROWS:
            raise UserError(texts.list_expected(where, name, _MOST_ROWS))
        rows[name] = [_row(kind, row, f"{where}, {name} {n}") for n, row in enumerate(given, 1)]
    if len(rows[_PATIENT.name]) != 1:
        raise UserError(texts.one_patient_expected(where))
    return rows


def _row(kind: type[Row], given: object, where: str) -> dict[str, Any]:
    if not isinstance(given, Mapping):
        raise UserError(texts.columns_expected(where))
    columns = {column.name: column for column in kept_columns(table(kind))}
    for name in given.keys() - columns.keys():
        raise UserError(texts.no_such_column(where, str(name)[:40]))
    return {
        name: _value(column, given[name], f"{where}: {name}")
        if name in given
        else _default(kind, name, where)
        for name, column in columns.items()
    }


def _default(kind: type[Row], name: str, where: str) -> Any:
    """What a column is where an earlier romtui had none; UserError when it has to be said."""
    field = kind.model_fields[name]
    if field.is_required():
        raise UserError(texts.value_missing(where, name))
    return field.get_default(call_default_factory=True)


def _value(column: Column[Any], given: Any, where: str) -> Any:
    if given is None:
        if not column.nullable:
            raise UserError(texts.must_not_be_empty(where))
        return None
    check = next((check for kind, check in _CHECKS if isinstance(column.type, kind)), _text)
    try:
        return check(given)
    except Unexpected as problem:  # never what was there: it may be about a person
        raise UserError(texts.should_be(where, problem.expected)) from None


def _text(given: object) -> str:
    if not isinstance(given, str) or len(given) > _LONGEST_TEXT or "\0" in given:
        raise Unexpected(texts.text_expected(_LONGEST_TEXT))
    return given


def _total(given: object) -> Decimal:
    """A total is written as text, so that no reader of JSON makes a binary fraction of it."""
    try:
        return number(Decimal(given) if isinstance(given, str) else None)
    except (InvalidOperation, Unexpected):
        raise Unexpected(texts.NUMBER_IN_QUOTES) from None


def _totals_by_part(given: object) -> dict[str, Decimal]:
    if (
        not isinstance(given, dict)
        or len(given) > _MOST_IN_A_LIST
        or not all(re.fullmatch(r"[a-z0-9_]{1,40}", part) for part in given)
    ):
        raise Unexpected(texts.SCORES_BY_PART)
    return {part: _total(total) for part, total in given.items()}


def _moment(given: object) -> datetime:
    try:
        moment = datetime.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        moment = None
    if moment is None:
        raise Unexpected(texts.MOMENT)
    if moment.tzinfo is None:
        raise Unexpected(texts.MOMENT_WITH_OFFSET)
    try:
        in_utc = moment.astimezone(UTC)
    except OverflowError:
        raise Unexpected(texts.MOMENT_OF_OUR_TIME) from None
    if not is_of_our_time(in_utc.date()):
        raise Unexpected(texts.MOMENT_OF_OUR_TIME)
    return in_utc


def _answers(given: object) -> list[int | None] | dict[str, int]:
    """A list of answers, or answers by the number of their item."""
    if isinstance(given, list) and len(given) <= _MOST_IN_A_LIST:
        return [None if answer is None else whole(answer) for answer in given]
    if isinstance(given, dict) and len(given) <= _MOST_IN_A_LIST:
        if not all(name.isdecimal() and name.isascii() and len(name) < 7 for name in given):
            raise Unexpected(texts.ANSWERS_BY_ITEM)
        return {name: whole(answer) for name, answer in given.items()}
    raise Unexpected(texts.LIST_OF_ANSWERS)


_CHECKS: Final[Sequence[tuple[type[Any], Callable[[Any], Any]]]] = (
    (DecimalText, _total),
    (TotalsByPart, _totals_by_part),
    (MomentText, _moment),
    (Date, day),
    (JSON, _answers),
    (Boolean, flag),
    (Integer, whole),
)
"""What a column may hold, by its kind."""


def _write(
    work: UnitOfWork,
    kind: type[Row],
    rows: Sequence[Mapping[str, Any]],
    patient_id: int,
    results: Mapping[int, int],
    where: str,
) -> None:
    """Write the rows of one table, with the numbers of this vault in place of the file's."""
    piece = table(kind)
    owners = [column.name for column in piece.columns if points_to(column) is _PATIENT]
    owned = dict.fromkeys(["id"] if piece is _PATIENT else owners, patient_id)
    written = [{**row, **owned} for row in rows]
    for name in columns_of_results(piece):
        for row in written:
            if row[name] is not None and row[name] not in results:
                raise UserError(texts.points_nowhere(where, piece.name))
            row[name] = None if row[name] is None else results[row[name]]
    if not written:
        return
    try:
        work.connection.execute(insert(piece), written)
    except IntegrityError:
        raise UserError(texts.not_storable(where, piece.name)) from None


def _refuse_unfit_drafts(case: Case) -> None:
    for draft in case.drafts:
        items = len(case.instruments[draft.instrument].items)
        if len(draft.answers) != items or draft.position > items:
            raise UserError(texts.UNFINISHED_FORM_DIFFERS)


def _read_back(work: UnitOfWork, patient_id: int, where: str) -> Case:
    """Read back what was written, as every screen will, and work the caseload line out."""
    try:
        patients.refuse_unfit(work, read_patient(work.connection, patient_id))
        for history in read_histories(work.connection, patient_id):
            for version in history:
                work.refuse_future(version.on)
        case = work.renew_summary(patient_id)
        _refuse_unfit_drafts(case)
    except UserError as refusal:
        raise UserError(texts.in_the_file(where, f"{refusal}")) from None
    except (ValueError, LookupError, TypeError):
        raise UserError(texts.rows_do_not_fit(where)) from None
    return case
