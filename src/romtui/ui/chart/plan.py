"""How the lines of a chart are divided between canvas, names and legend."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from romtui.domain.plot_rows import PlotRows, lay_rows
from romtui.domain.timeline import Happening, Stretch
from romtui.ui.chart.foot import legend_lines
from romtui.ui.chart.glyphs import ALL_ANSWERS, SOMETHING_HAPPENED, WITHIN, Entry, Picture, legend

_ENOUGH_ROWS: Final = 6
"""Rows of the canvas that legend and happenings may not take away."""
_ROOMY: Final = 14
"""Rows from which events and focuses have a line each, and the legend never stands beside."""
_BESIDE, _PLACES_BESIDE = 20, 2
"""Cells of a sign and its words beside axis and days, where the bands are named; how many.

One more stands beside the names of what happened.
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """How the lines of a chart are divided, and what is drawn on its rows.

    `beside` stands at the right of the axis and of the lines under it, `legend` below everything.
    `happened` has a line of its own, and so have the `focuses`; without a line for the focuses
    their beginnings are among what happened. What has no line is marked on the axis all the same.
    """

    rows: PlotRows
    beside: tuple[str, ...]
    legend: list[list[Entry]]
    happened: tuple[Happening, ...]
    focuses: tuple[Stretch, ...]
    named: bool

    def explains(self, sign: str) -> bool:
        """Whether the words of a sign stand somewhere."""
        below = (entry.sign for entries in self.legend for entry in entries)
        return sign in below or any(words.startswith(sign) for words in self.beside)

    @property
    def words(self) -> int:
        """Cells on the right."""
        return max(len(word) for word in (*self.rows.names, *self.beside))


def lay_out(picture: Picture, width: int, lines: int) -> Plan:
    """Divide so many lines: first for the canvas, then for what happened, then for the legend.

    Where the rows of what may be chance are not all of one kind, or the legend has no room for
    them, they are not marked.
    """
    marked = _planned(picture, width, lines, within=True)
    if any(marked.rows.within) and marked.explains(WITHIN):
        return marked
    return _planned(picture, width, lines, within=False)


def _planned(picture: Picture, width: int, lines: int, *, within: bool) -> Plan:
    trend, roomy = picture.trend, lines >= _ROOMY
    error_band = trend.error_band if within else None
    timeline = picture.timeline.since(trend.first_day)
    happened = timeline.events if roomy else timeline.happenings(trend.first_day)
    focuses = timeline.focuses if roomy else ()
    entries = legend(trend, within=error_band is not None)
    entries = tuple(one for one in entries if roomy or one != ALL_ANSWERS)
    named = bool(happened) and lines > _ENOUGH_ROWS
    if happened and not named:
        entries = (*entries, SOMETHING_HAPPENED)
    beside, below = _divided(entries, width, lines - named, _PLACES_BESIDE + named)
    if picture.sessions is not None and not beside:
        beside = ("", "session")
    rows = lines - len(below) - named - bool(focuses)
    return Plan(
        rows=lay_rows(trend.instrument, trend.target, rows, error_band),
        beside=beside,
        legend=below,
        happened=happened,
        focuses=focuses,
        named=named,
    )


def _divided(
    entries: Sequence[Entry], width: int, lines: int, places: int
) -> tuple[tuple[str, ...], list[list[Entry]]]:
    """Put the legend below the chart, or beside its axis where that spares a line that is needed.

    Where there is no line for all of it, those that need words most stand beside the axis.
    """
    brief = tuple(str(entry) for entry in entries if len(str(entry)) <= _BESIDE)
    below = legend_lines(entries, width)
    if lines < _ROOMY and len(brief) == len(entries) <= places:
        return brief, []
    if below and lines - len(below) < _ENOUGH_ROWS:
        return brief[:places], []
    return (), below
