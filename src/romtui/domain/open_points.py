"""What is still open with a person: said at the beginning, asked at the end, listed weekly."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, tzinfo

from romtui.domain.case import Attendance, Case, Result
from romtui.domain.discussion import Agreement
from romtui.domain.parts import form_of, leading_measure
from romtui.domain.patterns.finding import Finding, asks_for_agreement
from romtui.domain.results import is_from_before, record_began
from romtui.domain.safety import unreviewed


@dataclass(frozen=True, slots=True)
class OpenPoints:
    """What a session may not end without a word about; each is empty when nothing is open."""

    unreviewed: tuple[Result, ...] = ()
    undiscussed: tuple[Result, ...] = ()
    unagreed: Finding | None = None

    def __bool__(self) -> bool:
        return bool(self.unreviewed or self.undiscussed or self.unagreed)


def open_points(case: Case, headline: Finding | None, today: date) -> OpenPoints:
    """Say what is open at the end of a session; a result put off today is not asked about again."""
    put_off = {skip.result for skip in case.skips if skip.on == today}
    return OpenPoints(
        unreviewed=tuple(unreviewed(case)),
        undiscussed=tuple(result for result in undiscussed(case) if result.id not in put_off),
        unagreed=headline if asks_agreement(case, headline, today) else None,
    )


def undiscussed(case: Case) -> tuple[Result, ...]:
    """The results that could be scored and were not talked about, oldest first.

    Without those from before romtui: nobody could have talked about them here.
    """
    began = record_began(case)
    return tuple(
        result
        for result in case.results
        if result.valid and not result.discussed and not is_from_before(result, began)
    )


def shared_on(results: Iterable[Result], day: date, zone: tzinfo | None) -> tuple[Result, ...]:
    """The results that were shared on a day, by the clock of that zone."""
    return tuple(
        result
        for result in results
        if result.shared_at and result.shared_at.astimezone(zone).date() == day
    )


def asks_agreement(case: Case, headline: Finding | None, today: date) -> bool:
    """Whether an agreement is asked for and none was made today.

    Only in a session that has begun: to look at a record agrees nothing.
    """
    if headline is None or not asks_for_agreement(headline):
        return False
    return has_begun(case, today) and not any(
        agreement.on == today for agreement in case.agreements
    )


def to_look_at(case: Case, today: date) -> tuple[Agreement, ...]:
    """The agreements of earlier days of which nobody has said what became, oldest first."""
    return tuple(
        agreement for agreement in case.agreements if agreement.is_open and agreement.on < today
    )


def skipped_twice(case: Case) -> bool:
    """Whether the last two sessions each put something off: time to ask what stands in the way."""
    days = [session.on for session in case.sessions if session.attendance is Attendance.ATTENDED]
    skipped = {skip.on for skip in case.skips}
    heard = {objected.on for objected in case.objections}
    last_two = days[-2:]
    return len(last_two) == 2 and skipped.issuperset(last_two) and not heard.intersection(last_two)


def has_begun(case: Case, today: date) -> bool:
    """Whether today's session has begun: with its first recorded act."""
    return any(
        session.on == today and session.attendance is Attendance.ATTENDED
        for session in case.sessions
    )


def session_number(case: Case, today: date) -> int:
    """Which session this is, from 1; one that has not begun counts as the next."""
    attended = sum(session.attendance is Attendance.ATTENDED for session in case.sessions)
    return attended + (not has_begun(case, today))


def last_measure_to_come(case: Case, today: date, current_days: int) -> str | None:
    """The form to fill in before a discharge: the one that leads, unless its score is current.

    Without any score it is the first of the battery; None when there is nothing to fill in.
    """
    leads = leading_measure(case) or next(
        (scheduled.instrument for scheduled in case.battery), None
    )
    if leads is None:
        return None
    form = form_of(case.instruments, leads)
    days = [(today - result.on).days for result in case.of(form) if result.valid]
    return None if any(0 <= ago <= current_days for ago in days) else form
