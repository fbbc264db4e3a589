"""The invented caseload of `romtui --demo`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from romtui.content.toml import Table, read_toml
from romtui.domain.case import (
    Attendance,
    Case,
    Draft,
    Entered,
    Event,
    Focus,
    Patient,
    Result,
    Session,
)
from romtui.domain.discussion import Agreement, AgreementOutcome
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.domain.preferences import Scheduled
from romtui.domain.private import Private
from romtui.domain.scoring import Answers, Score, score, score_total
from romtui.paths import data_folder

Instruments = Mapping[str, Instrument]

_LEFT_OUT = "."
_IMPRESSIONS = range(-2, 3)
_AT_NOON = time(12, tzinfo=UTC)


def demo_cases(today: date, instruments: Instruments) -> tuple[Case, ...]:
    """The invented people as of a day.

    Their days are written as days before `today`, so that the demo never grows old.
    Patients and results have the id 0: the store gives them their own. Raises
    ContentError, which names the file and the key.
    """
    return read_caseload(data_folder() / "demo" / "caseload.toml", today, instruments)


def read_caseload(file: Path, today: date, instruments: Instruments) -> tuple[Case, ...]:
    """Read any file of that form; what it means is written at the top of the shipped one."""
    content = read_toml(file)
    content.only("person")
    return tuple(_case(person, today, instruments) for person in content.tables("person"))


def _case(person: Table, today: date, instruments: Instruments) -> Case:
    person.only(
        *("code", "name", "initials", "born", "started", "archived", "primary"),
        *("planned_sessions", "targets", "results", "sessions", "focuses", "drafts"),
        *("target_words", "agreements", "events"),
    )
    results = _results(person, today, instruments)
    sessions = _sessions(person, today, results)
    targets, words = (
        person.table("targets", optional=True),
        person.table("target_words", optional=True),
    )
    return Case(
        patient=_patient(person, today),
        instruments=instruments,
        results=results,
        sessions=sessions,
        targets={_known(targets, of, instruments).id: targets.number(of) for of in targets},
        target_words={_known(words, of, instruments).id: Private(words.text(of)) for of in words},
        focuses=tuple(_focus(focus, today) for focus in person.tables("focuses")),
        agreements=tuple(_agreement(agreement, today) for agreement in person.tables("agreements")),
        events=tuple(_event(event, today) for event in person.tables("events")),
        drafts=tuple(_drafts(person.table("drafts", optional=True), today, instruments)),
        impression=next((session.impression for session in sessions if session.on == today), None),
        battery=tuple(
            Scheduled(of) for of in dict.fromkeys(result.instrument for result in results)
        ),
    )


def _patient(person: Table, today: date) -> Patient:
    return Patient(
        id=0,
        code=person.text("code"),
        started_on=_day(person, "started", today),
        initials=Private(person.text("initials")),
        name=Private(person.text("name")),
        birth_year=person.whole("born"),
        primary=person.text("primary") if "primary" in person else None,
        planned_sessions=person.whole("planned_sessions") if "planned_sessions" in person else None,
        archived_on=_day(person, "archived", today) if "archived" in person else None,
    )


def _results(person: Table, today: date, instruments: Instruments) -> tuple[Result, ...]:
    """Read all results, oldest first; of one day in the order of the file."""
    written = person.table("results", optional=True)
    results = [
        _result(result, today, _known(written, of, instruments))
        for of in written
        for result in written.tables(of)
    ]
    results.sort(key=lambda result: result.on)
    return tuple(replace(result, order=order) for order, result in enumerate(results, start=1))


def _result(written: Table, today: date, instrument: Instrument) -> Result:
    written.only("ago", "answers", "total", "safety", "shared", "reviewed")
    answers = _answers(written, instrument) if "answers" in written else None
    scored = _score(written, instrument, answers)
    beside = written.table("safety", optional=True)
    beside.only(*(str(safety.item) for safety in instrument.safety_items))
    on = _day(written, "ago", today)
    return Result(
        id=0,
        instrument=instrument.id,
        on=on,
        total=scored.total,
        answers=answers,
        safety={**scored.safety, **{int(item): beside.whole(item) for item in beside}},
        instrument_version=instrument.version,
        entered=Entered.TOTAL if answers is None else Entered.ITEMS,
        entered_at=None if on == today else datetime.combine(on, _AT_NOON),
        valid=any(score is not None for score in (scored.total, *scored.subscales.values())),
        discussed=written.flag("shared", True),
        safety_reviewed=written.flag("reviewed", False),
    )


def _score(written: Table, instrument: Instrument, answers: Answers | None) -> Score:
    try:
        if answers is None:
            return score_total(instrument, written.number("total"))
        return score(instrument, answers)
    except UserError as refusal:
        key = "total" if answers is None else "answers"
        raise written.error(key, str(refusal).rstrip(".")) from refusal


def _answers(written: Table, instrument: Instrument) -> Answers:
    text = written.text("answers")
    digits = text.replace(_LEFT_OUT, "")
    if len(text) != len(instrument.items) or not digits.isdecimal():
        raise written.error("answers", f"{len(instrument.items)} digits or full stops are needed")
    return tuple(None if answer == _LEFT_OUT else int(answer) for answer in text)


def _sessions(person: Table, today: date, results: Sequence[Result]) -> tuple[Session, ...]:
    """A day with a result was attended; a session that is written down says more of its day."""
    sessions = {result.on: Session(result.on) for result in results}
    for written in person.tables("sessions"):
        written.only("ago", "attendance", "impression")
        day = _day(written, "ago", today)
        sessions[day] = Session(day, _attendance(written), _impression(written))
    return tuple(sessions[day] for day in sorted(sessions))


def _attendance(written: Table) -> Attendance:
    name = written.text("attendance", Attendance.ATTENDED.value)
    if name not in {attendance.value for attendance in Attendance}:
        raise written.error("attendance", "attended, missed or cancelled is needed")
    return Attendance(name)


def _impression(written: Table) -> int | None:
    if "impression" not in written:
        return None
    impression = written.whole("impression")
    if impression not in _IMPRESSIONS:
        raise written.error("impression", "-2, much worse, to 2, much better, is needed")
    return impression


def _focus(written: Table, today: date) -> Focus:
    written.only("name", "since", "until", "next_idea")
    return Focus(
        name=Private(written.text("name")),
        since=_day(written, "since", today),
        until=_day(written, "until", today) if "until" in written else None,
        next_idea=Private(written.text("next_idea", "")),
    )


def _agreement(written: Table, today: date) -> Agreement:
    """An agreement; one that was looked at says what became of it, and when."""
    written.only("ago", "what", "outcome", "looked_at")
    looked_at = "outcome" in written
    return Agreement(
        id=0,
        on=_day(written, "ago", today),
        what=Private(written.text("what")),
        outcome=written.member(AgreementOutcome, "outcome") if looked_at else None,
        outcome_on=_day(written, "looked_at", today) if looked_at else None,
    )


def _event(written: Table, today: date) -> Event:
    written.only("ago", "what")
    return Event(_day(written, "ago", today), Private(written.text("what")))


def _drafts(drafts: Table, today: date, instruments: Instruments) -> Iterator[Draft]:
    """Read the half-filled forms; the cursor is on the first item that has no answer."""
    for of in drafts:
        instrument = _known(drafts, of, instruments)
        written = drafts.table(of)
        written.only("ago", "answers")
        answers = _answers(written, instrument)
        if None not in answers:
            raise written.error("answers", "a draft has an item left to answer")
        yield Draft(of, _day(written, "ago", today), answers, position=answers.index(None))


def _known(table: Table, key: str, instruments: Instruments) -> Instrument:
    if key not in instruments:
        raise table.error(key, f"no such instrument; known are {', '.join(instruments)}")
    return instruments[key]


def _day(table: Table, key: str, today: date) -> date:
    ago = table.whole(key)
    if ago < 0:
        raise table.error(key, "days before today are needed, 0 or more")
    return today - timedelta(days=ago)
