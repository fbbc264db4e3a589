"""The lines of the caseload are kept: what they rest on, and when they are worked out again."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from typing import Final

from romtui import __version__
from romtui.domain.constants import Constants
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.domain.patterns import RULES_VERSION
from romtui.store.db.unit_of_work import UnitOfWork
from romtui.store.records import settings
from romtui.store.records.settings import DATED_AHEAD
from romtui.store.records.versions import read_out_of_date

_RESTS_ON: Final = "standings rest on"


def renew_outdated(work: UnitOfWork, fingerprint: str) -> None:
    """Work every line out again if what all rest on has changed, or those of a day that came.

    `fingerprint` stands for the questionnaires; without one they are compared in full.
    """
    renew_by_rules(work, fingerprint)
    stale = read_out_of_date(work.connection, work.today)
    settings.forget(work.connection, DATED_AHEAD)  # a line that needs it sets it again
    for patient_id in stale:
        try:
            work.renew_summary(patient_id)
        except UserError:  # a questionnaire is gone: the line waits until it is back
            settings.put(work.connection, DATED_AHEAD, "yes")


def renew_by_rules(work: UnitOfWork, fingerprint: str) -> None:
    """Work every line out again, unless the rules are those by which it was."""
    rests_on = rules_digest(fingerprint or _written_out(work.instruments), work.constants)
    if settings.get(work.connection, _RESTS_ON) == rests_on:
        return
    everybody = work.connection.exec_driver_sql("SELECT id FROM patient").scalars().all()
    for patient_id in everybody:
        with suppress(UserError):  # a questionnaire is gone: the line stays as it was
            work.renew_summary(patient_id)
    settings.put(work.connection, _RESTS_ON, rests_on)


def rules_digest(questionnaires: str, constants: Constants) -> str:
    """Stand for all that a line rests on beside the record: rules, constants, questionnaires."""
    parts = (__version__, str(RULES_VERSION), repr(constants), questionnaires)
    return sha256("\n".join(parts).encode()).hexdigest()


def _written_out(instruments: Mapping[str, Instrument]) -> str:
    """All that can be computed with, for questionnaires that bring no fingerprint."""
    return "\n".join(repr(replace(instruments[of], sources={})) for of in sorted(instruments))
