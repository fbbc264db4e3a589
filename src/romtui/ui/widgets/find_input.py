"""The field that narrows a list while somebody types."""

from collections.abc import Callable

from textual.widgets import Input


class FindInput(Input):
    """Calls `narrow` within the key itself: field and list are drawn in one frame, not in two."""

    def __init__(self, narrow: Callable[[], None]) -> None:
        super().__init__(placeholder="find a code or a name", id="find", select_on_focus=False)
        self._narrow = narrow

    def watch_value(self) -> None:
        """Narrow the list to what is typed now."""
        if self.is_mounted:
            self._narrow()
