"""A short list, every line whole; what belongs to the marked line stands under it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.text import Text
from textual.reactive import var

from romtui.domain.private import Private
from romtui.ui.text import wrapped
from romtui.ui.theme import ink
from romtui.ui.widgets.rows import Rows

Words = Private | str


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its id and its words. `ticked` is None where there is nothing to tick.

    `note` always stands under it, `below` and `quietly` only while it is marked.
    """

    id: str
    words: Words
    ticked: bool | None = None
    note: Words = ""
    below: Words = ""
    quietly: tuple[str, ...] = ()


class UnfoldingList(Rows):
    """Rows with a mark, and a place for a tick where there is something to tick."""

    DEFAULT_CSS = "UnfoldingList { height: auto; margin: 1 0; }"

    WHEEL = 1
    rows: var[Sequence[Row]] = var(())

    def __init__(self, rows: Iterable[Row]) -> None:
        super().__init__()
        self.set_reactive(UnfoldingList.rows, tuple(rows))

    @property
    def current(self) -> str:
        """The id of the marked row."""
        return self.rows[self.marked].id

    def move(self, steps: int) -> None:
        """Move the mark, stopping at both ends."""
        self.marked = min(max(self.marked + steps, 0), len(self.rows) - 1)

    def watch_rows(self) -> None:
        """Draw other rows."""
        self.redraw(layout=True)

    def watch_marked(self) -> None:
        """Draw the mark elsewhere, and unfold what is there."""
        self.redraw(layout=True)

    def draw(self, width: int, height: int) -> list[Text]:  # noqa: ARG002
        """Draw every row."""
        lines: list[Text] = []
        stand: list[int] = []
        for place, row in enumerate(self.rows):
            block = list(self._row(row, width, marked=place == self.marked))
            lines += block
            stand += [place] * len(block)
        self.stand(stand)
        return lines

    def _row(self, row: Row, width: int, *, marked: bool) -> Iterable[Text]:
        palette = self.palette
        head = Text("▸ " if marked else "  ", ink(palette.accent), end="", no_wrap=True)
        if row.ticked is not None:
            head.append("✓ " if row.ticked else "○ ", ink(palette.accent))
        deep = head.cell_len
        colour = ink(palette.quiet if row.ticked else palette.text, bold=marked)
        first, *more = wrapped(row.words, width - deep, colour)
        yield head.append_text(first)
        yield from _inside(more, deep)
        if row.note:
            yield from _inside(wrapped(row.note, width - deep, ink(palette.text)), deep)
        if marked and row.below:
            yield from _inside(wrapped(row.below, width - deep, ink(palette.text, bold=True)), deep)
        if marked:
            for quiet in row.quietly:
                parts = wrapped(f"· {quiet}", width - deep, ink(palette.quiet), indent=2)
                yield from _inside(parts, deep)


def _inside(parts: Iterable[Text], deep: int) -> Iterable[Text]:
    for part in parts:
        yield Text(" " * deep, end="", no_wrap=True).append_text(part)
