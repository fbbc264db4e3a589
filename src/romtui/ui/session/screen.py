"""One person: what is, on the left; what to say, on the right."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from romtui.domain.case import Case, Focus
from romtui.domain.chart import number
from romtui.domain.idle import Place
from romtui.domain.instrument import Instrument
from romtui.domain.open_points import undiscussed
from romtui.domain.safety import unreviewed
from romtui.domain.search import offered
from romtui.domain.time_axis import timeline
from romtui.ui import sentences
from romtui.ui.chart.layout import ChartModel
from romtui.ui.chart.widget import TrendChart
from romtui.ui.commands import SESSION, bindings
from romtui.ui.screens.close import CLOSE, CloseScreen
from romtui.ui.screens.inline_prompt import InlinePrompt
from romtui.ui.session.chart_walk import WalkActions
from romtui.ui.session.discussion import TalkActions
from romtui.ui.session.objections import ObjectionActions
from romtui.ui.session.panel import PanelActions
from romtui.ui.session.plan import PlanActions
from romtui.ui.session.table import TableActions
from romtui.ui.widgets.banner import Banner
from romtui.ui.widgets.dialogue_panel import DialoguePanel
from romtui.ui.widgets.key_bar import KeyBar
from romtui.ui.widgets.measure_table import MeasureTable
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.passing_note import PassingNote
from romtui.ui.wiring import Workspace

_IMPRESSION: Final = (
    "Before the score: how does the person seem, since last time? (any other key: no answer)  "
    "1 much worse  2 worse  3 the same  4 better  5 much better"
)
_MIDDLE: Final = 3


class SessionScreen(
    WalkActions, TableActions, PanelActions, ObjectionActions, TalkActions, PlanActions
):
    """What is asked at the beginning, what is drawn, and what is asked at the end."""

    CSS_PATH = "screen.tcss"
    KEYS = SESSION
    PLACE = Place.SESSION
    BINDINGS = bindings(SESSION)

    def __init__(
        self, workspace: Workspace, case: Case, today: date, beware: Callable[[], str] | None = None
    ) -> None:
        super().__init__(workspace, case, today)
        self._beware = beware
        """Whom this record could be taken for, said for a while when it is opened."""

    def compose(self) -> ComposeResult:
        """What is, then what to say."""
        yield Banner(self._case.patient, demo=self.app.dependencies.demo)
        if self._beware is not None:
            yield PassingNote(self._beware)
        yield Note(id="pinned")
        yield Note(id="last-time")
        with Container(id="desk"):
            with Vertical(id="what-is"):
                yield MeasureTable()
                yield TrendChart()
            yield DialoguePanel()
        yield Note(id="said", classes="quiet")
        yield KeyBar(SESSION)

    def on_mount(self) -> None:
        """Show the case; ask for the blind impression before a score is entered."""
        self.draw_sitting()
        if self._sitting.asks_impression:
            self.action_impression()
        else:
            self.prepare()

    def prepare(self, said: str = "") -> None:
        """Ask what became of the last agreement, else say what was done and what is open."""
        waiting_for = self._sitting.to_look_at
        if waiting_for:
            self.ask_outcome(waiting_for[-1])
        else:
            self.say(f"{said} {sentences.opening(self._sitting)}".strip())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Quieten what is not possible now."""
        view = self._sitting
        possible = {
            "share": view.latest is not None or bool(undiscussed(self._case)),
            "fit": view.latest is not None,
            "undo": bool(self._done),
            "review": any(unreviewed(self._case)),
            "correct": bool(self._case.every_result),
            "run_due": bool(view.due),
        }
        return possible.get(action, True) or None

    def draw_sitting(self) -> None:
        """Hand each widget its part."""
        view = self._sitting
        table = self.query_one(MeasureTable)
        table.trends, table.marked, table.tags = view.trends, view.place, view.tags
        chart = self.query_one(TrendChart)
        chart.model = ChartModel(view.trends[view.place], timeline(self._case), today=view.today)
        self.query_one(DialoguePanel).talk = view.talk
        banner = self.query_one(Banner)
        banner.title, banner.right = sentences.title(view), self._lights
        banner.short = sentences.title(view, short=True)
        for name, words in (
            ("#pinned", sentences.pinned(view)),
            ("#last-time", sentences.last_time(view)),
        ):
            note = self.query_one(name, Note)
            note.words, note.display = words, bool(words)
        self.query_one(KeyBar).redraw()

    @property
    def _lights(self) -> str:
        return sentences.lights(self._sitting, self.app.dependencies.now().tzinfo)

    def action_impression(self) -> None:
        """Ask for the blind impression: it is kept, and never shown."""
        answers = {str(key): partial(self._seems, key - _MIDDLE) for key in range(1, 6)}
        self.ask(InlinePrompt(_IMPRESSION, {**answers, "0": self.prepare}, passed_by=self._pass_by))

    def _seems(self, impression: int) -> None:
        if self._do(self._store.record_impression, self._today, impression):
            self.prepare("Noted.")

    def action_next_measure(self) -> None:
        """Mark the next measure."""
        self._mark(1)

    def action_previous_measure(self) -> None:
        """Mark the measure before."""
        self._mark(-1)

    def action_measure(self) -> None:
        """Choose another questionnaire."""
        from romtui.ui.screens.choose import ChooseScreen

        here, elsewhere = self._sitting.forms, self._store.forms_in_use()
        asking = ChooseScreen.of_questionnaires(offered(self._case.instruments, here, elsewhere))
        self.app.push_screen(asking, self._mark_measure)

    def action_battery(self) -> None:
        """Show what is filled in and how often."""
        from romtui.ui.screens.battery import BatteryScreen

        self.app.push_screen(BatteryScreen(self._opened, self._case), self._shown)

    def action_target(self) -> None:
        """Ask for the score to aim at together, and what it would mean to the person."""
        from romtui.ui.screens.target import TargetScreen

        instrument = self._sitting.instrument
        asking = TargetScreen(
            instrument,
            self._case.targets.get(instrument.id),
            self._case.target_words.get(instrument.id),
            partial(self._store.set_target, self._case.patient.id, instrument.id),
        )
        self.app.push_screen(asking, partial(self._target_set, instrument))

    def _target_set(self, instrument: Instrument, case: Case | None) -> None:
        target = None if case is None else case.targets.get(instrument.id)
        aim = "no target" if target is None else f"target {number(target)}"
        self._shown_and_said(f"✓ {instrument.name}: {aim}.", case)

    def action_focus_on(self) -> None:
        """Ask which intervention goes on now, since when, and what could come next."""
        self.ask_focus()

    def ask_focus(self, *, anew: bool = False) -> None:
        """Ask for the present focus, or for another one from now on."""
        from romtui.ui.screens.focus import FocusScreen

        def save(focus: Focus) -> Case:
            return self._store.set_focus(
                self._case.patient.id, focus.name, focus.since, focus.next_idea
            )

        asking = FocusScreen(self._case.focus, self._today, save, anew=anew)
        self.app.push_screen(asking, self._shown)

    def action_note(self) -> None:
        """Show the note of this session, for the therapist's own record."""
        from romtui.domain.note import session_note
        from romtui.ui.screens.note import NoteScreen

        zone = self.app.dependencies.now().tzinfo
        view = self._sitting
        constants = view.settings.constants
        note = session_note(self._case, self._today, view.deck, zone, constants)
        self.app.push_screen(NoteScreen(self._case.patient, note))

    def action_history(self) -> None:
        """Show all that was ever entered."""
        from romtui.ui.screens.history import HistoryScreen

        histories = self._store.histories(self._case.patient.id)
        self.app.push_screen(HistoryScreen(self._case, histories))

    def action_instruments(self) -> None:
        """Show the questionnaires."""
        from romtui.ui.screens.instruments import InstrumentsScreen

        self.app.push_screen(InstrumentsScreen(self._opened))

    def action_close(self) -> None:
        """Go back to the caseload; ask once about what is still open."""
        points = sentences.open_points(self._sitting)
        if not points:
            self.dismiss()
            return
        self.app.push_screen(CloseScreen(points), self._close_with)

    async def _close_with(self, answer: str | None) -> None:
        if answer == CLOSE:
            self.dismiss()
        elif answer is not None:
            await self._do_before_closing(answer)

    async def _do_before_closing(self, answer: str) -> None:
        """Do what was asked about: with all that is named there, not with what is marked."""
        points = self._sitting.open_points
        if answer == "share":
            self.share(points.undiscussed)
        elif answer == "not_today":
            self.put_off(points.undiscussed)
        else:
            if points.unagreed is not None and answer == "agree":
                self.sit(self._sitting.showing(points.unagreed))
            await self.run_action(answer)

    @on(MeasureTable.Pointed)
    def _pointed_at(self, pointed: MeasureTable.Pointed) -> None:
        self.pass_by()
        measures = self._sitting.measures
        place = min(max(self._sitting.place + pointed.steps, 0), len(measures) - 1)
        self._mark_measure(measures[place])

    def _mark(self, steps: int) -> None:
        measures = self._sitting.measures
        self._mark_measure(measures[(self._sitting.place + steps) % len(measures)])

    def _mark_measure(self, measure: str | None) -> None:
        if measure is not None:
            self.sit(self._sitting.marking(measure))
            self.say(sentences.waiting(self._sitting))
