"""The caseload line of each person, kept beside the records and renewed with them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection, insert

from romtui import __version__
from romtui.domain.caseload import Summary
from romtui.domain.constants import Constants
from romtui.domain.instrument import Instrument
from romtui.domain.patterns import RULES_VERSION, Certainty, Finding
from romtui.store.db.mapping import table
from romtui.store.db.schema import SUMMARIES, SummaryRow

_STANDING = table(SummaryRow)

_EVERYBODY: Final = f"{SUMMARIES.select} ORDER BY code COLLATE NOCASE"


def read_summaries(connection: Connection) -> tuple[Summary, ...]:
    """Everybody's line, archived ones too, in the order of their codes."""
    return SUMMARIES.decode(connection.exec_driver_sql(_EVERYBODY).all())


def read_standing(connection: Connection, patient_id: int) -> Summary:
    """One person's line."""
    (summary,) = SUMMARIES.read(connection, patient_id)
    return summary


def write_standings(connection: Connection, summaries: Iterable[Summary]) -> None:
    """Replace the lines of these people."""
    rows = [
        {**SUMMARIES.row(line), "patient_id": line.patient.id, "headline": _written(line)}
        for line in summaries
    ]
    if rows:
        connection.execute(insert(_STANDING).prefix_with("OR REPLACE"), rows)


def written_out(instruments: Mapping[str, Instrument]) -> str:
    """All that can be computed with, for questionnaires that bring no fingerprint."""
    return "\n".join(repr(replace(instruments[one], sources={})) for one in sorted(instruments))


def rules_digest(questionnaires: str, constants: Constants) -> str:
    """Stand for all that a line rests on beside the record: rules, constants, questionnaires."""
    parts = (__version__, str(RULES_VERSION), repr(constants), questionnaires)
    return sha256("\n".join(parts).encode()).hexdigest()


def _written(summary: Summary) -> str | None:
    """A headline as it is stored, written as a finding is: `worsening:gad7~`."""
    if summary.headline is None:
        return None
    certainty = Certainty.TENTATIVE if summary.tentative else None
    return Finding(summary.headline, summary.about, certainty=certainty).code
