"""How the lines of a chart are divided between plot, annotations and legend."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from romtui.domain.change import ErrorBand
from romtui.domain.time_axis import Annotation, FocusSpan, SessionDays, Timeline
from romtui.domain.trend import Trend
from romtui.domain.value_axis import ValueAxis, lay_value_axis
from romtui.ui.chart import texts
from romtui.ui.chart.legend import (
    INDENT,
    LegendEntry,
    kinds_of_points,
    legend_lines,
    other_glyphs,
)
from romtui.ui.text import wrapped

LEAST_ROWS: Final = 3
"""Rows of the plot that nothing may take away."""
_ENOUGH_ROWS: Final = 6
"""Rows of the plot that annotations may not take away."""
_ROOMY: Final = 14
"""Lines from which events and focuses have a line each."""
_FIRST_CHART: Final = 2
"""Scores of the first chart there is of a measure: it explains what could be chance."""


@dataclass(frozen=True, slots=True)
class ChartModel:
    """What one chart shows: a measure, and what is noted below its days.

    With `sessions` the points stand over the numbers of the sessions, else over days.
    `selected` is the index of the point that is read out. Days are named as seen from `today`,
    by default from the last day shown. `to_do` are keys, and what they do where there is no score.

    `in_detail` the dots show how a score came in; `with_legend` all glyphs are explained;
    `for_patient` the whole range is drawn, however few rows there are, and no change is weighed.
    """

    trend: Trend
    timeline: Timeline = field(default_factory=Timeline)
    sessions: SessionDays | None = None
    selected: int | None = None
    today: date | None = None
    to_do: tuple[tuple[str, str], ...] = ()
    in_detail: bool = False
    with_legend: bool = False
    for_patient: bool = False


@dataclass(frozen=True, slots=True)
class ChartLayout:
    """How the lines of a chart are divided, and what is drawn on each.

    `annotations` have a line of their own, on which each is named. So have `focuses`, where there
    is room; else their beginnings are among the annotations. `legend` and `explained` come last.
    """

    values: ValueAxis
    annotations: tuple[Annotation, ...]
    focuses: tuple[FocusSpan, ...]
    legend: list[list[LegendEntry]]
    explained: list[str]


def lay_out(
    model: ChartModel, width: int, lines: int, *, with_chance: bool, may_cut: bool
) -> ChartLayout:
    """Divide so many lines: first for the plot, then for annotations and legend.

    `with_chance`: what could be chance around the start has rows of its own. `may_cut`: few rows
    may show the part of the range that is needed.
    """
    trend, roomy = model.trend, lines >= _ROOMY
    error_band = trend.error_band if with_chance else None
    timeline = model.timeline.since(trend.first_day)
    annotations = timeline.events if roomy else timeline.annotations(trend.first_day)
    focuses = timeline.focuses if roomy else ()
    if lines <= _ENOUGH_ROWS:
        annotations = ()
    legend = legend_lines(_entries(model, with_events=bool(annotations)), width)
    explained = _explained(model, error_band, width, roomy=roomy)
    rows = lines - bool(annotations) - bool(focuses) - len(legend) - len(explained)
    if rows < LEAST_ROWS:
        rows, legend, explained = rows + len(legend) + len(explained), [], []
    totals = [point.total for point in trend.points]
    return ChartLayout(
        values=lay_value_axis(
            trend.instrument, trend.target, rows, error_band, totals, may_cut=may_cut
        ),
        annotations=annotations,
        focuses=focuses,
        legend=legend,
        explained=explained,
    )


def _entries(model: ChartModel, *, with_events: bool) -> list[LegendEntry]:
    """Explain the dots where there are several kinds, and everything where it is asked for."""
    kinds = kinds_of_points(model.trend) if model.in_detail else []
    if model.with_legend:
        return [*kinds, *other_glyphs(model.trend, with_events=with_events)]
    return kinds if len(kinds) > 1 else []


def _explained(
    model: ChartModel, error_band: ErrorBand | None, width: int, *, roomy: bool
) -> list[str]:
    """Say what could be chance: when the first chart is seen, and where it is asked for."""
    trend = model.trend
    is_first = len(trend.points) == _FIRST_CHART and roomy
    if error_band is None or not (is_first or model.with_legend):
        return []
    first, last = chance_ends(trend, error_band)
    sentence = texts.chance_explained(first, last, error_band.start, error_band.points)
    return [line.plain for line in wrapped(sentence, width - INDENT)]


def chance_ends(trend: Trend, error_band: ErrorBand) -> tuple[Decimal, Decimal]:
    """The smallest and the largest total that may differ from the start by chance alone."""
    chance = [total for total in trend.instrument.totals if error_band.contains(total)]
    return chance[0], chance[-1]
