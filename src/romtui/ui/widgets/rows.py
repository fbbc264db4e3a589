"""Rows with a mark, for the keys and for the mouse."""

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.reactive import var

from romtui.ui.widgets.drawing import Drawing


class Rows(Drawing):
    """A click marks a row, a click on the marked row takes it, the wheel moves the mark.

    Whoever draws says with `stand` which row each line belongs to.
    """

    marked: var[int] = var(0)
    WHEEL = 3
    """Rows that one turn of the wheel moves the mark."""

    class Moved(Message):
        """The mark was moved with the mouse."""

    class Taken(Message):
        """The marked row was clicked."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._stand: Sequence[int | None] = ()

    def stand(self, rows: Sequence[int | None]) -> None:
        """Keep the row of each drawn line; a heading has none."""
        self._stand = rows

    def move(self, steps: int) -> None:
        """Move the mark, stopping at both ends."""
        raise NotImplementedError

    def watch_marked(self) -> None:
        """Draw the mark elsewhere."""
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Mark what was clicked, or take it."""
        within = event.get_content_offset(self)
        row = self._stand[within.y] if within and within.y < len(self._stand) else None
        if row is None:
            return
        event.stop()
        if row == self.marked:
            self.post_message(self.Taken())
        else:
            self._move(row - self.marked)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move the mark down with the wheel."""
        event.stop()
        self._move(self.WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move the mark up with the wheel."""
        event.stop()
        self._move(-self.WHEEL)

    def _move(self, steps: int) -> None:
        self.move(steps)
        self.post_message(self.Moved())
