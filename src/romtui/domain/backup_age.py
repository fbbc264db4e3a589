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

    None = never. `second_set` says whether there is a second place at all. `whole` says whether
    the newest holds all there is: then it is as good as new, however long ago it was made.
    """

    here: datetime | None
    second: datetime | None = None
    second_set: bool = False
    whole: bool = False

    def words(self, now: datetime) -> str:
        """Such as `Backup ✓ 2 h · second place 6 d`."""
        said = "No backup yet" if self.here is None else f"Backup ✓ {age(self.here, now)}"
        if not self.second_set:
            return said
        second = "never" if self.second is None else age(self.second, now)
        return f"{said} · second place {second}"

    def concern(self, now: datetime) -> Concern:
        """A week without a backup is to be mended soon, two are too long."""
        return max((self._here(now), self._second(now)), key=list(Concern).index)

    def warning(self, now: datetime, make: str) -> str:
        """Say in a sentence which backup is too old and what to do; `make` is how one is made.

        Nothing while none is a concern.
        """
        if self.here is None:
            return f"No backup yet: one is made when you lock or leave, or now with {make}."
        if self._here(now) is not Concern.NONE:
            return f"The newest backup is {_days(now - self.here)} old: make one now with {make}."
        if self._second(now) is Concern.NONE:
            return ""
        if self.second is None:
            since = "No backup has reached the second place yet"
        else:
            since = f"No backup has reached the second place for {_days(now - self.second)}"
        return f"{since}: make sure it is plugged in, then {make}."

    def _here(self, now: datetime) -> Concern:
        return Concern.NONE if self.here and self.whole else _concern(self.here, now)

    def _second(self, now: datetime) -> Concern:
        if not self.second_set:
            return Concern.NONE
        there = self.second is not None and self.here is not None and self.second >= self.here
        return Concern.NONE if there and self.whole else _concern(self.second, now)


def age(made: datetime, now: datetime) -> str:
    """Say how long ago something was; a moment in the future is not long ago."""
    seconds = int((now - made).total_seconds())
    for size, unit in _STEPS:
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return "now"


def _days(span: timedelta) -> str:
    return f"{span.days} days"


def _concern(made: datetime | None, now: datetime) -> Concern:
    if made is None or now - made > _LATE:
        return Concern.LATE
    return Concern.SOON if now - made > _SOON else Concern.NONE
