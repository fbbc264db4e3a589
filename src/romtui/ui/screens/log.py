"""What was done, when, and with whose record: the log, which holds no words about anybody."""

from collections.abc import Sequence
from typing import Final

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll

from romtui.domain.audit import LogEntry
from romtui.domain.text import with_weekday
from romtui.ui import texts
from romtui.ui.dependencies import Workspace
from romtui.ui.screens.page import PageScreen
from romtui.ui.text import cell, clipped, plain
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawing, Drawn

_AT_A_TIME: Final = 200
_WHEN, _CODE, _WHAT = 24, 9, 36
"""Cells of each column; what happened is cut first, the number behind it never."""


class LogScreen(PageScreen[None]):
    """The latest lines first; the older ones follow when they are asked for."""

    TITLE = texts.ACTIVITY_LOG
    BINDINGS = [Binding("escape,q", "close", "back"), Binding("m", "more", "older")]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._store = workspace.store

    def body(self) -> ComposeResult:
        """The lines."""
        with VerticalScroll():
            yield LogLines()

    def on_mount(self) -> None:
        """Show the latest."""
        self.query_one(LogLines).entries = self._store.log(_AT_A_TIME)

    def action_more(self) -> None:
        """Add older lines at the end."""
        lines = self.query_one(LogLines)
        if lines.entries:
            older = self._store.log(_AT_A_TIME, before=lines.entries[-1].seq)
            lines.entries = (*lines.entries, *older)


class LogLines(Drawing):
    """One line an event."""

    entries: Drawn[Sequence[LogEntry]] = Drawn((), layout=True)

    def draw(self, width: int, height: int) -> list[Text]:  # noqa: ARG002
        """Draw the lines."""
        numbers = [
            "" if entry.number is None else texts.log_number(entry.number) for entry in self.entries
        ]
        widest = max(map(len, numbers), default=0)
        what = min(_WHAT, max(width - _WHEN - (_CODE + 1) - 1 - widest, 0))
        lines = zip(self.entries, numbers, strict=True)
        return [clipped(self._line(entry, number, what), width) for entry, number in lines]

    def _line(self, entry: LogEntry, number: str, what: int) -> Text:
        palette = self.palette
        line = Text(end="", no_wrap=True)
        line.append(f"{with_weekday(entry.at.date()):<16}{entry.at:%H:%M}   ", ink(palette.quiet))
        line.append_text(cell(plain(entry.code, ink(palette.accent)), _CODE))
        line.append_text(cell(plain(entry.what, ink(palette.text)), what))
        line.append(number, ink(palette.quiet))
        return line
