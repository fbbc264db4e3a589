"""The questionnaires: which there are, what is known about each, and where from."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import Screen

from romtui.domain.instrument import Instrument
from romtui.domain.page import entered_as, page, span, standing_of_sources
from romtui.domain.search import offered
from romtui.ui.commands import INSTRUMENTS, bindings
from romtui.ui.text import clipped, plain, wrapped
from romtui.ui.theme import ink
from romtui.ui.widgets.banner import Banner
from romtui.ui.widgets.drawing import Drawing
from romtui.ui.widgets.key_bar import KeyBar
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.rows import Rows
from romtui.ui.wiring import Workspace

if TYPE_CHECKING:
    from romtui.ui.app import RomtuiApp

_INDENT: Final = 8
"""Cells that the second line of a question starts in."""

Unusable = tuple[str, str]
"""The name of a file, and why it cannot be used."""


class InstrumentsScreen(Screen[None]):
    """All there are, then the files that cannot be used; Enter shows one in full."""

    CSS_PATH = "instruments.tcss"
    KEYS = INSTRUMENTS
    BINDINGS = bindings(INSTRUMENTS)
    app: "RomtuiApp"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._opened = workspace

    def compose(self) -> ComposeResult:
        """The list, the licence of the marked one, the keys."""
        yield Banner(demo=self.app.dependencies.demo)
        yield InstrumentList(self._opened.instruments, self._opened.unusable)
        yield Note(id="licence", classes="quiet")
        yield KeyBar(INSTRUMENTS)

    def on_mount(self) -> None:
        """Say what this list is."""
        self.query_one(Banner).title = f"Questionnaires   {len(self._opened.instruments)}"
        self._move(0)

    def action_open(self) -> None:
        """Show the marked one in full, or why a file cannot be used."""
        current = self.query_one(InstrumentList).current
        if isinstance(current, Instrument):
            self.app.push_screen(InstrumentScreen(current))

    def action_find(self) -> None:
        """Ask for a name or a topic, and go there."""
        from romtui.ui.screens.choose import ChooseScreen

        in_use = self._opened.store.forms_in_use()
        asking = ChooseScreen.of_questionnaires(offered(self._opened.instruments, (), in_use))
        self.app.push_screen(asking, self._go_to)

    def _go_to(self, instrument_id: str | None) -> None:
        if instrument_id is not None:
            self.query_one(InstrumentList).go_to(instrument_id)
            self._move(0)

    def action_down(self) -> None:
        """Move the mark down."""
        self._move(1)

    def action_up(self) -> None:
        """Move the mark up."""
        self._move(-1)

    def action_page_down(self) -> None:
        """Move the mark a page down."""
        self._move(self.query_one(InstrumentList).size.height)

    def action_page_up(self) -> None:
        """Move the mark a page up."""
        self._move(-self.query_one(InstrumentList).size.height)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()

    @on(Rows.Moved)
    def _moved_by_mouse(self) -> None:
        self._move(0)

    @on(Rows.Taken)
    async def _taken_by_mouse(self) -> None:
        await self.run_action("open")

    def _move(self, steps: int) -> None:
        listed = self.query_one(InstrumentList)
        listed.move(steps)
        self.query_one("#licence", Note).words = _foot(listed.current)


def _foot(row: Instrument | Unusable) -> str:
    """What the line has no room for."""
    return f"{row.title}\n{row.licence}" if isinstance(row, Instrument) else row[1]


class InstrumentList(Rows):
    """One line an instrument, with a mark."""

    def __init__(
        self, instruments: Mapping[str, Instrument], unusable: tuple[Unusable, ...]
    ) -> None:
        super().__init__()
        self._rows: tuple[Instrument | Unusable, ...] = (*instruments.values(), *unusable)

    @property
    def current(self) -> Instrument | Unusable:
        """What is under the mark."""
        return self._rows[self.marked]

    def move(self, steps: int) -> None:
        """Move the mark, stopping at both ends."""
        self.marked = min(max(self.marked + steps, 0), len(self._rows) - 1)

    def go_to(self, instrument_id: str) -> None:
        """Mark one."""
        ids = [row.id if isinstance(row, Instrument) else "" for row in self._rows]
        self.marked = ids.index(instrument_id)

    def draw(self, width: int, height: int) -> list[Text]:
        """Draw the part of the list around the mark."""
        shown = max(height, 1)
        top = max(self.marked - shown + 1, 0)
        self.stand(range(top, min(top + shown, len(self._rows))))
        return [
            clipped(self._line(row, marked=place == self.marked), width)
            for place, row in enumerate(self._rows[top : top + shown], start=top)
        ]

    def _line(self, row: Instrument | Unusable, *, marked: bool) -> Text:
        palette = self.palette
        line = Text(end="", no_wrap=True)
        line.append("▸ " if marked else "  ", ink(palette.accent))
        if not isinstance(row, Instrument):
            name, reason = row
            line.append_text(plain(name, ink(palette.worse, bold=marked)))
            line.append("  unusable: ", ink(palette.worse))
            line.append_text(plain(reason, ink(palette.quiet)))
            return line
        line.append_text(plain(f"{row.name:<16} ", ink(palette.text, bold=marked)))
        line.append(f"{span(row):<17}", ink(palette.text))
        line.append(f"{entered_as(row):<13}", ink(palette.text))
        line.append(f"{standing_of_sources(row):<15}", ink(palette.quiet))
        line.append_text(plain(row.title, ink(palette.quiet)))
        return line


class InstrumentScreen(Screen[None]):
    """All that is known about one instrument, as `romtui instruments ID` prints it."""

    CSS_PATH = "instruments.tcss"
    BINDINGS = [Binding("escape,q", "close", "back")]
    app: "RomtuiApp"

    def __init__(self, instrument: Instrument) -> None:
        super().__init__()
        self._instrument = instrument

    def compose(self) -> ComposeResult:
        """Its name, then everything."""
        yield Banner(demo=self.app.dependencies.demo)
        with VerticalScroll():
            yield Page(self._instrument)

    def on_mount(self) -> None:
        """Say what this screen is; the arrow keys scroll it."""
        self.query_one(Banner).title = f"{self._instrument.name}   (↑ ↓ scroll, Esc goes back)"
        self.query_one(VerticalScroll).focus()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()


class Page(Drawing):
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
                lines += wrapped(words, width, ink(palette.text), indent=_INDENT)
            lines.append(Text("", end=""))
        return lines
