"""A result that was entered for the wrong person: in error there, new here, both linked."""

from dataclasses import replace

from romtui.domain.case import Result, Status
from romtui.domain.errors import Refusal
from romtui.domain.own import is_own
from romtui.domain.private import Private
from romtui.store import results
from romtui.store.reading import read_patient
from romtui.store.writing import Act, Writing

_AWAY = "moved to another person: "
_HERE = "moved from another person: "


def move(writing: Writing, result_id: int, to_patient_id: int, reason: Private) -> int:
    """Withdraw a result of one person and write it for another; gives the new result's id.

    Both bear the reason, neither the other's name or code; two lines of the log, one after
    the other, link their numbers. Nothing else is taken along: whether it was shared, and
    what was asked about a safety answer, was with the wrong person.
    """
    before = results.current(writing, result_id)
    from_patient_id = results.patient_of(writing, result_id)
    read_patient(writing.connection, to_patient_id)
    if to_patient_id == from_patient_id:
        raise Refusal("It is this person's already: choose somebody else.")
    if is_own(before.instrument):
        raise Refusal("This measure was made for one person: withdraw the result instead.")
    results.add_version(writing, _withdrawn(before, writing, reason))
    writing.drop_draft(from_patient_id, before.instrument, amends=result_id)
    arrived = replace(
        before,
        version=1,
        status=Status.FINAL,
        entered_at=writing.at,
        reason=Private(f"{_HERE}{reason.reveal()}"),
    )
    moved_id = results.add_result(writing, to_patient_id, arrived)
    if before.on == writing.today:
        writing.begin_session(to_patient_id)
    writing.log(Act.MOVED_AWAY, result_id)
    writing.log(Act.MOVED_HERE, moved_id)
    writing.renew_standing(to_patient_id)
    return moved_id


def _withdrawn(before: Result, writing: Writing, reason: Private) -> Result:
    return replace(
        before,
        version=before.version + 1,
        entered_at=writing.at,
        status=Status.WITHDRAWN,
        reason=Private(f"{_AWAY}{reason.reveal()}"),
    )
