"""Which results count: the one of each day, with which scores, and whether it is new or today's.

The findings, the charts, the caseload and the note all go by these.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from romtui.domain.case import Case, Entered, Result
from romtui.domain.instrument import Instrument, Subscale
from romtui.domain.scoring import Answers, score


def part_scores(instrument: Instrument, result: Result) -> Mapping[str, Decimal | None]:
    """The score of each part by its id; empty where neither answers nor scores are known.

    A part that was typed in stands for itself, else its items are added up; None where one of
    them was left out. What belongs to another version of the form, or does not add up, is left
    alone: it may mean something else.
    """
    if not result.of_version(instrument) or result.mismatched:
        return {}
    typed = {part.id: result.subtotals.get(part.id) for part in instrument.subscales}
    if result.answers is None:
        return typed if result.subtotals else {}
    given = {part: score for part, score in typed.items() if score is not None}
    return {**_added_up(instrument, result.answers), **given}


def has_score(instrument: Instrument, result: Result) -> bool:
    """Whether there is a score to speak of: a total or, without a single one, that of a part."""
    if instrument.has_total:
        return result.total is not None
    return any(score is not None for score in part_scores(instrument, result).values())


def _added_up(instrument: Instrument, answers: Answers) -> Mapping[str, Decimal | None]:
    if instrument.with_text:
        return score(instrument, answers).subscales
    return {part.id: _sum(part, answers) for part in instrument.subscales}


def _sum(part: Subscale, answers: Answers) -> Decimal | None:
    """Add up a part of a form whose words are not here, and so no reversal either."""
    given = [answers[item - 1] for item in part.items if item <= len(answers)]
    known = [answer for answer in given if answer is not None]
    return Decimal(sum(known) * part.multiplier) if len(known) == len(part.items) else None


def counting_results(
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

    Asked before a form is saved, whichever way it comes in: the therapist says whether it takes
    the place of this one or stands beside it; then `counting_results` says which of them counts.
    A form scored by another version of the questionnaire is on another scale and does not stand
    in the way. `besides` is the id of a result that is itself entered anew.
    """
    of_that_day = (
        result
        for result in results
        if result.instrument == instrument
        and result.on == on
        and result.id != besides
        and result.of_version(instruments[instrument])
    )
    return next(reversed(counting_results(of_that_day, instruments, on)), None)


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
        result.on if result.entered_at is None else result.entered_at.date()
        for result in case.results
        if result.entered is not Entered.IMPORTED
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
