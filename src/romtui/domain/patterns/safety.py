"""The rules about the safety items of a form: they hold whatever the total says.

They have no constants to edit. That an answer stays in front until somebody has reviewed it is
decided over the whole record, in `domain/safety.py`.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from romtui.domain.case import Result
from romtui.domain.instrument import Instrument, SafetyItem
from romtui.domain.pattern import Pattern
from romtui.domain.patterns import texts
from romtui.domain.patterns.finding import Finding
from romtui.domain.patterns.why import day
from romtui.domain.results import is_current, part_scores, usable

CURRENT_DAYS: Final = 3
FRESH_DAYS: Final = 6
"""Days for which an answer is today's, and for which it is while it was not talked about.

Our own decision, and not to be edited.
"""

_ORDER: Final = ("new", "increased", "unchanged", "decreased")


def known_value(result: Result, instrument: Instrument, safety: SafetyItem) -> int | None:
    """The answer to a safety item: given, or the least that the total leaves possible.

    A total so high that it cannot be reached without the item tells its least answer:
    PHQ-9 from 25 on.
    """
    if safety.item in result.safety:
        return result.safety[safety.item]
    if result.answers is not None and safety.item <= len(result.answers):
        return result.answers[safety.item - 1]
    return inferred_value(result, instrument, safety)


def inferred_value(result: Result, instrument: Instrument, safety: SafetyItem) -> int | None:
    """The least answer a typed total leaves possible, when that is already positive.

    Of a form without a single total it is the typed score of the part with the item that tells.
    """
    only_total = result.answers is None and not result.safety
    if not only_total or len(instrument.safety_items) != 1:
        return None
    by_part = instrument.by_part
    least = (_least_by_part if by_part else _least_by_total)(result, instrument, safety)
    return least if least is not None and least >= safety.threshold else None


def _least_by_total(result: Result, instrument: Instrument, _: SafetyItem) -> int | None:
    if result.total is None or not is_plain_sum(instrument):
        return None
    return int(result.total) - (instrument.n_items - 1) * instrument.item_hi


def _least_by_part(result: Result, instrument: Instrument, safety: SafetyItem) -> int | None:
    """Only where the items of the part count from 0, and more is worse."""
    part = next(
        (subscale for subscale in instrument.subscales if safety.item in subscale.items), None
    )
    score = None if part is None else part_scores(instrument, result).get(part.id)
    if part is None or score is None or instrument.item_lo != 0:
        return None
    if not all(instrument.more_is_worse(number) for number in part.items):
        return None
    return int(score) // part.multiplier - (len(part.items) - 1) * instrument.item_hi


def is_plain_sum(instrument: Instrument) -> bool:
    """Whether a total is nothing but its items added up, more being worse."""
    return (
        instrument.sum_scored
        and not instrument.mean
        and instrument.multiplier == 1
        and instrument.lower_is_better
        and instrument.n_items > 0
    )


def positive_answers(result: Result, instrument: Instrument) -> list[tuple[SafetyItem, int]]:
    """The safety items of a form answered at or above their threshold, as far as is known."""
    return [
        (safety, value)
        for safety in instrument.safety_items
        if (value := known_value(result, instrument, safety)) is not None
        and value >= safety.threshold
    ]


def risk_item(instrument: Instrument, results: Sequence[Result], today: date) -> Finding | None:
    """The latest known answers of one instrument, when one of them is positive.

    `results` are the kept results of the instrument, oldest first, scored or not.
    """
    known = [
        result
        for result in results
        if any(
            known_value(result, instrument, safety) is not None
            for safety in instrument.safety_items
        )
    ]
    if not known or not positive_answers(known[-1], instrument):
        return None
    *earlier, latest = known
    if latest.safety_reviewed and not _is_current(latest, today):
        return None
    return answered(instrument, latest, earlier, today)


def answered(
    instrument: Instrument, result: Result, earlier: Sequence[Result], today: date
) -> Finding:
    """The finding about a form with a positive answer, compared with `earlier` ones."""
    compared = [
        (_status(safety, value, earlier, instrument), safety, value)
        for safety, value in positive_answers(result, instrument)
    ]
    status, safety, value = min(compared, key=lambda answer: _ORDER.index(answer[0][0]))
    word, before = status
    inferred = inferred_value(result, instrument, safety) is not None
    is_of_today = _is_current(result, today)
    return Finding(
        Pattern.RISK_ITEM,
        instrument.id,
        {
            "status": word if is_of_today else "unreviewed",
            "talked": any(
                (form.safety_reviewed or form.discussed) and positive_answers(form, instrument)
                for form in earlier
            ),
            "item": safety.item,
            "date": result.on,
            "inferred": inferred,
            "reviewed": result.safety_reviewed,
            "score": result.total,
            "folded_why": _folded(result, safety, value, before, inferred=inferred),
        },
        why=_why(result, safety, today, inferred=inferred, is_current=is_of_today),
    )


def risk_unknown(instrument: Instrument, results: Sequence[Result], today: date) -> Finding | None:
    """Today's form was scored, but the answer to a safety item is not known.

    `results` are the kept results of the instrument, oldest first.
    """
    latest = results[-1]
    unknown = [
        safety.item
        for safety in instrument.safety_items
        if known_value(latest, instrument, safety) is None
    ]
    if not unknown or not usable(latest, instrument) or not _is_current(latest, today):
        return None
    why = texts.safety_unknown(unknown[0], instrument.name)
    return Finding(Pattern.RISK_UNKNOWN, instrument.id, {"item": unknown[0]}, why)


def _is_current(result: Result, today: date) -> bool:
    return is_current(result, today, CURRENT_DAYS, FRESH_DAYS)


def _status(
    safety: SafetyItem, value: int, earlier: Sequence[Result], instrument: Instrument
) -> tuple[str, int | None]:
    before = next(
        (
            known
            for result in reversed(earlier)
            if (known := known_value(result, instrument, safety)) is not None
        ),
        None,
    )
    if before is None or before < safety.threshold:
        return "new", before
    if value > before:
        return "increased", before
    return ("unchanged" if value == before else "decreased"), before


def _why(
    latest: Result, safety: SafetyItem, today: date, *, inferred: bool, is_current: bool
) -> str:
    """What may be glanced at: never the answer itself (decisions 12)."""
    later = "" if is_current else texts.NOT_REVIEWED
    date_words = day(latest.on, today)
    if inferred:
        total = latest.total is not None
        return texts.safety_inferred(safety.item, date_words, later, total=total)
    return texts.safety_endorsed(safety.item, date_words, later)


def _folded(
    latest: Result, safety: SafetyItem, value: int, before: int | None, *, inferred: bool
) -> str:
    if inferred:
        return texts.safety_at_least(safety.item, value, latest.total)
    return texts.safety_answer(safety.item, value, before)
