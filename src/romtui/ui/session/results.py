"""The earlier results of a patient, to correct or withdraw one."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from romtui.commands import RESULTS, key_for
from romtui.domain.case import Case, Entered, Patient, Result
from romtui.domain.errors import UserError
from romtui.domain.filling import Filling
from romtui.domain.instrument import Instrument
from romtui.domain.private import Private
from romtui.domain.results import is_from_before, part_scores, record_began, same_day
from romtui.domain.text import number, with_weekday
from romtui.ui import texts
from romtui.ui.bindings import bindings
from romtui.ui.dependencies import Workspace
from romtui.ui.flow import flow
from romtui.ui.reading import read_reason
from romtui.ui.screens.page import ListScreen
from romtui.ui.screens.question import QuestionScreen
from romtui.ui.session.entry import EntryScreen
from romtui.ui.session.total import TotalScreen
from romtui.ui.text import cell, clipped, plain, quoted
from romtui.ui.theme import ink
from romtui.ui.widgets.rows import Rows

_LONGEST_NAME: Final = 20
_WORDS: Final = 24
"""Cells for the patient's own words, so that what was done stays in sight."""


class ResultsScreen(ListScreen[Case | None, "ResultList"]):
    """Newest first. Gives the case as it is when one leaves."""

    TITLE = texts.EARLIER_RESULTS
    KEYS = RESULTS
    BINDINGS = bindings(RESULTS)

    def __init__(self, workspace: Workspace, case: Case) -> None:
        super().__init__(ResultList(case), case.patient)
        self._workspace = workspace
        self._store = workspace.store
        self._case = case

    @flow
    async def action_open(self) -> None:
        """Correct the marked result: its answers again, or its total."""
        result = self.list.current
        if result is None:
            return
        instrument = self._case.instruments[result.instrument]
        if not result.of_version(instrument):
            self.say(texts.OTHER_VERSION)
        elif result.answers is None:
            await self._correct_total(result, instrument)
        elif len(result.answers) == len(instrument.items):
            await self._correct_answers(result, result.answers, instrument)
        else:
            self.say(texts.OTHER_VERSION)

    async def _correct_total(self, result: Result, instrument: Instrument) -> None:
        case = self._case

        def another(on: date) -> Result | None:
            """Another form of that day, beside the one that is corrected."""
            form = result.instrument
            return same_day(case.results, case.instruments, form, on, besides=result.id)

        today, started_on = self.host.dependencies.today(), case.patient.started_on
        form = await self.ask(
            TotalScreen(
                instrument, today, started_on, lambda form, _: form, another, corrected=result
            )
        )
        if form is not None:
            await self._ask_why(
                texts.CORRECTION_REASON,
                lambda reason: self._store.amend(result.id, form, reason),
                texts.OLD_VERSION_STAYS,
            )

    async def _correct_answers(
        self, result: Result, answers: Sequence[int | None], instrument: Instrument
    ) -> None:
        begun, end = self._case.correction(result.id), len(answers)
        filling = (
            Filling(instrument, result.on, tuple(answers), end, end, amends=result.id)
            if begun is None
            else Filling.resume(instrument, begun)
        )
        self._show(await self.ask(EntryScreen(self._workspace, self._case, filling)))

    @flow
    async def action_withdraw(self) -> None:
        """Ask why, then mark the result as entered in error."""
        result = self.list.current
        if result is not None:
            await self._ask_why(
                texts.withdraw_reason(with_weekday(result.on)),
                lambda reason: self._store.withdraw(result.id, reason),
                texts.withdraw_hint(key_for("session.undo")),
            )

    @flow
    async def action_move(self) -> None:
        """Ask whose result it is, then why, and move it."""
        result = self.list.current
        if result is None:
            return
        owner = await self.ask(
            QuestionScreen(
                texts.whose_result(with_weekday(result.on)),
                self._person,
                hint=texts.MOVE_HINT,
            )
        )
        if owner is not None:
            await self._ask_why(
                texts.move_reason(owner.code),
                lambda reason: self._store.move_result(result.id, owner.id, reason),
                texts.MOVE_REASON_HINT,
            )

    def action_history(self) -> None:
        """Show every version of the marked result."""
        from romtui.ui.screens.history import HistoryScreen

        result = self.list.current
        if result is not None:
            history = self._store.history(result.id)
            self.app.push_screen(HistoryScreen(self._case, [history]))

    def action_close(self) -> None:
        self.dismiss(self._case)

    async def _ask_why(self, question: str, change: Callable[[Private], Case], hint: str) -> None:
        """Ask for a reason, and change the result with it."""
        asking = QuestionScreen(question, lambda typed: change(read_reason(typed)), hint=hint)
        self._show(await self.ask(asking))

    def _person(self, typed: str) -> Patient:
        code = typed.strip().casefold()
        for summary in self._store.caseload():
            if summary.patient.code.casefold() == code:
                return summary.patient
        raise UserError(texts.NO_SUCH_CODE)

    def _show(self, case: Case | None) -> None:
        if case is not None:
            self._case = case
            self.list.show(case)


class ResultList(Rows[Result]):
    """One line a result, newest first."""

    def __init__(self, case: Case) -> None:
        super().__init__(case.every_result[::-1])
        self._case = case

    def show(self, case: Case) -> None:
        """List the results of the case as it is now."""
        self._case = case
        self.fill(case.every_result[::-1])

    @property
    def _names(self) -> int:
        """Cells for the names: as many as the longest takes, within reason."""
        names = [cell_len(self._case.instruments[row.instrument].name) for row in self.rows]
        return min(max(names, default=0), _LONGEST_NAME)

    def block(self, row: Result, index: int, width: int) -> Iterable[Text]:  # noqa: ARG002
        """Draw the line of a result."""
        palette, instrument = self.palette, self._case.instruments[row.instrument]
        line = self.mark(index)
        line.append(f"{with_weekday(row.on):<18}", ink(palette.text, bold=index == self.marked))
        line.append_text(cell(plain(instrument.name, ink(palette.text)), self._names))
        line.append(f"{_score(row, instrument):>5}", ink(palette.text))
        if instrument.words:
            line.append("   ")
            line.append_text(clipped(plain(quoted(instrument.words), ink(palette.quiet)), _WORDS))
        line.append(f"   {_how(row, record_began(self._case))}", ink(palette.quiet))
        if not row.of_version(instrument):
            line.append(
                f" · {texts.version_of_form(str(row.instrument_version))}", ink(palette.quiet)
            )
        after = instrument.followup.option(row.followup or 0) if instrument.followup else None
        if after is not None and row.followup is not None:
            line.append(f" · {texts.then_answered(after.printed, after.label)}", ink(palette.quiet))
        yield line


def _score(result: Result, instrument: Instrument) -> str:
    """The total or, without a single one, the scores of the parts as the form has them."""
    if instrument.has_total:
        return "—" if result.total is None else number(result.total)
    scores = part_scores(instrument, result).values()
    return "  " + ("/".join("—" if score is None else number(score) for score in scores) or "—")


def _how(result: Result, began: date | None) -> str:
    """Say how a result came in and what became of it."""
    came = {Entered.IMPORTED: texts.IMPORTED, Entered.AWAY: texts.FILLED_IN_AWAY}
    words = [came[result.entered]] if result.entered in came else []
    if result.answers is not None:
        done = sum(answer is not None for answer in result.answers)
        count = len(result.answers)
        words.append(texts.ITEM_BY_ITEM if done == count else texts.answered_of(done, count))
        if result.mismatched:
            words.append(texts.MISMATCHED)
    elif not words:
        words.append(texts.PARTS_ONLY if result.subtotals else texts.TOTAL_ONLY)
    if result.version > 1:
        words.append(texts.CORRECTED)
    elif result.late and result.entered not in came:
        words.append(texts.ENTERED_LATE)
    if result.discussed:
        words.append(texts.SHARED)
    else:
        words.append(texts.FROM_BEFORE if is_from_before(result, began) else texts.NOT_SHARED_YET)
    return " · ".join(words)
