"""Text in which a terminal finds nothing to obey."""

import unicodedata
from typing import Final

_FIRST_PICTURE: Final = 0x2400
_DELETE_PICTURE: Final = "\u2421"
_KEPT_FORMAT: Final = {"\u200c", "\u200d"}
"""Joiners that change how emoji and several scripts are written, and nothing else."""

_WITHOUT_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})
_PILED: Final = 4
"""Some scripts need this many accents on one letter."""
_ONE_WORD: Final = 300
"""A path may be as long."""
_ALL: Final = 1200


def visible(raw: str) -> str:
    """Replace every character that a terminal would obey by one that it shows."""
    if raw.isascii() and raw.isprintable():
        return raw
    return "".join(_shown(char) for char in raw)


def bounded(sentence: str) -> str:
    """Shorten what a sentence quotes: piled-up accents, endless words, and the whole of it.

    A person reads the beginning and the end; what is left out between them is an ellipsis.
    """
    if len(sentence) <= _ONE_WORD and sentence.isascii():
        return sentence
    thinned, piled = [], 0
    for char in sentence:
        piled = piled + 1 if unicodedata.category(char) in _WITHOUT_WIDTH else 0
        if piled <= _PILED:
            thinned.append(char)
    words = (_cut(word, _ONE_WORD) for word in "".join(thinned).split(" "))
    return _cut(" ".join(words), _ALL)


def _cut(words: str, most: int) -> str:
    end = most // 3
    return words if len(words) <= most else f"{words[: most - end - 1]}…{words[-end:]}"


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


_JOINERS: Final = "\u200c\u200d"
"""Not printable by themselves, and needed inside the words of some languages."""


def printable(text: str, *, lines: bool = False) -> bool:
    """Whether every sign can be printed; `lines` allows the end of a line among them."""
    also = f"\n{_JOINERS}" if lines else _JOINERS
    return all(sign.isprintable() or sign in also for sign in text)
