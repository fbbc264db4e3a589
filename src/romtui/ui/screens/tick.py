"""What to do, and what of it is done."""

from collections.abc import Callable, Mapping

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from romtui.domain.case import Case
from romtui.domain.private import Private
from romtui.ui.screens.card import CardScreen
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.rows import Rows
from romtui.ui.widgets.unfolding_list import Row, UnfoldingList


class TickScreen(CardScreen[Case | None]):
    """Each tick is kept at once by `tick`; gives the last case, None when nothing changed."""

    BINDINGS = [
        Binding("escape,q", "close", "back"),
        Binding("l", "close", "back", id="session.to_do"),
        Binding("space,enter", "tick", "done"),
        Binding("down,j", "move(1)", "down"),
        Binding("up,k", "move(-1)", "up"),
    ]

    def __init__(
        self,
        title: str,
        lines: Mapping[str, Private],
        ticked: frozenset[str],
        tick: Callable[[str, bool], Case],
    ) -> None:
        super().__init__()
        self._title = title
        self._lines = lines
        self._ticked = ticked
        self._tick = tick
        self._case: Case | None = None

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        with Vertical(classes="card"):
            yield Note(f"To do: {self._title}")
            yield UnfoldingList(self._rows())
            yield Note("Space ticks what is done, for today. Esc goes back.", id="hint")

    def action_move(self, steps: int) -> None:
        """Move the mark."""
        self.query_one(UnfoldingList).move(steps)

    def action_tick(self) -> None:
        """Tick the marked line, or take the tick away."""
        lines = self.query_one(UnfoldingList)
        self._case = self._tick(lines.current, lines.current not in self._ticked)
        self._ticked = self._case.ticks
        lines.rows = self._rows()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(self._case)

    @on(Rows.Taken)
    async def _taken_by_mouse(self) -> None:
        await self.run_action("tick")

    def say(self, sentence: str) -> None:
        """Show why a tick could not be kept."""
        note = self.query_one("#hint", Note)
        note.words = sentence
        note.set_classes("error")

    def _rows(self) -> tuple[Row, ...]:
        return tuple(
            Row(line_id, words, ticked=line_id in self._ticked)
            for line_id, words in self._lines.items()
        )
