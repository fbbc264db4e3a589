"""Results as a FHIR R4 Bundle: each form its response, and observations of items and scores.

Every version of a result is there: a correction as an amended one, what was withdrawn as entered
in error. A total without answers stays a total. Goals and items in the patient's own words are
left out, and so is what was scored by another version of a questionnaire.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID, uuid5

from romtui.domain.case import Case, Result, Status
from romtui.domain.instrument import Instrument, Item
from romtui.domain.personal_measures import is_own
from romtui.domain.results import part_scores
from romtui.exchange.fhir import systems
from romtui.exchange.fhir.systems import Coding

Resource = dict[str, Any]
_FORM: Final = {
    Status.FINAL: "completed",
    Status.AMENDED: "amended",
    Status.WITHDRAWN: "entered-in-error",
}
_OBSERVED: Final = {**_FORM, Status.FINAL: "final"}
_NAMES: Final = UUID("6f2a1b9e-6d0c-5d0f-9a55-0f6f4a1c7d10")
"""Numbers of resources follow from what they are about: the same record gives the same file."""


@dataclass(frozen=True, slots=True)
class FhirFile:
    """A Bundle as it is written, and how many results could not go into it."""

    content: bytes
    left_out: int


def write(
    case: Case, histories: Sequence[Sequence[Result]], now: datetime, *, named: bool = False
) -> FhirFile:
    """Write the results of a patient, by code; `named` adds name and year of birth."""
    used: dict[str, Instrument] = {}
    entries: list[Resource] = []
    left_out = 0
    oldest_first = sorted(histories, key=lambda history: history[0].order)
    for number, history in enumerate(oldest_first, start=1):
        before: dict[str, Resource] = {}
        for result in history:
            instrument = case.instruments[result.instrument]
            if is_own(instrument.id) or not result.of_version(instrument):
                left_out += 1
                continue
            used[instrument.id] = instrument
            form = {
                entry["fullUrl"]: entry["resource"]
                for entry in _Form(case, instrument, result, number).entries()
            }
            gone = {
                name: _no_more(before[name], result) for name in sorted(before.keys() - form.keys())
            }
            before = {**gone, **form}
            entries += [_entry(resource, reference) for reference, resource in before.items()]
    first = [_entry(_patient(case, named=named), _reference(case, "patient"))]
    first += [_entry(_questionnaire(one), _reference(case, one.id)) for one in used.values()]
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": now.isoformat(timespec="seconds"),
        "entry": [*first, *entries],
    }
    return FhirFile(json.dumps(bundle, ensure_ascii=True, indent=1).encode() + b"\n", left_out)


def _entry(resource: Resource, reference: str) -> Resource:
    return {"fullUrl": reference, "resource": resource}


def _no_more(resource: Resource, result: Result) -> Resource:
    """What an earlier version had and this one has not, such as the answers of a total."""
    meta = {**resource["meta"], "versionId": str(result.version)}
    return {**resource, "meta": meta, "status": _FORM[Status.WITHDRAWN]}


def _reference(case: Case, *about: object) -> str:
    name = "/".join(map(str, (case.patient.code, *about)))
    return f"urn:uuid:{uuid5(_NAMES, name)}"


def _patient(case: Case, *, named: bool) -> Resource:
    patient = case.patient
    identifier = {"system": systems.CODE, "value": patient.code}
    resource: Resource = {"resourceType": "Patient", "identifier": [identifier]}
    if named and patient.name:
        resource["name"] = [{"text": patient.name.reveal()}]
    if named and patient.birth_year is not None:
        resource["birthDate"] = str(patient.birth_year)
    return resource


def _questionnaire(instrument: Instrument) -> Resource:
    """What was asked, so that a response can be read by the codes of its items."""
    url, _, version = systems.canonical(instrument).partition("|")
    owner = " ".join(filter(None, (instrument.attribution, instrument.licence, instrument.notice)))
    return {
        "resourceType": "Questionnaire",
        "url": url,
        "version": version,
        "title": instrument.title or instrument.name,
        "status": "active",
        "code": [systems.panel_coding(instrument)],
        **({"copyright": owner} if owner else {}),
        "item": [*_questions(instrument)],
    }


def _questions(instrument: Instrument) -> Iterator[Resource]:
    for number in range(1, instrument.n_items + 1):
        item = instrument.items[number - 1] if instrument.items else None
        yield _question(instrument, str(number), systems.item_coding(instrument, number), item)
    if instrument.followup is not None:
        code = systems.followup_coding(instrument)
        yield _question(instrument, _FOLLOWUP, code, instrument.followup)


_FOLLOWUP: Final = "after"


def _question(instrument: Instrument, link: str, code: Coding, item: Item | None) -> Resource:
    question: Resource = {"linkId": link, "code": [code], "type": "choice"}
    if item is None:
        values = dict.fromkeys(range(instrument.item_lo, instrument.item_hi + 1), "")
    else:
        question["text"] = item.text
        values = {option.value: option.label for option in item.choices}
    followup = link == _FOLLOWUP
    question["answerOption"] = [
        {
            "valueCoding": _with_words(
                systems.answer_coding(instrument, value, followup=followup), on
            )
        }
        for value, on in values.items()
    ]
    return question


def _with_words(coding: Coding, words: str) -> Coding:
    return {**coding, "display": words} if words else coding


@dataclass(frozen=True, slots=True)
class _Form:
    """One version of one result; `number` counts the results of the patient."""

    case: Case
    instrument: Instrument
    result: Result
    number: int

    def entries(self) -> Iterator[Resource]:
        """The response, if its answers are known, and what is observed in it."""
        result, instrument = self.result, self.instrument
        if result.answers is not None:
            yield _entry(self._response(), self._reference("response"))
        members = dict(self._items())
        scores = dict(self._scores(list(members)))
        for name, resource in (members | scores).items():
            yield _entry(resource, self._reference(name))
        panel = self._observation(systems.panel_coding(instrument), instrument.name)
        references = [self._link(name) for name in members | scores]
        panel |= {"hasMember": references} if references else _NOT_ASKED
        if result.answers is not None:
            panel["derivedFrom"] = [self._link("response")]
        yield _entry(panel, self._reference("form"))

    def _reference(self, what: str) -> str:
        return _reference(self.case, self.number, self.instrument.id, what)

    def _link(self, what: str) -> Mapping[str, str]:
        return {"reference": self._reference(what)}

    @property
    def _meta(self) -> Resource:
        return {"versionId": str(self.result.version)}

    @property
    def _subject(self) -> Resource:
        return {"reference": _reference(self.case, "patient")}

    def _response(self) -> Resource:
        answers = [*enumerate(self.result.answers or (), start=1)]
        items = [
            {"linkId": str(number), "answer": [{"valueCoding": self._answer(answer)}]}
            for number, answer in answers
            if answer is not None
        ]
        if self.result.followup is not None and self.instrument.followup is not None:
            coding = self._answer(self.result.followup, followup=True)
            items.append({"linkId": _FOLLOWUP, "answer": [{"valueCoding": coding}]})
        return {
            "resourceType": "QuestionnaireResponse",
            "meta": self._meta,
            "questionnaire": systems.canonical(self.instrument),
            "status": _FORM[self.result.status],
            "subject": self._subject,
            "authored": self.result.on.isoformat(),
            **({"item": items} if items else {}),
        }

    def _answer(self, value: int, *, followup: bool = False) -> Coding:
        item = self.instrument.followup if followup else None
        coding = systems.answer_coding(self.instrument, value, followup=followup)
        option = None if item is None else item.option(value)
        return coding if option is None else _with_words(coding, option.label)

    def _items(self) -> Iterator[tuple[str, Resource]]:
        """The answers to items; beside a total those to safety items, as far as they are known."""
        result = self.result
        given: Mapping[int, int | None] = (
            result.safety if result.answers is None else dict(enumerate(result.answers, start=1))
        )
        for number, answer in given.items():
            if answer is not None:
                code = systems.item_coding(self.instrument, number)
                observed = self._observation(code, self._words(number))
                coding = systems.answer_coding(self.instrument, answer)
                absent = coding["system"] == systems.ABSENT
                key = "dataAbsentReason" if absent else "valueCodeableConcept"
                if result.answers is not None:
                    observed["derivedFrom"] = [self._link("response")]
                yield f"item-{number}", observed | {key: {"coding": [coding]}}
        if result.followup is not None and result.answers is None:
            code = systems.followup_coding(self.instrument)
            coding = self._answer(result.followup, followup=True)
            observed = self._observation(code, "")
            yield _FOLLOWUP, observed | {"valueCodeableConcept": {"coding": [coding]}}

    def _scores(self, items: Sequence[str]) -> Iterator[tuple[str, Resource]]:
        """The total and the scores of parts, derived from the answers where these are known."""
        instrument, result = self.instrument, self.result
        known = [("total", systems.total_coding(instrument), instrument.name, result.total)]
        known += [
            (f"part-{part.id}", systems.part_coding(instrument, part.id), part.label, score)
            for part in instrument.subscales
            if (score := part_scores(instrument, result).get(part.id)) is not None
        ]
        for name, code, words, score in known:
            if score is None:
                continue
            observed = self._observation(code, words) | {"valueQuantity": _points(score)}
            if result.answers is not None:
                derived = [self._link("response"), *map(self._link, items)]
                observed["derivedFrom"] = derived
            yield name, observed

    def _words(self, number: int) -> str:
        return self.instrument.items[number - 1].text if self.instrument.items else ""

    def _observation(self, code: Coding, words: str) -> Resource:
        return {
            "resourceType": "Observation",
            "meta": {**self._meta, "profile": [systems.SCREENING]},
            "status": _OBSERVED[self.result.status],
            "category": [{"coding": [{"system": systems.CATEGORY, "code": "survey"}]}],
            "code": {"coding": [code], **({"text": words} if words else {})},
            "subject": self._subject,
            "effectiveDateTime": self.result.on.isoformat(),
        }


_NOT_ASKED: Final = {
    "dataAbsentReason": {"coding": [{"system": systems.ABSENT, "code": "unknown"}]}
}


def _points(score: Decimal) -> Resource:
    """A score as JSON has numbers; one decimal or two survive that exactly."""
    value = int(score) if score == score.to_integral_value() else float(score)
    return {"value": value, "unit": "points", "system": systems.UCUM, "code": "{score}"}
