"""Caps Lock: capitals where the commands are small letters. Fields take what is typed."""

from collections.abc import Container
from typing import Final

from textual import events

_SHORTEST: Final = 3
"""Letters: so many capitals in a row are hardly meant."""


def meant(key: events.Key, commands: Container[str]) -> events.Key | None:
    """The small letter that a capital stands for, where only that one is a command here."""
    capital = key.character or ""
    if len(capital) != 1 or not (capital.isalpha() and capital.isupper()):
        return None
    small = capital.lower()
    if key.key in commands or small not in commands:
        return None
    return events.Key(small, small)


def in_capitals(typed: str) -> bool:
    """Whether a passphrase is typed in capitals; a recovery code, which is meant so, has digits."""
    letters = typed.replace(" ", "")
    return len(letters) >= _SHORTEST and letters.isalpha() and letters.isupper()
