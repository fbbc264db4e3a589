"""What became of one's own finished work, beside what one had expected."""

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll

from romtui.domain.outcomes import texts
from romtui.domain.outcomes.guess import Guess
from romtui.domain.outcomes.page import Section, page
from romtui.domain.outcomes.tally import outcomes
from romtui.ui.dependencies import Workspace
from romtui.ui.screens.page import PageScreen
from romtui.ui.text import wrapped
from romtui.ui.texts import scroll_and_back
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawing, Drawn


class OutcomesScreen(PageScreen[None]):
    """One page to read; nobody is named on it."""

    TITLE = scroll_and_back(texts.TITLE)
    BINDINGS = [Binding("escape,q", "close", "back")]

    def __init__(self, workspace: Workspace, guess: Guess) -> None:
        super().__init__()
        self._workspace = workspace
        self._guess = guess

    def body(self) -> ComposeResult:
        """The page."""
        with VerticalScroll():
            yield OutcomesPage()

    def on_mount(self) -> None:
        """Count, and show the page."""
        store, today = self._workspace.store, self.host.dependencies.today()
        counts = outcomes(store.courses(), today, store.settings.constants)
        titles = {
            pattern.value: entry.title for pattern, entry in self._workspace.deck.entries.items()
        }
        self.query_one(OutcomesPage).sections = tuple(page(counts, self._guess, titles))
        self.query_one(VerticalScroll).focus()


class OutcomesPage(Drawing):
    """Headings, what was counted, and quieter how to read it."""

    sections: Drawn[Sequence[Section]] = Drawn((), layout=True)

    def draw(self, width: int, height: int) -> list[Text]:  # noqa: ARG002
        """Draw the sections."""
        palette, lines = self.palette, list[Text]()
        for section in self.sections:
            lines.append(Text(section.heading, ink(palette.text, bold=True), end=""))
            for line in section.lines:
                lines += wrapped(f"  {line}", width, ink(palette.text), indent=4)
            for note in section.notes:
                lines += wrapped(f"  {note}", width, ink(palette.quiet), indent=2)
            lines.append(Text("", end=""))
        return lines
