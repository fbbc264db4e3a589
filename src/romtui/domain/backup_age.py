"""How old the last backup is, in as few words as a footer has room for."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from romtui.domain import texts

_TOO_OLD: Final = timedelta(days=7)
"""Our own rule. A backup that holds all there is never gets too old."""
_STEPS: Final = ((86400, "d"), (3600, "h"), (60, "min"))


@dataclass(frozen=True, slots=True)
class BackupAge:
    """When the last backup was made, here and in the second location.

    None = never. `second_set` says whether there is a second location at all. `whole` says whether
    the newest holds all there is: then it is as good as new, however long ago it was made.
    """

    here: datetime | None
    second: datetime | None = None
    second_set: bool = False
    whole: bool = False

    def words(self, now: datetime) -> str:
        """Such as `Backup ✓ 2 h · second location 6 d`."""
        words = texts.NO_BACKUP_YET if self.here is None else texts.backup_made(age(self.here, now))
        if not self.second_set:
            return words
        second = texts.NEVER if self.second is None else age(self.second, now)
        return texts.with_second_location(words, second)

    def warning(self, now: datetime, make: str) -> str:
        """Say in a sentence which backup is too old and what to do; `make` is how one is made.

        Empty while neither is.
        """
        if self.here is None:
            return texts.make_first_backup(make)
        if not self.whole and now - self.here > _TOO_OLD:
            return texts.make_new_backup((now - self.here).days, make)
        if not self._second_is_too_old(now):
            return ""
        days = None if self.second is None else (now - self.second).days
        return texts.connect_second_location(days, make)

    def _second_is_too_old(self, now: datetime) -> bool:
        if self.second is None or self.here is None:
            return self.second_set
        has_the_newest = self.whole and self.second >= self.here
        return self.second_set and not has_the_newest and now - self.second > _TOO_OLD


def age(made: datetime, now: datetime) -> str:
    """Say how long ago something was; a moment in the future is not long ago."""
    seconds = int((now - made).total_seconds())
    for size, unit in _STEPS:
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return "now"
