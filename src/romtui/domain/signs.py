"""Which signs may stand in words that are shown."""

from typing import Final

_JOINERS: Final = "\u200c\u200d"
"""Not printable by themselves, and needed inside the words of some languages."""


def printable(text: str, *, lines: bool = False) -> bool:
    """Whether every sign can be printed; `lines` allows the end of a line among them."""
    also = f"\n{_JOINERS}" if lines else _JOINERS
    return all(sign.isprintable() or sign in also for sign in text)
