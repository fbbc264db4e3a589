"""Which results count: the one of each day, whether it belongs to a course, whether it is today's.

The findings, the charts, the caseload and the note all go by these.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from romtui.domain.case import Result
from romtui.domain.instrument import Instrument
from romtui.domain.part_scores import has_score


def kept(
    results: Iterable[Result], instruments: Mapping[str, Instrument], today: date
) -> tuple[Result, ...]:
    """Of each instrument and day the result that counts, oldest first, none after today.

    That is the usable one entered last, else the one entered last.
    """
    best: dict[tuple[str, int, date], tuple[tuple[bool, int], Result]] = {}
    for result in results:
        if result.on > today:
            continue
        key = (result.instrument, result.instrument_version, result.on)
        rank = (usable(result, instruments[result.instrument]), result.order)
        if key not in best or rank >= best[key][0]:
            best[key] = (rank, result)
    counting = (result for _, result in best.values())
    return tuple(sorted(counting, key=lambda result: (result.on, result.order)))


def same_day(
    results: Iterable[Result],
    instruments: Mapping[str, Instrument],
    instrument: str,
    on: date,
    *,
    besides: int | None = None,
) -> Result | None:
    """The form of a day that counts so far, where a new one of that day comes to stand beside it.

    Asked before a form is kept, whichever way it comes in: the therapist says whether it takes
    the place of this one or stands beside it; then `kept` says which of the two counts. A form
    scored by another version of the questionnaire is on another scale, and none that stands in
    the way. `besides` is the id of a result that is itself entered anew.
    """
    of_that_day = (
        one
        for one in results
        if one.instrument == instrument
        and one.on == on
        and one.id != besides
        and one.of_version(instruments[instrument])
    )
    return next(reversed(kept(of_that_day, instruments, on)), None)


def usable(result: Result, instrument: Instrument) -> bool:
    """Whether a form counts as filled in: valid, and with a total or the score of a part.

    The parts of an earlier version of a form are not known here; it was filled in all the same.
    """
    if not instrument.has_total and not result.of_version(instrument):
        return result.valid and bool(result.answers or result.subtotals)
    return result.valid and has_score(instrument, result)


def in_course(result: Result, form: Instrument) -> bool:
    """Whether a result belongs to the course of the version of a form that is at hand."""
    return result.of_version(form) and usable(result, form)


def is_current(result: Result, today: date, days: int, fresh_days: int) -> bool:
    """Whether a result is of the last few days, or a little older and not talked about yet.

    What is talked about today stays current until the session is over.
    """
    age, shared_on = (today - result.on).days, _shared_on(result)
    talked_before = result.discussed and (shared_on is None or shared_on < today)
    return age <= days or (age <= fresh_days and not talked_before)


def _shared_on(result: Result) -> date | None:
    """The day it was shared, by the clock it was entered by: in UTC a morning may be yesterday."""
    at, entered_at = result.shared_at, result.entered_at
    if at is None:
        return None
    return at.date() if entered_at is None else at.astimezone(entered_at.tzinfo).date()
