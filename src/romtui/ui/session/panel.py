"""The dialogue panel on the session screen: another wording, ways to go on, what was said."""

from dataclasses import replace

from textual import events

from romtui.domain.case import Case
from romtui.ui.commands import key_for
from romtui.ui.session.base_screen import SittingScreen
from romtui.ui.session.sentences import waiting
from romtui.ui.widgets.dialogue_panel import DialoguePanel, Fold


class PanelActions(SittingScreen):
    """The part of the session screen that shows what to say."""

    def action_wording(self) -> None:
        """Show the next way to say it, and remember it for the next time."""
        self._sitting = self._sitting.another_wording()
        talk = self._sitting.talk
        self.query_one(DialoguePanel).talk = talk
        if talk is not None and talk.suggestion is not None and not talk.framing:
            self._store.remember_wording(talk.suggestion.pattern, talk.suggestion.line_id)

    def action_next_finding(self) -> None:
        """Show the next of what holds, and mark its measure."""
        self._turn_to(1)

    def action_previous_finding(self) -> None:
        """Show the one before."""
        self._turn_to(-1)

    def _turn_to(self, steps: int) -> None:
        self.sit(self._sitting.stepped(steps))
        self.say(waiting(self._sitting))

    def action_why(self) -> None:
        """Show the rule behind the headline."""
        from romtui.ui.screens.why import WhyScreen

        self.app.push_screen(WhyScreen(self._sitting))

    def action_goal(self) -> None:
        """Show what to say about the goal."""
        self._fold(Fold.GOAL)

    def action_task(self) -> None:
        """Show what to say about what you do together."""
        self._fold(Fold.TASK)

    def action_bond(self) -> None:
        """Show what to say about working together."""
        self._fold(Fold.BOND)

    def action_avoid(self) -> None:
        """Show what to avoid."""
        self._fold(Fold.AVOID)

    def action_said(self) -> None:
        """Keep that the opened line was said, or that the questionnaires were introduced."""
        talk, panel = self._sitting.talk, self.query_one(DialoguePanel)
        if talk is None:
            return
        if talk.framing:
            framed = replace(self._case.patient, framed_on=self._today)
            self.show(self._store.edit_patient(framed))
            self.say("Noted: introduced as standard practice.")
            return
        lines = panel.workspace
        unsaid = [line_id for line_id in lines if line_id not in talk.said]
        if unsaid:
            self._say_line(unsaid[0])

    def take_key(self, event: events.Key) -> None:
        """Let a digit say which of the opened lines was said."""
        lines = list(self.query_one(DialoguePanel).workspace)
        if event.character is None or not event.character.isdigit():
            return
        place = int(event.character)
        if 1 <= place <= len(lines):
            event.stop()
            event.prevent_default()
            self._say_line(lines[place - 1])

    def action_to_do(self) -> None:
        """Show what to do, to be ticked."""
        talk = self._sitting.talk
        if talk is None or talk.suggestion is None or not talk.suggestion.act:
            return
        from romtui.ui.screens.tick import TickScreen

        def tick(line_id: str, done: bool) -> Case:
            return self._store.tick(self._case.patient.id, line_id, done=done)

        asking = TickScreen(talk.suggestion.title, talk.suggestion.act, self._case.ticks, tick)
        self.app.push_screen(asking, self._shown)

    def action_words(self) -> None:
        """Show the lines of the headline, the present one marked, to make them one's own."""
        from romtui.ui.screens.words import WordsScreen

        talk = self._sitting.talk
        if talk is not None and talk.suggestion is not None:
            said = talk.suggestion
            asking = WordsScreen(self._opened, said.pattern, said.line_id)
            self.app.push_screen(asking, self._reread)

    def action_settings(self) -> None:
        """Show what can be set."""
        from romtui.ui.screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen(self._opened), self._reread)

    def ask_focus(self, *, anew: bool = False) -> None:
        """Ask which intervention goes on from now; the session screen knows how."""
        raise NotImplementedError

    def _reread(self, _: None) -> None:
        """Go by other words, or by other settings."""
        self._sitting = replace(
            self._sitting,
            deck=self._opened.deck,
            chosen=self._store.wordings(),
            turned={},
            settings=self._store.settings,
        )
        self.draw_sitting()

    def _fold(self, fold: Fold) -> None:
        """Open a part of the panel, or close it; a small screen makes room for it."""
        panel = self.query_one(DialoguePanel)
        panel.fold = Fold.NOTHING if panel.fold is fold else fold
        self.set_class(panel.fold is not Fold.NOTHING, "-opened")
        if panel.workspace:
            said = key_for("session.said")
            self.say(f"{said} or the digit of a line: said today. The same key closes.")

    def _say_line(self, line_id: str) -> None:
        about_the_task = self.query_one(DialoguePanel).fold is Fold.TASK
        if self._do(self._store.say, line_id, said="Noted: said.") and about_the_task:
            self.ask_focus(anew=True)
