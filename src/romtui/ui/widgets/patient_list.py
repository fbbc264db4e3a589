"""The caseload: one line a person, drawn only where it can be seen."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from rich.text import Text
from textual.reactive import var

from romtui.domain.caseload import SPARK_POINTS, Standing
from romtui.domain.chart import number, signed, sparkline, words_of_change
from romtui.domain.day_words import ago
from romtui.domain.dialogue import Deck
from romtui.domain.instrument import Instrument
from romtui.domain.own import scale
from romtui.domain.parts import measure_of
from romtui.ui.chart_signs import TARGET
from romtui.ui.text import cell, clipped, plain
from romtui.ui.theme import ink, lane_ink
from romtui.ui.widgets.rows import Rows

_ROOMY: Final = 100
"""Cells from which a line has room for everything."""
_CODE: Final = 8
_NAME: Final = (28, 18)
_CHANGE: Final = (13, 12)
"""In a roomy line, and in a narrow one."""
_MEASURE: Final = 10
_PART: Final = 22
"""Cells for the name of a measure; where somebody is led by a part of a form, at most."""
_TOTAL: Final = 4
_TARGET: Final = 11
_SPARK_NARROW: Final = 8


class PatientList(Rows, can_focus=True):
    """People in a fixed order. Rows never move under the mark: only `show` changes them.

    It scrolls by itself: a list that grows and shrinks with every key of a search must not
    lay out the whole screen anew.
    """

    DEFAULT_CSS = "PatientList { height: 1fr; padding: 0 1; }"

    names: var[bool] = var(False)

    def __init__(
        self,
        standings: Sequence[Standing],
        *,
        today: date,
        deck: Deck,
        instruments: Mapping[str, Instrument],
    ) -> None:
        super().__init__()
        self._today = today
        self._deck = deck
        self._instruments = instruments
        self._rows: tuple[Standing, ...] = tuple(standings)
        self._measure = self._cells_of_measures()
        self._top = 0
        self._lines: dict[tuple[int, bool], tuple[Standing, Text]] = {}
        self._lines_for: tuple[int, str, bool] | None = None

    @property
    def current(self) -> Standing | None:
        """The person under the mark."""
        return self._rows[self.marked] if self._rows else None

    @property
    def rows(self) -> tuple[Standing, ...]:
        """Everybody that is listed."""
        return self._rows

    def go_by(self, today: date, deck: Deck) -> None:
        """Draw for another day, or in other words."""
        self._today, self._deck = today, deck
        self._lines.clear()

    def show(self, standings: Sequence[Standing], patient_id: int | None = None) -> None:
        """List other people; the mark goes to `patient_id`, else to the first."""
        self._rows = tuple(standings)
        if (cells := self._cells_of_measures()) > self._measure:
            self._measure = cells
            self._lines.clear()
        places = (n for n, row in enumerate(self._rows) if row.patient.id == patient_id)
        self.marked = next(places, 0)
        self.redraw()

    def move(self, steps: int) -> None:
        """Move the mark, stopping at both ends."""
        if self._rows:
            self.marked = min(max(self.marked + steps, 0), len(self._rows) - 1)

    def watch_names(self) -> None:
        """Show or hide the names."""
        self.redraw()

    def draw(self, width: int, height: int) -> list[Text]:
        """Draw the people around the mark; a line that was drawn before is kept."""
        wanted = (width, self.app.theme, self.names)
        if self._lines_for != wanted:
            self._lines.clear()
            self._lines_for = wanted
        last = max(len(self._rows) - height, 0)
        self._top = min(max(self._top, self.marked - height + 1), self.marked, last)
        window = self._rows[self._top : self._top + height]
        self.stand(range(self._top, self._top + len(window)))
        return [
            self._kept(standing, marked=row == self.marked, width=width)
            for row, standing in enumerate(window, start=self._top)
        ]

    def _kept(self, standing: Standing, *, marked: bool, width: int) -> Text:
        key = standing.patient.id, marked
        kept = self._lines.get(key)
        if kept is not None and kept[0] is standing:
            return kept[1]
        line = self._line(standing, marked=marked, width=width)
        self._lines[key] = standing, line
        return line

    def _line(self, standing: Standing, *, marked: bool, width: int) -> Text:
        """Draw a line; where there is little room the headline comes before the rest."""
        inks, patient = self.inks, standing.patient
        narrow = width < _ROOMY
        line = Text(end="", no_wrap=True)
        line.append("▸ " if marked else "  ", ink(inks.accent))
        line.append_text(cell(plain(patient.code, ink(inks.text, bold=marked)), _CODE))
        if self.names:
            line.append_text(cell(plain(patient.name, ink(inks.quiet)), _NAME[narrow]))
        self._scores(line, standing, narrow=narrow)
        self._headline(line, standing)
        tags = self._open(standing, narrow=narrow)
        while len(tags) > 1 and line.cell_len >= width - sum(tag.cell_len for tag in tags):
            tags.pop()
        opened = Text(end="", no_wrap=True).join(tags)
        left = clipped(line, width - opened.cell_len - bool(tags))
        left.append(" " * (width - left.cell_len - opened.cell_len))
        left.append_text(opened)
        return left

    def _scores(self, line: Text, standing: Standing, *, narrow: bool) -> None:
        inks = self.inks
        points = _SPARK_NARROW if narrow else SPARK_POINTS
        spark = not (narrow and self.names)
        measure, change = (0 if narrow else self._measure), _CHANGE[narrow]
        target = 0 if narrow or self.names else _TARGET
        room = (points if spark else 0) + measure + _TOTAL + change + target
        instrument = self._instrument(standing)
        if instrument is None or standing.last is None:
            line.append(f"{'no score yet':<{room}}", ink(inks.quiet))
            return
        if spark:
            self._spark(line, standing, instrument, points)
        line.append(f"  {instrument.name}"[:measure].ljust(measure), ink(inks.quiet))
        line.append(f"{number(standing.last):>{_TOTAL}}", ink(inks.text, bold=True))
        if standing.change is None:
            line.append(" " * change)
            self._target(line, standing, target)
            return
        word = words_of_change(instrument, standing.change)
        line.append(f" {signed(standing.change):>3} {word}".ljust(change), ink(inks.quiet))
        self._target(line, standing, target)

    def _target(self, line: Text, standing: Standing, cells: int) -> None:
        words = "" if standing.target is None or not cells else f"target {number(standing.target)}"
        line.append(words.ljust(cells), ink(self.inks.quiet))

    def _spark(self, line: Text, standing: Standing, instrument: Instrument, cells: int) -> None:
        """Draw the latest totals, and after the sign of the target how high it lies."""
        inks, target = self.inks, standing.target
        aim = "" if target is None else f"{TARGET}{sparkline(instrument, [target])}"
        drawn = sparkline(instrument, standing.recent[-(cells - len(aim)) :])
        line.append(drawn, ink(inks.accent))
        line.append(f"{aim:<{cells - len(drawn)}}", ink(inks.quiet))

    def _instrument(self, standing: Standing) -> Instrument | None:
        """The measure that leads: a questionnaire, or one in the person's own words."""
        if standing.instrument is None:
            return None
        if standing.own_direction is not None:
            return scale(standing.instrument, standing.own_direction)
        return measure_of(self._instruments, standing.instrument)

    def _cells_of_measures(self) -> int:
        """Cells for the name of what leads: the part of a form has a longer name."""
        led_by = {one.instrument for one in self._rows if one.own_direction is None}
        parts = (one for one in led_by if one is not None and one not in self._instruments)
        named = (measure_of(self._instruments, one) for one in parts)
        longest = max((len(one.name) for one in named if one is not None), default=0)
        return max(_MEASURE, min(longest + 3, _PART))

    def _headline(self, line: Text, standing: Standing) -> None:
        if standing.headline is None:
            return
        entry, asked = self._deck.entry(standing.headline), standing.tentative
        colour = lane_ink(self.inks, entry.lane_when(tentative=asked))
        about = measure_of(self._instruments, standing.about or "")
        if about is not None and standing.about != standing.instrument:
            line.append(f"{about.name}: ", ink(self.inks.quiet))
        line.append(entry.title_when(tentative=asked), ink(colour))

    def _open(self, standing: Standing, *, narrow: bool) -> list[Text]:
        """Say what is open with a person, most pressing first."""
        inks = self.inks
        overdue, due = standing.overdue_days(self._today), standing.due(self._today)
        tags: list[Text] = []

        def say(words: str, colour: str, *, bold: bool = False) -> None:
            tags.append(Text(f" {words}", ink(colour, bold=bold), end="", no_wrap=True))

        if standing.unreviewed_safety:
            say("! safety" if narrow else "! safety open", inks.safety, bold=True)
        if standing.patient.next_on == self._today and standing.patient.archived_on is None:
            say("today", inks.accent)
        if standing.half_filled:
            say("half-filled", inks.accent)
        if standing.undiscussed:
            say(f"{standing.undiscussed} to share", inks.quiet)
        if due:
            say(f"{due} due", inks.quiet)
        if overdue is not None and standing.last_on is not None:
            say(
                f"{overdue} d" if narrow else f"last {ago(standing.last_on, self._today)}",
                inks.quiet,
            )
        if standing.patient.archived_on is not None:
            say("archived", inks.quiet)
        return tags
