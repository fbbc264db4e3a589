"""The laptop handed over: the patient fills in forms, and only a PIN leads back."""

from typing import Final

from textual import events
from textual.app import ComposeResult

from romtui.commands import HANDOVER
from romtui.domain.case import Form
from romtui.domain.errors import UserError
from romtui.domain.filling import Filling
from romtui.domain.handover import HandedBack, HandOver, Page
from romtui.domain.idle import ScreenKind
from romtui.domain.instrument import NOT_APPLICABLE
from romtui.domain.results import same_day
from romtui.domain.safety import is_positive
from romtui.ui.dependencies import Workspace
from romtui.ui.host import InHost
from romtui.ui.input import KioskScreen
from romtui.ui.widgets.self_report_form import SelfReportForm

_ACTIONS: Final = {key: command.action for command in HANDOVER for key in command.key.split(",")}
_DIGITS: Final = "0123456789"


class HandOverScreen(KioskScreen[HandedBack]):
    """Gives the case as it is once the PIN was typed. Each answer is kept before it is shown."""

    CSS_PATH = "handover.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-usual"), (30, "-tall")]
    KEYS = HANDOVER
    TAKES_DIGITS = True
    SCREEN_KIND = ScreenKind.HAND_OVER
    host = InHost()

    def __init__(self, workspace: Workspace, patient_id: int, forms: tuple[Filling, ...]) -> None:
        super().__init__()
        self._store = workspace.store
        self._words = workspace.deck.handover
        self._patient_id = patient_id
        self._handed = HandOver(forms).shown()
        self._unkept = False
        """Whether the last answers are on the screen only."""
        self._waiting: list[Form] = []

    def compose(self) -> ComposeResult:
        """The form, and nothing beside it."""
        yield SelfReportForm(self._words)

    def on_mount(self) -> None:
        """Show the first question."""
        self._show(self._handed)

    def take_key(self, key: events.Key) -> None:
        """Answer with a digit, or run one of the few commands there are."""
        action = _ACTIONS.get(key.key)
        if action is not None:
            getattr(self, f"action_{action}")()
        elif key.character is not None and key.character in _DIGITS and key.character:
            self._keep(self._handed.digit(key.character))

    def action_up(self) -> None:
        self._show(self._handed.move(-1))

    def action_down(self) -> None:
        self._show(self._handed.move(1))

    def action_choose(self) -> None:
        """Take what is marked; on the last page send the form."""
        if self._handed.sends:
            self._send()
        elif self._handed.page is Page.THANKS:
            self.action_leave()
        else:
            self._keep(self._handed.choose())

    def action_back(self) -> None:
        """Go to the question before."""
        self._keep(self._handed.back())

    def action_forward(self) -> None:
        """Go on, with or without an answer."""
        self._keep(self._handed.forward())

    def action_not_applicable(self) -> None:
        """Answer that the question does not apply, where the form has that answer."""
        self._keep(self._handed.answered(NOT_APPLICABLE))

    def action_leave(self) -> None:
        """Ask for the PIN; without it the form goes on."""
        from romtui.ui.screens.pin import PinScreen

        self.app.push_screen(PinScreen(self._words.locked), self._leave)

    def _leave(self, sure: bool | None) -> None:
        """Give the case; answers that cannot be kept stay once more, the second time they go."""
        if not sure:
            return
        if self._unkept:
            self._keep(self._handed, again=True)
            if self._unkept:
                self._unkept = False
                return
        self.dismiss(HandedBack(self._store.case(self._patient_id), tuple(self._waiting)))

    def _keep(self, handed: HandOver, *, again: bool = False) -> None:
        """Keep what was answered, then show the next page."""
        if handed.forms and (again or handed.filling != self._handed.filling):
            try:
                self._store.keep_draft(self._patient_id, handed.filling.draft())
            except UserError:
                self._unkept = True
            else:
                self._unkept = False
        self._show(handed)

    def keep_again(self) -> None:
        """Keep what could not be kept when it was answered."""
        if self._unkept:
            self._keep(self._handed, again=True)

    def _send(self) -> None:
        """Save the form, answered or not, and go on with the next.

        A second form of the day waits until the therapist says which one counts. A
        safety answer does not wait: its form is recorded, both stand, and it is pinned at once.
        """
        filling, form = self._handed.filling, self._handed.form
        waits = self._is_second_of_the_day and not is_positive(form, filling.instrument)
        try:
            if filling.answered and waits:
                self._store.keep_draft(self._patient_id, filling.draft())
                self._waiting.append(form)
            elif filling.answered:
                self._store.record(self._patient_id, form)
            else:
                self._store.drop_draft(self._patient_id, filling.instrument.id)
        except UserError:
            self._show(self._handed, self._words.not_sent)
        else:
            self._unkept = False
            self._show(self._handed.next_form())

    @property
    def _is_second_of_the_day(self) -> bool:
        """Whether there is a form of the same day already: the patient cannot be asked about it."""
        case, filling = self._store.case(self._patient_id), self._handed.filling
        form = filling.instrument.id
        return same_day(case.results, case.instruments, form, filling.on) is not None

    def _show(self, handed: HandOver, note: str = "") -> None:
        """Show a page; while an answer is not saved, the page says so."""
        self._handed = handed
        form = self.query_one(SelfReportForm)
        form.note = note or (self._words.not_kept if self._unkept else "")
        form.handed = handed
