"""The therapist's own words that settings keep: a procedure, crisis words; written in place."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import TextArea

from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.ui import texts
from romtui.ui.reading import read_procedure
from romtui.ui.screens.card import CardScreen
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.writing import Writing

if TYPE_CHECKING:
    from romtui.store.store import Store


class ProcedureScreen(CardScreen[None]):
    """What is typed is kept at every key; what cannot be kept is said.

    `keep` raises UserError for what cannot be kept.
    """

    BINDINGS = [
        Binding("escape", "close", "back", priority=True),
        Binding("f4", "bring_back", "as it was", priority=True),
    ]

    def __init__(self, heading: str, written: Private, keep: Callable[[str], None]) -> None:
        super().__init__()
        self._heading = heading
        self._keep_words = keep
        self._before = written.reveal()
        self._refused = ""
        self._leaves_unkept = False

    def body(self) -> ComposeResult:
        """Question, room to write, hint."""
        yield Note(self._heading, id="question")
        yield Writing(self._before, id="procedure")
        yield Note(texts.PROCEDURE_HINT, id="hint", classes="quiet")

    @on(TextArea.Changed)
    def _keep(self) -> None:
        try:
            self._keep_words(self.query_one(TextArea).text)
        except UserError as error:
            self._refused = str(error)
        else:
            self._refused = ""
            self._leaves_unkept = False
        self._explain(self._refused or texts.PROCEDURE_HINT)

    def action_bring_back(self) -> None:
        """Write again what stood here when the screen was opened."""
        self.query_one(TextArea).text = self._before

    def action_close(self) -> None:
        """Go back; what could not be kept is only left behind at the second Esc."""
        if not self._refused or self._leaves_unkept:
            self.dismiss()
            return
        self._leaves_unkept = True
        self._explain(texts.procedure_unsaved(self._refused))

    def _explain(self, sentence: str) -> None:
        self.hint(sentence, "error" if self._refused else "quiet")


def crisis_screen(store: "Store") -> ProcedureScreen:
    """Where the crisis words are written, that stand on every page to fill in at home."""
    return ProcedureScreen(
        texts.YOUR_CRISIS_WORDS,
        store.crisis_words(),
        lambda typed: store.keep_crisis_words(read_procedure(typed)),
    )
