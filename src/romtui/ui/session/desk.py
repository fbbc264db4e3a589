"""The lower part of a session, and the line that may come into the rule above it."""

from collections.abc import Callable
from typing import Final

from textual.containers import Container

from romtui.ui.text import plain

_SECONDS: Final = 12.0
_PAINTED_SECONDS: Final = 0.25


class Desk(Container):
    """What goes with the sentence, below it.

    In the rule between them stands what `find` gives, if anything, for as long as it takes to
    read it. There it moves nothing: when it comes the sentence is being read.
    """

    def __init__(self, find: Callable[[], str] | None) -> None:
        super().__init__(id="desk")
        self._find = find

    def on_mount(self) -> None:
        """Look for it once the screen is there: the thread would hold up its painting."""
        if self._find is not None:
            self.set_timer(_PAINTED_SECONDS, lambda: self.run_worker(self._look, thread=True))

    def _look(self) -> None:
        assert self._find is not None
        if words := self._find():
            self.app.call_from_thread(self._show, words)

    def _show(self, words: str) -> None:
        self.border_title = plain(f" {words} ")
        self.set_timer(_SECONDS, self._clear)

    def _clear(self) -> None:
        self.border_title = None
