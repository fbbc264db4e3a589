"""Where the tour of the demo is on, and when it goes."""

from collections.abc import Callable, Sequence

from textual.screen import Screen

from romtui.ui.tour import Tour
from romtui.ui.widgets.key_bar import KeyBar


class Onboarding:
    """Lets the tour see what was done, and shows on every screen what it says then."""

    def __init__(self, forget: Callable[[], None]) -> None:
        self.tour: Tour | None = Tour()
        self._forget = forget

    def look(self, screens: Sequence[Screen[object]], action: str = "") -> None:
        """Take notice of a command that was followed, and of the screens there are now."""
        if self.tour is None or self.tour.is_over:
            return
        words = self.tour.words
        self.tour.did(action, screens)
        if self.tour.is_over:
            self._forget()
        if self.tour.words != words:
            _show(screens)

    def key_pressed(self, screens: Sequence[Screen[object]]) -> None:
        """Take the tour's last words away with the next key, which does its work as always."""
        if self.tour is not None and self.tour.is_over:
            self.leave(screens)

    def leave(self, screens: Sequence[Screen[object]]) -> None:
        """Take the tour's line away for as long as this demo is on."""
        self.tour = None
        self._forget()
        _show(screens)


def _show(screens: Sequence[Screen[object]]) -> None:
    for screen in screens:
        for bar in screen.query(KeyBar):
            bar.show_tour()
