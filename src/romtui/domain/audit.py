"""The log of what was done: its lines, what can be taken back, and why a person was erased."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto


@dataclass(frozen=True, slots=True)
class LogEntry:
    """What was done, when by the clock on the wall, and with whose record.

    `code` is empty for what was done with the vault, and for a person who was erased.
    `number` is the number the log bears: of a result, a person or a backup.
    """

    seq: int
    at: datetime
    what: str
    code: str = ""
    number: int | None = None


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


class Reason(Enum):
    """The reason: asked for by the patient, kept as long as it has to be, ..."""

    ASKED = "asked"
    TIME = "time"
    MISTAKE = "mistake"
    OTHER = "other"
