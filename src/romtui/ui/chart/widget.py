"""The chart of one measure on its whole range, with bands in words and every line named."""

from collections.abc import Iterable

from rich.text import Text
from textual.reactive import var

from romtui.ui.chart.layout import ChartModel
from romtui.ui.chart.pair import ChartPair, render_pair
from romtui.ui.chart.render import render_chart
from romtui.ui.widgets.drawing import Drawing


class TrendChart(Drawing):
    """Draws a `ChartModel`, or two measures as a `ChartPair`.

    Every band, glyph and line is named in words, beside the colour.
    """

    model: var[ChartModel | None] = var(None)
    pair: var[ChartPair | None] = var(None)
    """Drawn in its place, as long as there is one."""

    def watch_model(self) -> None:
        """Draw another chart."""
        self.redraw()

    def watch_pair(self) -> None:
        """Draw two measures, or one again."""
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Text]:
        """Draw the canvas between numbers on the left and words on the right."""
        if self.pair is not None:
            return render_pair(self.pair, self.palette, width, height)
        return [] if self.model is None else render_chart(self.model, self.palette, width, height)
