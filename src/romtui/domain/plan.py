"""What was decided about the treatment, as far as it tells the rules how long to wait."""

from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class Plan:
    """The day the present focus began, and the day until which an agreement is given time."""

    focus_since: date | None = None
    agreed_until: date | None = None


NO_PLAN: Final = Plan()
