"""Where the tour of the demo is on, and when it goes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.app import ReturnType

from romtui.ui.guard import GuardedApp

if TYPE_CHECKING:
    from romtui.ui.tour import Tour


class TouredApp(GuardedApp[ReturnType]):
    """Says in the demo what comes next. Without a tour nothing of it is loaded."""

    def __init__(self) -> None:
        super().__init__()
        self.tour: Tour | None = None
        self._forget_tour: Callable[[], None] | None = None

    def begin_tour(self, forget: Callable[[], None] | None) -> None:
        """Begin, where there is a way to keep that it is over."""
        if forget is not None:
            from romtui.ui.tour import Tour

            self.tour, self._forget_tour = Tour(), forget
            self.tour.look(self.screen_stack)

    def look_at_tour(self, action: str = "") -> None:
        """Let the tour see what was done, and show what it says then."""
        if self.tour is None or self.tour.is_over:
            return
        said = self.tour.words
        self.tour.did(action, self.screen_stack)
        if self.tour.is_over and self._forget_tour is not None:
            self._forget_tour()
        if self.tour.words != said:
            self._show_tour()

    async def deliver(self, key: events.Key) -> None:
        """Take the tour's last words away with the next key, which does its work as always."""
        if self.tour is not None and self.tour.is_over:
            self.action_leave_tour()
        await super().deliver(key)

    def key_done(self) -> None:
        """See whether a step of the tour is done."""
        self.look_at_tour()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Take the tour's command away where there is no tour."""
        if action == "leave_tour" and self.tour is None:
            return False
        return super().check_action(action, parameters)

    def action_leave_tour(self) -> None:
        """Take the tour's line away for as long as this demo is on."""
        self.tour = None
        if self._forget_tour is not None:
            self._forget_tour()
        self._show_tour()

    def _show_tour(self) -> None:
        from romtui.ui.widgets.key_bar import KeyBar

        for screen in self.screen_stack:
            for bar in screen.query(KeyBar):
                bar.show_tour()
