"""The numbers a therapist may change, how far, and where each comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Final

from romtui.domain import texts
from romtui.domain.constants import STANDARD, Constants
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
        source = texts.NUMBER_SOURCES[self.name]
        changed = getattr(constants, self.name) != getattr(STANDARD, self.name)
        came = texts.changed_from(self.as_typed(STANDARD)) if changed else ""
        return f"{self.meaning} {self.in_words(constants)} ({came}{source})"

    @property
    def range(self) -> str:
        """What may be typed, as a sentence."""
        if self.unit is Unit.SHARE:
            return texts.type_a_fraction(self.lo, self.hi)
        return texts.type_a_number(self.lo, self.hi)

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


def _constant(name: str, unit: Unit, lo: int, hi: int) -> Constant:
    return Constant(name, texts.NUMBERS[name], unit, lo, hi)


CONSTANTS: Final = (
    _constant("current_days", Unit.DAYS, 0, 13),
    _constant("fresh_days", Unit.DAYS, 0, 20),
    _constant("gap_days", Unit.DAYS, 14, 182),
    _constant("rebaseline_days", Unit.DAYS, 28, 730),
    _constant("alliance_days", Unit.DAYS, 7, 182),
    _constant("notable", Unit.SHARE, 1, 12),
    _constant("large", Unit.SHARE, 3, 12),
    _constant("plateau_days", Unit.DAYS, 7, 84),
    _constant("early_scores", Unit.SCORES, 2, 10),
    _constant("early_days", Unit.DAYS, 7, 84),
    _constant("slow_start_days", Unit.DAYS, 7, 84),
    _constant("checkpoint_days", Unit.DAYS, 14, 182),
    _constant("again_days", Unit.DAYS, 7, 182),
    _constant("quiet_days", Unit.DAYS, 0, 84),
)
IDLE_TIMES: Final = (
    _constant("curtain_minutes", Unit.MINUTES, 1, 30),
    _constant("idle_caseload_minutes", Unit.MINUTES, 1, 30),
    _constant("idle_session_minutes", Unit.MINUTES, 5, 180),
)
BY_NAME: Final[Mapping[str, Constant]] = {
    constant.name: constant for constant in (*CONSTANTS, *IDLE_TIMES)
}


def source(name: str) -> str:
    """Where a number comes from."""
    return texts.IDLE_SOURCES.get(name) or texts.NUMBER_SOURCES[name]
