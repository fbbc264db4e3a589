"""What you work with now, since when, and what could come next."""

from collections.abc import Callable
from datetime import date

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from romtui.domain.case import Case, Focus
from romtui.domain.errors import Refusal
from romtui.domain.private import Private
from romtui.ui.dates import read_day
from romtui.ui.widgets.note import Note


class FocusScreen(ModalScreen[Case | None]):
    """Three fields; an empty name ends the focus that goes on now. Gives what `save` gives."""

    CSS_PATH = "question.tcss"
    BINDINGS = [Binding("escape", "give_up", "back")]

    def __init__(self, focus: Focus | None, today: date, save: Callable[[Focus], Case]) -> None:
        super().__init__()
        self._focus = focus
        self._today = today
        self._save = save

    def compose(self) -> ComposeResult:
        """Name, beginning, next idea."""
        now = self._focus
        with Vertical(classes="card"):
            yield Note("The intervention you work with now, in your words")
            yield Input(now.name.reveal() if now else "", id="name", select_on_focus=False)
            yield Note("Since (2026-11-03, or days ago; empty is today)", classes="quiet")
            since = now.since.isoformat() if now else ""
            yield Input(since, id="since", select_on_focus=False)
            yield Note("What could be tried next (may stay empty)", classes="quiet")
            yield Input(now.next_idea.reveal() if now else "", id="next", select_on_focus=False)
            yield Note("Enter goes on and saves after the last field; Esc goes back.", id="hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field; after the last, save."""
        if event.input.id != "next":
            self.focus_next(Input)
            return
        values = {field.id: field.value.strip() for field in self.query(Input)}
        try:
            since = read_day(values["since"], self._today)
            focus = Focus(Private(values["name"]), since, next_idea=Private(values["next"]))
            self.dismiss(self._save(focus))
        except Refusal as refusal:
            note = self.query_one("#hint", Note)
            note.words = str(refusal)
            note.set_classes("error")

    def action_give_up(self) -> None:
        """Go back and change nothing."""
        self.dismiss(None)
