"""A list of rows with a mark, which keys and mouse move."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from rich.text import Text
from textual import events
from textual.message import Message

from romtui.ui.text import clipped
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawing, Drawn

T = TypeVar("T")


class Rows(Drawing, Generic[T]):
    """Draws only the rows that have room; a subclass says how one looks.

    The rows stay where they are until the mark would leave the list. A click marks a row, a
    click on the marked row takes it, the wheel moves the mark.
    """

    LINES: ClassVar[int] = 1
    """Lines that each row takes."""
    WHEEL: ClassVar[int] = 3
    """Rows that one turn of the wheel moves the mark."""
    GROWS: ClassVar[bool] = False
    """Whether the list is as high as its rows."""

    marked: Drawn[int] = Drawn(0)

    class Moved(Message):
        """The mark was moved with the mouse."""

    class Taken(Message):
        """The marked row was clicked."""

    def __init__(self, rows: Iterable[T] = ()) -> None:
        super().__init__()
        self.top = 0
        """The first row that is drawn."""
        self.row_at: Sequence[int | None] = ()
        """The row that each drawn line belongs to, for the mouse; a heading belongs to none."""
        self.rows: Sequence[T] = tuple(rows)

    @property
    def current(self) -> T | None:
        """The row under the mark, unless the list is empty."""
        return self.rows[self.marked] if self.rows else None

    @property
    def page(self) -> int:
        """How many rows have room."""
        return self._page(self.size.height)

    def move(self, steps: int) -> None:
        """Move the mark, stopping at both ends."""
        self.marked = min(max(self.marked + steps, 0), max(len(self.rows) - 1, 0))

    def fill(self, rows: Sequence[T], marked: int | None = None) -> None:
        """List other rows; without `marked` the mark stays where it is, as far as that is there."""
        self.rows = rows
        index = self.marked if marked is None else marked
        self.set_reactive(Rows.marked, min(max(index, 0), max(len(rows) - 1, 0)))
        self.redraw(layout=self.GROWS)

    def draw(self, width: int, height: int) -> list[Text]:
        """Draw the rows around the mark."""
        lines: list[Text] = []
        row_at: list[int | None] = []
        for index in self.window(self._page(height)):
            for line in self.heading(index):
                lines.append(line)
                row_at.append(None)
            for line in self.block(self.rows[index], index, width):
                lines.append(line if line.cell_len <= width else clipped(line, width))
                row_at.append(index)
        self.row_at = row_at
        return lines

    def window(self, page: int) -> range:
        """The rows to draw where `page` of them have room."""
        last = max(len(self.rows) - page, 0)
        self.top = min(max(self.top, self.marked - page + 1), self.marked, last)
        return range(self.top, min(self.top + page, len(self.rows)))

    def heading(self, index: int) -> Iterable[Text]:  # noqa: ARG002
        """The lines above a row that begins a group; a list with such makes room in `window`."""
        return ()

    def block(self, row: T, index: int, width: int) -> Iterable[Text]:
        """The `LINES` lines of a row."""
        raise NotImplementedError

    def mark(self, index: int) -> Text:
        """Begin the line of a row, with the mark where it is the marked one."""
        sign = "▸ " if index == self.marked else "  "
        return Text.assemble((sign, ink(self.palette.accent)), end="", no_wrap=True)

    def on_click(self, event: events.Click) -> None:
        """Mark what was clicked, or take it."""
        within = event.get_content_offset(self)
        row = self.row_at[within.y] if within and within.y < len(self.row_at) else None
        if row is None:
            return
        event.stop()
        if row == self.marked:
            self.post_message(self.Taken())
        else:
            self._move_by_mouse(row - self.marked)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._move_by_mouse(self.WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._move_by_mouse(-self.WHEEL)

    def _page(self, height: int) -> int:
        return max(height // self.LINES, 1)

    def _move_by_mouse(self, steps: int) -> None:
        self.move(steps)
        self.post_message(self.Moved())
