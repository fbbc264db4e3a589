"""The file of `romtui detect`: instruments and cases. A mistake names case and field."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from romtui.cli import texts
from romtui.cli.json_file import JsonObject, load
from romtui.domain.case import Attendance, Case, Entered, Focus, Patient, Result, Session, Stage
from romtui.domain.discussion import Agreement
from romtui.domain.errors import UserError
from romtui.domain.instrument import (
    Band,
    Direction,
    Instrument,
    InstrumentKind,
    Repair,
    SafetyItem,
    Subscale,
)
from romtui.domain.patterns import Pattern
from romtui.domain.private import Private
from romtui.domain.scoring import Answers

Instruments = Mapping[str, Instrument]
NamedCase = tuple[str, Case, date]
"""A case with its id, and the day as of which it is asked about."""


def read_cases(path: Path) -> tuple[NamedCase, ...]:
    """Read instruments and cases; the file's instruments are used, not the shipped ones.

    Raises UserError if the file is not of this form.
    """
    top = JsonObject(load(path), path.name)
    if ("case" in top) == ("cases" in top):
        raise UserError(texts.case_or_cases(path.name))
    instruments = dict(_instruments(top))
    given = [top.value("case")] if "case" in top else top.array("cases")
    cases: dict[str, NamedCase] = {}
    for number, fields in enumerate(given, start=1):
        case = _case(number, fields, instruments)
        if case[0] in cases:
            raise UserError(texts.same_case_id(path.name, case[0]))
        cases[case[0]] = case
    return tuple(cases.values())


def _instruments(top: JsonObject) -> Iterator[tuple[str, Instrument]]:
    for number, (name, fields) in enumerate(top.nested("instruments").values.items(), start=1):
        if not name or not name.isprintable():
            raise top.unfit("instruments", texts.named_printably(number))
        yield name, _instrument(name, JsonObject(fields, f"instrument {name}"))


def _instrument(name: str, form: JsonObject) -> Instrument:
    kind = InstrumentKind(
        form.word("kind", [kind.value for kind in InstrumentKind], InstrumentKind.OUTCOME.value)
    )
    lo, hi = form.number("min"), form.number("max")
    if lo >= hi:
        raise form.unfit("max", texts.LARGER_THAN_MIN)
    item_lo, item_hi = form.whole("item_min", 0), form.whole("item_max", 0)
    if item_lo > item_hi:
        raise form.unfit("item_max", texts.AT_LEAST_ITEM_MIN)
    rating = kind is InstrumentKind.ALLIANCE
    parts = tuple(_parts(form))
    has_total = form.flag("has_total", True)
    if not (has_total or parts):
        raise form.unfit("parts_series", texts.PARTS_OR_TOTAL)
    our_lines = rating and not parts
    return Instrument(
        id=name,
        name=form.text("name", name),
        lo=lo,
        hi=hi,
        direction=_direction(form, rating=rating),
        kind=kind,
        n_items=form.whole("n_items", 0, least=0),
        item_lo=item_lo,
        item_hi=item_hi,
        sum_scored=form.flag("sum_scored", False),
        bands=tuple(_bands(form)),
        cutoff=_between(form, "cutoff", lo, hi),
        reliable_change=None if rating else _positive(form, "rc"),
        low=_between(form, "low", lo, hi) if "low" in form or not our_lines else hi * 9 / 10,
        drop=_positive(form, "drop") if "drop" in form or not our_lines else hi / 20,
        has_total=has_total,
        subscales=parts,
        repair=_repair(form),
        checkpoint_days=_checkpoint(form),
        residual=_residual(form),
        reversed_items=frozenset(_numbers(form, "reversed_items", form.whole("n_items", 0))),
        safety_items=tuple(_safety_items(form)),
    )


def _parts(form: JsonObject) -> Iterator[Subscale]:
    """The parts of a form without a total (`parts_series`), or of a session rating (`parts`)."""
    names: set[str] = set()
    for key in ("parts_series", "parts"):
        for number, fields in enumerate(form.objects(key, "part"), start=1):
            part = _part(form, fields)
            if part.id in names:
                raise form.unfit(key, texts.part_with_own_id(number))
            names.add(part.id)
            yield part


def _part(form: JsonObject, part: JsonObject) -> Subscale:
    items = tuple(_numbers(part, "items", form.whole("n_items", 0)))
    multiplier = part.whole("multiplier", 1, least=1)
    each = len(items) * multiplier
    lo, hi = part.number_or_none("min"), part.number_or_none("max")
    lo = Decimal(form.whole("item_min", 0) * each) if lo is None else lo
    hi = Decimal(form.whole("item_max", 0) * each) if hi is None else hi
    if lo >= hi:
        raise part.unfit("max", texts.LARGER_THAN_MIN)
    return Subscale(
        id=part.text("id"),
        label=part.text("label"),
        items=items,
        lo=lo,
        hi=hi,
        multiplier=multiplier,
        bands=tuple(_bands(part)),
        cutoff=_between(part, "cutoff", lo, hi),
        drop=_positive(part, "drop"),
        reliable_change=_positive(part, "rc"),
        checkpoint_days=_checkpoint(part),
    )


def _numbers(fields: JsonObject, field: str, most: int) -> Iterator[int]:
    """Numbers of items, up to `most`; 0 = nobody knows how many there are."""
    for number in fields.array(field):
        if isinstance(number, bool) or not isinstance(number, int) or number < 1:
            raise fields.unfit(field, texts.item_numbers())
        if most and number > most:
            raise fields.unfit(field, texts.item_numbers(most))
        yield number


def _checkpoint(fields: JsonObject) -> int | None:
    if "checkpoint_days" not in fields:
        return None
    return fields.whole("checkpoint_days", least=1)


def _residual(form: JsonObject) -> tuple[Decimal, Decimal] | None:
    given = form.array("residual")
    if not given:
        return None
    if len(given) != 2 or any(isinstance(end, bool) for end in given):
        raise form.unfit("residual", texts.FROM_AND_TO)
    ends = JsonObject(dict(zip(("from", "to"), given, strict=True)), f"{form.where}, residual")
    lo, hi = ends.number("from"), ends.number("to")
    if lo > hi:
        raise form.unfit("residual", texts.SMALLER_FIRST)
    return lo, hi


def _repair(form: JsonObject) -> Repair | None:
    if "repair" not in form:
        return None
    repair = form.nested("repair")
    return Repair(repair.whole("item", least=1), repair.whole("answer"))


def _direction(form: JsonObject, *, rating: bool) -> Direction:
    if rating:
        return Direction(form.word("direction", ["higher_better"], "higher_better"))
    return Direction(form.word("direction", [way.value for way in Direction]))


def _between(fields: JsonObject, field: str, lo: Decimal, hi: Decimal) -> Decimal | None:
    value = fields.number_or_none(field)
    if value is not None and not lo <= value <= hi:
        raise fields.unfit(field, texts.between_or_null(lo, hi))
    return value


def _positive(fields: JsonObject, field: str) -> Decimal | None:
    value = fields.number_or_none(field)
    if value is not None and value <= 0:
        raise fields.unfit(field, texts.POSITIVE_OR_NULL)
    return value


def _bands(fields: JsonObject) -> Iterator[Band]:
    for band in fields.objects("bands", "band"):
        lo, hi = band.number("lo"), band.number("hi")
        if lo > hi:
            raise band.unfit("hi", texts.AT_LEAST_LO)
        yield Band(lo, hi, band.text("label"), band.flag("high", False))


def _safety_items(form: JsonObject) -> Iterator[SafetyItem]:
    items = form.whole("n_items", 0)
    for safety in form.objects("risk_items", "risk item"):
        item = safety.whole("item", least=1)
        if items and item > items:
            raise safety.unfit("item", texts.item_number(items))
        yield SafetyItem(item, safety.whole("threshold"))


def _case(number: int, given: object, instruments: Instruments) -> NamedCase:
    name = JsonObject(given, f"case {number}").text("id", f"case {number}")
    fields = JsonObject(given, f"case {name}")
    today = fields.day("as_of")
    primary = fields.text("primary") if "primary" in fields else None
    if primary is not None and primary not in _measures(instruments):
        raise fields.unfit("primary", texts.INSTRUMENT_OR_NULL)
    impression = fields.whole("impression") if "impression" in fields else None
    if impression is not None and not -2 <= impression <= 2:
        raise fields.unfit("impression", texts.IMPRESSION_OR_NULL)
    planned = "planned_sessions" in fields
    patient = Patient(
        id=number,
        code=name,
        started_on=today,
        stage=Stage(fields.word("phase", [stage.value for stage in Stage], Stage.ACTIVE.value)),
        primary=primary,
        planned_sessions=fields.whole("planned_sessions", least=1) if planned else None,
    )
    case = Case(
        patient=patient,
        instruments=instruments,
        results=tuple(_results(fields, instruments)),
        sessions=tuple(_sessions(fields)),
        targets=dict(_targets(fields, instruments)),
        impression=impression,
        focuses=tuple(_focus(fields)),
        agreements=tuple(_agreement(fields, today)),
    )
    return name, case, today


def _focus(fields: JsonObject) -> Iterator[Focus]:
    if "focus_since" in fields:
        yield Focus(Private("the present focus"), since=fields.day("focus_since"))


def _agreement(fields: JsonObject, today: date) -> Iterator[Agreement]:
    """An agreement about a stuck course, as far as the rules ask: when it is looked at."""
    if "agreed_until" in fields:
        until = fields.day("agreed_until")
        yield Agreement(1, today, Private(""), review_on=until, pattern=Pattern.NOT_ON_TRACK)


def _measures(instruments: Instruments) -> Mapping[str, tuple[Decimal, Decimal]]:
    """The range of each instrument and each of its parts, by the names of both."""
    ranges = {form.id: (form.lo, form.hi) for form in instruments.values()}
    parts = ((form, part) for form in instruments.values() for part in form.subscales)
    return ranges | {f"{form.id}.{part.id}": (part.lo, part.hi) for form, part in parts}


def _targets(fields: JsonObject, instruments: Instruments) -> Iterator[tuple[str, Decimal]]:
    targets, measures = fields.nested("targets"), _measures(instruments)
    for name in targets:
        if name not in measures:
            raise fields.unfit("targets", texts.BY_INSTRUMENT)
        target = _between(targets, name, *measures[name])
        if target is not None:
            yield name, target


def _sessions(fields: JsonObject) -> Iterator[Session]:
    for session in fields.objects("sessions", "session"):
        status = session.word("status", [status.value for status in Attendance])
        yield Session(session.day("date"), Attendance(status))


def _results(fields: JsonObject, instruments: Instruments) -> Iterator[Result]:
    for number, result in enumerate(fields.objects("results", "result"), start=1):
        name = result.text("instrument")
        if name not in instruments:
            raise result.unfit("instrument", texts.INSTRUMENT)
        yield _result(number, result, instruments[name])


def _result(number: int, result: JsonObject, instrument: Instrument) -> Result:
    total = _between(result, "total", instrument.lo, instrument.hi)
    answers = _answers(result, instrument)
    subtotals = dict(_subtotals(result, instrument))
    has_score = total is not None or not instrument.has_total
    return Result(
        id=number,
        instrument=instrument.id,
        on=result.day("date"),
        total=total,
        answers=answers,
        subtotals=subtotals,
        safety=dict(_safety_answers(result, answers, instrument)),
        order=number,
        instrument_version=instrument.version,
        entered=Entered.TOTAL if answers is None else Entered.ITEMS,
        valid=result.flag("valid", True) and has_score,
        discussed=result.flag("discussed", True),
        safety_reviewed=result.flag("risk_reviewed", True),
    )


def _subtotals(result: JsonObject, instrument: Instrument) -> Iterator[tuple[str, Decimal]]:
    """The scores of the parts that were given instead of their items."""
    given = result.nested("subtotals")
    parts = {part.id: part for part in instrument.subscales}
    for name in given:
        if name not in parts:
            raise result.unfit("subtotals", texts.BY_PART)
        score = _between(given, name, parts[name].lo, parts[name].hi)
        if score is not None:
            yield name, score


def _answers(result: JsonObject, instrument: Instrument) -> Answers | None:
    if "items" not in result:
        return None
    answers = result.array("items")
    if instrument.n_items and len(answers) != instrument.n_items:
        raise result.unfit("items", texts.so_many_answers(instrument.n_items))
    for answer in answers:
        if answer is not None and not _is_answer(answer, instrument):
            lo, hi = instrument.item_lo, instrument.item_hi
            raise result.unfit("items", texts.answers_or_null(lo, hi))
    return tuple(answers)


def _is_answer(given: object, instrument: Instrument) -> bool:
    """Whether a form of the instrument has this answer; without a range, any whole number is."""
    if isinstance(given, bool) or not isinstance(given, int):
        return False
    lo, hi = instrument.item_lo, instrument.item_hi
    return lo == hi or lo <= given <= hi


def _safety_answers(
    result: JsonObject, answers: Answers | None, instrument: Instrument
) -> Iterator[tuple[int, int]]:
    """The answers to the safety items, from the form or asked for beside its total."""
    beside = result.nested("risk_values")
    asked = {str(safety.item): safety.item for safety in instrument.safety_items}
    if not beside.values.keys() <= asked.keys():
        raise result.unfit("risk_values", texts.BY_RISK_ITEM)
    for written, item in asked.items():
        on_form = answers[item - 1] if answers is not None and item <= len(answers) else None
        known = beside.value(written)
        if known is not None and not _is_answer(known, instrument):
            lo, hi = instrument.item_lo, instrument.item_hi
            raise beside.unfit(written, texts.from_to_or_null(lo, hi))
        if known is not None and on_form is not None and known != on_form:
            raise beside.unfit(written, texts.SAME_AS_IN_ITEMS)
        value = on_form if known is None else known
        if value is not None:
            yield item, value
