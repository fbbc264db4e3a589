"""What the therapist may change about the program: the constants of the rules, and the tone.

The safety rules have no constant, so nothing here can quieten them.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from enum import Enum
from fractions import Fraction
from typing import Any, Final

from romtui.domain.constants import SOURCES, STANDARD, Constants
from romtui.domain.dialogue.deck import Tone
from romtui.domain.errors import Refusal

_Number = int | tuple[int, int]


class Unit(Enum):
    """What a constant counts."""

    DAYS = "days"
    SCORES = "scores"
    SIGNS = "of three signs"
    SHARE = "of reliable change"


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that may be changed: its name, what it is, and from where to where it goes.

    A share goes up to the whole; it is written as a fraction, parts of at most `hi`.
    """

    name: str
    meaning: str
    unit: Unit
    lo: int
    hi: int

    def said(self, constants: Constants) -> str:
        """The number as it is typed: `42`, or `1/2`."""
        value: _Number = getattr(constants, self.name)
        return "/".join(map(str, value)) if isinstance(value, tuple) else str(value)

    def read(self, typed: str) -> _Number:
        """Read a number that was typed. Raises Refusal with the range."""
        try:
            return self._share(typed) if self.unit is Unit.SHARE else self._count(typed)
        except (ValueError, ZeroDivisionError) as error:
            raise Refusal(self.range) from error

    def sentence(self, constants: Constants) -> str:
        """What the number is and where it comes from: `a score is today's for 3 days: …`."""
        value = f"{self.said(constants)} {self.unit.value}"
        source = SOURCES[self.name]
        changed = getattr(constants, self.name) != getattr(STANDARD, self.name)
        came = f"changed by you; it came as {self.said(STANDARD)}, " if changed else ""
        return f"{self.meaning} {value} ({came}{source})"

    @property
    def range(self) -> str:
        """What may be typed, as a sentence."""
        if self.unit is Unit.SHARE:
            return f"Type a fraction up to 1, such as 1/2 or 2/3, in parts of {self.hi} or fewer."
        return f"Type a whole number from {self.lo} to {self.hi}."

    def _count(self, typed: str) -> int:
        count = int(typed)
        if not self.lo <= count <= self.hi:
            raise ValueError
        return count

    def _share(self, typed: str) -> tuple[int, int]:
        share = Fraction(typed.replace(" ", ""))
        if not 0 < share <= 1 or share.denominator > self.hi:
            raise ValueError
        return share.numerator, share.denominator


CONSTANTS: Final = (
    Constant("current_days", "a score is today's for", Unit.DAYS, 0, 13),
    Constant("gap_days", "last time is no comparison after", Unit.DAYS, 14, 182),
    Constant("rebaseline_days", "a new beginning is offered after", Unit.DAYS, 28, 730),
    Constant("plateau_days", "three close scores are a plateau over", Unit.DAYS, 7, 84),
    Constant("early_scores", "an early gain is one within the first", Unit.SCORES, 2, 10),
    Constant("early_days", "and within the first", Unit.DAYS, 7, 84),
    Constant("slow_start_days", "a slow start is asked about from", Unit.DAYS, 7, 84),
    Constant("checkpoint_days", "something is to be gained by", Unit.DAYS, 14, 182),
    Constant("late_checkpoint_days", "a real change is to be gained by", Unit.DAYS, 21, 365),
    Constant("alliance_days", "a session rating is fresh for", Unit.DAYS, 7, 182),
    Constant("notable", "a change is worth a word from", Unit.SHARE, 1, 12),
    Constant("swing", "an up or down is a swing from", Unit.SHARE, 1, 12),
    Constant("dropout_signs", "how coming here is going is asked at", Unit.SIGNS, 1, 3),
)
_BY_NAME: Final[Mapping[str, Constant]] = {one.name: one for one in CONSTANTS}
_GROWING: Final = (
    ("current_days", "gap_days"),
    ("gap_days", "rebaseline_days"),
    ("slow_start_days", "checkpoint_days"),
    ("checkpoint_days", "late_checkpoint_days"),
    ("notable", "swing"),
)
"""The first of each pair may not be more than the second."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The constants the rules go by, and how the first line sounds where there is a choice."""

    constants: Constants = STANDARD
    tone: Tone = Tone.PLAIN

    def changed(self, name: str, typed: str) -> "Settings":
        """Change one constant to what was typed. Raises Refusal with what would fit."""
        value: dict[str, Any] = {name: _BY_NAME[name].read(typed)}
        changed = replace(self.constants, **value)
        for less, more in _GROWING:
            if name in {less, more} and not _grows(changed, less, more):
                other = _BY_NAME[more if name == less else less]
                word = "at most" if name == less else "at least"
                number = f"{other.said(self.constants)} {other.unit.value}"
                raise Refusal(f"{word} {number}: “{other.meaning}” is set so.".capitalize())
        return replace(self, constants=changed)

    def reset(self, name: str) -> "Settings":
        """Set one constant back to what it came with."""
        return self.changed(name, _BY_NAME[name].said(STANDARD))

    def is_changed(self, name: str) -> bool:
        """Whether a constant is not what it came with."""
        return bool(getattr(self.constants, name) != getattr(STANDARD, name))

    def as_text(self) -> str:
        """Write the settings as one line of JSON: only what is not as it came."""
        changed = {
            name: value
            for name, value in asdict(self.constants).items()
            if value != getattr(STANDARD, name)
        }
        return json.dumps({"constants": changed, "tone": self.tone.value})


def read_settings(text: str | None) -> Settings:
    """Read what `as_text` wrote; what another version wrote and cannot be used is as it came."""
    try:
        read = json.loads(text or "{}")
        told = read.get("constants", {})
        values: dict[str, Any] = {
            field.name: _number(_BY_NAME[field.name], told[field.name])
            for field in fields(Constants)
            if field.name in told
        }
        tone = Tone(read.get("tone", Tone.PLAIN.value))
        constants = replace(STANDARD, **values)
    except (ValueError, TypeError, AttributeError, KeyError, Refusal):
        return Settings()
    fits = all(_grows(constants, less, more) for less, more in _GROWING)
    return Settings(constants if fits else STANDARD, tone)


def _number(constant: Constant, told: object) -> _Number:
    return constant.read("/".join(map(str, told)) if isinstance(told, list) else str(told))


def _grows(constants: Constants, less: str, more: str) -> bool:
    return _size(getattr(constants, less)) <= _size(getattr(constants, more))


def _size(value: _Number) -> Fraction:
    return Fraction(*value) if isinstance(value, tuple) else Fraction(value)
