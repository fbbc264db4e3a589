"""How often and when a person is asked to fill in a form: what an objection may change."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from romtui.domain import texts
from romtui.domain.errors import UserError
from romtui.domain.private import Private

MOST_WEEKS: Final = 52


class Every(Enum):
    """What a measure is repeated by."""

    SESSION = "session"
    WEEKS = "weeks"
    START_AND_END = "start and end"


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often; `weeks` is the distance for Every.WEEKS, else 0."""

    every: Every = Every.SESSION
    weeks: int = 0

    @property
    def words(self) -> str:
        """As it is said: `every session`, `every 4 weeks`."""
        if self.every is Every.SESSION:
            return texts.EVERY_SESSION
        if self.every is Every.START_AND_END:
            return texts.AT_START_AND_END
        return texts.every_weeks(self.weeks)


EVERY_SESSION: Final = Cadence()
START_AND_END: Final = Cadence(Every.START_AND_END)


def every_weeks(weeks: int) -> Cadence:
    """A cadence in whole weeks. Raises UserError for less than one or more than a year."""
    if not 1 <= weeks <= MOST_WEEKS:
        raise UserError(texts.choose_weeks(MOST_WEEKS))
    return Cadence(Every.WEEKS, weeks)


@dataclass(frozen=True, slots=True)
class Scheduled:
    """One measure of a person's battery. While `paused_on` is set it is never due.

    `reason` is why it is paused, in the therapist's words.
    """

    instrument: str
    cadence: Cadence = EVERY_SESSION
    paused_on: date | None = None
    reason: Private = Private("")

    @property
    def paused(self) -> bool:
        """Whether it is left out for now."""
        return self.paused_on is not None


USUAL_BATTERY: Final = (Scheduled("phq9"), Scheduled("gad7"))
"""The battery of a new person."""


class PreferredMoment(Enum):
    """When the questionnaire suits."""

    BEFORE = "before"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What was settled with one person about the questionnaires.

    `words_only` leaves the numbers out of what the person is shown, `aloud` says that the
    form is read together, `quiet_until` is the first day on which they are asked again.
    """

    moment: PreferredMoment = PreferredMoment.START
    words_only: bool = False
    aloud: bool = False
    quiet_until: date | None = None

    def quiet(self, today: date) -> bool:
        """Whether nothing is asked for on this day."""
        return self.quiet_until is not None and today < self.quiet_until


USUAL = Preferences()
