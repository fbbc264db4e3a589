"""Earlier scores into the vault: totals of people who are here, or who are added by the way."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import select

from romtui.domain.cadence import USUAL
from romtui.domain.case import Entered, Patient, Result
from romtui.domain.earlier_score import EarlierScore, TakenIn
from romtui.domain.errors import Refusal
from romtui.domain.instrument import Instrument
from romtui.domain.part_scores import part_scores
from romtui.domain.scoring import score_parts, score_total
from romtui.store import battery, patients, results
from romtui.store.reading import read_histories
from romtui.store.tables import PatientRow, table
from romtui.store.writing import Act, Writing

_PATIENT = table(PatientRow)
_MOST_TOLD: Final = 8

Known = dict[tuple[str, date], list[Result]]
"""What a person has already, by questionnaire and day."""


def take_in_scores(
    writing: Writing, scores: Sequence[EarlierScore], *, add_people: bool
) -> TakenIn:
    """Write the scores that are not there yet; a Refusal names every line that cannot be taken.

    The parts of one form, person and day become one result.
    """
    writing.log(Act.IMPORTED, len(scores))
    people = _codes(writing)
    added, new, already = 0, 0, 0
    known: dict[int, Known] = {}
    wrong: list[str] = []
    for lines in _forms(writing, scores):
        one = lines[0]
        try:
            result = _result(writing, lines)
            if one.code.casefold() not in people:
                people[one.code.casefold()] = _add(writing, one, scores, add_people=add_people)
                added += 1
            patient_id = people[one.code.casefold()]
            there = known.setdefault(patient_id, _known(writing, patient_id))
        except Refusal as refusal:
            wrong.append(f"line {one.line}: {refusal}")
            continue
        of_day = there.setdefault((result.instrument, result.on), [])
        instrument = writing.questionnaire(result.instrument)
        if any(_says(instrument, one, result) for one in of_day):
            already += 1
            continue
        of_day.append(result)
        writing.log(Act.RESULT_IMPORTED, results.add_result(writing, patient_id, result))
        new += 1
    if wrong:
        more = f" And {len(wrong) - _MOST_TOLD} lines more." if len(wrong) > _MOST_TOLD else ""
        raise Refusal(f"Nothing was taken in. {' '.join(wrong[:_MOST_TOLD])}{more}")
    for patient_id in known:
        writing.renew_standing(patient_id)
    return TakenIn(people=added, results=new, already=already)


def _forms(writing: Writing, scores: Sequence[EarlierScore]) -> Iterable[Sequence[EarlierScore]]:
    """The lines of each result: one, or all parts of one form, person and day."""
    forms: dict[tuple[object, ...], list[EarlierScore]] = {}
    for one in scores:
        form, part = writing.form_and_part(one.instrument)
        which = (one.code.casefold(), form, one.on) if part else (one.line,)
        forms.setdefault(which, []).append(one)
    return forms.values()


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


def _result(writing: Writing, lines: Sequence[EarlierScore]) -> Result:
    """The result of a line, or of several parts; one's own measure cannot come from a table."""
    one = lines[0]
    form, part = writing.form_and_part(one.instrument)
    instrument = writing.questionnaire(form)
    writing.refuse_future(one.on)
    result = Result(
        id=0,
        instrument=instrument.id,
        on=one.on,
        total=None,
        instrument_version=instrument.version,
        entered=Entered.IMPORTED,
        entered_at=writing.at,
    )
    if not part:
        return replace(result, total=score_total(instrument, one.total).total)
    subtotals = {writing.form_and_part(line.instrument)[1]: line.total for line in lines}
    if len(subtotals) < len(lines):
        raise Refusal(f"a part of {instrument.name} stands there twice for this day.")
    score_parts(instrument, subtotals)
    return replace(result, subtotals=subtotals)


def _known(writing: Writing, patient_id: int) -> Known:
    known: Known = {}
    for history in read_histories(writing.connection, patient_id):
        known.setdefault((history[-1].instrument, history[-1].on), []).append(history[-1])
    return known


def _says(instrument: Instrument, there: Result, result: Result) -> bool:
    """Whether a result that is there says all of another: its total, or the parts given."""
    if instrument.has_total:
        return there.total == result.total
    scores = part_scores(instrument, there)
    return all(scores.get(part) == score for part, score in result.subtotals.items())
