"""All that the chart says, from top to bottom as it is read."""

from decimal import Decimal
from typing import Final

from romtui.domain.discussion import AgreementOutcome, Fit, How
from romtui.domain.text import number

# Where there is nothing to draw yet.

NO_FORM_SCORED: Final = "No form could be scored yet."
EARLIER_VERSION_ONLY: Final = "The scores are of an earlier version, on another scale."
ONE_SCORE: Final = "The chart starts with the second score."
FILL_IN, PATIENT_ENTRY = "fill in", "patient entry"


# On the plot.

HIGHER_IS_BETTER_HERE: Final = "↑ higher is better"


def target(value: Decimal) -> str:
    """The name of the line that is aimed at."""
    return f"target {number(value)}"


def cutoff(value: Decimal) -> str:
    """The name of the line between the clinical scores and the others."""
    return f"cutoff {number(value)}"


def could_be_chance(first: Decimal, last: Decimal) -> str:
    """Which scores may differ from the start by chance alone."""
    return f"{number(first)}–{number(last)} could be chance"


def part_of_range(first: Decimal, last: Decimal, lo: Decimal, hi: Decimal) -> str:
    """That only a part of the range is drawn."""
    of = number(hi) if lo == 0 else f"{number(lo)}–{number(hi)}"
    return f"axis: {number(first)}–{number(last)} of {of}"


# Under the axis.


def first_session(name: str) -> str:
    """What the numbers of the sessions are."""
    return f"session {name}"


def earlier_events(count: int) -> str:
    """How many events have no room."""
    return f"({count} earlier)"


# The legend.

ALL_ANSWERS: Final = "all answers"
TOTAL_ONLY: Final = "total only"
CORRECTED: Final = "corrected"
CORRECTED_TOTAL: Final = "corrected total"
SEVERAL: Final = "several forms"
NOT_SCORED: Final = "not scored"
EVENT: Final = "event"


def chance_explained(first: Decimal, last: Decimal, start: Decimal, points: Decimal) -> str:
    """Why the scores on the shaded ground could be chance."""
    return (
        f"Shaded (║): {number(first)}–{number(last)}, less than {number(points)} points from the "
        f"start ({number(start)}). Such a difference could be chance."
    )


# The chart on the whole screen.

LOWER_IS_BETTER: Final = "Lower is better."
HIGHER_IS_BETTER: Final = "Higher is better."
NO_RELIABLE_CHANGE: Final = "No published value says what change is more than chance."


def title(name: str, *, by_session: bool) -> str:
    """Which measure the chart is of, and what its points stand over."""
    return f"{name} over {'sessions' if by_session else 'time'}"


def not_drawn(earlier: int) -> str:
    """How many scores are left out because an earlier version asked something else."""
    scores = "1 score" if earlier == 1 else f"{earlier} scores"
    return f"Not drawn: {scores} of an earlier version, on another scale."


# Two measures on one chart.

NO_SECOND_MEASURE: Final = "No other measure has a score to draw beside this one."


def one_of_pair(glyph: str, name: str, total: Decimal) -> str:
    """One of two measures: its sign and its latest score."""
    return f"{glyph} {name} {number(total)}"


def one_of_pair_in_full(glyph: str, name: str, total: Decimal, *, lower: bool) -> str:
    """The same, and which way is better."""
    return f"{one_of_pair(glyph, name, total)} ({'lower' if lower else 'higher'} is better)"


def pair(left: str, right: str, both: str) -> str:
    """The two, and the sign where they meet."""
    return f"{left}, left   {right}, right   {both} both"


def pair_title(left: str, right: str) -> str:
    """Which measures the chart is of."""
    return f"{left} and {right} over time"


PAIR_ABOUT: Final = "Each on its own scale: compare how they move, not where they lie."


# What is said of one point.

THE_START: Final = "the start"
SHARED_SOMEHOW: Final = "shared"
NOT_SHARED: Final = "not shared"
NOT_SHARED_BECAUSE: Final = "not shared: {reason}"
FIT_IN_WORDS: Final = "{fit}: “{words}”"
AGREED: Final = "agreed: {what}{outcome}"


def forms_that_day(count: int) -> str:
    """That several forms have one date."""
    return f"{count} forms that day; the last one counts"


FITS: Final = {Fit.YES: "fits", Fit.PARTLY: "fits partly", Fit.NO: "does not fit"}
OUTCOMES: Final = {
    AgreementOutcome.DONE: "done",
    AgreementOutcome.PARTLY: "partly done",
    AgreementOutcome.NOT: "not done",
    AgreementOutcome.DROPPED: "dropped",
}
SHARED: Final = {
    How.SCREEN: "shared on screen",
    How.ALOUD: "shared aloud",
    How.PAPER: "shared on paper",
}
