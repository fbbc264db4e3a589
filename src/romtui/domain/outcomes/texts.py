"""What the page about one's own outcomes says."""

from collections.abc import Mapping
from typing import Final

# The guess, before the page is shown

GUESS_QUESTION: Final = (
    "Before you look: of every hundred patients you finished with, how many got reliably better?"
)
GUESS_HINT: Final = "A number from 0 to 100, kept nowhere. Enter alone skips it, Esc goes back."
GUESS_PROMPT: Final = "A number from 0 to 100, kept nowhere; Enter alone skips it"
GUESS_REFUSED: Final = "Type a whole number from 0 to 100, or leave it blank."

# The page

TITLE: Final = "Your own outcomes"
WHO_IS_MISSING: Final = "Who is missing"
FIRST_TO_LAST: Final = "From the first score to the last"
ANYWAY: Final = "What would have changed anyway"
RATINGS: Final = "Session ratings, first to last"
IMPRESSIONS: Final = "Your impression before the score"
AFTER_LINES: Final = "The next score after what you said"
NOTHING_YET: Final = "No closed record has two scores yet."
STAYED: Final = (
    "Those not counted may have fared differently: all below is about patients who were measured "
    "at least twice."
)
RULES: Final = (
    "Reliably: by at least the reliable change published for the measure. Recovered: reliably "
    "improved, and from the clinical side of the published cutoff to the other; they are among "
    "the reliably improved. Between: the 95% limits of the true share (Wilson)."
)
REGRESSION: Final = (
    "Most patients begin when they feel worst, and every score varies by chance. So a high first "
    "score tends to be followed by a lower one whatever is done: regression to the mean. There "
    "is no untreated group here, so these numbers cannot say how much the work itself changed."
)
IMPRESSION_RULE: Final = (
    "Only where the score was recent enough to be that day's. They do not match where a headline "
    "would ask about it: easier or harder on paper."
)
NO_CAUSE: Final = (
    "Better and worse: by at least two thirds of the reliable change. Only counts: what came after "
    "a suggestion need not have come from it."
)
ANY_HEADLINE: Final = "Any headline"
NO_RATINGS: Final = "Nobody rated sessions twice."
NO_IMPRESSIONS: Final = "No impression can be compared with a score yet."
NO_LINES: Final = "No suggestion was marked as said yet."


def counted(number: int, by_measure: Mapping[str, int]) -> str:
    """How many are counted, and on which measures."""
    if not number:
        return NOTHING_YET
    records = "1 closed record" if number == 1 else f"{number} closed records"
    measures = ", ".join(f"{name} {count}" for name, count in sorted(by_measure.items()))
    return f"Counted: {records} with at least two scores ({measures})."


def not_counted(still_open: int, no_second: int, no_rule: int) -> str:
    """Who is not counted, and why."""
    return (
        f"Not counted: {still_open} still open, {no_second} closed without a second score, "
        f"{no_rule} on a measure with no published reliable change."
    )


def left(number: int) -> str:
    """How many left, as far as the record can tell."""
    records = "1 closed record" if number == 1 else f"{number} closed records"
    return f"Left: in {records} the last session noted was missed; counted where two scores exist."


def too_few(count: int, of: int) -> str:
    """A share of too few."""
    return f"{count} of {of}, too few to say"


def between(count: int, of: int, low: int, high: int) -> str:
    """A share with its limits in percent."""
    return f"{count} of {of}, between {low} and {high}%"


def improved(share: str) -> str:
    """The line of the reliably improved."""
    return f"Reliably improved: {share}"


def your_guess(percent: int) -> str:
    """What was guessed, beside it."""
    return f"   your guess: {percent}%"


def recovered(share: str) -> str:
    """The line of the recovered; their share is of those who could recover."""
    return f"Recovered, of those who began on the clinical side: {share}"


def unchanged(share: str) -> str:
    """The line of the unchanged."""
    return f"Unchanged: {share}"


def deteriorated(share: str) -> str:
    """The line of those who got worse."""
    return f"Reliably deteriorated: {share}"


def rating(name: str, moved: tuple[int, int, int], first: str, last: str, top: str) -> str:
    """How one session rating moved."""
    higher, same, lower = moved
    return (
        f"{name}: {higher} higher at the end, {same} the same, {lower} lower; median {first} at "
        f"first, {last} at last, of {top}"
    )


def rating_of_few(name: str, number: int) -> str:
    """A session rating of too few."""
    return f"{name}: {number} rated twice, too few to say"


def impressions(share: str, better: int, worse: int) -> str:
    """How often impression and score matched."""
    return (
        f"They matched: {share}. Your impression was better than the score {times(better)}, worse "
        f"{times(worse)}."
    )


def times(number: int) -> str:
    """`once`, `3 times`."""
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number} times")


def followed(title: str, slot: str, better: int, same: int, worse: int, none: int) -> str:
    """What the next scores were after suggestions of one kind."""
    return (
        f"{title}, {slot}: {better} better, {same} about the same, {worse} worse, {none} no score"
    )
