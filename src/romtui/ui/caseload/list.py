"""The caseload: one line a person, drawn only where it can be seen."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from rich.text import Text

from romtui.domain.caseload import SPARK_POINTS, Summary
from romtui.domain.dialogue import Deck
from romtui.domain.instrument import Instrument
from romtui.domain.parts import measure_of
from romtui.domain.personal_measures import scale
from romtui.domain.text import ago, number, signed
from romtui.domain.trend import sparkline, words_of_change
from romtui.ui.caseload import texts
from romtui.ui.text import cell, clipped, plain
from romtui.ui.theme import ink, lane_ink
from romtui.ui.widgets.drawing import Drawn
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
_TARGET_SIGN: Final = "┄"
"""The line that the chart draws at the target."""
OUTDATED: Final = "…"
"""In place of a headline that is still to be worked out again."""


class PatientList(Rows[Summary], can_focus=True):
    """People in a fixed order. Rows never move under the mark: only `show` changes them.

    It scrolls by itself: a list that grows and shrinks with every key of a search must not
    lay out the whole screen again.
    """

    names: Drawn[bool] = Drawn(False)

    def __init__(self, instruments: Mapping[str, Instrument], deck: Deck) -> None:
        super().__init__()
        self._instruments = instruments
        self._deck = deck
        self._today = date.min
        self._measure = _MEASURE
        self._lines: dict[tuple[int, bool], tuple[Summary, Text]] = {}
        self._lines_for: tuple[int, str, bool] | None = None

    def go_by(self, today: date, deck: Deck) -> None:
        """Draw for another day, or in other words."""
        self._today, self._deck = today, deck
        self._lines.clear()

    def show(self, summaries: Sequence[Summary], patient_id: int | None = None) -> None:
        """List other people; the mark goes to `patient_id`, else to the first."""
        if (cells := self._cells_of_measures(summaries)) > self._measure:
            self._measure = cells
            self._lines.clear()
        indices = (n for n, row in enumerate(summaries) if row.patient.id == patient_id)
        self.fill(summaries, next(indices, 0))

    def draw(self, width: int, height: int) -> list[Text]:
        """Draw the people around the mark; a line that was drawn before is kept."""
        wanted = (width, self.app.theme, self.names)
        if self._lines_for != wanted:
            self._lines.clear()
            self._lines_for = wanted
        return super().draw(width, height)

    def block(self, row: Summary, index: int, width: int) -> Iterable[Text]:
        """Draw the line of a person, unless it is there already."""
        key = row.patient.id, index == self.marked
        kept = self._lines.get(key)
        if kept is None or kept[0] is not row:
            self._lines[key] = kept = row, self._line(row, index, width)
        yield kept[1]

    def _line(self, summary: Summary, index: int, width: int) -> Text:
        """Draw a line; where there is little room the headline comes before the rest."""
        palette, patient = self.palette, summary.patient
        narrow = width < _ROOMY
        line = self.mark(index)
        code = plain(patient.code, ink(palette.text, bold=index == self.marked))
        line.append_text(cell(code, _CODE))
        if self.names:
            line.append_text(cell(plain(patient.name, ink(palette.quiet)), _NAME[narrow]))
        self._scores(line, summary, narrow=narrow)
        self._headline(line, summary)
        tags = self._open(summary, narrow=narrow)
        while len(tags) > 1 and line.cell_len >= width - sum(tag.cell_len for tag in tags):
            tags.pop()
        right = Text(end="", no_wrap=True).join(tags)
        left = clipped(line, width - right.cell_len - bool(tags))
        left.append(" " * (width - left.cell_len - right.cell_len))
        return left.append_text(right)

    def _scores(self, line: Text, summary: Summary, *, narrow: bool) -> None:
        palette = self.palette
        points = _SPARK_NARROW if narrow else SPARK_POINTS
        spark = not (narrow and self.names)
        measure, change = (0 if narrow else self._measure), _CHANGE[narrow]
        target = 0 if narrow or self.names else _TARGET
        room = (points if spark else 0) + measure + _TOTAL + change + target
        instrument = self._instrument(summary)
        if instrument is None or summary.last is None:
            line.append(f"{texts.NO_SCORE:<{room}}", ink(palette.quiet))
            return
        if spark:
            self._spark(line, summary, instrument, points)
        line.append(f"  {instrument.name}"[:measure].ljust(measure), ink(palette.quiet))
        line.append(f"{number(summary.last):>{_TOTAL}}", ink(palette.text, bold=True))
        if summary.change is None:
            line.append(" " * change)
            self._target(line, summary, target)
            return
        word = words_of_change(instrument, summary.change)
        line.append(f" {signed(summary.change):>3} {word}".ljust(change), ink(palette.quiet))
        self._target(line, summary, target)

    def _target(self, line: Text, summary: Summary, cells: int) -> None:
        aim = summary.target
        words = texts.target(number(aim)) if cells and aim is not None else ""
        line.append(words.ljust(cells), ink(self.palette.quiet))

    def _spark(self, line: Text, summary: Summary, instrument: Instrument, cells: int) -> None:
        """Draw the latest totals, and after the sign of the target how high it lies."""
        palette, target = self.palette, summary.target
        aim = "" if target is None else f"{_TARGET_SIGN}{sparkline(instrument, [target])}"
        drawn = sparkline(instrument, summary.recent[-(cells - len(aim)) :])
        line.append(drawn, ink(palette.accent))
        line.append(f"{aim:<{cells - len(drawn)}}", ink(palette.quiet))

    def _instrument(self, summary: Summary) -> Instrument | None:
        """The measure that leads: a questionnaire, or one in the person's own words."""
        if summary.instrument is None:
            return None
        if summary.own_direction is not None:
            return scale(summary.instrument, summary.own_direction)
        return measure_of(self._instruments, summary.instrument)

    def _cells_of_measures(self, summaries: Sequence[Summary]) -> int:
        """Cells for the name of what leads: the part of a form has a longer name."""
        led_by = {row.instrument for row in summaries if row.own_direction is None}
        parts = (part for part in led_by if part is not None and part not in self._instruments)
        measures = (measure_of(self._instruments, part) for part in parts)
        longest = max((len(measure.name) for measure in measures if measure is not None), default=0)
        return max(_MEASURE, min(longest + 3, _PART))

    def _headline(self, line: Text, summary: Summary) -> None:
        if summary.outdated:
            line.append(OUTDATED, ink(self.palette.quiet))
        if summary.headline is None:
            return
        entry, asked = self._deck.entry(summary.headline), summary.tentative
        colour = lane_ink(self.palette, entry.lane_when(tentative=asked))
        measure = measure_of(self._instruments, summary.about or "")
        if measure is not None and summary.about != summary.instrument:
            line.append(f"{measure.name}: ", ink(self.palette.quiet))
        line.append(entry.title_when(tentative=asked), ink(colour))

    def _open(self, summary: Summary, *, narrow: bool) -> list[Text]:
        """Say what is open with a person, most pressing first."""
        palette = self.palette
        overdue, due = summary.overdue_days(self._today), summary.due(self._today)
        tags: list[Text] = []

        def say(words: str, colour: str, *, bold: bool = False) -> None:
            tags.append(Text(f" {words}", ink(colour, bold=bold), end="", no_wrap=True))

        if summary.unreviewed_safety:
            say(
                texts.REVIEW_SAFETY_SHORT if narrow else texts.REVIEW_SAFETY,
                palette.safety,
                bold=True,
            )
        if summary.patient.next_on == self._today and summary.patient.archived_on is None:
            say(texts.SESSION_TODAY_SHORT if narrow else texts.SESSION_TODAY, palette.accent)
        if summary.half_filled:
            say(texts.UNFINISHED, palette.accent)
        if summary.undiscussed:
            say(texts.unshared(summary.undiscussed), palette.quiet)
        if due:
            say(texts.due(due), palette.quiet)
        if overdue is not None and summary.last_on is not None:
            say(
                f"{overdue} d" if narrow else texts.last_score(ago(summary.last_on, self._today)),
                palette.quiet,
            )
        if summary.patient.archived_on is not None:
            say(texts.ARCHIVED, palette.quiet)
        return tags
