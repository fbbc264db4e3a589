"""What a person may say against the questionnaires: what to answer, and what to change."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from romtui.domain.dialogue import Objection
from romtui.domain.private import Private
from romtui.ui.screens.card import CardScreen
from romtui.ui.text import quoted
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.rows import Rows
from romtui.ui.widgets.unfolding_list import Row, UnfoldingList


class ObjectionsScreen(CardScreen[Objection | None]):
    """Gives the objection that was raised; the answer to it stands under each."""

    BINDINGS = [
        Binding("escape,q", "give_up", "back"),
        Binding("o", "give_up", "back", id="session.objections"),
        Binding("enter", "choose", "this one"),
        Binding("down,j", "move(1)", "down"),
        Binding("up,k", "move(-1)", "up"),
    ]

    def __init__(self, objections: Sequence[Objection], heading: str) -> None:
        super().__init__()
        self._objections = {one.code: one for one in objections}
        self._heading = heading

    def compose(self) -> ComposeResult:
        """Heading, objections, keys."""
        with Vertical(classes="card"):
            yield Note(self._heading, id="question")
            yield UnfoldingList(
                Row(
                    one.code,
                    one.says,
                    below=quoted(Private(one.say)),
                    quietly=(one.feature,),
                )
                for one in self._objections.values()
            )
            yield Note("Enter keeps it and changes what it asks for. Esc goes back.", id="hint")

    def action_move(self, steps: int) -> None:
        """Move the mark."""
        self.query_one(UnfoldingList).move(steps)

    def action_choose(self) -> None:
        """Take the marked objection."""
        self.dismiss(self._objections[self.query_one(UnfoldingList).current])

    @on(Rows.Taken)
    async def _taken_by_mouse(self) -> None:
        await self.run_action("choose")

    def action_give_up(self) -> None:
        """Go back and change nothing."""
        self.dismiss(None)
