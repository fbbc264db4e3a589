"""One line to say, written in place."""

from collections.abc import Callable, Iterable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import TextArea

from romtui.ui import texts
from romtui.ui.screens.card import CardScreen
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.writing import Writing


class LineScreen(CardScreen[bool]):
    """Gives True once `keep` has kept the line, which was wrapped as it was typed.

    What `keep` refuses is said. What `style` finds fault with is said once: the same line again
    is kept.
    """

    BINDINGS = [
        Binding("enter", "keep", "keep", priority=True),
        Binding("escape", "give_up", "back", priority=True),
    ]
    say = CardScreen.refuse

    def __init__(
        self,
        question: str,
        keep: Callable[[str], None],
        style: Callable[[str], Iterable[str]],
        *,
        hint: str = "",
        typed: str = "",
    ) -> None:
        super().__init__()
        self._question = question
        self._keep = keep
        self._style = style
        self._hint = hint
        self._typed = typed
        self._warned_of: str | None = None

    def body(self) -> ComposeResult:
        """Question, room to write, hint."""
        yield Note(self._question)
        yield Writing(self._typed)
        yield Note(self._hint, id="hint", classes="quiet")

    def action_keep(self) -> None:
        """Keep the line, or say what is wrong with it."""
        line = " ".join(self.query_one(TextArea).text.split())
        faults = "; ".join(self._style(line))
        if faults and line != self._warned_of:
            self._warned_of = line
            self.refuse(texts.keep_anyway(faults))
            return
        self._keep(line)
        self.dismiss(True)
