"""The single answers of one questionnaire over time, and which of them moved most.

Only answers of one version of the form stand side by side; a form that was entered as a total
has none, and that is counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from romtui.domain.case import Case, Result
from romtui.domain.instrument import NOT_APPLICABLE, Instrument, Item
from romtui.domain.kept import kept
from romtui.domain.parts import form_of, measure_of, results_of
from romtui.domain.scoring import Answers


@dataclass(frozen=True, slots=True)
class Move:
    """The change of one answer between two forms.

    `points` are those of the printed numbers, `part` is how much of the item's range that is, 0
    to 1. `gain` is the same with its direction: below 0 it got worse, and None where it is not
    weighed, as with a safety item or one that does not count.
    """

    points: int
    part: Fraction
    gain: Fraction | None

    @property
    def word(self) -> str:
        """The same in a word."""
        if not self.points:
            return "same"
        if self.gain is None:
            return "more" if self.points > 0 else "less"
        return "better" if self.gain > 0 else "worse"


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item: its answers as they are printed, oldest first, None where it was left out.

    `since_first` and `since_last` compare the latest answer with that of the first form and of
    the form before; None where one of the two is missing. `loads` are the answers from 0, best,
    to 1, worst. A safety item says neither: its answer is looked at, not weighed.
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

    `instrument` is the measure, a form or a part of one; `with_text` says whether the words of
    the form are here. `days` and `totals` are of the forms, oldest first.

    `totals_only` are the days of forms entered as a total, `other_version` counts the forms that
    asked something else. Safety items come last, whatever moved, so that their place says nothing.
    """

    instrument: Instrument
    days: tuple[date, ...] = ()
    totals: tuple[Decimal | None, ...] = ()
    rows: tuple[ItemRow, ...] = ()
    totals_only: tuple[date, ...] = ()
    other_version: int = 0
    with_text: bool = True

    @property
    def left_open(self) -> bool:
        """Whether an answer is missing anywhere."""
        return any(answer is None for row in self.rows for answer in row.answers)

    def ordered(self, *, first: bool) -> tuple[ItemRow, ...]:
        """Put what moved most first; of two that moved alike the worse one, then as printed."""

        def place(row: ItemRow) -> tuple[bool, Fraction, Fraction, int]:
            move = None if row.safety else row.move(first=first)
            if move is None:
                return row.safety, Fraction(1), Fraction(0), row.item.number
            return row.safety, -abs(move.part), move.gain or Fraction(0), row.item.number

        return tuple(sorted(self.rows, key=place))


def item_table(case: Case, measure: str, today: date) -> ItemTable:
    """Set the forms of one measure side by side: of each day the one that counts.

    Of a part of a form only its own items are shown, under its own score.
    """
    instrument = case.instruments[form_of(case.instruments, measure)]
    asked = _items(instrument, measure)
    totals = {one.id: one.total for one in results_of(case, measure)}
    forms = kept(case.of(instrument.id), case.instruments, today)
    same = [one for one in forms if one.of_version(instrument)]
    answered = [one for one in same if _has_answers(one, instrument)]
    return ItemTable(
        instrument=measure_of(case.instruments, measure) or instrument,
        days=tuple(one.on for one in answered),
        totals=tuple(totals[one.id] for one in answered),
        rows=tuple(_row(instrument, item, answered) for item in asked) if answered else (),
        with_text=instrument.with_text,
        totals_only=tuple(one.on for one in same if one.answers is None),
        other_version=len(forms) - len(same),
    )


def _items(form: Instrument, measure: str) -> tuple[Item, ...]:
    """The items of a measure: of a part of a form those that are added up for it."""
    part = next((one for one in form.subscales if f"{form.id}.{one.id}" == measure), None)
    return tuple(one for one in form.items if part is None or one.number in part.items)


def columns_shown(count: int, most: int) -> tuple[int, ...]:
    """Which of `count` forms have room for `most` columns: the newest, last, and the first one.

    The first is kept because changes are counted from it, where there is room for three.
    """
    if count <= most:
        return tuple(range(count))
    newest = tuple(range(count - most, count))
    return (0, *newest[1:]) if most > 2 else newest


def _has_answers(result: Result, instrument: Instrument) -> bool:
    return result.answers is not None and len(result.answers) == len(instrument.items)


def _row(instrument: Instrument, item: Item, forms: Sequence[Result]) -> ItemRow:
    safety = item.number in {one.item for one in instrument.safety_items}
    answers = tuple((one.answers or ())[item.number - 1] for one in forms)
    weighed = not safety and item.counted
    return ItemRow(
        item=item,
        safety=safety,
        answers=answers,
        loads=tuple(_load(instrument, item, answer) if weighed else None for answer in answers),
        since_first=_move(instrument, item, answers[:1], answers[1:][-1:], weighed=weighed),
        since_last=_move(instrument, item, answers[-2:-1], answers[-1:], weighed=weighed),
    )


def _load(instrument: Instrument, item: Item, answer: int | None) -> Fraction | None:
    """How much an answer weighs: 0 is best, 1 is worst; None for one that weighs nothing."""
    if answer is None or answer == NOT_APPLICABLE or item.hi == item.lo:
        return None
    share = Fraction(item.points(answer) - item.lo, item.hi - item.lo)
    return share if instrument.lower_is_better else 1 - share


def _move(
    instrument: Instrument, item: Item, earlier: Answers, latest: Answers, *, weighed: bool
) -> Move | None:
    """The change from one answer to another; None unless there are both, of one kind."""
    for before, now in zip(earlier, latest, strict=False):
        then, after = _load(instrument, item, before), _load(instrument, item, now)
        if before is None or now is None or then is None or after is None:
            return None
        return Move(now - before, abs(then - after), then - after if weighed else None)
    return None
