"""Room for longer words, where one goes on writing behind what is there."""

from textual.widgets import TextArea


class Writing(TextArea):
    """Has the cursor as soon as it is shown, at the end of what is written."""

    def __init__(self, written: str, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's
        super().__init__(written, highlight_cursor_line=False, id=id)

    def on_mount(self) -> None:
        """Go on writing at the end."""
        self.move_cursor(self.document.end)
        self.focus()
