"""Which code stands for what: of LOINC where it was verified, else one of our own."""

from typing import Final

from romtui.domain.instrument import NOT_APPLICABLE, Instrument

LOINC: Final = "http://loinc.org"
UCUM: Final = "http://unitsofmeasure.org"
CATEGORY: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
ABSENT: Final = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
ORDINAL: Final = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
"""The extension that gives an answer its number, in R4."""

SCREENING: Final = (
    "http://hl7.org/fhir/us/core/StructureDefinition/us-core-observation-screening-assessment"
)
"""The profile of US Core, from its version 6 on."""

CODE: Final = "urn:x-romtui:code"
"""The system of the therapist's own codes for patients."""

ITEM: Final = "urn:x-romtui:item"
SCORE: Final = "urn:x-romtui:score"
_ANSWER: Final = "urn:x-romtui:answer"
_QUESTIONNAIRE: Final = "urn:x-romtui:questionnaire:"

Coding = dict[str, object]


def canonical(instrument: Instrument) -> str:
    """The name of a questionnaire and its version."""
    return f"{_QUESTIONNAIRE}{instrument.id}|{instrument.version}"


def item_coding(instrument: Instrument, number: int) -> Coding:
    """The code of an item, numbered from 1."""
    if instrument.loinc.items:
        return {"system": LOINC, "code": instrument.loinc.items[number - 1]}
    return {"system": ITEM, "code": f"{instrument.id}-{number}"}


def followup_coding(instrument: Instrument) -> Coding:
    """The code of the question after the form."""
    if instrument.loinc.followup:
        return {"system": LOINC, "code": instrument.loinc.followup}
    return {"system": ITEM, "code": f"{instrument.id}-followup"}


def panel_coding(instrument: Instrument) -> Coding:
    """The code of the form as a whole."""
    if "loinc" in instrument.codes:
        return {"system": LOINC, "code": instrument.codes["loinc"]}
    return {"system": SCORE, "code": f"{instrument.id}-form"}


def total_coding(instrument: Instrument) -> Coding:
    """The code of the total."""
    if "loinc_total" in instrument.codes:
        return {"system": LOINC, "code": instrument.codes["loinc_total"]}
    return {"system": SCORE, "code": instrument.id}


def part_coding(instrument: Instrument, part: str) -> Coding:
    """The code of the score of one part of a form."""
    return {"system": SCORE, "code": f"{instrument.id}.{part}"}


def answer_coding(instrument: Instrument, value: int, *, followup: bool = False) -> Coding:
    """An answer: its code, its words where the form's are here, and its number."""
    if value == NOT_APPLICABLE:
        return {"system": ABSENT, "code": "not-applicable"}
    ordinal = {"extension": [{"url": ORDINAL, "valueDecimal": value}]}
    codes = instrument.loinc.followup_answers if followup else instrument.loinc.answers
    if value in codes:
        return {**ordinal, "system": LOINC, "code": codes[value]}
    return {**ordinal, "system": f"{_ANSWER}:{instrument.id}", "code": str(value)}
