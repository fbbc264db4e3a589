"""The single answers of one questionnaire over time, and which of them moved most.

Only answers to the same version of the form are set side by side. Forms of other versions, and
forms entered as a total, are counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from romtui.domain.case import Case, Result
from romtui.domain.instrument import NOT_APPLICABLE, Instrument, Item
from romtui.domain.parts import form_of, measure_of, results_of
from romtui.domain.results import counting_results
from romtui.domain.scoring import Answers


@dataclass(frozen=True, slots=True)
class Move:
    """The change of one answer between two forms.

    `points` is the difference of the printed numbers, `share` how much of the item's range that
    is, 0 to 1. `gain` is the share with its direction: below 0 it got worse. It is None for an
    item that is not judged: a safety item, or one that does not count towards the total.
    """

    points: int
    share: Fraction
    gain: Fraction | None

    @property
    def word(self) -> str:
        """`better`, `worse` or `same`; `more` or `less` where it is not judged."""
        if not self.points:
            return "same"
        if self.gain is None:
            return "more" if self.points > 0 else "less"
        return "better" if self.gain > 0 else "worse"


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item: its answers as they are printed, oldest first, None where it was left out.

    `since_first` and `since_last` compare the latest answer with that of the first form and of
    the form before; None where one of the two is missing. `loads` are the answers from 0 (best)
    to 1 (worst), None for an item that is not judged: a safety answer is looked at, not weighed.
    """

    item: Item
    safety: bool
    answers: tuple[int | None, ...]
    loads: tuple[Fraction | None, ...]
    since_first: Move | None = None
    since_last: Move | None = None

    def move(self, *, first: bool) -> Move | None:
        """The change since the first form, or since the form before."""
        return self.since_first if first else self.since_last


@dataclass(frozen=True, slots=True)
class ItemTable:
    """Items by forms.

    `instrument` is the measure, a form or a part of one; `with_text` whether the items of the
    form are known. `days` and `totals` are of the forms shown, oldest first; `totals_only` are
    the days of forms entered as a total, `other_version` counts the forms of other versions.
    `loads` are the printed answers from 0 (best) to 1 (worst), where they mean the same in all
    items that are judged; else it is empty.
    """

    instrument: Instrument
    days: tuple[date, ...] = ()
    totals: tuple[Decimal | None, ...] = ()
    rows: tuple[ItemRow, ...] = ()
    totals_only: tuple[date, ...] = ()
    other_version: int = 0
    with_text: bool = True
    loads: tuple[tuple[str, Fraction], ...] = ()

    @property
    def left_open(self) -> bool:
        """Whether an answer is missing anywhere."""
        return any(answer is None for row in self.rows for answer in row.answers)

    def ordered(self, *, first: bool) -> tuple[ItemRow, ...]:
        """Put what moved most first; of two that moved alike the worse one, then as printed.

        Safety items come last, whatever moved, so that their place reveals nothing.
        """

        def rank(row: ItemRow) -> tuple[bool, Fraction, Fraction, int]:
            move = None if row.safety else row.move(first=first)
            if move is None:
                return row.safety, Fraction(1), Fraction(0), row.item.number
            return row.safety, -move.share, move.gain or Fraction(0), row.item.number

        return tuple(sorted(self.rows, key=rank))


def item_table(case: Case, measure: str, today: date) -> ItemTable:
    """Set the forms of one measure side by side: of each day the one that counts.

    Of a part of a form only its own items are shown, under its own score.
    """
    form = case.instruments[form_of(case.instruments, measure)]
    part = next((part for part in form.subscales if f"{form.id}.{part.id}" == measure), None)
    items = [item for item in form.items if part is None or item.number in part.items]
    totals = {result.id: result.total for result in results_of(case, measure)}
    results = counting_results(case.of(form.id), case.instruments, today)
    same_version = [result for result in results if result.of_version(form)]
    answered = [
        result
        for result in same_version
        if result.answers is not None and len(result.answers) == len(form.items)
    ]
    return ItemTable(
        instrument=measure_of(case.instruments, measure) or form,
        days=tuple(result.on for result in answered),
        totals=tuple(totals[result.id] for result in answered),
        rows=tuple(_row(form, item, answered) for item in items) if answered else (),
        with_text=form.with_text,
        totals_only=tuple(result.on for result in same_version if result.answers is None),
        other_version=len(results) - len(same_version),
        loads=_same_loads(form, items),
    )


def columns_shown(count: int, most: int) -> tuple[int, ...]:
    """Which of `count` forms are shown in `most` columns: the newest ones.

    With room for three or more the first form is shown as well, since changes count from it.
    """
    if count <= most:
        return tuple(range(count))
    newest = tuple(range(count - most, count))
    return (0, *newest[1:]) if most > 2 else newest


def _row(form: Instrument, item: Item, results: Sequence[Result]) -> ItemRow:
    safety = any(safety_item.item == item.number for safety_item in form.safety_items)
    answers = tuple((result.answers or ())[item.number - 1] for result in results)
    judged = not safety and item.counted
    return ItemRow(
        item=item,
        safety=safety,
        answers=answers,
        loads=tuple(_load(form, item, answer) if judged else None for answer in answers),
        since_first=_move(form, item, answers[:1], answers[1:][-1:], judged=judged),
        since_last=_move(form, item, answers[-2:-1], answers[-1:], judged=judged),
    )


def _same_loads(form: Instrument, items: Sequence[Item]) -> tuple[tuple[str, Fraction], ...]:
    """The load of each printed answer, where it is the same for all items that are judged."""
    safety = {item.item for item in form.safety_items}
    loads = {
        tuple(
            (option.printed, load)
            for option in item.options
            if (load := _load(form, item, option.value)) is not None
        )
        for item in items
        if item.counted and item.number not in safety
    }
    return loads.pop() if len(loads) == 1 else ()


def _load(form: Instrument, item: Item, answer: int | None) -> Fraction | None:
    """An answer from 0 (best) to 1 (worst); None for one left out or not applicable."""
    if answer is None or answer == NOT_APPLICABLE or item.hi == item.lo:
        return None
    share = Fraction(item.points(answer) - item.lo, item.hi - item.lo)
    return share if form.lower_is_better else 1 - share


def _move(
    form: Instrument, item: Item, earlier: Answers, latest: Answers, *, judged: bool
) -> Move | None:
    """The change from one answer to another; None unless both are there and have a load."""
    for before, now in zip(earlier, latest, strict=False):
        load_before, load_now = _load(form, item, before), _load(form, item, now)
        if before is None or now is None or load_before is None or load_now is None:
            return None
        gain = load_before - load_now
        return Move(now - before, abs(gain), gain if judged else None)
    return None
