"""All that the chart says, from top to bottom as it is read."""

from typing import Final

from romtui.domain.discussion import AgreementOutcome, Fit, How

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


# What is said of one point.

FITS: Final = {Fit.YES: "fits", Fit.PARTLY: "fits partly", Fit.NO: "does not fit"}
OUTCOMES: Final = {
    AgreementOutcome.DONE: "done",
    AgreementOutcome.PARTLY: "partly done",
    AgreementOutcome.NOT: "not done",
    AgreementOutcome.DROPPED: "dropped",
}
SHARED: Final = {
    How.SCREEN: "shared on the screen",
    How.ALOUD: "shared aloud",
    How.PAPER: "shared on paper",
}
