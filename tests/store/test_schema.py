"""One description per table: what is said there is what is read and written."""

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import get_origin, get_type_hints

import pytest

from romtui.domain.case import Case, Entered, Result, Session, Status
from romtui.domain.caseload import Priority, Summary
from romtui.domain.patterns import Pattern
from romtui.domain.private import Private
from romtui.store.db.mapping import Mapped, Row, table
from romtui.store.db.schema import (
    IN_A_FILE,
    LEFT_OUT,
    OF_A_CASE,
    PATIENTS,
    PREFERENCES,
    SUMMARIES,
    VERSIONS,
    SessionRow,
)
from romtui.store.records.cases import write_summaries
from romtui.store.store import Store

NOT_OF_A_TABLE = {"results", "later"}
"""Worked out from the versions of results."""


def test_every_list_of_a_case_has_a_table() -> None:
    hints = get_type_hints(Case)
    lists = {field.name for field in fields(Case) if get_origin(hints[field.name]) is tuple}
    assert {mapped.of_case for mapped in OF_A_CASE} == lists - NOT_OF_A_TABLE


def test_every_table_goes_into_a_file_or_is_left_out_for_a_reason() -> None:
    assert {str(row.__tablename__) for row in IN_A_FILE} | LEFT_OUT.keys() == set(
        Row.metadata.tables
    )


def test_what_is_pointed_to_comes_before_what_points_to_it() -> None:
    written: set[str] = set()
    for row in IN_A_FILE:
        written.add(table(row).name)
        assert {key.column.table.name for key in table(row).foreign_keys} <= written


def test_every_field_has_its_column_but_those_of_a_result_that_are_laid_beside_it() -> None:
    for mapped in (*OF_A_CASE, PATIENTS, PREFERENCES, SUMMARIES):
        assert mapped.without_column == [], mapped.table.name
    beside = ["how", "fit", "fit_words", "review", "shared_at", "fit_at", "reviewed_at", "replaced"]
    assert VERSIONS.without_column == beside


@dataclass
class Forgotten:
    day: date
    nowhere: int
    attendance: str


def test_a_field_without_a_column_is_never_passed_over() -> None:
    with pytest.raises(TypeError, match="nowhere has no column in session"):
        Mapped(SessionRow, Forgotten)


def test_a_row_is_the_fields_by_the_names_and_values_of_the_table() -> None:
    moment = datetime(2026, 11, 23, 14, 5, tzinfo=timezone(timedelta(hours=1)))
    result = Result(
        id=7,
        instrument="mood9",
        on=date(2026, 11, 23),
        total=Decimal("4.5"),
        answers=(1, None),
        safety={9: 2},
        version=2,
        entered=Entered.IMPORTED,
        entered_at=moment,
        status=Status.AMENDED,
        reason=Private("why"),
    )
    assert VERSIONS.row(result) == {
        "result_id": 7,
        "n": 2,
        "instrument_version": 1,
        "day": date(2026, 11, 23),
        "entered_at": moment,
        "entered": "imported",
        "answers": [1, None],
        "total": Decimal("4.5"),
        "subtotals": {},
        "safety": {"9": 2},
        "followup": None,
        "status": "amended",
        "reason": "why",
    }


def test_a_caseload_line_comes_back_as_it_was_written(store: Store) -> None:
    patient = store.add_patient().patient
    line = Summary(
        patient=patient,
        look=Priority.ASK,
        instrument="mood9",
        recent=(Decimal("4.5"), None),
        last_on=date(2026, 11, 23),
        headline=Pattern.WORSENING,
        tentative=True,
        about="mood9",
        unreviewed_safety=True,
        undiscussed=2,
        half_filled=("care",),
        due_from=(date(2026, 11, 30),),
        collected=3,
        unagreed=True,
        lines=(1, 0, 2),
    )
    with store._writing() as work:
        write_summaries(work.connection, [line])
    assert store.caseload() == (line,)


def test_what_a_later_romtui_wrote_reads_as_nothing(store: Store) -> None:
    store.add_patient()
    with store._writing() as work:
        work.connection.exec_driver_sql("UPDATE standing SET headline = 'new_pattern:mood9~'")
    (line,) = store.caseload()
    assert (line.headline, line.tentative, line.about) == (None, True, "mood9")


def test_a_session_is_read_as_the_domain_has_it(store: Store) -> None:
    patient_id = store.add_patient().patient.id
    store.record_impression(patient_id, date(2026, 11, 23), -1)
    with store._reading() as connection:
        assert Session(date(2026, 11, 23), impression=-1) in OF_A_CASE[0].read(
            connection, patient_id
        )
