"""A result that was entered for the wrong person: in error there, new here, both linked."""

from dataclasses import replace

from romtui.domain.case import Result, Status
from romtui.domain.errors import UserError
from romtui.domain.personal_measures import is_own
from romtui.domain.private import Private
from romtui.store.db.unit_of_work import AuditEvent, UnitOfWork
from romtui.store.records import results
from romtui.store.records.cases import read_patient

_AWAY = "moved to another person: "
_HERE = "moved from another person: "


def move(work: UnitOfWork, result_id: int, to_patient_id: int, reason: Private) -> int:
    """Withdraw a result of one person and write it for another; gives the new result's id.

    Both bear the reason, neither the other's name or code; two lines of the log, one after
    the other, link their numbers. Nothing else is taken along: whether it was shared, and
    what was asked about a safety answer, was with the wrong person.
    """
    before = results.current(work, result_id)
    from_patient_id = results.patient_of(work, result_id)
    read_patient(work.connection, to_patient_id)
    if to_patient_id == from_patient_id:
        raise UserError("It is this person's already: choose somebody else.")
    if is_own(before.instrument):
        raise UserError("This measure was made for one person: withdraw the result instead.")
    results.add_version(work, _withdrawn(before, work, reason))
    work.drop_draft(from_patient_id, before.instrument, amends=result_id)
    arrived = replace(
        before,
        version=1,
        status=Status.FINAL,
        entered_at=work.at,
        reason=Private(f"{_HERE}{reason.reveal()}"),
    )
    moved_id = results.add_result(work, to_patient_id, arrived)
    if before.on == work.today:
        work.begin_session(to_patient_id)
    work.log(AuditEvent.MOVED_AWAY, result_id)
    work.log(AuditEvent.MOVED_HERE, moved_id)
    work.renew_standing(to_patient_id)
    return moved_id


def _withdrawn(before: Result, work: UnitOfWork, reason: Private) -> Result:
    return replace(
        before,
        version=before.version + 1,
        entered_at=work.at,
        status=Status.WITHDRAWN,
        reason=Private(f"{_AWAY}{reason.reveal()}"),
    )
