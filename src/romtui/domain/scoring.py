"""From the answers on a form to its score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from romtui.domain import texts
from romtui.domain.errors import UserError
from romtui.domain.instrument import (
    HUNDREDTH,
    NOT_APPLICABLE,
    TENTH,
    Band,
    Instrument,
    Item,
    Subscale,
)

Answers = tuple[int | None, ...]
"""One answer an item, in order, as printed on the form before any reversal.

None = left out, NOT_APPLICABLE = does not apply to the person.
"""

_WHOLE: Final = Decimal(1)

Points = Mapping[int, int]
"""What each answered item counts, by its number, after reversal."""


@dataclass(frozen=True, slots=True)
class Score:
    """What a form comes to.

    `total` is in points of the published scale and None when the form may not be scored,
    or has no single total; `band` is None when there is no total or no published band.
    `missing` are the numbers of the items left out, `skipped` those of the items that the form
    itself passes over after other answers: they count 0. `safety` maps the number of each safety
    item that was answered to its answer: it is known whether or not there is a total.
    `subscales` maps the id of each subscale to its score, None when one of its items was
    left out; it is empty when only a total is known.
    """

    total: Decimal | None
    band: Band | None
    missing: tuple[int, ...]
    safety: Mapping[int, int]
    subscales: Mapping[str, Decimal | None] = field(default_factory=dict)
    skipped: tuple[int, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every item was answered that the form asks for."""
        return not self.missing


def score(instrument: Instrument, answers: Sequence[int | None]) -> Score:
    """Score a form by the instrument's own published rule.

    A form with items left out has a total only when the instrument's rule is verified to
    allow that many; then it is the mean of the answered items times the number of items,
    to one decimal (CORE-10: decisions 15). An item that the form passes over counts 0 and is
    not left out (AUDIT). Raises UserError when the number of answers is
    wrong or an answer is not on the form.
    """
    if not instrument.items:
        raise UserError(_wordless(instrument))
    if len(answers) != len(instrument.items):
        items = len(instrument.items)
        raise UserError(texts.another_number_of_answers(instrument.name, items, len(answers)))
    answered: dict[int, int] = {}
    points: dict[int, int] = {}
    for item, answer in zip(instrument.items, answers, strict=True):
        if answer is not None:
            if item.option(answer) is None:
                raise _not_printed(instrument, item, answer)
            answered[item.number] = answer
            points[item.number] = item.points(answer)
    skipped = instrument.skipped(answers)
    points |= dict.fromkeys(skipped, 0)
    total = _total(instrument, points)
    return Score(
        total=total,
        band=None if total is None else instrument.band(total),
        missing=tuple(item.number for item in instrument.items if item.number not in points),
        safety={
            safety.item: answered[safety.item]
            for safety in instrument.safety_items
            if safety.item in answered
        },
        subscales={part.id: _part(part, points) for part in instrument.subscales},
        skipped=tuple(sorted(skipped)),
    )


def score_total(instrument: Instrument, total: Decimal) -> Score:
    """Accept a total added up elsewhere, in points of the published scale.

    Raises UserError when it lies outside the scale or between its steps, or when the form has
    no single total. The safety items are not known from a total; they are asked for
    separately. Neither are the subscales.
    """
    if not instrument.has_total:
        raise UserError(_without_total(instrument))
    possible = total.is_finite() and instrument.lo <= total <= instrument.hi
    if not possible or not _on_a_step(instrument, total):
        step = "" if instrument.finest_step == _WHOLE else f"{instrument.finest_step}"
        raise UserError(
            texts.total_off_the_scale(instrument.name, instrument.lo, instrument.hi, step, total)
        )
    return Score(total=total, band=instrument.band(total), missing=(), safety={})


def score_parts(instrument: Instrument, subtotals: Mapping[str, Decimal]) -> Score:
    """Accept the scores of parts added up elsewhere, by the id of the part, in its own points.

    For a form without a single total. A part that is not given stays unknown. Raises UserError
    when the form has a total, when a score lies outside its part or between its steps, when
    there is no such part, or when none is given. Safety items are not known from parts.
    """
    if instrument.has_total or not instrument.subscales:
        raise UserError(texts.no_parts(instrument.name))
    if not subtotals:
        raise UserError(texts.a_part_is_needed(instrument.name))
    known = {part.id: part for part in instrument.subscales}
    for name, points in subtotals.items():
        if name not in known:
            raise UserError(texts.no_such_part(instrument.name, name, known))
        _refuse_off_the_scale(instrument, known[name], points)
    return Score(
        total=None,
        band=None,
        missing=(),
        safety={},
        subscales={name: subtotals.get(name) for name in known},
    )


def _refuse_off_the_scale(instrument: Instrument, part: Subscale, points: Decimal) -> None:
    possible = points.is_finite() and part.lo <= points <= part.hi
    if possible and (points - part.lo) % part.multiplier == 0:
        return
    step = "" if part.multiplier == 1 else f"{part.multiplier}"
    raise UserError(
        texts.part_off_the_scale(instrument.name, part.label, part.lo, part.hi, step, points)
    )


def _not_printed(instrument: Instrument, item: Item, answer: int) -> UserError:
    """What is said of an answer that the form does not have."""
    printed = ", ".join(str(option.value) for option in item.options)
    given = "-" if answer == NOT_APPLICABLE else answer
    return UserError(
        texts.answer_not_on_the_form(
            instrument.name, item.number, given, printed, not_applicable=bool(item.not_applicable)
        )
    )


def _total(instrument: Instrument, points: Points) -> Decimal | None:
    counted = [item.number for item in instrument.items if item.counted]
    given = [points[number] for number in counted if number in points]
    left_out = len(counted) - len(given)
    if not instrument.has_total or not given or left_out > instrument.allowed_missing:
        return None
    if instrument.mean:
        return _rounded(Decimal(sum(given)) / len(given), HUNDREDTH)
    added = Decimal(sum(given) * instrument.multiplier)
    if left_out == 0:
        return added
    return _rounded(added * len(counted) / len(given), TENTH)


def _part(part: Subscale, points: Points) -> Decimal | None:
    if any(number not in points for number in part.items):
        return None
    return Decimal(sum(points[number] for number in part.items) * part.multiplier)


def _on_a_step(instrument: Instrument, total: Decimal) -> bool:
    if not instrument.mean:
        return (total - instrument.lo) % instrument.finest_step == 0
    added = (total * instrument.n_counted).to_integral_value(rounding=ROUND_HALF_UP)
    return _rounded(added / instrument.n_counted, HUNDREDTH) == total


def _rounded(value: Decimal, step: Decimal) -> Decimal:
    return value.quantize(step, rounding=ROUND_HALF_UP)


def _wordless(instrument: Instrument) -> str:
    if not instrument.has_total:
        return _without_total(instrument)
    return texts.no_item_texts(instrument.name)


def _without_total(instrument: Instrument) -> str:
    if instrument.items:
        return texts.no_single_total(instrument.name, by_part=instrument.by_part)
    return texts.no_total_and_no_words(instrument.name)
