"""Whether the date of this computer can be right, judged by the newest score there is."""

from datetime import date, timedelta
from typing import Final

from romtui.domain.case import Case
from romtui.domain.text import with_weekday

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
        return (
            f"The newest score is dated {with_weekday(newest)}, but by this computer today is "
            f"{with_weekday(today)}: put its date right before you enter anything."
        )
    if today - newest > _LONG_PAUSE:
        return (
            f"The newest score is from {with_weekday(newest)}, more than a year ago: check that "
            f"today is {with_weekday(today)}."
        )
    return ""


def doubt_about_today(case: Case, today: date) -> str:
    """What to ask before a form is dated today; empty where the record does not go on after it."""
    known = max([case.patient.started_on, *(result.on for result in case.every_result)])
    if known <= today:
        return ""
    return (
        f"By this computer today is {with_weekday(today)}, but the record goes on to "
        f"{with_weekday(known)}. Date this form {with_weekday(today)} all the same?"
    )
