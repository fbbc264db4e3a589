"""From rows to the domain: what was talked about, agreed, and happened.

Plain SQL and plain tuples: this is read whenever a record is opened.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection

from romtui.domain.case import Event, Result
from romtui.domain.discussion import Agreement, Ask, Asked, Fit, How, Objected, Outcome, Said, Skip
from romtui.domain.patterns import Pattern
from romtui.domain.preferences import USUAL, Moment, Preferences
from romtui.domain.private import Private

_HOWS: Final = {how.value: how for how in How}
_PATTERNS: Final = {pattern.value: pattern for pattern in Pattern}

_SHARED = """
    SELECT discussion.result_id, n, shared_at, how
    FROM discussion JOIN result ON result.id = result_id
    WHERE patient_id = ? ORDER BY discussion.id
"""
_FITS = """
    SELECT fit.result_id, n, said_at, fit, words
    FROM fit JOIN result ON result.id = result_id
    WHERE patient_id = ? ORDER BY fit.id
"""
_REVIEWS = """
    SELECT safety_review.result_id, n, reviewed_at, note
    FROM safety_review JOIN result ON result.id = result_id
    WHERE patient_id = ? ORDER BY safety_review.id
"""
_SKIPS = "SELECT day, reason, result_id FROM skip WHERE patient_id = ? ORDER BY day, id"
_AGREEMENTS = """
    SELECT id, day, what, review_on, pattern, outcome, outcome_on FROM agreement
    WHERE patient_id = ? ORDER BY day, id
"""
_EVENTS = "SELECT id, day, what FROM event WHERE patient_id = ? ORDER BY day, id"
_ASKED = "SELECT day, ask, note FROM five_questions WHERE patient_id = ? ORDER BY day"
_OBJECTIONS = "SELECT day, code, note FROM objection WHERE patient_id = ? ORDER BY day, id"
_SAID = "SELECT day, line_id FROM line_use WHERE patient_id = ? ORDER BY day, line_id"
_PREFERENCE = """
    SELECT moment, words_only, aloud, quiet_until FROM preference WHERE patient_id = ?
"""


def with_talks(
    connection: Connection, patient_id: int, results: Iterable[Result]
) -> tuple[Result, ...]:
    """Lay beside each result how it was shared, whether it fits, what a review noted."""
    shared, fits, reviews = (
        {(result, n): said for result, n, *said in _rows(connection, query, patient_id)}
        for query in (_SHARED, _FITS, _REVIEWS)
    )
    talked = shared.keys() | fits.keys() | reviews.keys()

    def beside(result: Result) -> Result:
        key = result.id, result.version
        if key not in talked:
            return result
        shared_at, how = shared.get(key, (None, ""))
        said_at, fit, words = fits.get(key, (None, None, ""))
        reviewed_at, review = reviews.get(key, (None, ""))
        return replace(
            result,
            how=_HOWS.get(how),
            fit=None if fit is None else Fit(fit),
            fit_words=Private(words),
            review=Private(review),
            shared_at=_moment(shared_at),
            fit_at=_moment(said_at),
            reviewed_at=_moment(reviewed_at),
        )

    return tuple(beside(result) for result in results)


def read_agreements(connection: Connection, patient_id: int) -> tuple[Agreement, ...]:
    """What was agreed, oldest first."""
    return tuple(
        Agreement(
            id=number,
            on=date.fromisoformat(day),
            what=Private(what),
            review_on=_day(review_on),
            pattern=_PATTERNS.get(pattern),
            outcome=None if outcome is None else Outcome(outcome),
            outcome_on=_day(outcome_on),
        )
        for number, day, what, review_on, pattern, outcome, outcome_on in _rows(
            connection, _AGREEMENTS, patient_id
        )
    )


def read_events(connection: Connection, patient_id: int) -> tuple[Event, ...]:
    """What happened in the person's life, oldest first."""
    return tuple(
        Event(date.fromisoformat(day), Private(what), number)
        for number, day, what in _rows(connection, _EVENTS, patient_id)
    )


def read_skips(connection: Connection, patient_id: int) -> tuple[Skip, ...]:
    """What did not take place, and why, oldest first."""
    return tuple(
        Skip(date.fromisoformat(day), Private(reason), result)
        for day, reason, result in _rows(connection, _SKIPS, patient_id)
    )


def read_asked(connection: Connection, patient_id: int) -> tuple[Asked, ...]:
    """Which of the five questions were asked, oldest first."""
    return tuple(
        Asked(date.fromisoformat(day), Ask(ask), Private(note))
        for day, ask, note in _rows(connection, _ASKED, patient_id)
    )


def read_objections(connection: Connection, patient_id: int) -> tuple[Objected, ...]:
    """What was said against the questionnaires, oldest first."""
    return tuple(
        Objected(date.fromisoformat(day), code, Private(note))
        for day, code, note in _rows(connection, _OBJECTIONS, patient_id)
    )


def read_said(connection: Connection, patient_id: int) -> tuple[Said, ...]:
    """Which lines were said, oldest first."""
    return tuple(
        Said(date.fromisoformat(day), line_id)
        for day, line_id in _rows(connection, _SAID, patient_id)
    )


def read_preferences(connection: Connection, patient_id: int) -> Preferences:
    """How the person wants to be asked."""
    for moment, words_only, aloud, quiet_until in _rows(connection, _PREFERENCE, patient_id):
        return Preferences(Moment(moment), bool(words_only), bool(aloud), _day(quiet_until))
    return USUAL


def _rows(connection: Connection, query: str, patient_id: int) -> Iterable[Any]:
    return connection.exec_driver_sql(query, (patient_id,)).all()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
