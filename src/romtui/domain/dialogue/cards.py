"""What lies beside the lines of a pattern: short words to choose, questions, objections."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from romtui.domain.discussion import Ask
from romtui.domain.pattern import Pattern
from romtui.domain.patterns.finding import ALLIANCE, FIRST, SAFETY, STUCK, WORSE

MOST_CHOICES: Final = 9
"""A choice is made with one digit."""


@dataclass(frozen=True, slots=True)
class Presets:
    """Short words to choose instead of typing, at most nine a list.

    The first six are things to agree on, by the kind of headline; `skips` are reasons for
    "not today".
    """

    first: tuple[str, ...]
    worse: tuple[str, ...]
    stuck: tuple[str, ...]
    alliance: tuple[str, ...]
    safety: tuple[str, ...]
    any: tuple[str, ...]
    events: tuple[str, ...]
    skips: tuple[str, ...]

    def agree(self, pattern: Pattern | None) -> tuple[str, ...]:
        """What could be agreed about a headline, or without one."""
        kinds = (
            (SAFETY, self.safety),
            (WORSE, self.worse),
            (ALLIANCE, self.alliance),
            (STUCK, self.stuck),
            (FIRST, self.first),
        )
        return next((words for patterns, words in kinds if pattern in patterns), self.any)


@dataclass(frozen=True, slots=True)
class FiveQuestion:
    """One of the five questions for when it goes badly, and what to do if something is found.

    `question` is said to the person; the `title` may stand on the screen; `do` is for the
    therapist.
    """

    ask: Ask
    title: str
    question: str
    do: tuple[str, ...]


class Does(Enum):
    """What the program does about an objection."""

    MEASURE = "measure"
    """Offers another questionnaire, or a goal in the person's own words."""
    MOMENT = "moment"
    """Asks when it suits: before, at the start, at the end."""
    LOOK = "look"
    """Shows the chart now; what was not talked about is talked about."""
    CADENCE = "cadence"
    """Asks less often."""
    WORDS = "words"
    """Leaves the numbers out of what the person is shown."""
    OWN_WORDS = "own_words"
    """Lets the therapist put the answer in their own words."""
    ALOUD = "aloud"
    """Reads the form together."""
    CHECK_IN = "check_in"
    """Brings the session check-in."""
    PAUSE = "pause"
    """Asks for nothing until a day."""


@dataclass(frozen=True, slots=True)
class Objection:
    """What a person may say against the questionnaires, what to answer, what to do."""

    code: str
    says: str
    say: str
    feature: str
    does: Does
