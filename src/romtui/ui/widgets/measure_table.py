"""One line a measure: latest score, what its change says, sparkline, band, target."""

from collections.abc import Mapping
from typing import Final

from rich.text import Text
from textual.message import Message

from romtui.domain.change import Weight, weight
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.instrument import Instrument
from romtui.domain.text import number, signed
from romtui.domain.trend import Trend, sparkline, words_of_change
from romtui.ui import texts
from romtui.ui.text import cell, clipped, plain, quoted
from romtui.ui.theme import ink
from romtui.ui.widgets.drawing import Drawn
from romtui.ui.widgets.rows import Rows

_SPARK: Final = 8
_TALL: Final = 30
_APART: Final = 2
_LONGEST_NAME: Final = 24
"""Cells for the name of a measure: a part of a form may have a long one."""
_MOST, _MOST_ON_A_SHORT_SCREEN = 8, 3
"""How many measures are listed, around the marked one: the chart needs room, too."""


class MeasureTable(Rows[Trend]):
    """The measures of one person; the mark says which one the keys and the chart mean."""

    WHEEL = 1
    GROWS = True

    tags: Drawn[Mapping[str, str]] = Drawn({})
    """What is said beside a measure, by its id: due, paused."""
    constants: Drawn[Constants] = Drawn(STANDARD)
    """What a notable change goes by."""

    class Pointed(Message):
        """A measure so many rows further was pointed at; the screen marks it."""

        def __init__(self, steps: int) -> None:
            super().__init__()
            self.steps = steps

    def move(self, steps: int) -> None:
        """Let the screen mark another measure."""
        self.post_message(self.Pointed(steps))

    def draw(self, width: int, height: int) -> list[Text]:  # noqa: ARG002
        """Draw one line a measure, the marked one in the middle."""
        longest = max((len(trend.instrument.name) for trend in self.rows), default=0)
        names = min(longest, _LONGEST_NAME)
        most = _MOST if self.screen.size.height >= _TALL else _MOST_ON_A_SHORT_SCREEN
        top = max(min(self.marked - most // 2, len(self.rows) - most), 0)
        shown = list(enumerate(self.rows))[top : top + most]
        self.row_at = [index for index, _ in shown]
        lines = [self._line(trend, index, names, width) for index, trend in shown]
        return self._with_place(lines, width)

    def _with_place(self, lines: list[Text], width: int) -> list[Text]:
        """Say at the end of the last line which of them is marked, where not all are listed."""
        if len(lines) == len(self.rows):
            return lines
        *others, last = lines
        place = f"{self.marked + 1} of {len(self.rows)}"
        last = clipped(last, width - len(place) - _APART)
        last.append(" " * (width - len(place) - last.cell_len))
        return [*others, last.append(place, ink(self.palette.quiet))]

    def _line(self, trend: Trend, index: int, names: int, width: int) -> Text:
        palette, instrument = self.palette, trend.instrument
        line = self.mark(index)
        name = plain(instrument.name, ink(palette.text, bold=index == self.marked))
        line.append_text(cell(name, names))
        if trend.last is None:
            none = texts.EARLIER_VERSION_ONLY if trend.earlier else texts.NO_SCORE_YET
            line.append(none, ink(palette.quiet))
            return clipped(self._ended(line, instrument), width)
        line.append(f"{number(trend.last.total):>4}", ink(palette.text, bold=True))
        line.append_text(cell(self._change(trend), self._change_cells))
        if len(self.rows) > 1:
            self._sparkline(line, trend, index)
        if trend.band is not None:
            line.append(f"  {trend.band.label}", ink(palette.text))
        if trend.target is not None:
            line.append(f" · {texts.target(number(trend.target))}", ink(palette.quiet))
        if trend.last.forms > 1:
            line.append(f" · {texts.forms_that_day(trend.last.forms)}", ink(palette.text))
        return clipped(self._ended(line, instrument), width)

    def _ended(self, line: Text, instrument: Instrument) -> Text:
        """Add what is due, and the person's own words, which come last because they may be long."""
        palette, tag = self.palette, self.tags.get(instrument.id, "")
        if tag:
            line.append(f" · {tag}", ink(palette.accent if tag == texts.DUE else palette.quiet))
        if instrument.words:
            line.append("  ")
            line.append_text(plain(quoted(instrument.words), ink(palette.text)))
        return line

    def _sparkline(self, line: Text, trend: Trend, index: int) -> None:
        """Draw the course of what the chart below does not show, its last score clearly."""
        drawn = "" if index == self.marked else sparkline(trend.instrument, trend.recent(_SPARK))
        line.append(f" {drawn[:-1]}", ink(self.palette.quiet))
        line.append(drawn[-1:], ink(self.palette.text))
        line.append(" " * (_SPARK - len(drawn)))

    @property
    def _change_cells(self) -> int:
        return max((self._change(trend).cell_len for trend in self.rows), default=0)

    def _change(self, trend: Trend) -> Text:
        """How much a change says: its number, a word as well, or word, sign and ink."""
        palette, change, instrument = self.palette, trend.change, trend.instrument
        if change is None:
            return Text(end="")
        by, word = f"{signed(change):>4}", words_of_change(instrument, change)
        match weight(change, instrument.reliable_change, self.constants):
            case Weight.RELIABLE:
                sign = "▲" if change > 0 else "▼"
                good = palette.worse if word == "worse" else palette.better
                return Text(f"{by} {sign} {word}", ink(good, bold=True), end="")
            case Weight.NOTABLE:
                return Text(f"{by} {word}", ink(palette.text), end="")
        known = change and instrument.reliable_change is not None
        return Text(f"{by}{texts.COULD_BE_CHANCE if known else ''}", ink(palette.quiet), end="")
