"""Text in which a terminal finds nothing to obey."""

import unicodedata
from typing import Final

_FIRST_PICTURE: Final = 0x2400
_DELETE_PICTURE: Final = "\u2421"
_KEPT_FORMAT: Final = {"\u200c", "\u200d"}
"""Joiners that change how emoji and several scripts are written, and nothing else."""


def visible(raw: str) -> str:
    """Replace every character that a terminal would obey by one that it shows."""
    if raw.isascii() and raw.isprintable():
        return raw
    return "".join(_shown(char) for char in raw)


def _shown(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(_FIRST_PICTURE + code)
    if code == 0x7F:
        return _DELETE_PICTURE
    category = unicodedata.category(char)
    if category in {"Cc", "Cs", "Co", "Zl", "Zp"} or (
        category == "Cf" and char not in _KEPT_FORMAT
    ):
        return f"‹{code:04X}›"
    return char
