"""A form while it is being filled in: each key gives the next state."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from romtui.domain import texts
from romtui.domain.case import Draft, Form
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument, Item
from romtui.domain.scoring import Answers


@dataclass(frozen=True, slots=True)
class Filling:
    """A half-filled form, with the item that is asked now.

    `position` runs from 0 to the number of items; there the end is reached. `furthest` is
    the furthest position ever reached: items before it that have no answer were left out, or
    are skipped, as the form itself has it. An answer goes on by one item, skipped or not, so that
    digits typed from paper stand where they are printed; `past_skipped` passes over what needs
    no answer, and `move` still reaches it.
    """

    instrument: Instrument
    on: date
    answers: Answers
    position: int = 0
    furthest: int = 0
    amends: int | None = None

    @classmethod
    def start(cls, instrument: Instrument, on: date) -> Self:
        """Begin an empty form."""
        return cls(instrument, on, (None,) * len(instrument.items))

    @classmethod
    def resume(cls, instrument: Instrument, draft: Draft) -> Self:
        """Go on with a kept draft, at the item where it was left; past the end of a complete one.

        So Enter saves what is complete, and a digit does not change its last answer.
        Raises UserError when the instrument has changed since and the answers no longer fit.
        """
        if len(draft.answers) != len(instrument.items):
            raise UserError(texts.form_changed_since(instrument.name))
        answered = [index for index, answer in enumerate(draft.answers) if answer is not None]
        furthest = max(draft.position, *(index + 1 for index in answered), 0)
        begun = cls(instrument, draft.on, draft.answers, draft.position, furthest, draft.amends)
        end = len(draft.answers)
        return replace(begun, position=end, furthest=end) if begun.complete else begun

    @property
    def item(self) -> Item:
        """The item that is asked now; not to be asked for at the end."""
        return self.instrument.items[self.position]

    @property
    def at_end(self) -> bool:
        """Whether every item was passed."""
        return self.position >= len(self.answers)

    @property
    def answered(self) -> int:
        """How many items have an answer."""
        return sum(answer is not None for answer in self.answers)

    @property
    def skipped(self) -> frozenset[int]:
        """The numbers of the items that need no answer, after those there are."""
        return self.instrument.skipped(self.answers)

    @property
    def complete(self) -> bool:
        """Whether every item has an answer that needs one."""
        return self.answered + len(self.skipped) == len(self.answers)

    @property
    def needs_no_answer(self) -> bool:
        """Whether the item that is asked now is one of the skipped ones."""
        return not self.at_end and self.item.number in self.skipped

    @property
    def unanswered_safety(self) -> tuple[int, ...]:
        """The numbers of the safety items that have no answer."""
        return tuple(
            safety.item
            for safety in self.instrument.safety_items
            if self.answers[safety.item - 1] is None
        )

    @property
    def echo(self) -> str:
        """The last answer in words, and what is skipped because of it."""
        if self.position == 0:
            return ""
        index = self._asked_before()
        item, answer = self.instrument.items[index], self.answers[index]
        option = item.option(answer) if answer is not None else None
        words = option.label if option is not None else texts.SKIPPED
        said = texts.last_answer(item.number, words)
        first, last = index + 2, self.position
        return said if first > last else f"{said}{texts.passed_over(first, last)}"

    def passed(self, index: int) -> bool:
        """Whether an item was answered, or left out on the way; the one asked now is neither."""
        if self.answers[index] is not None:
            return True
        return index < self.furthest and index != self.position

    def answer(self, value: int) -> Self | None:
        """Answer the item and go on; None when the form has no such answer."""
        if self.at_end or self.item.option(value) is None:
            return None
        return self._put(value)

    def leave_out(self) -> Self:
        """Leave the item out and go on."""
        return self if self.at_end else self._put(None)

    def past_skipped(self) -> Self:
        """Go on to the next item that needs an answer, or to the end."""
        skipped, position = self.skipped, self.position
        while position + 1 in skipped:
            position += 1
        return replace(self, position=position, furthest=max(self.furthest, position))

    def take_back(self) -> Self:
        """Go to the item before and forget its answer."""
        if self.position == 0:
            return self
        back = self.back()
        return replace(back, answers=back._with(None))

    def back(self) -> Self:
        """Go to the item that was asked before, over the skipped ones, keeping every answer."""
        return self if self.position == 0 else replace(self, position=self._asked_before())

    def move(self, steps: int) -> Self:
        """Go to another item that was already seen, keeping every answer."""
        return replace(self, position=min(max(self.position + steps, 0), self.furthest))

    def dated(self, on: date) -> Self:
        """Give the form another day."""
        return replace(self, on=on)

    def draft(self) -> Draft:
        """The draft to save after every key."""
        return Draft(self.instrument.id, self.on, self.answers, self.position, self.amends)

    def form(self) -> Form:
        """What is scored and saved."""
        return Form(self.instrument.id, self.on, answers=self.answers)

    def _with(self, value: int | None) -> Answers:
        return (*self.answers[: self.position], value, *self.answers[self.position + 1 :])

    def _put(self, value: int | None) -> Self:
        """Answer or leave out, and go on to the next item."""
        position = self.position + 1
        return replace(
            self,
            answers=self._with(value),
            position=position,
            furthest=max(self.furthest, position),
        )

    def _asked_before(self) -> int:
        """The place of the last item before this one that is not skipped."""
        skipped = self.skipped
        return next(index for index in reversed(range(self.position)) if index + 1 not in skipped)
