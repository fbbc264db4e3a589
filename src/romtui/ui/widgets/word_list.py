"""The lines of a pattern under their headings, the marked one whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rich.text import Text
from textual.reactive import reactive

from romtui.domain.dialogue import Deck, Overrides, Slot
from romtui.domain.dialogue.deck import STANDARD
from romtui.domain.dialogue.overrides import Wording, is_added, wordings
from romtui.domain.dialogue.place import Place, places
from romtui.domain.patterns import Pattern
from romtui.ui.commands import key_for
from romtui.ui.text import clipped, plain, wrapped
from romtui.ui.theme import ink
from romtui.ui.widgets.rows import Rows

_HEADINGS: Final[Mapping[Slot, str]] = {
    Slot.OPEN: "To open with",
    Slot.GOAL: "About the goal",
    Slot.TASK: "About what you do together",
    Slot.BOND: "About working together",
    Slot.AVOID: "To avoid (not said)",
    Slot.ACT: "To do (not said)",
}
_MARGIN: Final = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list; an empty place has a row without one, so that it can be marked."""

    place: Place
    wording: Wording | None = None


def heading(place: Place) -> str:
    """What the lines of a place are for."""
    words = _HEADINGS[place.slot]
    if place.variant in {"", STANDARD}:
        return words
    return f"{words}: {place.variant.replace('_', ' ')}"


class WordList(Rows):
    """Rows with a mark. `with_shipped` shows the shipped words under those of one's own."""

    rows: reactive[tuple[Row, ...]] = reactive(())
    with_shipped: reactive[bool] = reactive(False)

    @property
    def current(self) -> Row:
        """The row under the mark; there is always one."""
        return self.rows[self.marked]

    def show(self, shipped: Deck, own: Overrides, pattern: Pattern | None, mark: str = "") -> None:
        """List the lines of a pattern; the mark goes to the line of that name, else on top."""
        self.set_reactive(WordList.rows, tuple(_rows(shipped, own, pattern)))
        ids = [row.wording.line.id if row.wording else "" for row in self.rows]
        before = self.marked if mark else 0
        self.marked = ids.index(mark) if mark in ids else min(before, len(ids) - 1)
        self.redraw()

    def move(self, steps: int) -> None:
        """Move the mark, stopping at both ends."""
        self.marked = min(max(self.marked + steps, 0), len(self.rows) - 1)

    def watch_with_shipped(self) -> None:
        """Draw with the shipped words, or without."""
        self.redraw()

    def draw(self, width: int, height: int) -> list[Text]:
        """Draw the part of the list around the mark."""
        lines: list[Text] = []
        stand: list[int | None] = []
        middle, place = 0, None
        for number, row in enumerate(self.rows):
            if row.place != place:
                place = row.place
                lines.append(Text(heading(place), ink(self.palette.accent), end=""))
                stand.append(None)
            block = self._block(row, width, marked=number == self.marked)
            if number == self.marked:
                middle = len(lines) + len(block) // 2
            lines += block
            stand += [number] * len(block)
        top = max(min(middle - height // 2, len(lines) - height), 0)
        self.stand(stand[top : top + height] if height else stand)
        return lines[top : top + height] if height else lines

    def _block(self, row: Row, width: int, *, marked: bool) -> list[Text]:
        palette, wording = self.palette, row.wording
        mark = "▸ " if marked else "  "
        if wording is None:
            return [
                Text(
                    f"{mark}  no line: {key_for('words.add')} adds one", ink(palette.quiet), end=""
                )
            ]
        room = width - _MARGIN
        style = ink(palette.quiet if wording.hidden else palette.text, bold=marked)
        tags = _tags(wording)
        words = [*wrapped(wording.line.text, room, style)] if marked else []
        words = words or [clipped(plain(wording.line.text, style), room - len(tags))]
        if self.with_shipped and wording.is_reworded:
            words += wrapped(f"shipped: {wording.shipped}", room, ink(palette.quiet), indent=9)
        if marked and tags:
            words.append(Text(tags.strip(), ink(palette.quiet), end=""))
        star = "★ " if wording.line.starred else "  "
        lines = []
        for number, part in enumerate(words):
            line = Text(end="", no_wrap=True)
            line.append(mark if number == 0 else "  ", ink(palette.accent))
            line.append(star if number == 0 else "  ", ink(palette.accent))
            line.append_text(part)
            if number == 0 and not marked:
                line.append(tags, ink(palette.quiet))
            lines.append(line)
        return lines


def _rows(shipped: Deck, own: Overrides, pattern: Pattern | None) -> Iterator[Row]:
    for place in places(pattern):
        lines = wordings(shipped, own, place)
        yield from (Row(place, line) for line in lines)
        if not lines:
            yield Row(place)


def _tags(wording: Wording) -> str:
    """Say whose line it is, and whether it is hidden."""
    tags = []
    if wording.is_reworded:
        tags.append("reworded")
    elif is_added(wording.line.id):
        tags.append("yours")
    if wording.hidden:
        tags.append("hidden")
    return "".join(f"  {tag}" for tag in tags)
