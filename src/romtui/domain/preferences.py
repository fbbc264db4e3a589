"""How a person wants to be asked: what an objection may change."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Moment(Enum):
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

    moment: Moment = Moment.START
    words_only: bool = False
    aloud: bool = False
    quiet_until: date | None = None

    def quiet(self, today: date) -> bool:
        """Whether nothing is asked for on this day."""
        return self.quiet_until is not None and today < self.quiet_until


USUAL = Preferences()
