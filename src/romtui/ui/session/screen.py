"""One patient: the sentence to say on top, below it what is and what goes with the sentence."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical

from romtui.commands import REVIEW, SESSION, key_for
from romtui.domain.case import Attendance, Case
from romtui.domain.dialogue import Suggestion
from romtui.domain.dialogue.template import filled
from romtui.domain.idle import ScreenKind
from romtui.domain.open_points import undiscussed
from romtui.domain.private import Private
from romtui.domain.search import offered
from romtui.domain.time_axis import timeline
from romtui.domain.trend import point_details
from romtui.ui.bindings import bindings
from romtui.ui.chart import texts as chart_texts
from romtui.ui.chart.layout import ChartModel
from romtui.ui.chart.readout import point_words, select_point
from romtui.ui.chart.widget import TrendChart
from romtui.ui.dependencies import Workspace
from romtui.ui.flow import begin, flow
from romtui.ui.idle import Clock
from romtui.ui.screens.page import PageScreen
from romtui.ui.session import sentences, texts
from romtui.ui.session.beside import Beside, Fold, beside_content
from romtui.ui.session.cards.close import CLOSE, CloseScreen
from romtui.ui.session.desk import Desk
from romtui.ui.session.discussion import Discussion
from romtui.ui.session.forms import Forms
from romtui.ui.session.objections import Objections
from romtui.ui.session.panel import DialoguePanel, panel_content
from romtui.ui.session.plan import Plan
from romtui.ui.session.question import Question
from romtui.ui.session.view import SessionView, opened
from romtui.ui.widgets.key_bar import KeyBar
from romtui.ui.widgets.measure_table import MeasureTable
from romtui.ui.widgets.note import Note

Answer = TypeVar("Answer")

_NO_IMPRESSION, _THE_SAME = 0, 3
_ALONG_THE_CHART: Final = {"point_before", "point_after"}
_LINES_READ_OUT: Final = 2
"""Of what is read out about a point: the chart must not move."""
_ROOM_FOR_A_CARD: Final = 13
"""Lines that a card needs, as most are."""


@dataclass(frozen=True, slots=True)
class _Prompt:
    """What is asked: one key answers it, any other passes it by.

    `in_place` is a question that stands beside the sentence, else it is more about what was said
    at the bottom.
    """

    answers: Mapping[str, Any]
    answer: asyncio.Future[Any]
    passed_by: Callable[[], None] | None
    in_place: bool


class SessionScreen(PageScreen[int]):
    """What is asked at the beginning, what is drawn, and what is asked at the end.

    Every verb of the store gives the next case, and `show` draws it. Forms, the talk and the
    plan have a part each, which asks and keeps; the commands below hand over to them. It gives how
    many steps further in the list the patient is who comes next: 0 is nobody.
    """

    CSS_PATH = "screen.tcss"
    KEYS = SESSION
    SCREEN_KIND = ScreenKind.SESSION
    BINDINGS = bindings(SESSION)

    def __init__(
        self, workspace: Workspace, case: Case, today: date, beware: Callable[[], str] | None = None
    ) -> None:
        super().__init__(case.patient)
        self.workspace = workspace
        self._store = workspace.store
        self._beware = beware
        """Whom this record could be taken for, said for a while when it is opened."""
        self.view = opened(case, today, workspace).at_start()
        self._done = self._store.done_today(case.patient.id)
        """What was entered, changed or noted today, oldest first: the last is taken back first."""
        self._prompt: _Prompt | None = None
        self._forms = Forms(self)
        self._plan = Plan(self, self._forms)
        self._objections = Objections(self, self._plan)
        self._discussion = Discussion(self, self._objections)

    def body(self) -> ComposeResult:
        """What to say; then what goes with it, and what is."""
        yield Note(id="pinned")
        yield DialoguePanel()
        with Desk(self._beware):
            yield Beside()
            with Vertical(id="what-is"):
                yield MeasureTable()
                yield TrendChart()
                yield Note(id="compared-name")
                yield TrendChart(id="compared")

    def on_mount(self) -> None:
        """Show the case; ask for the blind impression before a score is entered."""
        self.draw(self.view)
        if self.view.asks_impression:
            begin(self, self._ask_impression)
        else:
            begin(self, self._open)

    # What is shown

    def show(self, case: Case) -> None:
        """Show another state of the record: the one place where rules and drawing meet."""
        self._done = self._store.done_today(case.patient.id)
        self.draw(replace(self.view, case=case, today=self.today))

    def show_and_say(self, case: Case, sentence: str | Private = "") -> None:
        """The same, and a sentence; without one, what waits to be finished."""
        self.show(case)
        self.say(sentence or sentences.waiting(self.view))

    def draw(self, view: SessionView) -> None:
        """Show the same case in another way, and hand each widget its part."""
        self.view = view
        table = self.query_one(MeasureTable)
        table.fill(view.trends, view.row)
        table.tags, table.constants = view.tags, view.settings.constants
        chart = self.query_one(TrendChart)
        first_score = (
            (key_for("session.enter"), chart_texts.FILL_IN),
            (key_for("session.hand_over"), chart_texts.PATIENT_ENTRY),
        )
        chart.model = ChartModel(
            view.trends[view.row], timeline(view.case), today=view.today, to_do=first_score
        )
        self._draw_compared(view)
        panel, before = panel_content(view), self.suggestion
        if before is not None and (
            panel.suggestion is None or panel.suggestion.line != before.line
        ):
            self._open_fold(Fold.NOTHING)  # it went with another sentence
        self.query_one(DialoguePanel).content = panel
        self.query_one(Beside).content = beside_content(view, panel, self.zone)
        banner = self.banner
        banner.title, banner.right = sentences.title(view), sentences.lights(view, self.zone)
        banner.short = sentences.title(view, short=True)
        pinned = self.query_one("#pinned", Note)
        pinned.words = sentences.pinned(view)
        pinned.display = bool(pinned.words)
        keys = self.query_one(KeyBar)
        keys.first = (REVIEW,) if pinned.display else ()
        keys.redraw()

    def _draw_compared(self, view: SessionView) -> None:
        """Draw the other of two measures that disagree, on a screen with room for both."""
        trend = view.compared
        self.set_class(trend is not None, "-compared")
        if trend is not None:
            self.query_one("#compared-name", Note).words = trend.instrument.name
            model = ChartModel(trend, timeline(view.case), today=view.today)
            self.query_one("#compared", TrendChart).model = model

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Quieten what is not possible now."""
        view = self.view
        match action:  # asked of every command at every key
            case "share":
                possible = view.latest is not None or bool(undiscussed(self.case))
            case "fit":
                possible = view.latest is not None
            case "undo":
                possible = bool(self._done)
            case "review":
                possible = view.has_unreviewed
            case "correct":
                possible = bool(self.case.every_result)
            case "run_due":
                possible = bool(view.due)
            case _:
                possible = True
        return possible or None

    @property
    def case(self) -> Case:
        """All about the person whose record is open."""
        return self.view.case

    @property
    def today(self) -> date:
        """The day on the clock, which may have gone on since the case was shown."""
        return self.host.dependencies.today()

    @property
    def zone(self) -> tzinfo | None:
        """Where the therapist is."""
        return self.host.dependencies.now().tzinfo

    @property
    def moment(self) -> Clock:
        """A clock that only runs forward."""
        return self.host.dependencies.moment

    @property
    def rows_in_sight(self) -> int:
        """Down to the end of the sentence, or of all that belongs to it where there is room."""
        panel = self.query_one(DialoguePanel)
        whole = panel.region.bottom + 1  # and the rule below it
        return whole if self.size.height - whole >= _ROOM_FOR_A_CARD else panel.sentence_ends

    @property
    def suggestion(self) -> Suggestion | None:
        """What the panel suggests to say."""
        return self.query_one(DialoguePanel).suggestion

    @property
    def is_filled_in(self) -> bool:
        """Whether the marked form is there already for today."""
        return self._forms.on_day(self.view.form.id, self.today) is not None

    @property
    def has_due(self) -> bool:
        """Whether a form is due."""
        return bool(self.view.due)

    # What is said and asked at the bottom

    def say(self, sentence: str | Private, *, most: int = 0) -> None:
        """Show one sentence at the bottom, on at most so many lines."""
        note = self.query_one("#said", Note)
        note.most = most
        note.words = sentence

    async def choose(
        self,
        asked: Question | str | Private,
        answers: Mapping[str, Answer],
        *,
        passed_by: Callable[[], None] | None = None,
    ) -> Answer | None:
        """Ask for one key; None when any other key passes the question by.

        That key still does what it always does, after `passed_by`; only Esc does no more than
        leave a question. Words instead of a question confirm something at the bottom, which the
        keys may still change.
        """
        answer: asyncio.Future[Answer | None] = asyncio.get_running_loop().create_future()
        if self._prompt is not None:
            self._prompt.answer.set_result(None)
        question = asked if isinstance(asked, Question) else None
        self._prompt = _Prompt(answers, answer, passed_by, in_place=question is not None)
        self.query_one(Beside).question = question
        if question is not None:
            self._open_fold(Fold.NOTHING)
        if not isinstance(asked, Question):
            self.say(asked)
        return await self.host.flows.wait_for(answer)

    def on_key(self, event: events.Key) -> None:
        """Let a key answer what is asked, end the way along the chart, or name an opened line."""
        if self._forms.refuses(event):
            taken = True
        elif self._prompt is not None:
            taken = self._answers(self._prompt, event)
        else:
            taken = self._ends_chart(event) or self._closes_fold(event) or self._names_line(event)
        if taken:
            event.stop()
            event.prevent_default()

    def _answers(self, prompt: _Prompt, event: events.Key) -> bool:
        """Take an answer; a digit that is none is said, any other key passes the question by."""
        key = event.key if event.key in prompt.answers else event.character or event.key
        if key not in prompt.answers:
            if prompt.in_place and key.isdecimal():
                self.say(texts.no_answer_here(key))
                return True
            self.pass_by()
            return prompt.in_place and key == "escape"
        self._prompt = None
        self.query_one(Beside).question = None
        self.say(sentences.waiting(self.view))
        prompt.answer.set_result(prompt.answers[key])
        return True

    def pass_by(self) -> None:
        """Leave what is asked without an answer."""
        prompt, self._prompt = self._prompt, None
        if prompt is not None:
            self.query_one(Beside).question = None
            if not prompt.in_place:
                self.say(sentences.waiting(self.view))
            if prompt.passed_by is not None:
                prompt.passed_by()
            prompt.answer.set_result(None)

    # How a session begins

    @flow
    async def action_impression(self) -> None:
        await self._ask_impression()

    async def _ask_impression(self) -> None:
        answers = {str(digit): digit for digit in range(6)}
        words = texts.IMPRESSION_WITH_SCORE if self.is_filled_in else texts.IMPRESSION
        asked = Question(words, texts.IMPRESSIONS)
        answer = await self.choose(asked, answers, passed_by=self._say_opening)
        if answer == _NO_IMPRESSION:
            await self._open()
        elif answer is not None:
            impression = answer - _THE_SAME
            self.show(self._store.record_impression(self.case.patient.id, self.today, impression))
            await self._open(texts.RECORDED)

    async def _open(self, said: str = "") -> None:
        """Ask what became of the last agreement, else say what was done and what is open."""
        waiting_for = self.view.to_look_at
        if waiting_for:
            await self._discussion.ask_outcome(waiting_for[-1])
        else:
            self.say(f"{said} {sentences.opening(self.view)}".strip())

    def _say_opening(self) -> None:
        self.say(sentences.opening(self.view))

    # Measures and their chart

    def action_next_measure(self) -> None:
        self._mark_row((self.view.row + 1) % len(self.view.measures))

    def action_previous_measure(self) -> None:
        self._mark_row(self.view.row - 1)

    @on(MeasureTable.Pointed)
    def _pointed_at(self, pointed: MeasureTable.Pointed) -> None:
        self.pass_by()
        self._mark_row(min(max(self.view.row + pointed.steps, 0), len(self.view.measures) - 1))

    def _mark_row(self, row: int) -> None:
        self._mark(self.view.measures[row])

    def _mark(self, measure: str) -> None:
        self.draw(self.view.marking(measure))
        self.say(sentences.waiting(self.view))

    @flow
    async def action_measure(self) -> None:
        """Choose another questionnaire."""
        from romtui.ui.screens.choose import ChooseScreen

        here, elsewhere = self.view.forms, self._store.forms_in_use()
        questionnaires = offered(self.case.instruments, here, elsewhere)
        measure = await self.ask(ChooseScreen.of_questionnaires(questionnaires))
        if measure is not None:
            self._mark(measure)

    @flow
    async def action_graph(self) -> None:
        """Show the chart on the whole screen."""
        from romtui.ui.session.patient_chart import ChartScreen

        self._mark(await self.ask(ChartScreen(self.view)))

    def action_point_before(self) -> None:
        self._read_out_next(-1)

    def action_point_after(self) -> None:
        self._read_out_next(1)

    def _read_out_next(self, steps: int) -> None:
        trend = self.view.trends[self.view.row]
        point = select_point(self._chosen_point, steps, len(trend.points))
        if not trend.points:
            self.say(texts.NO_POINT)
        elif point is None:
            self._leave_chart()
        else:
            self._choose_point(point)
            details = point_details(self.case, trend)[point]
            self.say(
                point_words(details, self.today, self.view.settings.constants), most=_LINES_READ_OUT
            )

    def _ends_chart(self, event: events.Key) -> bool:
        """Let any key but the two along the chart end the way; Esc does nothing else then."""
        if self._chosen_point is None:
            return False
        # Only now: to look up the bindings asks `check_action` about each command.
        active = self.active_bindings.get(event.key)
        if active is not None and active.binding.action in _ALONG_THE_CHART:
            return False
        self._leave_chart()
        return event.key == "escape"

    def _leave_chart(self) -> None:
        self._choose_point(None)
        self.say(sentences.waiting(self.view))

    @property
    def _chosen_point(self) -> int | None:
        model = self.query_one(TrendChart).model
        return None if model is None else model.selected

    def _choose_point(self, point: int | None) -> None:
        chart = self.query_one(TrendChart)
        self.set_class(point is not None, "-walking")
        if chart.model is not None:
            chart.model = replace(chart.model, selected=point)

    # Forms

    @flow
    async def action_enter(self) -> None:
        if await self._forms.fill_in():
            await self._plan.offer_target()

    @flow
    async def action_run_due(self) -> None:
        """Fill in all that is due, entry after entry."""
        first, *rest = self.view.due
        self.draw(self.view.marking(first))
        if await self._forms.fill_in(rest):
            await self._plan.offer_target()

    @flow
    async def action_total(self) -> None:
        if await self._forms.enter_total():
            await self._plan.offer_target()

    @flow
    async def action_check_in(self) -> None:
        await self._forms.rate_session()

    @flow
    async def action_hand_over(self) -> None:
        await self._forms.hand_over()

    @flow
    async def action_away_page(self) -> None:
        """Make a page that is filled in at home."""
        from romtui.ui.session.away.flows import make_page

        vault = self.host.dependencies.vault
        folder = None if vault is None else vault.folder
        form = self.view.form
        said = await make_page(self, self._store, self.case, form, self.today, folder)
        self.say(said or sentences.waiting(self.view))

    @flow
    async def action_away_withdraw(self) -> None:
        """Take no code of the pages any more that were made so far."""
        from romtui.ui.session.away.flows import withdraw_pages

        said = await withdraw_pages(self, self._store, self.case.patient.id)
        self.say(said or sentences.waiting(self.view))

    @flow
    async def action_away_code(self) -> None:
        """Take in what came back of such a page."""
        from romtui.ui.session.away.flows import enter_code

        case = await enter_code(self, self._store, self.case, self.today)
        if case is not None:
            self.show(case)
            self.draw(self.view.at_headline())
            self.say(sentences.waiting(self.view) or sentences.saved())

    @flow
    async def action_correct(self) -> None:
        await self._forms.correct()

    def action_undo(self) -> None:
        """Take the latest entry, change or note of today back; a form comes back half filled.

        It goes backwards in time, also over what was done before the record was closed.
        """
        if self._done:
            before, last = self.case, self._done[-1]
            self.show(self._store.take_back(before.patient.id, last))
            undone = sentences.taken_back(last, before, self.case, self.today)
            self.say(filled("{said} {left}", said=undone, left=sentences.half_filled(self.view)))

    # What to say

    def action_wording(self) -> None:
        """Show the next way to say it, and remember it for the next time."""
        self.view = self.view.another_wording()
        panel = self.query_one(DialoguePanel)
        panel.content = content = panel_content(self.view)
        self.query_one(Beside).content = beside_content(self.view, content, self.zone)
        if content.suggestion is not None and not content.framing:
            self._store.remember_wording(content.suggestion.pattern, content.suggestion.line_id)

    def action_next_finding(self) -> None:
        """Show the next of what holds, and mark its measure."""
        self.draw(self.view.stepped(1))
        self.say(sentences.waiting(self.view))

    def action_previous_finding(self) -> None:
        """Show the one before."""
        self.draw(self.view.stepped(-1))
        self.say(sentences.waiting(self.view))

    def action_why(self) -> None:
        """Show the rule behind the headline."""
        from romtui.ui.session.why import WhyScreen

        self.app.push_screen(WhyScreen(self.view))

    def action_goal(self) -> None:
        self._fold(Fold.GOAL)

    def action_task(self) -> None:
        self._fold(Fold.TASK)

    def action_bond(self) -> None:
        self._fold(Fold.BOND)

    def action_avoid(self) -> None:
        self._fold(Fold.AVOID)

    def _fold(self, fold: Fold) -> None:
        """Open a part of what else there is to say, or close it."""
        beside = self.query_one(Beside)
        self._open_fold(Fold.NOTHING if beside.fold is fold else fold)
        if beside.open_lines:
            self.say(texts.marks_as_said(key_for("session.said")))

    def _open_fold(self, fold: Fold) -> None:
        """A small screen makes room for what is open."""
        beside = self.query_one(Beside)
        if beside.fold is not fold:
            beside.fold = fold
            self.set_class(fold is not Fold.NOTHING, "-opened")

    def _closes_fold(self, event: events.Key) -> bool:
        """Let Esc close what is open, and do nothing else then."""
        if event.key != "escape" or self.query_one(Beside).fold is Fold.NOTHING:
            return False
        self._open_fold(Fold.NOTHING)
        self.say(sentences.waiting(self.view))
        return True

    @flow
    async def action_said(self) -> None:
        """Keep that the opened line was said, or that the questionnaires were introduced."""
        content = self.query_one(DialoguePanel).content
        opened = self.query_one(Beside).open_lines
        if content is not None and content.framing:
            framed = replace(self.case.patient, framed_on=self.today)
            case = self._store.edit_patient(framed)
            self.show_and_say(case, texts.INTRODUCED)
        elif content is not None:
            unsaid = [line_id for line_id in opened if line_id not in content.said_today]
            if unsaid:
                await self._said(unsaid[0])

    def _names_line(self, event: events.Key) -> bool:
        """Let a digit say which of the opened lines was said."""
        lines = self.query_one(Beside).numbered
        if not (event.character or "").isdecimal():
            return False
        digit = int(event.character or "")
        if not 1 <= digit <= len(lines):
            return False
        begin(self, partial(self._said, lines[digit - 1]))
        return True

    async def _said(self, line_id: str) -> None:
        """Keep that a line was said; an opened one about the task asks for the intervention."""
        about_the_task = self.query_one(Beside).fold is Fold.TASK
        self.show_and_say(self._store.say(self.case.patient.id, line_id), texts.SAID)
        if about_the_task:
            await self._plan.set_focus(anew=True)

    @flow
    async def action_to_do(self) -> None:
        """Show what to do, to be ticked."""
        from romtui.ui.session.cards.tick import TickScreen

        suggestion = self.suggestion
        if suggestion is None or not suggestion.act:
            return

        def tick(line_id: str, done: bool) -> Case:
            return self._store.tick(self.case.patient.id, line_id, done=done)

        ticks = TickScreen(suggestion.title, suggestion.act, self.case.ticks, tick)
        case = await self.ask(ticks)
        if case is not None:
            self.show_and_say(case)

    @flow
    async def action_words(self) -> None:
        """Show the lines of the headline, the present one marked, to make them one's own."""
        from romtui.ui.screens.words import WordsScreen

        suggestion = self.suggestion
        if suggestion is not None:
            await self.ask(WordsScreen(self.workspace, suggestion.pattern, suggestion.line_id))
            self._read_settings()

    @flow
    async def action_settings(self) -> None:
        """Show what can be set."""
        from romtui.ui.screens.settings import SettingsScreen

        await self.ask(SettingsScreen(self.workspace))
        self._read_settings()

    def _read_settings(self) -> None:
        """Go by other words, or by other settings."""
        self.draw(
            replace(
                self.view,
                deck=self.workspace.deck,
                chosen=self._store.wordings(),
                turned={},
                settings=self._store.settings,
            )
        )

    # The talk

    @flow
    async def action_share(self) -> None:
        await self._discussion.share()

    @flow
    async def action_share_all(self) -> None:
        await self._discussion.share_all()

    @flow
    async def action_not_today(self) -> None:
        await self._discussion.not_today()

    @flow
    async def action_fit(self) -> None:
        await self._discussion.fit()

    @flow
    async def action_agree(self) -> None:
        self._open_fold(Fold.NOTHING)
        await self._discussion.agree()

    @flow
    async def action_event(self) -> None:
        await self._discussion.note_event()

    @flow
    async def action_five_questions(self) -> None:
        await self._discussion.ask_five_questions()

    @flow
    async def action_objections(self) -> None:
        await self._objections.ask()

    @flow
    async def action_review(self) -> None:
        await self._discussion.review_safety()

    # What the person sees, and what goes along

    def action_turn(self) -> None:
        """Turn the laptop: only what the person may see is on the screen."""
        from romtui.ui.screens.shared import SharedScreen

        case, marked = self.case, self.view.marked
        words_only = case.preferences.words_only
        self.app.push_screen(
            SharedScreen(self.workspace.deck, case, marked, self.today, words_only=words_only)
        )

    def action_items(self) -> None:
        """Show the single answers of the marked measure."""
        from romtui.ui.screens.items import ItemsScreen

        view = self.view
        self.app.push_screen(ItemsScreen(self.case, view.with_items, view.marked, self.today))

    @flow
    async def action_handout(self) -> None:
        """Ask where to write the page that the person takes home: the shared view of a measure."""
        from romtui.domain.handout import handout
        from romtui.domain.shared import Sharing
        from romtui.exchange.handout import file_for, proposed_file, write
        from romtui.ui.screens.question import QuestionScreen

        case, vault = self.case, self.host.dependencies.vault

        def write_page(typed: str) -> Path:
            file = file_for(typed, None if vault is None else vault.folder)
            sharing = Sharing(words_only=case.preferences.words_only)
            page = handout(case, self.view.marked, self.today, self.workspace.deck, sharing)
            self._store.note_handed_out(case.patient.id)
            write(file, page)
            return file

        proposed = proposed_file(case.patient.code, self.today)
        file = await self.ask(
            QuestionScreen(
                texts.HANDOUT_FILE, write_page, hint=texts.HANDOUT_FILE_HINT, proposed=proposed
            )
        )
        if file is not None:
            self.say(texts.handout_saved(str(file)))

    @flow
    async def action_report(self) -> None:
        """Make a page for a third party."""
        from romtui.ui.reporting.making import PageMaking

        said = await PageMaking(self, self.workspace).of_one(self.case.patient.id)
        if said:
            self.say(said)

    def action_note(self) -> None:
        """Show the note of this session, for the therapist's own record."""
        from romtui.ui.screens.note import NoteScreen

        self.app.push_screen(NoteScreen(self.case.patient, self._note()))

    def action_copy_note(self) -> None:
        """Send the note to the terminal's clipboard, and say how it is read."""
        self.host.send_to_clipboard(self._note())
        self.say(texts.note_sent(key_for("session.note")))

    def _note(self) -> Private:
        from romtui.domain.note import session_note

        view = self.view
        constants = view.settings.constants
        return session_note(self.case, self.today, view.deck, self.zone, constants)

    def action_history(self) -> None:
        """Show all that was ever entered."""
        from romtui.ui.screens.history import HistoryScreen

        histories = self._store.histories(self.case.patient.id)
        self.app.push_screen(HistoryScreen(self.case, histories))

    def action_instruments(self) -> None:
        """Show the questionnaires."""
        from romtui.ui.screens.instruments import InstrumentsScreen

        self.app.push_screen(InstrumentsScreen(self.workspace))

    # The plan, and the end

    @flow
    async def action_plan(self) -> None:
        await self._plan.plan_sessions()

    @flow
    async def action_battery(self) -> None:
        await self._plan.choose_battery()

    @flow
    async def action_target(self) -> None:
        await self._plan.set_target()

    @flow
    async def action_focus_on(self) -> None:
        await self._plan.set_focus()

    @flow
    async def action_missed(self) -> None:
        await self._plan.note_absence(Attendance.MISSED)

    @flow
    async def action_cancelled(self) -> None:
        await self._plan.note_absence(Attendance.CANCELLED)

    @flow
    async def action_discharge(self) -> None:
        await self._plan.discharge()

    @flow
    async def action_close(self) -> None:
        await self._close()

    @flow
    async def action_next_patient(self) -> None:
        await self._close(1)

    @flow
    async def action_previous_patient(self) -> None:
        await self._close(-1)

    async def _close(self, steps: int = 0) -> None:
        """Go back to the list, or on to another patient; ask once about what is still open."""
        points = self.view.open_points
        words = sentences.open_points(self.view)
        answer = await self.ask(CloseScreen(words)) if words else CLOSE
        if answer == CLOSE:
            self.dismiss(steps)
        elif answer == "share":
            await self._discussion.share_results(points.undiscussed)
        elif answer == "not_today":
            await self._discussion.put_off(points.undiscussed)
        elif answer == "review":
            await self._discussion.review_safety()
        elif answer == "agree":
            if points.unagreed is not None:
                self.draw(self.view.showing(points.unagreed))
            await self._discussion.agree()
