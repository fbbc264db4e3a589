"""The chart on the session screen: walking along its points, and the same on the whole screen."""

from dataclasses import replace
from typing import Final

from textual import events

from romtui.domain.chart import point_details
from romtui.ui.chart.readout import point_words, select_point
from romtui.ui.chart.widget import TrendChart
from romtui.ui.sentences import waiting
from romtui.ui.session.base_screen import SittingScreen

_STEPS: Final = {"point_before", "point_after"}
_LINES: Final = 2
"""Of what is read out: the chart must not move."""


class WalkActions(SittingScreen):
    """The part of the session screen that reads out one point of the chart after the other.

    Any other key leaves the walk and does what it always does; Esc only leaves it.
    """

    def action_point_before(self) -> None:
        """Read out the latest point, then the one before it."""
        self._step(-1)

    def action_point_after(self) -> None:
        """Read out the next point; after the latest the walk ends."""
        self._step(1)

    def take_key(self, event: events.Key) -> None:
        """Let any key but the two of the walk leave it."""
        if self._chosen is None:
            super().take_key(event)
            return
        active = self.active_bindings.get(event.key)
        if active is not None and active.binding.action in _STEPS:
            return
        self._leave()
        if event.key == "escape":
            event.stop()
            event.prevent_default()
        else:
            super().take_key(event)

    def action_graph(self) -> None:
        """Show the chart on the whole screen."""
        from romtui.ui.screens.chart import ChartScreen

        self.app.push_screen(ChartScreen(self._sitting), self._mark_measure)

    def _mark_measure(self, measure: str | None) -> None:
        """Mark a measure; the session screen knows how."""
        raise NotImplementedError

    @property
    def _chosen(self) -> int | None:
        model = self.query_one(TrendChart).model
        return None if model is None else model.selected

    def _step(self, steps: int) -> None:
        trend = self._sitting.trends[self._sitting.place]
        place = select_point(self._chosen, steps, len(trend.points))
        if not trend.points:
            self.say("There is no point to read out yet.")
        elif place is None:
            self._leave()
        else:
            self._choose(place)
            details = point_details(self._case, trend)[place]
            self.say(point_words(details, self._today), most=_LINES)

    def _leave(self) -> None:
        self._choose(None)
        self.say(waiting(self._sitting))

    def _choose(self, place: int | None) -> None:
        chart = self.query_one(TrendChart)
        if chart.model is not None:
            chart.model = replace(chart.model, selected=place)
