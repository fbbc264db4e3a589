"""Results as FHIR R4: valid by somebody else's reading of the standard, and back as they were."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from romtui.content.instruments import load_instruments
from romtui.domain.case import Case, Patient, Result, Status
from romtui.domain.errors import UserError
from romtui.domain.instrument import NOT_APPLICABLE, Instrument
from romtui.domain.personal_measures import PersonalKind
from romtui.domain.private import Private
from romtui.domain.scoring import score
from romtui.exchange.fhir import read, systems, texts
from romtui.exchange.fhir.write import write
from romtui.paths import data_folder
from tests.counts import FULL
from tests.exchange.json_schema import Schema
from tests.people.cases import TODAY

FIXTURES = Path(__file__).parents[1] / "fixtures" / "fhir"
INSTRUMENTS = load_instruments(data_folder() / "instruments")
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
NAME = "Quillon Featherstone-Mbeki"
RECORDS = 500 if FULL else 40
PATIENT = Patient(7, "A-017", TODAY, name=Private(NAME), birth_year=1980)


def a_result(chance: Random, number: int, instrument: Instrument) -> Result:
    """A form filled in at random, or of a form without words here a total."""
    on = TODAY - timedelta(days=chance.randrange(2000))
    result = Result(id=number, instrument=instrument.id, on=on, total=None, order=number)
    result = replace(result, instrument_version=instrument.version)
    if instrument.items and chance.random() < 0.7:
        answers = tuple(
            None if chance.random() < 0.05 else chance.choice(item.choices).value
            for item in instrument.items
        )
        if set(answers) == {None}:
            answers = (instrument.items[0].lo, *answers[1:])
        after = instrument.followup
        followup = None if after is None else chance.choice([None, *after.options])
        return replace(
            result,
            answers=answers,
            total=score(instrument, answers).total,
            followup=None if followup is None else followup.value,
        )
    safety = {one.item: instrument.item_lo for one in instrument.safety_items}
    if instrument.has_total:
        return replace(result, total=chance.choice(instrument.totals), safety=safety)
    parts = {part.id: part.lo + part.multiplier for part in instrument.subscales}
    return replace(result, subtotals=parts, safety=safety)


def a_record(seed: int) -> tuple[Case, list[list[Result]]]:
    """A patient with some results, some of them corrected or withdrawn."""
    chance = Random(seed)  # noqa: S311 -- the same records every time
    usable = [one for one in INSTRUMENTS.values() if one.has_total or one.by_part]
    histories = []
    for number in range(chance.randrange(1, 5)):
        instrument = chance.choice(usable)
        history = [a_result(chance, number, instrument)]
        if chance.random() < 0.3:
            status = chance.choice([Status.AMENDED, Status.WITHDRAWN])
            again = a_result(chance, number, instrument)
            history.append(replace(again, version=2, status=status))
        histories.append(history)
    return Case(PATIENT, INSTRUMENTS), histories


def standing(histories: Sequence[Sequence[Result]]) -> Iterator[Result]:
    """What an import should bring: the latest version of each that is not withdrawn."""
    for *_, latest in histories:
        if latest.status is not Status.WITHDRAWN:
            yield latest


def bundle(case: Case, histories: Sequence[Sequence[Result]], **how: bool) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(write(case, histories, NOW, **how).content)
    return written


def resources(written: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    of_all = [entry["resource"] for entry in written["entry"]]
    return [one for one in of_all if one["resourceType"] == kind]


@pytest.mark.parametrize("seed", range(RECORDS // 10))
def test_what_is_written_is_fhir_by_another_reading_of_the_standard(seed: int) -> None:
    oracle = pytest.importorskip("fhir.resources.R4B.bundle").Bundle
    content = write(*a_record(seed), NOW, named=seed % 2 == 0).content
    read_by_it = oracle.model_validate_json(content)
    assert len(read_by_it.entry) == len(json.loads(content)["entry"])


def test_the_oracle_bites() -> None:
    oracle = pytest.importorskip("fhir.resources.R4B.bundle").Bundle
    written = bundle(*a_record(1))
    del resources(written, "Observation")[0]["status"]
    with pytest.raises(ValueError, match="status"):
        oracle.model_validate(written)


R4 = Schema(json.loads((FIXTURES / "r4.schema.json").read_text("utf-8")))
PROFILE = json.loads((FIXTURES / "us_core_screening.json").read_text("utf-8"))


def faults(written: Mapping[str, Any]) -> list[str]:
    """What the official JSON schema finds wrong with a Bundle, and with each of its resources."""
    bare = [{**entry, "resource": {}} for entry in written["entry"]]
    found = [*R4.faults({**written, "entry": bare}, "Bundle")]
    for entry in written["entry"]:
        found += R4.faults(entry["resource"], entry["resource"]["resourceType"])
    return found


@pytest.mark.parametrize("seed", range(RECORDS))
def test_what_is_written_is_valid_by_the_official_schema_of_r4(seed: int) -> None:
    assert not faults(bundle(*a_record(seed), named=seed % 2 == 0))


@pytest.mark.parametrize(
    ("kind", "change", "fault"),
    [
        ("Observation", {"code": None}, "Observation has no code"),
        ("Observation", {"status": "done"}, "Observation.status is none of its values"),
        (
            "Observation",
            {"effectiveDateTime": "4.3.2026"},
            "effectiveDateTime is written otherwise",
        ),
        ("Observation", {"score": 3}, "Observation.score is unknown"),
        ("Observation", {"category": "survey"}, "Observation.category is no array"),
        ("Patient", {"birthDate": 1980}, "Patient.birthDate is no string"),
    ],
)
def test_the_official_schema_bites(kind: str, change: Mapping[str, Any], fault: str) -> None:
    written = bundle(Case(PATIENT, INSTRUMENTS), [[phq9()]])
    resource = resources(written, kind)[0]
    resource.update(change)
    for name in [name for name, value in change.items() if value is None]:
        del resource[name]
    assert any(fault in found for found in faults(written)), faults(written)


def against_the_profile(written: Mapping[str, Any]) -> Iterator[str]:
    """What the US Core profile requires of an Observation and one does not have."""
    kinds = {entry["fullUrl"]: entry["resource"]["resourceType"] for entry in written["entry"]}
    for one in resources(written, "Observation"):
        yield from (f"no {name}" for name in PROFILE["required"] if name not in one)
        if PROFILE["profile"] not in one["meta"]["profile"]:
            yield "another profile"
        wanted = PROFILE["category"]
        codings = [coding for of in one.get("category", []) for coding in of["coding"]]
        survey = {"system": wanted["system"], "code": wanted["code"]}
        if not wanted["min"] <= codings.count(survey) <= wanted["max"]:
            yield "not once a survey"
        if kinds.get(one.get("subject", {}).get("reference", "")) not in PROFILE["subject"]:
            yield "no patient"
        for name in ("hasMember", "derivedFrom"):
            for reference in one.get(name, []):
                if kinds.get(reference["reference"]) not in PROFILE[name]:
                    yield f"{name} leads nowhere"
        yield from _by_its_rules(one)


def _by_its_rules(one: Mapping[str, Any]) -> Iterator[str]:
    values = [name for name in one if name.startswith("value")]
    if any(name.removeprefix("value") not in PROFILE["value"] for name in values):
        yield "no such kind of value"
    if len(one.get("effectiveDateTime", "")) < len("2026-03-04"):
        yield "us-core-1"
    if not (values or {"dataAbsentReason", "component", "hasMember"} & {*one}):
        yield "us-core-2"
    if one.get("valueQuantity", {}).get("system", systems.UCUM) != systems.UCUM:
        yield "us-core-3"


def test_each_observation_is_what_the_us_core_profile_requires() -> None:
    for seed in range(RECORDS):
        assert not [*against_the_profile(bundle(*a_record(seed)))], seed


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"category": []}, "not once a survey"),
        ({"subject": {"reference": "urn:uuid:0"}}, "no patient"),
        ({"effectiveDateTime": "2026-03"}, "us-core-1"),
        ({"valueCodeableConcept": None}, "us-core-2"),
        ({"valueQuantity": {"value": 3, "system": "urn:points"}}, "us-core-3"),
        ({"derivedFrom": [{"reference": "urn:uuid:0"}]}, "derivedFrom leads nowhere"),
    ],
)
def test_the_profile_bites(change: Mapping[str, Any], fault: str) -> None:
    written = bundle(Case(PATIENT, INSTRUMENTS), [[phq9()]])
    item = next(one for one in resources(written, "Observation") if "valueCodeableConcept" in one)
    item.update(change)
    for name in [name for name, value in change.items() if value is None]:
        del item[name]
    assert fault in [*against_the_profile(written)]


def test_what_went_out_comes_back_the_same() -> None:
    for seed in range(RECORDS):
        case, histories = a_record(seed)
        wanted = [*standing(histories)]
        if not wanted:
            continue
        file = read.read(write(case, histories, NOW).content, INSTRUMENTS)
        assert file is not None
        assert file.ours
        came = sorted(file.scores, key=lambda one: one.line)
        assert len(came) == len(wanted)
        for there, here in zip(came, wanted, strict=True):
            assert (there.code, there.instrument, there.on) == ("A-017", here.instrument, here.on)
            assert there.answers == here.answers, (seed, here.instrument)
            assert there.total == here.total, (seed, here.instrument)
            assert there.parts == ({} if here.answers is not None else here.subtotals)
            assert there.followup == here.followup
            assert there.safety == ({} if here.answers is not None else here.safety)


def phq9(*answers: int | None, **about: Any) -> Result:
    given = answers or (1, 1, 2, 1, 0, 1, 2, 0, 1)
    total = score(INSTRUMENTS["phq9"], given).total
    return replace(Result(1, "phq9", TODAY, total, answers=given), **about)


def test_a_phq9_bears_the_codes_that_were_verified() -> None:
    written = bundle(Case(PATIENT, INSTRUMENTS), [[phq9(followup=1)]])
    (response,) = resources(written, "QuestionnaireResponse")
    assert [item["answer"][0]["valueCoding"]["code"] for item in response["item"]][:3] == [
        "LA6569-3",
        "LA6569-3",
        "LA6570-1",
    ]
    observed = {one["code"]["coding"][0]["code"]: one for one in resources(written, "Observation")}
    assert observed["44261-6"]["valueQuantity"]["value"] == 9
    assert len(observed["44261-6"]["derivedFrom"]) == 1 + 9 + 0
    assert "44260-8" in observed
    assert len(observed["44249-1"]["hasMember"]) == 10
    assert all(one["meta"]["profile"] == [systems.SCREENING] for one in observed.values())


def test_no_name_goes_out_unless_it_is_asked_for() -> None:
    histories = [[phq9()]]
    case = Case(PATIENT, INSTRUMENTS)
    assert NAME not in write(case, histories, NOW).content.decode()
    assert "1980" not in write(case, histories, NOW).content.decode()
    (patient,) = resources(bundle(case, histories, named=True), "Patient")
    assert (patient["name"], patient["birthDate"]) == ([{"text": NAME}], "1980")


def test_a_correction_is_an_amended_version_and_what_was_withdrawn_an_error() -> None:
    first, second = phq9(), phq9(3, 3, 3, 3, 3, 3, 3, 3, 0, version=2, status=Status.AMENDED)
    gone = phq9(order=1, version=1, status=Status.WITHDRAWN, id=2)
    written = bundle(Case(PATIENT, INSTRUMENTS), [[first, second], [gone]])
    versions = [
        (one["meta"]["versionId"], one["status"])
        for one in resources(written, "QuestionnaireResponse")
    ]
    assert versions == [("1", "completed"), ("2", "amended"), ("1", "entered-in-error")]
    urls = [
        (one["fullUrl"], one["resource"].get("meta", {}).get("versionId"))
        for one in written["entry"]
    ]
    assert len(set(urls)) == len(urls)
    file = read.read(json.dumps(written).encode(), INSTRUMENTS)
    assert file is not None
    assert [one.total for one in file.scores] == [Decimal(24)]


def test_answers_that_a_correction_no_longer_has_are_an_error_too() -> None:
    total = Result(1, "phq9", TODAY, Decimal(20), version=2, status=Status.AMENDED, safety={9: 1})
    written = bundle(Case(PATIENT, INSTRUMENTS), [[phq9(), total]])
    assert [one["status"] for one in resources(written, "QuestionnaireResponse")] == [
        "completed",
        "entered-in-error",
    ]
    (form,) = taken(written).scores
    assert (form.answers, form.total, form.safety) == (None, Decimal(20), {9: 1})


def test_goals_in_the_patients_words_stay_here_and_are_counted() -> None:
    goal = f"{PersonalKind.GOAL.value}.1"
    words = replace(INSTRUMENTS["phq9"], id=goal, words=Private("dance again"))
    case = Case(PATIENT, {**INSTRUMENTS, goal: words})
    file = write(case, [[Result(1, goal, TODAY, Decimal(4))], [phq9(order=1)]], NOW)
    assert file.left_out == 1
    assert b"dance" not in file.content
    assert b"goal" not in file.content


# A response from elsewhere


def from_elsewhere(
    answers: Sequence[Mapping[str, Any]],
    codes: Sequence[str] = INSTRUMENTS["phq9"].loinc.items,
    **response: Any,
) -> dict[str, Any]:
    """As a form server gives it: linkIds of its own, in groups, the questionnaire beside it."""
    links = [f"q{place * 7 % 100}" for place in range(len(codes))]
    asked = [
        {"linkId": link, "type": "choice", "code": [{"system": systems.LOINC, "code": code}]}
        for link, code in zip(links, codes, strict=True)
    ]
    answered = [
        {"linkId": link, "answer": [answer]} for link, answer in zip(links, answers, strict=False)
    ]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [
            {
                "fullUrl": "https://forms.example/Questionnaire/5",
                "resource": {
                    "resourceType": "Questionnaire",
                    "url": "https://forms.example/q/mood",
                    "status": "active",
                    "item": [{"linkId": "g", "type": "group", "item": asked}],
                },
            },
            {
                "resource": {
                    "resourceType": "QuestionnaireResponse",
                    "questionnaire": "https://forms.example/q/mood",
                    "status": "completed",
                    "authored": "2026-03-04T23:30:00-08:00",
                    "item": [{"linkId": "g", "item": answered}],
                    **response,
                }
            },
        ],
    }


def loinc(code: str) -> dict[str, Any]:
    return {"valueCoding": {"system": systems.LOINC, "code": code}}


ALL_DAYS = [loinc(code) for code in ("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9")]
NINE = [ALL_DAYS[place % 4] for place in range(9)]


def taken(given: Mapping[str, Any], code: str = "A-001") -> Any:
    file = read.read(json.dumps(given).encode(), INSTRUMENTS, code)
    assert file is not None
    return file


def test_a_response_is_read_by_codes_and_ordinals_on_its_own_day() -> None:
    (form,) = taken(from_elsewhere(NINE)).scores
    assert form.answers == (0, 1, 2, 3, 0, 1, 2, 3, 0)
    assert (form.instrument, form.code, form.on.isoformat()) == ("phq9", "A-001", "2026-03-04")
    by_ordinal = [
        {"valueCoding": {"code": "x", "extension": [{"url": systems.ORDINAL, "valueDecimal": 2}]}}
    ] * 9
    (form,) = taken(from_elsewhere(by_ordinal)).scores
    assert form.answers == (2,) * 9
    (form,) = taken(from_elsewhere([{"valueInteger": 3}] * 9)).scores
    assert form.answers == (3,) * 9


def test_the_order_of_the_questions_and_their_link_ids_say_nothing() -> None:
    turned = tuple(reversed(INSTRUMENTS["phq9"].loinc.items))
    (form,) = taken(from_elsewhere(NINE, turned)).scores
    assert form.answers == (0, 3, 2, 1, 0, 3, 2, 1, 0)


def test_an_item_left_out_is_left_out() -> None:
    (form,) = taken(from_elsewhere(NINE[:8])).scores
    assert form.answers[8] is None


REFUSED: Sequence[tuple[str, dict[str, Any]]] = (
    ("the questions have no codes", from_elsewhere(NINE, questionnaire="https://else/where")),
    ("no questionnaire here", from_elsewhere(NINE[:2], INSTRUMENTS["phq9"].loinc.items[:2])),
    ("no questionnaire here", from_elsewhere(NINE, ("1", *INSTRUMENTS["phq9"].loinc.items[1:]))),
    ("same code", from_elsewhere(NINE, (*INSTRUMENTS["phq9"].loinc.items, "44250-9"))),
    ("has no number", from_elsewhere([loinc("LA1-1"), *NINE[1:]])),
    ("has no number", from_elsewhere([{"valueString": "often"}, *NINE[1:]])),
    ("numbers of an answer differ", from_elsewhere([{**loinc("LA6568-5"), "valueInteger": 2}])),
    ("whole date", from_elsewhere(NINE, authored="2026-03")),
)


@pytest.mark.parametrize(("said", "given"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_not_unique_is_refused_by_its_entry(said: str, given: dict[str, Any]) -> None:
    with pytest.raises(UserError, match=f"entry 2: .*{said}"):
        taken(given)


def test_a_whole_audit_is_no_auditc() -> None:
    items = (*INSTRUMENTS["auditc"].loinc.items, "68521-4", "68522-2")
    with pytest.raises(UserError, match="no questionnaire here"):
        taken(from_elsewhere([{"valueInteger": 1}] * 5, items))


def test_nobody_is_guessed() -> None:
    with pytest.raises(UserError, match="--whose"):
        taken(from_elsewhere(NINE), code="")
    given = from_elsewhere(NINE)
    given["entry"] += [{"resource": {"resourceType": "Patient", "id": str(n)}} for n in range(2)]
    with pytest.raises(UserError, match="several patients"):
        taken(given)


def test_what_is_not_finished_is_passed_over_and_counted() -> None:
    given = from_elsewhere(NINE)
    unfinished = {**given["entry"][1]["resource"], "status": "in-progress"}
    given["entry"].append({"resource": unfinished})
    file = taken(given)
    assert len(file.scores) == 1
    assert file.passed_over == {texts.NOT_FINISHED: [3]}


def test_a_total_alone_stays_a_total() -> None:
    total = {
        "resourceType": "Observation",
        "status": "final",
        "code": {"coding": [{"system": systems.LOINC, "code": "44261-6"}]},
        "effectiveDateTime": "2026-03-04",
        "valueQuantity": {"value": 12},
    }
    (form,) = taken(total).scores
    assert (form.total, form.answers, form.instrument) == (Decimal(12), None, "phq9")
    panel = {**total, "code": {"coding": [{"system": systems.LOINC, "code": "44249-1"}]}}
    with pytest.raises(UserError, match="no response and no total"):
        taken(panel)


def test_another_file_is_no_fhir() -> None:
    for content in (b"", b"[]", b'{"format": "romtui records"}', b"{", b"code;day\n"):
        assert read.read(content, INSTRUMENTS) is None


def test_what_does_not_apply_comes_back_as_such() -> None:
    answers = (0, 0, 0, NOT_APPLICABLE, *[1] * 11)
    total = score(INSTRUMENTS["phq15"], answers).total
    form = Result(1, "phq15", TODAY, total, answers=answers)
    (came,) = taken(bundle(Case(PATIENT, INSTRUMENTS), [[form]])).scores
    assert came.answers == answers
