"""What is said right below a field: the day that was understood, and what is wrong with it."""

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


class Wrong(Note):
    """Takes no room while nothing is wrong; the field above it makes room for it."""

    def __init__(self, field: str) -> None:
        super().__init__(id=f"{field}-wrong", classes="error")
        self._field = field

    def on_mount(self) -> None:
        """Nothing is wrong yet."""
        self.say("")

    def say(self, sentence: str) -> None:
        """Say it and go to the field; an empty sentence takes it back."""
        assert isinstance(self.parent, Widget)
        field = self.parent.query_one(f"#{self._field}", Input)
        self.words, self.display = sentence, bool(sentence)
        field.set_class(bool(sentence), "-wrong")
        if sentence:
            field.focus()
            field.cursor_position = len(field.value)
