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
from romtui.domain.caseload import Look, Standing
from romtui.domain.constants import Constants
from romtui.domain.instrument import Direction, Instrument
from romtui.domain.patterns import RULES_VERSION, Certainty, Finding, Pattern
from romtui.domain.private import Private
from romtui.store.tables import StandingRow, table

_STANDING = table(StandingRow)

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


def read_standings(connection: Connection) -> tuple[Standing, ...]:
    """Everybody's line, archived ones too, in the order of their codes."""
    return _read(connection.exec_driver_sql(_EVERYBODY).all())


def read_standing(connection: Connection, patient_id: int) -> Standing:
    """One person's line."""
    (standing,) = _read(connection.exec_driver_sql(_ONE, (patient_id,)).all())
    return standing


def _read(rows: Sequence[Any]) -> tuple[Standing, ...]:
    recent = _lists(row.recent for row in rows)
    half_filled = _lists(row.half_filled for row in rows)
    due_from = _lists(row.due_from for row in rows)
    lines = _lists(row.lines for row in rows)
    return tuple(map(_standing, rows, recent, half_filled, due_from, lines))


def write_standings(connection: Connection, standings: Iterable[Standing]) -> None:
    """Replace the lines of these people."""
    rows = [_row(standing) for standing in standings]
    if rows:
        connection.execute(insert(_STANDING).prefix_with("OR REPLACE"), rows)


def written_out(instruments: Mapping[str, Instrument]) -> str:
    """All that can be computed with, for questionnaires that bring no fingerprint."""
    return "\n".join(repr(replace(instruments[one], sources={})) for one in sorted(instruments))


def rules_digest(questionnaires: str, constants: Constants) -> str:
    """Stand for all that a line rests on beside the record: rules, constants, questionnaires."""
    parts = (__version__, str(RULES_VERSION), repr(constants), questionnaires)
    return sha256("\n".join(parts).encode()).hexdigest()


def _row(standing: Standing) -> dict[str, Any]:
    return {
        "patient_id": standing.patient.id,
        "look": standing.look.value,
        "instrument": standing.instrument,
        "recent": [None if total is None else f"{total:f}" for total in standing.recent],
        "last_on": standing.last_on,
        "headline": _written(standing),
        "unreviewed_safety": standing.unreviewed_safety,
        "undiscussed": standing.undiscussed,
        "half_filled": list(standing.half_filled),
        "due_from": [day.isoformat() for day in standing.due_from],
        "unagreed": standing.unagreed,
        "collected": standing.collected,
        "lines": list(standing.lines),
    }


def _standing(
    row: Any,
    recent: list[str | None],
    half_filled: list[str],
    due_from: list[str],
    lines: list[int],
) -> Standing:
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
    return Standing(
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
        look=Look(look),
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


def _written(standing: Standing) -> str | None:
    """A headline as it is stored, written as a finding is: `worsening:gad7~`."""
    if standing.headline is None:
        return None
    certainty = Certainty.TENTATIVE if standing.tentative else None
    return Finding(standing.headline, standing.about, certainty=certainty).code


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
