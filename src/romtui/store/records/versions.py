"""The versions of results, as they are read: which one counts, and what was said about it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection

from romtui.domain.case import TAKES_ITS_PLACE, Result, Status
from romtui.domain.discussion import Fit, How
from romtui.domain.errors import UserError
from romtui.domain.history import replaced
from romtui.domain.instrument import Instrument
from romtui.domain.private import Private
from romtui.domain.results import has_score
from romtui.domain.scoring import score, score_parts
from romtui.store import texts
from romtui.store.db import settings
from romtui.store.db.mapping import among
from romtui.store.db.schema import VERSIONS
from romtui.store.db.settings import DATED_AHEAD

_HOWS: Final = {how.value: how for how in How}

_STANDS: Final = f"""
    n = (SELECT max(n) FROM result_version AS every WHERE every.result_id = result.id)
    AND status <> '{Status.WITHDRAWN.value}'
"""  # noqa: S608 -- our own words only
_OF_ONE: Final = f"{VERSIONS.select} WHERE result.id = ? ORDER BY n"
_RETAKEN: Final = """
    SELECT DISTINCT result_id FROM result_version JOIN result ON result.id = result_id
    WHERE patient_id {among} AND reason = ?
"""
_SHARED: Final = """
    SELECT discussion.result_id, n, shared_at, how
    FROM discussion JOIN result ON result.id = result_id
    WHERE patient_id {among} ORDER BY discussion.id
"""
_FITS: Final = """
    SELECT fit.result_id, n, said_at, fit, words
    FROM fit JOIN result ON result.id = result_id
    WHERE patient_id {among} ORDER BY fit.id
"""
_REVIEWS: Final = """
    SELECT safety_review.result_id, n, reviewed_at, note
    FROM safety_review JOIN result ON result.id = result_id
    WHERE patient_id {among} ORDER BY safety_review.id
"""
_NEWEST_DAY: Final = f"""
    SELECT day FROM result JOIN result_version ON result_id = result.id
    WHERE {_STANDS} ORDER BY day DESC LIMIT 1
"""  # noqa: S608 -- our own words only
_EARLY: Final = "SELECT patient_id FROM standing WHERE last_on > ?"
_EARLY_OR_LATER: Final = f"""
    {_EARLY} UNION
    SELECT result.patient_id FROM result JOIN result_version ON result_id = result.id
    JOIN standing ON standing.patient_id = result.patient_id
    WHERE (last_on IS NULL OR day > last_on) AND {_STANDS}
"""  # noqa: S608 -- our own words only


def read_current(connection: Connection, patients: Sequence[int]) -> dict[int, list[Result]]:
    """The version of each result that counts, with what was said about it, by patient."""
    results = VERSIONS.read_of(connection, patients, _STANDS)
    beside = _discussions(connection, patients)
    retaken = _rows(connection, _RETAKEN, patients, TAKES_ITS_PLACE.reveal())
    replaced_by = {
        result_id: replaced(read_versions(connection, result_id)) for (result_id,) in retaken
    }

    def complete(result: Result) -> Result:
        result = beside(result)
        before = replaced_by.get(result.id)
        return result if before is None else replace(result, replaced=before)

    return {patient_id: list(map(complete, theirs)) for patient_id, theirs in results.items()}


def read_scores_of_everybody(connection: Connection) -> dict[int, list[Result]]:
    """The version of each result that counts, by patient, without what was said about it."""
    return VERSIONS.read_everybody(connection, _STANDS)


def read_versions(connection: Connection, result_id: int) -> tuple[Result, ...]:
    """Every version of one result, oldest first; UserError when there is no such result."""
    versions = VERSIONS.decode(connection.exec_driver_sql(_OF_ONE, (result_id,)).all())
    if not versions:
        raise UserError(texts.UNKNOWN_RESULT)
    return versions


def read_histories(connection: Connection, patient_id: int) -> tuple[tuple[Result, ...], ...]:
    """The versions of each result of a patient, oldest first; the results newest first."""
    versions: dict[int, list[Result]] = {}
    for version in VERSIONS.read(connection, patient_id):
        versions.setdefault(version.id, []).append(version)
    newest_first = sorted(
        versions.values(), key=lambda history: (history[-1].on, history[-1].order), reverse=True
    )
    return tuple(map(tuple, newest_first))


def read_all_versions(
    connection: Connection,
) -> Iterator[tuple[str, int, tuple[Result, ...]]]:
    """Every version of every result, patient by patient: code, number, versions."""
    patients = connection.exec_driver_sql("SELECT code, id FROM patient ORDER BY code").all()
    for code, patient_id in patients:
        yield code, patient_id, VERSIONS.read(connection, patient_id)


def read_newest_day(connection: Connection) -> date | None:
    """The latest day that any result is dated to, withdrawn ones apart; None without one.

    Unless something is dated ahead the lines of the caseload know it.
    """
    ahead = settings.get(connection, DATED_AHEAD) is not None
    query = _NEWEST_DAY if ahead else "SELECT max(last_on) FROM standing"
    day = connection.exec_driver_sql(query).scalar()
    return None if day is None else date.fromisoformat(day)


def read_out_of_date(connection: Connection, today: date) -> tuple[int, ...]:
    """Whose line of the caseload counts a result too early, or leaves one out that is later.

    That happens only after a clock was set; every result is looked at only where it was.
    """
    ahead = settings.get(connection, DATED_AHEAD) is not None
    query = _EARLY_OR_LATER if ahead else _EARLY
    return tuple(connection.exec_driver_sql(query, (today.isoformat(),)).scalars())


def can_be_computed(result: Result, instrument: Instrument) -> bool:
    """Whether there are answers, and the form of them in the version that scored them."""
    answered = result.answers is not None
    return answered and result.of_version(instrument) and instrument.with_text


def adds_up(result: Result, instrument: Instrument) -> bool:
    """Whether a stored total is still what the stored answers come to.

    A result of an earlier version of a questionnaire is left as that version scored it, and so
    is that of a form whose words were in a file of one's own that is gone. One that was kept
    without a total and has one by the form's own rule of skipping adds up as well. The typed
    scores of parts add up where the form has such parts, and these such scores.
    """
    if result.subtotals and instrument.by_part and result.of_version(instrument):
        try:
            score_parts(instrument, result.subtotals)
        except UserError:
            return False
    if result.answers is None or not can_be_computed(result, instrument):
        return True
    try:
        scored = score(instrument, result.answers)
    except UserError:
        return False
    return scored.total == result.total or (result.total is None and bool(scored.skipped))


def checked(result: Result, instrument: Instrument) -> Result:
    """Give no score to a result that does not add up: a wrong number is never shown.

    A form that was kept before its rule of skipping was known (AUDIT) is given its total.
    """
    if not adds_up(result, instrument):
        return replace(result, total=None, valid=False, mismatched=True)
    if result.total is None and result.answers is not None and instrument.skips:
        if not can_be_computed(result, instrument):
            return result
        total = score(instrument, result.answers).total
        return replace(result, total=total, valid=total is not None)
    valid = has_score(instrument, result)
    return result if valid == result.valid else replace(result, valid=valid)


def _discussions(connection: Connection, patients: Sequence[int]) -> Callable[[Result], Result]:
    """What lays beside a result how it was shared, whether it fits, what a review noted.

    Of several rows about one version the latest counts.
    """
    shared, fits, reviews = (
        {(result_id, n): row for result_id, n, *row in _rows(connection, query, patients)}
        for query in (_SHARED, _FITS, _REVIEWS)
    )
    discussed = shared.keys() | fits.keys() | reviews.keys()

    def beside(result: Result) -> Result:
        key = result.id, result.version
        if key not in discussed:
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

    return beside


def _rows(
    connection: Connection, query: str, patients: Sequence[int], *about: object
) -> Iterable[Any]:
    within = query.format(among=among(patients))
    return connection.exec_driver_sql(within, (*patients, *about)).all()


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
