"""What every part of the session screen stands on: the sitting, and one way to change it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from textual import events
from textual.screen import Screen

from romtui.domain.case import Case
from romtui.domain.dialogue.template import filled
from romtui.domain.errors import UserError
from romtui.domain.private import Private
from romtui.ui.screens.inline_prompt import InlinePrompt
from romtui.ui.session.sentences import half_filled, waiting
from romtui.ui.session.view import SessionView, begun, first_measure
from romtui.ui.taken_back import taken_back
from romtui.ui.widgets.note import Note
from romtui.ui.wiring import Workspace

if TYPE_CHECKING:
    from romtui.ui.app import RomtuiApp


class SittingScreen(Screen[None]):
    """Shows a `SessionView`; every verb gives the next case, and `show` draws it."""

    app: "RomtuiApp"

    def __init__(self, workspace: Workspace, case: Case, today: date) -> None:
        super().__init__()
        self._opened = workspace
        self._store = workspace.store
        self._sitting = begun(
            SessionView(
                case,
                today,
                workspace.deck,
                first_measure(case, workspace.store.forms_in_use),
                chosen=workspace.store.wordings(),
                settings=workspace.store.settings,
            )
        )
        self._strip: InlinePrompt | None = None
        self._done = workspace.store.done_today(case.patient.id)
        """What was entered, changed or noted today, oldest first: the last is taken back first."""

    def on_key(self, event: events.Key) -> None:
        """Let one key answer what is asked at the bottom; any other passes it by.

        Either way the question goes: a digit would answer it no more.
        """
        strip = self._strip
        if strip is None:
            self.take_key(event)
            return
        answer = strip.answers.get(event.key) or strip.answers.get(event.character or event.key)
        if answer is None:
            self.pass_by()
            return
        self._strip = None
        self.say(waiting(self._sitting))
        event.stop()
        event.prevent_default()
        answer()

    def pass_by(self) -> None:
        """Leave what is asked at the bottom without an answer, as any other key does."""
        strip, self._strip = self._strip, None
        if strip is not None:
            self.say(waiting(self._sitting))
            strip.passed_by()

    def take_key(self, event: events.Key) -> None:
        """Take a key that nothing at the bottom waits for."""

    def show(self, case: Case) -> None:
        """Show another case: the one place where rules and drawing meet."""
        self._sitting = replace(self._sitting, case=case, today=self.app.dependencies.today())
        self._done = self._store.done_today(case.patient.id)
        self.draw_sitting()

    def sit(self, view: SessionView) -> None:
        """Show the same case in another way: another measure marked, another finding shown."""
        self._sitting = view
        self.draw_sitting()

    def draw_sitting(self) -> None:
        """Draw what there is; the session screen knows its widgets."""
        raise NotImplementedError

    def say(self, sentence: str | Private, *, most: int = 0) -> None:
        """Show one sentence at the bottom, on at most so many lines."""
        said = self.query_one("#said", Note)
        said.most = most
        said.words = sentence

    def ask(self, strip: InlinePrompt) -> None:
        """Ask at the bottom."""
        self._strip = strip
        self.say(strip.words)

    @property
    def case(self) -> Case:
        """All about the person whose record is open."""
        return self._sitting.case

    @property
    def _case(self) -> Case:
        return self._sitting.case

    @property
    def _today(self) -> date:
        return self.app.dependencies.today()

    def action_undo(self) -> None:
        """Take the latest entry, change or note of today back; a form comes back half filled.

        It goes backwards in time, also over what was done before the record was closed.
        """
        if self._done:
            before, last = self._case, self._done[-1]
            self.show(self._store.take_back(before.patient.id, last))
            said = taken_back(last, before, self._case, self._today)
            self.say(filled("{said} {left}", said=said, left=half_filled(self._sitting)))

    def _shown(self, case: Case | None) -> None:
        self._shown_and_said("", case)

    def _shown_and_said(self, said: str, case: Case | None) -> None:
        if case is not None:
            self.show(case)
            self.say(said or waiting(self._sitting))

    def _do(
        self,
        verb: Callable[..., Case],
        *about: object,
        on: int | Sequence[int] | None = None,
        said: str = "",
    ) -> bool:
        """Run a verb for this patient (or for the records `on`) and show the case it gives.

        What went wrong is said, else `said`; gives whether it went well.
        """
        try:
            case = verb(self._case.patient.id if on is None else on, *about)
        except UserError as refusal:
            self.say(str(refusal))
            return False
        self.show(case)
        self.say(said or waiting(self._sitting))
        return True
