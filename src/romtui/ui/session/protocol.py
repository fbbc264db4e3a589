"""What the parts of the session screen may ask of it."""

from collections.abc import Callable, Mapping
from datetime import date, tzinfo
from typing import Protocol, TypeVar

from textual.screen import Screen

from romtui.domain.case import Case
from romtui.domain.dialogue import Suggestion
from romtui.domain.private import Private
from romtui.ui.dependencies import Workspace
from romtui.ui.idle import Clock
from romtui.ui.session.question import Question
from romtui.ui.session.view import SessionView

Answer = TypeVar("Answer")


class SessionHost(Protocol):
    """The session screen as its parts see it: they hold no case and no view of their own."""

    workspace: Workspace
    view: SessionView

    @property
    def case(self) -> Case:
        """All about the person whose record is open."""

    @property
    def today(self) -> date:
        """The day on the clock, which may have gone on since the case was shown."""

    @property
    def zone(self) -> tzinfo | None:
        """Where the therapist is."""

    @property
    def moment(self) -> Clock:
        """A clock that only runs forward."""

    @property
    def suggestion(self) -> Suggestion | None:
        """What the panel suggests to say."""

    def show(self, case: Case) -> None:
        """Show another state of the record."""

    def show_and_say(self, case: Case, sentence: str | Private = "") -> None:
        """The same, and a sentence; without one, what waits to be finished."""

    def draw(self, view: SessionView) -> None:
        """Show the same case in another way."""

    def say(self, sentence: str | Private) -> None:
        """Show one sentence at the bottom."""

    async def ask(self, question: Screen[Answer]) -> Answer:
        """Show another screen and wait for what it gives."""

    async def choose(
        self,
        asked: Question | str | Private,
        answers: Mapping[str, Answer],
        *,
        passed_by: Callable[[], None] | None = None,
    ) -> Answer | None:
        """Ask for one key; None when any other key passes the question by."""
