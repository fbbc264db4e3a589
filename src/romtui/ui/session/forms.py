"""Forms on the session screen: filled in, entered as totals, handed over, corrected."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from textual import events

from romtui.commands import key_for
from romtui.domain.case import Case, Form, Result
from romtui.domain.clock_doubt import doubt_about_today
from romtui.domain.errors import UserError
from romtui.domain.filling import Filling
from romtui.domain.idle import ClockReading
from romtui.domain.instrument import Item
from romtui.domain.results import same_day
from romtui.domain.scoring import score
from romtui.domain.text import number
from romtui.ui.session import texts
from romtui.ui.session.protocol import SessionHost
from romtui.ui.session.question import Question
from romtui.ui.session.sentences import half_filled, saved, waiting

_ON_THE_HEELS_SECONDS: Final = 0.4
"""Nobody reads a question and answers it in that time."""


class Forms:
    """Fills in forms; what a form brings is shown once it is saved."""

    def __init__(self, session: SessionHost) -> None:
        self._session = session
        self._store = session.workspace.store
        self._row: Sequence[str] = ()
        """The names of the forms that were filled in last, once the last of them is saved."""
        self._row_ended: ClockReading | None = None
        self._to_follow: list[int] = []
        """The results whose question after the form is still to be asked."""

    async def fill_in(self, then: Sequence[str] = (), *, back_to: str | None = None) -> bool:
        """Fill in the marked form, then those of `then`; one that is left ends the row.

        A half-filled form goes on where it was left. `back_to` is marked again if the first one
        is left without an answer. Gives whether something was saved and nothing is asked any more.
        """
        session = self._session
        self._row_ended = None
        names: list[str] = []
        for measure in (None, *then):
            if measure is not None:
                session.draw(session.view.marking(measure))
            case = await self._fill_in_marked(texts.saved_before(names[-1]) if names else "")
            changed = self._take_form(case)
            if not changed:
                names = []
                break
            names.append(session.view.form.name)
        marked = session.view.form.id
        untouched = not session.case.of(marked) and session.case.draft(marked) is None
        if back_to is not None and untouched:
            session.draw(session.view.marking(back_to))
        if len(names) > 1:
            session.draw(session.view.at_headline())
        elif changed:
            session.draw(session.view.after_form())
        if len(names) > 1 or (names and not self._to_follow):
            self._row, self._row_ended = names, session.moment()
        return await self._say_and_ask(case, changed=changed)

    async def _fill_in_marked(self, saved_before: str) -> Case | None:
        """Give the case once the form is saved, or as it stands when the form is left."""
        from romtui.ui.screens.confirm import ConfirmScreen
        from romtui.ui.session.cards.same_day import SameDayScreen
        from romtui.ui.session.entry import EntryScreen

        session, form, today = self._session, self._session.view.form, self._session.today
        if not (form.items or form.has_total or form.by_part):
            raise UserError(texts.no_words(form.name))
        if not form.items:
            return await self._enter_total()
        draft = session.case.draft(form.id)
        if draft is None:
            filling = Filling.start(form, today)
            doubt = doubt_about_today(session.case, today)
            if doubt and not await session.ask(
                ConfirmScreen(doubt, yes=texts.USE_THIS_DATE, no=texts.GO_BACK)
            ):
                return None
        else:
            filling = Filling.resume(form, draft)
        decided, already = None, self.on_day(form.id, filling.on)
        if already is not None:
            decided = await session.ask(SameDayScreen(form, already, today, back=texts.CANCEL))
            if decided is None:
                return None
        return await session.ask(
            EntryScreen(
                session.workspace, session.case, filling, decided, saved_before=saved_before
            )
        )

    async def enter_total(self) -> bool:
        """Ask for a total, or for the score of each part, then for the safety items.

        Gives whether something was saved.
        """
        from romtui.ui.screens.confirm import ConfirmScreen

        session = self._session
        draft = session.case.draft(session.view.form.id)
        if draft is not None and None not in draft.answers:
            question = texts.total_besides(half_filled(session.view))
            confirm = ConfirmScreen(question, yes=texts.ENTER_A_TOTAL, no=texts.GO_BACK)
            if not await session.ask(confirm):
                return False
        case = await self._enter_total()
        changed = self._take_form(case)
        if changed:
            session.draw(session.view.after_form())
        return await self._say_and_ask(case, changed=changed)

    async def _enter_total(self) -> Case | None:
        from romtui.ui.session.total import TotalScreen

        session, form = self._session, self._session.view.form
        patient = session.case.patient

        def record(typed: Form, in_place_of: int | None) -> Case:
            return self._store.record(patient.id, typed, in_place_of=in_place_of)

        def on_day(on: date) -> Result | None:
            return self.on_day(form.id, on)

        return await session.ask(
            TotalScreen(form, session.today, patient.started_on, record, on_day)
        )

    async def rate_session(self) -> None:
        """Let the person rate the session; what it says is looked at at once."""
        view = self._session.view
        self._session.draw(view.marking(view.rating))
        await self.fill_in(back_to=view.marked)

    async def correct(self) -> None:
        """Show the earlier results, to correct or withdraw one."""
        from romtui.ui.session.results import ResultsScreen

        session = self._session
        case = await session.ask(ResultsScreen(session.workspace, session.case))
        if case is not None:
            undo = texts.undoes_the_change(key_for("session.undo"))
            session.say(undo if self._take(case) else waiting(session.view))

    async def hand_over(self) -> None:
        """Let the person fill in forms by themselves; then ask about a second one of a day.

        Such a form is kept half filled until it is said which of the two counts.
        """
        from romtui.ui.screens.handover_start import HandOverStartScreen
        from romtui.ui.session.cards.same_day import SameDayScreen

        session, today = self._session, self._session.today
        handed = await session.ask(
            HandOverStartScreen(session.workspace, session.case, session.view.form.id, today)
        )
        if handed is None:
            return
        changed = self._take(handed.case)
        if changed:
            session.draw(session.view.at_headline())
        session.say(waiting(session.view) or (saved() if changed else ""))
        for form in handed.waiting:
            in_place_of = None
            already = self.on_day(form.instrument, form.on)
            if already is not None:
                assert form.answers is not None
                instrument = session.case.instruments[form.instrument]
                total = score(instrument, form.answers).total
                came = texts.NOT_COMPLETE if total is None else number(total)
                decided = await session.ask(
                    SameDayScreen(
                        instrument,
                        already,
                        today,
                        back=texts.DECIDE_LATER,
                        coming=texts.just_filled_in(came),
                    )
                )
                if decided is None:
                    return
                in_place_of = decided.in_place_of
            patient_id = session.case.patient.id
            self._take(self._store.record(patient_id, form, in_place_of=in_place_of))
            session.say(waiting(session.view) or saved())

    def on_day(self, form: str, on: date) -> Result | None:
        """The form of that day that counts so far, where there is one."""
        case = self._session.case
        return same_day(case.results, case.instruments, form, on)

    def refuses(self, key: events.Key) -> bool:
        """Whether a key is a digit right behind the forms: one more than they have.

        Digits may be typed ahead, so one too many in the first form moves every answer of the
        next; only at the end are there too many. Who answers what is asked there, or says which
        suggestion was said, has read it; so has who pressed any other key before.
        """
        if self._row_ended is None:
            return False
        late = self._session.moment().since(self._row_ended) > _ON_THE_HEELS_SECONDS
        if late or not (key.character or "").isdecimal():
            self._row_ended = None
            return False
        forms = texts.and_the(self._row[1:] or self._row)
        undo = key_for("session.undo")
        self._session.say(texts.one_digit_too_many(key.character or "", forms, undo))
        return True

    def _take(self, case: Case | None) -> set[int]:
        """Show what another screen did, if anything; gives the results that are not as before."""
        if case is None:
            return set()
        then = {result.id: result.version for result in self._session.case.results}
        now = {result.id: result.version for result in case.results}
        self._session.show(case)
        return {result_id for result_id, _ in then.items() ^ now.items()}

    def _take_form(self, case: Case | None) -> bool:
        """The same of a form that was filled in; its question after the form comes later."""
        changed = self._take(case)
        shown = self._session.case
        self._to_follow += [
            result.id
            for result in shown.results
            if result.id in changed
            and result.valid
            and result.answers is not None
            and result.followup is None
            and shown.instruments[result.instrument].followup is not None
        ]
        return bool(changed)

    async def _say_and_ask(self, case: Case | None, *, changed: bool) -> bool:
        """Say what waits or that it is saved, then ask the questions after the forms.

        Gives whether something was saved and no question was passed by.
        """
        session = self._session
        if changed and self._to_follow:
            session.say(saved())
        elif case is not None:
            session.say(waiting(session.view) or (saved() if changed else ""))
        while self._to_follow:
            result_id = self._to_follow[0]
            name, asked = _question_after(session.case, result_id)
            answer = await session.choose(
                Question(
                    asked.text,
                    tuple((each.printed, each.label) for each in asked.options),
                    texts.one_more_question(name),
                ),
                {option.printed: option for option in asked.options},
                passed_by=self._leave_unanswered,
            )
            if answer is None:
                return False
            self._to_follow.remove(result_id)
            undo = key_for("session.undo")
            said = texts.answered_after(name, answer.printed, answer.label, undo)
            session.show_and_say(self._store.answer_followup(result_id, answer.value), said)
        return changed

    def _leave_unanswered(self) -> None:
        self._to_follow.clear()
        self._session.say(waiting(self._session.view))


def _question_after(case: Case, result_id: int) -> tuple[str, Item]:
    """The name of a form and the question that follows it and does not count."""
    result = case.result(result_id)
    assert result is not None
    form = case.instruments[result.instrument]
    assert form.followup is not None
    return form.name, form.followup
