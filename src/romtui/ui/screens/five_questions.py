"""The five questions for when it goes badly: asked, ticked, and what to do about each."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from romtui.domain.case import Case
from romtui.domain.dialogue import FiveQuestion
from romtui.domain.discussion import Ask, Asked
from romtui.domain.private import Private
from romtui.ui.screens.card import CardScreen
from romtui.ui.screens.question import QuestionScreen
from romtui.ui.text import quoted
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.rows import Rows
from romtui.ui.widgets.unfolding_list import Row, UnfoldingList

if TYPE_CHECKING:
    from romtui.ui.app import RomtuiApp

_HINT = "Space ticks what was asked, Enter adds a few words. Kept for today. Esc goes back."


class Ticking(Protocol):
    """Keeps or takes back that a question was asked today."""

    def __call__(self, ask: Ask, note: Private = ..., *, done: bool = ...) -> Case:
        """Give the case as it is then."""


class FiveQuestionsScreen(CardScreen[Case | None]):
    """Each tick is kept at once; gives the last case, None when nothing changed."""

    BINDINGS = [
        Binding("escape,q", "close", "back"),
        Binding("d", "close", "back", id="session.five_questions"),
        Binding("space", "tick", "asked"),
        Binding("enter", "note", "note"),
        Binding("down,j", "move(1)", "down"),
        Binding("up,k", "move(-1)", "up"),
    ]
    app: "RomtuiApp"

    def __init__(
        self,
        questions: Mapping[Ask, FiveQuestion],
        asked: Iterable[Asked],
        tick: Ticking,
    ) -> None:
        super().__init__()
        self._questions = questions
        self._asked = {one.ask: one.note for one in asked}
        self._tick = tick
        self._case: Case | None = None

    def compose(self) -> ComposeResult:
        """Heading, questions, keys."""
        with Vertical(classes="card"):
            yield Note("Five questions for when it goes badly", id="question")
            yield UnfoldingList(self._rows())
            yield Note(_HINT, id="hint", classes="quiet")

    def action_move(self, steps: int) -> None:
        """Move the mark."""
        self.query_one(UnfoldingList).move(steps)

    def action_tick(self) -> None:
        """Tick the marked question, or take the tick away."""
        ask = Ask(self.query_one(UnfoldingList).current)
        done = ask not in self._asked
        self._took(self._tick(ask, done=done))

    def action_note(self) -> None:
        """Add a few words to the marked question; that ticks it, too."""
        ask = Ask(self.query_one(UnfoldingList).current)
        note = self._asked.get(ask, Private(""))

        def kept(case: Case | None) -> None:
            if case is not None:
                self._took(case)

        self.app.push_screen(
            QuestionScreen(
                self._questions[ask].question,
                lambda typed: self._tick(ask, Private(typed)),
                hint="A few words, for the record.",
                typed=note.reveal(),
            ),
            kept,
        )

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(self._case)

    @on(Rows.Taken)
    async def _taken_by_mouse(self) -> None:
        await self.run_action("tick")

    def say(self, sentence: str) -> None:
        """Show why a tick could not be kept."""
        note = self.query_one("#hint", Note)
        note.words = sentence
        note.set_classes("error")

    def _took(self, case: Case) -> None:
        self._case = case
        today = self.app.dependencies.today()
        self._asked = {one.ask: one.note for one in case.asked if one.on == today}
        self.query_one(UnfoldingList).rows = self._rows()

    def _rows(self) -> tuple[Row, ...]:
        return tuple(
            Row(
                ask.value,
                quoted(Private(question.question)),
                ticked=ask in self._asked,
                note=self._asked.get(ask, ""),
                quietly=question.do,
            )
            for ask, question in self._questions.items()
        )
