"""What a person may say against the questionnaires: what to answer, and what to change."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding

from romtui.domain.dialogue import Objection
from romtui.domain.private import Private
from romtui.ui.screens.card import ListCard
from romtui.ui.session import texts
from romtui.ui.text import quoted
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.unfolding_list import UnfoldingLine, UnfoldingList


class ObjectionsScreen(ListCard[Objection, UnfoldingList]):
    """Gives the objection that was raised; each is shown with its answer."""

    BINDINGS = [
        Binding("escape,q", "give_up", "back"),
        Binding("o", "give_up", "back", id="session.objections"),
        Binding("enter", "choose", "this one"),
        Binding("down,j", "move(1)", "down"),
        Binding("up,k", "move(-1)", "up"),
    ]

    def __init__(self, objections: Sequence[Objection], heading: str) -> None:
        lines = (
            UnfoldingLine(
                objection.code,
                objection.says,
                below=quoted(Private(objection.say)),
                quietly=(objection.feature,),
            )
            for objection in objections
        )
        super().__init__(UnfoldingList(lines))
        self._objections = objections
        self._heading = heading

    def body(self) -> ComposeResult:
        """Heading, objections, keys."""
        yield Note(self._heading, id="question")
        yield self.list
        yield Note(texts.CONCERNS_HINT, id="hint")

    def action_choose(self) -> None:
        """Take the marked objection."""
        self.dismiss(self._objections[self.list.marked])
