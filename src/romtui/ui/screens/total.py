"""A total from a paper form, then the safety items, which no total tells."""

from datetime import date

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from romtui.domain.case import Form
from romtui.domain.chart import number
from romtui.domain.errors import Refusal
from romtui.domain.instrument import Instrument, SafetyItem
from romtui.ui.reading import read_score
from romtui.ui.widgets.note import Note


class TotalScreen(ModalScreen[Form | None]):
    """Total, Enter, then one digit for each safety item. Gives the form, not yet saved."""

    CSS_PATH = "question.tcss"
    BINDINGS = [Binding("escape", "give_up", "back")]

    def __init__(self, instrument: Instrument, on: date, *, typed: str = "") -> None:
        super().__init__()
        self._instrument = instrument
        self._typed = typed
        self._form = Form(instrument.id, on)
        self._still: tuple[SafetyItem, ...] = instrument.safety_items

    def compose(self) -> ComposeResult:
        """Question, field, hint."""
        lo, hi = number(self._instrument.lo), number(self._instrument.hi)
        with Vertical(classes="card"):
            yield Note(f"{self._instrument.name} total, {lo} to {hi}", id="question")
            yield Input(self._typed, select_on_focus=False)
            yield Note("Enter goes on, Esc goes back.", id="hint", classes="quiet")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the total or the answer to a safety item, and ask the next thing."""
        try:
            if self._form.total is None:
                self._take_total(event.value)
            else:
                self._take_safety(event.value)
        except Refusal as refusal:
            self._hint(str(refusal), error=True)
            return
        if self._still:
            self._ask(self._still[0])
        else:
            self.dismiss(self._form)

    def action_give_up(self) -> None:
        """Go back; nothing is saved."""
        self.dismiss(None)

    def _take_total(self, typed: str) -> None:
        total = read_score(self._instrument, typed)
        self._form = Form(self._form.instrument, self._form.on, total=total)

    def _take_safety(self, typed: str) -> None:
        asked, *rest = self._still
        answer = _read_safety(self._instrument, asked, typed)
        safety = (
            dict(self._form.safety)
            if answer is None
            else {
                **self._form.safety,
                asked.item: answer,
            }
        )
        self._form = Form(
            self._form.instrument, self._form.on, total=self._form.total, safety=safety
        )
        self._still = tuple(rest)

    def _ask(self, asked: SafetyItem) -> None:
        item = next((one for one in self._instrument.items if one.number == asked.item), None)
        text = item.text if item is not None else asked.phrase
        options = (
            ""
            if item is None
            else "   ".join(f"{option.value} {option.label}" for option in item.options)
        )
        self.query_one("#question", Note).words = f"Item {asked.item}: {text}\n\n{options}"
        self.query_one(Input).value = ""
        self._hint("Enter alone leaves it open: the screen will say that it is not known.")

    def _hint(self, sentence: str, *, error: bool = False) -> None:
        note = self.query_one("#hint", Note)
        note.set_classes("error" if error else "quiet")
        note.words = sentence


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
