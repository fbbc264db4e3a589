"""Forms on the session screen: filled in, corrected, taken back."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from romtui.domain.case import Case
from romtui.domain.errors import Refusal
from romtui.domain.filling import Filling
from romtui.ui.after_form import answers_after, asked_after, question_after
from romtui.ui.commands import key_for
from romtui.ui.screens.sitting_screen import SittingScreen
from romtui.ui.screens.strip import Strip
from romtui.ui.sentences import saved, waiting
from romtui.ui.sitting import changed_results
from romtui.ui.wiring import Opened


class FormActions(SittingScreen):
    """The part of the session screen that fills in forms."""

    def __init__(self, opened: Opened, case: Case, today: date) -> None:
        super().__init__(opened, case, today)
        self._row: list[str] = []
        """The measures still to come, while all that are due are filled in."""
        self._several = False
        """Whether more than one of them was."""
        self._after: list[int] = []
        """The results whose question after the form is still to be asked."""
        self._back_to: str | None = None
        """The measure that was marked before the session rating was opened."""

    def action_enter(self) -> None:
        """Fill in the marked questionnaire; a half-filled one goes on where it was left."""
        self._row, self._several, self._back_to = [], False, None
        self._fill_in()

    def action_run_due(self) -> None:
        """Fill in all that is due, entry after entry."""
        self._row = list(self._sitting.due)
        self._several = len(self._row) > 1
        self._fill_in_next()

    def action_check_in(self) -> None:
        """Let the person rate the session; what it says is looked at at once."""
        rating = self._sitting.rating
        self._row, self._several, self._back_to = [], False, self._sitting.marked
        self.sit(self._sitting.marking(rating))
        self._fill_in()

    def _fill_in_next(self) -> None:
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
        except Refusal as refusal:
            self.say(str(refusal))
            return
        from romtui.ui.screens.entry import EntryScreen

        self.app.push_screen(EntryScreen(self._opened, self._case, filling), self._filled)

    def action_total(self) -> None:
        """Ask for a total, or for the score of each part, then for the safety items."""
        self._row = []
        self._ask_total()

    def _ask_total(self) -> None:
        from romtui.ui.screens.total import TotalScreen

        asking = TotalScreen(
            self._sitting.form,
            self._today,
            self._case.patient.started_on,
            partial(self._store.record, self._case.patient.id),
        )
        self.app.push_screen(asking, self._filled)

    def action_correct(self) -> None:
        """Show the earlier results, to correct or withdraw one."""
        from romtui.ui.screens.results import ResultsScreen

        self.app.push_screen(ResultsScreen(self._opened, self._case), self._corrected)

    def _filled(self, case: Case | None) -> None:
        """Show what was saved; go on with the row, unless the form was left."""
        changed = [] if case is None else self._take(case)
        self._after += [one for one in changed if one in asked_after(self._case)]
        self._unmark_rating()
        if changed and self._row:
            self._fill_in_next()
            return
        self._row = []
        if changed:
            several, self._several = self._several, False
            sitting = self._sitting
            self.sit(sitting.at_headline() if several else sitting.after_form())
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
        self.ask(Strip(words, answers, passed_by=self._leave_after))

    def _answer_after(self, result_id: int, answer: int) -> None:
        self._after.remove(result_id)
        self._do(self._store.answer_followup, answer, on=result_id, said="Noted.")
        self._ask_after()

    def _leave_after(self) -> None:
        self._after = []
        self.say(waiting(self._sitting))

    def _take(self, case: Case) -> list[int]:
        """Show a case that another screen changed; gives the results that are not as before."""
        changed = changed_results(self._case, case)
        self.can_take_back(changed)
        self.show(case)
        return changed

    def can_take_back(self, results: Iterable[int]) -> None:
        """Let `u` take these entries back, the last one first."""
        self._taking_back += [partial(self._store.undo, result_id) for result_id in results]

    def _corrected(self, case: Case | None) -> None:
        if case is not None:
            changed = self._take(case)
            undo = f"{key_for('session.undo')} takes the change back"
            self.say(undo if changed else waiting(self._sitting))
