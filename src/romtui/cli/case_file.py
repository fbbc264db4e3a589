"""The file of `romtui detect`: instruments and cases. A mistake names case and field."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from romtui.cli.fields import Fields, load
from romtui.domain.case import Attendance, Case, Entered, Focus, Patient, Result, Session, Stage
from romtui.domain.discussion import Agreement
from romtui.domain.errors import UserError
from romtui.domain.instrument import Band, Direction, Instrument, Kind, Repair, SafetyItem
from romtui.domain.patterns import Pattern
from romtui.domain.private import Private
from romtui.domain.scoring import Answers
from romtui.domain.subscale import Subscale

Instruments = Mapping[str, Instrument]
NamedCase = tuple[str, Case, date]
"""A case with its id, and the day as of which it is asked about."""


def read_cases(path: Path) -> tuple[NamedCase, ...]:
    """Read instruments and cases; the file's instruments are used, not the shipped ones.

    Raises UserError for anything that is not of the form.
    """
    top = Fields(load(path), path.name)
    if top.has("case") == top.has("cases"):
        raise UserError(f"{path.name}: either the field case or the field cases should be given.")
    instruments = dict(_instruments(top))
    given = [top.of["case"]] if top.has("case") else top.listed("cases")
    cases: dict[str, NamedCase] = {}
    for number, about in enumerate(given, start=1):
        case = _case(number, about, instruments)
        if case[0] in cases:
            raise UserError(f"{path.name}: two cases have the id {case[0]}; each needs its own.")
        cases[case[0]] = case
    return tuple(cases.values())


def _instruments(top: Fields) -> Iterator[tuple[str, Instrument]]:
    for number, (name, about) in enumerate(top.table("instruments").items(), start=1):
        if not name or not name.isprintable():
            top.refuse("instruments", f"named in printable characters, also number {number}")
        yield name, _instrument(name, Fields(about, f"instrument {name}"))


def _instrument(name: str, about: Fields) -> Instrument:
    kind = Kind(about.word("kind", [one.value for one in Kind], Kind.OUTCOME.value))
    lo, hi = about.number("min"), about.number("max")
    if lo >= hi:
        about.refuse("max", "larger than min")
    item_lo, item_hi = about.whole("item_min", 0), about.whole("item_max", 0)
    if item_lo > item_hi:
        about.refuse("item_max", "at least item_min")
    rating = kind is Kind.ALLIANCE
    parts = tuple(_parts(about))
    has_total = about.flag("has_total", True)
    if not (has_total or parts):
        about.refuse("parts_series", "a list of parts, or has_total true")
    our_lines = rating and not parts
    return Instrument(
        id=name,
        name=about.text("name", name),
        lo=lo,
        hi=hi,
        direction=_direction(about, rating=rating),
        kind=kind,
        n_items=about.whole("n_items", 0, least=0),
        item_lo=item_lo,
        item_hi=item_hi,
        sum_scored=about.flag("sum_scored", False),
        bands=tuple(_bands(about)),
        cutoff=_between(about, "cutoff", lo, hi),
        reliable_change=None if rating else _positive(about, "rc"),
        low=_between(about, "low", lo, hi) if about.has("low") or not our_lines else hi * 9 / 10,
        drop=_positive(about, "drop") if about.has("drop") or not our_lines else hi / 20,
        has_total=has_total,
        subscales=parts,
        repair=_repair(about),
        checkpoint_days=_checkpoint(about),
        residual=_residual(about),
        reversed_items=frozenset(_numbers(about, "reversed_items", about.whole("n_items", 0))),
        safety_items=tuple(_safety_items(about)),
    )


def _parts(about: Fields) -> Iterator[Subscale]:
    """The parts of a form without a total (`parts_series`), or of a session rating (`parts`)."""
    names: set[str] = set()
    for key in ("parts_series", "parts"):
        for place, given in enumerate(about.listed(key), start=1):
            part = _part(about, Fields(given, f"{about.where}, part {place}"))
            if part.id in names:
                about.refuse(key, f"a list of parts with an id of their own, also part {place}")
            names.add(part.id)
            yield part


def _part(about: Fields, part: Fields) -> Subscale:
    items = tuple(_numbers(part, "items", about.whole("n_items", 0)))
    multiplier = part.whole("multiplier", 1, least=1)
    each = len(items) * multiplier
    lo, hi = part.number_or_none("min"), part.number_or_none("max")
    lo = Decimal(about.whole("item_min", 0) * each) if lo is None else lo
    hi = Decimal(about.whole("item_max", 0) * each) if hi is None else hi
    if lo >= hi:
        part.refuse("max", "larger than min")
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


def _numbers(about: Fields, field: str, most: int) -> Iterator[int]:
    """Numbers of items, up to `most`; 0 = nobody knows how many there are."""
    for number in about.listed(field):
        if isinstance(number, bool) or not isinstance(number, int) or number < 1:
            about.refuse(field, "a list of the numbers of items")
        if most and number > most:
            about.refuse(field, f"a list of the numbers of items, up to {most}")
        yield number


def _checkpoint(about: Fields) -> int | None:
    if not about.has("checkpoint_days"):
        return None
    return about.whole("checkpoint_days", least=1)


def _residual(about: Fields) -> tuple[Decimal, Decimal] | None:
    given = about.listed("residual")
    if not given:
        return None
    if len(given) != 2 or any(isinstance(one, bool) for one in given):
        about.refuse("residual", "two numbers, from and to")
    ends = Fields(dict(zip(("from", "to"), given, strict=True)), f"{about.where}, residual")
    lo, hi = ends.number("from"), ends.number("to")
    if lo > hi:
        about.refuse("residual", "two numbers, the smaller one first")
    return lo, hi


def _repair(about: Fields) -> Repair | None:
    if not about.has("repair"):
        return None
    repair = Fields(about.table("repair"), f"{about.where}, repair")
    return Repair(repair.whole("item", least=1), repair.whole("answer"))


def _direction(about: Fields, *, rating: bool) -> Direction:
    if rating:
        return Direction(about.word("direction", ["higher_better"], "higher_better"))
    return Direction(about.word("direction", [one.value for one in Direction]))


def _between(about: Fields, field: str, lo: Decimal, hi: Decimal) -> Decimal | None:
    value = about.number_or_none(field)
    if value is not None and not lo <= value <= hi:
        about.refuse(field, f"between {lo} and {hi}, or null")
    return value


def _positive(about: Fields, field: str) -> Decimal | None:
    value = about.number_or_none(field)
    if value is not None and value <= 0:
        about.refuse(field, "larger than 0, or null")
    return value


def _bands(about: Fields) -> Iterator[Band]:
    for place, given in enumerate(about.listed("bands"), start=1):
        band = Fields(given, f"{about.where}, band {place}")
        lo, hi = band.number("lo"), band.number("hi")
        if lo > hi:
            band.refuse("hi", "at least lo")
        yield Band(lo, hi, band.text("label"), band.flag("high", False))


def _safety_items(about: Fields) -> Iterator[SafetyItem]:
    items = about.whole("n_items", 0)
    for place, given in enumerate(about.listed("risk_items"), start=1):
        safety = Fields(given, f"{about.where}, risk item {place}")
        item = safety.whole("item", least=1)
        if items and item > items:
            safety.refuse("item", f"the number of an item, up to {items}")
        yield SafetyItem(item, safety.whole("threshold"))


def _case(number: int, given: object, instruments: Instruments) -> NamedCase:
    name = Fields(given, f"case {number}").text("id", f"case {number}")
    about = Fields(given, f"case {name}")
    today = about.day("as_of")
    primary = about.text("primary") if about.has("primary") else None
    if primary is not None and primary not in _measures(instruments):
        about.refuse("primary", "an instrument of this file, or null")
    impression = about.whole("impression") if about.has("impression") else None
    if impression is not None and not -2 <= impression <= 2:
        about.refuse("impression", "a whole number from -2 to 2, or null")
    planned = about.has("planned_sessions")
    patient = Patient(
        id=number,
        code=name,
        started_on=today,
        stage=Stage(about.word("phase", [one.value for one in Stage], Stage.ACTIVE.value)),
        primary=primary,
        planned_sessions=about.whole("planned_sessions", least=1) if planned else None,
    )
    case = Case(
        patient=patient,
        instruments=instruments,
        results=tuple(_results(about, instruments)),
        sessions=tuple(_sessions(about)),
        targets=dict(_targets(about, instruments)),
        impression=impression,
        focuses=tuple(_focus(about)),
        agreements=tuple(_agreement(about, today)),
    )
    return name, case, today


def _focus(about: Fields) -> Iterator[Focus]:
    if about.has("focus_since"):
        yield Focus(Private("the present focus"), since=about.day("focus_since"))


def _agreement(about: Fields, today: date) -> Iterator[Agreement]:
    """An agreement about a stuck course, as far as the rules ask: when it is looked at."""
    if about.has("agreed_until"):
        until = about.day("agreed_until")
        yield Agreement(1, today, Private(""), review_on=until, pattern=Pattern.NOT_ON_TRACK)


def _measures(instruments: Instruments) -> Mapping[str, tuple[Decimal, Decimal]]:
    """The range of each instrument and each of its parts, by the names of both."""
    ranges = {one.id: (one.lo, one.hi) for one in instruments.values()}
    parts = ((one, part) for one in instruments.values() for part in one.subscales)
    return ranges | {f"{one.id}.{part.id}": (part.lo, part.hi) for one, part in parts}


def _targets(about: Fields, instruments: Instruments) -> Iterator[tuple[str, Decimal]]:
    targets, measures = (
        Fields(about.table("targets"), f"{about.where}, targets"),
        _measures(instruments),
    )
    for name in targets.of:
        if name not in measures:
            about.refuse("targets", "by instruments of this file")
        target = _between(targets, name, *measures[name])
        if target is not None:
            yield name, target


def _sessions(about: Fields) -> Iterator[Session]:
    for place, given in enumerate(about.listed("sessions"), start=1):
        session = Fields(given, f"{about.where}, session {place}")
        status = session.word("status", [one.value for one in Attendance])
        yield Session(session.day("date"), Attendance(status))


def _results(about: Fields, instruments: Instruments) -> Iterator[Result]:
    for place, given in enumerate(about.listed("results"), start=1):
        result = Fields(given, f"{about.where}, result {place}")
        name = result.text("instrument")
        if name not in instruments:
            result.refuse("instrument", "an instrument of this file")
        yield _result(place, result, instruments[name])


def _result(place: int, about: Fields, instrument: Instrument) -> Result:
    total = _between(about, "total", instrument.lo, instrument.hi)
    answers = _answers(about, instrument)
    subtotals = dict(_subtotals(about, instrument))
    has_score = total is not None or not instrument.has_total
    return Result(
        id=place,
        instrument=instrument.id,
        on=about.day("date"),
        total=total,
        answers=answers,
        subtotals=subtotals,
        safety=dict(_safety_answers(about, answers, instrument)),
        order=place,
        instrument_version=instrument.version,
        entered=Entered.TOTAL if answers is None else Entered.ITEMS,
        valid=about.flag("valid", True) and has_score,
        discussed=about.flag("discussed", True),
        safety_reviewed=about.flag("risk_reviewed", True),
    )


def _subtotals(about: Fields, instrument: Instrument) -> Iterator[tuple[str, Decimal]]:
    """The scores of the parts that were given instead of their items."""
    given = Fields(about.table("subtotals"), f"{about.where}, subtotals")
    parts = {part.id: part for part in instrument.subscales}
    for name in given.of:
        if name not in parts:
            about.refuse("subtotals", "by parts of the instrument")
        score = _between(given, name, parts[name].lo, parts[name].hi)
        if score is not None:
            yield name, score


def _answers(about: Fields, instrument: Instrument) -> Answers | None:
    if not about.has("items"):
        return None
    answers = about.listed("items")
    if instrument.n_items and len(answers) != instrument.n_items:
        about.refuse("items", f"a list of {instrument.n_items} answers")
    for answer in answers:
        if answer is not None and not _is_answer(answer, instrument):
            lo, hi = instrument.item_lo, instrument.item_hi
            about.refuse("items", f"a list of whole numbers from {lo} to {hi}, or null")
    return tuple(answers)


def _is_answer(given: object, instrument: Instrument) -> bool:
    """Whether a form of the instrument has this answer; without a range, any whole number is."""
    if isinstance(given, bool) or not isinstance(given, int):
        return False
    lo, hi = instrument.item_lo, instrument.item_hi
    return lo == hi or lo <= given <= hi


def _safety_answers(
    about: Fields, answers: Answers | None, instrument: Instrument
) -> Iterator[tuple[int, int]]:
    """The answers to the safety items, from the form or asked for beside its total."""
    beside = Fields(about.table("risk_values"), f"{about.where}, risk_values")
    asked = {str(safety.item): safety.item for safety in instrument.safety_items}
    if not beside.of.keys() <= asked.keys():
        about.refuse("risk_values", "by the numbers of risk items of the instrument")
    for written, item in asked.items():
        on_form = answers[item - 1] if answers is not None and item <= len(answers) else None
        known = beside.of.get(written)
        if known is not None and not _is_answer(known, instrument):
            beside.refuse(written, f"from {instrument.item_lo} to {instrument.item_hi}, or null")
        if known is not None and on_form is not None and known != on_form:
            beside.refuse(written, "the same answer as in items")
        value = on_form if known is None else known
        if value is not None:
            yield item, value
