"""Forms that a person fills in by themselves: which, in what order, and what each key does."""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from romtui.domain.battery import due
from romtui.domain.case import Case, Form
from romtui.domain.errors import UserError
from romtui.domain.filling import Filling
from romtui.domain.instrument import Instrument, InstrumentKind, Item, Option


class Page(Enum):
    """What the person is shown."""

    ITEM = "item"
    AFTER = "after"
    REVIEW = "review"
    THANKS = "thanks"


@dataclass(frozen=True, slots=True)
class HandOverPlan:
    """What is handed over: the forms in order, and the names of what cannot be.

    A form begun earlier goes on where it was left. `without_words` have no wording for the
    person here; `outdated` were begun with another version of the form.
    """

    forms: tuple[Filling, ...] = ()
    without_words: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandedBack:
    """What comes back with the laptop.

    `waiting` are the forms that were sent though there was one of their day: they are kept as
    they were typed, and become results once the therapist has said which of the two counts.
    """

    case: Case
    waiting: tuple[Form, ...] = ()


def _wanted(case: Case, marked: str, today: date) -> tuple[str, ...]:
    if case.instruments[marked].kind is InstrumentKind.ALLIANCE:
        return (marked,)
    wanted = due(case, today)
    if marked not in wanted and case.draft(marked) is not None:
        return marked, *wanted
    return wanted or (marked,)


def plan(case: Case, marked: str, today: date) -> HandOverPlan:
    """Choose all measures that are due, or the marked one when none is.

    A session rating that is marked goes alone, and a marked form that was begun goes first.
    """
    forms: list[Filling] = []
    without_words: list[str] = []
    outdated: list[str] = []
    for measure in _wanted(case, marked, today):
        instrument = case.instruments[measure]
        if not instrument.with_text:
            without_words.append(instrument.name)
            continue
        draft = case.draft(measure)
        try:
            begun = Filling.start(instrument, today)
            forms.append(begun if draft is None else Filling.resume(instrument, draft))
        except UserError:
            outdated.append(instrument.name)
    return HandOverPlan(tuple(forms), tuple(without_words), tuple(outdated))


@dataclass(frozen=True, slots=True)
class HandOver:
    """Where the person is. `forms` are those still to be sent, the one in hand first.

    `sent` counts the forms before it. `after` is the answer to the question after the form,
    which `after_passed` says was seen. `marked` is the option under the mark, or on the
    review page the row: one an item, then the question after the form, then sending. None
    is no mark, so that a key held down sends nothing. `changing` goes back to the review.
    """

    forms: tuple[Filling, ...]
    sent: int = 0
    after: int | None = None
    after_passed: bool = False
    marked: int | None = None
    typed: str = ""
    changing: bool = False

    @property
    def filling(self) -> Filling:
        """The form in hand; not to be asked for once all are sent."""
        return self.forms[0]

    @property
    def instrument(self) -> Instrument:
        """Its questionnaire."""
        return self.filling.instrument

    @property
    def page(self) -> Page:
        """What is shown now."""
        if not self.forms:
            return Page.THANKS
        if not self.filling.at_end:
            return Page.ITEM
        if self.instrument.followup is not None and not self.after_passed:
            return Page.AFTER
        return Page.REVIEW

    @property
    def item(self) -> Item:
        """The question that is asked now; only on the two pages that ask one."""
        if self.page is Page.ITEM:
            return self.filling.item
        assert self.instrument.followup is not None
        return self.instrument.followup

    @property
    def answer(self) -> int | None:
        """The answer it has so far."""
        return (
            self.after if self.page is Page.AFTER else self.filling.answers[self.filling.position]
        )

    @property
    def rows(self) -> tuple[tuple[Item, Option | None], ...]:
        """Every question of the form with its answer, for the review."""
        answered = zip(self.instrument.items, self.filling.answers, strict=True)
        rows = [*answered]
        if self.instrument.followup is not None:
            rows.append((self.instrument.followup, self.after))
        return tuple((item, None if value is None else item.option(value)) for item, value in rows)

    @property
    def left_open(self) -> int:
        """How many questions have no answer and need one."""
        skipped = self.skipped
        return sum(option is None and item.number not in skipped for item, option in self.rows)

    @property
    def skipped(self) -> frozenset[int]:
        """The numbers of the questions that need no answer, after the other answers."""
        return self.filling.skipped

    @property
    def sends(self) -> bool:
        """Whether the mark is on sending."""
        return self.page is Page.REVIEW and self.marked == len(self.rows)

    @property
    def wants_number(self) -> bool:
        """Whether a typed number may have two digits, so that Enter has to end it."""
        return self.item.hi > 9

    @property
    def form(self) -> Form:
        """What is scored and saved."""
        return replace(self.filling.form(), followup=self.after)

    def answered(self, value: int) -> "HandOver":
        """Answer and go on; a number that is not on the form changes nothing."""
        if self.page not in {Page.ITEM, Page.AFTER} or self._place_of(value) is None:
            return self
        if self.page is Page.AFTER:
            return self._arrived(replace(self, after=value, after_passed=True))
        answered = self.filling.answer(value)
        assert answered is not None
        return self._gone_on(answered)

    def digit(self, typed: str) -> "HandOver":
        """Answer with a printed digit; a number of two digits only moves the mark."""
        if self.page not in {Page.ITEM, Page.AFTER}:
            return self
        if not self.wants_number:
            return self.answered(int(typed))
        for number in (self.typed + typed, typed):
            place = self._place_of(int(number))
            if place is not None:
                return replace(self, marked=place, typed=number)
        return self

    def move(self, steps: int) -> "HandOver":
        """Move the mark; on the review page from no mark down to sending, or up to the answers."""
        if self.page is Page.THANKS:
            return self
        last = len(self.rows) if self.page is Page.REVIEW else len(self.item.choices) - 1
        if self.marked is not None:
            there = min(max(self.marked + steps, 0), last)
        elif self.page is Page.REVIEW:
            there = last if steps > 0 else last - 1
        else:
            there = 0 if steps > 0 else last
        return replace(self, marked=there, typed="")

    def choose(self) -> "HandOver":
        """Take the marked option, or change the marked answer; sending is for who holds this."""
        if self.marked is None or self.page is Page.THANKS:
            return self
        if self.page is Page.REVIEW:
            return self if self.sends else self._change(self.marked)
        return self.answered(self.item.choices[self.marked].value)

    def forward(self) -> "HandOver":
        """Leave the question as it is and go on; one without an answer is left out."""
        if self.page is Page.AFTER:
            return self._arrived(replace(self, after_passed=True))
        if self.page is not Page.ITEM:
            return self
        filling = self.filling
        on = filling.leave_out() if self.answer is None else filling.answer(self.answer)
        assert on is not None
        return self._gone_on(on)

    def back(self) -> "HandOver":
        """Go to the question asked before, its answer kept; skipped ones are on the review."""
        if self.page is Page.THANKS:
            return self
        if self.page is Page.REVIEW and self.instrument.followup is not None:
            return self._arrived(replace(self, after_passed=False, changing=False))
        return self._arrived(replace(self._with(self.filling.back()), changing=False))

    def next_form(self) -> "HandOver":
        """Go on when the form in hand was sent."""
        return HandOver(self.forms[1:], self.sent + 1).shown()

    def shown(self) -> "HandOver":
        """Begin with the mark on the answer there is."""
        return self._arrived(self)

    def _gone_on(self, filling: Filling) -> "HandOver":
        filling = filling.past_skipped()
        if self.changing:
            workspace = sorted(self.skipped - filling.skipped - {self.filling.position + 1})
            end = len(filling.answers)
            filling = replace(filling, position=workspace[0] - 1 if workspace else end)
        return self._arrived(replace(self._with(filling), changing=False))

    def _change(self, row: int) -> "HandOver":
        if row >= len(self.instrument.items):
            return self._arrived(replace(self, after_passed=False))
        there = self._with(replace(self.filling, position=row))
        return self._arrived(replace(there, changing=True))

    def _with(self, filling: Filling) -> "HandOver":
        return replace(self, forms=(filling, *self.forms[1:]))

    def _place_of(self, value: int) -> int | None:
        values = [option.value for option in self.item.choices]
        return values.index(value) if value in values else None

    @staticmethod
    def _arrived(there: "HandOver") -> "HandOver":
        """On a new page the mark is on the answer there is, else nowhere."""
        marked = None
        if there.page in {Page.ITEM, Page.AFTER} and there.answer is not None:
            marked = there._place_of(there.answer)
        return replace(there, marked=marked, typed="")
