"""What is read out about one point of a chart, on one line."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from romtui.domain.chart import number, signed, words_of_change
from romtui.domain.day_words import short_day
from romtui.domain.dialogue.template import filled
from romtui.domain.discussion import How
from romtui.domain.private import Private
from romtui.domain.readings import Reading
from romtui.ui.session.sentences import FITS, OUTCOMES

_SHARED: Final = {
    How.SCREEN: "shared on the screen",
    How.ALOUD: "shared aloud",
    How.PAPER: "shared on paper",
}


def walked(chosen: int | None, steps: int, count: int) -> int | None:
    """Which of `count` points a step leads to; None where the walk ends, after the latest.

    A walk begins with the latest point when it goes back, and with the first when it goes on.
    """
    begun = count - 1 if steps < 0 else 0
    place = begun if chosen is None else max(chosen + steps, 0)
    return place if 0 <= place < count else None


def point_words(reading: Reading, today: date) -> Private:
    """Day, score, change, band, how it came in, what was said and what was agreed."""
    parts = [*_score(reading, today), *_came_in(reading), *_said(reading), *_agreed(reading)]
    together = parts[0]
    for part in parts[1:]:
        together = filled("{before} · {part}", before=together, part=part)
    return together


def _score(reading: Reading, today: date) -> Iterator[Private]:
    yield Private(f"{short_day(reading.result.on, today)}: {number(reading.total)}")
    if reading.since_start is None:
        yield Private("the start")
    else:
        if reading.since_last is not None:
            yield Private(_change(reading, reading.since_last, "last time"))
        yield Private(_change(reading, reading.since_start, "at the start"))
    if reading.band is not None:
        yield Private(reading.band.label)


def _change(reading: Reading, change: Decimal, since: str) -> str:
    if not change:
        return f"the same as {since}"
    return f"{signed(change)} {words_of_change(reading.instrument, change)} than {since}"


def _came_in(reading: Reading) -> Iterator[Private]:
    result = reading.result
    if result.version > 1:
        yield Private("corrected")
    if reading.total_only:
        yield Private("total only")
    if reading.forms > 1:
        yield Private(f"{reading.forms} forms that day, the last one counts")


def _said(reading: Reading) -> Iterator[Private]:
    result = reading.result
    if result.discussed:
        yield Private("shared" if result.how is None else _SHARED[result.how])
    elif reading.put_off:
        yield filled("not shared: {reason}", reason=reading.put_off)
    else:
        yield Private("not shared")
    if result.fit is not None and result.fit_words:
        yield filled("{fit}: “{words}”", fit=FITS[result.fit], words=result.fit_words)
    elif result.fit is not None:
        yield Private(FITS[result.fit])


def _agreed(reading: Reading) -> Iterator[Private]:
    for one in reading.agreed:
        became = "" if one.outcome is None else f" ({OUTCOMES[one.outcome]})"
        yield filled("agreed: {what}{became}", what=one.what, became=became)
