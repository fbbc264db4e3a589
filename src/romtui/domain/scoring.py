"""From the answers on a form to its score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from romtui.domain.errors import Refusal
from romtui.domain.instrument import Band, Instrument

Answers = tuple[int | None, ...]
"""One answer an item, in order, as printed on the form before any reversal; None = left out."""


@dataclass(frozen=True, slots=True)
class Score:
    """What a form comes to.

    `total` is in points of the published scale and None when the form may not be scored;
    `band` is None when there is no total or no published band. `missing` are the numbers
    of the items left out. `safety` maps the number of each safety item that was answered
    to its answer: it is known whether or not there is a total.
    """

    total: Decimal | None
    band: Band | None
    missing: tuple[int, ...]
    safety: Mapping[int, int]

    @property
    def complete(self) -> bool:
        """Whether every item was answered."""
        return not self.missing


def score(instrument: Instrument, answers: Sequence[int | None]) -> Score:
    """Score a form by the instrument's own published rule.

    A form with items left out has a total only when the instrument's rule is verified to
    allow that many; then it is the mean of the answered items times the number of items,
    to one decimal (CORE-10: decisions 15). Raises Refusal when the number of answers is
    wrong or an answer is not on the form.
    """
    if not instrument.items:
        raise Refusal(f"{instrument.name} has no item texts here: enter its total instead.")
    if len(answers) != len(instrument.items):
        raise Refusal(
            f"{instrument.name} has {len(instrument.items)} items, "
            f"but {len(answers)} answers were given."
        )
    points: list[int] = []
    missing: list[int] = []
    for item, answer in zip(instrument.items, answers, strict=True):
        if answer is None:
            missing.append(item.number)
        elif item.option(answer) is None:
            printed = ", ".join(str(option.value) for option in item.options)
            raise Refusal(
                f"Item {item.number} of {instrument.name} cannot be answered with {answer}: "
                f"the form has {printed}."
            )
        else:
            points.append(item.lo + item.hi - answer if item.reverse else answer)
    total = _total(instrument, points, len(missing))
    return Score(
        total=total,
        band=None if total is None else instrument.band(total),
        missing=tuple(missing),
        safety={
            safety.item: value
            for safety in instrument.safety_items
            if (value := answers[safety.item - 1]) is not None
        },
    )


def score_total(instrument: Instrument, total: Decimal) -> Score:
    """Accept a total added up elsewhere, in points of the published scale.

    Raises Refusal when it lies outside the scale or between its steps. The safety items
    are not known from a total; they are asked for separately.
    """
    step = instrument.step
    possible = total.is_finite() and instrument.lo <= total <= instrument.hi
    if not possible or (total - instrument.lo) % step != 0:
        by = f" in steps of {step}" if step != 1 else ""
        raise Refusal(
            f"{instrument.name} totals go from {instrument.lo} to {instrument.hi}{by}; "
            f"{total} is not one of them."
        )
    return Score(total=total, band=instrument.band(total), missing=(), safety={})


def _total(instrument: Instrument, points: Sequence[int], left_out: int) -> Decimal | None:
    added = Decimal(sum(points) * instrument.multiplier)
    if left_out == 0:
        return added
    if left_out > instrument.allowed_missing or not points:
        return None
    prorated = added * len(instrument.items) / len(points)
    return prorated.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
