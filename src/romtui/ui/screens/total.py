"""A total from a paper form, then the safety items, which no total tells."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from romtui.domain.case import Form, Result
from romtui.domain.chart import number
from romtui.domain.errors import Refusal
from romtui.domain.instrument import Instrument, SafetyItem
from romtui.ui.dates import before_the_start, read_day
from romtui.ui.reading import read_score
from romtui.ui.screens.card import CardScreen
from romtui.ui.screens.confirm import ConfirmScreen
from romtui.ui.text import quoted
from romtui.ui.widgets.note import Note

Answer = TypeVar("Answer")


class TotalScreen(CardScreen[Answer | None], Generic[Answer]):
    """Total, Enter, then one digit for each safety item. Gives what `take` makes of the form.

    `corrected` is the result whose total, day and safety answers stand in the fields. The day
    has a field of its own, which Tab reaches; empty is today.
    """

    BINDINGS = [Binding("escape", "give_up", "back")]

    def __init__(
        self,
        instrument: Instrument,
        today: date,
        started_on: date,
        take: Callable[[Form], Answer],
        *,
        corrected: Result | None = None,
    ) -> None:
        super().__init__()
        self._instrument = instrument
        self._today = today
        self._started_on = started_on
        self._take = take
        self._before = corrected
        self._form = Form(instrument.id, today)
        self._still: tuple[SafetyItem, ...] = instrument.safety_items

    def compose(self) -> ComposeResult:
        """Question, field, the day, hint."""
        instrument = self._instrument
        before = self._before
        total = "" if before is None or before.total is None else number(before.total)
        with Vertical(classes="card"):
            if instrument.words:
                yield Note(quoted(instrument.words))
            yield Note(_asked(instrument), id="question")
            yield Input(total, id="answer", select_on_focus=False)
            yield Input(
                "" if before is None else before.on.isoformat(),
                id="day",
                placeholder="today; Tab: 2026-11-03, or days ago",
                select_on_focus=False,
            )
            yield Note("Enter goes on, Esc goes back.", id="hint", classes="quiet")

    def on_input_submitted(self) -> None:
        """Take the total or the answer to a safety item, and ask the next thing."""
        answer = self.query_one("#answer", Input).value
        try:
            if self._form.total is not None:
                self._take_safety(answer)
                return
            total = read_score(self._instrument, answer)
            on = read_day(self.query_one("#day", Input).value, self._today)
        except Refusal as refusal:
            self._hint(str(refusal), error=True)
            return
        form = replace(self._form, on=on, total=total)
        if on >= self._started_on:
            self._ask_safety(form)
        else:
            question = before_the_start(on, self._started_on)
            self.app.push_screen(
                ConfirmScreen(question, yes="take this day", no="leave it"),
                lambda older: self._ask_safety(form) if older else None,
            )

    def action_give_up(self) -> None:
        """Go back; nothing is saved."""
        self.dismiss(None)

    def _ask_safety(self, form: Form) -> None:
        day = self.query_one("#day", Input)
        self._form, day.display = form, False
        try:
            self._go_on()
        except Refusal as refusal:
            self._form, day.display = replace(form, total=None), True
            self._hint(str(refusal), error=True)

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
            self.dismiss(self._take(self._form))

    def _ask(self, asked: SafetyItem) -> None:
        item = next((one for one in self._instrument.items if one.number == asked.item), None)
        text = item.text if item is not None else asked.phrase
        options = (
            ""
            if item is None
            else "   ".join(f"{option.value} {option.label}" for option in item.options)
        )
        self.query_one("#question", Note).words = f"Item {asked.item}: {text}\n\n{options}"
        field = self.query_one("#answer", Input)
        before = None if self._before is None else self._before.safety.get(asked.item)
        field.value = "" if before is None else str(before)
        self.set_focus(field)
        self._hint("Enter alone leaves it open: the screen will say that it is not known.")

    def _hint(self, sentence: str, *, error: bool = False) -> None:
        note = self.query_one("#hint", Note)
        note.set_classes("error" if error else "quiet")
        note.words = sentence


def _asked(instrument: Instrument) -> str:
    lo, hi = number(instrument.lo), number(instrument.hi)
    if not instrument.words:
        return f"{instrument.name} total, {lo} to {hi}"
    best = "worst" if instrument.lower_is_better else "best"
    return f"{instrument.name}, {lo} to {hi}: {hi} is {best}"


def _read_safety(instrument: Instrument, asked: SafetyItem, typed: str) -> int | None:
    typed = typed.strip()
    if not typed:
        return None
    printed = (
        [option.value for option in instrument.items[asked.item - 1].options]
        if instrument.items
        else list(range(instrument.item_lo, instrument.item_hi + 1))
    )
    if typed.isascii() and typed.isdigit() and int(typed) in printed:
        return int(typed)
    choices = ", ".join(str(value) for value in printed)
    raise Refusal(f"The form has {choices} for this item; Enter alone leaves it open.")
