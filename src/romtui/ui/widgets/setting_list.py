"""All that can be set, in sections; the marked one with a sentence about it."""

from collections.abc import Iterable
from typing import Final

from rich.text import Text

from romtui.ui import texts
from romtui.ui.setting_rows import Setting
from romtui.ui.text import cell, clipped, plain, wrapped
from romtui.ui.theme import ink
from romtui.ui.widgets.rows import Rows

_LONGEST_MEANING: Final = 44
_INDENT: Final = 4


class SettingList(Rows[Setting]):
    """Scrolls by lines, so that the marked row is seen whole and a section with its heading."""

    def draw(self, width: int, height: int) -> list[Text]:
        """Draw the part around the mark; the last line says that there is more below."""
        lines: list[Text] = []
        begins: list[int] = []
        row_at: list[int] = []
        for index, row in enumerate(self.rows):
            begins.append(len(lines))
            block = list(self.block(row, index, width))
            lines += block
            row_at += [index] * len(block)
        self.row_at = row_at
        if not height or len(lines) <= height:
            return lines
        ends = (*begins[1:], len(lines))
        room = height - 1
        first, last = begins[self.marked], ends[self.marked]
        top = min(max(self.top, last - room), first)
        self.top = top = min(top, len(lines) - room)
        self.row_at = row_at[top : top + room]
        below = sum(begin >= top + room for begin in begins)
        more = Text(
            f"  {texts.more_below(below)}" if below else "", ink(self.palette.quiet), end=""
        )
        return [*lines[top : top + room], more]

    @property
    def _meanings(self) -> int:
        """Cells for what is set: the values stand below one another."""
        return min(max(len(row.meaning) for row in self.rows), _LONGEST_MEANING)

    def block(self, row: Setting, index: int, width: int) -> Iterable[Text]:
        """Draw a setting below its heading, if it begins a section; the marked one explained."""
        palette, marked = self.palette, index == self.marked
        if row.heading and index:
            yield Text("", end="")
        if row.heading:
            yield Text(row.heading, ink(palette.accent), end="")
        line = self.mark(index)
        line.append_text(cell(plain(row.meaning, ink(palette.text, bold=marked)), self._meanings))
        line.append(row.value, ink(palette.accent if row.changed else palette.text, bold=marked))
        line.append(f"  {texts.CHANGED}" if row.changed else "", ink(palette.quiet))
        yield clipped(line, width)
        for part in wrapped(row.about, width - _INDENT, ink(palette.quiet)) if marked else ():
            part.pad_left(_INDENT)
            yield part
