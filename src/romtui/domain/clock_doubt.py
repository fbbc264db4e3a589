"""Whether the date of this computer can be right, judged by the newest score there is."""

from datetime import date, timedelta
from typing import Final

from romtui.domain import texts
from romtui.domain.case import Case

_LONG_PAUSE: Final = timedelta(days=365)
"""Our own rule: a caseload without a score for longer is rarer than a clock that is wrong."""


def clock_doubt(newest: date | None, today: date) -> str:
    """The sentence to show at opening; empty where nothing speaks against the date.

    `newest` is the day of the newest score of anybody. One day of difference towards the future
    is already a doubt: scores are never dated ahead.
    """
    if newest is None:
        return ""
    if newest > today:
        return texts.newest_score_is_ahead(newest, today)
    if today - newest > _LONG_PAUSE:
        return texts.newest_score_is_old(newest, today)
    return ""


def doubt_about_today(case: Case, today: date) -> str:
    """What to ask before a form is dated today; empty where the record does not go on after it."""
    known = max([case.patient.started_on, *(result.on for result in case.every_result)])
    return "" if known <= today else texts.record_goes_on(today, known)
