"""The talk about scores on the session screen: shared, put off, does it fit, agreed, asked."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final, Literal

from romtui.commands import AGREE, SHARE, key_for
from romtui.domain.case import Case, Result
from romtui.domain.discussion import Agreement, AgreementOutcome, Fit, How
from romtui.domain.open_points import shared_on, undiscussed
from romtui.domain.parts import score_said
from romtui.domain.private import Private
from romtui.domain.safety import unreviewed
from romtui.domain.text import short_day, short_with_year, with_weekday
from romtui.ui.dates import read_day, read_day_ahead
from romtui.ui.session import texts
from romtui.ui.session.objections import Objections
from romtui.ui.session.protocol import SessionHost
from romtui.ui.session.question import Question
from romtui.ui.session.sentences import named, opening
from romtui.ui.texts import DAY_AHEAD, PAST_DAY

_HOWS: Final = {"1": How.SCREEN, "2": How.ALOUD, "3": How.PAPER}
_FITS: Final = {"1": Fit.YES, "2": Fit.PARTLY, "3": Fit.NO}
_OUTCOMES: Final = dict(zip("1234", AgreementOutcome, strict=True))
_OTHER_WORDS: Final = "0"


class Discussion:
    """Keeps what was talked about, and asks for what belongs to it."""

    def __init__(self, session: SessionHost, objections: Objections) -> None:
        self._session = session
        self._store = session.workspace.store
        self._objections = objections

    async def share(self) -> None:
        """Note that what the sentence is about was shared; once more takes it back.

        Where nothing of it waits but something else does, that is shown, to be talked about.
        """
        session, view = self._session, self._session.view
        shared = shared_on(view.results, session.today, session.zone)
        waiting_for, latest = undiscussed(view.case), view.latest
        if view.undiscussed:
            await self.share_results(view.undiscussed)
        elif shared:
            self._unshare(shared)
        elif latest is not None and not latest.discussed:
            # From before romtui: nobody has to talk about it, and one may.
            await self.share_results([latest])
        elif waiting_for:
            self._mark_what_waits(waiting_for[-1])
        elif latest is not None:
            name = named(view, view.spoken_of)
            session.say(texts.shared_on_an_earlier_day(name))

    async def share_all(self) -> None:
        """Note that all scores of today were shared; once more takes it back."""
        session, case, today = self._session, self._session.case, self._session.today
        of_today = [result for result in undiscussed(case) if result.on == today]
        results = [result for result in case.results if result.on == today]
        shared = shared_on(results, today, session.zone)
        if of_today:
            await self.share_results(of_today)
        elif shared:
            self._unshare(shared)
        else:
            session.say(texts.NONE_OF_TODAY)

    async def share_results(self, results: Sequence[Result]) -> None:
        """Note that these were shared, and let a digit say how, as often as it takes."""
        session = self._session
        answers: Mapping[str, How | Literal["take back"]] = {
            **_HOWS,
            **dict.fromkeys(SHARE.keys, "take back"),
        }
        how: How | Literal["take back"] | None = How.SCREEN
        while isinstance(how, How):
            session.show(self._store.share(_ids(results), how, self._line_said(results)))
            said = texts.shared(self._names(results), how, key_for(SHARE.id))
            how = await session.choose(said, answers)
        if how == "take back":
            self._unshare(results)

    def _unshare(self, results: Sequence[Result]) -> None:
        case = self._store.unshare(_ids(results))
        self._session.show_and_say(case, texts.not_shared_after_all(self._names(results)))

    def _mark_what_waits(self, result: Result) -> None:
        """Mark the measure of a score that waits, and say so: it was not what was talked about."""
        session, view = self._session, self._session.view
        before, waits = named(view, view.spoken_of), named(view, [result.instrument])
        session.draw(view.marking(result.instrument))
        session.say(texts.another_waits(before, waits, key_for(SHARE.id)))

    def _line_said(self, results: Iterable[Result]) -> str:
        """The line that was said: the one shown, if these results are what it is about."""
        suggestion = self._session.suggestion
        shared = {result.instrument for result in results}
        if suggestion is None or not shared.issuperset(self._session.view.spoken_of):
            return ""
        return suggestion.line_id

    def _names(self, results: Iterable[Result]) -> str:
        return named(self._session.view, (result.instrument for result in results))

    async def not_today(self) -> None:
        """Put off what the sentence is about, else what waits, or the form not filled in."""
        session, case = self._session, self._session.case
        waiting_for = undiscussed(case)
        if waiting_for and not session.view.undiscussed:
            self._mark_what_waits(waiting_for[-1])
        results = session.view.undiscussed
        if not results and any(result.on == session.today for result in case.results):
            session.say(texts.NOTHING_TO_POSTPONE)
            return
        await self.put_off(results)

    async def put_off(self, results: Sequence[Result]) -> None:
        """Ask why these are not talked about today or, without any, why there is no form."""
        from romtui.ui.screens.question import QuestionScreen

        session = self._session
        names = self._names(results) if results else ""
        what = texts.not_shared_today(names) if results else texts.NO_FORM_TODAY
        reasons = dict(enumerate(session.view.deck.presets.skips, start=1))
        answers = {str(digit): Private(reason) for digit, reason in reasons.items()}
        reason = await session.choose(
            Question(
                texts.postponed_because(what),
                (
                    *((str(digit), reason) for digit, reason in reasons.items()),
                    (_OTHER_WORDS, texts.OTHER_WORDS),
                ),
            ),
            {**answers, _OTHER_WORDS: Private("")},
        )
        if reason == Private(""):
            reason = await session.ask(QuestionScreen(texts.WHY_NOT_TODAY, Private))
        if reason is None:
            return
        session.show_and_say(
            self._store.skip(session.case.patient.id, reason, _ids(results)),
            texts.postponed(names) if results else texts.NO_FORM_RECORDED,
        )
        if session.view.skipped_twice:
            await self._objections.ask()

    async def fit(self) -> None:
        """Ask whether the score fits how the person feels."""
        from romtui.ui.screens.question import QuestionScreen

        session, latest = self._session, self._session.view.latest
        if latest is None:
            return
        form, today = session.view.form, session.today
        day = "" if latest.on == today else f" of {short_day(latest.on, today)}"
        asked = texts.does_it_match(f"{form.name}{day}", score_said(form, latest))
        fit = await session.choose(Question(asked, texts.FIT_CHOICES), _FITS)
        if fit is None:
            return
        said = texts.fits_recorded(self._names([latest]), fit)
        if fit is Fit.YES:
            session.show_and_say(self._store.note_fit(latest.id, fit), said)
            return
        case = await session.ask(
            QuestionScreen(
                texts.THEIR_WORDS,
                lambda typed: self._store.note_fit(latest.id, fit, Private(typed)),
                hint=texts.THEIR_WORDS_HINT,
            )
        )
        if case is not None:
            session.show_and_say(case, said)

    async def agree(self) -> None:
        """Agree on something, or first say what became of what was agreed last time."""
        waiting_for = self._session.view.to_look_at
        if waiting_for:
            await self.ask_outcome(waiting_for[-1])
        else:
            await self._agree()

    async def ask_outcome(self, agreement: Agreement) -> None:
        """Ask what became of an agreement, which stands at the top of the screen.

        Another digit corrects a slip, unless another agreement stands there by then.
        """
        session, again = self._session, key_for(AGREE.id)
        answers: Mapping[str, AgreementOutcome | Literal["anew"]] = {
            **_OUTCOMES,
            **dict.fromkeys(AGREE.keys, "anew"),
        }
        asked = Question(texts.HOW_IT_WENT, (*texts.OUTCOME_CHOICES, (again, texts.NEW_ACTION)))
        outcome = await session.choose(asked, answers, passed_by=self._say_opening)
        if outcome == "anew":
            await self._agree()
        while isinstance(outcome, AgreementOutcome):
            said = texts.outcome_recorded(outcome)
            patient_id = session.case.patient.id
            case = self._store.review_agreement(patient_id, agreement.id, outcome)
            session.show_and_say(case, said)
            if session.view.to_look_at:
                session.say(texts.earlier_action(said, again))
                return
            outcome = await session.choose(
                texts.outcome_changeable(said), _OUTCOMES, passed_by=self._say_opening
            )

    def _say_opening(self) -> None:
        self._session.say(opening(self._session.view))

    async def _agree(self) -> None:
        from romtui.ui.session.cards.preset import PresetScreen

        session, view = self._session, self._session.view
        finding = view.shown
        pattern = None if finding is None else finding.pattern
        about = "" if finding is None else view.about(finding)

        def read(typed: str) -> date | None:
            return read_day_ahead(typed, session.today) if typed.strip() else None

        def keep(what: Private, review_on: date | None) -> Case:
            return self._store.agree(view.case.patient.id, what, review_on, pattern)

        case = await session.ask(
            PresetScreen(
                texts.WHAT_AGREED,
                view.deck.presets.agree(pattern),
                (texts.review_on(DAY_AHEAD), short_with_year(view.next_session)),
                read,
                keep,
            )
        )
        self._kept(case, texts.agreed_about(about))

    async def note_event(self) -> None:
        """Note something that happened in the person's life."""
        from romtui.ui.session.cards.preset import PresetScreen

        session = self._session

        def read(typed: str) -> date:
            return read_day(typed, session.today)

        def keep(what: Private, on: date) -> Case:
            return self._store.add_event(session.case.patient.id, on, what)

        case = await session.ask(
            PresetScreen(
                texts.WHAT_HAPPENED,
                session.view.deck.presets.events,
                (texts.day_of_event(PAST_DAY), ""),
                read,
                keep,
            )
        )
        self._kept(case, texts.EVENT_RECORDED)

    def _kept(self, case: Case | None, what: str) -> None:
        if case is not None:
            said = texts.done_with_undo(what, key_for("session.undo"))
            self._session.show_and_say(case, said)

    async def ask_five_questions(self) -> None:
        """Ask the five questions for when it goes badly."""
        from romtui.ui.session.cards.five_questions import FiveQuestionsScreen

        session = self._session
        case = await session.ask(
            FiveQuestionsScreen(
                session.view.deck.five,
                [asked for asked in session.case.asked if asked.on == session.today],
                partial(self._store.tick_question, session.case.patient.id),
            )
        )
        if case is not None:
            session.show_and_say(case)

    async def review_safety(self) -> None:
        """Ask what was asked and done; only then is the answer marked as reviewed."""
        from romtui.ui.session.cards.review import ReviewScreen

        session = self._session
        oldest = next(unreviewed(session.case), None)
        if oldest is None:
            return
        case = await session.ask(
            ReviewScreen(
                texts.review_of(with_weekday(oldest.on)),
                partial(self._store.review_safety, oldest.id),
                self._store.procedure(),
            )
        )
        if case is not None:
            session.show(case)
            session.draw(session.view.at_headline())
            session.say(texts.REVIEWED)


def _ids(results: Iterable[Result]) -> tuple[int, ...]:
    return tuple(result.id for result in results)
