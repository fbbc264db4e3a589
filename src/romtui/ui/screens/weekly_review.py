"""The weekly look-back, seen alone: what is open with whom."""

from datetime import date
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen

from romtui.domain.errors import UserError
from romtui.domain.weekly_review import weekly_review
from romtui.ui.commands import LOOK_BACK, bindings
from romtui.ui.widgets.banner import Banner
from romtui.ui.widgets.key_bar import KeyBar
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.rows import Rows
from romtui.ui.widgets.weekly_review_list import WeeklyReviewList, words_of_share
from romtui.ui.wiring import Workspace

if TYPE_CHECKING:
    from romtui.ui.app import RomtuiApp


class WeeklyReviewScreen(Screen[None]):
    """Everybody once, with all that is open; no case is read for it."""

    CSS_PATH = "weekly_review.tcss"
    KEYS = LOOK_BACK
    BINDINGS = bindings(LOOK_BACK)
    app: "RomtuiApp"

    def __init__(self, workspace: Workspace, *, names: bool) -> None:
        super().__init__()
        self._opened = workspace
        self._names = names
        self._left = False

    def compose(self) -> ComposeResult:
        """The people, what was shared over all, the keys."""
        yield Banner(demo=self.app.dependencies.demo)
        yield WeeklyReviewList(names=self._names)
        yield Note(id="said", classes="quiet")
        yield KeyBar(LOOK_BACK)

    def on_mount(self) -> None:
        """Look at everybody."""
        self._load()
        self._list.focus()

    def on_screen_suspend(self) -> None:
        """Another screen is on."""
        self._left = True

    def on_screen_resume(self) -> None:
        """Take up what changed while a record was open; names are hidden again."""
        current = self._list.current
        if not self._left or current is None:
            return
        self._list.names = False
        try:
            self._load(current.summary.patient.id)
        except UserError as refusal:
            self.say(str(refusal))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Quieten what is not possible now."""
        return (action != "open" or not self.is_mounted or self._list.current is not None) or None

    def action_open(self) -> None:
        """Open the person under the mark."""
        from romtui.ui.session.screen import SessionScreen

        current = self._list.current
        if current is not None:
            case = self._opened.store.case(current.summary.patient.id)
            self.app.push_screen(SessionScreen(self._opened, case, self._today))

    def action_down(self) -> None:
        """Move the mark down."""
        self._list.move(1)

    def action_up(self) -> None:
        """Move the mark up."""
        self._list.move(-1)

    def action_page_down(self) -> None:
        """Move the mark a page down."""
        self._list.move(self._list.a_page)

    def action_page_up(self) -> None:
        """Move the mark a page up."""
        self._list.move(-self._list.a_page)

    def action_top(self) -> None:
        """Go to the first person."""
        self._list.move(-len(self._list.people))

    def action_bottom(self) -> None:
        """Go to the last person."""
        self._list.move(len(self._list.people))

    def action_close(self) -> None:
        """Go back to the caseload."""
        self.dismiss()

    @on(Rows.Taken)
    async def _taken_by_mouse(self) -> None:
        await self.run_action("open")

    def say(self, sentence: str) -> None:
        """Show one sentence at the bottom."""
        self.query_one("#said", Note).words = sentence

    @property
    def _list(self) -> WeeklyReviewList:
        return self.query_one(WeeklyReviewList)

    @property
    def _today(self) -> date:
        return self.app.dependencies.today()

    def _load(self, patient_id: int | None = None) -> None:
        looked = weekly_review(self._opened.store.caseload(), self._today)
        self._list.show(looked, self._today, patient_id)
        number = {0: "nobody", 1: "1 person"}.get(looked.open_with, f"{looked.open_with} people")
        self.query_one(Banner).title = f"Look back   something is open with {number}"
        self.say(f"Over everybody: {words_of_share(looked.shared)}.")
