"""Talking on the session screen: shared, put off, does it fit, agreed, asked, objected."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Final

from romtui.domain.case import Case, Result
from romtui.domain.day_words import short_day
from romtui.domain.discussion import Agreement, Fit, How, Outcome
from romtui.domain.open_points import shared_on, undiscussed
from romtui.domain.parts import score_said
from romtui.domain.private import Private
from romtui.domain.safety import unreviewed
from romtui.ui.commands import AGREE, SHARE, key_for
from romtui.ui.dates import DAY_AHEAD, read_day_ahead
from romtui.ui.screens.inline_prompt import InlinePrompt, on_keys_of
from romtui.ui.session.base_screen import SittingScreen
from romtui.ui.session.sentences import FITS, OUTCOMES, named, opening

_HOWS: Final = {"1": How.SCREEN, "2": How.ALOUD, "3": How.PAPER}
_SHARED: Final = {
    How.SCREEN: "shared, on the screen.",
    How.ALOUD: "shared, aloud.",
    How.PAPER: "shared, on paper.",
}
_OTHERWISE: Final = "   2 aloud  3 on paper  "
_FITS: Final = {"1": Fit.YES, "2": Fit.PARTLY, "3": Fit.NO}
_OUTCOMES: Final = dict(zip("1234", Outcome, strict=True))
_CHOICES: Final = "  ".join(f"{key} {outcome.value}" for key, outcome in _OUTCOMES.items())
_OTHER_WORDS: Final = "0"


class TalkActions(SittingScreen):
    """The part of the session screen that keeps what was talked about."""

    def action_share(self) -> None:
        """Note that what the sentence is about was shared; once more takes it back.

        Where nothing of it waits but something else does, that is shown, to be talked about.
        """
        view, latest = self._sitting, self._sitting.latest
        shared = self._shared_today(view.results)
        waiting_for = undiscussed(self._case)
        if view.undiscussed:
            self.share(view.undiscussed)
        elif shared:
            self._take_back(shared)
        elif latest is not None and not latest.discussed:
            # From before romtui: nobody has to talk about it, and one may.
            self.share([latest])
        elif waiting_for:
            self.turn_to(waiting_for[-1])
        elif latest is not None:
            name = named(view, view.spoken_of)
            self.say(f"Nothing new to share: the {name} was talked about on an earlier day.")

    def action_share_all(self) -> None:
        """Note that all scores of today were shared; once more takes it back."""
        of_today = [one for one in self._case.results if one.on == self._today]
        open_ones = [one for one in undiscussed(self._case) if one in of_today]
        shared = self._shared_today(of_today)
        if open_ones:
            self.share(open_ones)
        elif shared:
            self._take_back(shared)
        else:
            self.say("No score of today waits to be shared.")

    def turn_to(self, result: Result) -> None:
        """Mark the measure of a score that waits, and say so: it was not what was talked about."""
        before = named(self._sitting, self._sitting.spoken_of)
        self.sit(self._sitting.marking(result.instrument))
        waits = named(self._sitting, [result.instrument])
        share = key_for(SHARE.id)
        self.say(f"Nothing new of the {before}. The {waits} waits: {share} when it is shared.")

    def _shared_today(self, results: Iterable[Result]) -> Sequence[Result]:
        return shared_on(results, self._today, self.app.dependencies.now().tzinfo)

    def _take_back(self, results: Sequence[Result]) -> None:
        said = f"Taken back: {self._names(results)} not shared."
        self._do(self._store.unshare, on=_ids(results), said=said)

    def share(self, results: Sequence[Result], how: How = How.SCREEN) -> None:
        """Note that these were shared, and let a digit say how."""
        if not self._do(self._store.share, how, self._line_of(results), on=_ids(results)):
            return
        answers: dict[str, Callable[[], None]] = {
            key: partial(self.share, results, way) for key, way in _HOWS.items()
        }
        answers.update(on_keys_of(SHARE, partial(self._take_back, results)))
        otherwise = _OTHERWISE if how is How.SCREEN else "   "
        takes_back = f"{key_for(SHARE.id)} takes it back"
        shared = f"✓ {self._names(results)} {_SHARED[how]}"
        self.ask(InlinePrompt(f"{shared}{otherwise}{takes_back}", answers))

    def _line_of(self, results: Iterable[Result]) -> str:
        """The line that was said: the one shown, if these results are what it is about."""
        talk = self._sitting.talk
        shared = {one.instrument for one in results}
        if (
            talk is None
            or talk.suggestion is None
            or not shared.issuperset(self._sitting.spoken_of)
        ):
            return ""
        return talk.suggestion.line_id

    def _names(self, results: Iterable[Result]) -> str:
        return named(self._sitting, (one.instrument for one in results))

    def action_not_today(self) -> None:
        """Put off what the sentence is about, else what waits, or the form not filled in."""
        waiting_for = undiscussed(self._case)
        if waiting_for and not self._sitting.undiscussed:
            self.turn_to(waiting_for[-1])
        open_ones = self._sitting.undiscussed
        if not open_ones and any(result.on == self._today for result in self._case.results):
            self.say("Nothing to put off: today's form is there, and this score waits for no talk.")
            return
        self.put_off(open_ones)

    def put_off(self, results: Sequence[Result]) -> None:
        """Ask why these are not talked about today or, without any, why there is no form."""
        names = self._names(results) if results else ""
        what = f"{names} not talked about today" if results else "No form today"
        reasons = self._sitting.deck.presets.skips
        choices = {str(place): reason for place, reason in enumerate(reasons, start=1)}
        answers = {
            key: partial(self._put_off, results, Private(reason)) for key, reason in choices.items()
        }
        listed = "  ".join(f"{key} {reason}" for key, reason in choices.items())
        self.ask(
            InlinePrompt(
                f"{what}, because:  {listed}  {_OTHER_WORDS} other words",
                {**answers, _OTHER_WORDS: partial(self._put_off_in_words, results)},
            )
        )

    def _put_off(self, results: Sequence[Result], reason: Private) -> None:
        said = "Noted: no form today."
        if results:
            said = f"Noted: {self._names(results)} not today. It comes back next time."
        if not self._do(self._store.skip, reason, _ids(results), said=said):
            return
        if self._sitting.skipped_twice:
            self.action_objections()

    def _put_off_in_words(self, results: Sequence[Result]) -> None:
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
        asked = f"Does the {form.name}{day} ({score_said(form, latest)}) fit how they feel?"
        self.ask(InlinePrompt(f"{asked}  1 yes  2 partly  3 no", answers))

    def _fits(self, result: Result, fit: Fit) -> None:
        said = f"Noted: {self._names([result])} {FITS[fit]}."
        if fit is Fit.YES:
            self._do(self._store.note_fit, fit, on=result.id, said=said)
            return
        from romtui.ui.screens.question import QuestionScreen

        self.app.push_screen(
            QuestionScreen(
                "What would they say instead?",
                lambda typed: self._store.note_fit(result.id, fit, Private(typed)),
                hint="In their words, kept beside the score. Enter alone keeps none.",
            ),
            partial(self._shown_and_said, said),
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
        self.ask(InlinePrompt(asked, answers, passed_by=self._pass_by))

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
            self.ask(InlinePrompt(asked, self._outcomes(agreement), passed_by=self._pass_by))

    def action_objections(self) -> None:
        """Show what a person may say; another part of the screen knows what follows."""
        raise NotImplementedError

    def _pass_by(self) -> None:
        self.say(opening(self._sitting))

    def _agree(self) -> None:
        from romtui.ui.screens.preset import PresetScreen

        finding = self._sitting.shown
        pattern = None if finding is None else finding.pattern
        about = "" if finding is None else self._sitting.about(finding)
        next_on = self._sitting.next_session

        def read(typed: str) -> date | None:
            return read_day_ahead(typed, self._today) if typed.strip() else None

        def keep(what: Private, review_on: date | None) -> Case:
            return self._store.agree(self._case.patient.id, what, review_on, pattern)

        self.app.push_screen(
            PresetScreen(
                "What do you agree on?",
                self._sitting.deck.presets.agree(pattern),
                (f"Look at it again on: {DAY_AHEAD}", next_on.isoformat()),
                read,
                keep,
            ),
            partial(self._agreed, about),
        )

    def _agreed(self, about: str, case: Case | None) -> None:
        if case is not None:
            self._kept(case, f"Agreed ({about})" if about else "Agreed")

    def _event_noted(self, case: Case | None) -> None:
        if case is not None:
            self._kept(case, "Noted")

    def _kept(self, case: Case, said: str) -> None:
        self.show(case)
        self.say(f"✓ {said}.   {key_for('session.undo')} takes it back")

    def action_event(self) -> None:
        """Note something that happened in the person's life."""
        from romtui.ui.dates import PAST_DAY, read_day
        from romtui.ui.screens.preset import PresetScreen

        def read(typed: str) -> date:
            return read_day(typed, self._today)

        def keep(what: Private, on: date) -> Case:
            return self._store.add_event(self._case.patient.id, on, what)

        self.app.push_screen(
            PresetScreen(
                "What happened?",
                self._sitting.deck.presets.events,
                (f"When: {PAST_DAY}; empty is today", ""),
                read,
                keep,
            ),
            self._event_noted,
        )

    def action_five_questions(self) -> None:
        """Ask the five questions for when it goes badly."""
        from romtui.ui.screens.five_questions import FiveQuestionsScreen

        asking = FiveQuestionsScreen(
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
            self.sit(self._sitting.at_headline())
            self.say("✓ Kept: what you asked and did.")


def _ids(results: Iterable[Result]) -> tuple[int, ...]:
    return tuple(one.id for one in results)
