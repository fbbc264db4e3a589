"""How the lines of a chart are divided between canvas, annotations and legend."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from romtui.domain.time_axis import Annotation, FocusSpan, SessionDays, Timeline
from romtui.domain.trend import Trend
from romtui.domain.value_axis import ValueAxis, lay_value_axis
from romtui.ui.chart.legend import (
    ALL_ANSWERS,
    ANNOTATED,
    CHANCE_EDGE,
    LegendEntry,
    legend_entries,
    legend_lines,
)

_ENOUGH_ROWS: Final = 6
"""Rows of the canvas that legend and annotations may not take away."""
_ROOMY: Final = 14
"""Lines from which events and focuses have a line each, and the legend never stands beside."""
_BESIDE, _MOST_BESIDE = 20, 2
"""Most cells of a legend entry beside axis and days, below the band names; and how many entries.

One more stands beside the annotations, where they have a line.
"""


@dataclass(frozen=True, slots=True)
class ChartModel:
    """What one chart shows: a measure, and what is noted below its days.

    With `sessions` the points stand over the numbers of the sessions, else over days.
    `selected` is the index of the point that is read out. Days are named as seen from `today`,
    by default from the last day shown.
    """

    trend: Trend
    timeline: Timeline = field(default_factory=Timeline)
    sessions: SessionDays | None = None
    selected: int | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class ChartLayout:
    """How the lines of a chart are divided, and what is drawn on each.

    `beside` is written on the right of the axis and of the lines under it, `legend` below
    everything. `annotations` are marked on the axis, and named on a line of their own if
    `names_annotations`. Focuses with a line of their own are in `focuses`; without it their
    beginnings are among the annotations.
    """

    values: ValueAxis
    beside: tuple[str, ...]
    legend: list[list[LegendEntry]]
    annotations: tuple[Annotation, ...]
    focuses: tuple[FocusSpan, ...]
    names_annotations: bool

    def explains(self, glyph: str) -> bool:
        """Whether the words of a glyph stand somewhere."""
        below = (entry.glyph for line in self.legend for entry in line)
        return glyph in below or any(words.startswith(glyph) for words in self.beside)

    @property
    def right(self) -> int:
        """Cells on the right of the canvas, for band names and what stands beside the axis."""
        return max(len(words) for words in (*self.values.band_names, *self.beside))


def lay_out(model: ChartModel, width: int, lines: int) -> ChartLayout:
    """Divide so many lines: first for the canvas, then for annotations, then for the legend.

    The rows that may be chance are marked unless some row is of both kinds, or the legend has no
    room to say what the mark means.
    """
    layout = _lay_out(model, width, lines, with_chance=True)
    if any(layout.values.may_be_chance) and layout.explains(CHANCE_EDGE):
        return layout
    return _lay_out(model, width, lines, with_chance=False)


def _lay_out(model: ChartModel, width: int, lines: int, *, with_chance: bool) -> ChartLayout:
    trend, roomy = model.trend, lines >= _ROOMY
    error_band = trend.error_band if with_chance else None
    timeline = model.timeline.since(trend.first_day)
    annotations = timeline.events if roomy else timeline.annotations(trend.first_day)
    focuses = timeline.focuses if roomy else ()
    names_annotations = bool(annotations) and lines > _ENOUGH_ROWS

    entries = list(legend_entries(trend, with_chance=error_band is not None))
    if not roomy and ALL_ANSWERS in entries:
        entries.remove(ALL_ANSWERS)
    if annotations and not names_annotations:
        entries.append(ANNOTATED)
    beside, below = _divide(
        entries, width, lines - names_annotations, _MOST_BESIDE + names_annotations
    )
    if model.sessions is not None and not beside:
        beside = ("", "session")
    rows = lines - len(below) - names_annotations - bool(focuses)
    return ChartLayout(
        values=lay_value_axis(trend.instrument, trend.target, rows, error_band),
        beside=beside,
        legend=below,
        annotations=annotations,
        focuses=focuses,
        names_annotations=names_annotations,
    )


def _divide(
    entries: Sequence[LegendEntry], width: int, lines: int, most_beside: int
) -> tuple[tuple[str, ...], list[list[LegendEntry]]]:
    """Put the legend below the chart, or beside its axis where that spares a line that is needed.

    Where there is no line for all of it, those that need words most stand beside the axis.
    """
    brief = tuple(str(entry) for entry in entries if len(str(entry)) <= _BESIDE)
    below = legend_lines(entries, width)
    if lines < _ROOMY and len(brief) == len(entries) <= most_beside:
        return brief, []
    if below and lines - len(below) < _ENOUGH_ROWS:
        return brief[:most_beside], []
    return (), below
