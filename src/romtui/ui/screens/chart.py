"""The chart on the whole screen."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.screen import Screen

from romtui.domain.chart import Trend
from romtui.domain.parts import trend_of
from romtui.domain.readings import readings
from romtui.domain.timeline import session_days, timeline
from romtui.ui.chart.glyphs import Picture
from romtui.ui.chart.point_words import point_words, walked
from romtui.ui.chart.widget import TrendChart
from romtui.ui.commands import CHART, bindings
from romtui.ui.session import sentences
from romtui.ui.session.view import SessionView
from romtui.ui.widgets.banner import Banner
from romtui.ui.widgets.key_bar import KeyBar
from romtui.ui.widgets.measure_table import MeasureTable
from romtui.ui.widgets.note import Note

if TYPE_CHECKING:
    from romtui.ui.app import RomtuiApp

_LINES: Final = 2


class ChartScreen(Screen[str]):
    """One measure over days or sessions, its points read out; gives the measure shown last.

    Of a form without a single total each part is a chart of its own.
    """

    CSS_PATH = "chart.tcss"
    KEYS = CHART
    BINDINGS = bindings(CHART)
    app: "RomtuiApp"

    def __init__(self, view: SessionView) -> None:
        super().__init__()
        self._sitting = view
        self._trends = tuple(_every(view))
        measures = [measure for measure, _ in self._trends]
        self._place = measures.index(view.marked)
        self._chosen: int | None = None
        self._by_session = False

    def compose(self) -> ComposeResult:
        """What is measured, its chart, what is read out."""
        yield Banner(self._sitting.case.patient, demo=self.app.dependencies.demo)
        yield Note(sentences.pinned(self._sitting, key=False), id="pinned")
        yield MeasureTable()
        yield TrendChart()
        yield Note(id="said", classes="quiet", most=_LINES)
        yield KeyBar(CHART)

    def on_mount(self) -> None:
        """Show the marked measure."""
        pinned = self.query_one("#pinned", Note)
        pinned.display = bool(pinned.words)
        self._show()

    def action_point_before(self) -> None:
        """Read out the latest point, then the one before it."""
        self._step(-1)

    def action_point_after(self) -> None:
        """Read out the next point; after the latest the walk ends."""
        self._step(1)

    def action_first_point(self) -> None:
        """Read out the first point."""
        self._read_out(walked(None, 1, len(self._trend.points)))

    def action_last_point(self) -> None:
        """Read out the latest point."""
        self._read_out(walked(None, -1, len(self._trend.points)))

    def action_axis(self) -> None:
        """Lay the points over days or over sessions."""
        self._by_session = not self._by_session
        self._show()

    def action_next_measure(self) -> None:
        """Show the next measure."""
        self._mark(1)

    def action_previous_measure(self) -> None:
        """Show the measure before."""
        self._mark(-1)

    def action_leave(self) -> None:
        """Leave the walk along the points, else go back."""
        if self._chosen is None:
            self.action_close()
        else:
            self._read_out(None)

    def action_close(self) -> None:
        """Go back."""
        measure, _ = self._trends[self._place]
        self.dismiss(measure)

    @property
    def _trend(self) -> Trend:
        return self._trends[self._place][1]

    def _mark(self, steps: int) -> None:
        self._place = (self._place + steps) % len(self._trends)
        self._chosen = None
        self._show()

    def _step(self, steps: int) -> None:
        self._read_out(walked(self._chosen, steps, len(self._trend.points)))

    def _read_out(self, place: int | None) -> None:
        self._chosen = place
        self._show()

    def _show(self) -> None:
        case, trend = self._sitting.case, self._trend
        sessions = session_days(case) if self._by_session else None
        chart, table = self.query_one(TrendChart), self.query_one(MeasureTable)
        chart.picture = Picture(trend, timeline(case), sessions, self._chosen, self._sitting.today)
        table.trends = (trend,)
        self.query_one(Banner).title = sentences.chart_title(trend, by_session=self._by_session)
        self.query_one("#said", Note).words = (
            sentences.about_chart(trend)
            if self._chosen is None
            else point_words(readings(case, trend)[self._chosen], self._sitting.today)
        )


def _every(view: SessionView) -> Iterator[tuple[str, Trend]]:
    gap_days = view.settings.constants.gap_days
    for measure in view.measures:
        yield measure, trend_of(view.case, measure, gap_days)
