"""The other side of the table: the session turned to the person, or handed over."""

from pathlib import Path
from typing import Final

from romtui.domain.case import Form
from romtui.domain.chart import number
from romtui.domain.errors import UserError
from romtui.domain.handover import HandedBack
from romtui.domain.instrument import Instrument
from romtui.domain.scoring import score
from romtui.ui.session.forms import FormActions
from romtui.ui.session.sentences import saved, waiting

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

        view = self._sitting
        asking = ItemsScreen(self._case, view.with_items, view.marked, self._today)
        self.app.push_screen(asking)

    def action_handout(self) -> None:
        """Ask where to write the page that the person takes home."""
        from romtui.exchange.handout import file_for
        from romtui.ui.screens.question import QuestionScreen

        vault = self.app.dependencies.vault

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

    def _handed_back(self, handed: HandedBack | None) -> None:
        if handed is not None:
            changed = self._take(handed.case)
            if changed:
                self.sit(self._sitting.at_headline())
            kept = saved() if changed else ""
            self.say(waiting(self._sitting) or kept)
            self._ask_which_counts(handed.waiting)

    def _ask_which_counts(self, forms: tuple[Form, ...]) -> None:
        """Ask about each form of a day that had one already; it is kept half filled till then."""
        if not forms:
            return
        form, *rest = forms
        instrument, there = (
            self._case.instruments[form.instrument],
            self._there(form.instrument, form.on),
        )
        if there is None:
            self._keep_handed(form, None, tuple(rest))
            return
        from romtui.ui.screens.same_day import SameDayScreen

        asking = SameDayScreen(
            instrument,
            there,
            self._today,
            back="decide later; the form stays unfinished",
            coming=_coming(instrument, form),
        )
        self.app.push_screen(
            asking,
            lambda decided: (
                None
                if decided is None
                else self._keep_handed(form, decided.in_place_of, tuple(rest))
            ),
        )

    def _keep_handed(self, form: Form, in_place_of: int | None, rest: tuple[Form, ...]) -> None:
        try:
            case = self._store.record(self._case.patient.id, form, in_place_of=in_place_of)
        except UserError as refusal:
            self.say(str(refusal))
            return
        self._take(case)
        self.say(waiting(self._sitting) or saved())
        self._ask_which_counts(rest)


def _coming(instrument: Instrument, form: Form) -> str:
    """The score of the form that the patient has sent."""
    assert form.answers is not None
    scored = score(instrument, form.answers)
    said = "not complete" if scored.total is None else number(scored.total)
    return f" The one filled in just now: {said}."
