"""From the lines of a table to forms of people: who is meant, and what a line says of a form."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from romtui.domain.case import Entered, Form, Patient, Result
from romtui.domain.errors import UserError
from romtui.domain.imported_score import ImportedScore, refuse_lines
from romtui.domain.instrument import Direction, Instrument
from romtui.domain.personal_measures import PersonalKind, PersonalMeasure, is_own, own_id
from romtui.domain.scoring import score, score_total
from romtui.domain.similar import AlikeCodes
from romtui.store import texts
from romtui.store.db.mapping import table
from romtui.store.db.schema import PatientRow
from romtui.store.records import battery, patients, results
from romtui.store.records.cases import read_own
from romtui.store.records.unit_of_work import UnitOfWork

_PATIENT = table(PatientRow)


@dataclass(frozen=True, slots=True)
class GivenForm:
    """A form of a file: the lines it stood on, whose it is, and the result it comes to."""

    lines: Sequence[ImportedScore]
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
    """Whom the codes of a file mean; `added` were nobody's before.

    All that are new are written at once: a table may bring some thousand of them.
    """

    work: UnitOfWork
    scores: Sequence[ImportedScore]
    add_people: bool
    by_code: dict[str, int] = field(default_factory=dict)
    added: dict[int, str] = field(default_factory=dict)
    codes: AlikeCodes = field(default_factory=AlikeCodes)
    _unfit: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows = self.work.connection.execute(select(_PATIENT.c.code, _PATIENT.c.id))
        for code, patient_id in rows:
            self.by_code[code.casefold()] = patient_id
            self.codes.add(code)
        if self.add_people:
            self._add([*self._unknown()])

    def number(self, code: str) -> int:
        """Whose code it is, somebody new if they may be added; UserError otherwise."""
        folded = code.casefold()
        if folded in self.by_code:
            return self.by_code[folded]
        raise UserError(self._unfit.get(folded) or texts.unknown_code(self.codes.of(code)))

    @property
    def alike(self) -> Mapping[str, Sequence[str]]:
        """The codes that were added, each with those it could be mistaken for."""
        found = {code: self.codes.of(code) for code in self.added.values()}
        return {code: others for code, others in found.items() if others}

    def _unknown(self) -> Iterator[Patient]:
        """Whoever nobody knows yet, begun on the day of their earliest score."""
        codes: dict[str, str] = {}
        begun: dict[str, date] = {}
        for given in self.scores:
            folded = given.code.casefold()
            if folded not in self.by_code:
                codes.setdefault(folded, given.code)
                begun[folded] = min(given.on, begun.get(folded, given.on))
        for folded, code in codes.items():
            patient = Patient(id=0, code=code, started_on=begun[folded])
            try:
                patients.refuse_impossible(self.work, patient)
            except UserError as refusal:  # said of the lines of this code
                self._unfit[folded] = str(refusal)
            else:
                yield patient

    def _add(self, unknown: Sequence[Patient]) -> None:
        added = patients.add_all(self.work, unknown)
        for patient_id, patient in zip(added, unknown, strict=True):
            self.by_code[patient.code.casefold()] = patient_id
            self.added[patient_id] = patient.code
            self.codes.add(patient.code)


def given_forms(
    work: UnitOfWork, scores: Sequence[ImportedScore], people: People
) -> Sequence[GivenForm]:
    """Every form of a file, in its order; a UserError names every line that cannot be taken.

    The parts of one form, person and day become one.
    """
    wrong: list[str] = []
    forms = []
    for lines in _together(work, scores):
        try:
            forms.append(_form(work, people.number(lines[0].code), lines))
        except UserError as refusal:
            wrong.append(texts.at_line(lines[0].line, refusal))
    refuse_lines(wrong)
    return forms


def _together(
    work: UnitOfWork, scores: Sequence[ImportedScore]
) -> Iterable[Sequence[ImportedScore]]:
    """What each form is made of: one score, or all parts of one form, person and day.

    A row may bring several questionnaires: its number alone says nothing.
    """
    forms: dict[tuple[object, ...], list[ImportedScore]] = {}
    for place, given in enumerate(scores):
        form, part = work.form_and_part(given.instrument)
        which = (given.code.casefold(), form, given.on) if part else (place,)
        forms.setdefault(which, []).append(given)
    return forms.values()


def _form(work: UnitOfWork, patient_id: int, lines: Sequence[ImportedScore]) -> GivenForm:
    given = lines[0]
    work.refuse_future(given.on)
    if is_own(given.instrument):
        own = _own_measure(work, patient_id, given)
        renamed = replace(given, instrument=own.id)
        return GivenForm(lines, patient_id, own, _result(work, patient_id, renamed, own))
    name, part = work.form_and_part(given.instrument)
    instrument = work.questionnaire(name)
    if not part:
        result = _result(work, patient_id, replace(given, instrument=name), instrument)
        return GivenForm(lines, patient_id, instrument, result)
    parts = {
        work.form_and_part(line.instrument)[1]: line.total
        for line in lines
        if line.total is not None
    }
    if len(parts) < len(lines):
        raise UserError(texts.part_twice(instrument.name))
    whole = replace(given, instrument=name, total=None, parts=parts)
    return GivenForm(lines, patient_id, instrument, _result(work, patient_id, whole, instrument))


def _result(
    work: UnitOfWork, patient_id: int, given: ImportedScore, instrument: Instrument
) -> Result:
    """What a line comes to, by the same checks as a form that is typed in."""
    parts = _by_id(instrument, given.parts)
    answers = given.answers
    if (given.form_version or instrument.version) != instrument.version or (
        answers is not None and not instrument.with_text
    ):
        return _as_it_was(work, given, instrument, parts)
    if answers is not None:
        came_to = score(instrument, answers).total
        if given.total is not None and came_to != given.total:
            raise UserError(texts.another_total("" if came_to is None else f"{came_to:f}"))
    form = Form(
        given.instrument,
        given.on,
        answers=answers,
        total=given.total if answers is None else None,
        safety={} if answers is not None else given.safety,
        followup=given.followup,
        subtotals=parts if answers is None else {},
    )
    return replace(results.result_of(work, patient_id, form), entered=Entered.IMPORTED)


def _as_it_was(
    work: UnitOfWork, given: ImportedScore, instrument: Instrument, parts: Mapping[str, Decimal]
) -> Result:
    """A form as a table of our own has it: of another version of it, or without its words here.

    Nobody can add it up here, and so it is kept as it was scored.
    """
    if given.form_version in (None, instrument.version) and given.total is not None:
        score_total(instrument, given.total)
    return Result(
        id=0,
        instrument=instrument.id,
        on=given.on,
        total=given.total,
        answers=given.answers,
        subtotals=parts,
        safety=dict(given.safety),
        instrument_version=given.form_version or instrument.version,
        entered=Entered.IMPORTED,
        entered_at=work.at,
        followup=given.followup,
    )


def _by_id(instrument: Instrument, parts: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The scores of parts by the ids of these; what is no label is taken for an id."""
    ids = {part.label.casefold(): part.id for part in instrument.subscales}
    return {ids.get(part.casefold(), part): points for part, points in parts.items()}


def _own_measure(work: UnitOfWork, patient_id: int, given: ImportedScore) -> Instrument:
    """The measure in somebody's own words that a line means: the one they have, or a new one."""
    if not given.words or given.direction is None:
        raise UserError(texts.PERSONAL_FROM_ROMTUI)
    have = read_own(work.connection, patient_id)
    for own in have:
        if (own.words, own.direction) == (given.words, given.direction):
            return own.instrument
    taken = {own.id for own in have}
    kind = next(kind for kind in PersonalKind if given.instrument.startswith(f"{kind.value}."))
    number = 1
    while own_id(kind, number) in taken:
        number += 1
    if given.instrument not in taken and given.instrument.partition(".")[2].isdecimal():
        number = int(given.instrument.partition(".")[2])
    made = PersonalMeasure(own_id(kind, number), given.words, Direction(given.direction), given.on)
    battery.add_measure(work, patient_id, made)
    return made.instrument
