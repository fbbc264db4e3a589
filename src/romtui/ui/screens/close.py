"""What is still open at the end of a session: asked once, and only what is open."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from romtui.ui.screens.card import CardScreen
from romtui.ui.widgets.note import Note

CLOSE = "close"


class CloseScreen(CardScreen[str | None]):
    """Gives the key of what is done first, `CLOSE`, or None to stay in the session.

    `points` are what is open, each with its keys; no other key gives anything.
    """

    BINDINGS = [
        Binding("escape", "answer('')", "stay"),
        Binding("enter", f"answer('{CLOSE}')", "close all the same"),
        *(Binding(key, f"answer('{key}')") for key in ("s", "x", "a", "R")),
    ]

    def __init__(self, points: Mapping[str, str]) -> None:
        super().__init__()
        self._points = points

    def compose(self) -> ComposeResult:
        """What is open, each with its keys."""
        with Vertical(classes="card"):
            yield Note("Before you close", id="question")
            yield Note("\n".join(self._points), id="points")
            yield Note(
                "Enter  close: what is left comes back next time      Esc  stay",
                id="hint",
                classes="quiet",
            )

    def action_answer(self, answer: str) -> None:
        """Give the answer, if it is to something that is open."""
        if answer in {"", CLOSE} or answer in "".join(self._points.values()):
            self.dismiss(answer or None)
