"""Which measures are due: asked of a case, with a day."""

from datetime import date, timedelta
from typing import Final

from romtui.domain.case import Attendance, Case, Stage
from romtui.domain.preferences import Every, Scheduled

EARLY_DAYS: Final = 2
"""Days before its time that a measure in weeks is due: sessions move. Our own rule."""

END_AFTER_DAYS: Final = 28
"""Once the work is ending, a measure older than this is due for the last time. Our own rule."""


def due(case: Case, today: date) -> tuple[str, ...]:
    """The ids of the measures to be filled in on a day, in the order of the battery."""
    begins = ((scheduled.instrument, due_from(case, scheduled)) for scheduled in case.battery)
    return tuple(measure for measure, begin in begins if begin is not None and begin <= today)


def asks_for_a_form(case: Case, today: date) -> bool:
    """Whether a form may be asked for: where one is due, or where no battery was settled."""
    return not case.preferences.quiet(today) and (not case.battery or bool(due(case, today)))


def due_from(case: Case, scheduled: Scheduled) -> date | None:
    """The first day on which a measure is due; None while it is paused or has been done.

    A form that could not be scored was filled in all the same. Nothing is due before the day
    until which the person is not to be asked.
    """
    return _not_before(case, _falls_due(case, scheduled))


def missed_from(case: Case, scheduled: Scheduled) -> date | None:
    """The day from which the caseload says that a measure is due.

    The caseload does not know when the next session is. A measure of every session is due
    there once a session went by without it.
    """
    last = _last(case, scheduled)
    if scheduled.paused or last is None or scheduled.cadence.every is not Every.SESSION:
        return due_from(case, scheduled)
    attended = (
        session.on for session in case.sessions if session.attendance is Attendance.ATTENDED
    )
    return _not_before(case, min((day for day in attended if day > last), default=None))


def _falls_due(case: Case, scheduled: Scheduled) -> date | None:
    if scheduled.paused:
        return None
    last = _last(case, scheduled)
    if last is None:
        return case.patient.started_on
    if scheduled.cadence.every is Every.SESSION:
        return last + timedelta(days=1)
    if scheduled.cadence.every is Every.WEEKS:
        return last + timedelta(weeks=scheduled.cadence.weeks, days=-EARLY_DAYS)
    if case.patient.stage is Stage.ENDING:
        return last + timedelta(days=END_AFTER_DAYS)
    return None


def _not_before(case: Case, day: date | None) -> date | None:
    quiet_until = case.preferences.quiet_until
    return day if day is None or quiet_until is None else max(day, quiet_until)


def _last(case: Case, scheduled: Scheduled) -> date | None:
    return max((result.on for result in case.of(scheduled.instrument)), default=None)
