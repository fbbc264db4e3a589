"""Cards over the screen that asks: what is below stays in sight, quietly."""

from abc import abstractmethod
from pathlib import Path
from typing import Any, ClassVar, Final, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widget import Widget

from romtui.ui.dimmed_modal import DimmedModal
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.rows import Rows

Answer = TypeVar("Answer")
AnyRows = TypeVar("AnyRows", bound=Rows[Any])


_A_RECORD_ALONE: Final = 2
"""Lines that say whose record it is, and that a safety answer is pinned."""


class CardScreen(DimmedModal[Answer | None], Generic[Answer]):
    """Asks something; Esc gives None and changes nothing."""

    CSS_PATH = Path(__file__).with_name("card.tcss")  # whole: a subclass may be elsewhere
    BINDINGS = [Binding("escape", "give_up", "back")]

    def compose(self) -> ComposeResult:
        """The body on the card."""
        card = VerticalScroll(classes="card", can_focus=False)
        self._lay_below(card)
        with card:
            yield from self.body()

    def on_resize(self) -> None:
        """Make way anew, once the screen below has its new size."""
        self.call_after_refresh(lambda: self._lay_below(self.query_one(".card")))

    def _lay_below(self, card: Widget) -> None:
        """Lay it below what must stay in sight: a sentence is read while one answers about it.

        Over another card it is at least as large: nothing of that one looks out.
        """
        if isinstance(self.below, CardScreen):
            card.styles.min_height = self.below.query_one(".card").outer_size.height
        rows = self.rows_in_sight
        is_below = rows > _A_RECORD_ALONE
        self.set_class(is_below, "-below")
        if is_below:
            card.styles.margin = (rows, 0, 0, 0)
            card.styles.max_height = max(self.app.size.height - rows, 1)

    @abstractmethod
    def body(self) -> ComposeResult:
        """What is asked; its last note has the id `hint`."""

    def action_give_up(self) -> None:
        self.dismiss(None)

    def hint(self, sentence: str, classes: str = "quiet") -> None:
        """Say how to answer, in other words than before."""
        note = self.query_one("#hint", Note)
        note.words = sentence
        note.set_classes(classes)

    def refuse(self, sentence: str) -> None:
        """Say in place of the hint what is wrong with the answer."""
        self.hint(sentence, "error")


class ListCard(CardScreen[Answer], Generic[Answer, AnyRows]):
    """The keys move the mark of one list; a click on the marked row does what Enter does."""

    ENTER: ClassVar[str] = "choose"
    """The action of Enter."""

    def __init__(self, rows: AnyRows) -> None:
        super().__init__()
        self.list = rows

    def action_move(self, steps: int) -> None:
        self.list.move(steps)

    @on(Rows.Taken)
    async def _taken_by_mouse(self) -> None:
        await self.run_action(self.ENTER)
