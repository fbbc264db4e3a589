"""What a patient fills in, and how often: edited with a key each."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding

from romtui.commands import BATTERY, key_for
from romtui.domain.battery import due_from
from romtui.domain.case import Case
from romtui.domain.instrument import Direction
from romtui.domain.personal_measures import PersonalKind
from romtui.domain.preferences import (
    EVERY_SESSION,
    START_AND_END,
    Scheduled,
    every_weeks,
)
from romtui.domain.private import Private
from romtui.domain.search import offered
from romtui.domain.text import short_day
from romtui.ui import texts
from romtui.ui.bindings import bindings
from romtui.ui.dependencies import Workspace
from romtui.ui.flow import flow
from romtui.ui.screens.card import CardScreen
from romtui.ui.screens.choose import ChooseScreen
from romtui.ui.screens.page import ListScreen
from romtui.ui.screens.question import QuestionScreen
from romtui.ui.text import cell, plain, quoted
from romtui.ui.theme import ink
from romtui.ui.widgets.answers import Answers
from romtui.ui.widgets.key_bar import KeyBar
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.rows import Rows

_CADENCES: Final = (EVERY_SESSION, START_AND_END, *(every_weeks(weeks) for weeks in range(1, 13)))
_LONGEST_NAME: Final = 24
_BY_WORDS: Final = {cadence.words: cadence for cadence in _CADENCES}


def _often_key() -> str:
    return key_for("battery.often")


def _how_to_begin() -> str:
    return texts.nothing_scheduled(key_for("battery.add"), key_for("battery.goal"))


class BatteryScreen(ListScreen[Case, "BatteryList"]):
    """Gives the case as it is when one leaves; every change is saved at once."""

    TITLE = texts.SCHEDULE
    KEYS = BATTERY
    BINDINGS = bindings(BATTERY)
    ENTER = "often"

    def __init__(self, workspace: Workspace, case: Case) -> None:
        super().__init__(BatteryList(case), case.patient)
        self._store = workspace.store
        self._case = case

    def on_mount(self) -> None:
        """Say how to begin, where nothing is filled in yet."""
        self._show(self._case)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Quieten what needs a measure."""
        needs = action in {"often", "pause", "remove"}
        return None if needs and not self._case.battery else True

    @flow
    async def action_often(self) -> None:
        """Choose how often the marked measure comes; a number finds its weeks."""
        marked = self.list.current
        if marked is None:
            return
        choices = [(words, words, "") for words in _BY_WORDS]
        words = await self.ask(ChooseScreen(texts.how_often(self._name_of(marked)), choices))
        if words is not None:
            self._save(replace(marked, cadence=_BY_WORDS[words]))

    @flow
    async def action_add(self) -> None:
        """Choose a questionnaire to be filled in regularly."""
        case = self._case
        already = {scheduled.instrument for scheduled in case.battery}
        used = [result.instrument for result in reversed(case.results)]
        choices = [
            form
            for form in offered(case.instruments, used, self._store.forms_in_use())
            if form.id not in already and (form.with_text or form.has_total or form.by_part)
        ]
        chosen = await self.ask(ChooseScreen.of_questionnaires(choices))
        if chosen is not None:
            self._save(Scheduled(chosen), texts.every_session(_often_key()))
            self.list.move(len(self._case.battery))

    @flow
    async def action_goal(self) -> None:
        """Ask for a goal in the patient's words; it is better the higher."""
        await self._add_personal(
            texts.GOAL_IN_THEIR_WORDS, PersonalKind.GOAL, Direction.HIGHER_BETTER
        )

    @flow
    async def action_item(self) -> None:
        """Ask which way an item is better, then for its words."""
        direction = await self.ask(DirectionScreen())
        if direction is not None:
            await self._add_personal(texts.ITEM_IN_THEIR_WORDS, PersonalKind.ITEM, direction)

    async def _add_personal(self, asked: str, kind: PersonalKind, direction: Direction) -> None:
        patient = self._case.patient
        case = await self.ask(
            QuestionScreen(
                asked,
                lambda typed: self._store.add_own(
                    patient.id, kind, Private(typed.strip()), direction
                ),
                hint=texts.WORDING_STAYS,
            )
        )
        if case is not None:
            self._show(case)
            self.list.move(len(case.battery))
            self.say(texts.rated_every_session(_often_key()))

    @flow
    async def action_pause(self) -> None:
        """Ask why the marked measure is left out for now, or take it up again."""
        marked = self.list.current
        if marked is None:
            return
        if marked.paused:
            self._save(replace(marked, paused_on=None, reason=Private("")), texts.RESUMED)
            return
        patient, today = self._case.patient, self.host.dependencies.today()

        def save(typed: str) -> Case:
            paused = replace(marked, paused_on=today, reason=Private(typed.strip()))
            return self._store.schedule(patient.id, paused)

        hint = texts.pause_hint(key_for("battery.pause"))
        case = await self.ask(
            QuestionScreen(texts.pause_reason(self._name_of(marked)), save, hint=hint)
        )
        if case is not None:
            self._show(case)

    def action_remove(self) -> None:
        """Take the marked measure out; what was filled in stays."""
        marked = self.list.current
        if marked is not None:
            self._show(self._store.unschedule(self._case.patient.id, marked.instrument))
            self.say(texts.removed(key_for("battery.add")))

    def action_close(self) -> None:
        self.dismiss(self._case)

    def moved(self) -> None:
        """Show the patient's own words whole below the list."""
        marked = self.list.current
        if marked is not None:
            words = self._case.instruments[marked.instrument].words
            self.say(quoted(words) if words else texts.SCHEDULE_FOOT)

    def _name_of(self, scheduled: Scheduled) -> str:
        return self._case.instruments[scheduled.instrument].name

    def _save(self, scheduled: Scheduled, sentence: str = "") -> None:
        self._show(self._store.schedule(self._case.patient.id, scheduled))
        if sentence:
            self.say(sentence)

    def _show(self, case: Case) -> None:
        self._case = case
        self.list.show(case, self.host.dependencies.today())
        self.say(texts.SCHEDULE_FOOT if case.battery else _how_to_begin())
        self.query_one(KeyBar).redraw()


class BatteryList(Rows[Scheduled]):
    """One line a measure: how often, when it was filled in last, and whether it is due."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._case = case
        self._today = date.min

    def show(self, case: Case, today: date) -> None:
        """List what is in the battery on a day."""
        self._case, self._today = case, today
        self.fill(case.battery)

    def block(self, row: Scheduled, index: int, width: int) -> Iterable[Text]:  # noqa: ARG002
        """Draw the line of a measure."""
        palette, instrument = self.palette, self._case.instruments[row.instrument]
        last = max((result.on for result in self._case.of(row.instrument)), default=None)
        latest = texts.NOT_FILLED_IN
        if last is not None:
            latest = texts.filled_in_last(short_day(last, self._today))
        line = self.mark(index)
        name = plain(instrument.name, ink(palette.text, bold=index == self.marked))
        line.append_text(cell(name, self._names))
        line.append(f"{row.cadence.words:<18}", ink(palette.text))
        line.append(f"{latest:<14}", ink(palette.quiet))
        line.append_text(self._state(row))
        if instrument.words:
            line.append("   ")
            line.append_text(plain(quoted(instrument.words), ink(palette.quiet)))
        yield line

    @property
    def _names(self) -> int:
        """Cells for the names: as many as the longest takes, within reason."""
        names = [cell_len(self._case.instruments[row.instrument].name) for row in self.rows]
        return min(max(names, default=0), _LONGEST_NAME) + 2

    def _state(self, row: Scheduled) -> Text:
        """Say whether it is due, from when, or why it is paused."""
        palette = self.palette
        if row.paused:
            state = Text(texts.PAUSED, ink(palette.worse), end="", no_wrap=True)
            state.append_text(plain(row.reason, ink(palette.text)))
            return state
        begins = due_from(self._case, row)
        if begins is None:
            return Text(texts.AGAIN_AT_THE_END, ink(palette.quiet), end="", no_wrap=True)
        if begins <= self._today:
            return Text(texts.DUE, ink(palette.accent), end="", no_wrap=True)
        day = texts.due_from(short_day(begins, self._today))
        return Text(day, ink(palette.quiet), end="", no_wrap=True)


class DirectionScreen(CardScreen[Direction]):
    """Asks with one key which end of 0 to 10 is the better one."""

    BINDINGS = [
        Binding("1", "take('lower_better')", "10 is worst"),
        Binding("2", "take('higher_better')", "10 is best"),
    ]

    def body(self) -> ComposeResult:
        """The question and its two answers."""
        yield Note(texts.WHICH_END, id="question")
        yield Answers(texts.WHICH_END_CHOICES)
        yield Note(texts.ESC_BACK, id="hint", classes="quiet")

    def action_take(self, direction: str) -> None:
        self.dismiss(Direction(direction))
