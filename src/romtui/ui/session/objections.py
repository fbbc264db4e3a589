"""When they don't like it: what a person says against the questionnaires, and what changes."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Final

from romtui.commands import key_for
from romtui.domain.case import Case
from romtui.domain.dialogue import Does, Objection
from romtui.domain.preferences import (
    EVERY_SESSION,
    Preferences,
    PreferredMoment,
    Scheduled,
    every_weeks,
)
from romtui.domain.text import short_with_year
from romtui.ui.dates import read_day_ahead
from romtui.ui.session import texts
from romtui.ui.session.plan import Plan
from romtui.ui.session.protocol import SessionHost
from romtui.ui.session.question import Question
from romtui.ui.texts import DAY_AHEAD

_MOMENTS: Final = {
    "1": (PreferredMoment.BEFORE, texts.BEFORE_THE_SESSION),
    "2": (PreferredMoment.START, texts.AT_THE_START),
    "3": (PreferredMoment.END, texts.AT_THE_END),
}
_CADENCES: Final = {"1": EVERY_SESSION, "2": every_weeks(2), "3": every_weeks(4)}
_A_MONTH: Final = timedelta(days=28)
_ANSWER: Final = "answer to "
"""The setting with the therapist's own answer to an objection, before its code."""


class Objections:
    """Answers objections and changes what they ask for."""

    def __init__(self, session: SessionHost, plan: Plan) -> None:
        self._session = session
        self._store = session.workspace.store
        self._plan = plan

    async def ask(self) -> None:
        """Show what a person may say against the questionnaires; change what it asks for."""
        from romtui.ui.session.cards.objections import ObjectionsScreen

        session = self._session
        heading = texts.POSTPONED_TWICE if session.view.skipped_twice else texts.WHICH_CONCERN
        objections = [*map(self._answered, session.view.deck.objections)]
        objection = await session.ask(ObjectionsScreen(objections, heading))
        if objection is not None:
            case = self._store.note_objection(session.case.patient.id, objection.code)
            session.show_and_say(case, texts.concern_recorded(objection.says))
            await self._change(objection)

    def _answered(self, objection: Objection) -> Objection:
        """The objection with the therapist's own answer, where there is one."""
        own = self._store.setting(_ANSWER + objection.code)
        return replace(objection, say=own) if own else objection

    async def _change(self, objection: Objection) -> None:
        session, wanted = self._session, self._session.case.preferences
        match objection.does:
            case Does.MEASURE:
                await self._plan.choose_battery()
            case Does.MOMENT:
                await self._ask_moment()
            case Does.LOOK:
                session.say(texts.look_together(key_for("session.share")))
            case Does.CADENCE:
                await self._ask_cadence()
            case Does.WORDS:
                self._prefer(replace(wanted, words_only=True), texts.IN_WORDS_ONLY)
            case Does.OWN_WORDS:
                await self._reword(objection)
            case Does.ALOUD:
                self._prefer(replace(wanted, aloud=True), texts.READ_ALOUD)
            case Does.CHECK_IN:
                session.say(texts.ask_how_it_goes(key_for("session.check_in")))
            case Does.PAUSE:
                await self._ask_pause()

    def _prefer(self, preferences: Preferences, said: str) -> None:
        case = self._store.set_preferences(self._session.case.patient.id, preferences)
        self._session.show_and_say(case, said)

    async def _reword(self, objection: Objection) -> None:
        """Let the therapist answer in their own words, from now on."""
        from romtui.ui.screens.question import QuestionScreen

        await self._session.ask(
            QuestionScreen(
                texts.your_answer_to(objection.says),
                lambda typed: self._store.set_setting(_ANSWER + objection.code, typed.strip()),
                hint=texts.YOUR_ANSWER_HINT,
                typed=objection.say,
            )
        )

    async def _ask_moment(self) -> None:
        listed = tuple((key, when) for key, (_, when) in _MOMENTS.items())
        chosen = await self._session.choose(Question(texts.BEST_TIME, listed), _MOMENTS)
        if chosen is not None:
            moment, when = chosen
            wanted = self._session.case.preferences
            self._prefer(replace(wanted, moment=moment), texts.recorded(when))

    async def _ask_cadence(self) -> None:
        session, form = self._session, self._session.view.form
        listed = tuple((key, cadence.words) for key, cadence in _CADENCES.items())
        asked = Question(texts.how_often(form.name), listed)
        cadence = await session.choose(asked, _CADENCES)
        if cadence is not None:
            scheduled = Scheduled(form.id, cadence)
            case = self._store.schedule(session.case.patient.id, scheduled)
            session.show_and_say(case, texts.recorded(f"{form.name} {cadence.words}"))

    async def _ask_pause(self) -> None:
        from romtui.ui.screens.question import QuestionScreen

        session, wanted = self._session, self._session.case.preferences

        def keep(typed: str) -> Case:
            until = read_day_ahead(typed, session.today)
            quiet = replace(wanted, quiet_until=until)
            return self._store.set_preferences(session.case.patient.id, quiet)

        in_a_month = session.today + _A_MONTH
        case = await session.ask(
            QuestionScreen(
                texts.PAUSED_UNTIL,
                keep,
                hint=texts.paused_until_hint(DAY_AHEAD),
                day=partial(read_day_ahead, today=session.today),
                typed=short_with_year(in_a_month),
            )
        )
        if case is not None:
            session.show_and_say(case)
