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


def alike_names(one: Private, other: Private) -> bool:
    """Whether two names are the same up to case, accents, order and a slip, or sound the same.

    An empty name is like no other.
    """
    here, there = _parts(one.reveal()), _parts(other.reveal())
    if not here or not there:
        return False
    return _alike(here, there) or _alike(sorted(here), sorted(there))


def alike_codes(one: str, other: str) -> bool:
    """Whether two codes differ by what is easily misread: O and 0, zeros, two signs swapped."""
    here, there = _code(one), _code(other)
    if not here or not there:
        return False
    return _bare(here) == _bare(there) or _swapped(here, there)


def within(one: str, other: str, edits: int) -> bool:
    """Whether so many letters added, left out, changed or swapped make one word the other."""
    if abs(len(one) - len(other)) > edits:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        before, above, row = row, before, [at]
        for place, sign in enumerate(other, start=1):
            best = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != sign))
            if at > 1 and place > 1 and (letter, one[at - 2]) == (other[place - 2], sign):
                best = min(best, above[place - 2] + 1)
            row.append(best)
        if min(row) > edits and min(before) > edits:
            return False
    return row[-1] <= edits


def _alike(here: Sequence[str], there: Sequence[str]) -> bool:
    one, other = "".join(here), "".join(there)
    shorter = min(len(one), len(other))
    if shorter <= _SHORT:
        return one == other
    if within(one, other, 1 if shorter <= _MIDDLING else 2):
        return True
    return [_sound(part) for part in here] == [_sound(part) for part in there]


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


def _swapped(one: str, other: str) -> bool:
    """Whether two signs next to each other are the other way round, and no more."""
    if len(one) != len(other):
        return False
    apart = [at for at, (here, there) in enumerate(zip(one, other, strict=True)) if here != there]
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and one[apart[0]] == other[apart[1]]
        and one[apart[1]] == other[apart[0]]
    )
