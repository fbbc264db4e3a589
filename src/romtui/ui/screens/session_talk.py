"""Talking on the session screen: shared, put off, does it fit, agreed, asked, objected."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from romtui.domain.case import Case, Result
from romtui.domain.day_words import short_day
from romtui.domain.open_points import shared_on, undiscussed
from romtui.domain.parts import score_said
from romtui.domain.private import Private
from romtui.domain.safety import unreviewed
from romtui.domain.talk import Agreement, Fit, How, Outcome
from romtui.ui.commands import AGREE, SHARE, key_for
from romtui.ui.dates import read_day_ahead
from romtui.ui.screens.sitting_screen import SittingScreen
from romtui.ui.screens.strip import Strip, on_keys_of
from romtui.ui.sentences import OUTCOMES, opening, whole

_HOWS: Final = {"1": How.SCREEN, "2": How.ALOUD, "3": How.PAPER}
_SHARED: Final = {
    How.SCREEN: "Shared, on the screen.",
    How.ALOUD: "Shared, aloud.",
    How.PAPER: "Shared, on paper.",
}
_OTHERWISE: Final = "   2 aloud  3 on paper  "
_FITS: Final = {"1": Fit.YES, "2": Fit.PARTLY, "3": Fit.NO}
_OUTCOMES: Final = dict(zip("1234", Outcome, strict=True))
_CHOICES: Final = "  ".join(f"{key} {outcome.value}" for key, outcome in _OUTCOMES.items())
_OTHER_WORDS: Final = "0"


class TalkActions(SittingScreen):
    """The part of the session screen that keeps what was talked about."""

    def action_share(self) -> None:
        """Note that the scores of the marked measure were shared; once more takes it back.

        Where it has none that waits, the next measure with one is marked.
        """
        shared = self._shared_today
        if not shared:
            self.turn_to(undiscussed(self._case))
        open_ones = [result.id for result in self._sitting.undiscussed]
        latest = self._sitting.latest
        if open_ones:
            self._share(open_ones, How.SCREEN)
        elif shared:
            self._take_back(shared)
        elif latest is not None and latest.valid and not latest.discussed:
            # From before romtui: nobody has to talk about it, and one may.
            self._share([latest.id], How.SCREEN)
        elif latest is not None:
            self.say("Nothing new to share: this was talked about on an earlier day.")

    def turn_to(self, waiting_for: Sequence[Result]) -> None:
        """Mark the measure of the first that waits, unless the marked one is among them."""
        if waiting_for and all(one.instrument != self._sitting.form.id for one in waiting_for):
            self._sitting = replace(self._sitting, marked=waiting_for[0].instrument)
            self.draw_sitting()

    @property
    def _shared_today(self) -> list[int]:
        zone = self.app.wiring.now().tzinfo
        results = self._case.of(self._sitting.form.id)
        return [result.id for result in shared_on(results, self._today, zone)]

    def _take_back(self, results: list[int]) -> None:
        for result_id in results:
            said = f"Taken back: {whole(self._sitting)}not shared."
            if not self._do(self._store.unshare, on=result_id, said=said):
                return

    def _share(self, results: list[int], how: How) -> None:
        talk = self._sitting.talk
        line_id = "" if talk is None else talk.suggestion.line_id
        for result_id in results:
            if not self._do(self._store.share, how, line_id, on=result_id):
                return
        answers: dict[str, Callable[[], None]] = {
            key: partial(self._share, results, way) for key, way in _HOWS.items()
        }
        answers.update(on_keys_of(SHARE, partial(self._take_back, results)))
        otherwise = _OTHERWISE if how is How.SCREEN else "   "
        takes_back = f"{key_for(SHARE.id)} takes it back"
        of = whole(self._sitting)
        said = f"✓ {of}{_SHARED[how].lower() if of else _SHARED[how]}"
        self.ask(Strip(f"{said}{otherwise}{takes_back}", answers))

    def action_not_today(self) -> None:
        """Put the open scores of a measure off, or the form that was not filled in."""
        self.turn_to(undiscussed(self._case))
        open_ones = [result.id for result in self._sitting.undiscussed]
        if not open_ones and any(result.on == self._today for result in self._case.results):
            self.say("Nothing to put off: today's form is there, and this score waits for no talk.")
            return
        what = "Not talked about today" if open_ones else "No form today"
        reasons = self._sitting.deck.presets.skips
        choices = {str(place): reason for place, reason in enumerate(reasons, start=1)}
        answers = {
            key: partial(self._put_off, open_ones, Private(reason))
            for key, reason in choices.items()
        }
        listed = "  ".join(f"{key} {reason}" for key, reason in choices.items())
        self.ask(
            Strip(
                f"{what}, because:  {listed}  {_OTHER_WORDS} other words",
                {**answers, _OTHER_WORDS: partial(self._put_off_in_words, open_ones)},
            )
        )

    def _put_off(self, results: list[int], reason: Private) -> None:
        said = "Noted. It comes back next time." if results else "Noted: no form today."
        of_each: list[int | None] = [*results] or [None]
        for result_id in of_each:
            if not self._do(self._store.skip, reason, result_id, said=said):
                return
        if self._sitting.skipped_twice:
            self.action_objections()

    def _put_off_in_words(self, results: list[int]) -> None:
        from romtui.ui.screens.question import QuestionScreen

        def keep(typed: str) -> Private:
            return Private(typed)

        def kept(reason: Private | None) -> None:
            if reason is not None:
                self._put_off(results, reason)

        self.app.push_screen(QuestionScreen("Why not today?", keep), kept)

    def action_fit(self) -> None:
        """Ask whether the score fits how the person feels."""
        latest = self._sitting.latest
        if latest is None:
            return
        answers = {key: partial(self._fits, latest, fit) for key, fit in _FITS.items()}
        day = "" if latest.on == self._today else f" of {short_day(latest.on, self._today)}"
        form = self._sitting.form
        score = score_said(form, latest)
        score = f"the {form.name}{day} ({score})" if form.by_part else f"{score}{day}"
        asked = f"Does {score} fit how they feel?  1 yes  2 partly  3 no"
        self.ask(Strip(asked, answers))

    def _fits(self, result: Result, fit: Fit) -> None:
        if fit is Fit.YES:
            self._do(
                self._store.note_fit,
                fit,
                on=result.id,
                said=f"Noted: {whole(self._sitting)}it fits.",
            )
            return
        from romtui.ui.screens.question import QuestionScreen

        self.app.push_screen(
            QuestionScreen(
                "What would they say instead?",
                lambda typed: self._store.note_fit(result.id, fit, Private(typed)),
                hint="In their words, kept beside the score. Enter alone keeps none.",
            ),
            self._shown,
        )

    def action_agree(self) -> None:
        """Agree on something, or first say what became of what was agreed last time."""
        waiting_for = self._sitting.to_look_at
        if waiting_for:
            self.ask_outcome(waiting_for[-1])
        else:
            self._agree()

    def ask_outcome(self, agreement: Agreement) -> None:
        """Ask what became of an agreement, which stands at the top of the screen."""
        asked = f"What became of it?  {_CHOICES}  {key_for(AGREE.id)} agree anew"
        answers = {**self._outcomes(agreement), **on_keys_of(AGREE, self._agree)}
        self.ask(Strip(asked, answers, passed_by=self._pass_by))

    def _outcomes(self, agreement: Agreement) -> dict[str, Callable[[], None]]:
        return {
            key: partial(self._became, agreement, outcome) for key, outcome in _OUTCOMES.items()
        }

    def _became(self, agreement: Agreement, outcome: Outcome) -> None:
        """Keep it; another digit corrects a slip, unless another agreement stands there now."""
        said = f"Noted: {OUTCOMES[outcome]}."
        if not self._do(self._store.review_agreement, agreement.id, outcome, said=said):
            return
        if self._sitting.to_look_at:
            self.say(f"{said}   {key_for(AGREE.id)}  what became of the one before")
        else:
            asked = f"{said}   otherwise:  {_CHOICES}"
            self.ask(Strip(asked, self._outcomes(agreement), passed_by=self._pass_by))

    def action_objections(self) -> None:
        """Show what a person may say; another part of the screen knows what follows."""
        raise NotImplementedError

    def _pass_by(self) -> None:
        self.say(opening(self._sitting))

    def _agree(self) -> None:
        from romtui.ui.screens.preset import PresetScreen

        headline = self._sitting.leading
        pattern = None if headline is None else headline.pattern
        next_on = self._sitting.next_session

        def read(typed: str) -> date | None:
            return read_day_ahead(typed, self._today) if typed.strip() else None

        def keep(what: Private, review_on: date | None) -> Case:
            return self._store.agree(self._case.patient.id, what, review_on, pattern)

        self.app.push_screen(
            PresetScreen(
                "What do you agree on?",
                self._sitting.deck.presets.agree(pattern),
                ("Look at it again on", next_on.isoformat()),
                read,
                keep,
            ),
            self._agreed,
        )

    def _agreed(self, case: Case | None) -> None:
        if case is not None:
            self._kept(case, "Agreed")

    def _event_noted(self, case: Case | None) -> None:
        if case is not None:
            self._kept(case, "Noted")

    def _kept(self, case: Case, said: str) -> None:
        self.show(case)
        self.say(f"✓ {said}.   {key_for('session.undo')} takes it back")

    def action_event(self) -> None:
        """Note something that happened in the person's life."""
        from romtui.ui.dates import read_day
        from romtui.ui.screens.preset import PresetScreen

        def read(typed: str) -> date:
            return read_day(typed, self._today)

        def keep(what: Private, on: date) -> Case:
            return self._store.add_event(self._case.patient.id, on, what)

        self.app.push_screen(
            PresetScreen(
                "What happened?",
                self._sitting.deck.presets.events,
                ("When (2026-11-03, or days ago; empty is today)", ""),
                read,
                keep,
            ),
            self._event_noted,
        )

    def action_five_questions(self) -> None:
        """Ask the five questions for when it goes badly."""
        from romtui.ui.screens.five import FiveScreen

        asking = FiveScreen(
            self._sitting.deck.five,
            [one for one in self._case.asked if one.on == self._today],
            partial(self._store.tick_question, self._case.patient.id),
        )
        self.app.push_screen(asking, self._shown)

    def action_review(self) -> None:
        """Ask what was asked and done; only then is the answer marked as reviewed."""
        oldest = next(unreviewed(self._case), None)
        if oldest is None:
            return
        from romtui.domain.day_words import with_weekday
        from romtui.ui.screens.review import ReviewScreen

        asking = ReviewScreen(
            f"Safety answer of {with_weekday(oldest.on)}: what did you ask, and what was done?",
            partial(self._store.review_safety, oldest.id),
            self._store.procedure(),
        )
        self.app.push_screen(asking, self._reviewed)

    def _reviewed(self, case: Case | None) -> None:
        if case is not None:
            self.show(case)
            self.say("✓ Kept: what you asked and did.")
