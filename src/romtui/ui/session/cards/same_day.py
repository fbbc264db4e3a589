"""A second form on one day: does it replace the first, or do both count?"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding

from romtui.domain.case import Result
from romtui.domain.instrument import Instrument
from romtui.domain.parts import score_said
from romtui.domain.safety import positive
from romtui.domain.text import with_weekday
from romtui.ui.screens.card import CardScreen
from romtui.ui.session import texts
from romtui.ui.widgets.answers import Answers
from romtui.ui.widgets.note import Note

BOTH_STAND: Final = texts.BOTH_WILL_STAND


@dataclass(frozen=True, slots=True)
class Decided:
    """What the therapist said about a second form of that day; `in_place_of` is a result's id."""

    on: date
    in_place_of: int | None


class SameDayScreen(CardScreen[Decided]):
    """Asked before a form is kept. No digit answers it: digits are meant for the form.

    `coming` says the score of the new form where it is known.
    """

    BINDINGS = [
        Binding("r", "decide(True)", "replace"),
        Binding("b", "decide(False)", "both"),
    ]

    def __init__(
        self, instrument: Instrument, already: Result, today: date, *, back: str, coming: str = ""
    ) -> None:
        super().__init__()
        self._instrument = instrument
        self._already = already
        self._asks = already_there(instrument, already, today) + coming
        self._back = back

    def body(self) -> ComposeResult:
        """What is there, the two answers, the way back."""
        yield Note(self._asks, id="question")
        yield Answers("\n".join(texts.SAME_DAY_CHOICES), classes="preset")
        if positive(self._already, self._instrument) and not self._already.safety_reviewed:
            yield Note(texts.STAYS_PINNED)
        yield Answers(texts.esc(self._back), id="hint", classes="quiet")

    def on_key(self, event: events.Key) -> None:
        """Say why a digit does nothing here."""
        if event.character is not None and event.character.isdigit():
            self.refuse(texts.DIGITS_WAIT)

    def action_decide(self, replaces: bool) -> None:
        self.dismiss(Decided(self._already.on, self._already.id if replaces else None))


def already_there(instrument: Instrument, already: Result, today: date) -> str:
    """Say which form of the day there is."""
    day = texts.TODAY if already.on == today else with_weekday(already.on)
    return texts.already_there(instrument.name, day, score_said(instrument, already))
