"""The five questions when progress stalls: asked, ticked, and what to do about each."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from textual.app import ComposeResult
from textual.binding import Binding

from romtui.domain.case import Case
from romtui.domain.dialogue import FiveQuestion
from romtui.domain.discussion import Ask, Asked
from romtui.domain.private import Private
from romtui.ui.flow import flow
from romtui.ui.host import InHost
from romtui.ui.screens.question import QuestionScreen
from romtui.ui.session import texts
from romtui.ui.session.cards.tick import ChecklistScreen
from romtui.ui.text import quoted
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.unfolding_list import UnfoldingLine


class Ticking(Protocol):
    """Keeps or takes back that a question was asked today."""

    def __call__(self, ask: Ask, note: Private = ..., *, done: bool = ...) -> Case:
        """Give the case as it is then."""


class FiveQuestionsScreen(ChecklistScreen):
    """Each tick is kept at once, and so is what was noted about a question."""

    BINDINGS = [
        Binding("d", "close", "back", id="session.five_questions"),
        Binding("space", "tick", "asked"),
        Binding("enter", "note", "note"),
    ]
    host = InHost()

    def __init__(
        self,
        questions: Mapping[Ask, FiveQuestion],
        asked: Iterable[Asked],
        tick: Ticking,
    ) -> None:
        self._questions = questions
        self._asked = {question.ask: question.note for question in asked}
        self._keep = tick
        super().__init__(lambda ask, done: tick(Ask(ask), done=done))

    def body(self) -> ComposeResult:
        """Heading, questions, keys."""
        yield Note(texts.FIVE_QUESTIONS, id="question")
        yield self.list
        yield Note(texts.FIVE_QUESTIONS_HINT, id="hint", classes="quiet")

    @flow
    async def action_note(self) -> None:
        """Add a few words to the marked question; that ticks it, too."""
        line = self.list.current
        if line is None:
            return
        ask = Ask(line.id)
        case: Case | None = await self.app.push_screen_wait(
            QuestionScreen(
                self._questions[ask].question,
                lambda typed: self._keep(ask, Private(typed)),
                hint=texts.FIVE_QUESTIONS_NOTE,
                typed=self._asked.get(ask, Private("")).reveal(),
            )
        )
        if case is not None:
            self.show(case)

    def lines(self) -> Iterator[UnfoldingLine]:
        """The questions, each with what was noted and what to do about it."""
        for ask, question in self._questions.items():
            yield UnfoldingLine(
                ask.value,
                quoted(Private(question.question)),
                ticked=ask in self._asked,
                note=self._asked.get(ask, ""),
                quietly=question.do,
            )

    def take(self, case: Case) -> None:
        """Keep what was asked today."""
        today = self.host.dependencies.today()
        self._asked = {asked.ask: asked.note for asked in case.asked if asked.on == today}
