"""Who could be mistaken for somebody else: names and codes that look or sound alike.

Only a hint to look twice. The other person is named by the code, never by the name.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from romtui.domain.case import Patient
from romtui.domain.private import Private

_SHORT: Final = 3
"""Letters up to which only the same name is alike."""

_MIDDLING: Final = 5
"""Letters up to which one slip is allowed, and two beyond. Our own rule."""

_SPELT: Final = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
_LOOKS_LIKE: Final = str.maketrans("oil", "011")
_SOUNDS: Final = {
    **dict.fromkeys("bfpv", "1"),
    **dict.fromkeys("cgjkqsxz", "2"),
    **dict.fromkeys("dt", "3"),
    "l": "4",
    **dict.fromkeys("mn", "5"),
    "r": "6",
}


def similar(patient: Patient, others: Iterable[Patient]) -> tuple[Patient, ...]:
    """The other people whose name or code could be taken for this one's."""
    return tuple(
        other
        for other in others
        if other.id != patient.id
        and (alike_names(patient.name, other.name) or alike_codes(patient.code, other.code))
    )


def alike_names(name: Private, other_name: Private) -> bool:
    """Whether two names are the same up to case, accents, order and a slip, or sound the same.

    An empty name is like no other.
    """
    words, other_words = _parts(name.reveal()), _parts(other_name.reveal())
    if not words or not other_words:
        return False
    return _alike(words, other_words) or _alike(sorted(words), sorted(other_words))


def alike_codes(code: str, other_code: str) -> bool:
    """Whether two codes differ by what is easily misread: O and 0, zeros, two signs swapped."""
    signs, other_signs = _code(code), _code(other_code)
    if not signs or not other_signs:
        return False
    return _bare(signs) == _bare(other_signs) or _swapped(signs, other_signs)


def within(word: str, other_word: str, edits: int) -> bool:
    """Whether so many letters added, left out, changed or swapped make one word the other."""
    if abs(len(word) - len(other_word)) > edits:
        return False
    before: list[int] = []
    row = list(range(len(other_word) + 1))
    for row_number, letter in enumerate(word, start=1):
        before, above, row = row, before, [row_number]
        for column, sign in enumerate(other_word, start=1):
            best = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != sign))
            if (
                row_number > 1
                and column > 1
                and (letter, word[row_number - 2]) == (other_word[column - 2], sign)
            ):
                best = min(best, above[column - 2] + 1)
            row.append(best)
        if min(row) > edits and min(before) > edits:
            return False
    return row[-1] <= edits


def _alike(words: Sequence[str], other_words: Sequence[str]) -> bool:
    name, other_name = "".join(words), "".join(other_words)
    shorter = min(len(name), len(other_name))
    if shorter <= _SHORT:
        return name == other_name
    if within(name, other_name, 1 if shorter <= _MIDDLING else 2):
        return True
    return [_sound(part) for part in words] == [_sound(part) for part in other_words]


def _parts(name: str) -> list[str]:
    """The words of a name, folded: compatible forms, case, accents."""
    compatible = unicodedata.normalize("NFKC", name).casefold().translate(_SPELT)
    split = unicodedata.normalize("NFKD", compatible)
    letters = "".join(sign for sign in split if not unicodedata.combining(sign))
    return re.findall(r"[^\W_]+", letters.replace("'", "").replace("’", ""))


def _sound(word: str) -> str:
    """The first letter and the sounds after it, each kept once (after Russell's Soundex).

    A word of another script stays as it is.
    """
    if not word.isascii():
        return word
    kept, last = word[:1], _SOUNDS.get(word[:1], "")
    for letter in word[1:]:
        sound = _SOUNDS.get(letter, "")
        if sound and sound != last:
            kept += sound
        if letter not in "hw":
            last = sound
    return kept


def _code(code: str) -> str:
    folded = unicodedata.normalize("NFKC", code).casefold()
    return "".join(sign for sign in folded if sign.isalnum()).translate(_LOOKS_LIKE)


def _bare(code: str) -> str:
    """Without the zeros before a number: A-17 is read as A-017."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", code)


def _swapped(word: str, other_word: str) -> bool:
    """Whether two signs next to each other are the other way round, and no more."""
    if len(word) != len(other_word):
        return False
    apart = [
        index
        for index, (sign, other_sign) in enumerate(zip(word, other_word, strict=True))
        if sign != other_sign
    ]
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and word[apart[0]] == other_word[apart[1]]
        and word[apart[1]] == other_word[apart[0]]
    )
