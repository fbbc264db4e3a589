"""One person: what is, on the left; what to say, on the right."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.screen import Screen

from romtui.domain.case import Attendance, Case, Focus, Form, Result
from romtui.domain.chart import number, trend
from romtui.domain.dialogue import suggest
from romtui.domain.errors import Refusal
from romtui.domain.filling import Filling
from romtui.domain.instrument import Instrument
from romtui.domain.patterns import Finding, Findings, Pattern, detect
from romtui.domain.private import Private
from romtui.domain.safety import as_shown, unreviewed
from romtui.ui.commands import SESSION, bindings
from romtui.ui.dates import day_and_month, with_weekday
from romtui.ui.reading import Aim, read_aim, read_review
from romtui.ui.screens.question import QuestionScreen
from romtui.ui.widgets.banner import Banner
from romtui.ui.widgets.dialogue_panel import DialoguePanel, Fold, Talk
from romtui.ui.widgets.key_bar import KeyBar
from romtui.ui.widgets.measure_table import MeasureTable
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.trend_chart import TrendChart
from romtui.ui.wiring import Opened

if TYPE_CHECKING:
    from romtui.ui.app import RomtuiApp

_USUAL: Final = ("phq9", "gad7")
"""What is offered for somebody who has no result yet."""

_IMPRESSION = (
    "Before the score: how does the person seem, compared with last time?   "
    "1 much worse   2 a bit worse   3 the same   4 a bit better   5 much better   "
    "(any other key passes it by)"
)
_SHARED_ON_SCREEN = "screen"


class SessionScreen(Screen[None]):
    """Shows a `Case` and what the rules make of it; every verb gives the next case."""

    CSS_PATH = "session.tcss"
    KEYS = SESSION
    BINDINGS = bindings(SESSION)
    app: "RomtuiApp"

    def __init__(self, opened: Opened, case: Case) -> None:
        super().__init__()
        self._opened = opened
        self._store = opened.store
        self._case = case
        self._findings = Findings()
        self._measures: list[str] = []
        self._marked = ""
        self._turns: dict[Pattern, int] = {}
        self._entered: list[int] = []
        self._asks_impression = False

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
        self._marked = self._first_measure()
        self._asks_impression = self._impression_is_open()
        self.show(self._case)
        if self._asks_impression:
            self._say(_IMPRESSION)
        elif self._case.drafts:
            self._say_half_filled()

    def on_key(self, event: events.Key) -> None:
        """Take the blind impression; any other key passes it by."""
        if not self._asks_impression:
            return
        self._asks_impression = False
        self._say("")
        if event.key in {"1", "2", "3", "4", "5"}:
            event.stop()
            event.prevent_default()
            self._do(self._store.record_impression, self._today, int(event.key) - 3)
        if self._case.drafts:
            self._say_half_filled()

    def show(self, case: Case) -> None:
        """Show a case: the one place where rules and drawing meet."""
        self._case = case
        self._findings = as_shown(case, detect(case, self._today))
        measured = dict.fromkeys(result.instrument for result in case.results)
        drafted = dict.fromkeys(draft.instrument for draft in case.drafts)
        usual = {} if measured else dict.fromkeys(_USUAL)
        self._measures = list(measured | drafted | usual | {self._marked: None})
        trends = [trend(case, measure) for measure in self._measures]
        place = self._measures.index(self._marked)
        table = self.query_one(MeasureTable)
        table.trends, table.marked = trends, place
        self.query_one(TrendChart).trend = trends[place]
        self.query_one(DialoguePanel).talk = self._talk()
        self._show_marks()
        self._show_pinned()
        self.query_one(KeyBar).redraw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Quieten what is not possible now."""
        if action == "share":
            return True if self._undiscussed() else None
        if action == "undo":
            return True if self._entered else None
        if action == "review":
            return True if any(unreviewed(self._case)) else None
        if action == "correct":
            return True if self._case.results else None
        return True

    def action_enter(self) -> None:
        """Fill in the marked questionnaire; a half-filled one goes on where it was left."""
        instrument = self._instrument
        if not instrument.items:
            self.action_total()
            return
        draft = self._case.draft(instrument.id)
        try:
            filling = (
                Filling.start(instrument, self._today)
                if draft is None
                else Filling.resume(instrument, draft)
            )
        except Refusal as refusal:
            self._say(str(refusal))
            return
        self._fill_in(filling)

    def action_total(self) -> None:
        """Ask for a total, then for the safety items."""
        from romtui.ui.screens.total import TotalScreen

        self.app.push_screen(TotalScreen(self._instrument, self._today), self._record)

    def action_share(self) -> None:
        """Note that the results of the marked measure were shared and talked about."""
        for result in self._undiscussed():
            self._do(self._store.share, _SHARED_ON_SCREEN, on=result.id)
        self._say("Noted: shared and talked about.")

    def action_wording(self) -> None:
        """Show the next way to say it."""
        headline = self._findings.headline
        if headline is not None:
            self._turns[headline.pattern] = self._turns.get(headline.pattern, 0) + 1
            self.query_one(DialoguePanel).talk = self._talk()

    def action_why(self) -> None:
        """Show the rule behind the headline."""
        from romtui.ui.screens.why import WhyScreen

        self.app.push_screen(WhyScreen(self._findings, self._case, self._opened.deck))

    def action_goal(self) -> None:
        """Show what to say about the goal."""
        self._fold(Fold.GOAL)

    def action_task(self) -> None:
        """Show what to say about what you do together."""
        self._fold(Fold.TASK)

    def action_bond(self) -> None:
        """Show what to say about working together."""
        self._fold(Fold.BOND)

    def action_avoid(self) -> None:
        """Show what to avoid."""
        self._fold(Fold.AVOID)

    def action_next_measure(self) -> None:
        """Mark the next measure."""
        self._mark(1)

    def action_previous_measure(self) -> None:
        """Mark the measure before."""
        self._mark(-1)

    def action_measure(self) -> None:
        """Choose another questionnaire."""
        from romtui.ui.screens.choose import ChooseScreen

        choices = [(one.id, one.name, one.title) for one in self._opened.instruments.values()]
        self.app.push_screen(ChooseScreen("Which questionnaire?", choices), self._add_measure)

    def action_target(self) -> None:
        """Ask for the score to aim at together."""
        instrument = self._instrument
        present = self._case.targets.get(instrument.id)
        self.app.push_screen(
            QuestionScreen(
                f"{instrument.name}: which score do you aim at together?",
                partial(read_aim, instrument),
                hint="Enter alone takes the target away, Esc changes nothing.",
                typed="" if present is None else number(present),
            ),
            self._target_given,
        )

    def action_focus_on(self) -> None:
        """Ask which intervention goes on now, since when, and what could come next."""
        from romtui.ui.screens.focus import FocusScreen

        self.app.push_screen(FocusScreen(self._case.focus, self._today), self._focus_given)

    def action_impression(self) -> None:
        """Ask for the impression again: it is kept, and never shown."""
        self._asks_impression = True
        self._say(_IMPRESSION)

    def action_correct(self) -> None:
        """Show the earlier results, to correct or withdraw one."""
        from romtui.ui.screens.results import ResultsScreen

        self.app.push_screen(ResultsScreen(self._opened, self._case), self._corrected)

    def action_undo(self) -> None:
        """Take the last entry of this sitting back; a form comes back half filled."""
        if self._entered:
            self._do(self._store.undo, on=self._entered.pop())
            self._say("Taken back. The answers are kept: n goes on with the form.")

    def action_review(self) -> None:
        """Ask what was asked and done; only then is the answer marked as reviewed."""
        oldest = next(unreviewed(self._case), None)
        if oldest is None:
            return
        self.app.push_screen(
            QuestionScreen(
                f"Safety answer of {with_weekday(oldest.on)}: what did you ask, what was done?",
                read_review,
                hint="A few words. They are kept with the answer; nothing is ticked without them.",
            ),
            partial(self._reviewed, oldest),
        )

    def action_close(self) -> None:
        """Go back to the caseload."""
        self.dismiss()

    @property
    def _today(self) -> date:
        return self.app.wiring.today()

    @property
    def _instrument(self) -> Instrument:
        return self._opened.instruments[self._marked]

    def _first_measure(self) -> str:
        half_filled = next((draft.instrument for draft in self._case.drafts), None)
        return half_filled or self._case.primary or _USUAL[0]

    def _impression_is_open(self) -> bool:
        given_or_seen = self._case.impression is not None or any(
            result.on == self._today for result in self._case.results
        )
        return bool(self._case.results) and not given_or_seen

    def _undiscussed(self) -> Sequence[Result]:
        return [
            result
            for result in self._case.of(self._marked)
            if result.valid and not result.discussed
        ]

    def _talk(self) -> Talk | None:
        headline = self._findings.headline
        if headline is None:
            return None
        turn = self._turns.get(headline.pattern, 0)
        return Talk(
            suggestion=suggest(headline, self._case, self._today, self._opened.deck, turn),
            also=tuple(self._chip(finding) for finding in self._findings.also),
            more=len(self._findings.rest),
        )

    def _chip(self, finding: Finding) -> str:
        title = self._opened.deck.entry(finding.pattern).title
        if finding.instrument is None or finding.instrument == self._case.primary:
            return title
        return f"{self._opened.instruments[finding.instrument].name}: {title}"

    def _show_marks(self) -> None:
        measured = [result for result in self._case.of(self._marked) if result.valid]
        shared = bool(measured) and measured[-1].discussed
        banner = self.query_one(Banner)
        attended = [one for one in self._case.sessions if one.attendance is Attendance.ATTENDED]
        begun = any(one.on == self._today for one in attended)
        count = len(attended) + (0 if begun else 1)
        banner.title = f"session {count} · {with_weekday(self._today)}"
        if measured:
            banner.right = f"● collected  {'●' if shared else '○'} shared"

    def _show_pinned(self) -> None:
        open_ones = list(unreviewed(self._case))
        pinned = self.query_one("#pinned", Note)
        if open_ones:
            days = ", ".join(day_and_month(result.on) for result in open_ones)
            pinned.words = f"SAFETY ITEM ANSWERED ({days}): talk about this first   R reviewed"
        pinned.display = bool(open_ones)

    def _fold(self, fold: Fold) -> None:
        panel = self.query_one(DialoguePanel)
        panel.fold = Fold.NOTHING if panel.fold is fold else fold

    def _mark(self, steps: int) -> None:
        place = (self._measures.index(self._marked) + steps) % len(self._measures)
        self._marked = self._measures[place]
        self.show(self._case)

    def _add_measure(self, instrument_id: str | None) -> None:
        if instrument_id is not None:
            self._marked = instrument_id
            self.show(self._case)

    def _fill_in(self, filling: Filling) -> None:
        from romtui.ui.screens.entry import EntryScreen

        self.app.push_screen(EntryScreen(self._opened, self._case, filling), self._filled)

    def _filled(self, case: Case | None) -> None:
        if case is None:
            return
        new = {result.id for result in case.results} - {result.id for result in self._case.results}
        self._entered += sorted(new)
        self.show(case)
        if case.drafts:
            self._say_half_filled()
        else:
            self._say("✓ Saved.   u takes it back" if new else "")

    def _record(self, form: Form | None) -> None:
        if form is None:
            return
        try:
            case = self._store.record(self._case.patient.id, form)
        except Refusal as refusal:
            self._say(str(refusal))
        else:
            self._filled(case)

    def _target_given(self, aim: Aim | None) -> None:
        if aim is not None:
            self._do(self._store.set_target, self._marked, aim.score)

    def _focus_given(self, focus: Focus | None) -> None:
        if focus is not None:
            self._do(self._store.set_focus, focus.name, focus.since, focus.next_idea)

    def _corrected(self, case: Case | None) -> None:
        self.show(case or self._case)

    def _reviewed(self, result: Result, note: Private | None) -> None:
        if note is not None:
            self._do(self._store.review_safety, note, on=result.id)

    def _do(self, verb: Callable[..., Case], *about: object, on: int | None = None) -> None:
        """Run a verb for this patient (or for the record `on`) and show the case it gives."""
        try:
            case = verb(self._case.patient.id if on is None else on, *about)
        except Refusal as refusal:
            self._say(str(refusal))
        else:
            self.show(case)

    def _say_half_filled(self) -> None:
        draft = self._case.drafts[0]
        done = sum(answer is not None for answer in draft.answers)
        name = self._opened.instruments[draft.instrument].name
        self._say(
            f"{name} of {day_and_month(draft.on)} is half filled, "
            f"{done} of {len(draft.answers)}: n goes on with it."
        )

    def _say(self, sentence: str) -> None:
        self.query_one("#said", Note).words = sentence
