"""What to do, and what of it is done."""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping

from textual.app import ComposeResult
from textual.binding import Binding

from romtui.domain.case import Case
from romtui.domain.private import Private
from romtui.ui.screens.card import ListCard
from romtui.ui.session import texts
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.unfolding_list import UnfoldingLine, UnfoldingList


class ChecklistScreen(ListCard[Case, UnfoldingList]):
    """Each tick is kept at once by `tick`; gives the last case, None when nothing changed."""

    BINDINGS = [
        Binding("escape,q", "close", "back"),
        Binding("space,enter", "tick", "done"),
        Binding("down,j", "move(1)", "down"),
        Binding("up,k", "move(-1)", "up"),
    ]
    ENTER = "tick"
    say = ListCard.refuse
    """Why a tick could not be kept."""

    def __init__(self, tick: Callable[[str, bool], Case]) -> None:
        super().__init__(UnfoldingList(self.lines()))
        self._tick = tick
        self._case: Case | None = None

    @abstractmethod
    def lines(self) -> Iterator[UnfoldingLine]:
        """Everything to tick, in its current state."""

    @abstractmethod
    def take(self, case: Case) -> None:
        """Keep what is ticked in this case."""

    def action_tick(self) -> None:
        """Tick the marked line, or take the tick away."""
        line = self.list.current
        if line is not None:
            self.show(self._tick(line.id, not line.ticked))

    def action_close(self) -> None:
        self.dismiss(self._case)

    def show(self, case: Case) -> None:
        """Show what is ticked now."""
        self._case = case
        self.take(case)
        self.list.fill(tuple(self.lines()))


class TickScreen(ChecklistScreen):
    """What to do about a pattern, in a few lines."""

    BINDINGS = [Binding("l", "close", "back", id="session.to_do")]

    def __init__(
        self,
        title: str,
        lines: Mapping[str, Private],
        ticked: frozenset[str],
        tick: Callable[[str, bool], Case],
    ) -> None:
        self._title = title
        self._lines = lines
        self._ticked = ticked
        super().__init__(tick)

    def body(self) -> ComposeResult:
        """Title, list, keys."""
        yield Note(texts.to_do(self._title), id="question")
        yield self.list
        yield Note(texts.TO_DO_HINT, id="hint")

    def lines(self) -> Iterator[UnfoldingLine]:
        """The lines, each ticked or not."""
        for line_id, words in self._lines.items():
            yield UnfoldingLine(line_id, words, ticked=line_id in self._ticked)

    def take(self, case: Case) -> None:
        """Keep what is ticked today."""
        self._ticked = case.ticks
