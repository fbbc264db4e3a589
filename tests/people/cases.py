"""Invented patients and the courses of their scores; the same case for the rules and in a store."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from romtui.domain.case import Attendance, Case, Focus, Form, Patient, Result, Session
from romtui.domain.discussion import Agreement
from romtui.domain.instrument import Instrument
from romtui.domain.patterns import Pattern
from romtui.domain.private import Private
from romtui.domain.scoring import score
from tests.people.questionnaires import INSTRUMENTS, MOOD, STORED, Number, points

if TYPE_CHECKING:  # the tests of the domain load no store
    from romtui.store.store import Store

TODAY = date(2026, 6, 1)


def results(
    instrument: Instrument,
    scores: Sequence[Number | None],
    apart: int | Sequence[int] = 7,
    *,
    ago: int = 0,
    today: date = TODAY,
    safe: bool = True,
    discussed: bool = True,
) -> tuple[Result, ...]:
    """Scores `apart` days apart, the last one `ago` days before `today`; None = not scored."""
    gaps = [apart] * (len(scores) - 1) if isinstance(apart, int) else list(apart)
    assert len(gaps) == max(len(scores) - 1, 0)
    after = list(accumulate(gaps, initial=0))
    first = today - timedelta(days=ago + after[-1])
    answered = {one.item: 0 for one in instrument.safety_items} if safe else {}
    return tuple(
        Result(
            id=place,
            instrument=instrument.id,
            on=first + timedelta(days=after[place]),
            total=None if total is None else points(total),
            safety=answered,
            order=place,
            valid=total is not None,
            discussed=discussed,
            safety_reviewed=discussed,
        )
        for place, total in enumerate(scores)
    )


def case_of(
    *measured: Result,
    primary: Instrument | None = None,
    target: Number | None = None,
    impression: int | None = None,
    sessions: Sequence[Session] = (),
    **about: object,
) -> Case:
    """A patient with these results; `target` is for the first measure, `about` the patient's."""
    patient = Patient(1, "A-017", TODAY, primary=None if primary is None else primary.id)
    return Case(
        patient=replace(patient, **about),  # type: ignore[arg-type]  # a test's keyword arguments
        instruments=INSTRUMENTS,
        results=measured,
        sessions=tuple(sessions),
        targets={} if target is None else {measured[0].instrument: points(target)},
        impression=impression,
    )


def planned(case: Case, *, focus: int | None = None, agreed: int | None = None) -> Case:
    """The same with a focus since, and an agreement until, so many days before TODAY."""
    if focus is not None:
        since = Focus(Private("the work on sleep"), since=TODAY - timedelta(days=focus))
        case = replace(case, focuses=(since,))
    if agreed is not None:
        until = TODAY - timedelta(days=agreed)
        made = Agreement(1, until, Private("a walk"), until, Pattern.NOT_ON_TRACK)
        case = replace(case, agreements=(replace(made, on=min(until, TODAY)),))
    return case


def sessions_of(*days_ago_and: tuple[int, Attendance]) -> tuple[Session, ...]:
    """Sessions by days before TODAY and what became of them."""
    return tuple(Session(TODAY - timedelta(days=ago), what) for ago, what in days_ago_and)


def worked_case(code: str, name: Private, today: date, weeks: int = 12) -> Case:
    """A patient with a MOOD-9, talked about, and a session each week, a target and a focus."""
    answers = [(*((week + item) % 4 for item in range(8)), 0) for week in range(weeks)]
    totals = [score(MOOD, given).total for given in answers]
    measured = tuple(
        replace(
            result,
            total=total,
            answers=given,
            followup=1,
            safety_reviewed=False,
            shared_at=datetime.combine(result.on, time(16), UTC),
        )
        for result, total, given in zip(
            results(MOOD, [0] * weeks, today=today), totals, answers, strict=True
        )
    )
    days = [result.on for result in measured]
    return replace(
        case_of(*measured, target=5, id=0, code=code, started_on=days[0], name=name),
        instruments=STORED,
        sessions=tuple(Session(day, impression=n % 3 - 1) for n, day in enumerate(days)),
        focuses=(Focus(Private("walking"), days[0]),),
    )


def recorded(store: "Store", case: Case) -> Case:
    """Enter a case as on the screens: the patient, each form, the sessions, targets and foci."""
    new = case.patient
    kept = store.add_patient(new.code, new.initials, new.name, started_on=new.started_on)
    who = kept.patient.id
    for focus in case.focuses:
        kept = store.set_focus(who, focus.name, focus.since, focus.next_idea)
    for result in case.results:
        form = Form(result.instrument, result.on, answers=result.answers)
        if result.answers is None:
            form = replace(form, total=result.total, safety=result.safety)
        kept = store.record(who, form)
    for session in case.sessions:
        kept = store.record_session(who, session.on, session.attendance)
    for measure, total in case.targets.items():
        kept = store.set_target(who, measure, total)
    return kept
