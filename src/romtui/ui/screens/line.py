"""One line to say, written in place."""

from collections.abc import Callable, Iterable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import TextArea

from romtui.ui import texts
from romtui.ui.screens.card import CardScreen
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.writing import Writing


class LineScreen(CardScreen[bool]):
    """Gives True once `keep` has kept the line, which was wrapped as it was typed.

    Below it stands how it reads. What `keep` refuses is said. What `style` finds fault with is
    said once: the same line again is kept.
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
        reads: Callable[[str], str] = str,
    ) -> None:
        super().__init__()
        self._question = question
        self._keep = keep
        self._style = style
        self._hint = hint
        self._typed = typed
        self._reads = reads
        self._warned_of: str | None = None

    def body(self) -> ComposeResult:
        """Question, room to write, hint."""
        yield Note(self._question, id="question")
        yield Writing(self._typed)
        yield Note(self._read(self._typed), id="reads")
        yield Note(self._hint, id="hint", classes="quiet")

    @on(TextArea.Changed)
    def _read_again(self, event: TextArea.Changed) -> None:
        self.query_one("#reads", Note).words = self._read(event.text_area.text)

    def _read(self, text: str) -> str:
        """How a line with variables reads; nothing for one without, which reads as it stands."""
        line = " ".join(text.split())
        said = self._reads(line)
        return "" if said == line else texts.reads(said)

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
