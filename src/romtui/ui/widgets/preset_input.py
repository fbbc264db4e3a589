"""A field for a few words, which a digit fills in while it is empty."""

from collections.abc import Sequence

from textual import events
from textual.widgets import Input


class PresetInput(Input):
    """In the empty field a digit takes what stands beside it in the list; later it is typed."""

    def __init__(self, presets: Sequence[str], *, id: str) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id, select_on_focus=False)
        self._presets = {str(place): preset for place, preset in enumerate(presets, start=1)}

    def on_key(self, event: events.Key) -> None:
        """Take a preset before the field takes the digit."""
        preset = None if self.value else self._presets.get(event.character or "")
        if preset is not None:
            event.stop()
            event.prevent_default()
            self.value = preset
            self.cursor_position = len(preset)
