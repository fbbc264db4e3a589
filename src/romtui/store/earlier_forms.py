"""From the lines of a table to forms of people: who is meant, and what a line says of a form."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sqlalchemy import insert, select

from romtui.domain.cadence import USUAL
from romtui.domain.case import Entered, Form, Patient, Result
from romtui.domain.earlier_score import EarlierScore, refuse_lines
from romtui.domain.errors import Refusal
from romtui.domain.instrument import Direction, Instrument
from romtui.domain.own import Own, OwnMeasure, is_own, own_id
from romtui.domain.scoring import score, score_total
from romtui.domain.similar import alike_codes
from romtui.store import battery, patients, results
from romtui.store.reading import read_own
from romtui.store.tables import OwnRow, PatientRow, table
from romtui.store.writing import Act, Writing

_PATIENT, _OWN = table(PatientRow), table(OwnRow)


@dataclass(frozen=True, slots=True)
class GivenForm:
    """A form of a file: the lines it stood on, whose it is, and the result it comes to."""

    lines: Sequence[EarlierScore]
    patient_id: int
    instrument: Instrument
    result: Result

    @property
    def line(self) -> int:
        """Where it stood, or began."""
        return self.lines[0].line

    @property
    def code(self) -> str:
        """Whose form it is, as the file writes it."""
        return self.lines[0].code


@dataclass(slots=True)
class People:
    """Whom the codes of a file mean; `added` were nobody's before."""

    writing: Writing
    scores: Sequence[EarlierScore]
    add_people: bool
    by_code: dict[str, int] = field(default_factory=dict)
    added: dict[int, str] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        rows = self.writing.connection.execute(select(_PATIENT.c.code, _PATIENT.c.id))
        for code, patient_id in rows:
            self.by_code[code.casefold()] = patient_id
            self.codes.append(code)

    def number(self, code: str) -> int:
        """Whose code it is, somebody new if they may be added; Refusal otherwise."""
        known = self.by_code.get(code.casefold())
        if known is not None:
            return known
        if not self.add_people:
            alike = self._alike(code)
            meant = f" {' or '.join(alike)} is meant?" if alike else ""
            raise Refusal(f"nobody has this code; with --add-people they are added.{meant}")
        begun = min(one.on for one in self.scores if one.code.casefold() == code.casefold())
        patient = Patient(id=0, code=code, started_on=begun)
        patients.refuse_unfit(self.writing, patient)
        patient_id = patients.add(self.writing, patient)
        for scheduled in USUAL:
            battery.put(self.writing, patient_id, scheduled)
        self.writing.log(Act.PATIENT_ADDED, patient_id)
        self.by_code[code.casefold()] = patient_id
        self.added[patient_id] = code
        self.codes.append(code)
        return patient_id

    @property
    def alike(self) -> Mapping[str, Sequence[str]]:
        """The codes that were added, each with those it could be mistaken for."""
        found = {code: self._alike(code) for code in self.added.values()}
        return {code: others for code, others in found.items() if others}

    def _alike(self, code: str) -> list[str]:
        others = (other for other in self.codes if other.casefold() != code.casefold())
        return [other for other in others if alike_codes(code, other)]


def given_forms(
    writing: Writing, scores: Sequence[EarlierScore], people: People
) -> Sequence[GivenForm]:
    """Every form of a file, in its order; a Refusal names every line that cannot be taken.

    The parts of one form, person and day become one.
    """
    wrong: list[str] = []
    forms = []
    for lines in _together(writing, scores):
        try:
            forms.append(_form(writing, people.number(lines[0].code), lines))
        except Refusal as refusal:
            wrong.append(f"line {lines[0].line}: {refusal}")
    refuse_lines(wrong)
    return forms


def _together(writing: Writing, scores: Sequence[EarlierScore]) -> Iterable[Sequence[EarlierScore]]:
    """The lines of each form: one, or all parts of one form, person and day."""
    forms: dict[tuple[object, ...], list[EarlierScore]] = {}
    for one in scores:
        form, part = writing.form_and_part(one.instrument)
        which = (one.code.casefold(), form, one.on) if part else (one.line,)
        forms.setdefault(which, []).append(one)
    return forms.values()


def _form(writing: Writing, patient_id: int, lines: Sequence[EarlierScore]) -> GivenForm:
    one = lines[0]
    writing.refuse_future(one.on)
    if is_own(one.instrument):
        own = _own_measure(writing, patient_id, one)
        given = replace(one, instrument=own.id)
        return GivenForm(lines, patient_id, own, _result(writing, patient_id, given, own))
    name, part = writing.form_and_part(one.instrument)
    instrument = writing.questionnaire(name)
    if not part:
        result = _result(writing, patient_id, replace(one, instrument=name), instrument)
        return GivenForm(lines, patient_id, instrument, result)
    parts = {
        writing.form_and_part(line.instrument)[1]: line.total
        for line in lines
        if line.total is not None
    }
    if len(parts) < len(lines):
        raise Refusal(f"a part of {instrument.name} stands there twice for this day.")
    whole = replace(one, instrument=name, total=None, parts=parts)
    return GivenForm(lines, patient_id, instrument, _result(writing, patient_id, whole, instrument))


def _result(writing: Writing, patient_id: int, one: EarlierScore, instrument: Instrument) -> Result:
    """What a line comes to, by the same checks as a form that is typed in."""
    parts = _by_id(instrument, one.parts)
    answers = one.answers
    if (one.form_version or instrument.version) != instrument.version or (
        answers is not None and not instrument.with_text
    ):
        return _as_it_was(writing, one, instrument, parts)
    if answers is not None:
        came_to = score(instrument, answers).total
        if one.total is not None and came_to != one.total:
            raise Refusal(
                f"its answers come to {'no total' if came_to is None else f'{came_to:f}'}, "
                "and another total is given: look at the form."
            )
    form = Form(
        one.instrument,
        one.on,
        answers=answers,
        total=one.total if answers is None else None,
        safety={} if answers is not None else one.safety,
        followup=one.followup,
        subtotals=parts if answers is None else {},
    )
    return replace(results.result_of(writing, patient_id, form), entered=Entered.IMPORTED)


def _as_it_was(
    writing: Writing, one: EarlierScore, instrument: Instrument, parts: Mapping[str, Decimal]
) -> Result:
    """A form as a table of our own has it: of another version of it, or without its words here.

    Nobody can add it up here, and so it is kept as it was scored.
    """
    if one.form_version in (None, instrument.version) and one.total is not None:
        score_total(instrument, one.total)
    return Result(
        id=0,
        instrument=instrument.id,
        on=one.on,
        total=one.total,
        answers=one.answers,
        subtotals=parts,
        safety=dict(one.safety),
        instrument_version=one.form_version or instrument.version,
        entered=Entered.IMPORTED,
        entered_at=writing.at,
        followup=one.followup,
    )


def _by_id(instrument: Instrument, parts: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The scores of parts by the ids of these; what is no label is taken for an id."""
    ids = {part.label.casefold(): part.id for part in instrument.subscales}
    return {ids.get(part.casefold(), part): points for part, points in parts.items()}


def _own_measure(writing: Writing, patient_id: int, one: EarlierScore) -> Instrument:
    """The measure in somebody's own words that a line means: the one they have, or a new one."""
    if not one.words or one.direction is None:
        raise Refusal(
            "a goal or an item in a patient's own words comes from a file that romtui wrote only."
        )
    have = read_own(writing.connection, patient_id)
    for own in have:
        if (own.words, own.direction) == (one.words, one.direction):
            return own.instrument
    taken = {own.id for own in have}
    kind = next(kind for kind in Own if one.instrument.startswith(f"{kind.value}."))
    number = 1
    while own_id(kind, number) in taken:
        number += 1
    if one.instrument not in taken and one.instrument.partition(".")[2].isdecimal():
        number = int(one.instrument.partition(".")[2])
    made = OwnMeasure(own_id(kind, number), one.words, Direction(one.direction), one.on)
    writing.connection.execute(insert(_OWN), battery.own_row(patient_id, made))
    return made.instrument
