"""Reading the facts of a finding: what is missing or of another kind is None."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one finding, by what they are."""

    of: Mapping[str, object]

    def points(self, name: str) -> Decimal | None:
        """A number of points."""
        value = self.of.get(name)
        if isinstance(value, bool) or not isinstance(value, Decimal | int):
            return None
        return Decimal(value)

    def count(self, name: str) -> int | None:
        """A number of things, days or weeks."""
        value = self.points(name)
        return None if value is None else int(value)

    def day(self, name: str) -> date | None:
        """A day."""
        value = self.of.get(name)
        return value if isinstance(value, date) else None

    def word(self, name: str) -> str | None:
        """A word."""
        value = self.of.get(name)
        return value if isinstance(value, str) else None

    def holds(self, name: str) -> bool:
        """Whether a yes-or-no fact is there and holds."""
        return self.of.get(name) is True

    def each(self, name: str) -> tuple[object, ...]:
        """The members of a list, none when it is missing."""
        value = self.of.get(name)
        return tuple(value) if isinstance(value, list | tuple) else ()
