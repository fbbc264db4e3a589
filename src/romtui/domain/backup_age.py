"""How old the last backup is, in as few words as a footer has room for."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

_SOON: Final = timedelta(days=7)
_LATE: Final = timedelta(days=14)
_STEPS: Final = ((86400, "d"), (3600, "h"), (60, "min"))


class Concern(Enum):
    """How much a backup's age should worry."""

    NONE = "none"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class BackupAge:
    """When the last backup was made, here and in the second place.

    None = never. `second_set` says whether there is a second place at all.
    """

    here: datetime | None
    second: datetime | None = None
    second_set: bool = False

    def words(self, now: datetime) -> str:
        """Such as `Backup ✓ 2 h · second place 6 d`."""
        said = "No backup yet" if self.here is None else f"Backup ✓ {age(self.here, now)}"
        if not self.second_set:
            return said
        second = "never" if self.second is None else age(self.second, now)
        return f"{said} · second place {second}"

    def concern(self, now: datetime) -> Concern:
        """A week without a backup is to be mended soon, two are too long."""
        places = [self.here, self.second] if self.second_set else [self.here]
        return max((_concern(made, now) for made in places), key=list(Concern).index)


def age(made: datetime, now: datetime) -> str:
    """Say how long ago something was; a moment in the future is not long ago."""
    seconds = int((now - made).total_seconds())
    for size, unit in _STEPS:
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return "now"


def _concern(made: datetime | None, now: datetime) -> Concern:
    if made is None or now - made > _LATE:
        return Concern.LATE
    return Concern.SOON if now - made > _SOON else Concern.NONE
