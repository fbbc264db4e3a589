"""Fields to type into, each for its own purpose."""

from collections.abc import Callable, Sequence

from textual import events
from textual.widgets import Input
from textual.widgets.input import Selection


class FindInput(Input):
    """Calls `narrow` within the key itself: field and list are drawn in one frame, not in two."""

    def __init__(self, narrow: Callable[[], None], placeholder: str) -> None:
        super().__init__(placeholder=placeholder, id="find", select_on_focus=False)
        self._narrow = narrow

    def watch_value(self) -> None:
        """Narrow the list to what is typed now."""
        if self.is_mounted:
            self._narrow()


class PresetInput(Input):
    """In the empty field a digit offers the preset with that number.

    What is offered is selected, as in any field: Enter takes it, an arrow goes into it, and
    whoever types on meant the digit as the first sign of words of their own.
    """

    def __init__(self, presets: Sequence[str], *, id: str) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id, select_on_focus=False)
        self._presets = {str(digit): preset for digit, preset in enumerate(presets, start=1)}
        self._digit = ""
        """The digit that offered the present words."""

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
        """Whether the field holds a preset that was not edited yet."""
        offered = self._presets.get(self._digit)
        return offered == self.value and self.selection == Selection(0, len(self.value))


class SecretInput(Input):
    """Shows dots; copying and cutting do nothing."""

    def __init__(self, *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(placeholder=placeholder, password=True, id=id, select_on_focus=False)

    def action_copy(self) -> None:
        """Do nothing: a passphrase does not go to a clipboard."""

    def action_cut(self) -> None:
        """Do nothing: a passphrase does not go to a clipboard."""

    def take(self) -> str:
        """Give what was typed and empty the field."""
        typed = self.value
        self.value = ""
        return typed
