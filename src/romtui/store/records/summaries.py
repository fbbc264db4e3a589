"""The caseload line of each person, kept beside the records and renewed with them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, insert

from romtui import __version__
from romtui.domain.case import Patient, Stage
from romtui.domain.caseload import Priority, Summary
from romtui.domain.constants import Constants
from romtui.domain.instrument import Direction, Instrument
from romtui.domain.patterns import RULES_VERSION, Certainty, Finding, Pattern
from romtui.domain.private import Private
from romtui.store.db.tables import SummaryRow, table

_STANDING = table(SummaryRow)

# Plain SQL and plain tuples: two thousand lines are drawn at once.
_CASELOAD = """
    SELECT id, code, started_on, initials, name, birth_year, stage, primary_instrument,
           planned_sessions, archived_on, look, standing.instrument, last_on, headline,
           unreviewed_safety, undiscussed, own_measure.direction, unagreed, collected, framed_on,
           next_on,
           (SELECT score FROM target WHERE target.patient_id = patient.id
            AND target.instrument = standing.instrument ORDER BY target.id DESC LIMIT 1) AS target,
           recent, half_filled, due_from, lines
    FROM patient JOIN standing ON standing.patient_id = id
    LEFT JOIN own_measure ON own_measure.patient_id = id
        AND own_measure.instrument = standing.instrument
"""
_EVERYBODY = f"{_CASELOAD} ORDER BY code COLLATE NOCASE"
_ONE = f"{_CASELOAD} WHERE id = ?"


_ASKED: Final = "~"
_BY_NAME: Final[Mapping[str, Pattern]] = {pattern.value: pattern for pattern in Pattern}
"""A headline that this version does not know is none, until it is worked out again."""


def read_summaries(connection: Connection) -> tuple[Summary, ...]:
    """Everybody's line, archived ones too, in the order of their codes."""
    return _read(connection.exec_driver_sql(_EVERYBODY).all())


def read_standing(connection: Connection, patient_id: int) -> Summary:
    """One person's line."""
    (summary,) = _read(connection.exec_driver_sql(_ONE, (patient_id,)).all())
    return summary


def _read(rows: Sequence[Any]) -> tuple[Summary, ...]:
    recent = _lists(row.recent for row in rows)
    half_filled = _lists(row.half_filled for row in rows)
    due_from = _lists(row.due_from for row in rows)
    lines = _lists(row.lines for row in rows)
    return tuple(map(_standing, rows, recent, half_filled, due_from, lines))


def write_standings(connection: Connection, summaries: Iterable[Summary]) -> None:
    """Replace the lines of these people."""
    rows = [_row(summary) for summary in summaries]
    if rows:
        connection.execute(insert(_STANDING).prefix_with("OR REPLACE"), rows)


def written_out(instruments: Mapping[str, Instrument]) -> str:
    """All that can be computed with, for questionnaires that bring no fingerprint."""
    return "\n".join(repr(replace(instruments[one], sources={})) for one in sorted(instruments))


def rules_digest(questionnaires: str, constants: Constants) -> str:
    """Stand for all that a line rests on beside the record: rules, constants, questionnaires."""
    parts = (__version__, str(RULES_VERSION), repr(constants), questionnaires)
    return sha256("\n".join(parts).encode()).hexdigest()


def _row(summary: Summary) -> dict[str, Any]:
    return {
        "patient_id": summary.patient.id,
        "look": summary.look.value,
        "instrument": summary.instrument,
        "recent": [None if total is None else f"{total:f}" for total in summary.recent],
        "last_on": summary.last_on,
        "headline": _written(summary),
        "unreviewed_safety": summary.unreviewed_safety,
        "undiscussed": summary.undiscussed,
        "half_filled": list(summary.half_filled),
        "due_from": [day.isoformat() for day in summary.due_from],
        "unagreed": summary.unagreed,
        "collected": summary.collected,
        "lines": list(summary.lines),
    }


def _standing(
    row: Any,
    recent: list[str | None],
    half_filled: list[str],
    due_from: list[str],
    lines: list[int],
) -> Summary:
    (
        patient_id,
        code,
        started_on,
        initials,
        name,
        birth_year,
        stage,
        primary,
        planned_sessions,
        archived_on,
        look,
        instrument,
        last_on,
        headline,
        unreviewed_safety,
        undiscussed,
        own_direction,
        unagreed,
        collected,
        framed_on,
        next_on,
        target,
        *_,
    ) = row
    pattern, tentative, about = _headline(headline)
    return Summary(
        patient=Patient(
            id=patient_id,
            code=code,
            started_on=date.fromisoformat(started_on),
            initials=Private(initials),
            name=Private(name),
            birth_year=birth_year,
            stage=Stage(stage),
            primary=primary,
            planned_sessions=planned_sessions,
            archived_on=_day(archived_on),
            framed_on=_day(framed_on),
            next_on=_day(next_on),
        ),
        look=Priority(look),
        instrument=instrument,
        recent=tuple([None if total is None else _total(total) for total in recent]),
        last_on=_day(last_on),
        headline=pattern,
        tentative=tentative,
        about=about,
        unreviewed_safety=bool(unreviewed_safety),
        undiscussed=undiscussed,
        half_filled=tuple(half_filled),
        due_from=tuple([date.fromisoformat(day) for day in due_from]),
        own_direction=None if own_direction is None else Direction(own_direction),
        unagreed=bool(unagreed),
        collected=collected,
        lines=tuple(lines),
        target=None if target is None else _total(target),
    )


def _written(summary: Summary) -> str | None:
    """A headline as it is stored, written as a finding is: `worsening:gad7~`."""
    if summary.headline is None:
        return None
    certainty = Certainty.TENTATIVE if summary.tentative else None
    return Finding(summary.headline, summary.about, certainty=certainty).code


@cache
def _headline(written: str | None) -> tuple[Pattern | None, bool, str | None]:
    """Read a headline: its pattern, whether it is only asked about, the measure it is about."""
    if written is None:
        return None, False, None
    name, _, about = written.removesuffix(_ASKED).partition(":")
    return _BY_NAME.get(name), written.endswith(_ASKED), about or None


def _lists(column: Iterable[str]) -> list[list[Any]]:
    """Read a whole column of JSON lists in one go."""
    lists: list[list[Any]] = json.loads(f"[{','.join(column)}]")
    return lists


# The same few totals and days come again and again.
_total = cache(Decimal)


@cache
def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
