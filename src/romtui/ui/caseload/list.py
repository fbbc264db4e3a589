"""The list of the caseload: one line a patient, drawn only where it can be seen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from romtui.domain.caseload import SPARK_POINTS, Group, Summary
from romtui.domain.change import Weight, weight
from romtui.domain.constants import STANDARD, Constants
from romtui.domain.dialogue import Deck
from romtui.domain.instrument import Instrument
from romtui.domain.parts import measure_of
from romtui.domain.personal_measures import scale
from romtui.domain.text import ago, number, signed
from romtui.domain.trend import sparkline, words_of_change
from romtui.ui.caseload import texts
from romtui.ui.text import cell, clipped, plain
from romtui.ui.theme import Palette, ink, is_ours, lane_ink
from romtui.ui.widgets.drawing import Drawn
from romtui.ui.widgets.rows import Rows

_ROOMY: Final = 100
"""Cells from which a line has room for everything."""
_MARK: Final = 2
_SHORTEST_CODE: Final = 5
_CODE: Final = (20, 12)
"""Cells for a code, at most; here and below in a roomy line, and in a narrow one."""
_SHORTEST_NAME: Final = 12
_NAME: Final = (28, 25)
_SHORTEST_MEASURE: Final = 7
_MEASURE: Final = (22, 18)
"""Cells for the name of the measure that leads, at most: that of a part of a form is longer."""
_MEASURE_BESIDE_COURSE: Final = 9
"""In a narrow line a longer name takes the place of the course."""
_TOTAL: Final = 4
_CHANGE: Final = 11
_COURSE: Final = (SPARK_POINTS, 8)
_TARGET: Final = 6
_HEADLINE: Final = 28
"""In a roomy line: what is open begins behind it, in a column of its own."""
_GAP: Final = 1
_BETWEEN: Final = " · "
_TALL: Final = 20
"""Lines from which groups have headings, however many patients there are."""
OUTDATED: Final = "…"
"""In place of a headline that is still to be worked out again."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Cells of each column without the gap behind it; 0 where there is no room for it."""

    code: int
    name: int
    measure: int
    course: int
    target: int
    roomy: bool

    @property
    def scores(self) -> int:
        """Cells from the measure to the target, with their gaps."""
        columns = (self.measure, _CHANGE, self.course, self.target)
        return _TOTAL + _GAP + sum(column + _GAP for column in columns if column)


class _Tag(NamedTuple):
    """Something that is open, in as many words as there is room for."""

    words: str
    short: str
    colour: str
    bold: bool = False


class PatientList(Rows[Summary], can_focus=True):
    """Patients in a fixed order. Rows never move under the cursor: only `show` changes them.

    It scrolls by itself: a list that grows and shrinks with every key of a search must not
    lay out the whole screen again.
    """

    names: Drawn[bool] = Drawn(False)

    def __init__(self, instruments: Mapping[str, Instrument], deck: Deck) -> None:
        super().__init__()
        self._instruments = instruments
        self._deck = deck
        self._today = date.min
        self._constants = STANDARD
        self._groups: Mapping[int, Group] = {}
        self._has_headings = False
        self._code, self._measure, self._has_targets = _SHORTEST_CODE, _SHORTEST_MEASURE, False
        self._for_names = _SHORTEST_NAME
        self._has_room_for: dict[int, Summary] = {}
        self._columns = _Columns(0, 0, 0, 0, 0, roomy=False)
        self._lines: dict[tuple[int, bool], tuple[Summary, Text]] = {}
        self._lines_for: tuple[int, str, bool] | None = None

    def go_by(self, today: date, deck: Deck, constants: Constants) -> None:
        """Draw for another day, in other words, or by other thresholds; the same change nothing."""
        if deck is not self._deck or (today, constants) != (self._today, self._constants):
            self._today, self._deck, self._constants = today, deck, constants
            self._lines.clear()

    def show(
        self,
        summaries: Sequence[Summary],
        groups: Mapping[int, Group],
        patient_id: int | None = None,
    ) -> None:
        """List other patients; `patient_id` is selected, else the first.

        `groups` says which rows begin one. Columns grow to fit, and do not shrink again.
        """
        self._groups = groups
        self._make_room(summaries)
        indices = (n for n, row in enumerate(summaries) if row.patient.id == patient_id)
        self.fill(summaries, next(indices, 0))

    @property
    def page(self) -> int:
        """How many rows are drawn at once."""
        return max(sum(row is not None for row in self.row_at), 1)

    def draw(self, width: int, height: int) -> list[Text]:
        """Draw the names of the columns, and the patients around the selected one.

        A line that was drawn before is kept.
        """
        wanted = (width, self.app.theme, self.names)
        if self._lines_for != wanted:
            self._lines.clear()
            self._lines_for = wanted
        self._columns = self._columns_for(width)
        room = max(height - 1, 1)
        self._has_headings = room >= _TALL or len(self.rows) + self._lines_of_headings <= room
        rows = super().draw(width, room)
        self.row_at = [None, *self.row_at]
        return [self._names_of_columns(width), *rows]

    def window(self, page: int) -> range:
        """The rows that have room beside the headings among them."""
        last = len(self.rows) - 1
        lowest = min(self.marked, self._first_before(last, page))
        self.top = top = min(max(self.top, self._first_before(self.marked, page)), lowest)
        end, used = top, 0
        while end <= last and (used := used + self._height(end)) <= page:
            end += 1
        return range(top, max(end, top + 1) if self.rows else top)

    def heading(self, index: int) -> Iterable[Text]:
        """Say why the patients below are where they are."""
        group = self._groups.get(index)
        if group is None or not self._has_headings:
            return
        if index:
            yield Text("", end="")
        palette = self.palette
        colour = palette.safety if group is Group.SAFETY else palette.quiet
        yield Text(f"{' ' * _MARK}{texts.GROUPS[group]}", ink(colour, bold=True), end="")

    def block(self, row: Summary, index: int, width: int) -> Iterable[Text]:
        """Draw the line of a patient, unless it is there already."""
        key = row.patient.id, index == self.marked
        kept = self._lines.get(key)
        if kept is None or kept[0] is not row:
            self._lines[key] = kept = row, self._line(row, index, width)
        yield kept[1]

    # Room

    def _first_before(self, last: int, page: int) -> int:
        """The first row to draw so that `last` has room, too, at the bottom."""
        first, used = last, self._height(last)
        while first > 0 and (used := used + self._height(first - 1)) <= page:
            first -= 1
        return max(first, 0)

    def _height(self, index: int) -> int:
        if index not in self._groups or not self._has_headings:
            return 1
        return 3 if index else 2

    @property
    def _lines_of_headings(self) -> int:
        return 2 * len(self._groups) - (0 in self._groups)

    def _make_room(self, summaries: Sequence[Summary]) -> None:
        """Make codes, names and measures fit, and make room for targets once there are some.

        Each line is measured once: a search lists the same ones again at every key.
        """
        new = [row for row in summaries if self._has_room_for.get(row.patient.id) is not row]
        self._has_room_for.update((row.patient.id, row) for row in new)
        led_by = {row.instrument for row in new if row.own_direction is None}
        measures = (measure_of(self._instruments, of) for of in led_by if of is not None)
        longest = (len(measure.name) for measure in measures if measure is not None)
        room = (
            max((cell_len(row.patient.code) for row in new), default=0),
            max((plain(row.patient.name).cell_len for row in new), default=0),
            max(longest, default=0),
        )
        has_targets = self._has_targets or any(row.target is not None for row in new)
        before = self._code, self._for_names, self._measure
        code, name, measure = map(max, before, room)
        if (code, name, measure, has_targets) != (*before, self._has_targets):
            self._code, self._for_names, self._measure = code, name, measure
            self._has_targets = has_targets
            self._lines.clear()

    def _columns_for(self, width: int) -> _Columns:
        """Where there is little room, names take the place of measure and course."""
        narrow, names = width < _ROOMY, self.names
        measure = min(self._measure, _MEASURE[narrow])
        course = _COURSE[narrow]
        if narrow and names:
            measure = course = 0
        elif narrow and measure > _MEASURE_BESIDE_COURSE:
            course = 0
        return _Columns(
            code=min(self._code, _CODE[narrow]),
            name=min(self._for_names, _NAME[narrow]) if names else 0,
            measure=measure,
            course=course,
            target=0 if narrow or names or not self._has_targets else _TARGET,
            roomy=not narrow,
        )

    # A line

    def _names_of_columns(self, width: int) -> Text:
        columns = self._columns
        line = " " * _MARK + f"{texts.COLUMN_CODE:<{columns.code + _GAP}}"
        line += f"{texts.COLUMN_NAME:<{columns.name + _GAP}}" if columns.name else ""
        line += f"{texts.COLUMN_MEASURE:<{columns.measure + _GAP}}" if columns.measure else ""
        line += f"{texts.COLUMN_NOW:>{_TOTAL}} {texts.COLUMN_CHANGE:<{_CHANGE + _GAP}}"
        line += f"{texts.COLUMN_COURSE:<{columns.course + _GAP}}" if columns.course else ""
        line += f"{texts.COLUMN_TARGET:<{columns.target + _GAP}}" if columns.target else ""
        if columns.roomy:
            line += f"{texts.COLUMN_HEADLINE:<{_HEADLINE}}{texts.COLUMN_OPEN}"
        else:
            line += texts.COLUMN_HEADLINE
            line += texts.COLUMN_OPEN.rjust(width - len(line))
        return clipped(Text(line, ink(self.palette.quiet), end="", no_wrap=True), width)

    def _line(self, summary: Summary, index: int, width: int) -> Text:
        """Draw a line; where there is little room the headline comes before what is open."""
        palette, patient, columns = self.palette, summary.patient, self._columns
        selected = index == self.marked
        line = self.mark(index)
        line.append_text(cell(plain(patient.code, ink(palette.text, bold=selected)), columns.code))
        if columns.name:
            line.append_text(cell(plain(patient.name, ink(palette.quiet)), columns.name))
        self._scores(line, summary)
        begin = line.cell_len
        self._headline(line, summary)
        column = begin + _HEADLINE if columns.roomy else width
        room = width - min(max(line.cell_len + _GAP, begin), width)
        tags = self._fitting(self._open(summary), room)
        left = clipped(line, width - tags.cell_len - bool(tags))
        left.append(" " * (max(min(column, width - tags.cell_len), left.cell_len) - left.cell_len))
        left.append_text(tags)
        left.append(" " * (width - left.cell_len))
        return _raised(left, palette) if selected else left

    def _scores(self, line: Text, summary: Summary) -> None:
        palette, columns = self.palette, self._columns
        instrument = self._instrument(summary)
        if instrument is None or summary.last is None:
            below = "" if columns.measure else " "
            line.append(f"{below}{texts.NO_SCORE}".ljust(columns.scores), ink(palette.quiet))
            return
        if columns.measure:
            name = plain(instrument.name, ink(palette.quiet))
            line.append_text(cell(name, columns.measure))
        line.append(f"{number(summary.last):>{_TOTAL}}", ink(palette.text, bold=True))
        line.append(" ")
        line.append_text(self._change(summary.change, instrument))
        if columns.course:
            self._course(line, summary, instrument)
        if columns.target:
            aim = "" if summary.target is None else number(summary.target)
            line.append(f"{aim:<{columns.target + _GAP}}", ink(palette.quiet))

    def _change(self, change: Decimal | None, instrument: Instrument) -> Text:
        """How much a change says: nothing more than its number, a word, or word, sign and ink."""
        palette = self.palette
        if change is None:
            return Text(" " * (_CHANGE + _GAP), end="")
        by, word, sign = signed(change), words_of_change(instrument, change), " "
        style = ink(palette.text)
        match weight(change, instrument.reliable_change, self._constants):
            case Weight.SLIGHT:
                word, style = "", ink(palette.quiet)
            case Weight.RELIABLE:
                sign = "▲" if change > 0 else "▼"
                style = ink(palette.worse if word == "worse" else palette.better, bold=True)
        words = f"{sign}{by:>3} {word}"
        return cell(Text(words, style, end="", no_wrap=True), _CHANGE)

    def _course(self, line: Text, summary: Summary, instrument: Instrument) -> None:
        """Draw the latest totals, the last one clearly; the target where it has no column."""
        palette, columns = self.palette, self._columns
        aim = ""
        if summary.target is not None and not columns.roomy:
            aim = f" →{number(summary.target)}"
        drawn = sparkline(instrument, summary.recent[-(columns.course - len(aim)) :])
        line.append(drawn[:-1], ink(palette.quiet))
        line.append(drawn[-1:], ink(palette.text))
        line.append(f"{aim:<{columns.course + _GAP - len(drawn)}}", ink(palette.quiet))

    def _instrument(self, summary: Summary) -> Instrument | None:
        """The measure that leads: a questionnaire, or one in the patient's own words."""
        if summary.instrument is None:
            return None
        if summary.own_direction is not None:
            return scale(summary.instrument, summary.own_direction)
        return measure_of(self._instruments, summary.instrument)

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

    def _open(self, summary: Summary) -> list[_Tag]:
        """Say what is open with a patient, most pressing first."""
        palette, today = self.palette, self._today
        is_archived = summary.patient.archived_on is not None
        overdue, due = summary.overdue_days(today), summary.due(today)
        tags = []
        if summary.unreviewed_safety:
            words, short = texts.REVIEW_SAFETY, texts.REVIEW_SAFETY_SHORT
            tags.append(_Tag(words, short, palette.safety, bold=True))
        if is_archived:
            tags.append(_Tag(texts.ARCHIVED, texts.ARCHIVED, palette.quiet))
        if summary.patient.next_on == today and not is_archived:
            tags.append(_Tag(texts.SESSION_TODAY, texts.SESSION_TODAY_SHORT, palette.text))
        if summary.half_filled:
            tags.append(_Tag(texts.UNFINISHED, texts.UNFINISHED_SHORT, palette.text))
        if summary.undiscussed:
            unshared = texts.unshared(summary.undiscussed)
            tags.append(_Tag(unshared, unshared, palette.quiet))
        if due:
            tags.append(_Tag(texts.due(due), texts.due(due), palette.quiet))
        if overdue is not None and summary.last_on is not None:
            words = texts.last_score(ago(summary.last_on, today))
            tags.append(_Tag(words, texts.last_score_short(overdue), palette.quiet))
        return tags

    def _fitting(self, tags: Sequence[_Tag], room: int) -> Text:
        """Set as much as has room: all in full, all in short, else what is most pressing.

        That a safety answer is open has its sign in any case.
        """
        for shown in range(len(tags), 0, -1):
            for in_full in (True, False):
                line = self._set(tags[:shown], in_full=in_full)
                if line.cell_len <= room:
                    return line
        safety = texts.SAFETY_SIGN if tags and tags[0].bold else ""
        return Text(safety, ink(self.palette.safety, bold=True), end="", no_wrap=True)

    def _set(self, tags: Sequence[_Tag], *, in_full: bool) -> Text:
        line = Text(end="", no_wrap=True)
        for place, tag in enumerate(tags):
            line.append(_BETWEEN if place else "", ink(self.palette.quiet))
            line.append(tag.words if in_full else tag.short, ink(tag.colour, bold=tag.bold))
        return line


def _raised(line: Text, palette: Palette) -> Text:
    """The selected line on a ground of its own; where colours are not ours, as it is."""
    if is_ours(palette):
        line.stylize(Style(bgcolor=palette.raised))
    return line
