"""The scores of the parts of one filled-in form."""

from collections.abc import Mapping
from decimal import Decimal

from romtui.domain.case import Result
from romtui.domain.instrument import Instrument
from romtui.domain.scoring import Answers, score
from romtui.domain.subscale import Subscale


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
