"""Digits on keyboards that have them only with Shift: a PHQ-9 would be nine chords."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final


class DigitKeys(Enum):
    """Which keys are digits while a questionnaire is filled in."""

    AS_TYPED = "as-typed"
    FRENCH = "french"
    FRENCH_MAC = "french-mac"
    """Also the Belgian one. Its `-` is no digit and keeps its meaning: does not apply."""

    @property
    def words(self) -> str:
        """What the setting is called."""
        return _WORDS[self]

    @property
    def next(self) -> "DigitKeys":
        """The one after this; after the last comes the first."""
        every = list(DigitKeys)
        return every[(every.index(self) + 1) % len(every)]

    def digit(self, typed: str | None) -> str | None:
        """The digit that a sign stands for; None where it stands for itself."""
        return None if typed is None else _ROWS[self].get(typed)


_WORDS: Final = {
    DigitKeys.AS_TYPED: "as typed",
    DigitKeys.FRENCH: "French keyboard, without Shift",
    DigitKeys.FRENCH_MAC: "French keyboard of a Mac or Belgian, without Shift",
}


def _row(signs: str) -> Mapping[str, str]:
    """The keys of the top row from left to right: 1 to 9, then 0."""
    return MappingProxyType(dict(zip(signs, "1234567890", strict=True)))


_ROWS: Final[Mapping[DigitKeys, Mapping[str, str]]] = {
    DigitKeys.AS_TYPED: {},
    DigitKeys.FRENCH: _row("&é\"'(-è_çà"),
    DigitKeys.FRENCH_MAC: _row("&é\"'(§è!çà"),
}
