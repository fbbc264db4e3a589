"""When they don't like it: what a person says against the questionnaires, and what changes."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Final

from romtui.domain.cadence import EVERY_SESSION, Cadence, Scheduled, every_weeks
from romtui.domain.case import Case
from romtui.domain.dialogue import Does, Objection
from romtui.domain.preferences import Moment, Preferences
from romtui.ui.commands import key_for
from romtui.ui.dates import DAY_AHEAD, read_day_ahead
from romtui.ui.screens.inline_prompt import InlinePrompt
from romtui.ui.session.base_screen import SittingScreen

_MOMENTS: Final = {
    "1": (Moment.BEFORE, "before they come in"),
    "2": (Moment.START, "at the start"),
    "3": (Moment.END, "at the end"),
}
_CADENCES: Final = {"1": EVERY_SESSION, "2": every_weeks(2), "3": every_weeks(4)}
_A_MONTH: Final = timedelta(days=28)
_ANSWER: Final = "answer to "
"""The setting with the therapist's own answer to an objection, before its code."""


class ObjectionActions(SittingScreen):
    """The part of the session screen that answers objections and changes what they ask for."""

    def action_objections(self) -> None:
        """Show what a person may say against the questionnaires."""
        from romtui.ui.screens.objections import ObjectionsScreen

        heading = (
            "Put off twice in a row. What stands in the way?"
            if self._sitting.skipped_twice
            else "What does the person say about the questionnaires?"
        )
        asking = ObjectionsScreen([*map(self._answered, self._sitting.deck.objections)], heading)
        self.app.push_screen(asking, self._objected)

    def _answered(self, objection: Objection) -> Objection:
        """The objection with the therapist's own answer, where there is one."""
        own = self._store.setting(_ANSWER + objection.code)
        return replace(objection, say=own) if own else objection

    async def _objected(self, objection: Objection | None) -> None:
        if objection is None:
            return
        noted = f"Noted: “{objection.says}”."
        if self._do(self._store.note_objection, objection.code, said=noted):
            await self._change(objection)

    async def _change(self, objection: Objection) -> None:
        """Change what an objection asks for."""
        wanted = self._case.preferences
        match objection.does:
            case Does.MEASURE:
                await self.run_action("battery")
            case Does.MOMENT:
                self._ask_moment()
            case Does.LOOK:
                self.say(
                    f"Look at the chart together now.   {key_for('session.share')}  talked about"
                )
            case Does.CADENCE:
                self._ask_cadence()
            case Does.WORDS:
                kept = "Noted. The shared view says it in words, without the numbers."
                self._prefer(replace(wanted, words_only=True), kept)
            case Does.OWN_WORDS:
                self._reword(self._answered(objection))
            case Does.ALOUD:
                self._prefer(replace(wanted, aloud=True), "Noted: read aloud together.")
            case Does.CHECK_IN:
                self.say(
                    "Noted. Ask how the two of you are working together:   "
                    f"{key_for('session.check_in')}  check-in"
                )
            case Does.PAUSE:
                self._ask_pause()

    def _prefer(self, preferences: Preferences, said: str) -> None:
        self._do(self._store.set_preferences, preferences, said=said)

    def _reword(self, objection: Objection) -> None:
        """Let the therapist answer in their own words, from now on."""
        from romtui.ui.screens.question import QuestionScreen

        self.app.push_screen(
            QuestionScreen(
                f"“{objection.says}” What do you answer?",
                lambda typed: self._store.set_setting(_ANSWER + objection.code, typed.strip()),
                hint="So that it fits your law and how you keep your records. Empty: as shipped.",
                typed=objection.say,
            )
        )

    def _ask_moment(self) -> None:
        wanted = self._case.preferences
        answers = {
            key: partial(self._prefer, replace(wanted, moment=moment), f"Noted: {said}.")
            for key, (moment, said) in _MOMENTS.items()
        }
        listed = "  ".join(f"{key} {said}" for key, (_, said) in _MOMENTS.items())
        self.ask(InlinePrompt(f"When does it suit?  {listed}", answers))

    def _ask_cadence(self) -> None:
        name = self._sitting.form.name
        answers = {key: partial(self._come, cadence) for key, cadence in _CADENCES.items()}
        listed = "  ".join(f"{key} {cadence.words}" for key, cadence in _CADENCES.items())
        self.ask(InlinePrompt(f"How often shall {name} come?  {listed}", answers))

    def _come(self, cadence: Cadence) -> None:
        scheduled = Scheduled(self._sitting.form.id, cadence)
        said = f"Noted: {self._sitting.form.name} {cadence.words}."
        self._do(self._store.schedule, scheduled, said=said)

    def _ask_pause(self) -> None:
        from romtui.ui.screens.question import QuestionScreen

        wanted = self._case.preferences

        def keep(typed: str) -> Case:
            until = read_day_ahead(typed, self._today)
            quiet = replace(wanted, quiet_until=until)
            return self._store.set_preferences(self._case.patient.id, quiet)

        in_a_month = self._today + _A_MONTH
        self.app.push_screen(
            QuestionScreen(
                "Until when are no questionnaires asked for?",
                keep,
                hint=f"{DAY_AHEAD}. Until then: check in with words.",
                day=partial(read_day_ahead, today=self._today),
                typed=in_a_month.isoformat(),
            ),
            self._shown,
        )
