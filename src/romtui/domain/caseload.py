"""The caseload: one line a person, and who needs a look first."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import IntEnum

from romtui.domain.battery import missed_from
from romtui.domain.case import Case, Patient
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.discussion import times_said
from romtui.domain.instrument import Direction
from romtui.domain.open_points import undiscussed
from romtui.domain.parts import leading_measure, measure_of, trend_of
from romtui.domain.patterns import Pattern, detect
from romtui.domain.patterns.finding import ALLIANCE, CONTEXT, LOOKED_BACK_AT, WORSE, Findings
from romtui.domain.patterns.waiting import agreed_until, plan_of
from romtui.domain.results import is_from_before, record_began
from romtui.domain.safety import as_shown, unreviewed

SPARK_POINTS = 12
"""How many of the latest scores a caseload line shows."""

OVERDUE_AFTER_DAYS = 14
"""Days without any form, scored or not, after which a line says so. Our own rule."""


class Priority(IntEnum):
    """Why a person should be looked at, most pressing first."""

    SAFETY = 0
    WORSE = 1
    DRAFT = 2
    ASK = 3
    STUCK = 4
    CONTEXT = 5
    NO_SCORE = 6
    STEADY = 7
    ARCHIVED = 8


class Group(IntEnum):
    """Why a patient is listed where they are, first to last: what a heading of the list says."""

    SAFETY = 0
    TODAY = 1
    ATTENTION = 2
    OTHERS = 3
    ARCHIVED = 4


_ATTENTION = frozenset(
    {Priority.WORSE, Priority.DRAFT, Priority.ASK, Priority.STUCK, Priority.CONTEXT}
)


@dataclass(frozen=True, slots=True)
class Summary:
    """How one person stands, as of the day of their last form, `last_on`.

    It does not depend on today, so that a stored summary is never out of date: what does
    (overdue) is asked of it with a date. `recent` are the latest totals of the primary
    measure, oldest first, None where a form could not be scored or a gap is too long to compare
    across; `target` is the total to reach on it. `unreviewed_safety` is
    true while any positive safety answer has not been reviewed (decisions 11). `due_from`
    are the days from which something of the battery is due; `own_direction` is set where
    the measure that leads is in the person's own words. `collected` counts the scores
    since the record began, `undiscussed` those of them that were not shared. `unagreed` says that
    the headline is worse or stuck and nothing was agreed since. `lines` counts how often a goal, a
    task and a bond line was said, in this order. `about` is the measure of the headline;
    `tentative` says that it is only asked about: it counts as nothing worse and nothing better.
    `outdated` says that other rules hold by now: what they find is still to be worked out.
    """

    patient: Patient
    look: Priority
    instrument: str | None = None
    recent: tuple[Decimal | None, ...] = ()
    last_on: date | None = None
    headline: Pattern | None = None
    unreviewed_safety: bool = False
    undiscussed: int = 0
    half_filled: tuple[str, ...] = ()
    due_from: tuple[date, ...] = ()
    own_direction: Direction | None = None
    collected: int = 0
    unagreed: bool = False
    lines: tuple[int, ...] = ()
    target: Decimal | None = None
    tentative: bool = False
    about: str | None = None
    outdated: bool = False

    @property
    def last(self) -> Decimal | None:
        """The latest total of the primary measure that could be scored, in its points."""
        return next((total for total in reversed(self.recent) if total is not None), None)

    @property
    def change(self) -> Decimal | None:
        """Points since the score before; negative = the number fell."""
        scored = [total for total in self.recent if total is not None]
        return scored[-1] - scored[-2] if len(scored) > 1 else None

    def overdue_days(self, today: date) -> int | None:
        """Days since the last form, once they are more than OVERDUE_AFTER_DAYS."""
        if self.last_on is None or self.patient.archived_on is not None:
            return None
        days = (today - self.last_on).days
        return days if days > OVERDUE_AFTER_DAYS else None

    def due(self, today: date) -> int:
        """How many measures of the battery are due."""
        if self.patient.archived_on is not None:
            return 0
        return sum(day <= today for day in self.due_from)


def at_last_form(case: Case, constants: Constants = STANDARD) -> Findings:
    """What held on the day of a patient's last form, which is where they stand between sessions."""
    last_on = _last_on(case)
    if last_on is None:
        return Findings()
    then = _on_that_day(case, last_on)
    # What was agreed since counts as well: it is about that score, and it is given time.
    until = agreed_until(case.agreements, constants)
    plan = replace(plan_of(case, last_on, constants), agreed_until=until)
    return as_shown(then, detect(then, last_on, constants, plan), last_on)


def summary(case: Case, constants: Constants = STANDARD) -> Summary:
    """Say how a person stands on the day of their last form."""
    patient, began = case.patient, record_began(case)
    primary = leading_measure(case)
    last_on = _last_on(case)
    headline, is_asked, headline_measure = None, False, None
    first = at_last_form(case, constants).headline
    if first is not None:
        headline, is_asked, headline_measure = first.pattern, first.tentative, first.instrument
    so_far = Summary(
        patient=patient,
        look=Priority.STEADY,
        instrument=primary,
        recent=() if primary is None else _recent(case, primary, constants.gap_days),
        last_on=last_on,
        headline=headline,
        unreviewed_safety=any(unreviewed(case)),
        undiscussed=len(undiscussed(case)),
        half_filled=tuple(draft.instrument for draft in case.drafts),
        due_from=tuple(
            sorted(filter(None, (missed_from(case, scheduled) for scheduled in case.battery)))
        ),
        own_direction=next(
            (measure.direction for measure in case.own if measure.id == primary), None
        ),
        collected=sum(
            result.valid and not is_from_before(result, began) for result in case.results
        ),
        tentative=is_asked,
        about=headline_measure,
        unagreed=headline in LOOKED_BACK_AT
        and not is_asked
        and not any(
            last_on <= agreement.on for agreement in case.agreements if last_on is not None
        ),
        lines=times_said(case.said),
        target=None if primary is None else case.targets.get(primary),
    )
    return replace(so_far, look=_priority(so_far))


def with_draft(summary: Summary, instrument: str) -> Summary:
    """The line after a form was begun: nothing else about the person has changed."""
    begun = replace(summary, half_filled=(*summary.half_filled, instrument))
    return replace(begun, look=_priority(begun))


def outdated(summary: Summary) -> Summary:
    """The line while it waits for the rules of now: what former ones found leads it no more.

    It keeps its place in the order, and a safety answer that is open stays open.
    """
    return replace(
        summary, headline=None, tentative=False, about=None, unagreed=False, outdated=True
    )


def group(summary: Summary, today: date) -> Group:
    """Say why a patient is listed where they are.

    A safety answer that is open comes before the session of today, and whatever else holds.
    """
    if summary.look is Priority.ARCHIVED:
        return Group.ARCHIVED
    if summary.look is Priority.SAFETY:
        return Group.SAFETY
    if summary.patient.next_on == today:
        return Group.TODAY
    return Group.ATTENTION if summary.look in _ATTENTION else Group.OTHERS


def grouped(summaries: Iterable[Summary], today: date) -> list[tuple[Group, Summary]]:
    """Sort by group, within it by who needs a look first, then by code; each with its group."""
    return sorted(
        ((group(row, today), row) for row in summaries),
        key=lambda item: (item[0], item[1].look, item[1].patient.code.casefold()),
    )


def in_order(summaries: Iterable[Summary], today: date) -> tuple[Summary, ...]:
    """The same without the groups."""
    return tuple(row for _, row in grouped(summaries, today))


def search_text(patient: Patient) -> str:
    """Everything a patient can be found by, folded: without case and without accents."""
    return fold(f"{patient.code} {patient.initials.reveal()} {patient.name.reveal()}")


def fold(text: str) -> str:
    """Fold case and accents away: `fold("Zoë Åberg") == "zoe aberg"`."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def _last_on(case: Case) -> date | None:
    return max((result.on for result in case.results), default=None)


def _on_that_day(case: Case, day: date) -> Case:
    """The case as it was on that day: with the impression given then, not today's."""
    then = next((session.impression for session in case.sessions if session.on == day), None)
    return replace(case, impression=then)


def _recent(case: Case, measure: str, gap_days: int) -> tuple[Decimal | None, ...]:
    """What the sparkline of the session shows of a measure, back to the score before the last.

    Behind a dozen forms without a score the last one still says where somebody stands.
    """
    if measure_of(case.instruments, measure) is None:
        return ()
    every = trend_of(case, measure, gap_days).with_gaps
    scored = [index for index, total in enumerate(every) if total is not None]
    begin = min([len(every) - SPARK_POINTS, *scored[-2:]])
    return every[max(begin, 0) :]


def _priority(summary: Summary) -> Priority:
    if summary.patient.archived_on is not None:
        return Priority.ARCHIVED
    if summary.unreviewed_safety:
        return Priority.SAFETY
    headline = None if summary.tentative else summary.headline
    if headline in WORSE | ALLIANCE | {Pattern.RISK_UNKNOWN}:
        return Priority.WORSE
    if summary.half_filled:
        return Priority.DRAFT
    if summary.last_on is None:
        return Priority.NO_SCORE
    if summary.tentative and summary.headline in WORSE | ALLIANCE | CONTEXT:
        return Priority.ASK
    if headline in LOOKED_BACK_AT:
        return Priority.STUCK
    return Priority.CONTEXT if headline in CONTEXT | {Pattern.SLOW_START} else Priority.STEADY
