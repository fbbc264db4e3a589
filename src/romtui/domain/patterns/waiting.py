"""Reading from the record what is given time."""

from collections.abc import Iterable
from datetime import date, timedelta

from romtui.domain.case import Case, Focus
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.discussion import Agreement, AgreementOutcome
from romtui.domain.patterns.finding import STUCK, WORSE
from romtui.domain.series import CurrentPlan


def plan_of(case: Case, today: date, constants: Constants = STANDARD) -> CurrentPlan:
    """Read the plan as it stands on a day; what was decided later does not count yet."""
    focus = focus_on(case, today)
    agreed = (agreement for agreement in case.agreements if agreement.on <= today)
    return CurrentPlan(None if focus is None else focus.since, agreed_until(agreed, constants))


def agreed_until(agreements: Iterable[Agreement], constants: Constants) -> date | None:
    """Say until when the newest of these agreements is given time.

    Only an agreement about a worse or stuck finding is waited for. Without a review date it is
    given `again_days`; one that was dropped is given no time.
    """
    waited_for = (
        agreement
        for agreement in agreements
        if agreement.pattern in WORSE | STUCK and agreement.outcome is not AgreementOutcome.DROPPED
    )
    newest = max(waited_for, key=lambda agreement: (agreement.on, agreement.id), default=None)
    if newest is None:
        return None
    return newest.review_on or newest.on + timedelta(days=constants.again_days)


def focus_on(case: Case, day: date) -> Focus | None:
    """The focus that held on a day."""
    on_that_day = (
        focus for focus in case.focuses if focus.since <= day and (focus.until or date.max) > day
    )
    return max(on_that_day, key=lambda focus: focus.since, default=None)
