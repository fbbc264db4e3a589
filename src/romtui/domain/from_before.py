"""What a patient brought along from before romtui: in the course, but nobody's open business.

Nobody is asked to share it, and nobody apologises for not having done so. Its safety answers
stay pinned like any other.
"""

from datetime import date
from typing import Final

from romtui.domain.case import Case, Entered, Result

_TYPED_LATE_DAYS: Final = 14
"""Days before the record begins from which a form typed in by hand is an old one. Our own rule:
the form of last week is still to be talked about."""

_NEW_AT_IMPORT_DAYS: Final = 7
"""Days up to which an imported form was new when it came in. Our own rule."""


def record_began(case: Case) -> date | None:
    """The first day on which somebody worked with this patient in romtui; None before that.

    An import is no such work.
    """
    days = [session.on for session in case.sessions]
    days += [
        one.on if one.entered_at is None else one.entered_at.date()
        for one in case.results
        if one.entered is not Entered.IMPORTED
    ]
    return min(days, default=None)


def is_from_before(result: Result, began: date | None) -> bool:
    """Whether a result was there before the record began, as far as it can be told.

    What is imported counts as new only when it was filled in since, and came in within days.
    What is typed in by hand is old only when it is clearly older than the record.
    """
    if result.entered is not Entered.IMPORTED:
        return began is not None and (began - result.on).days > _TYPED_LATE_DAYS
    if began is None or result.on < began or result.entered_at is None:
        return True
    return (result.entered_at.date() - result.on).days > _NEW_AT_IMPORT_DAYS
