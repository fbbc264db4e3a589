"""Responses and totals out of FHIR R4: a question is known by its code, never by its linkId.

What is not unique is refused with the number of its entry. A total that comes with no answers
stays a total.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from romtui.domain.errors import UserError
from romtui.domain.imported_score import ImportedScore, refuse_lines
from romtui.domain.instrument import NOT_APPLICABLE, Instrument
from romtui.exchange.cells import read_code
from romtui.exchange.fhir import systems, texts
from romtui.exchange.fhir.resources import (
    Entry,
    Resource,
    Resources,
    codings,
    listed,
    objects,
    parse,
    resources_of,
)
from romtui.exchange.scores_table import WITHOUT_SCORE, ScoresFile

_GIVEN: Final = frozenset({"completed", "amended", "final", "corrected"})
_ORDINALS: Final = (systems.ORDINAL, "http://hl7.org/fhir/StructureDefinition/itemWeight")
Code = tuple[str, str]


def read(
    content: bytes, instruments: Mapping[str, Instrument], code: str = ""
) -> ScoresFile | None:
    """Read a Bundle or a single response; None where the file is no FHIR.

    `code` says whose results these are where the file has no code of ours. Raises UserError with
    the entries that cannot be read.
    """
    given = parse(content)
    return None if given is None else _Reading(resources_of(given), instruments, code).read()


@dataclass(frozen=True, slots=True)
class _Question:
    """A question of a questionnaire: its codes, and the number of each coded answer."""

    codes: frozenset[Code]
    ordinals: Mapping[Code, int]


@dataclass(slots=True)
class _Reading:
    """One file."""

    file: Resources
    instruments: Mapping[str, Instrument]
    code: str
    scores: list[ImportedScore] = field(default_factory=list)
    passed_over: dict[str, list[int]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    members: set[str] = field(default_factory=set)
    """The observations that belong to another one, such as the answers of a form."""

    def read(self) -> ScoresFile:
        derived = self._totals_of_responses()
        self.members = {
            member.reference
            for entry in self.file.of("Observation")
            for member in self._members(entry)
        }
        for entry in self.file.of("QuestionnaireResponse", "Observation"):
            if entry.content.get("status") not in _GIVEN:
                self.passed_over.setdefault(texts.NOT_FINISHED, []).append(entry.number)
                continue
            try:
                if entry.kind == "Observation":
                    self._take_total(entry)
                else:
                    self._take_response(entry, derived.get(entry.reference))
            except UserError as refusal:
                self.wrong.append(texts.at_entry(entry.number, refusal))
        refuse_lines(self.wrong)
        if not self.scores:
            raise UserError(texts.NOTHING_KNOWN)
        whose = {self._identifier(entry)[1] for entry in self._subjects()}
        return ScoresFile(self.scores, (), self.passed_over, ours=whose == {True})

    # Whose, and when

    def _whose(self, entry: Entry) -> str:
        subject = self.file.found("Patient", objects(entry.content, "subject").get("reference"))
        known = ("", False) if subject is None else self._identifier(subject)
        if known[1]:
            return known[0]
        if self.code:
            if len(self._subjects()) > 1:
                raise UserError(texts.SEVERAL_PATIENTS)
            return self.code
        raise UserError(texts.WHOSE)

    def _subjects(self) -> Sequence[Entry]:
        return [*self.file.of("Patient")]

    def _identifier(self, patient: Entry) -> tuple[str, bool]:
        """A code, and whether it is one of ours."""
        for one in listed(patient.content, "identifier"):
            if one.get("system") == systems.CODE:
                return read_code(str(one.get("value", ""))), True
        return "", False

    def _day(self, entry: Entry, name: str) -> date:
        written = entry.content.get(name)
        try:
            return date.fromisoformat(str(written)[:10])
        except ValueError:
            raise UserError(texts.day_expected(name)) from None

    # Responses

    def _take_response(self, entry: Entry, total: Decimal | None) -> None:
        form = self._response(entry, total)
        if total is None and form.answers is not None and set(form.answers) == {None}:
            self.passed_over.setdefault(WITHOUT_SCORE, []).append(entry.number)
        else:
            self.scores.append(form)

    def _response(self, entry: Entry, total: Decimal | None) -> ImportedScore:
        questionnaire = self._questionnaire(entry.content)
        questions = dict(_questions(questionnaire))
        instrument = self._meant(questionnaire, questions)
        given: dict[Code, int] = {}
        loinc = instrument.loinc
        known = dict.fromkeys(_item_codes(instrument), loinc.answers)
        known |= {_code(systems.followup_coding(instrument)): loinc.followup_answers}
        for link, answers in _answered(entry.content):
            if link not in questions:
                raise UserError(texts.NO_SUCH_QUESTION)
            if len(answers) > 1:
                raise UserError(texts.SEVERAL_ANSWERS)
            for code in questions[link].codes & known.keys():
                if code in given:
                    raise UserError(texts.SAME_ANSWER_CODES)
                given[code] = _number(answers[0], questions[link].ordinals, known[code])
        after = given.get(_code(systems.followup_coding(instrument)))
        return ImportedScore(
            line=entry.number,
            code=self._whose(entry),
            instrument=instrument.id,
            on=self._day(entry, "authored"),
            total=total,
            answers=tuple(given.get(code) for code in _item_codes(instrument)),
            followup=None if instrument.followup is None else after,
        )

    def _questionnaire(self, response: Resource) -> Resource:
        """The questionnaire of a response: contained in it, or in the same file."""
        named = str(response.get("questionnaire", ""))
        url, _, version = named.partition("|")
        within = [
            one
            for one in listed(response, "contained")
            if one.get("resourceType") == "Questionnaire" and f"#{one.get('id')}" == named
        ]
        beside = [
            entry.content
            for entry in self.file.of("Questionnaire")
            if entry.content.get("url") == url
            and (not version or entry.content.get("version") == version)
        ]
        by_reference = self.file.found("Questionnaire", named)
        meant = within or beside or ([by_reference.content] if by_reference else [])
        if len(meant) != 1:
            raise UserError(texts.NO_QUESTIONNAIRE)
        return meant[0]

    def _meant(self, questionnaire: Resource, questions: Mapping[str, _Question]) -> Instrument:
        """The questionnaire here that has just these questions."""
        counted = Counter(code for question in questions.values() for code in question.codes)
        panels = {_code(one) for one in listed(questionnaire, "code")}
        fits = [
            instrument
            for instrument in self.instruments.values()
            if instrument.with_text and _fits(instrument, counted.keys(), panels)
        ]
        if len(fits) != 1:
            raise UserError(
                texts.NO_SUCH_QUESTIONNAIRE if not fits else texts.SEVERAL_QUESTIONNAIRES
            )
        if any(counted[code] > 1 for code in _item_codes(fits[0])):
            raise UserError(texts.SAME_CODES)
        return fits[0]

    # Totals

    def _totals_of_responses(self) -> Mapping[str, Decimal]:
        """The total that was observed of each response, by the reference of the response."""
        totals: dict[str, Decimal] = {}
        for entry in self.file.of("Observation"):
            if entry.content.get("status") not in _GIVEN:
                continue
            response, score = self._derived_from(entry), _points(entry.content)
            if response is not None and score is not None and self._score_of(entry) is not None:
                totals[response.reference] = score
        return totals

    def _derived_from(self, entry: Entry) -> Entry | None:
        for one in listed(entry.content, "derivedFrom"):
            response = self.file.found("QuestionnaireResponse", one.get("reference"))
            if response is not None:
                return response
        return None

    def _score_of(self, entry: Entry) -> Instrument | None:
        """The questionnaire whose total an observation is."""
        codes = codings(objects(entry.content, "code"))
        of = [one for one in self.instruments.values() if _code(systems.total_coding(one)) in codes]
        if len(of) > 1:
            raise UserError(texts.SEVERAL_TOTALS)
        return of[0] if of else None

    def _take_total(self, entry: Entry) -> None:
        """Read a total, or the scores of parts, of which no answers are in the file."""
        if self._derived_from(entry) is not None:
            return
        members = self._members(entry)
        if members:
            self._take_panel(entry, members)
            return
        if entry.reference in self.members:
            return
        instrument = self._score_of(entry)
        if instrument is None:
            self.passed_over.setdefault(texts.NO_SCORE, []).append(entry.number)
            return
        self.scores.append(self._total(entry, instrument, entry))

    def _members(self, entry: Entry) -> Sequence[Entry]:
        references = (one.get("reference") for one in listed(entry.content, "hasMember"))
        members = (self.file.found("Observation", reference) for reference in references)
        return [member for member in members if member is not None]

    def _take_panel(self, panel: Entry, members: Sequence[Entry]) -> None:
        """A form of which only scores are known, and perhaps the answers to safety items."""
        codes = codings(objects(panel.content, "code"))
        of = [one for one in self.instruments.values() if _code(systems.panel_coding(one)) in codes]
        if len(of) != 1:
            self.passed_over.setdefault(texts.NO_SCORE, []).append(panel.number)
            return
        instrument = of[0]
        observed = {
            code: member for member in members for code in codings(objects(member.content, "code"))
        }
        total = observed.get(_code(systems.total_coding(instrument)))
        score = self._total(panel, instrument, total)
        parts = {
            part.id: points
            for part in instrument.subscales
            if (member := observed.get(_code(systems.part_coding(instrument, part.id))))
            and (points := _points(member.content)) is not None
        }
        numbered = dict(enumerate(_item_codes(instrument), start=1))
        answers = {
            number: self._observed(observed[code], instrument.loinc.answers)
            for number, code in numbered.items()
            if code in observed
        }
        followup = observed.get(_code(systems.followup_coding(instrument)))
        self.scores.append(
            ImportedScore(
                line=panel.number,
                code=score.code,
                instrument=instrument.id,
                on=score.on,
                total=score.total,
                parts={} if instrument.has_total else parts,
                safety={
                    one.item: answers[one.item]
                    for one in instrument.safety_items
                    if one.item in answers
                },
                followup=None
                if followup is None
                else self._observed(followup, instrument.loinc.followup_answers),
            )
        )

    def _observed(self, entry: Entry, known: Mapping[int, str]) -> int:
        concept = objects(entry.content, "valueCodeableConcept")
        for coding in listed(concept, "coding"):
            return _number({"valueCoding": coding}, {}, known)
        return _number(entry.content, {}, known)

    def _total(self, entry: Entry, instrument: Instrument, total: Entry | None) -> ImportedScore:
        return ImportedScore(
            line=entry.number,
            code=self._whose(entry),
            instrument=instrument.id,
            on=self._day(entry, "effectiveDateTime"),
            total=None if total is None else _points(total.content),
        )


def _fits(instrument: Instrument, codes: Any, panels: set[Code]) -> bool:
    """Whether a questionnaire with these codes is this one.

    With the code of its panel it may ask more; without one it has just these questions.
    """
    items = set(_item_codes(instrument))
    if not items <= set(codes):
        return False
    ours = _code(systems.panel_coding(instrument))
    known = {one for one in panels if one[0] in (systems.LOINC, systems.SCORE)}
    if known:
        return ours in known
    around = {_code(systems.followup_coding(instrument)), _code(systems.total_coding(instrument))}
    return set(codes) <= items | around


def _item_codes(instrument: Instrument) -> Sequence[Code]:
    return [
        _code(systems.item_coding(instrument, number))
        for number in range(1, instrument.n_items + 1)
    ]


def _code(coding: Mapping[str, object]) -> Code:
    return str(coding.get("system")), str(coding.get("code"))


def _questions(questionnaire: Resource) -> Iterator[tuple[str, _Question]]:
    """Every question by its linkId, those within groups too."""
    for item in listed(questionnaire, "item"):
        ordinals = {}
        for option in listed(item, "answerOption"):
            coding = objects(option, "valueCoding")
            number = _ordinal(coding)
            number = _ordinal(option) if number is None else number
            if number is not None:
                ordinals[_code(coding)] = number
        codes = frozenset(map(_code, listed(item, "code")))
        yield str(item.get("linkId")), _Question(codes, ordinals)
        yield from _questions(item)


def _answered(response: Resource) -> Iterator[tuple[str, Sequence[Resource]]]:
    """Every answered question by its linkId, those within groups and answers too."""
    for item in listed(response, "item"):
        answers = [*listed(item, "answer")]
        if answers:
            yield str(item.get("linkId")), answers
        yield from _answered(item)
        for answer in answers:
            yield from _answered(answer)


def _number(answer: Resource, ordinals: Mapping[Code, int], known: Mapping[int, str]) -> int:
    """The number of an answer, by all that says so; UserError where nothing does, or two differ."""
    whole = answer.get("valueInteger")
    coding = objects(answer, "valueCoding")
    code = _code(coding)
    if code == (systems.ABSENT, "not-applicable"):
        return NOT_APPLICABLE
    said = {whole if isinstance(whole, int) else None, _ordinal(coding), ordinals.get(code)}
    said |= {number for number, loinc in known.items() if code == (systems.LOINC, loinc)}
    numbers = {number for number in said if number is not None}
    if len(numbers) != 1:
        raise UserError(texts.NO_NUMBER if not numbers else texts.NUMBERS_DIFFER)
    return numbers.pop()


def _ordinal(element: Resource) -> int | None:
    for one in listed(element, "extension"):
        value = one.get("valueDecimal")
        if one.get("url") in _ORDINALS and isinstance(value, int | Decimal):
            if value != int(value):
                raise UserError(texts.NOT_WHOLE)
            return int(value)
    return None


def _points(observation: Resource) -> Decimal | None:
    """The score that is observed; None where it is no number."""
    quantity = objects(observation, "valueQuantity").get("value")
    value = observation.get("valueInteger") if quantity is None else quantity
    return Decimal(value) if isinstance(value, int | Decimal) else None
