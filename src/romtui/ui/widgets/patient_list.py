"""The caseload: one line a person, drawn only where it can be seen."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from romtui.domain.caseload import SPARK_POINTS, Standing
from romtui.domain.chart import number, signed, sparkline, words_of_change
from romtui.domain.dialogue import Deck
from romtui.domain.instrument import Instrument
from romtui.ui.dates import ago
from romtui.ui.text import clipped, plain
from romtui.ui.theme import DARK, INKS, ink, lane_ink
from romtui.ui.widgets.drawing import strip

_CODE: Final = 9
_NAME: Final = 28


class PatientList(ScrollView, can_focus=True):
    """People in a fixed order. Rows never move under the mark: only `show` changes them."""

    DEFAULT_CSS = "PatientList { height: 1fr; padding: 0 1; }"

    marked: reactive[int] = reactive(0)
    names: reactive[bool] = reactive(False)

    class Opened(Message):
        """A person was clicked."""

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

    @property
    def current(self) -> Standing | None:
        """The person under the mark."""
        return self._rows[self.marked] if self._rows else None

    @property
    def rows(self) -> tuple[Standing, ...]:
        """Everybody that is listed."""
        return self._rows

    def show(self, standings: Sequence[Standing], patient_id: int | None = None) -> None:
        """List other people; the mark goes to `patient_id`, else to the first."""
        self._rows = tuple(standings)
        places = (n for n, row in enumerate(self._rows) if row.patient.id == patient_id)
        self.marked = next(places, 0)
        self.virtual_size = Size(0, len(self._rows))
        self._follow()
        self.refresh()

    def move(self, steps: int) -> None:
        """Move the mark, stopping at both ends."""
        if self._rows:
            self.marked = min(max(self.marked + steps, 0), len(self._rows) - 1)

    def on_mount(self) -> None:
        """Learn how many lines there are."""
        self.virtual_size = Size(0, len(self._rows))

    def on_click(self, event: events.Click) -> None:
        """Mark the person that was clicked; a second click opens."""
        row = event.y + int(self.scroll_offset.y)
        if not 0 <= row < len(self._rows):
            return
        if row == self.marked:
            self.post_message(self.Opened())
        self.marked = row

    def watch_marked(self) -> None:
        """Draw the mark elsewhere."""
        self._follow()
        self.refresh()

    def watch_names(self) -> None:
        """Show or hide the names."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one person."""
        width = self.size.width
        row = y + int(self.scroll_offset.y)
        if row >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        line = self._line(self._rows[row], marked=row == self.marked, width=width)
        return strip(line, width, self.rich_style, self.app.console)

    def _follow(self) -> None:
        top, height = int(self.scroll_offset.y), max(self.size.height, 1)
        if self.marked < top:
            self.scroll_to(y=self.marked, animate=False)
        elif self.marked >= top + height:
            self.scroll_to(y=self.marked - height + 1, animate=False)

    def _line(self, standing: Standing, *, marked: bool, width: int) -> Text:
        inks, patient = INKS.get(self.app.theme, DARK), standing.patient
        line = Text(end="", no_wrap=True)
        line.append("▸ " if marked else "  ", ink(inks.accent))
        code = clipped(plain(patient.code, ink(inks.text, bold=marked)), _CODE)
        line.append_text(code)
        line.append(" " * (_CODE + 1 - code.cell_len))
        if self.names:
            name = clipped(plain(patient.name, ink(inks.quiet)), _NAME)
            line.append_text(name)
            line.append(" " * (_NAME + 1 - name.cell_len))
        self._scores(line, standing)
        self._headline(line, standing)
        opened = self._open(standing)
        left = clipped(line, width - opened.cell_len - 1)
        left.append(" " * (width - left.cell_len - opened.cell_len))
        left.append_text(opened)
        return left

    def _scores(self, line: Text, standing: Standing) -> None:
        inks = INKS.get(self.app.theme, DARK)
        instrument = self._instruments.get(standing.instrument or "")
        if instrument is None or standing.last is None:
            line.append(f"{'no score yet':<{SPARK_POINTS + 28}}", ink(inks.quiet))
            return
        line.append(f"{sparkline(instrument, standing.recent):<{SPARK_POINTS}}", ink(inks.accent))
        line.append(f"  {instrument.name:<7}", ink(inks.quiet))
        line.append(f"{number(standing.last):>4}", ink(inks.text, bold=True))
        if standing.change is None:
            line.append(" " * 14)
            return
        word = words_of_change(instrument, standing.change)
        colour = {"better": inks.better, "worse": inks.worse}.get(word, inks.quiet)
        line.append(f" {signed(standing.change):>4} {word:<7} ", ink(colour))

    def _headline(self, line: Text, standing: Standing) -> None:
        if standing.headline is None:
            return
        entry = self._deck.entry(standing.headline)
        inks = INKS.get(self.app.theme, DARK)
        line.append(entry.title, ink(lane_ink(inks, entry.lane)))

    def _open(self, standing: Standing) -> Text:
        """Say what is open with a person, most pressing first."""
        inks = INKS.get(self.app.theme, DARK)
        line = Text(end="", no_wrap=True)
        overdue = standing.overdue_days(self._today)
        if standing.unreviewed_safety:
            line.append("! safety open ", ink(inks.safety, bold=True))
        if standing.half_filled:
            line.append("half-filled ", ink(inks.accent))
        if standing.undiscussed:
            line.append(f"{standing.undiscussed} to share ", ink(inks.quiet))
        if overdue is not None and standing.last_on is not None:
            line.append(f"last {ago(standing.last_on, self._today)} ", ink(inks.quiet))
        if standing.patient.archived_on is not None:
            line.append("archived ", ink(inks.quiet))
        return line
