"""The numbers a therapist may change, how far, and where each comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Final

from romtui.domain.constants import SOURCES, STANDARD, Constants
from romtui.domain.errors import UserError
from romtui.domain.idle import Idle

Value = int | tuple[int, int]
Numbers = Constants | Idle


class Unit(Enum):
    """What a constant counts."""

    MINUTES = "minutes"
    DAYS = "days"
    SCORES = "scores"
    SHARE = "of reliable change"


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that may be changed: its name, what it is, and from where to where it goes.

    A share goes from 0 up to `lo` times the whole; it is written as a fraction, in parts of at
    most `hi`.
    """

    name: str
    meaning: str
    unit: Unit
    lo: int
    hi: int

    def as_typed(self, numbers: Numbers) -> str:
        """The number as it is typed: `42`, or `1/2`."""
        value: Value = getattr(numbers, self.name)
        return "/".join(map(str, value)) if isinstance(value, tuple) else str(value)

    def in_words(self, numbers: Numbers) -> str:
        """The number with what it counts: `42 days`, `1 day`."""
        number, unit = self.as_typed(numbers), self.unit.value
        single = number == "1" and not unit.startswith("of ")
        return f"{number} {unit.removesuffix('s') if single else unit}"

    def read(self, typed: str) -> Value:
        """Read a number that was typed. Raises UserError with the range."""
        try:
            return self._share(typed) if self.unit is Unit.SHARE else self._count(typed)
        except (ValueError, ZeroDivisionError) as error:
            raise UserError(self.range) from error

    def sentence(self, constants: Constants) -> str:
        """What the number is and where it comes from: `a score is today's for 3 days: …`."""
        source = SOURCES[self.name]
        changed = getattr(constants, self.name) != getattr(STANDARD, self.name)
        came = f"changed by you; it came as {self.as_typed(STANDARD)}, " if changed else ""
        return f"{self.meaning} {self.in_words(constants)} ({came}{source})"

    @property
    def range(self) -> str:
        """What may be typed, as a sentence."""
        if self.unit is Unit.SHARE:
            parts = f"in parts of {self.hi} or fewer"
            return f"Type a fraction up to {self.lo}, such as 1/2 or 2/3, {parts}."
        return f"Type a whole number from {self.lo} to {self.hi}."

    def _count(self, typed: str) -> int:
        count = int(typed)
        if not self.lo <= count <= self.hi:
            raise ValueError
        return count

    def _share(self, typed: str) -> tuple[int, int]:
        share = Fraction(typed.replace(" ", ""))
        if not 0 < share <= self.lo or share.denominator > self.hi:
            raise ValueError
        return share.numerator, share.denominator


CONSTANTS: Final = (
    Constant("current_days", "a score is today's for", Unit.DAYS, 0, 13),
    Constant("fresh_days", "and, while it is not shared, for", Unit.DAYS, 0, 20),
    Constant("gap_days", "last time is no comparison after", Unit.DAYS, 14, 182),
    Constant("rebaseline_days", "a new beginning is offered after", Unit.DAYS, 28, 730),
    Constant("alliance_days", "a session rating is fresh for", Unit.DAYS, 7, 182),
    Constant("notable", "a change is worth a word from", Unit.SHARE, 1, 12),
    Constant("large", "one reading is enough from", Unit.SHARE, 3, 12),
    Constant("plateau_days", "three close scores are a plateau over", Unit.DAYS, 7, 84),
    Constant("early_scores", "an early gain is one within the first", Unit.SCORES, 2, 10),
    Constant("early_days", "and within the first", Unit.DAYS, 7, 84),
    Constant("slow_start_days", "a slow start is asked about from", Unit.DAYS, 7, 84),
    Constant("checkpoint_days", "something is to be gained by", Unit.DAYS, 14, 182),
    Constant("again_days", "and is looked at again after", Unit.DAYS, 7, 182),
    Constant("quiet_days", "a changed focus is given", Unit.DAYS, 0, 84),
)
IDLE_TIMES: Final = (
    Constant("curtain_minutes", "the curtain falls in a session after", Unit.MINUTES, 1, 30),
    Constant("idle_caseload_minutes", "the caseload locks after", Unit.MINUTES, 1, 30),
    Constant("idle_session_minutes", "a session locks after", Unit.MINUTES, 5, 180),
)
_IDLE_SOURCES: Final[Mapping[str, str]] = {
    "curtain_minutes": "our own decision: two people talk and nobody types",
    "idle_caseload_minutes": "our own decision: the list is looked at alone, and for a moment",
    "idle_session_minutes": "our own decision: longer than a session goes without a key",
}
BY_NAME: Final[Mapping[str, Constant]] = {
    constant.name: constant for constant in (*CONSTANTS, *IDLE_TIMES)
}


def source(name: str) -> str:
    """Where a number comes from."""
    return _IDLE_SOURCES.get(name) or SOURCES[name]
