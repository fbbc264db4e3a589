"""The questionnaires: which there are, what is known about each, and where from."""

from collections.abc import Iterable
from typing import Final

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll

from romtui.commands import INSTRUMENTS
from romtui.domain.instrument import Instrument
from romtui.domain.page import entered_as, page, span, standing_of_sources
from romtui.domain.search import offered
from romtui.ui import texts
from romtui.ui.bindings import bindings
from romtui.ui.dependencies import Workspace
from romtui.ui.flow import flow
from romtui.ui.screens.page import ListScreen, PageScreen
from romtui.ui.text import cell, plain, wrapped
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawing
from romtui.ui.widgets.rows import Rows

_NAME: Final = 16
_INDENT: Final = 8
"""Cells that the second line of a question starts in."""

Unusable = tuple[str, str]
"""The name of a file, and why it cannot be used."""


class InstrumentsScreen(ListScreen[None, "InstrumentList"]):
    """All there are, then the files that cannot be used; Enter shows one in full."""

    KEYS = INSTRUMENTS
    BINDINGS = bindings(INSTRUMENTS)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(InstrumentList((*workspace.instruments.values(), *workspace.unusable)))
        self._instruments = workspace.instruments
        self._store = workspace.store

    def on_mount(self) -> None:
        """Say how many there are."""
        self.banner.title = texts.questionnaires(len(self._instruments))
        self.moved()

    def moved(self) -> None:
        """Say what the line has no room for."""
        current = self.list.current
        if isinstance(current, Instrument):
            self.say(f"{current.title}\n{current.licence}")
        elif current is not None:
            _, reason = current
            self.say(reason)

    def action_open(self) -> None:
        """Show the marked one in full."""
        current = self.list.current
        if isinstance(current, Instrument):
            self.app.push_screen(InstrumentScreen(current))

    @flow
    async def action_find(self) -> None:
        """Ask for a name or a topic, and go there."""
        from romtui.ui.screens.choose import ChooseScreen

        in_use = self._store.forms_in_use()
        choices = offered(self._instruments, (), in_use)
        chosen = await self.ask(ChooseScreen.of_questionnaires(choices))
        if chosen is not None:
            self.list.marked = tuple(self._instruments).index(chosen)
            self.moved()


class InstrumentList(Rows[Instrument | Unusable]):
    """One line an instrument, or a file that cannot be used."""

    def block(
        self,
        row: Instrument | Unusable,
        index: int,
        width: int,  # noqa: ARG002
    ) -> Iterable[Text]:
        """Draw the line of an instrument."""
        palette, marked = self.palette, index == self.marked
        line = self.mark(index)
        if isinstance(row, Instrument):
            line.append_text(cell(plain(row.name, ink(palette.text, bold=marked)), _NAME))
            line.append(f"{span(row):<17}", ink(palette.text))
            line.append(f"{entered_as(row):<14}", ink(palette.text))
            line.append(f"{standing_of_sources(row):<15}", ink(palette.quiet))
            line.append_text(plain(row.title, ink(palette.quiet)))
        else:
            name, reason = row
            line.append_text(plain(name, ink(palette.worse, bold=marked)))
            line.append(texts.UNUSABLE, ink(palette.worse))
            line.append_text(plain(reason, ink(palette.quiet)))
        yield line


class InstrumentScreen(PageScreen[None]):
    """All that is known about one instrument, as `romtui instruments ID` prints it."""

    BINDINGS = [Binding("escape,q", "close", "back")]

    def __init__(self, instrument: Instrument) -> None:
        super().__init__()
        self._instrument = instrument

    def body(self) -> ComposeResult:
        """Everything, to be scrolled."""
        with VerticalScroll():
            yield FactSheet(self._instrument)

    def on_mount(self) -> None:
        """Say which one it is; the arrow keys scroll it."""
        self.banner.title = texts.scroll_and_back(self._instrument.name)
        self.query_one(VerticalScroll).focus()


class FactSheet(Drawing):
    """The sections of a page, each below its heading."""

    def __init__(self, instrument: Instrument) -> None:
        super().__init__()
        self._instrument = instrument

    def draw(self, width: int, height: int) -> list[Text]:  # noqa: ARG002
        """Draw every line whole."""
        palette = self.palette
        lines: list[Text] = []
        for section in page(self._instrument):
            lines += wrapped(section.title, width, ink(palette.accent, bold=True))
            for words in section.lines:
                deep = _INDENT if words.startswith(" ") else 0
                lines += wrapped(words, width, ink(palette.text), indent=deep)
            lines.append(Text("", end=""))
        return lines
