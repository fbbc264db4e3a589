"""Walking along the points of a chart, and what is read out about each, on one line."""

from collections.abc import Iterator
from datetime import date

from romtui.domain.away.texts import filled_in_away
from romtui.domain.case import Entered
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.dialogue.template import filled
from romtui.domain.private import Private
from romtui.domain.text import number, short_day
from romtui.domain.texts import LAST_TIME, THE_START
from romtui.domain.trend import PointDetails, change_said
from romtui.ui.chart import texts


def select_point(selected: int | None, steps: int, count: int) -> int | None:
    """Which of `count` points a step selects; None after the latest, where the walk ends.

    With none selected a step back selects the latest point, and a step on the first.
    """
    first = count - 1 if steps < 0 else 0
    index = first if selected is None else max(selected + steps, 0)
    return index if 0 <= index < count else None


def point_words(details: PointDetails, today: date, constants: Constants = STANDARD) -> Private:
    """Day, score, change, band, how it came in, what was said and what was agreed."""
    together, *parts = (*_score(details, today, constants), *_history(details))
    for part in parts:
        together = filled("{before} · {part}", before=together, part=part)
    return together


def _score(details: PointDetails, today: date, constants: Constants) -> Iterator[Private]:
    point = details.point
    yield Private(f"{short_day(point.on, today)}: {number(point.total)}")
    if details.since_start is None:
        yield Private(texts.THE_START)
    else:
        measure = details.instrument
        if details.since_last is not None:
            yield Private(change_said(measure, details.since_last, LAST_TIME, constants))
        yield Private(change_said(measure, details.since_start, THE_START, constants))
    band = details.instrument.band(point.total)
    if band is not None:
        yield Private(band.label)
    if point.amended:
        yield Private(texts.CORRECTED)
    if point.total_only:
        yield Private(texts.TOTAL_ONLY)
    if details.result.entered is Entered.AWAY:
        yield Private(filled_in_away(point.on, today))
    if point.forms > 1:
        yield Private(texts.forms_that_day(point.forms))


def _history(details: PointDetails) -> Iterator[Private]:
    result = details.result
    if result.discussed:
        yield Private(texts.SHARED_SOMEHOW if result.how is None else texts.SHARED[result.how])
    elif details.put_off:
        yield filled(texts.NOT_SHARED_BECAUSE, reason=details.put_off)
    else:
        yield Private(texts.NOT_SHARED)
    if result.fit is not None and result.fit_words:
        yield filled(texts.FIT_IN_WORDS, fit=texts.FITS[result.fit], words=result.fit_words)
    elif result.fit is not None:
        yield Private(texts.FITS[result.fit])
    for agreement in details.agreed:
        outcome = "" if agreement.outcome is None else f" ({texts.OUTCOMES[agreement.outcome]})"
        yield filled(texts.AGREED, what=agreement.what, outcome=outcome)
