"""The signs of a chart, and the legend that says in words which of them are there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from romtui.domain.chart import Point, Trend, number
from romtui.domain.discussion import Fit
from romtui.domain.timeline import SessionDays, Timeline

SCORED: Final = "●"
TOTAL_ONLY: Final = "◐"
CORRECTED: Final = "◆"
CORRECTED_TOTAL: Final = "◈"
SEVERAL: Final = "◉"
NOT_SCORED: Final = "○"
HAPPENED: Final = "◇"
CHOSEN: Final = "▲"
PLAIN, WITHIN = "│", "║"
START: Final = {PLAIN: "├", WITHIN: "╠"}
HIGHER: Final = "↑"
TARGET, CUTOFF = "┄", "·  "
FITS: Final = {Fit.NO: "≠", Fit.PARTLY: "≈"}
_FIT_WORDS: Final = {Fit.NO: "does not fit", Fit.PARTLY: "fits partly"}
_POINT_WORDS: Final = {
    SCORED: "all answers",
    TOTAL_ONLY: "total only",
    CORRECTED: "corrected",
    CORRECTED_TOTAL: "corrected total",
    SEVERAL: "several forms",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """What one chart shows: a measure, and what is marked below its days.

    With `sessions` the points stand over the numbers of the sessions, else over days.
    `chosen` is the place of the point that is read out. Days are named as seen from `today`,
    without one from the last day shown.
    """

    trend: Trend
    timeline: Timeline = field(default_factory=Timeline)
    sessions: SessionDays | None = None
    chosen: int | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A sign and its words."""

    sign: str
    words: str

    def __str__(self) -> str:
        return f"{self.sign} {self.words}"


def sign_of(point: Point) -> str:
    """The sign of a point: how it came in, whether it was corrected, or is one of several."""
    if point.forms > 1:
        return SEVERAL
    if point.total_only:
        return CORRECTED_TOTAL if point.amended else TOTAL_ONLY
    return CORRECTED if point.amended else SCORED


SOMETHING_HAPPENED: Final = Entry(HAPPENED, "event or focus")
"""Where there is no line for the names."""
ALL_ANSWERS: Final = Entry(SCORED, _POINT_WORDS[SCORED])
"""Needs words only beside the dot of a total, and only where there is room."""


def legend(trend: Trend, *, within: bool) -> tuple[Entry, ...]:
    """Explain the signs that occur, those that need it most first.

    `within` says that the rows are marked in which a change may be chance.
    """
    return tuple(_legend(trend, within=within))


def _legend(trend: Trend, *, within: bool) -> Iterator[Entry]:
    signs = {sign_of(point) for point in trend.points}
    if trend.unscored:
        yield Entry(NOT_SCORED, "not scored")
    for fit, sign in FITS.items():
        if any(point.fit is fit for point in trend.points):
            yield Entry(sign, _FIT_WORDS[fit])
    for sign in (SEVERAL, CORRECTED, CORRECTED_TOTAL, TOTAL_ONLY):
        if sign in signs:
            yield Entry(sign, _POINT_WORDS[sign])
    if SCORED in signs and signs & {TOTAL_ONLY, CORRECTED_TOTAL}:
        yield ALL_ANSWERS
    if not trend.instrument.lower_is_better and trend.points:
        yield Entry(HIGHER, "higher is better")
    if trend.start is not None:
        sign = START[WITHIN if within else PLAIN]
        yield Entry(sign, f"start {number(trend.start)}")
    if within and trend.error_band is not None:
        held = [total for total in trend.instrument.totals if trend.error_band.holds(total)]
        span = f"{number(held[0])}–{number(held[-1])}"
        yield Entry(WITHIN, f"{span} may be chance")
