"""What a person fills in, and how often: edited with a key each."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

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
from romtui.ui.bindings import bindings
from romtui.ui.dependencies import Workspace
from romtui.ui.flow import flow
from romtui.ui.screens.card import CardScreen
from romtui.ui.screens.choose import ChooseScreen
from romtui.ui.screens.page import ListScreen
from romtui.ui.screens.question import QuestionScreen
from romtui.ui.text import plain, quoted
from romtui.ui.theme import ink
from romtui.ui.widgets.key_bar import KeyBar
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.rows import Rows

_CADENCES: Final = (EVERY_SESSION, START_AND_END, *(every_weeks(weeks) for weeks in range(1, 13)))
_BY_WORDS: Final = {cadence.words: cadence for cadence in _CADENCES}


def _often_key() -> str:
    return key_for("battery.often")


class BatteryScreen(ListScreen[Case, "BatteryList"]):
    """Gives the case as it is when one leaves; every change is saved at once."""

    TITLE = "What is filled in, and how often"
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
        words = await self.ask(ChooseScreen(f"{self._name_of(marked)}: how often?", choices))
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
            self._save(Scheduled(chosen), f"Every session; {_often_key()} changes how often.")
            self.list.move(len(self._case.battery))

    @flow
    async def action_goal(self) -> None:
        """Ask for a goal in the person's words; it is better the higher."""
        await self._add_personal("The goal", PersonalKind.GOAL, Direction.HIGHER_BETTER)

    @flow
    async def action_item(self) -> None:
        """Ask which way an item is better, then for its words."""
        direction = await self.ask(DirectionScreen())
        if direction is not None:
            rated = "What is rated from 0 to 10"
            await self._add_personal(rated, PersonalKind.ITEM, direction)

    async def _add_personal(self, asked: str, kind: PersonalKind, direction: Direction) -> None:
        patient = self._case.patient
        case = await self.ask(
            QuestionScreen(
                f"{asked}, in the person's own words",
                lambda typed: self._store.add_own(
                    patient.id, kind, Private(typed.strip()), direction
                ),
                hint="Enter keeps it. The words cannot be changed later: Esc changes nothing.",
            )
        )
        if case is not None:
            self._show(case)
            self.list.move(len(case.battery))
            self.say(f"It is rated every session, from 0 to 10; {_often_key()} changes how often.")

    @flow
    async def action_pause(self) -> None:
        """Ask why the marked measure is left out for now, or take it up again."""
        marked = self.list.current
        if marked is None:
            return
        if marked.paused:
            self._save(replace(marked, paused_on=None, reason=Private("")), "It goes on.")
            return
        patient, today = self._case.patient, self.host.dependencies.today()

        def save(typed: str) -> Case:
            paused = replace(marked, paused_on=today, reason=Private(typed.strip()))
            return self._store.schedule(patient.id, paused)

        again = f"{key_for('battery.pause')} takes it up again"
        hint = f"A few words. {again}; Esc changes nothing."
        case = await self.ask(
            QuestionScreen(f"Why is {self._name_of(marked)} paused?", save, hint=hint)
        )
        if case is not None:
            self._show(case)

    def action_remove(self) -> None:
        """Take the marked measure out; what was filled in stays."""
        marked = self.list.current
        if marked is not None:
            self._show(self._store.unschedule(self._case.patient.id, marked.instrument))
            again = f"{key_for('battery.add')} adds it again."
            self.say(f"It is not asked for any more; its results stay. {again}")

    def action_close(self) -> None:
        self.dismiss(self._case)

    def moved(self) -> None:
        """Show the person's own words whole below the list."""
        marked = self.list.current
        if marked is not None:
            words = self._case.instruments[marked.instrument].words
            self.say(quoted(words) if words else "")

    def _name_of(self, scheduled: Scheduled) -> str:
        return self._case.instruments[scheduled.instrument].name

    def _save(self, scheduled: Scheduled, sentence: str = "") -> None:
        self._show(self._store.schedule(self._case.patient.id, scheduled))
        if sentence:
            self.say(sentence)

    def _show(self, case: Case) -> None:
        self._case = case
        self.list.show(case, self.host.dependencies.today())
        add, goal = key_for("battery.add"), key_for("battery.goal")
        empty = f"Nothing is asked for regularly: {add} adds a questionnaire, {goal} a goal."
        self.say("" if case.battery else empty)
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
        latest = "not yet" if last is None else f"last {short_day(last, self._today)}"
        line = self.mark(index)
        line.append(f"{instrument.name:<16} ", ink(palette.text, bold=index == self.marked))
        line.append(f"{row.cadence.words:<18}", ink(palette.text))
        line.append(f"{latest:<14}", ink(palette.quiet))
        line.append_text(self._state(row))
        if instrument.words:
            line.append("   ")
            line.append_text(plain(quoted(instrument.words), ink(palette.quiet)))
        yield line

    def _state(self, row: Scheduled) -> Text:
        """Say whether it is due, from when, or why it is paused."""
        palette = self.palette
        if row.paused:
            state = Text("paused: ", ink(palette.worse), end="", no_wrap=True)
            state.append_text(plain(row.reason, ink(palette.text)))
            return state
        begins = due_from(self._case, row)
        if begins is None:
            return Text("again at the end", ink(palette.quiet), end="", no_wrap=True)
        if begins <= self._today:
            return Text("due", ink(palette.accent), end="", no_wrap=True)
        return Text(
            f"from {short_day(begins, self._today)}", ink(palette.quiet), end="", no_wrap=True
        )


class DirectionScreen(CardScreen[Direction]):
    """Asks with one key which end of 0 to 10 is the better one."""

    BINDINGS = [
        Binding("1", "take('lower_better')", "10 is worst"),
        Binding("2", "take('higher_better')", "10 is best"),
    ]

    def body(self) -> ComposeResult:
        """The question and its two answers."""
        yield Note("Rated from 0 to 10. Which is it?")
        yield Note("1  10 is the worst, as for a worry\n2  10 is the best, as for a strength")
        yield Note("Esc goes back.", id="hint", classes="quiet")

    def action_take(self, direction: str) -> None:
        self.dismiss(Direction(direction))
