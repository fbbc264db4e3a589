"""Filling in a questionnaire: a digit answers and goes on, the last one saves."""

from collections.abc import Callable
from datetime import date

from textual import events
from textual.app import ComposeResult

from romtui.commands import ENTRY, key_for
from romtui.domain.case import Case, Result
from romtui.domain.days import is_before_start
from romtui.domain.errors import UserError
from romtui.domain.filling import Filling
from romtui.domain.instrument import NOT_APPLICABLE
from romtui.domain.private import Private
from romtui.domain.results import same_day
from romtui.ui import texts
from romtui.ui.bindings import bindings
from romtui.ui.dates import before_the_start, read_day
from romtui.ui.dependencies import Workspace
from romtui.ui.flow import flow
from romtui.ui.reading import read_reason
from romtui.ui.screens.confirm import ConfirmScreen
from romtui.ui.screens.page import PageScreen
from romtui.ui.screens.question import QuestionScreen
from romtui.ui.session.cards.same_day import BOTH_STAND, Decided, SameDayScreen, already_there
from romtui.ui.widgets.questionnaire import Questionnaire

_ONE_FRAME_SECONDS = 0.016


class EntryScreen(PageScreen[Case | None]):
    """Gives the case after saving, or as it is when the form is left half filled."""

    KEYS = ENTRY
    TAKES_DIGITS = True
    BINDINGS = bindings(ENTRY)

    def __init__(
        self,
        workspace: Workspace,
        case: Case,
        filling: Filling,
        decided: Decided | None = None,
        *,
        saved_before: str = "",
    ) -> None:
        super().__init__(case.patient)
        self._store = workspace.store
        self._case = case
        self._filling = filling
        self._typed = ""
        self._unsaved = ""
        """Why the last answers could not be kept, as long as they are not."""
        self._warned = False
        self._decided = decided
        """What was said about another form of the same day, once it was asked."""
        self._saved_before = saved_before
        """That the form before it in the row is saved: here the next one begins."""

    def body(self) -> ComposeResult:
        """The form."""
        yield Questionnaire()

    def on_mount(self) -> None:
        """Show the form."""
        form = self._filling.instrument
        self.banner.title = form.title or form.name
        self.query_one(Questionnaire).before = self._saved_before
        self._show(self._filling)

    def on_key(self, event: events.Key) -> None:
        """Answer with a digit; on a 0 to 10 scale with a number and Enter."""
        if event.character is None or event.character not in "0123456789" or not event.character:
            if event.is_printable and event.key not in self.active_bindings:
                self.say(texts.answer_with_a_digit(key_for("app.help")))
            return
        event.stop()
        if self._filling.at_end:
            self.say(texts.end_of_form(key_for("entry.finish"), key_for("entry.back")))
        elif self._filling.item.hi > 9:
            self._typed = (self._typed + event.character)[-2:]
            self.say(texts.number_typed(self._typed, key_for("entry.finish")))
        else:
            self._answer(int(event.character))

    def action_back(self) -> None:
        self._keep(self._filling.take_back())

    def action_leave_out(self) -> None:
        self._keep(self._filling.leave_out())

    def action_not_applicable(self) -> None:
        if not self._filling.at_end:
            self._answer(NOT_APPLICABLE)

    def action_earlier(self) -> None:
        self._keep(self._filling.move(-1))

    def action_later(self) -> None:
        self._keep(self._filling.move(1))

    def action_finish(self) -> None:
        """Answer with the number typed, pass over what is skipped, or save what is complete."""
        if self._typed and not self._filling.at_end:
            self._answer(int(self._typed))
        elif self._filling.needs_no_answer:
            self._go_on(self._filling.past_skipped())
        elif not (self._filling.at_end or self._filling.complete):
            self.say(texts.items_to_come(key_for("entry.leave_out")))
        elif self._filling.amends is None:
            self._save(self._filling)
        else:
            self._correct(self._filling, self._filling.amends)

    @flow
    async def action_date(self) -> None:
        """Ask for another day."""

        def read(typed: str) -> date:
            return read_day(typed, self.host.dependencies.today())

        on = await self.ask(
            QuestionScreen(
                texts.FORM_DATE,
                read,
                hint=texts.date_hint(texts.PAST_DAY),
                day=read,
            )
        )
        if on is None:
            return
        started_on = self._case.patient.started_on
        if is_before_start(on, started_on):
            question = before_the_start(on, started_on)
            asking = ConfirmScreen(question, yes=texts.USE_THIS_DATE, no=texts.CANCEL)
            if not await self.ask(asking):
                return
        self._keep(self._filling.dated(on))

    def action_leave(self) -> None:
        """Go back; the half-filled form was kept with every key, or it is said that it was not."""
        if self._unsaved and not self._warned:
            self._keep(self._filling)
            if self._unsaved:
                self._warned = True
                self.say(f"{self._unsaved} {texts.UNSAVED_ANSWERS}")
                return
        self._leave_with(lambda: self._store.case(self._case.patient.id))

    @flow
    async def action_discard(self) -> None:
        """Ask, then throw the half-filled form away."""
        filling, patient = self._filling, self._case.patient
        if filling.answered:
            form, answered = filling.instrument.name, filling.answered
            question = texts.discard_form(form, answered, len(filling.answers))
            asking = ConfirmScreen(question, yes=texts.DISCARD, no=texts.KEEP)
            if not await self.ask(asking):
                return
        form_id, amends = filling.instrument.id, filling.amends
        self._leave_with(lambda: self._store.drop_draft(patient.id, form_id, amends))

    def _answer(self, value: int) -> None:
        answered = self._filling.answer(value)
        self._typed = ""
        if answered is None:
            printed = ", ".join(option.printed for option in self._filling.item.choices)
            typed = "-" if value == NOT_APPLICABLE else f"{value}"
            self.say(texts.not_an_option(typed, printed))
            return
        self._go_on(answered)

    def _go_on(self, filling: Filling) -> None:
        """Save a form that has every answer it needs; any other is kept, and goes on."""
        if filling.at_end and filling.complete and filling.amends is None:
            self._save(filling)
        else:
            self._keep(filling)

    @flow
    async def _save(self, filling: Filling) -> None:
        """Save a form as it is; only when that fails it is kept half filled, and shown.

        Where there is one of its day already, it is asked once which of them counts.
        """
        already, in_place_of = self._of_its_day(filling), None
        if already is not None:
            if self._decided is None or self._decided.on != filling.on:
                self._keep(filling)
                form, today = filling.instrument, self.host.dependencies.today()
                back = texts.BACK_TO_THE_FORM
                asking = SameDayScreen(form, already, today, back=back)
                decided = await self.ask(asking)
                if decided is None:
                    return
                self._decided = decided
            in_place_of = self._decided.in_place_of
        patient_id, form_filled_in = self._case.patient.id, filling.form()
        try:
            case = self._store.record(patient_id, form_filled_in, in_place_of=in_place_of)
        except UserError as error:
            self._keep(filling)
            self.say(texts.not_saved(str(error)))
        else:
            self._leave_with(lambda: case)

    @flow
    async def _correct(self, filling: Filling, amends: int) -> None:
        """Ask why a result is corrected; where it comes to stand beside another, first that."""
        already, before = self._of_its_day(filling), self._case.result(amends)
        if already is not None and (before is None or before.on != filling.on):
            today = self.host.dependencies.today()
            question = f"{already_there(filling.instrument, already, today)} {BOTH_STAND}"
            asking = ConfirmScreen(question, yes=texts.MOVE_IT_THERE, no=texts.GO_BACK)
            if not await self.ask(asking):
                return
        case = await self.ask(
            QuestionScreen(
                texts.CORRECTION_REASON,
                lambda typed: self._store.amend(amends, filling.form(), read_reason(typed)),
                hint=texts.OLD_VERSION_STAYS,
            )
        )
        if case is not None:
            self.dismiss(case)

    def _of_its_day(self, filling: Filling) -> Result | None:
        """The form of the same day that counts so far; not the one that is corrected here."""
        case, form = self._case, filling.instrument.id
        return same_day(case.results, case.instruments, form, filling.on, besides=filling.amends)

    def _keep(self, filling: Filling) -> None:
        """Save the half-filled form first, then show it: what is shown is kept."""
        self._warned = False
        try:
            self._store.keep_draft(self._case.patient.id, filling.draft())
        except UserError as error:
            self._unsaved = str(error)
            self._show(filling)
            self.say(texts.not_saved(str(error)))
            return
        self._unsaved = ""
        self._show(filling)

    def keep_again(self) -> None:
        """Keep what could not be kept when it was typed."""
        if self._unsaved:
            self._keep(self._filling)

    def _leave_with(self, verb: Callable[[], Case]) -> None:
        """Give a case; the screen below is painted once, with what it now holds."""
        try:
            case = verb()
        except UserError as error:
            self.say(texts.not_saved(str(error)))
            return
        self.app.delay_update(_ONE_FRAME_SECONDS)
        self.dismiss(case)

    def _show(self, filling: Filling) -> None:
        self._filling = filling
        form = self.query_one(Questionnaire)
        form.hint = ""
        form.filling = filling

    def say(self, sentence: str | Private) -> None:
        """Show one sentence under the question."""
        self.query_one(Questionnaire).hint = sentence
