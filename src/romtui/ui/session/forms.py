"""Forms on the session screen: filled in, corrected, taken back."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import events

from romtui.domain.case import Case, Form, Result
from romtui.domain.clock_doubt import doubt_about_today
from romtui.domain.errors import UserError
from romtui.domain.filling import Filling
from romtui.domain.idle import Moment
from romtui.domain.kept import same_day
from romtui.ui.after_form import answer_said, answers_after, asked_after, question_after
from romtui.ui.commands import key_for
from romtui.ui.screens.inline_prompt import InlinePrompt
from romtui.ui.session.base_screen import SittingScreen
from romtui.ui.session.sentences import half_filled, saved, waiting
from romtui.ui.session.view import changed_results
from romtui.ui.wiring import Workspace

if TYPE_CHECKING:
    from romtui.ui.screens.same_day import Decided

_ON_THE_HEELS_SECONDS: Final = 0.4
"""Nobody reads a question and answers it in that time."""


class FormActions(SittingScreen):
    """The part of the session screen that fills in forms."""

    def __init__(self, workspace: Workspace, case: Case, today: date) -> None:
        super().__init__(workspace, case, today)
        self._row: list[str] = []
        """The measures still to come, while all that are due are filled in."""
        self._row_was: list[str] = []
        """The names of the forms of the row that were filled in so far."""
        self._row_ended: Moment | None = None
        """When a row of several forms was saved to its end."""
        self._after: list[int] = []
        """The results whose question after the form is still to be asked."""
        self._back_to: str | None = None
        """The measure that was marked before the session rating was opened."""

    def on_key(self, event: events.Key) -> None:
        """Take no digit right behind a row of forms: it is one more than the forms have.

        Digits may be typed ahead, so one too many in the first form moves every answer of the
        next; only at the end are there too many. Who answers what is asked there has read it.
        """
        ended = self._row_ended
        if ended is None or not (event.character or "").isdecimal():
            return
        if self.app.dependencies.moment().since(ended) > _ON_THE_HEELS_SECONDS:
            self._row_ended = None
            return
        event.stop()
        event.prevent_default()
        _, *later = self._row_was
        too_many = (
            f"One digit more than the forms have: {event.character} was not taken. Check the "
            f"{' and the '.join(later)}; {key_for('session.undo')} takes the last form back."
        )
        if self._strip is None:
            self.say(too_many)
        else:
            self._ask_after(f"{too_many} ")

    def action_enter(self) -> None:
        """Fill in the marked questionnaire; a half-filled one goes on where it was left."""
        self._row, self._row_was, self._back_to = [], [], None
        self._fill_in()

    def action_run_due(self) -> None:
        """Fill in all that is due, entry after entry."""
        self._row, self._row_was = list(self._sitting.due), []
        self._fill_in_next()

    def action_check_in(self) -> None:
        """Let the person rate the session; what it says is looked at at once."""
        rating = self._sitting.rating
        self._row, self._row_was, self._back_to = [], [], self._sitting.marked
        self.sit(self._sitting.marking(rating))
        self._fill_in()

    def _fill_in_next(self) -> None:
        self._row_ended = None
        if self._row:
            self.sit(self._sitting.marking(self._row.pop(0)))
            self._fill_in()

    def _fill_in(self) -> None:
        instrument = self._sitting.form
        if not (instrument.items or instrument.has_total or instrument.by_part):
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
        except UserError as refusal:
            self.say(str(refusal))
            return
        doubt = doubt_about_today(self._case, self._today) if draft is None else ""
        if doubt:
            from romtui.ui.screens.confirm import ConfirmScreen

            asking = ConfirmScreen(doubt, yes="date it so", no="go back")
            self.app.push_screen(asking, partial(self._dated_all_the_same, filling))
            return
        self._settle_day(filling)

    def _dated_all_the_same(self, filling: Filling, sure: bool | None) -> None:
        if sure:
            self._settle_day(filling)
        else:
            self._filled(None)

    def _settle_day(self, filling: Filling) -> None:
        """Open the form, once it is said what becomes of another one of its day."""
        instrument = filling.instrument
        there = self._there(instrument.id, filling.on)
        if there is None:
            self._open_form(filling)
            return
        from romtui.ui.screens.same_day import SameDayScreen

        which = SameDayScreen(instrument, there, self._today, back="leave it as it is")
        self.app.push_screen(which, partial(self._decide, filling))

    def _decide(self, filling: Filling, decided: "Decided | None") -> None:
        """Fill in a second form of the day, once it was said which of the two counts."""
        if decided is None:
            self._filled(None)
        else:
            self._open_form(filling, decided)

    def _open_form(self, filling: Filling, decided: "Decided | None" = None) -> None:
        from romtui.ui.screens.entry import EntryScreen

        saved_before = f"✓ The {self._row_was[-1]} is saved." if self._row_was else ""
        asking = EntryScreen(self._opened, self._case, filling, decided, saved_before=saved_before)
        self.app.push_screen(asking, self._filled)

    @property
    def is_filled_in(self) -> bool:
        """Whether the marked form is there already for today."""
        return self._there(self._sitting.form.id, self._today) is not None

    @property
    def has_due(self) -> bool:
        """Whether a form is due."""
        return bool(self._sitting.due)

    def _there(self, form: str, on: date) -> Result | None:
        """The form of that day that counts so far, where there is one."""
        return same_day(self._case.results, self._case.instruments, form, on)

    def action_total(self) -> None:
        """Ask for a total, or for the score of each part, then for the safety items."""
        self._row, self._row_was = [], []
        draft = self._case.draft(self._sitting.form.id)
        if draft is None or not all(answer is not None for answer in draft.answers):
            self._ask_total()
            return
        from romtui.ui.screens.confirm import ConfirmScreen

        question = f"{half_filled(self._sitting)} Enter a total beside it?"
        self.app.push_screen(
            ConfirmScreen(question, yes="enter a total", no="go back"),
            lambda sure: self._ask_total() if sure else None,
        )

    def _ask_total(self) -> None:
        from romtui.ui.screens.total import TotalScreen

        form = self._sitting.form

        def take(typed: Form, in_place_of: int | None) -> Case:
            return self._store.record(self._case.patient.id, typed, in_place_of=in_place_of)

        asking = TotalScreen(
            form, self._today, self._case.patient.started_on, take, partial(self._there, form.id)
        )
        self.app.push_screen(asking, self._filled)

    def action_correct(self) -> None:
        """Show the earlier results, to correct or withdraw one."""
        from romtui.ui.screens.results import ResultsScreen

        self.app.push_screen(ResultsScreen(self._opened, self._case), self._corrected)

    def _filled(self, case: Case | None) -> None:
        """Show what was saved; go on with the row, unless the form was left."""
        changed = [] if case is None else self._take(case)
        name = self._sitting.form.name
        self._row_was = [*self._row_was, name] if changed else []
        self._after += [one for one in changed if one in asked_after(self._case)]
        self._unmark_rating()
        if changed and self._row:
            self._fill_in_next()
            return
        self._row = []
        several = len(self._row_was) > 1
        if changed:
            view = self._sitting
            self.sit(view.at_headline() if several else view.after_form())
        if several:
            self._row_ended = self.app.dependencies.moment()
        if case is not None:
            self.say(waiting(self._sitting) or (saved() if changed else ""))
        self._ask_after("✓ Saved. ")

    def _unmark_rating(self) -> None:
        """Mark the measure of before again when the session rating was left without an answer."""
        before, self._back_to = self._back_to, None
        marked = self._sitting.form.id
        if before is not None and not self._case.of(marked) and self._case.draft(marked) is None:
            self.sit(self._sitting.marking(before))

    def _ask_after(self, said: str = "") -> None:
        """Ask the question after the form, once the form is kept."""
        if not self._after:
            return
        result_id = self._after[0]
        answers = {
            key: partial(self._answer_after, result_id, value)
            for key, value in answers_after(self._case, result_id).items()
        }
        words = said + question_after(self._case, result_id)
        self.ask(InlinePrompt(words, answers, passed_by=self._leave_after))

    def _answer_after(self, result_id: int, answer: int) -> None:
        self._after.remove(result_id)
        takes_back = f"{key_for('session.undo')} takes it back"
        said = f"✓ {answer_said(self._case, result_id, answer)}   {takes_back}"
        if self._do(self._store.answer_followup, answer, on=result_id, said=said):
            self._ask_after(f"{said}   ")

    def _leave_after(self) -> None:
        self._after = []
        self.say(waiting(self._sitting))

    def _take(self, case: Case) -> list[int]:
        """Show a case that another screen changed; gives the results that are not as before."""
        changed = changed_results(self._case, case)
        self.show(case)
        return changed

    def _corrected(self, case: Case | None) -> None:
        if case is not None:
            changed = self._take(case)
            undo = f"{key_for('session.undo')} takes the change back"
            self.say(undo if changed else waiting(self._sitting))
