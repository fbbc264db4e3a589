"""The other side of the table: the session turned to the person, or handed over."""

from pathlib import Path
from typing import Final

from romtui.domain.case import Case
from romtui.ui.screens.session_forms import FormActions
from romtui.ui.sentences import saved, waiting

_PAGE: Final = (
    "The path, such as ~/page.html. This file is not encrypted. "
    "What is there already is not written over."
)


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

    def action_items(self) -> None:
        """Show the single answers of the marked measure."""
        from romtui.ui.screens.items import ItemsScreen

        sitting = self._sitting
        asking = ItemsScreen(self._case, sitting.with_items, sitting.marked, self._today)
        self.app.push_screen(asking)

    def action_handout(self) -> None:
        """Ask where to write the page that the person takes home."""
        from romtui.exchange.handout import file_for
        from romtui.ui.screens.question import QuestionScreen

        vault = self.app.wiring.vault

        def write(typed: str) -> Path:
            return self._write_page(file_for(typed, None if vault is None else vault.folder))

        asking = QuestionScreen("Write the page to take home to which file?", write, hint=_PAGE)
        self.app.push_screen(asking, self._page_written)

    def _write_page(self, file: Path) -> Path:
        """Write what the shared view shows of the marked measure, and what was agreed."""
        from romtui.domain.handout import handout
        from romtui.domain.shared import Sharing
        from romtui.exchange.handout import write

        case = self._case
        sharing = Sharing(words_only=case.preferences.words_only)
        page = handout(case, self._sitting.marked, self._today, self._opened.deck, sharing)
        self._store.note_handed_out(case.patient.id)
        write(file, page)
        return file

    def _page_written(self, file: Path | None) -> None:
        if file is not None:
            self.say(f"Written, not encrypted; a browser prints it: {file}")

    def action_hand_over(self) -> None:
        """Let the person fill in forms by themselves, once it was said which."""
        from romtui.ui.screens.handover_start import HandOverStartScreen

        asking = HandOverStartScreen(self._opened, self._case, self._sitting.form.id, self._today)
        self.app.push_screen(asking, self._handed_back)

    def _handed_back(self, case: Case | None) -> None:
        if case is not None:
            changed = self._take(case)
            if changed:
                self.sit(self._sitting.at_headline())
            kept = saved() if changed else ""
            self.say(waiting(self._sitting) or kept)
