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
from romtui.ui.dates import DAY_AHEAD, read_day_ahead
from romtui.ui.session.plan import Plan
from romtui.ui.session.protocol import SessionHost

_MOMENTS: Final = {
    "1": (PreferredMoment.BEFORE, "before they come in"),
    "2": (PreferredMoment.START, "at the start"),
    "3": (PreferredMoment.END, "at the end"),
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
        from romtui.ui.screens.objections import ObjectionsScreen

        session = self._session
        heading = (
            "Put off twice in a row. What stands in the way?"
            if session.view.skipped_twice
            else "What does the person say about the questionnaires?"
        )
        objections = [*map(self._answered, session.view.deck.objections)]
        objection = await session.ask(ObjectionsScreen(objections, heading))
        if objection is not None:
            case = self._store.note_objection(session.case.patient.id, objection.code)
            session.show_and_say(case, f"Noted: “{objection.says}”.")
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
                share = f"{key_for('session.share')}  talked about"
                session.say(f"Look at the chart together now.   {share}")
            case Does.CADENCE:
                await self._ask_cadence()
            case Does.WORDS:
                kept = "Noted. The shared view says it in words, without the numbers."
                self._prefer(replace(wanted, words_only=True), kept)
            case Does.OWN_WORDS:
                await self._reword(objection)
            case Does.ALOUD:
                self._prefer(replace(wanted, aloud=True), "Noted: read aloud together.")
            case Does.CHECK_IN:
                session.say(
                    "Noted. Ask how the two of you are working together:   "
                    f"{key_for('session.check_in')}  check-in"
                )
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
                f"“{objection.says}” What do you answer?",
                lambda typed: self._store.set_setting(_ANSWER + objection.code, typed.strip()),
                hint="So that it fits your law and how you keep your records. Empty: as shipped.",
                typed=objection.say,
            )
        )

    async def _ask_moment(self) -> None:
        listed = "  ".join(f"{key} {when}" for key, (_, when) in _MOMENTS.items())
        chosen = await self._session.choose(f"When does it suit?  {listed}", _MOMENTS)
        if chosen is not None:
            moment, when = chosen
            wanted = self._session.case.preferences
            self._prefer(replace(wanted, moment=moment), f"Noted: {when}.")

    async def _ask_cadence(self) -> None:
        session, form = self._session, self._session.view.form
        listed = "  ".join(f"{key} {cadence.words}" for key, cadence in _CADENCES.items())
        asked = f"How often shall {form.name} come?  {listed}"
        cadence = await session.choose(asked, _CADENCES)
        if cadence is not None:
            scheduled = Scheduled(form.id, cadence)
            case = self._store.schedule(session.case.patient.id, scheduled)
            session.show_and_say(case, f"Noted: {form.name} {cadence.words}.")

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
                "Until when are no questionnaires asked for?",
                keep,
                hint=f"{DAY_AHEAD}. Until then: check in with words.",
                day=partial(read_day_ahead, today=session.today),
                typed=in_a_month.isoformat(),
            )
        )
        if case is not None:
            session.show_and_say(case)
