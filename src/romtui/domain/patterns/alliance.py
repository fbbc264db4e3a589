"""How the person rates the work together, and whether they may be drifting away."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from romtui.domain.case import Attendance, Case, Result, Session, Stage
from romtui.domain.instrument import Instrument
from romtui.domain.pattern import Pattern
from romtui.domain.patterns.raw_finding import (
    Facts,
    RawFinding,
    RawFindings,
    confirmed,
    plain,
    tentative,
)
from romtui.domain.results import part_scores
from romtui.domain.series import Series

LOOK_BACK_SESSIONS = 4
MISSED_OF_THEM = 2
DROPOUT_SIGNS = 2
LEAST_SCORES = 4
"""Scores of the leading measure from which no gain is a sign."""


def alliance(series: Series, primary: Series | None) -> RawFindings:
    """Every pattern that holds for one session rating; totals, not severity: high is good."""
    totals, instrument = series.totals, series.instrument
    if (series.today - series.days[-1]).days > series.constants.alliance_days:
        return {}
    findings: RawFindings = {}
    low = instrument.low
    is_low = low is not None and totals[-1] <= low
    fell = _fall(series)
    if fell is not None:
        fell.facts["low"] = is_low
        findings[Pattern.ALLIANCE_DROP] = fell
    item = _held_back(instrument, series.results[-1])
    if item is not None:
        findings[Pattern.ALLIANCE_REPAIR] = plain(item=item)
    if is_low:
        findings[Pattern.ALLIANCE_LOW] = plain(low=low)
    if series.n >= 3 and all(total == instrument.hi for total in totals[-3:]):
        findings[Pattern.ALLIANCE_PERFECT] = plain(with_no_progress=no_gain(primary))
    return findings


def is_bad(findings: RawFindings) -> bool:
    """Whether a session rating suggests that the person may drop out."""
    fell = findings.get(Pattern.ALLIANCE_DROP)
    return bool(findings.keys() & {Pattern.ALLIANCE_REPAIR, Pattern.ALLIANCE_LOW}) or (
        fell is not None and fell.confirmed
    )


def _fall(series: Series) -> RawFinding | None:
    """The fall of the whole rating; where there is none, of the part that fell most surely."""
    whole = _fall_of(series, series.totals, series.instrument.drop, part=None)
    if whole is not None:
        return whole
    scores = [part_scores(series.instrument, result) for result in series.results]
    falls = [
        fall
        for part in series.instrument.subscales
        if (
            fall := _fall_of(
                series, [known.get(part.id) for known in scores], part.drop, part=part.label
            )
        )
        is not None
    ]
    return max(falls, key=_how_sure_and_large, default=None)


def _fall_of(
    series: Series, values: Sequence[Decimal | None], drop: Decimal | None, *, part: str | None
) -> RawFinding | None:
    """A fall since last time; confirmed when twice as large, or when fallen last time too."""
    if drop is None or not series.recent:
        return None
    now, before = values[-1], values[-2]
    if now is None or before is None:
        return None
    fall = before - now
    facts: Facts = {"part": part, "previous": before, "score": now}
    earlier = values[-3] if series.follows(series.n - 2) else None
    if earlier is not None and earlier - before >= drop and earlier - now >= drop:
        return confirmed(**facts, twice=True, before_fall=earlier)
    facts |= {"twice": False, "before_fall": before}
    if fall >= 2 * drop:
        return confirmed(**facts)
    return tentative(**facts) if fall >= drop else None


def _how_sure_and_large(fall: RawFinding) -> tuple[bool, Decimal]:
    """For the order of parts: a confirmed fall first, then the larger one since last time."""
    previous, score = fall.facts["previous"], fall.facts["score"]
    assert isinstance(previous, Decimal)
    assert isinstance(score, Decimal)
    return fall.confirmed, previous - score


def _held_back(instrument: Instrument, result: Result) -> int | None:
    """The number of the question about what was held back, if its answer calls for a talk."""
    repair, answers = instrument.repair, result.answers
    if repair is None or answers is None or len(answers) < repair.item:
        return None
    return repair.item if answers[repair.item - 1] == repair.answer else None


def no_gain(primary: Series | None) -> bool:
    """Whether the measure that leads has four scores and no notable gain, current or not."""
    return (
        primary is not None
        and primary.knows_change
        and primary.n >= LEAST_SCORES
        and not primary.notable(primary.gain)
    )


def dropout_risk(
    case: Case, primary: Series | None, today: date, *, rated_badly: bool
) -> RawFinding | None:
    """Two of three: sessions missed, session rating low or fallen, no gain."""
    if case.patient.stage is not Stage.ACTIVE:
        return None
    signs = {
        "missed": _missing(case.sessions, today),
        "alliance": rated_badly,
        "no_gain": no_gain(primary),
    }
    if sum(signs.values()) < DROPOUT_SIGNS:
        return None
    return plain(**signs, n=0 if primary is None else primary.n)


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
    before = sorted(
        (session for session in sessions if session.on < today), key=lambda session: session.on
    )
    if not before:
        return False
    away = {Attendance.MISSED, Attendance.CANCELLED}
    last_missed = before[-1].attendance is Attendance.MISSED
    often = sum(session.attendance in away for session in before[-LOOK_BACK_SESSIONS:])
    return last_missed or often >= MISSED_OF_THEM
