"""Items by forms as a heat table: the printed answer, a shade beside it, the change in words."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from rich.text import Text
from textual import events
from textual.reactive import var

from romtui.domain.chart import number, signed
from romtui.domain.day_words import month_and_year, named_from, short_day
from romtui.domain.instrument import Option
from romtui.domain.item_table import ItemRow, ItemTable, Move, columns_shown
from romtui.ui.commands import key_for
from romtui.ui.text import cell, clipped, plain, wrapped
from romtui.ui.theme import band_ink, ink
from romtui.ui.widgets.drawing import Drawing

SHADES: Final = ("  ", "░░", "▒▒", "▓▓", "██")
"""From the best answer to the worst; the number stands beside it."""
_TWO_DIGITS: Final = 10
_LEFT_OUT, _HIDDEN = "·", "•"
_MARK, _COLUMN, _GAP, _CHANGE = 2, 8, 3, 16
_LONGEST_LABEL: Final = 30
_WHEEL: Final = 3
"""Items for each notch of the mouse wheel."""
_DAYS_NAMED: Final = 3


class ItemHeat(Drawing):
    """Draws an `ItemTable`: what moved most first, the newest form last.

    The answers of a safety item are hidden until they are asked for.
    """

    table: var[ItemTable | None] = var(None)
    marked: var[int] = var(0)
    since_first: var[bool] = var(True)
    revealed: var[bool] = var(False)
    today: var[date] = var(date.min)

    def __init__(self) -> None:
        super().__init__()
        self._top = 0

    def watch_table(self) -> None:
        """Draw another measure, from its top."""
        self.marked = self._top = 0
        self.redraw()

    def watch_marked(self) -> None:
        """Draw the mark elsewhere."""
        self.redraw()

    def watch_since_first(self) -> None:
        """Put the items in another order."""
        self.marked = self._top = 0
        self.redraw()

    def watch_revealed(self) -> None:
        """Show or hide the answers of a safety item."""
        self.redraw()

    @property
    def rows(self) -> Sequence[ItemRow]:
        """The items in the order they are shown."""
        return () if self.table is None else self.table.ordered(first=self.since_first)

    def move(self, steps: int) -> None:
        """Move the mark, stopping at both ends."""
        self.marked = min(max(self.marked + steps, 0), max(len(self.rows) - 1, 0))

    @property
    def a_page(self) -> int:
        """About how many items have room."""
        return max(self.size.height // 2, 1)

    def on_click(self, event: events.Click) -> None:
        """Mark the item that was clicked."""
        row = event.y - self._head_lines
        index = self._top + row
        if row >= 0 and index < len(self.rows):
            self.marked = index

    @property
    def _head_lines(self) -> int:
        """Lines above the items: the days, and the totals where there are any."""
        return 2 if self.table is not None and self.table.instrument.has_total else 1

    def on_mouse_scroll_down(self) -> None:
        """Move the mark down with the wheel."""
        self.move(_WHEEL)

    def on_mouse_scroll_up(self) -> None:
        """Move the mark up with the wheel."""
        self.move(-_WHEEL)

    def draw(self, width: int, height: int) -> Iterable[Text]:
        """Draw the head, the items around the mark, the remarks, and the marked item in full."""
        table, rows = self.table, self.rows
        if table is None:
            return []
        if not rows:
            why = (*_why_empty(table), *_not_shown(table, self.today))
            return [line for words in why for line in self._quiet(words, width)]
        label = min(max(len(row.item.label) for row in rows), _LONGEST_LABEL) + 2
        shown = self._columns(table, width - _MARK - label - _CHANGE)
        remarks = [
            line for remark in self._remarks(table, shown) for line in self._quiet(remark, width)
        ]
        below = self._below(rows, width, max(height // 3, 4))
        page = max(height - self._head_lines - len(remarks) - len(below) - 2, 1)
        last = max(len(rows) - page, 0)
        self._top = min(max(self._top, self.marked - page + 1), self.marked, last)
        window = list(enumerate(rows))[self._top : self._top + page]
        lines = [
            *self._head(table, label, shown)[: self._head_lines],
            *(self._line(row, label, shown, marked=index == self.marked) for index, row in window),
            self._more(page, len(rows)),
            *remarks,
            Text(end=""),
            *below,
        ]
        return [clipped(line, width) for line in lines]

    def _more(self, page: int, count: int) -> Text:
        """Say how many items there are above and below those that have room."""
        above, below = self._top, count - self._top - page
        words = [f"↑ {above} more"] * (above > 0) + [f"↓ {below} more"] * (below > 0)
        return Text(" " * _MARK + "   ".join(words), ink(self.palette.quiet), end="")

    def _columns(self, table: ItemTable, room: int) -> tuple[int, ...]:
        """Which forms have room; where some have not, the sign for them takes room as well."""
        shown = columns_shown(len(table.days), max(room // _COLUMN, 1))
        if len(shown) == len(table.days):
            return shown
        return columns_shown(len(table.days), max((room - _GAP) // _COLUMN, 1))

    def _head(self, table: ItemTable, label: int, shown: Sequence[int]) -> tuple[Text, Text]:
        quiet = ink(self.palette.quiet)
        begun = (" " * _MARK + f"{word:<{label}}" for word in ("", "total"))
        days, totals = (Text(word, quiet, end="", no_wrap=True) for word in begun)
        name = named_from(table.days[0], self.today, month_and_year)
        for index in shown:
            gap, total = _gap(index, shown), table.totals[index]
            days.append(f"{gap}{name(table.days[index]):<{_COLUMN}}")
            score = "—" if total is None else number(total)
            totals.append(f"{' ' * len(gap)}{score:<{_COLUMN}}")
        if len(table.days) > 1:
            since = table.days[0 if self.since_first else -2]
            days.append(f"since {short_day(since, self.today)}", ink(self.palette.text))
        return days, totals

    def _line(self, row: ItemRow, label: int, shown: Sequence[int], *, marked: bool) -> Text:
        palette = self.palette
        line = Text(end="", no_wrap=True)
        line.append("▸ " if marked else "  ", ink(palette.accent))
        label_colour = palette.safety if row.safety else palette.text
        line.append_text(cell(plain(row.item.label, ink(label_colour, bold=marked)), label - 1))
        for index in shown:
            line.append(_gap(index, shown), ink(palette.quiet))
            line.append_text(self._cell(row, index))
        if row.safety and not self.revealed:
            line.append(f"{key_for('items.safety')} shows it", ink(palette.quiet))
        else:
            line.append_text(self._change(row.move(first=self.since_first), len(row.answers)))
        return line

    def _cell(self, row: ItemRow, index: int) -> Text:
        palette, answer, load = self.palette, row.answers[index], row.loads[index]
        style = ink(palette.safety, bold=True) if row.safety else ink(palette.text)
        if answer is None:
            return Text(f"{_LEFT_OUT:<{_COLUMN}}", ink(palette.quiet), end="")
        if row.safety and not self.revealed:
            return Text(f"{_HIDDEN:<{_COLUMN}}", ink(palette.quiet), end="")
        digits = 2 if row.item.hi >= _TWO_DIGITS else 1
        printed = Text(f"{_option(row, answer).printed:>{digits}} ", style, end="")
        if load is None:
            return cell(printed, _COLUMN - 1)
        shade = 0 if not load else max(round(load * (len(SHADES) - 1)), 1)
        printed.append(SHADES[shade], ink(band_ink(palette, shade, len(SHADES))))
        return cell(printed, _COLUMN - 1)

    def _change(self, move: Move | None, forms: int) -> Text:
        if move is None:
            return Text("not comparable" if forms > 1 else "", ink(self.palette.quiet), end="")
        palette = self.palette
        colour = {"better": palette.better, "worse": palette.worse}.get(move.word, palette.quiet)
        return Text(f"{signed(Decimal(move.points)):>3} {move.word}", ink(colour), end="")

    def _remarks(self, table: ItemTable, shown: Sequence[int]) -> Iterable[str]:
        """What is not in the table, and what its signs mean."""
        shades = "  ".join(shade[0] for shade in SHADES[1:])
        left_open = f"   {_LEFT_OUT} left out" if table.left_open else ""
        yield f"{shades}  the fuller, the worse{left_open}"
        left_out = len(table.days) - len(shown)
        if left_out:
            yield f"⋯ {_forms(left_out)} more: a wider terminal shows them."
        yield from _not_shown(table, self.today)

    def _below(self, rows: Sequence[ItemRow], width: int, most: int) -> list[Text]:
        """The marked item in its own words, always as many lines as the longest one takes."""
        style = ink(self.palette.text)
        row = rows[min(self.marked, len(rows) - 1)]
        longest = max(len(wrapped(other.item.text, width)) for other in rows)
        asked = wrapped(row.item.text, width, style)
        lines = [*asked, *self._quiet(self._in_words(row), width)][:most]
        return [*lines, *[Text(end="")] * (min(longest + 1, most) - len(lines))]

    def _in_words(self, row: ItemRow) -> str:
        """The two answers that are compared, in the words of the form."""
        if row.safety and not self.revealed:
            return f"Its answers are hidden; {key_for('items.safety')} shows them."
        assert self.table is not None
        last = len(row.answers) - 1
        ends = dict.fromkeys((0 if self.since_first else max(last - 1, 0), last))
        return "   ".join(
            f"{short_day(self.table.days[end], self.today)}: {_words(row, row.answers[end])}"
            for end in ends
        )

    def _quiet(self, words: str, width: int) -> list[Text]:
        return wrapped(words, width, ink(self.palette.quiet))


def _why_empty(table: ItemTable) -> Iterable[str]:
    if not table.with_text:
        yield "This is entered as a total: there are no single answers to show."
    elif not table.totals_only:
        yield "No form has been filled in item by item yet."


def _not_shown(table: ItemTable, today: date) -> Iterable[str]:
    """Say which forms are not in the table, and why."""
    if table.totals_only and table.with_text:
        days = ", ".join(short_day(day, today) for day in table.totals_only[-_DAYS_NAMED:])
        more = " …" if len(table.totals_only) > _DAYS_NAMED else ""
        yield f"{_forms(len(table.totals_only))} with a total only ({days}{more})."
    if table.other_version:
        yield f"{_forms(table.other_version)} of another version, which asked something else."


def _gap(index: int, shown: Sequence[int]) -> str:
    """What stands before a column: a sign where forms are left out."""
    at = shown.index(index)
    return "⋯  " if at and shown[at - 1] != index - 1 else ""


def _forms(count: int) -> str:
    return "1 form" if count == 1 else f"{count} forms"


def _option(row: ItemRow, answer: int) -> Option:
    return row.item.option(answer) or Option(answer, "")


def _words(row: ItemRow, answer: int | None) -> str:
    if answer is None:
        return "left out"
    option = _option(row, answer)
    return f"{option.printed}, {option.label}" if option.label else option.printed
