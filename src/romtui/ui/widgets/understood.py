"""The day that was understood, said right below the field while it is typed."""

from collections.abc import Callable
from datetime import date

from textual.widget import Widget
from textual.widgets import Input

from romtui.ui.dates import understood
from romtui.ui.widgets.note import Note


class Understood(Note):
    """Takes no room while the field is empty, or holds a day in the one form that is unmistakable.

    `read` reads the field.
    """

    def __init__(self, field: str, read: Callable[[str], date | None]) -> None:
        super().__init__(id=f"{field}-understood", classes="quiet")
        self._field = field
        self._read = read

    def on_mount(self) -> None:
        """Follow what is typed."""
        self.watch(self._input, "value", self._say)

    @property
    def _input(self) -> Input:
        assert isinstance(self.parent, Widget)
        return self.parent.query_one(f"#{self._field}", Input)

    def _say(self, typed: str) -> None:
        self.words = understood(typed, self._read)
        self.display = bool(self.words)
        self._input.set_class(self.display, "-understood")
