"""Items by forms as a heat table: the printed answer, a shade beside it, the change in words."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from rich.text import Text

from romtui.commands import key_for
from romtui.domain.instrument import Option
from romtui.domain.item_table import ItemRow, ItemTable, Move, columns_shown
from romtui.domain.text import month_and_year, named_from, number, short_day, signed
from romtui.ui import texts
from romtui.ui.text import cell, clipped, plain, wrapped
from romtui.ui.theme import band_ink, ink
from romtui.ui.widgets.drawing import Drawn
from romtui.ui.widgets.rows import Rows

SHADES: Final = ("  ", "░░", "▒▒", "▓▓", "██")
"""From the best answer to the worst; the number stands beside it."""
_TWO_DIGITS: Final = 10
_LEFT_OUT, _HIDDEN = "·", "•"
_MARK, _COLUMN, _GAP, _CHANGE = 2, 8, 3, 16
_LONGEST_LABEL, _LEAST_QUESTION = 30, 24
_DAYS_NAMED: Final = 3
_A_CLEAR_STEP: Final = 2
"""Points from which the move of one answer is not quiet."""


class ItemHeat(Rows[ItemRow]):
    """Draws an `ItemTable`: what moved most first, the newest form last.

    The answers of a safety item are hidden until they are asked for.
    """

    since_first: Drawn[bool] = Drawn(True)
    revealed: Drawn[bool] = Drawn(False)

    def __init__(self) -> None:
        super().__init__()
        self.table: ItemTable | None = None
        self._today = date.min

    def show(self, table: ItemTable, today: date) -> None:
        """Draw a measure from its top, the answers of its safety item hidden."""
        self.table, self._today = table, today
        self.set_reactive(ItemHeat.revealed, False)
        self._order()

    def watch_since_first(self) -> None:
        """Put the items in another order."""
        self._order()

    def _order(self) -> None:
        if self.table is not None:
            self.top = 0
            self.fill(self.table.ordered(first=self.since_first), 0)

    @property
    def page(self) -> int:
        """About how many items have room."""
        return max(self.size.height // 2, 1)

    @property
    def _head_lines(self) -> int:
        """Lines above the items: the days, and the totals where there are any."""
        return 2 if self.table is not None and self.table.instrument.has_total else 1

    def draw(self, width: int, height: int) -> list[Text]:
        """Draw the head, the items around the mark, the remarks, and the marked item in full."""
        table, rows = self.table, self.rows
        if table is None:
            return []
        if not rows:
            why = (*_why_empty(table), *_not_shown(table, self._today))
            return self._quietly(why, width)
        label = min(max(len(row.item.label) for row in rows), _LONGEST_LABEL) + 2
        shown = self._columns(table, width - _MARK - label - _CHANGE)
        remarks = self._quietly(self._remarks(table, shown), width)
        below = self._below(rows, width, max(height // 3, 4))
        page = max(height - self._head_lines - len(remarks) - len(below) - 2, 1)
        window = self.window(page)
        self.row_at = [*[None] * self._head_lines, *window]
        lines = [
            *self._head(table, label, shown)[: self._head_lines],
            *(self._line(index, label, shown, width) for index in window),
            self._more(page, len(rows)),
            *remarks,
            Text(end=""),
            *below,
        ]
        return [clipped(line, width) for line in lines]

    def _more(self, page: int, count: int) -> Text:
        """Say how many items there are above and below those that have room."""
        above, below = self.top, count - self.top - page
        words = [texts.more_above(above)] * (above > 0) + [texts.more_below(below)] * (below > 0)
        return Text(" " * _MARK + "   ".join(words), ink(self.palette.quiet), end="")

    def _columns(self, table: ItemTable, room: int) -> tuple[int, ...]:
        """Which forms have room; where some have not, the sign for them takes room as well."""
        shown = columns_shown(len(table.days), max(room // _COLUMN, 1))
        if len(shown) == len(table.days):
            return shown
        return columns_shown(len(table.days), max((room - _GAP) // _COLUMN, 1))

    def _head(self, table: ItemTable, label: int, shown: Sequence[int]) -> tuple[Text, Text]:
        quiet = ink(self.palette.quiet)
        begun = (" " * _MARK + f"{word:<{label}}" for word in ("", texts.TOTAL))
        days, totals = (Text(word, quiet, end="", no_wrap=True) for word in begun)
        name = named_from(table.days[0], self._today, month_and_year)
        for index in shown:
            gap, total = _gap(index, shown), table.totals[index]
            days.append(f"{gap}{name(table.days[index]):<{_COLUMN}}")
            score = "—" if total is None else number(total)
            totals.append(f"{' ' * len(gap)}{score:<{_COLUMN}}")
        if len(table.days) > 1:
            since = table.days[0 if self.since_first else -2]
            days.append(texts.since_day(short_day(since, self._today)), ink(self.palette.text))
        return days, totals

    def _line(self, index: int, label: int, shown: Sequence[int], width: int) -> Text:
        """An item, its answers, and how far it moved; its question where there is room."""
        palette, row = self.palette, self.rows[index]
        line = self.mark(index)
        colour = palette.safety if row.safety else palette.text
        name = plain(row.item.label, ink(colour, bold=index == self.marked))
        line.append_text(cell(name, label - 1))
        for form in shown:
            line.append(_gap(form, shown), ink(palette.quiet))
            line.append_text(self._cell(row, form))
        if row.safety and not self.revealed:
            line.append(texts.shows_it(key_for("items.safety")), ink(palette.quiet))
        else:
            line.append_text(self._change(row.move(first=self.since_first), len(row.answers)))
        asked = width - _MARK - label - _COLUMN * len(shown) - 2 * _GAP - _CHANGE
        if asked >= _LEAST_QUESTION:
            question = clipped(plain(row.item.text, ink(palette.quiet)), asked)
            line.append(" " * (width - asked - line.cell_len)).append_text(question)
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
        shade = _shade(load)
        printed.append(SHADES[shade], ink(band_ink(palette, shade, len(SHADES))))
        return cell(printed, _COLUMN - 1)

    def _change(self, move: Move | None, forms: int) -> Text:
        if move is None:
            return Text(texts.NOT_COMPARABLE if forms > 1 else "", ink(self.palette.quiet), end="")
        # Never in a colour of good or bad news: what one answer does by chance is not known.
        palette = self.palette
        colour = palette.quiet if abs(move.points) < _A_CLEAR_STEP else palette.text
        return Text(f"{signed(Decimal(move.points)):>3} {move.word}", ink(colour), end="")

    def _remarks(self, table: ItemTable, shown: Sequence[int]) -> Iterable[str]:
        """What is not in the table, and what its signs mean."""
        left_open = f"   {_LEFT_OUT} {texts.SKIPPED}" if table.left_open else ""
        yield f"{_legend(table)}{left_open}"
        left_out = len(table.days) - len(shown)
        if left_out:
            yield texts.forms_left_out(left_out)
        yield from _not_shown(table, self._today)

    def _below(self, rows: Sequence[ItemRow], width: int, most: int) -> list[Text]:
        """The marked item in its own words, always as many lines as the longest one takes."""
        style = ink(self.palette.text)
        row = rows[min(self.marked, len(rows) - 1)]
        longest = max(len(wrapped(other.item.text, width)) for other in rows)
        asked = wrapped(row.item.text, width, style)
        lines = [*asked, *self._quietly([self._in_words(row)], width)][:most]
        return [*lines, *[Text(end="")] * (min(longest + 1, most) - len(lines))]

    def _in_words(self, row: ItemRow) -> str:
        """The two answers that are compared, in the words of the form."""
        if row.safety and not self.revealed:
            return texts.answers_hidden(key_for("items.safety"))
        assert self.table is not None
        last = len(row.answers) - 1
        ends = dict.fromkeys((0 if self.since_first else max(last - 1, 0), last))
        return "   ".join(
            texts.answer_on(
                short_day(self.table.days[end], self._today), _words(row, row.answers[end])
            )
            for end in ends
        )

    def _quietly(self, sentences: Iterable[str], width: int) -> list[Text]:
        quiet = ink(self.palette.quiet)
        return [line for words in sentences for line in wrapped(words, width, quiet)]


def _why_empty(table: ItemTable) -> Iterable[str]:
    if not table.with_text:
        yield texts.TOTALS_ONLY_HERE
    elif not table.totals_only:
        yield texts.NO_FORM_BY_ITEM


def _not_shown(table: ItemTable, today: date) -> Iterable[str]:
    """Say which forms are not in the table, and why."""
    if table.totals_only and table.with_text:
        days = [short_day(day, today) for day in table.totals_only]
        said = texts.from_to(days[0], days[-1]) if len(days) > _DAYS_NAMED else ", ".join(days)
        yield texts.forms_with_total_only(len(days), said)
    if table.other_version:
        yield texts.forms_of_another_version(table.other_version)


def _shade(load: Fraction) -> int:
    """Which shade an answer has; only the best one has none."""
    return max(round(load * (len(SHADES) - 1)), 1) if load else 0


def _legend(table: ItemTable) -> str:
    """Which answer has which shade, where each has its own; else what all shades mean."""
    shades = [(_shade(load), printed) for printed, load in table.loads if load]
    if shades and len(dict(shades)) == len(shades):
        return "  ".join(f"{SHADES[shade][0]} {printed}" for shade, printed in sorted(shades))
    return f"{'  '.join(shade[0] for shade in SHADES[1:])}  {texts.FULLER_IS_WORSE}"


def _gap(index: int, shown: Sequence[int]) -> str:
    """What precedes a column: a sign where forms are left out."""
    at = shown.index(index)
    return "⋯  " if at and shown[at - 1] != index - 1 else ""


def _option(row: ItemRow, answer: int) -> Option:
    return row.item.option(answer) or Option(answer, "")


def _words(row: ItemRow, answer: int | None) -> str:
    if answer is None:
        return texts.SKIPPED
    option = _option(row, answer)
    return f"{option.printed}, {option.label}" if option.label else option.printed
