"""A field for a few words, which a digit fills in while it is empty."""

from collections.abc import Sequence

from textual import events
from textual.widgets import Input
from textual.widgets.input import Selection


class PresetInput(Input):
    """In the empty field a digit offers what stands beside it in the list.

    What is offered is selected, as in any field: Enter takes it, an arrow goes into it, and
    whoever types on meant the digit as the first sign of words of their own.
    """

    def __init__(self, presets: Sequence[str], *, id: str) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id, select_on_focus=False)
        self._presets = {str(digit): preset for digit, preset in enumerate(presets, start=1)}
        self._digit = ""
        """The digit that offered what stands in the field."""

    def on_key(self, event: events.Key) -> None:
        """Offer a preset before the field takes the digit; put the digit before what follows."""
        typed = event.character or ""
        if not self.value and typed in self._presets:
            event.stop()
            event.prevent_default()
            self._digit, self.value = typed, self._presets[typed]
            self.selection = Selection(0, len(self.value))
        elif self._is_offered and event.is_printable:
            event.stop()
            event.prevent_default()
            self.value = self._digit + typed
            self.cursor_position = len(self.value)

    @property
    def _is_offered(self) -> bool:
        """Whether what stands in the field is a preset that nobody has gone into yet."""
        offered = self._presets.get(self._digit)
        return offered == self.value and self.selection == Selection(0, len(self.value))
