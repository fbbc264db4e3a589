"""`romtui today`: who comes, what is due, what is open, by code."""

import argparse
from collections.abc import Mapping
from typing import Final

from romtui.cli import texts
from romtui.cli.open_vault import open_vault, vault_command
from romtui.cli.output import say
from romtui.cli.parser import Subparsers
from romtui.domain.day_ahead import Visit, day_ahead
from romtui.domain.text import weekday_in_full
from romtui.domain.weekly_review import ReviewPoint
from romtui.store.clock import local_now

_OPEN_POINTS: Final[Mapping[ReviewPoint, str]] = {
    ReviewPoint.UNREVIEWED: texts.SAFETY_TO_REVIEW,
    ReviewPoint.UNAGREED: texts.NOTHING_AGREED,
    ReviewPoint.WENT_BY: texts.NO_SCORE_SINCE,
}


def add_parser(commands: Subparsers) -> None:
    """It takes nothing."""
    commands.add_parser("today", help=texts.HELP_TODAY)


@vault_command(writes=False)
def run(options: argparse.Namespace) -> int:
    """Print the day, one patient a line."""
    today = local_now().date()
    with open_vault(options.vault, read_only=options.read_only) as opened:
        store = opened.store
        store.renew_summaries()
        day = day_ahead(store.caseload(), today, store.case)
    say(texts.day(weekday_in_full(today), len(day.visits)))
    if not day.visits:
        say(texts.NO_DAYS_SET)
    for visit in day.visits:
        say(_line(visit))
    if day.safety_open:
        say(texts.safety_open(day.safety_open))
    return 0


def _line(visit: Visit) -> str:
    open_points = [_words(point, visit) for point in visit.open_points]
    parts = [texts.due(visit.due)] if visit.due else []
    return texts.visit(visit.summary.patient.code, (*open_points, *parts))


def _words(point: ReviewPoint, visit: Visit) -> str:
    if point is ReviewPoint.UNDISCUSSED:
        return texts.unshared(visit.summary.undiscussed)
    return _OPEN_POINTS[point]
