"""A column of a table is chosen, with its first rows beside its name."""

from collections.abc import Iterable
from typing import Final

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding

from romtui.domain.private import Private
from romtui.exchange.mapped.proposal import Glimpse
from romtui.ui.importing import texts
from romtui.ui.screens.card import ListCard
from romtui.ui.text import cell, plain
from romtui.ui.theme import ink
from romtui.ui.widgets.note import Note
from romtui.ui.widgets.rows import Rows

_SHOWN: Final = 12
_ROWS: Final = 3
Column = tuple[str, Private]
"""The name of a column, and its first cells: words of patients may be among them."""


class ColumnScreen(ListCard[str, "ColumnList"]):
    """Gives the name of the selected column; one that is `likely` is selected at first."""

    BINDINGS = [
        Binding("down,j", "move(1)", "down"),
        Binding("up,k", "move(-1)", "up"),
        Binding("enter", "choose", "select"),
    ]

    def __init__(self, question: str, table: Glimpse, likely: str = "") -> None:
        super().__init__(ColumnList(_columns(table)))
        self._question = question
        self._likely = table.names.index(likely) if likely in table.names else 0

    def body(self) -> ComposeResult:
        """Question, columns, hint."""
        yield Note(self._question, id="question")
        yield self.list
        yield Note(texts.COLUMN_HINT, id="hint", classes="quiet")

    def on_mount(self) -> None:
        """Select what is likely."""
        self.list.move(self._likely)

    def action_choose(self) -> None:
        """Give the selected column."""
        if self.list.current is not None:
            self.dismiss(self.list.current[0])


class ColumnList(Rows[Column]):
    """One line a column."""

    DEFAULT_CSS = f"ColumnList {{ height: {_SHOWN}; }}"
    WHEEL = 1

    def block(self, row: Column, index: int, width: int) -> Iterable[Text]:
        """Draw a column: its name, then its first cells."""
        name, cells = row
        line = self.mark(index)
        words = plain(" ".join(name.split()), ink(self.palette.text, bold=index == self.marked))
        line.append_text(cell(words, max(width // 2, 20)))
        line.append_text(plain(cells, ink(self.palette.quiet)))
        yield line


def _columns(table: Glimpse) -> Iterable[Column]:
    for place, name in enumerate(table.names):
        cells = (row[place] if place < len(row) else "" for row in table.rows[:_ROWS])
        if name:
            yield name, Private(" · ".join(" ".join(words.split()) for words in cells))
