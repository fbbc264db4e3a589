"""What was done for a patient today and can be taken back, the latest first."""

from dataclasses import dataclass
from enum import Enum, auto


class Did(Enum):
    """What was done; the number beside it is that of a result, an agreement or an event."""

    ENTERED = auto()
    CORRECTED = auto()
    WITHDRAWN = auto()
    ANSWERED_AFTER = auto()
    """The question that follows a form and does not count."""
    AGREED = auto()
    EVENT = auto()


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was done."""

    did: Did
    number: int


OF_A_RESULT = frozenset({Did.ENTERED, Did.CORRECTED, Did.WITHDRAWN})
"""What changes a result itself; taking it back takes the latest of these back."""
