"""A whole Case, and the lines of the caseload, put together from their rows."""

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Connection, insert

from romtui.domain.case import Case, Draft, Patient
from romtui.domain.caseload import Summary
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.domain.patterns import Certainty, Finding
from romtui.domain.personal_measures import PersonalMeasure, WithOwn
from romtui.domain.preferences import USUAL
from romtui.domain.private import Private
from romtui.store import texts
from romtui.store.db.mapping import among
from romtui.store.db.schema import (
    DRAFTS,
    OF_A_CASE,
    PATIENTS,
    PERSONAL_MEASURES,
    PREFERENCES,
    SAID,
    SESSIONS,
    SUMMARIES,
)
from romtui.store.records.versions import checked, read_current, read_scores_of_everybody

_CASELOAD: Final = f"{SUMMARIES.select} {{which}} ORDER BY code COLLATE NOCASE"
_TICKS: Final = "SELECT patient_id, line_id FROM tick WHERE patient_id {among} AND day = ?"
_TARGETS: Final = """
    SELECT patient_id, instrument, score, words FROM target WHERE patient_id {among} ORDER BY id
"""
_AT_ONCE: Final = 500
"""Patients that are read in one go."""


def read_case(
    connection: Connection, patient_id: int, instruments: Mapping[str, Instrument], today: date
) -> Case:
    """Put everything about one patient together.

    Raises UserError when a questionnaire that was used is no longer there.
    """
    for case in read_cases(connection, (patient_id,), instruments, today):
        return case
    raise UserError(texts.UNKNOWN_PATIENT)


def read_cases(
    connection: Connection,
    patients: Iterable[int],
    instruments: Mapping[str, Instrument],
    today: date,
) -> Iterator[Case]:
    """The same of many, in the few statements that one of them takes."""
    wanted = tuple(patients)
    for first in range(0, len(wanted), _AT_ONCE):
        some = wanted[first : first + _AT_ONCE]
        yield from _read_together(connection, some, instruments, today)


def _read_together(
    connection: Connection,
    ids: Sequence[int],
    instruments: Mapping[str, Instrument],
    today: date,
) -> Iterator[Case]:
    results = read_current(connection, ids)
    lists = {mapped.of_case: mapped.read_of(connection, ids) for mapped in OF_A_CASE}
    preferences = PREFERENCES.read_of(connection, ids)
    targets, ticks = _targets(connection, ids), _ticks(connection, ids, today)
    for patient_id, (patient,) in PATIENTS.read_of(connection, ids).items():
        theirs: dict[str, Any] = {
            name: tuple(of_all.get(patient_id, ())) for name, of_all in lists.items()
        }
        known = WithOwn(instruments, theirs["own"]) if theirs["own"] else instruments
        of_them = results.get(patient_id, [])
        used = {filled_in.instrument for filled_in in (*of_them, *theirs["drafts"])}
        _refuse_gone(patient, used, known)
        latest = targets.get(patient_id, {})
        case = Case(
            patient=patient,
            instruments=known,
            results=tuple(checked(result, known[result.instrument]) for result in of_them),
            targets={of: target for of, (target, _) in latest.items()},
            target_words={of: Private(words) for of, (_, words) in latest.items() if words},
            ticks=frozenset(ticks.get(patient_id, ())),
            preferences=next(iter(preferences.get(patient_id, ())), USUAL),
            **theirs,
        )
        yield replace(
            case,
            battery=tuple(item for item in case.battery if item.instrument in known),
            impression=next((day.impression for day in case.sessions if day.on == today), None),
        ).seen_on(today)


def read_courses(
    connection: Connection, instruments: Mapping[str, Instrument], today: date
) -> tuple[Case, ...]:
    """Everybody with scores, sessions and said lines, and nothing else: enough to count outcomes.

    In one go, for a whole practice. Raises UserError as `read_case` does.
    """
    with _all_of_it_stays():
        return tuple(_courses(connection, instruments, today))


@contextmanager
def _all_of_it_stays() -> Iterator[None]:
    """Make many things without a search for garbage among them: there is none, and it takes half
    of the time.
    """
    searches = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searches:
            gc.enable()


def _courses(
    connection: Connection, instruments: Mapping[str, Instrument], today: date
) -> Iterator[Case]:
    results = read_scores_of_everybody(connection)
    sessions = SESSIONS.read_everybody(connection)
    own = PERSONAL_MEASURES.read_everybody(connection)
    said = SAID.read_everybody(connection)
    for patients in PATIENTS.read_everybody(connection).values():
        (patient,) = patients
        theirs = WithOwn(instruments, own[patient.id]) if patient.id in own else instruments
        of_them = results.get(patient.id, [])
        _refuse_gone(patient, {result.instrument for result in of_them}, theirs)
        case = Case(
            patient,
            theirs,
            tuple(checked(result, theirs[result.instrument]) for result in of_them),
            tuple(sessions.get(patient.id, ())),
            own=tuple(own.get(patient.id, ())),
            said=tuple(said.get(patient.id, ())),
        )
        yield case.seen_on(today)


def read_patient(connection: Connection, patient_id: int) -> Patient:
    """Read one patient; UserError when there is none with this number."""
    for patient in PATIENTS.read(connection, patient_id):
        return patient
    raise UserError(texts.UNKNOWN_PATIENT)


def read_drafts(connection: Connection, patient_id: int) -> tuple[Draft, ...]:
    """The half-filled forms of one patient, the oldest first."""
    return DRAFTS.read(connection, patient_id)


def read_own(connection: Connection, patient_id: int) -> tuple[PersonalMeasure, ...]:
    """The goals and items in a patient's own words, the oldest first."""
    return PERSONAL_MEASURES.read(connection, patient_id)


def read_summaries(
    connection: Connection, of: Collection[int] | None = None
) -> tuple[Summary, ...]:
    """The caseload: everybody or `of` these, archived ones too, in the order of their codes."""
    if of is None:
        return SUMMARIES.decode(connection.exec_driver_sql(_CASELOAD.format(which="")).all())
    query = _CASELOAD.format(which=f"WHERE patient.id {among(tuple(of))}")
    return SUMMARIES.decode(connection.exec_driver_sql(query, tuple(of)).all())


def read_summary(connection: Connection, patient_id: int) -> Summary:
    """One line of the caseload."""
    (line,) = SUMMARIES.read(connection, patient_id)
    return line


def write_summaries(connection: Connection, lines: Iterable[Summary]) -> None:
    """Replace the lines of these patients."""
    rows = [
        {**SUMMARIES.row(line), "patient_id": line.patient.id, "headline": _headline(line)}
        for line in lines
    ]
    if rows:
        connection.execute(insert(SUMMARIES.table).prefix_with("OR REPLACE"), rows)


def _refuse_gone(patient: Patient, used: Set[str], instruments: Mapping[str, Instrument]) -> None:
    for instrument in used - set(instruments):
        raise UserError(texts.questionnaire_missing(patient.code, instrument))


def _headline(line: Summary) -> str | None:
    """A headline as it is stored, written as a finding is: `worsening:gad7~`."""
    if line.headline is None:
        return None
    certainty = Certainty.TENTATIVE if line.tentative else None
    return Finding(line.headline, line.about, certainty=certainty).code


def _ticks(connection: Connection, patients: Sequence[int], on: date) -> dict[int, set[str]]:
    ticks: dict[int, set[str]] = {}
    query = _TICKS.format(among=among(patients))
    for patient_id, line_id in connection.exec_driver_sql(query, (*patients, on.isoformat())):
        ticks.setdefault(patient_id, set()).add(line_id)
    return ticks


def _targets(
    connection: Connection, patients: Sequence[int]
) -> dict[int, dict[str, tuple[Decimal, str]]]:
    """The targets that stand, and the sentences that say them; of each measure the latest."""
    latest: dict[int, dict[str, tuple[str | None, str]]] = {}
    query = _TARGETS.format(among=among(patients))
    for patient_id, instrument, score, words in connection.exec_driver_sql(query, tuple(patients)):
        latest.setdefault(patient_id, {})[instrument] = score, words
    return {
        patient_id: {
            of: (Decimal(score), words)
            for of, (score, words) in theirs.items()
            if score is not None
        }
        for patient_id, theirs in latest.items()
    }
