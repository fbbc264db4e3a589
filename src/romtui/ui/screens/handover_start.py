"""Before the laptop is handed over: which forms, and which not."""

from collections.abc import Iterator
from datetime import date

from textual.app import ComposeResult
from textual.binding import Binding

from romtui.domain.case import Case
from romtui.domain.filling import Filling
from romtui.domain.handover import HandedBack, plan
from romtui.domain.parts import score_said
from romtui.domain.results import same_day
from romtui.domain.text import with_weekday
from romtui.ui import texts
from romtui.ui.dependencies import Workspace
from romtui.ui.host import InHost
from romtui.ui.screens.card import CardScreen
from romtui.ui.widgets.answers import Answers
from romtui.ui.widgets.note import Note


class HandOverStartScreen(CardScreen[HandedBack]):
    """Says what is handed over; Enter begins. Gives what comes back afterwards."""

    BINDINGS = [Binding("enter", "begin", "begin"), Binding("escape", "give_up", "back")]
    host = InHost()

    def __init__(self, workspace: Workspace, case: Case, marked: str, today: date) -> None:
        super().__init__()
        self._workspace = workspace
        self._case = case
        self._today = today
        self._plan = plan(case, marked, today)

    def body(self) -> ComposeResult:
        """What comes, one line a form, and how to get the laptop back."""
        if self._plan.forms:
            yield Note(texts.patient_fills_in(self._case.patient.code), id="question")
        yield Note("\n".join(self._lines()))
        yield Answers(self._keys, id="hint", classes="quiet")

    def action_begin(self) -> None:
        """Hand over, once there is a PIN to come back with."""
        if self._plan.forms:
            self.host.with_pin(self._begin)

    def _begin(self) -> None:
        from romtui.ui.screens.handover import HandOverScreen

        handed = HandOverScreen(self._workspace, self._case.patient.id, self._plan.forms)
        self.app.push_screen(handed, self.dismiss)

    def _lines(self) -> Iterator[str]:
        yield from (self._line(form) for form in self._plan.forms)
        for name in self._plan.without_words:
            yield texts.not_installed(name)
        for name in self._plan.outdated:
            yield texts.of_another_version(name)

    def _line(self, form: Filling) -> str:
        count = len(form.answers)
        if not form.answered:
            asked = count + (form.instrument.followup is not None)
            return texts.with_questions(form.instrument.name, asked) + self._beside(form)
        day = "" if form.on == self._today else with_weekday(form.on)
        line = texts.unfinished(form.instrument.name, day, form.answered, count)
        return line + self._beside(form)

    def _beside(self, form: Filling) -> str:
        """Say that the form was already filled in that day, and what happens then."""
        case = self._case
        already = same_day(case.results, case.instruments, form.instrument.id, form.on)
        if already is None:
            return ""
        return texts.one_of_that_day(score_said(form.instrument, already))

    @property
    def _keys(self) -> str:
        return texts.BEGINS if self._plan.forms else texts.ESC_BACK
