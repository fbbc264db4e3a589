"""All that can be set, in sections; the marked one with a sentence about it."""

from collections.abc import Sequence
from typing import Final

from rich.text import Text
from textual.reactive import var

from romtui.ui.setting_rows import Row
from romtui.ui.text import clipped, wrapped
from romtui.ui.theme import ink
from romtui.ui.widgets.rows import Rows

_MEANING: Final = 38
_INDENT: Final = 4


class SettingList(Rows):
    """Scrolls by itself, so that the marked row is seen whole and a section with its heading."""

    DEFAULT_CSS = "SettingList { height: 1fr; }"

    rows: var[Sequence[Row]] = var(())

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self._top = 0
        self.set_reactive(SettingList.rows, rows)

    @property
    def current(self) -> Row:
        """The row under the mark."""
        return self.rows[self.marked]

    def move(self, steps: int) -> None:
        """Move the mark, stopping at both ends."""
        self.marked = min(max(self.marked + steps, 0), len(self.rows) - 1)

    def watch_rows(self) -> None:
        """Draw other values."""
        self.redraw()

    def draw(self, width: int, height: int) -> list[Text]:
        """Draw the part around the mark; the last line says that there is more below."""
        lines: list[Text] = []
        begins: list[int] = []
        stand: list[int] = []
        for place, row in enumerate(self.rows):
            begins.append(len(lines))
            block = self._block(row, marked=place == self.marked, width=width)
            lines += block
            stand += [place] * len(block)
        self.stand(stand)
        if not height or len(lines) <= height:
            return lines
        ends = (*begins[1:], len(lines))
        room = height - 1
        first, last = begins[self.marked], ends[self.marked]
        top = min(max(self._top, last - room), first)
        self._top = top = min(top, len(lines) - room)
        self.stand(stand[top : top + room])
        below = sum(begin >= top + room for begin in begins)
        more = Text(f"  ↓ {below} more" if below else "", ink(self.palette.quiet), end="")
        return [*lines[top : top + room], more]

    def _block(self, row: Row, *, marked: bool, width: int) -> list[Text]:
        palette, lines = self.palette, []
        if row.heading:
            if row is not self.rows[0]:
                lines.append(Text("", end=""))
            lines.append(Text(row.heading, ink(palette.accent), end=""))
        line = Text(end="", no_wrap=True)
        line.append("▸ " if marked else "  ", ink(palette.accent))
        line.append(f"{row.meaning:<{_MEANING}} ", ink(palette.text, bold=marked))
        line.append(row.value, ink(palette.accent if row.changed else palette.text, bold=marked))
        line.append("  changed" if row.changed else "", ink(palette.quiet))
        lines.append(clipped(line, width))
        if marked:
            for about in wrapped(row.about, width - _INDENT, ink(palette.quiet)):
                about.pad_left(_INDENT)
                lines.append(about)
        return lines
