"""What is wrong with a field, said right below it."""

from textual.widget import Widget
from textual.widgets import Input

from romtui.ui.widgets.note import Note


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
