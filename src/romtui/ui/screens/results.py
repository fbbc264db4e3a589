"""The earlier results of a person, to correct or withdraw one."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.reactive import var
from textual.screen import Screen

from romtui.domain.case import Case, Entered, Form, Patient, Result
from romtui.domain.chart import number
from romtui.domain.day_words import with_weekday
from romtui.domain.errors import UserError
from romtui.domain.filling import Filling
from romtui.domain.from_before import is_from_before, record_began
from romtui.domain.instrument import Instrument
from romtui.domain.kept import same_day
from romtui.domain.part_scores import part_scores
from romtui.ui.commands import RESULTS, bindings, key_for
from romtui.ui.reading import read_reason
from romtui.ui.screens.entry import EntryScreen
from romtui.ui.screens.question import QuestionScreen
from romtui.ui.screens.total import TotalScreen
from romtui.ui.text import clipped, plain, quoted
from romtui.ui.theme import ink
from romtui.ui.widgets.banner import Banner
from romtui.ui.widgets.key_bar import KeyBar
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.rows import Rows
from romtui.ui.wiring import Workspace

if TYPE_CHECKING:
    from romtui.ui.app import RomtuiApp

_WORDS: Final = 24
"""Cells for the person's own words, so that what was done stays in sight."""


class ResultsScreen(Screen[Case | None]):
    """Newest first. Gives the case when something was changed."""

    CSS_PATH = "results.tcss"
    KEYS = RESULTS
    BINDINGS = bindings(RESULTS)
    app: "RomtuiApp"

    def __init__(self, workspace: Workspace, case: Case) -> None:
        super().__init__()
        self._opened = workspace
        self._store = workspace.store
        self._case = case

    def compose(self) -> ComposeResult:
        """Whose results, the list, the keys."""
        yield Banner(self._case.patient, demo=self.app.dependencies.demo)
        yield ResultList(self._case)
        yield Note(id="said", classes="quiet")
        yield KeyBar(RESULTS)

    def on_mount(self) -> None:
        """Say what this list is."""
        self.query_one(Banner).title = "Earlier results"

    def action_down(self) -> None:
        """Move the mark down."""
        self.query_one(ResultList).move(1)

    def action_up(self) -> None:
        """Move the mark up."""
        self.query_one(ResultList).move(-1)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(self._case)

    def action_open(self) -> None:
        """Correct the marked result: its answers again, or its total."""
        result = self.query_one(ResultList).current
        if result is None:
            return
        instrument = self._case.instruments[result.instrument]
        if not result.of_version(instrument):
            self.say("This result was made with another version of the form: withdraw it instead.")
        elif result.answers is None:
            asking = TotalScreen(
                instrument,
                self.app.dependencies.today(),
                self._case.patient.started_on,
                lambda form, _: form,
                partial(self._there, result),
                corrected=result,
            )
            self.app.push_screen(asking, partial(self._total_given, result))
        elif len(result.answers) == len(instrument.items):
            end = len(result.answers)
            begun = self._case.correction(result.id)
            filling = (
                Filling(instrument, result.on, result.answers, end, end, amends=result.id)
                if begun is None
                else Filling.resume(instrument, begun)
            )
            self.app.push_screen(EntryScreen(self._opened, self._case, filling), self._changed)
        else:
            self.say("This result was made with another version of the form: withdraw it instead.")

    def action_withdraw(self) -> None:
        """Ask why, then mark the result as entered in error."""
        result = self.query_one(ResultList).current
        if result is not None:
            self.app.push_screen(
                QuestionScreen(
                    f"Why is the result of {with_weekday(result.on)} withdrawn?",
                    lambda typed: self._store.withdraw(result.id, read_reason(typed)),
                    hint=f"It leaves the trend; {key_for('session.undo')} brings it back. "
                    "Esc changes nothing.",
                ),
                self._changed,
            )

    def action_history(self) -> None:
        """Show every version of the marked result."""
        from romtui.ui.screens.history import HistoryScreen

        result = self.query_one(ResultList).current
        if result is not None:
            history = self._store.history(result.id)
            self.app.push_screen(HistoryScreen(self._case, [history]))

    def action_move(self) -> None:
        """Ask whose result it is, then why, and move it."""
        result = self.query_one(ResultList).current
        if result is not None:
            self.app.push_screen(
                QuestionScreen(
                    f"Whose is the result of {with_weekday(result.on)}? Type the code.",
                    self._person,
                    hint="It is marked as entered in error here. Esc changes nothing.",
                ),
                partial(self._owner_given, result),
            )

    @on(Rows.Taken)
    async def _taken_by_mouse(self) -> None:
        await self.run_action("open")

    def _there(self, result: Result, on: date) -> Result | None:
        """Another form of that day, beside the one that is corrected."""
        case = self._case
        return same_day(case.results, case.instruments, result.instrument, on, besides=result.id)

    def _person(self, typed: str) -> Patient:
        code = typed.strip().casefold()
        for row in self._store.caseload():
            if row.patient.code.casefold() == code:
                return row.patient
        raise UserError("Nobody has this code: look in the caseload.")

    def _owner_given(self, result: Result, owner: Patient | None) -> None:
        if owner is not None:
            self.app.push_screen(
                QuestionScreen(
                    f"Why is it moved to {owner.code}?",
                    lambda typed: self._store.move_result(result.id, owner.id, read_reason(typed)),
                    hint="Both records keep the reason, and neither the other's code.",
                ),
                self._changed,
            )

    def _total_given(self, result: Result, form: Form | None) -> None:
        if form is not None:
            self.app.push_screen(
                QuestionScreen(
                    "Why is it corrected?",
                    lambda typed: self._store.amend(result.id, form, read_reason(typed)),
                    hint="The old version is kept.",
                ),
                self._changed,
            )

    def _changed(self, case: Case | None) -> None:
        if case is not None:
            self._case = case
            self.query_one(ResultList).case = case

    def say(self, sentence: str) -> None:
        """Show one sentence at the bottom."""
        self.query_one("#said", Note).words = sentence


class ResultList(Rows):
    """One line a result, newest first, with a mark."""

    case: var[Case | None] = var(None)

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.set_reactive(ResultList.case, case)

    @property
    def current(self) -> Result | None:
        """The result under the mark."""
        rows = self._rows()
        return rows[self.marked] if rows else None

    def move(self, steps: int) -> None:
        """Move the mark, stopping at both ends."""
        self.marked = min(max(self.marked + steps, 0), max(len(self._rows()) - 1, 0))

    def watch_case(self) -> None:
        """Draw what is left."""
        self.move(0)
        self.redraw()

    def draw(self, width: int, height: int) -> list[Text]:
        """Draw the part of the list around the mark."""
        rows = self._rows()
        top = max(self.marked - max(height, 1) + 1, 0)
        self.stand(range(top, min(top + max(height, 1), len(rows))))
        return [
            clipped(self._line(row, marked=place == self.marked), width)
            for place, row in enumerate(rows[top : top + max(height, 1)], start=top)
        ]

    def _rows(self) -> Sequence[Result]:
        if self.case is None:
            return ()
        return self.case.every_result[::-1]

    def _line(self, result: Result, *, marked: bool) -> Text:
        assert self.case is not None
        palette, instrument = self.palette, self.case.instruments[result.instrument]
        line = Text(end="", no_wrap=True)
        line.append("▸ " if marked else "  ", ink(palette.accent))
        line.append(f"{with_weekday(result.on):<18}", ink(palette.text, bold=marked))
        line.append(f"{instrument.name:<10}", ink(palette.text))
        line.append(f"{_score(result, instrument):>5}", ink(palette.text))
        if instrument.words:
            line.append("   ")
            line.append_text(clipped(plain(quoted(instrument.words), ink(palette.quiet)), _WORDS))
        line.append(f"   {_how(result, record_began(self.case))}", ink(palette.quiet))
        if not result.of_version(instrument):
            line.append(f" · version {result.instrument_version} of the form", ink(palette.quiet))
        after = instrument.followup.option(result.followup or 0) if instrument.followup else None
        if after is not None and result.followup is not None:
            line.append(f" · then {after.printed}, {after.label}", ink(palette.quiet))
        return line


def _score(result: Result, instrument: Instrument) -> str:
    """The total or, without a single one, the scores of the parts as the form has them."""
    if instrument.has_total:
        return "—" if result.total is None else number(result.total)
    scores = part_scores(instrument, result).values()
    return "  " + ("/".join("—" if one is None else number(one) for one in scores) or "—")


def _how(result: Result, began: date | None) -> str:
    """Say how a result came in and what became of it."""
    words = ["imported"] if result.entered is Entered.IMPORTED else []
    if result.answers is not None:
        done = sum(answer is not None for answer in result.answers)
        count = len(result.answers)
        words.append("item by item" if done == count else f"{done} of {count} answered")
        if result.mismatched:
            words.append("its total does not add up")
    elif not words:
        words.append("parts only" if result.subtotals else "total only")
    if result.version > 1:
        words.append("corrected")
    elif result.late and result.entered is not Entered.IMPORTED:
        words.append("entered late")
    if result.discussed:
        words.append("shared")
    else:
        words.append("from before" if is_from_before(result, began) else "not shared yet")
    return " · ".join(words)
