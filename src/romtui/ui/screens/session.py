"""One person: what is, on the left; what to say, on the right."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.screen import Screen

from romtui.domain.case import Case, Focus
from romtui.domain.chart import number
from romtui.domain.errors import Refusal
from romtui.domain.filling import Filling
from romtui.domain.safety import unreviewed
from romtui.domain.talk import How
from romtui.ui.commands import SESSION, bindings
from romtui.ui.dates import with_weekday
from romtui.ui.reading import read_review, read_target
from romtui.ui.screens.confirm import ConfirmScreen
from romtui.ui.screens.question import QuestionScreen
from romtui.ui.sitting import Sitting, changed_results, first_measure
from romtui.ui.widgets.banner import Banner
from romtui.ui.widgets.dialogue_panel import DialoguePanel, Fold
from romtui.ui.widgets.key_bar import KeyBar
from romtui.ui.widgets.measure_table import MeasureTable
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.trend_chart import TrendChart
from romtui.ui.wiring import Opened

if TYPE_CHECKING:
    from romtui.ui.app import RomtuiApp

_IMPRESSION: Final = (
    "Before the score: how does the person seem, since last time? (any other key: no answer)  "
    "1 much worse  2 worse  3 the same  4 better  5 much better"
)
_MIDDLE: Final = 3


class SessionScreen(Screen[None]):
    """Shows a `Sitting`; every verb gives the next case, and `show` draws it."""

    CSS_PATH = "session.tcss"
    KEYS = SESSION
    BINDINGS = bindings(SESSION)
    app: "RomtuiApp"

    def __init__(self, opened: Opened, case: Case, today: date) -> None:
        super().__init__()
        self._opened = opened
        self._store = opened.store
        self._sitting = Sitting(
            case,
            today,
            opened.deck,
            first_measure(case),
            chosen=opened.store.wordings(),
            settings=opened.store.settings,
        )
        self._changed: list[int] = []
        """The results that were entered or changed today, for `u`; the last one is the latest."""
        self._asks_impression = False
        self._row: list[str] = []
        """The measures still to come, while all that are due are filled in."""
        self._after: list[int] = []
        """The results whose question after the form is still to be asked."""

    def compose(self) -> ComposeResult:
        """What is, then what to say."""
        yield Banner(self._case.patient, demo=self.app.wiring.demo)
        yield Note(id="pinned")
        with Container(id="desk"):
            with Vertical(id="what-is"):
                yield MeasureTable()
                yield TrendChart()
            yield DialoguePanel()
        yield Note(id="said", classes="quiet")
        yield KeyBar(SESSION)

    def on_mount(self) -> None:
        """Show the case; ask for the blind impression before a score is entered."""
        self._changed = self._sitting.entered_today(self.app.wiring.now().tzinfo)
        self._draw()
        if self._sitting.asks_impression:
            self.action_impression()
        else:
            self.say(self._sitting.waiting or self._sitting.due_words)

    def on_key(self, event: events.Key) -> None:
        """Take the blind impression or the answer after a form; any other key passes it by."""
        if self._after:
            self._take_after(event)
            return
        if not self._asks_impression:
            return
        self._asks_impression = False
        if event.key not in {"1", "2", "3", "4", "5"}:
            self.say(self._sitting.waiting)
            return
        event.stop()
        event.prevent_default()
        impression = int(event.key) - _MIDDLE
        self._do(self._store.record_impression, self._today, impression, said="Noted.")

    def show(self, case: Case) -> None:
        """Show another case: the one place where rules and drawing meet."""
        self._sitting = replace(self._sitting, case=case, today=self.app.wiring.today())
        self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Quieten what is not possible now."""
        possible = {
            "share": bool(self._sitting.undiscussed),
            "undo": bool(self._changed),
            "review": any(unreviewed(self._case)),
            "correct": bool(self._case.results),
            "run_due": bool(self._sitting.due),
        }
        return possible.get(action, True) or None

    def action_enter(self) -> None:
        """Fill in the marked questionnaire; a half-filled one goes on where it was left."""
        self._row = []
        self._fill_in()

    def action_run_due(self) -> None:
        """Fill in all that is due, entry after entry."""
        self._row = list(self._sitting.due)
        self._fill_in_next()

    def action_battery(self) -> None:
        """Show what is filled in and how often."""
        from romtui.ui.screens.battery import BatteryScreen

        self.app.push_screen(BatteryScreen(self._opened, self._case), self._shown)

    def _fill_in_next(self) -> None:
        if self._row:
            self._sitting = replace(self._sitting, marked=self._row.pop(0))
            self._draw()
            self._fill_in()

    def _fill_in(self) -> None:
        instrument = self._sitting.instrument
        if not instrument.items and not instrument.has_total:
            self.say(
                f"{instrument.name} has neither words nor a total here: a file of your own in "
                "your instruments folder brings the words."
            )
            return
        if not instrument.items:
            self._ask_total()
            return
        draft = self._case.draft(instrument.id)
        try:
            filling = (
                Filling.start(instrument, self._today)
                if draft is None
                else Filling.resume(instrument, draft)
            )
        except Refusal as refusal:
            self.say(str(refusal))
            return
        from romtui.ui.screens.entry import EntryScreen

        self.app.push_screen(EntryScreen(self._opened, self._case, filling), self._filled)

    def action_total(self) -> None:
        """Ask for a total, then for the safety items."""
        self._row = []
        self._ask_total()

    def _ask_total(self) -> None:
        from romtui.ui.screens.total import TotalScreen

        asking = TotalScreen(
            self._sitting.instrument,
            self._today,
            self._case.patient.started_on,
            partial(self._store.record, self._case.patient.id),
        )
        self.app.push_screen(asking, self._filled)

    def action_share(self) -> None:
        """Note that the results of the marked measure were shared and talked about."""
        for result in self._sitting.undiscussed:
            said = "Noted: shared and talked about."
            if not self._do(self._store.share, How.SCREEN, on=result.id, said=said):
                return

    def action_wording(self) -> None:
        """Show the next way to say it, and remember it for the next time."""
        self._sitting = self._sitting.another_wording()
        talk = self._sitting.talk
        self.query_one(DialoguePanel).talk = talk
        if talk is not None:
            said = talk.suggestion
            self._store.remember_wording(said.pattern, said.line_id)

    def action_why(self) -> None:
        """Show the rule behind the headline."""
        from romtui.ui.screens.why import WhyScreen

        self.app.push_screen(WhyScreen(self._sitting))

    def action_goal(self) -> None:
        """Show what to say about the goal."""
        self._fold(Fold.GOAL)

    def action_task(self) -> None:
        """Show what to say about what you do together."""
        self._fold(Fold.TASK)

    def action_bond(self) -> None:
        """Show what to say about working together."""
        self._fold(Fold.BOND)

    def action_to_do(self) -> None:
        """Show what to do, to be ticked."""
        talk = self._sitting.talk
        if talk is None or not talk.suggestion.act:
            return
        from romtui.ui.screens.tick import TickScreen

        def tick(line_id: str, done: bool) -> Case:
            return self._store.tick(self._case.patient.id, line_id, done=done)

        asking = TickScreen(talk.suggestion.title, talk.suggestion.act, self._case.ticks, tick)
        self.app.push_screen(asking, self._shown)

    def action_avoid(self) -> None:
        """Show what to avoid."""
        self._fold(Fold.AVOID)

    def action_words(self) -> None:
        """Show the lines of the headline, the present one marked, to make them one's own."""
        from romtui.ui.screens.words import WordsScreen

        talk = self._sitting.talk
        if talk is not None:
            said = talk.suggestion
            asking = WordsScreen(self._opened, said.pattern, said.line_id)
            self.app.push_screen(asking, self._reread)

    def action_settings(self) -> None:
        """Show the numbers the rules go by."""
        from romtui.ui.screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen(self._store), self._reread)

    def _reread(self, _: None) -> None:
        """Go by other words, or by other settings."""
        self._sitting = replace(
            self._sitting,
            deck=self._opened.deck,
            chosen=self._store.wordings(),
            settings=self._store.settings,
        )
        self._draw()

    def action_next_measure(self) -> None:
        """Mark the next measure."""
        self._mark(1)

    def action_previous_measure(self) -> None:
        """Mark the measure before."""
        self._mark(-1)

    def action_measure(self) -> None:
        """Choose another questionnaire."""
        from romtui.ui.screens.choose import ChooseScreen

        first = self._sitting.measures
        at_hand = sorted(
            self._case.instruments.values(),
            key=lambda one: first.index(one.id) if one.id in first else len(first),
        )
        choices = [(one.id, one.name, one.title) for one in at_hand]
        self.app.push_screen(ChooseScreen("Which questionnaire?", choices), self._mark_measure)

    def action_target(self) -> None:
        """Ask for the score to aim at together."""
        instrument = self._sitting.instrument
        present = self._case.targets.get(instrument.id)
        self.app.push_screen(
            QuestionScreen(
                f"{instrument.name}: which score do you aim at together?",
                lambda typed: self._store.set_target(
                    self._case.patient.id, instrument.id, read_target(instrument, typed)
                ),
                hint="Enter alone takes the target away, Esc changes nothing.",
                typed="" if present is None else number(present),
            ),
            self._shown,
        )

    def action_focus_on(self) -> None:
        """Ask which intervention goes on now, since when, and what could come next."""
        from romtui.ui.screens.focus import FocusScreen

        def save(focus: Focus) -> Case:
            return self._store.set_focus(
                self._case.patient.id, focus.name, focus.since, focus.next_idea
            )

        self.app.push_screen(FocusScreen(self._case.focus, self._today, save), self._shown)

    def action_impression(self) -> None:
        """Ask for the blind impression: it is kept, and never shown."""
        self._asks_impression = True
        self.say(_IMPRESSION)

    def action_correct(self) -> None:
        """Show the earlier results, to correct or withdraw one."""
        from romtui.ui.screens.results import ResultsScreen

        self.app.push_screen(ResultsScreen(self._opened, self._case), self._corrected)

    def action_undo(self) -> None:
        """Take the latest entry or change back; a form comes back half filled."""
        if self._changed and self._do(self._store.undo, on=self._changed[-1]):
            self._changed.pop()
            self.say(f"Taken back. {self._sitting.half_filled}")

    def action_review(self) -> None:
        """Ask what was asked and done; only then is the answer marked as reviewed."""
        oldest = next(unreviewed(self._case), None)
        if oldest is None:
            return
        self.app.push_screen(
            QuestionScreen(
                f"Safety answer of {with_weekday(oldest.on)}: what did you ask, and what was done?",
                lambda typed: self._store.review_safety(oldest.id, read_review(typed)),
                hint="A few words. They are kept with the answer.",
            ),
            self._shown,
        )

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
        """Go back to the caseload; ask once when a safety answer is still open."""
        if not self._sitting.pinned:
            self.dismiss()
            return
        self.app.push_screen(
            ConfirmScreen(
                "A safety answer is not reviewed yet. It stays pinned. Go back all the same?",
                yes="go back to the caseload",
                no="stay here (R notes what you asked and did)",
            ),
            self._go_back,
        )

    def _go_back(self, sure: bool | None) -> None:
        if sure:
            self.dismiss()

    @property
    def _case(self) -> Case:
        return self._sitting.case

    @property
    def _today(self) -> date:
        return self.app.wiring.today()

    def _draw(self) -> None:
        sitting = self._sitting
        table = self.query_one(MeasureTable)
        table.trends, table.marked, table.tags = sitting.trends, sitting.place, sitting.tags
        self.query_one(TrendChart).trend = sitting.trends[sitting.place]
        self.query_one(DialoguePanel).talk = sitting.talk
        banner = self.query_one(Banner)
        banner.title, banner.right = sitting.title, sitting.marks
        pinned = self.query_one("#pinned", Note)
        pinned.words, pinned.display = sitting.pinned, bool(sitting.pinned)
        self.query_one(KeyBar).redraw()

    def _fold(self, fold: Fold) -> None:
        """Open a part of the panel, or close it; a small screen makes room for it."""
        panel = self.query_one(DialoguePanel)
        panel.fold = Fold.NOTHING if panel.fold is fold else fold
        self.set_class(panel.fold is not Fold.NOTHING, "-opened")

    def _mark(self, steps: int) -> None:
        measures = self._sitting.measures
        self._mark_measure(measures[(self._sitting.place + steps) % len(measures)])

    def _mark_measure(self, measure: str | None) -> None:
        if measure is not None:
            self._sitting = replace(self._sitting, marked=measure)
            self._draw()
            self.say(self._sitting.waiting)

    def _filled(self, case: Case | None) -> None:
        """Show what was saved; go on with the row, unless the form was left."""
        changed = [] if case is None else self._take(case)
        self._after += [one for one in changed if one in self._sitting.asked_after]
        if changed and self._row:
            self._fill_in_next()
            return
        self._row = []
        if case is not None:
            saved = "✓ Saved.   u takes it back" if changed else ""
            self.say(self._sitting.waiting or saved)
        self._ask_after("✓ Saved. ")

    def _ask_after(self, said: str = "") -> None:
        """Ask the question after the form, once the form is kept."""
        if self._after:
            self.say(said + self._sitting.question_after(self._after[0]))

    def _take_after(self, event: events.Key) -> None:
        answers = self._sitting.answers_after(self._after[0])
        if event.key not in answers:
            self._after = []
            self.say(self._sitting.waiting)
            return
        event.stop()
        event.prevent_default()
        answered = self._after.pop(0)
        self._do(self._store.answer_followup, answers[event.key], on=answered, said="Noted.")
        self._ask_after()

    def _take(self, case: Case) -> list[int]:
        """Show a case that another screen changed; gives the results that are not as before."""
        changed = changed_results(self._case, case)
        self._changed += changed
        self.show(case)
        return changed

    def _shown(self, case: Case | None) -> None:
        if case is not None:
            self.show(case)
            self.say(self._sitting.waiting)

    def _corrected(self, case: Case | None) -> None:
        if case is not None:
            changed = self._take(case)
            self.say("u takes the change back" if changed else self._sitting.waiting)

    def _do(
        self, verb: Callable[..., Case], *about: object, on: int | None = None, said: str = ""
    ) -> bool:
        """Run a verb for this patient (or for the record `on`) and show the case it gives.

        What went wrong is said, else `said`; gives whether it went well.
        """
        try:
            case = verb(self._case.patient.id if on is None else on, *about)
        except Refusal as refusal:
            self.say(str(refusal))
            return False
        self.show(case)
        self.say(said or self._sitting.waiting)
        return True

    def say(self, sentence: str) -> None:
        """Show one sentence at the bottom."""
        self.query_one("#said", Note).words = sentence
