"""The chart on the whole screen."""

from typing import Final

from textual.app import ComposeResult

from romtui.commands import CHART
from romtui.domain.time_axis import session_days, timeline
from romtui.domain.trend import Trend, point_details
from romtui.ui.bindings import bindings
from romtui.ui.chart import texts
from romtui.ui.chart.layout import ChartModel
from romtui.ui.chart.pair import ChartPair
from romtui.ui.chart.readout import point_words, select_point
from romtui.ui.chart.widget import TrendChart
from romtui.ui.screens.page import PAGE_STYLE, PageScreen
from romtui.ui.session import sentences
from romtui.ui.session.view import SessionView
from romtui.ui.widgets.measure_table import MeasureTable
from romtui.ui.widgets.note import Note

_LINES: Final = 2
"""Of what is read out: the chart must not move."""


class ChartScreen(PageScreen[str]):
    """One measure over days or sessions, its points read out; gives the measure shown last.

    Of a form without a single total each part is a chart of its own.
    """

    CSS_PATH = [PAGE_STYLE, "patient_chart.tcss"]
    KEYS = CHART
    BINDINGS = bindings(CHART)

    def __init__(self, view: SessionView) -> None:
        super().__init__(view.case.patient)
        self._view = view
        self._trends = view.trends
        self._shown = view.measures.index(view.marked)
        self._selected: int | None = None
        self._by_session = False
        self._with_legend = False
        self._beside: int | None = None
        """The measure that is drawn beside the one shown."""

    def body(self) -> ComposeResult:
        """What is measured, and its chart."""
        yield Note(sentences.pinned(self._view, key=False), id="pinned")
        yield MeasureTable()
        yield TrendChart()

    def on_mount(self) -> None:
        """Show the marked measure."""
        pinned = self.query_one("#pinned", Note)
        pinned.display = bool(pinned.words)
        self.query_one("#said", Note).most = _LINES
        self._show()

    def action_point_before(self) -> None:
        """Read out the latest point, then the one before it."""
        self._step(-1)

    def action_point_after(self) -> None:
        """Read out the next point; after the latest the walk ends."""
        self._step(1)

    def action_first_point(self) -> None:
        """Read out the first point."""
        self._read_out(select_point(None, 1, len(self._trend.points)))

    def action_last_point(self) -> None:
        """Read out the latest point."""
        self._read_out(select_point(None, -1, len(self._trend.points)))

    def action_axis(self) -> None:
        """Lay the points over days or over sessions."""
        self._by_session = not self._by_session
        self._show()

    def action_legend(self) -> None:
        """Explain the signs and the shaded ground, or no more."""
        self._with_legend = not self._with_legend
        self._show()

    def action_beside(self) -> None:
        """Draw the next other measure beside this one; after the last one none."""
        others = [
            place
            for place, trend in enumerate(self._trends)
            if place != self._shown and trend.points
        ]
        if not (others and self._trend.points):
            self.say(texts.NO_SECOND_MEASURE)
            return
        after = [place for place in others if self._beside is None or place > self._beside]
        self._selected, self._beside = None, after[0] if after else None
        self._show()

    def action_next_measure(self) -> None:
        self._step_measure(1)

    def action_previous_measure(self) -> None:
        self._step_measure(-1)

    def action_leave(self) -> None:
        """Leave the walk along the points, or the second measure, else go back."""
        if self._selected is None and self._beside is None:
            self.action_close()
        else:
            self._read_out(None)

    def action_close(self) -> None:
        self.dismiss(self._view.measures[self._shown])

    @property
    def _trend(self) -> Trend:
        return self._trends[self._shown]

    def _step_measure(self, steps: int) -> None:
        self._shown = (self._shown + steps) % len(self._trends)
        self._read_out(None)

    def _step(self, steps: int) -> None:
        self._read_out(select_point(self._selected, steps, len(self._trend.points)))

    def _read_out(self, index: int | None) -> None:
        self._selected, self._beside = index, None
        self._show()

    def _show(self) -> None:
        if self._beside is not None:
            self._show_pair(self._trend, self._trends[self._beside])
            return
        case, trend, today = self._view.case, self._trend, self._view.today
        sessions = session_days(case) if self._by_session else None
        chart = self.query_one(TrendChart)
        chart.pair = None
        chart.model = ChartModel(
            trend,
            timeline(case),
            sessions,
            self._selected,
            today,
            in_detail=True,
            with_legend=self._with_legend,
        )
        self.query_one(MeasureTable).fill((trend,))
        self.banner.title = texts.title(trend.instrument.name, by_session=self._by_session)
        self.say(
            _about(trend)
            if self._selected is None
            else point_words(point_details(case, trend)[self._selected], today)
        )

    def _show_pair(self, dots: Trend, rings: Trend) -> None:
        self.query_one(TrendChart).pair = ChartPair(dots, rings, self._view.today)
        self.query_one(MeasureTable).fill((dots, rings))
        self.banner.title = texts.pair_title(dots.instrument.name, rings.instrument.name)
        self.say(texts.PAIR_ABOUT)


def _about(trend: Trend) -> str:
    """What the chart does not show by itself: which way is better, what is left out."""
    lower = trend.instrument.lower_is_better
    parts = [texts.LOWER_IS_BETTER if lower else texts.HIGHER_IS_BETTER]
    if trend.earlier:
        parts.append(texts.not_drawn(trend.earlier))
    if trend.points and trend.instrument.reliable_change is None:
        parts.append(texts.NO_RELIABLE_CHANGE)
    return "  ".join(parts)
