"""Earlier scores into the vault: totals of people who are here, or who are added by the way."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select

from romtui.domain.cadence import USUAL
from romtui.domain.case import Entered, Patient, Result
from romtui.domain.earlier_score import EarlierScore, TakenIn
from romtui.domain.errors import Refusal
from romtui.domain.scoring import score_total
from romtui.store import battery, patients, results
from romtui.store.reading import read_histories
from romtui.store.tables import PatientRow, table
from romtui.store.writing import Act, Writing

_PATIENT = table(PatientRow)
_MOST_TOLD: Final = 8

Known = set[tuple[str, object, object]]
"""Questionnaire, day and total of what a person has already."""


def take_in_scores(
    writing: Writing, scores: Sequence[EarlierScore], *, add_people: bool
) -> TakenIn:
    """Write the scores that are not there yet; a Refusal names every line that cannot be taken."""
    writing.log(Act.IMPORTED, len(scores))
    people = _codes(writing)
    added, new, already = 0, 0, 0
    known: dict[int, Known] = {}
    wrong: list[str] = []
    for one in scores:
        try:
            result = _result(writing, one)
            if one.code.casefold() not in people:
                people[one.code.casefold()] = _add(writing, one, scores, add_people=add_people)
                added += 1
            patient_id = people[one.code.casefold()]
            there = known.setdefault(patient_id, _known(writing, patient_id))
        except Refusal as refusal:
            wrong.append(f"line {one.line}: {refusal}")
            continue
        if (result.instrument, result.on, result.total) in there:
            already += 1
            continue
        there.add((result.instrument, result.on, result.total))
        writing.log(Act.RESULT_IMPORTED, results.add_result(writing, patient_id, result))
        new += 1
    if wrong:
        more = f" And {len(wrong) - _MOST_TOLD} lines more." if len(wrong) > _MOST_TOLD else ""
        raise Refusal(f"Nothing was taken in. {' '.join(wrong[:_MOST_TOLD])}{more}")
    for patient_id in known:
        writing.renew_standing(patient_id)
    return TakenIn(people=added, results=new, already=already)


def _codes(writing: Writing) -> dict[str, int]:
    rows = writing.connection.execute(select(_PATIENT.c.code, _PATIENT.c.id))
    return {code.casefold(): patient_id for code, patient_id in rows}


def _add(
    writing: Writing, one: EarlierScore, scores: Sequence[EarlierScore], *, add_people: bool
) -> int:
    if not add_people:
        raise Refusal("nobody has this code; with --add-people they are added.")
    begun = min(other.on for other in scores if other.code.casefold() == one.code.casefold())
    patient = Patient(id=0, code=one.code, started_on=begun)
    patients.refuse_unfit(writing, patient)
    patient_id = patients.add(writing, patient)
    for scheduled in USUAL:
        battery.put(writing, patient_id, scheduled)
    writing.log(Act.PATIENT_ADDED, patient_id)
    return patient_id


def _result(writing: Writing, one: EarlierScore) -> Result:
    """The result of a line; a measure of a person's own cannot come from a table."""
    instrument = writing.questionnaire(one.instrument)
    writing.refuse_future(one.on)
    scored = score_total(instrument, one.total)
    return Result(
        id=0,
        instrument=instrument.id,
        on=one.on,
        total=scored.total,
        instrument_version=instrument.version,
        entered=Entered.IMPORTED,
        entered_at=writing.at,
    )


def _known(writing: Writing, patient_id: int) -> Known:
    current = (history[-1] for history in read_histories(writing.connection, patient_id))
    return {(one.instrument, one.on, one.total) for one in current}
