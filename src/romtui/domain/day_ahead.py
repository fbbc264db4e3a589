"""The day ahead: who comes, what is due, what is open. Nobody is compared, and nobody is named."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from romtui.domain.battery import due
from romtui.domain.case import Case
from romtui.domain.caseload import Summary
from romtui.domain.weekly_review import ReviewPoint, weekly_review

_SAID_BY_FORMS: Final = frozenset({ReviewPoint.DUE, ReviewPoint.OVERDUE})
"""What the names of the forms that are due say already."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One patient who comes today: the names of the measures that are due, and what is open."""

    summary: Summary
    due: tuple[str, ...]
    open_points: tuple[ReviewPoint, ...]


@dataclass(frozen=True, slots=True)
class DayAhead:
    """Who comes today, by code, and whose safety answer waits though they do not come."""

    visits: tuple[Visit, ...] = ()
    safety_open: tuple[str, ...] = ()


def come_today(summaries: Iterable[Summary], today: date) -> list[Summary]:
    """Whose next session is today, by code."""
    coming = (
        row for row in summaries if row.patient.next_on == today and row.patient.archived_on is None
    )
    return sorted(coming, key=lambda row: row.patient.code.casefold())


def day_ahead(
    summaries: Iterable[Summary], today: date, case_of: Callable[[int], Case]
) -> DayAhead:
    """Look at the day; the records of those who come are read, and of nobody else."""
    everybody = tuple(summaries)
    review = weekly_review(everybody, today).patients
    left = {one.summary.patient.id: one.open_points for one in review}
    coming = come_today(everybody, today)
    ids = {row.patient.id for row in coming}
    return DayAhead(
        tuple(
            Visit(
                row,
                _due_names(case_of(row.patient.id), today),
                tuple(one for one in left[row.patient.id] if one not in _SAID_BY_FORMS),
            )
            for row in coming
        ),
        tuple(
            one.summary.patient.code
            for one in review
            if ReviewPoint.UNREVIEWED in one.open_points and one.summary.patient.id not in ids
        ),
    )


def _due_names(case: Case, today: date) -> tuple[str, ...]:
    return tuple(case.instruments[measure].name for measure in due(case, today))
