"""The lines of the caseload are kept: what they rest on, and when they are worked out again."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from hashlib import sha256
from heapq import nsmallest
from itertools import islice
from time import perf_counter
from typing import Final

from sqlalchemy import Connection

from romtui import __version__
from romtui.domain.caseload import Summary
from romtui.domain.constants import Constants
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument
from romtui.domain.patterns import RULES_VERSION
from romtui.store.db import settings
from romtui.store.db.settings import DATED_AHEAD
from romtui.store.records.unit_of_work import UnitOfWork
from romtui.store.records.versions import read_out_of_date

_RESTS_ON: Final = "standings rest on"
FEW: Final = 20
"""So many lines are worked out while the vault opens; of more the caseload comes first."""
_HELD_SECONDS: Final = 0.010
"""After so long no further line is begun in one transaction: a key may wait for its end."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """What one step of a renewal brought: lines that hold now, and how many are still to come."""

    lines: tuple[Summary, ...]
    left: int


@dataclass(slots=True)
class Renewal:
    """Whose lines are still `outdated`, while they are worked out again behind the screens.

    In the records is kept up to which patient all is done, so that a program that is ended in
    the middle goes on from there: the digest of what the lines rest on is written together with
    that number, and without it once nobody is left.
    """

    rests_on: str
    outdated: set[int]

    def next_ones(self, first: Iterable[int]) -> list[int]:
        """A few of those who are left, these before all others."""
        wanted = (patient_id for patient_id in first if patient_id in self.outdated)
        return list(islice(wanted, FEW)) or nsmallest(FEW, self.outdated)


def renew_outdated(work: UnitOfWork, rests_on: str, *, at_most: int | None = None) -> set[int]:
    """Work out again what rests on other rules or on another day; gives whose lines are left.

    These are all of them if they are more than `at_most`, else none.
    """
    dated = set(read_out_of_date(work.connection, work.today))
    outdated = dated | read_by_other_rules(work.connection, rests_on)
    if at_most is None or len(outdated) <= at_most:
        settings.forget(work.connection, DATED_AHEAD)  # a line that needs it sets it again
        for patient_id in outdated:
            if not _renewed(work, patient_id) and patient_id in dated:
                settings.put(work.connection, DATED_AHEAD, "yes")  # it waits for its questionnaire
        outdated = set()
    _keep_progress(work.connection, rests_on, outdated)
    return outdated


def renew_next(work: UnitOfWork, renewal: Renewal, first: Iterable[int]) -> set[int]:
    """Work out some of the lines that are left, these before all others; gives whose they are."""
    until = perf_counter() + _HELD_SECONDS
    looked_at: set[int] = set()
    for patient_id in renewal.next_ones(first):
        _renewed(work, patient_id)
        looked_at.add(patient_id)
        if perf_counter() > until:
            break
    _keep_progress(work.connection, renewal.rests_on, renewal.outdated - looked_at)
    return looked_at


def renew_everybody(work: UnitOfWork, rests_on: str) -> None:
    """Work every line out again, unless these are the rules by which it was."""
    for patient_id in read_by_other_rules(work.connection, rests_on):
        _renewed(work, patient_id)
    _keep_progress(work.connection, rests_on, set())


def read_by_other_rules(connection: Connection, rests_on: str) -> set[int]:
    """Whose line was worked out by other rules."""
    digest, _, done_up_to = (settings.get(connection, _RESTS_ON) or "").partition(" ")
    if digest != rests_on:
        done_up_to = "0"
    elif not done_up_to:
        return set()
    query = "SELECT id FROM patient WHERE id > ?"
    return set(connection.exec_driver_sql(query, (int(done_up_to),)).scalars())


def _renewed(work: UnitOfWork, patient_id: int) -> bool:
    try:
        work.renew_summary(patient_id)
    except UserError:  # a questionnaire is gone: the line stays as it was
        return False
    return True


def _keep_progress(connection: Connection, rests_on: str, outdated: Set[int]) -> None:
    progress = f"{rests_on} {min(outdated) - 1}" if outdated else rests_on
    if settings.get(connection, _RESTS_ON) != progress:
        settings.put(connection, _RESTS_ON, progress)


def rules_digest(
    instruments: Mapping[str, Instrument], fingerprint: str, constants: Constants
) -> str:
    """Stand for all that a line rests on beside the record: rules, constants, questionnaires.

    `fingerprint` stands for the questionnaires; without one they are compared in full.
    """
    questionnaires = fingerprint or _written_out(instruments)
    parts = (__version__, str(RULES_VERSION), repr(constants), questionnaires)
    return sha256("\n".join(parts).encode()).hexdigest()


def _written_out(instruments: Mapping[str, Instrument]) -> str:
    """All that can be computed with, for questionnaires that bring no fingerprint."""
    return "\n".join(repr(replace(instruments[of], sources={})) for of in sorted(instruments))
