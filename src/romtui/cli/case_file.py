"""Reading a file of cases: every mistake is one sentence naming case and field."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final, NoReturn

from romtui.domain.case import Attendance, Case, Entered, Patient, Result, Session, Stage
from romtui.domain.errors import Refusal
from romtui.domain.instrument import Band, Direction, Instrument, Kind, SafetyItem

_LARGEST: Final = 20_000_000
_LARGEST_NUMBER: Final = 1_000_000
NamedCase = tuple[str, Case, date]


def read_cases(path: Path) -> tuple[NamedCase, ...]:
    """Read instruments and cases; the file's instruments are used, not the shipped ones.

    Raises Refusal for anything that is not of the form.
    """
    top = _Fields(_load(path), path.name)
    instruments = {
        name: _instrument(name, _Fields(about, f"instrument {name}"))
        for name, about in top.table("instruments").items()
    }
    one = top.of.get("case")
    listed = [one] if one is not None else top.list("cases")
    cases: list[NamedCase] = []
    for number, about in enumerate(listed, start=1):
        case = _case(number, about, instruments)
        if any(case[0] == other[0] for other in cases):
            raise Refusal(f"{path.name}: two cases have the id {case[0]}; each needs its own.")
        cases.append(case)
    return tuple(cases)


def _load(path: Path) -> object:
    try:
        if path.stat().st_size > _LARGEST:
            raise Refusal(f"{path.name} is larger than 20 MB: split it into several files.")
        raw = path.read_text("utf-8")
        return json.loads(
            raw, parse_float=Decimal, parse_constant=lambda word: _not_json(path, word)
        )
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror}.") from None
    except (ValueError, RecursionError):
        raise Refusal(f"{path.name} is not JSON in UTF-8; check it with a JSON editor.") from None


def _not_json(path: Path, word: str) -> NoReturn:
    raise Refusal(f"{path.name}: {word} is not a number that can be used.")


@dataclass(frozen=True, slots=True)
class _Fields:
    """The fields of one object of the file, with where it stands."""

    of: Any
    where: str

    def __post_init__(self) -> None:
        if not isinstance(self.of, dict):
            raise Refusal(f"{self.where}: an object with fields was expected here.")

    def refuse(self, field: str, expected: str) -> NoReturn:
        raise Refusal(f"{self.where}: the field {field} should be {expected}.")

    def table(self, field: str) -> Mapping[str, Any]:
        value = self.of.get(field, {})
        if not isinstance(value, dict):
            self.refuse(field, "an object")
        return value

    def list(self, field: str) -> "list[Any]":
        value = self.of.get(field)
        if value is None:
            value = []
        if not isinstance(value, list):
            self.refuse(field, "a list")
        return value

    def text(self, field: str, default: str | None = None) -> str:
        value = self.of.get(field, default)
        if not isinstance(value, str) or not value:
            self.refuse(field, "text")
        return value

    def word(self, field: str, words: "tuple[str, ...]", default: str) -> str:
        value = self.of.get(field, default)
        if value not in words:
            self.refuse(field, f"one of {', '.join(words)}")
        return str(value)

    def day(self, field: str) -> date:
        value = self.of.get(field)
        if not isinstance(value, str) or len(value) != len("2026-01-05"):
            self.refuse(field, "a day such as 2026-01-05")
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.refuse(field, "a day such as 2026-01-05")

    def flag(self, field: str, default: bool) -> bool:
        value = self.of.get(field, default)
        if not isinstance(value, bool):
            self.refuse(field, "true or false")
        return value

    def number(self, field: str) -> Decimal:
        value = self.number_or_none(field)
        if value is None:
            self.refuse(field, "a number")
        return value

    def number_or_none(self, field: str) -> Decimal | None:
        value = self.of.get(field)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.refuse(field, "a number or null")
        try:
            number = Decimal(value)
        except InvalidOperation:
            self.refuse(field, "a number or null")
        if not number.is_finite() or abs(number) > _LARGEST_NUMBER:
            self.refuse(field, f"a number up to {_LARGEST_NUMBER}")
        return number

    def whole(self, field: str, default: int | None = None) -> int:
        value = self.of.get(field, default)
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _LARGEST_NUMBER:
            self.refuse(field, "a whole number")
        return value


def _instrument(name: str, about: _Fields) -> Instrument:
    lo, hi = about.number("min"), about.number("max")
    if lo >= hi:
        about.refuse("max", "larger than min")
    rc = about.number_or_none("rc")
    if rc is not None and rc <= 0:
        about.refuse("rc", "larger than 0, or null")
    cutoff = about.number_or_none("cutoff")
    if cutoff is not None and not lo <= cutoff <= hi:
        about.refuse("cutoff", "between min and max, or null")
    kind = Kind(about.word("kind", ("outcome", "alliance"), "outcome"))
    rating = kind is Kind.ALLIANCE
    low, drop = about.number_or_none("low"), about.number_or_none("drop")
    return Instrument(
        id=name,
        name=about.text("name", name),
        lo=lo,
        hi=hi,
        direction=Direction(
            about.word(
                "direction",
                ("lower_better", "higher_better"),
                "higher_better" if rating else "lower_better",
            )
        ),
        kind=kind,
        n_items=about.whole("n_items", 0),
        item_lo=about.whole("item_min", 0),
        item_hi=about.whole("item_max", 0),
        sum_scored=about.flag("sum_scored", False),
        bands=tuple(
            _band(_Fields(band, f"{about.where}, band {place}"))
            for place, band in enumerate(about.list("bands"), start=1)
        ),
        cutoff=cutoff,
        reliable_change=rc,
        low=low if low is not None or not rating else hi * 9 / 10,
        drop=drop if drop is not None or not rating else hi * 5 / 100,
        safety_items=tuple(
            _safety(_Fields(one, f"{about.where}, risk item {place}"))
            for place, one in enumerate(about.list("risk_items"), start=1)
        ),
    )


def _band(about: _Fields) -> Band:
    return Band(
        about.number("lo"), about.number("hi"), about.text("label"), about.flag("high", False)
    )


def _safety(about: _Fields) -> SafetyItem:
    item = about.whole("item")
    if item < 1:
        about.refuse("item", "the number of an item, from 1")
    return SafetyItem(item, about.whole("threshold"))


def _case(number: int, given: object, instruments: Mapping[str, Instrument]) -> NamedCase:
    unnamed = _Fields(given, f"case {number}")
    name = unnamed.text("id", f"case {number}")
    about = _Fields(given, f"case {name}")
    today = about.day("as_of")
    stage = Stage(about.word("phase", tuple(one.value for one in Stage), Stage.ACTIVE.value))
    primary = about.of.get("primary")
    if primary is not None and (not isinstance(primary, str) or primary not in instruments):
        about.refuse("primary", "an instrument of this file, or null")
    planned = about.of.get("planned_sessions")
    impression = about.of.get("impression")
    patient = Patient(
        id=number,
        code=name,
        started_on=today,
        stage=stage,
        primary=primary,
        planned_sessions=None if planned is None else about.whole("planned_sessions"),
    )
    if impression is not None and about.whole("impression") not in range(-2, 3):
        about.refuse("impression", "a whole number from -2 to 2, or null")
    case = Case(
        patient=patient,
        instruments=instruments,
        results=tuple(_results(about, instruments)),
        sessions=tuple(_sessions(about)),
        targets=dict(_targets(about, instruments)),
        impression=impression,
    )
    return name, case, today


def _targets(
    about: _Fields, instruments: Mapping[str, Instrument]
) -> Iterator[tuple[str, Decimal]]:
    targets = _Fields(about.table("targets"), f"{about.where}, targets")
    for name in targets.of:
        if name not in instruments:
            raise Refusal(f"{targets.where}: there is no instrument {name} in this file.")
        yield name, targets.number(name)


def _sessions(about: _Fields) -> Iterator[Session]:
    for place, given in enumerate(about.list("sessions"), start=1):
        session = _Fields(given, f"{about.where}, session {place}")
        words = tuple(one.value for one in Attendance)
        yield Session(session.day("date"), Attendance(session.word("status", words, words[0])))


def _results(about: _Fields, instruments: Mapping[str, Instrument]) -> Iterator[Result]:
    for place, given in enumerate(about.list("results"), start=1):
        result = _Fields(given, f"{about.where}, result {place}")
        name = result.text("instrument")
        if name not in instruments:
            result.refuse("instrument", "an instrument of this file")
        yield _result(place, result, instruments[name])


def _result(place: int, about: _Fields, instrument: Instrument) -> Result:
    total = about.number_or_none("total")
    if total is not None and not instrument.lo <= total <= instrument.hi:
        about.refuse("total", f"between {instrument.lo} and {instrument.hi}, or null")
    answers = _answers(about, instrument)
    return Result(
        id=place,
        instrument=instrument.id,
        on=about.day("date"),
        total=total,
        answers=answers,
        safety=_safety_values(about, answers, instrument),
        order=place,
        entered=Entered.TOTAL if answers is None else Entered.ITEMS,
        valid=about.flag("valid", True) and total is not None,
        discussed=about.flag("discussed", True),
        safety_reviewed=about.flag("risk_reviewed", True),
    )


def _answers(about: _Fields, instrument: Instrument) -> tuple[int | None, ...] | None:
    if about.of.get("items") is None:
        return None
    answers = about.list("items")
    if instrument.n_items and len(answers) != instrument.n_items:
        about.refuse("items", f"a list of {instrument.n_items} answers")
    lo, hi = instrument.item_lo, instrument.item_hi
    for answer in answers:
        if answer is not None and (
            isinstance(answer, bool) or not isinstance(answer, int) or not lo <= answer <= hi
        ):
            about.refuse("items", f"a list of whole numbers from {lo} to {hi}, or null")
    return tuple(answers)


def _safety_values(
    about: _Fields, answers: tuple[int | None, ...] | None, instrument: Instrument
) -> dict[int, int]:
    values: dict[int, int] = {}
    for safety in instrument.safety_items:
        if answers is not None and safety.item <= len(answers):
            answer = answers[safety.item - 1]
            if answer is not None:
                values[safety.item] = answer
    given = about.of.get("risk_values")
    if given is None:
        return values
    fields = _Fields(given, f"{about.where}, risk_values")
    for item in fields.of:
        if not (item.isascii() and item.isdigit()):
            about.refuse("risk_values", "an object from item numbers to answers")
        if fields.of[item] is not None:
            values[int(item)] = fields.whole(item)
    return values
