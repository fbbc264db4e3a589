"""What was asked and done about a safety answer; the therapist's own procedure is one key away."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import TextArea

from romtui.domain.case import Case
from romtui.domain.private import Private
from romtui.ui.reading import read_review
from romtui.ui.screens.card import CardScreen
from romtui.ui.session import texts
from romtui.ui.widgets.note import Note


class ReviewScreen(CardScreen[Case]):
    """Gives the case that `keep` gives; without words the answer stays unreviewed."""

    BINDINGS = [
        Binding("enter", "keep", "keep", priority=True),
        Binding("escape", "give_up", "back", priority=True),
        Binding("f3", "procedure", "procedure", priority=True),
        Binding("pageup", "scroll(-1)", "up", priority=True),
        Binding("pagedown", "scroll(1)", "down", priority=True),
    ]
    say = CardScreen.refuse

    def __init__(self, question: str, keep: Callable[[Private], Case], procedure: Private) -> None:
        super().__init__()
        self._question = question
        self._keep = keep
        self._procedure = procedure

    def body(self) -> ComposeResult:
        """Question, room to write, hint; the procedure when it is asked for."""
        yield Note(self._question, id="question")
        yield TextArea(highlight_cursor_line=False)
        yield Note(texts.REVIEW_HINT, id="hint", classes="quiet")
        yield Note(
            texts.SHOWS_PROCEDURE if self._procedure else texts.NO_PROCEDURE,
            id="where",
            classes="quiet",
        )
        with VerticalScroll(id="procedure", can_focus=False):
            yield Note(self._procedure)

    def on_mount(self) -> None:
        """Begin to write; the procedure is folded."""
        self.query_one("#procedure").display = False
        self.query_one(TextArea).focus()

    def action_procedure(self) -> None:
        """Show the procedure, or fold it away."""
        procedure = self.query_one("#procedure")
        if self._procedure:
            procedure.display = not procedure.display
            words = texts.HIDES_PROCEDURE if procedure.display else texts.SHOWS_PROCEDURE
            self.query_one("#where", Note).words = words

    def action_scroll(self, pages: int) -> None:
        """Move in the procedure."""
        procedure = self.query_one("#procedure")
        procedure.scroll_relative(y=pages * procedure.size.height, animate=False)

    def action_keep(self) -> None:
        """Keep what was asked and done, or say what is missing."""
        words = " ".join(self.query_one(TextArea).text.split())
        self.dismiss(self._keep(read_review(words)))
