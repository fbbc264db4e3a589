"""What a person fills in, and how often: edited with a key each."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.reactive import reactive
from textual.screen import Screen

from romtui.domain.battery import due_from
from romtui.domain.cadence import (
    EVERY_SESSION,
    START_AND_END,
    Scheduled,
    every_weeks,
)
from romtui.domain.case import Case
from romtui.domain.day_words import short_day
from romtui.domain.instrument import Direction
from romtui.domain.personal_measures import PersonalKind
from romtui.domain.private import Private
from romtui.domain.search import offered
from romtui.ui.commands import BATTERY, bindings, key_for
from romtui.ui.screens.card import CardScreen
from romtui.ui.screens.choose import ChooseScreen
from romtui.ui.screens.question import QuestionScreen
from romtui.ui.text import clipped, plain, quoted
from romtui.ui.theme import ink
from romtui.ui.widgets.banner import Banner
from romtui.ui.widgets.key_bar import KeyBar
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.rows import Rows
from romtui.ui.wiring import Workspace

if TYPE_CHECKING:
    from datetime import date

    from romtui.ui.app import RomtuiApp

_CADENCES: Final = (EVERY_SESSION, START_AND_END, *(every_weeks(weeks) for weeks in range(1, 13)))
_BY_WORDS: Final = {cadence.words: cadence for cadence in _CADENCES}


def _empty() -> str:
    add, goal = key_for("battery.add"), key_for("battery.goal")
    return f"Nothing is asked for regularly: {add} adds a questionnaire, {goal} a goal."


def _often_key() -> str:
    return key_for("battery.often")


class BatteryScreen(Screen[Case]):
    """Gives the case as it is when one leaves; every change is saved at once."""

    CSS_PATH = "battery.tcss"
    KEYS = BATTERY
    BINDINGS = bindings(BATTERY)
    app: "RomtuiApp"

    def __init__(self, workspace: Workspace, case: Case) -> None:
        super().__init__()
        self._store = workspace.store
        self._case = case

    def compose(self) -> ComposeResult:
        """Whose battery, the measures, the keys."""
        yield Banner(self._case.patient, demo=self.app.dependencies.demo)
        yield BatteryList(self._case, self.app.dependencies.today())
        yield Note(id="said", classes="quiet")
        yield KeyBar(BATTERY)

    def on_mount(self) -> None:
        """Say what this list is."""
        self.query_one(Banner).title = "What is filled in, and how often"
        self._shown(self._case)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Quieten what needs a measure."""
        needs = action in {"often", "pause", "remove"}
        return None if needs and not self._case.battery else True

    def action_often(self) -> None:
        """Choose how often the marked measure comes; a number finds its weeks."""
        marked = self._marked
        if marked is None:
            return
        name = self._case.instruments[marked.instrument].name
        choices = [(words, words, "") for words in _BY_WORDS]
        self.app.push_screen(ChooseScreen(f"{name}: how often?", choices), self._often)

    def action_add(self) -> None:
        """Choose a questionnaire to be filled in regularly."""
        there = {one.instrument for one in self._case.battery}
        used = [one.instrument for one in reversed(self._case.results)]
        choices = [
            one
            for one in offered(self._case.instruments, used, self._store.forms_in_use())
            if one.id not in there and (one.with_text or one.has_total or one.by_part)
        ]
        self.app.push_screen(ChooseScreen.of_questionnaires(choices), self._add)

    def action_goal(self) -> None:
        """Ask for a goal in the person's words; it is better the higher."""
        self._ask_words(PersonalKind.GOAL, Direction.HIGHER_BETTER)

    def action_item(self) -> None:
        """Ask which way an item is better, then for its words."""
        self.app.push_screen(DirectionScreen(), self._direction)

    def action_pause(self) -> None:
        """Ask why the marked measure is left out for now, or take it up again."""
        marked = self._marked
        if marked is None:
            return
        if marked.paused:
            self._save(replace(marked, paused_on=None, reason=Private("")), "It goes on.")
            return
        today = self.app.dependencies.today()

        def save(typed: str) -> Case:
            paused = replace(marked, paused_on=today, reason=Private(typed.strip()))
            return self._store.schedule(self._case.patient.id, paused)

        name = self._case.instruments[marked.instrument].name
        self.app.push_screen(
            QuestionScreen(
                f"Why is {name} paused?",
                save,
                hint=f"A few words. {key_for('battery.pause')} takes it up again; "
                "Esc changes nothing.",
            ),
            self._shown,
        )

    def action_remove(self) -> None:
        """Take the marked measure out; what was filled in stays."""
        marked = self._marked
        if marked is not None:
            self._shown(self._store.unschedule(self._case.patient.id, marked.instrument))
            again = f"{key_for('battery.add')} adds it again."
            self.say(f"It is not asked for any more; its results stay. {again}")

    def action_down(self) -> None:
        """Move the mark down."""
        self._move(1)

    def action_up(self) -> None:
        """Move the mark up."""
        self._move(-1)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(self._case)

    @on(Rows.Moved)
    def _moved_by_mouse(self) -> None:
        self._move(0)

    @on(Rows.Taken)
    async def _taken_by_mouse(self) -> None:
        await self.run_action("often")

    @property
    def _marked(self) -> Scheduled | None:
        return self.query_one(BatteryList).current

    def _move(self, steps: int) -> None:
        """Move the mark, and show the person's own words whole below the list."""
        self.query_one(BatteryList).move(steps)
        marked = self._marked
        if marked is not None:
            words = self._case.instruments[marked.instrument].words
            self.query_one("#said", Note).words = quoted(words) if words else ""

    def _often(self, words: str | None) -> None:
        marked = self._marked
        if words is not None and marked is not None:
            self._save(replace(marked, cadence=_BY_WORDS[words]))

    def _add(self, instrument: str | None) -> None:
        if instrument is not None:
            self._save(Scheduled(instrument), f"Every session; {_often_key()} changes how often.")
            self.query_one(BatteryList).move(len(self._case.battery))

    def _direction(self, direction: Direction | None) -> None:
        if direction is not None:
            self._ask_words(PersonalKind.ITEM, direction)

    def _ask_words(self, kind: PersonalKind, direction: Direction) -> None:
        asked = "The goal" if kind is PersonalKind.GOAL else "What is rated from 0 to 10"
        self.app.push_screen(
            QuestionScreen(
                f"{asked}, in the person's own words",
                partial(self._make, kind, direction),
                hint="Enter keeps it. The words cannot be changed later: Esc changes nothing.",
            ),
            self._made,
        )

    def _make(self, kind: PersonalKind, direction: Direction, typed: str) -> Case:
        words = Private(typed.strip())
        return self._store.add_own(self._case.patient.id, kind, words, direction)

    def _made(self, case: Case | None) -> None:
        if case is not None:
            self._shown(case)
            self.query_one(BatteryList).move(len(case.battery))
            self.say(f"It is rated every session, from 0 to 10; {_often_key()} changes how often.")

    def _save(self, scheduled: Scheduled, said: str = "") -> None:
        self._shown(self._store.schedule(self._case.patient.id, scheduled))
        if said:
            self.say(said)

    def _shown(self, case: Case | None) -> None:
        if case is not None:
            self._case = case
            self.query_one(BatteryList).case = case
            self.say("" if case.battery else _empty())
            self.query_one(KeyBar).redraw()

    def say(self, sentence: str) -> None:
        """Show one sentence at the bottom."""
        self.query_one("#said", Note).words = sentence


class BatteryList(Rows):
    """One line a measure: how often, when it was filled in last, and whether it is due."""

    case: reactive[Case | None] = reactive(None)

    def __init__(self, case: Case, today: "date") -> None:
        super().__init__()
        self.set_reactive(BatteryList.case, case)
        self._today = today

    @property
    def current(self) -> Scheduled | None:
        """The measure under the mark."""
        rows = self._rows
        return rows[self.marked] if rows else None

    def move(self, steps: int) -> None:
        """Move the mark, stopping at both ends."""
        self.marked = min(max(self.marked + steps, 0), max(len(self._rows) - 1, 0))

    def watch_case(self) -> None:
        """Draw what is left."""
        self.move(0)
        self.redraw()

    def draw(self, width: int, height: int) -> list[Text]:
        """Draw the part of the list around the mark."""
        rows, shown = self._rows, max(height, 1)
        top = max(self.marked - shown + 1, 0)
        self.stand(range(top, min(top + shown, len(rows))))
        return [
            clipped(self._line(row, marked=place == self.marked), width)
            for place, row in enumerate(rows[top : top + shown], start=top)
        ]

    @property
    def _rows(self) -> tuple[Scheduled, ...]:
        return self.case.battery if self.case is not None else ()

    def _line(self, row: Scheduled, *, marked: bool) -> Text:
        assert self.case is not None
        palette, instrument = self.palette, self.case.instruments[row.instrument]
        last = max((one.on for one in self.case.of(row.instrument)), default=None)
        said = "not yet" if last is None else f"last {short_day(last, self._today)}"
        line = Text(end="", no_wrap=True)
        line.append("▸ " if marked else "  ", ink(palette.accent))
        line.append(f"{instrument.name:<16} ", ink(palette.text, bold=marked))
        line.append(f"{row.cadence.words:<18}", ink(palette.text))
        line.append(f"{said:<14}", ink(palette.quiet))
        line.append_text(self._state(row))
        if instrument.words:
            line.append("   ")
            line.append_text(plain(quoted(instrument.words), ink(palette.quiet)))
        return line

    def _state(self, row: Scheduled) -> Text:
        """Say whether it is due, from when, or why it is paused."""
        assert self.case is not None
        palette = self.palette
        if row.paused:
            state = Text("paused: ", ink(palette.worse), end="", no_wrap=True)
            state.append_text(plain(row.reason, ink(palette.text)))
            return state
        begins = due_from(self.case, row)
        if begins is None:
            return Text("again at the end", ink(palette.quiet), end="", no_wrap=True)
        if begins <= self._today:
            return Text("due", ink(palette.accent), end="", no_wrap=True)
        return Text(
            f"from {short_day(begins, self._today)}", ink(palette.quiet), end="", no_wrap=True
        )


class DirectionScreen(CardScreen[Direction | None]):
    """Asks with one key which end of 0 to 10 is the better one."""

    BINDINGS = [
        Binding("1", "take('lower_better')", "10 is worst"),
        Binding("2", "take('higher_better')", "10 is best"),
        Binding("escape", "give_up", "back"),
    ]

    def compose(self) -> ComposeResult:
        """The question and its two answers."""
        with Vertical(classes="card"):
            yield Note("Rated from 0 to 10. Which is it?")
            yield Note("1  10 is the worst, as for a worry\n2  10 is the best, as for a strength")
            yield Note("Esc goes back.", classes="quiet")

    def action_take(self, direction: str) -> None:
        """Give the direction."""
        self.dismiss(Direction(direction))

    def action_give_up(self) -> None:
        """Go back without one."""
        self.dismiss(None)
