"""A short list, every line whole; what belongs to the marked line is below it."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.text import Text

from romtui.domain.private import Private
from romtui.ui.text import wrapped
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawn
from romtui.ui.widgets.rows import Rows

Words = Private | str


@dataclass(frozen=True, slots=True)
class UnfoldingLine:
    """One line: its id and its words. `ticked` is None where there is nothing to tick.

    `note` is always shown below it, `below` and `quietly` only while it is marked.
    """

    id: str
    words: Words
    ticked: bool | None = None
    note: Words = ""
    below: Words = ""
    quietly: tuple[str, ...] = ()


class UnfoldingList(Rows[UnfoldingLine]):
    """Draws every row whole, with a place for a tick where there is something to tick."""

    DEFAULT_CSS = "UnfoldingList { height: auto; margin: 1 0; }"
    WHEEL = 1
    GROWS = True

    marked: Drawn[int] = Drawn(0, layout=True)

    def draw(self, width: int, height: int) -> list[Text]:  # noqa: ARG002
        """Draw every row."""
        blocks = [list(self.block(row, index, width)) for index, row in enumerate(self.rows)]
        self.row_at = [index for index, block in enumerate(blocks) for _ in block]
        return [line for block in blocks for line in block]

    def block(self, row: UnfoldingLine, index: int, width: int) -> Iterable[Text]:
        """Draw a row; what belongs to the marked one is below it."""
        palette, marked = self.palette, index == self.marked
        head = self.mark(index)
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
        for quiet in row.quietly if marked else ():
            parts = wrapped(f"· {quiet}", width - deep, ink(palette.quiet), indent=2)
            yield from _inside(parts, deep)


def _inside(parts: Iterable[Text], deep: int) -> Iterable[Text]:
    for part in parts:
        yield Text(" " * deep, end="", no_wrap=True).append_text(part)
