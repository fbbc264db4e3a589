"""What to do, and what of it is done."""

from collections.abc import Callable, Mapping

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.reactive import reactive
from textual.screen import ModalScreen

from romtui.domain.case import Case
from romtui.domain.private import Private
from romtui.ui.text import wrapped
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawing
from romtui.ui.widgets.note import Note


class TickScreen(ModalScreen[Case | None]):
    """Each tick is kept at once by `tick`; gives the last case, None when nothing changed."""

    CSS_PATH = "tick.tcss"
    BINDINGS = [
        Binding("escape,q,l", "close", "back"),
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
            yield TickList(self._lines, self._ticked)
            yield Note("Space ticks what is done, for today. Esc goes back.", id="hint")

    def action_move(self, steps: int) -> None:
        """Move the mark."""
        self.query_one(TickList).move(steps)

    def action_tick(self) -> None:
        """Tick the marked line, or take the tick away."""
        lines = self.query_one(TickList)
        self._case = self._tick(lines.current, lines.current not in lines.ticked)
        lines.ticked = self._case.ticks

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(self._case)

    def say(self, sentence: str) -> None:
        """Show why a tick could not be kept."""
        note = self.query_one("#hint", Note)
        note.words = sentence
        note.set_classes("error")


class TickList(Drawing):
    """Lines with a mark and a place for a tick."""

    ticked: reactive[frozenset[str]] = reactive(frozenset())
    marked: reactive[int] = reactive(0)

    def __init__(self, lines: Mapping[str, Private], ticked: frozenset[str]) -> None:
        super().__init__()
        self._lines = lines
        self.set_reactive(TickList.ticked, ticked)

    @property
    def current(self) -> str:
        """The name of the marked line."""
        return list(self._lines)[self.marked]

    def move(self, steps: int) -> None:
        """Move the mark, stopping at both ends."""
        self.marked = min(max(self.marked + steps, 0), len(self._lines) - 1)

    def watch_ticked(self) -> None:
        """Draw other ticks."""
        self.redraw()

    def watch_marked(self) -> None:
        """Draw the mark elsewhere."""
        self.redraw()

    def draw(self, width: int, height: int) -> list[Text]:  # noqa: ARG002
        """Draw every line whole."""
        inks, lines = self.inks, []
        for place, (line_id, words) in enumerate(self._lines.items()):
            marked, done = place == self.marked, line_id in self.ticked
            colour = ink(inks.quiet if done else inks.text, bold=marked)
            for number, part in enumerate(wrapped(words, width - 4, colour)):
                line = Text(end="", no_wrap=True)
                line.append("▸ " if marked and not number else "  ", ink(inks.accent))
                line.append(("✓ " if done else "○ ") if not number else "  ", ink(inks.accent))
                line.append_text(part)
                lines.append(line)
        return lines
