"""A total from a paper form, or the score of each part, then the safety items, which none tells."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.widgets import Input

from romtui.domain.case import Form, Result
from romtui.domain.days import is_before_start
from romtui.domain.errors import UserError
from romtui.domain.instrument import Instrument, SafetyItem, Subscale
from romtui.domain.scoring import score_parts
from romtui.domain.text import number, short_with_year, weekday_and_day
from romtui.ui import texts
from romtui.ui.dates import before_the_start, read_day
from romtui.ui.flow import flow
from romtui.ui.reading import read_part, read_score
from romtui.ui.screens.card import CardScreen
from romtui.ui.screens.confirm import ConfirmScreen
from romtui.ui.session.cards.same_day import BOTH_STAND, Decided, SameDayScreen, already_there
from romtui.ui.text import quoted
from romtui.ui.widgets.field_notes import Understood
from romtui.ui.widgets.note import Note

Answer = TypeVar("Answer")


class TotalScreen(CardScreen[Answer], Generic[Answer]):
    """Total, Enter, then one digit for each safety item. Gives what `take` makes of the form.

    Of a form without a single total each part is asked for in turn. `corrected` is the result
    whose scores, day and safety answers stand in the fields. The day has a field of its own,
    which Tab reaches; empty is today. `on_day` gives the form that a day has already: it is asked
    once which of them counts, and `take` is given the id of the one that is replaced.
    """

    say = CardScreen.refuse

    def __init__(
        self,
        instrument: Instrument,
        today: date,
        started_on: date,
        take: Callable[[Form, int | None], Answer],
        on_day: Callable[[date], Result | None],
        *,
        corrected: Result | None = None,
    ) -> None:
        super().__init__()
        self._instrument = instrument
        self._today = today
        self._started_on = started_on
        self._take = take
        self._on_day = on_day
        self._decided: Decided | None = None
        """What was said about another form of the same day, once it was asked."""
        self._before = corrected
        self._form = Form(instrument.id, today)
        self._still: tuple[SafetyItem, ...] = instrument.safety_items
        self._parts: tuple[Subscale, ...] = instrument.subscales if instrument.by_part else ()
        """The parts that are still to be typed, the one asked for first."""
        self._typed = False
        """Whether the total, or every part, was taken."""

    def body(self) -> ComposeResult:
        """Question, field, the day, hint."""
        instrument = self._instrument
        if instrument.words:
            yield Note(quoted(instrument.words))
        yield Note(self._question, id="question")
        yield Input(self._score_before, id="answer", select_on_focus=False)
        yield Input(
            "" if self._before is None else short_with_year(self._before.on),
            id="day",
            placeholder=texts.on_today(weekday_and_day(self._today)),
        )
        yield Understood("day", partial(read_day, today=self._today))
        yield Note(texts.PART_HINT if self._parts else texts.TOTAL_HINT, id="hint", classes="quiet")

    def on_descendant_focus(self) -> None:
        """In the field of the day say how a day may be typed."""
        day = self.query_one("#day", Input)
        today = texts.on_today(weekday_and_day(self._today))
        day.placeholder = texts.PAST_DAY if day.has_focus else today

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take a digit that answers a safety item without Enter, as the form itself does."""
        asks_anew = self._typed and self._still and self._before is None
        if not (asks_anew and event.value.isdecimal()):
            return
        if max(_safety_answers(self._instrument, self._still[0])) > 9:
            return
        try:
            self._take_safety(event.value)
        except UserError as error:
            event.input.value = ""
            self.refuse(str(error))

    @flow
    async def on_input_submitted(self) -> None:
        """Take the total, a part or the answer to a safety item, and ask the next thing."""
        typed = self.query_one("#answer", Input).value
        try:
            if self._typed:
                self._take_safety(typed)
                return
            form = self._with_score(self._form, typed)
        except UserError as error:
            self.refuse(str(error))
            self.query_one("#answer").focus()
            return
        try:
            on = read_day(self.query_one("#day", Input).value, self._today)
        except UserError as error:
            self.refuse(str(error))
            self.query_one("#day").focus()
            return
        if is_before_start(on, self._started_on):
            question = before_the_start(on, self._started_on)
            asking = ConfirmScreen(question, yes=texts.USE_THIS_DATE, no=texts.CANCEL)
            if not await self.app.push_screen_wait(asking):
                return
        if await self._may_be_on(on):
            self._take_score(replace(form, on=on))

    async def _may_be_on(self, on: date) -> bool:
        """Ask about another form of that day, if there is one, before anything else is typed."""
        already, before, form = self._on_day(on), self._before, self._instrument
        decided = self._decided is not None and self._decided.on == on
        if already is None or decided or (before is not None and before.on == on):
            return True
        if before is None:
            asking = SameDayScreen(form, already, self._today, back=texts.BACK_TO_TYPED)
            answer: Decided | None = await self.app.push_screen_wait(asking)
        else:
            question = f"{already_there(form, already, self._today)} {BOTH_STAND}"
            moving = ConfirmScreen(question, yes=texts.MOVE_IT_THERE, no=texts.GO_BACK)
            sure = await self.app.push_screen_wait(moving)
            answer = Decided(on, None) if sure else None
        self._decided = answer or self._decided
        return answer is not None

    @property
    def _question(self) -> str:
        """What is asked for now: the total, or the next part."""
        if not self._parts:
            return _asked(self._instrument)
        part = self._parts[0]
        return texts.part_asked(self._instrument.name, part.label, number(part.lo), number(part.hi))

    @property
    def _score_before(self) -> str:
        """The score that is corrected, as it was."""
        if self._before is None:
            return ""
        part = self._parts[0].id if self._parts else None
        score = self._before.total if part is None else self._before.subtotals.get(part)
        return "" if score is None else number(score)

    def _with_score(self, form: Form, typed: str) -> Form:
        """The form with the total or the next part; an empty answer leaves the part out."""
        if not self._parts:
            return replace(form, total=read_score(self._instrument, typed))
        part = self._parts[0]
        if not typed.strip():
            return form
        points = read_part(self._instrument, part, typed)
        return replace(form, subtotals={**form.subtotals, part.id: points})

    def _take_score(self, form: Form) -> None:
        """Keep the score and ask for the next part; after the last one for the safety items."""
        day = self.query_one("#day", Input)
        before, parts = self._form, self._parts
        self._form, day.display = form, False
        self._parts = self._parts[1:]
        if self._parts:
            self._ask_part()
            return
        try:
            if parts:
                score_parts(self._instrument, form.subtotals)
            self._typed = True
            self._go_on()
        except UserError as error:
            self._form, self._parts, self._typed = before, parts, False
            day.display = parts == self._instrument.subscales or not parts
            self.refuse(str(error))

    def _ask_part(self) -> None:
        self.query_one("#question", Note).words = self._question
        field = self.query_one("#answer", Input)
        field.value = self._score_before
        self.set_focus(field)
        self.hint(texts.PART_HINT)

    def _take_safety(self, typed: str) -> None:
        asked, *rest = self._still
        answer = _read_safety(self._instrument, asked, typed)
        given = {item: value for item, value in self._form.safety.items() if item != asked.item}
        if answer is not None:
            given[asked.item] = answer
        self._form = replace(self._form, safety=given)
        if rest:
            self._still = tuple(rest)
        self._go_on(asked_all=not rest)

    def _go_on(self, *, asked_all: bool = False) -> None:
        """Ask the next safety item; after the last one give the form away."""
        if self._still and not asked_all:
            self._ask(self._still[0])
        else:
            decided = self._decided
            if decided is None or decided.on != self._form.on:
                decided = Decided(self._form.on, None)
            self.dismiss(self._take(self._form, decided.in_place_of))

    def _ask(self, asked: SafetyItem) -> None:
        items = (item for item in self._instrument.items if item.number == asked.item)
        item = next(items, None)
        text = item.text if item is not None else asked.phrase
        options = () if item is None else item.options
        choices = "\n".join(texts.option_asked(option.value, option.label) for option in options)
        self.query_one(
            "#question", Note
        ).words = f"{texts.item_asked(asked.item, text)}\n\n{choices}"
        field = self.query_one("#answer", Input)
        before = None if self._before is None else self._before.safety.get(asked.item)
        field.value = "" if before is None else str(before)
        self.set_focus(field)
        self.hint(texts.SAFETY_HINT)


def _asked(instrument: Instrument) -> str:
    lo, hi = number(instrument.lo), number(instrument.hi)
    if not instrument.words:
        return texts.total_asked(instrument.name, lo, hi)
    return texts.personal_asked(instrument.name, lo, hi, hi_is_worst=instrument.lower_is_better)


def _read_safety(instrument: Instrument, asked: SafetyItem, typed: str) -> int | None:
    typed = typed.strip()
    if not typed:
        return None
    printed = _safety_answers(instrument, asked)
    if typed.isascii() and typed.isdigit() and int(typed) in printed:
        return int(typed)
    raise UserError(texts.safety_range(", ".join(str(value) for value in printed)))


def _safety_answers(instrument: Instrument, asked: SafetyItem) -> list[int]:
    """The answers that a safety item has; of a form whose items are not here, its range."""
    if not instrument.items:
        return list(range(instrument.item_lo, instrument.item_hi + 1))
    return [option.value for option in instrument.items[asked.item - 1].options]
