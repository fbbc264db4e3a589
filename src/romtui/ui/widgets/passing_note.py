"""A quiet line that is looked for behind the screen, and goes by itself."""

from collections.abc import Callable
from typing import Final

from romtui.ui.widgets.note import Note

_SECONDS: Final = 12.0
_PAINTED_SECONDS: Final = 0.25


class PassingNote(Note):
    """Shows what `find` gives, if anything, for as long as it takes to read it."""

    DEFAULT_CSS = "PassingNote { padding: 0 1; display: none; }"

    def __init__(self, find: Callable[[], str]) -> None:
        super().__init__(classes="quiet")
        self._find = find

    def on_mount(self) -> None:
        """Look for it once the screen is there: the thread would hold up its painting."""
        self.set_timer(_PAINTED_SECONDS, self._begin)

    def _begin(self) -> None:
        self.run_worker(self._look, thread=True)

    def _look(self) -> None:
        if words := self._find():
            self.app.call_from_thread(self._show, words)

    def _show(self, words: str) -> None:
        self.words, self.display = words, True
        self.set_timer(_SECONDS, self.remove)
