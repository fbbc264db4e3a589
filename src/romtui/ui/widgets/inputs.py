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
    """In the empty field a digit offers the preset with that number; another digit another one.

    What is offered is selected, as in any field: Enter takes it, an arrow goes into it, and
    whoever types on meant the digits as the beginning of words of their own.
    """

    def __init__(self, presets: Sequence[str], *, id: str) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id, select_on_focus=False)
        self._presets = {str(digit): preset for digit, preset in enumerate(presets, start=1)}
        self._digit = ""
        """The digit that offered the present words, after those typed before it."""

    def on_key(self, event: events.Key) -> None:
        """Offer a preset before the field takes the digit; put the digit before what follows."""
        typed = event.character or ""
        offered = self._is_offered
        if not (event.is_printable and (offered or not self.value)):
            return
        digits = f"{self._digit if offered else ''}{typed}"
        if typed in self._presets:
            self._digit, self.value = digits, self._presets[typed]
            self.selection = Selection(0, len(self.value))
        elif offered:
            self.value = digits
            self.cursor_position = len(self.value)
        else:
            return
        event.stop()
        event.prevent_default()

    @property
    def _is_offered(self) -> bool:
        """Whether the field holds a preset that was not edited yet."""
        offered = self._presets.get(self._digit[-1:])
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
