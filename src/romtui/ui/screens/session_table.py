"""The other side of the table: the session turned to the person, or handed over."""

from romtui.domain.case import Case
from romtui.ui.screens.session_forms import FormActions
from romtui.ui.sentences import saved, waiting


class TableActions(FormActions):
    """The part of the session screen that the person looks at or fills in."""

    def action_turn(self) -> None:
        """Turn the laptop: only what the person may see is on the screen."""
        from romtui.ui.screens.shared import SharedScreen

        case, marked = self._case, self._sitting.marked
        words_only = case.preferences.words_only
        self.app.push_screen(
            SharedScreen(self._opened.deck, case, marked, self._today, words_only=words_only)
        )

    def action_hand_over(self) -> None:
        """Let the person fill in forms by themselves, once it was said which."""
        from romtui.ui.screens.handover_start import HandOverStartScreen

        asking = HandOverStartScreen(self._opened, self._case, self._sitting.marked, self._today)
        self.app.push_screen(asking, self._handed_back)

    def _handed_back(self, case: Case | None) -> None:
        if case is not None:
            kept = saved() if self._take(case) else ""
            self.say(waiting(self._sitting) or kept)
