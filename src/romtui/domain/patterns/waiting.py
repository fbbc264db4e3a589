"""Reading from the record what is given time."""

from datetime import date, timedelta

from romtui.domain.case import Case, Focus
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.patterns.finding import Pattern
from romtui.domain.patterns.kinds import STUCK, WORSE
from romtui.domain.plan import Plan
from romtui.domain.talk import Outcome


def plan_of(case: Case, today: date, constants: Constants = STANDARD) -> Plan:
    """Read the plan as it stands on a day; what was decided later does not count yet.

    Only an agreement about a worse or stuck finding is waited for. Without a review date it is
    given `again_days`; one that was dropped is given no time.
    """
    focus = focus_on(case, today)
    agreed = [
        one
        for one in case.agreements
        if one.on <= today and _waits(one.pattern) and one.outcome is not Outcome.DROPPED
    ]
    newest = max(agreed, key=lambda one: (one.on, one.id), default=None)
    until = None
    if newest is not None:
        until = newest.review_on or newest.on + timedelta(days=constants.again_days)
    return Plan(None if focus is None else focus.since, until)


def focus_on(case: Case, day: date) -> Focus | None:
    """The focus that held on a day."""
    held = (one for one in case.focuses if one.since <= day and (one.until or date.max) > day)
    return max(held, key=lambda one: one.since, default=None)


def _waits(pattern: Pattern | None) -> bool:
    return pattern in WORSE | STUCK
