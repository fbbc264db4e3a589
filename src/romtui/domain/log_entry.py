"""One line of the log of what was done, as it is read."""

from dataclasses import dataclass
from datetime import datetime


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
