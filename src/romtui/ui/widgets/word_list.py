"""The lines of a pattern under their headings, the marked one whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rich.text import Text

from romtui.commands import key_for
from romtui.domain.dialogue import Deck, Overrides
from romtui.domain.dialogue.deck import STANDARD
from romtui.domain.dialogue.examples import in_example
from romtui.domain.dialogue.line_lists import LineList, line_lists
from romtui.domain.dialogue.overrides import Wording, is_added, wordings
from romtui.domain.patterns import Pattern
from romtui.ui import texts
from romtui.ui.text import clipped, plain, wrapped
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawn
from romtui.ui.widgets.rows import Rows

_MARGIN: Final = 4


@dataclass(frozen=True, slots=True)
class WordRow:
    """A line of the list; an empty place has a row without one, so that it can be marked."""

    place: LineList
    wording: Wording | None = None


def heading(place: LineList) -> str:
    """What the lines of a place are for."""
    words = texts.SLOTS[place.slot.value]
    if place.variant in {"", STANDARD}:
        return words
    return texts.for_case(words, texts.CASES[place.variant])


class WordList(Rows[WordRow]):
    """The marked line is in the middle. `with_shipped` also shows the shipped words.

    Each line reads as it could be said, with examples for its {variables}.
    """

    with_shipped: Drawn[bool] = Drawn(False)

    def __init__(self, deck: Deck) -> None:
        super().__init__()
        self._deck = deck

    @property
    def marked_row(self) -> WordRow:
        """The row under the mark; there is always one."""
        return self.rows[self.marked]

    def show(self, shipped: Deck, own: Overrides, pattern: Pattern | None, mark: str = "") -> None:
        """List the lines of a pattern; the mark goes to the line of that name, else on top."""
        rows = tuple(_rows(shipped, own, pattern))
        ids = [row.wording.line.id if row.wording else "" for row in rows]
        before = self.marked if mark else 0
        self.fill(rows, ids.index(mark) if mark in ids else before)

    def draw(self, width: int, height: int) -> list[Text]:
        """Draw the lines around the mark, each place below its heading."""
        lines: list[Text] = []
        row_at: list[int | None] = []
        middle, place = 0, None
        for index, row in enumerate(self.rows):
            if row.place != place:
                place = row.place
                lines.append(Text(heading(place), ink(self.palette.accent), end=""))
                row_at.append(None)
            block = list(self.block(row, index, width))
            if index == self.marked:
                middle = len(lines) + len(block) // 2
            lines += block
            row_at += [index] * len(block)
        top = max(min(middle - height // 2, len(lines) - height), 0)
        shown = slice(top, top + height if height else None)
        self.row_at = row_at[shown]
        return lines[shown]

    def block(self, row: WordRow, index: int, width: int) -> Iterator[Text]:
        """Draw a line to say: the marked one whole, the others as far as there is room."""
        palette, wording, marked = self.palette, row.wording, index == self.marked
        if wording is None:
            mark = "▸ " if marked else "  "
            words = f"{mark}  {texts.no_suggestion(key_for('words.add'))}"
            yield Text(words, ink(palette.quiet), end="")
            return
        room = width - _MARGIN
        style = ink(palette.quiet if wording.hidden else palette.text, bold=marked)
        tags = _tags(wording)
        said = in_example(wording.line.text, row.place, self._deck)
        parts = wrapped(said, room, style) if marked else []
        parts = parts or [clipped(plain(said, style), room - len(tags))]
        if self.with_shipped and wording.is_reworded:
            shipped = texts.original(in_example(wording.shipped, row.place, self._deck))
            parts += wrapped(shipped, room, ink(palette.quiet), indent=9)
        if marked and tags:
            parts.append(Text(tags.strip(), ink(palette.quiet), end=""))
        first, *more = parts
        line = self.mark(index)
        line.append("★ " if wording.line.starred else "  ", ink(palette.accent))
        line.append_text(first)
        line.append("" if marked else tags, ink(palette.quiet))
        yield line
        for part in more:
            yield Text(" " * _MARGIN, end="", no_wrap=True).append_text(part)


def _rows(shipped: Deck, own: Overrides, pattern: Pattern | None) -> Iterator[WordRow]:
    for place in line_lists(pattern):
        lines = wordings(shipped, own, place)
        yield from (WordRow(place, line) for line in lines)
        if not lines:
            yield WordRow(place)


def _tags(wording: Wording) -> str:
    """Say whose line it is, and whether it is hidden."""
    tags = []
    if wording.is_reworded:
        tags.append(texts.REWORDED)
    elif is_added(wording.line.id):
        tags.append(texts.YOURS)
    if wording.hidden:
        tags.append(texts.HIDDEN)
    return "".join(f"  {tag}" for tag in tags)
