"""Reading from the record what is given time."""

from collections.abc import Iterable
from datetime import date, timedelta

from romtui.domain.case import Case, Focus
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.discussion import Agreement, Outcome
from romtui.domain.patterns.finding import STUCK, WORSE
from romtui.domain.series import Plan


def plan_of(case: Case, today: date, constants: Constants = STANDARD) -> Plan:
    """Read the plan as it stands on a day; what was decided later does not count yet."""
    focus = focus_on(case, today)
    agreed = (one for one in case.agreements if one.on <= today)
    return Plan(None if focus is None else focus.since, agreed_until(agreed, constants))


def agreed_until(agreements: Iterable[Agreement], constants: Constants) -> date | None:
    """Say until when the newest of these agreements is given time.

    Only an agreement about a worse or stuck finding is waited for. Without a review date it is
    given `again_days`; one that was dropped is given no time.
    """
    waited_for = (
        one
        for one in agreements
        if one.pattern in WORSE | STUCK and one.outcome is not Outcome.DROPPED
    )
    newest = max(waited_for, key=lambda one: (one.on, one.id), default=None)
    if newest is None:
        return None
    return newest.review_on or newest.on + timedelta(days=constants.again_days)


def focus_on(case: Case, day: date) -> Focus | None:
    """The focus that held on a day."""
    held = (one for one in case.focuses if one.since <= day and (one.until or date.max) > day)
    return max(held, key=lambda one: one.since, default=None)
