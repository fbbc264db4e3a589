"""What is still open at the end of a session: asked once, and only what is open."""

from collections.abc import Mapping
from typing import Final

from textual.app import ComposeResult
from textual.binding import Binding

from romtui.commands import SESSION
from romtui.ui.screens.card import CardScreen
from romtui.ui.session import texts
from romtui.ui.widgets.answers import Answers
from romtui.ui.widgets.note import Note

CLOSE = "close"
_FIRST: Final = [
    command for command in SESSION if command.action in {"share", "not_today", "agree", "review"}
]
"""What can be done before it is closed."""


class CloseScreen(CardScreen[str]):
    """Gives the command of what is done first, `CLOSE`, or None to stay in the session.

    `points` are what is open, each with the commands it offers; no other key gives anything.
    """

    BINDINGS = [
        Binding("escape", "answer('')", "stay"),
        Binding("enter", f"answer('{CLOSE}')", "close all the same"),
        *(Binding(first.key, f"answer('{first.action}')", id=first.id) for first in _FIRST),
    ]

    def __init__(self, points: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._points = points

    def body(self) -> ComposeResult:
        """What is open, each with its keys."""
        yield Note(texts.STILL_OPEN_NOW, id="question")
        yield Answers("\n".join(self._points), id="points")
        yield Answers(texts.CLOSE_OR_STAY, id="hint", classes="quiet")

    def action_answer(self, answer: str) -> None:
        """Give the answer, if it is to something that is open."""
        if answer in {"", CLOSE} or any(answer in offered for offered in self._points.values()):
            self.dismiss(answer or None)
