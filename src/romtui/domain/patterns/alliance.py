"""How the person rates the work together, and whether they may be drifting away."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from romtui.domain.case import Attendance, Case, Result, Session, Stage
from romtui.domain.constants import Constants
from romtui.domain.instrument import Instrument
from romtui.domain.parts import part_scores
from romtui.domain.patterns.course import Facts, Raw
from romtui.domain.patterns.finding import Pattern
from romtui.domain.series import Series

LOOK_BACK_SESSIONS = 4
MISSED_OF_THEM = 2
BADLY = frozenset({Pattern.ALLIANCE_REPAIR, Pattern.ALLIANCE_DROP, Pattern.ALLIANCE_LOW})
"""What makes a rating a bad one, for the risk of dropping out."""


def alliance(series: Series, primary: Series | None) -> Raw:
    """Every pattern that holds for one session rating; totals, not badness: high is good."""
    constants, totals = series.constants, series.totals
    if (series.today - series.days[-1]).days > constants.alliance_days:
        return {}
    raw: Raw = {}
    low, drop = series.instrument.low, series.instrument.drop
    is_low = low is not None and totals[-1] <= low
    close = series.n >= 2 and series.interval(series.n - 1) <= constants.gap_days
    fell = _fall_of_a_part(series) if close else None
    if close and drop is not None and totals[-2] - totals[-1] >= drop:
        raw[Pattern.ALLIANCE_DROP] = {"low": is_low, "drop": totals[-2] - totals[-1]}
    elif fell is not None:
        raw[Pattern.ALLIANCE_DROP] = {"low": is_low, **fell}
    repair = series.instrument.repair
    if repair is not None and _held_back(series.instrument, series.results[-1]):
        raw[Pattern.ALLIANCE_REPAIR] = {"item": repair.item}
    if is_low:
        raw[Pattern.ALLIANCE_LOW] = {"low": low}
    if series.n >= 3 and all(total == series.instrument.hi for total in totals[-3:]):
        raw[Pattern.ALLIANCE_PERFECT] = {"with_no_progress": no_gain(primary)}
    return raw


def _fall_of_a_part(series: Series) -> Facts | None:
    """The largest fall since last time on a scale of the form that says what a fall is."""
    instrument = series.instrument
    before, now = (part_scores(instrument, result) for result in series.results[-2:])
    found: Facts | None = None
    largest = Decimal(0)
    for part in instrument.subscales:
        earlier, later = before.get(part.id), now.get(part.id)
        if part.drop is None or earlier is None or later is None:
            continue
        fall = earlier - later
        if fall >= part.drop and fall > largest:
            largest = fall
            found = {"drop": fall, "previous": earlier, "score": later, "part": part.label}
    return found


def _held_back(instrument: Instrument, result: Result) -> bool:
    """Whether the question that asks for a talk was answered so."""
    repair, answers = instrument.repair, result.answers
    if repair is None or answers is None or len(answers) < repair.item:
        return False
    return answers[repair.item - 1] == repair.answer


def no_gain(primary: Series | None) -> bool:
    """Whether the measure that leads has three scores and no notable gain, current or not."""
    return (
        primary is not None
        and primary.instrument.reliable_change is not None
        and primary.n >= 3
        and not primary.notable(primary.baseline - primary.current)
    )


def dropout_risk(
    case: Case, primary: Series | None, constants: Constants, today: date, *, rated_badly: bool
) -> Facts | None:
    """Two of three: sessions missed, session rating low or fallen, no gain."""
    if case.patient.stage is not Stage.ACTIVE:
        return None
    signs = {
        "missed": _missing(case.sessions, today),
        "alliance": rated_badly,
        "no_gain": no_gain(primary),
    }
    if sum(signs.values()) < constants.dropout_signs:
        return None
    return {**signs, "n": 0 if primary is None else primary.n}


def ending(case: Case, today: date) -> bool:
    """Whether the end was set, or the planned sessions are about to be used up."""
    if case.patient.stage is Stage.ENDING:
        return True
    planned = case.patient.planned_sessions
    if case.patient.stage is not Stage.ACTIVE or planned is None:
        return False
    attended = sum(
        session.attendance is Attendance.ATTENDED and session.on <= today
        for session in case.sessions
    )
    return attended >= planned - 1


def _missing(sessions: Sequence[Session], today: date) -> bool:
    before = sorted((one for one in sessions if one.on < today), key=lambda one: one.on)
    if not before:
        return False
    away = {Attendance.MISSED, Attendance.CANCELLED}
    last_missed = before[-1].attendance is Attendance.MISSED
    often = sum(one.attendance in away for one in before[-LOOK_BACK_SESSIONS:])
    return last_missed or often >= MISSED_OF_THEM
