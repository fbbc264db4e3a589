"""A column of a table is chosen, with its first rows beside its name."""

from collections.abc import Iterable, Mapping
from typing import Final

from rich.text import Text
from textual.app import ComposeResult

from romtui.domain.private import Private
from romtui.exchange.mapped.proposal import Glimpse
from romtui.ui.importing import texts
from romtui.ui.screens.choose import Choice, ChoiceList, ChooseScreen
from romtui.ui.text import cell, plain
from romtui.ui.theme import ink
from romtui.ui.widgets.note import Note

_ROWS: Final = 3


class ColumnScreen(ChooseScreen):
    """Gives the name of the selected column; one that is `likely` is selected at first.

    `none` is what it means that there is no such column, and comes first: it gives an empty name.
    """

    def __init__(self, question: str, table: Glimpse, likely: str = "", *, none: str = "") -> None:
        names = [name for name in dict.fromkeys(table.names) if name]
        choices = [("", none, "")] if none else []
        choices += [(name, " ".join(name.split()), "") for name in names]
        cells = {name: _first_cells(table, table.names.index(name)) for name in names}
        super().__init__(question, choices, rows=ColumnList(choices, cells))
        self._likely = next(
            (place for place, (name, *_) in enumerate(choices) if name == likely), 0
        )

    def body(self) -> ComposeResult:
        """Question, field, columns, hint."""
        yield from super().body()
        yield Note(texts.COLUMN_HINT, id="hint", classes="quiet")

    def on_mount(self) -> None:
        """Select what is likely."""
        self.list.move(self._likely)


class ColumnList(ChoiceList):
    """One line a column: its name, then its first cells. Words of patients may be among them."""

    def __init__(self, choices: Iterable[Choice], cells: Mapping[str, Private]) -> None:
        super().__init__(tuple(choices))
        self._cells = cells

    def block(self, row: Choice, index: int, width: int) -> Iterable[Text]:
        """Draw a column."""
        name, shown, _ = row
        line = self.mark(index)
        words = plain(shown, ink(self.palette.text, bold=index == self.marked))
        if name in self._cells:
            words = cell(words, max(width // 2, 20))
            words.append_text(plain(self._cells[name], ink(self.palette.quiet)))
        line.append_text(words)
        yield line


def _first_cells(table: Glimpse, place: int) -> Private:
    cells = (row[place] if place < len(row) else "" for row in table.rows[:_ROWS])
    return Private(" · ".join(" ".join(words.split()) for words in cells))
