"""The weekly review: what was left open with which patient, read from the stored summaries alone.

Nobody is compared with anybody, and nothing is counted up but what was shared.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from romtui.domain.caseload import Summary
from romtui.domain.discussion import GOAL_TASK_BOND


class ReviewPoint(IntEnum):
    """What may be open with a patient, most pressing first."""

    UNREVIEWED = 0
    UNAGREED = 1
    UNDISCUSSED = 2
    WENT_BY = 3
    OVERDUE = 4
    DUE = 5


@dataclass(frozen=True, slots=True)
class Shared:
    """How many of the scores that were collected were shared."""

    shared: int = 0
    collected: int = 0


@dataclass(frozen=True, slots=True)
class ReviewedPatient:
    """One patient, with all that is open."""

    summary: Summary
    open_points: tuple[ReviewPoint, ...] = ()

    @property
    def said(self) -> Mapping[str, int]:
        """How often a goal, a task and a bond line was said; empty where it is not known."""
        return dict(zip(GOAL_TASK_BOND, self.summary.lines, strict=False))

    @property
    def shared(self) -> Shared:
        """What was shared with this patient."""
        return _shared((self.summary,))


@dataclass(frozen=True, slots=True)
class WeeklyReview:
    """Everybody, most pressing first, and the share of all their scores together."""

    patients: tuple[ReviewedPatient, ...]
    shared: Shared

    @property
    def open_with(self) -> int:
        """With how many patients something is open."""
        return sum(bool(patient.open_points) for patient in self.patients)


def weekly_review(summaries: Iterable[Summary], today: date) -> WeeklyReview:
    """Look at everybody in the caseload; of the archived at a safety answer that is open."""
    everybody = tuple(summaries)
    present = [summary for summary in everybody if summary.patient.archived_on is None]
    in_review = (
        summary
        for summary in everybody
        if summary.patient.archived_on is None or summary.unreviewed_safety
    )
    patients = sorted((_reviewed(summary, today) for summary in in_review), key=_pressing)
    return WeeklyReview(tuple(patients), _shared(present))


def _reviewed(summary: Summary, today: date) -> ReviewedPatient:
    if summary.patient.archived_on is not None:
        return ReviewedPatient(summary, (ReviewPoint.UNREVIEWED,))
    holds = {
        ReviewPoint.UNREVIEWED: summary.unreviewed_safety,
        ReviewPoint.UNAGREED: summary.unagreed,
        ReviewPoint.UNDISCUSSED: summary.undiscussed > 0,
        ReviewPoint.WENT_BY: _went_by(summary, today),
        ReviewPoint.OVERDUE: summary.overdue_days(today) is not None,
        ReviewPoint.DUE: summary.due(today) > 0,
    }
    return ReviewedPatient(summary, tuple(point for point, is_open in holds.items() if is_open))


def _went_by(summary: Summary, today: date) -> bool:
    """Whether the day agreed for the next session passed without a score since.

    A summary knows of scores, not of sessions: what is said of it must not say more.
    """
    planned, last = summary.patient.next_on, summary.last_on
    return planned is not None and planned < today and (last is None or last < planned)


def _pressing(person: ReviewedPatient) -> tuple[tuple[int, ...], str]:
    """The most pressing point first, then the next; who has nothing open comes last."""
    return (*person.open_points, len(ReviewPoint)), person.summary.patient.code.casefold()


def _shared(summaries: Iterable[Summary]) -> Shared:
    counted = [(summary.collected, summary.undiscussed) for summary in summaries]
    collected = sum(collected for collected, _ in counted)
    return Shared(collected - sum(undiscussed for _, undiscussed in counted), collected)
