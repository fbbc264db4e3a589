"""Who could be mistaken for somebody else: names and codes that look or sound alike.

Only a hint to look twice. The other person is named by the code, never by the name.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from romtui.domain.case import Patient
from romtui.domain.private import Private

_SHORT: Final = 3
"""Letters up to which only the same name is alike."""

_MIDDLING: Final = 5
"""Letters up to which one slip is allowed, and two beyond. Our own rule."""

_BITS: Final = 64

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


class Lookalikes:
    """Who could be taken for whom: what names and codes are compared by is worked out once each.

    With two thousand patients the first answer takes some 50 ms, and each one after it 5.
    """

    def __init__(self) -> None:
        self._spelled: dict[int, tuple[Patient, _Spelled]] = {}

    def of(self, patient: Patient, others: Iterable[Patient]) -> tuple[Patient, ...]:
        """The other patients whose name or code could be taken for this one's."""
        name, code = self._spelling(patient)
        alike = []
        for other in others:
            if other.id != patient.id:
                other_name, other_code = self._spelling(other)
                if _alike_names(name, other_name) or _alike_codes(code, other_code):
                    alike.append(other)
        return tuple(alike)

    def _spelling(self, patient: Patient) -> "_Spelled":
        before = self._spelled.get(patient.id)
        if before is not None and before[0] is patient:
            return before[1]
        spelled = _Name.of(patient.name), _Code.of(patient.code)
        self._spelled[patient.id] = patient, spelled
        return spelled


class AlikeCodes:
    """Codes, and which of them could be taken for one another.

    Found by what they are compared by, so that a table may bring thousands of them.
    """

    def __init__(self, codes: Iterable[str] = ()) -> None:
        self._places: dict[str, int] = {}
        self._by_bare: dict[str, list[str]] = {}
        self._by_signs: dict[str, list[str]] = {}
        for code in codes:
            self.add(code)

    def add(self, code: str) -> None:
        """Know one more."""
        if code in self._places:
            return
        self._places[code] = len(self._places)
        spelled = _Code.of(code)
        self._by_bare.setdefault(spelled.bare, []).append(code)
        self._by_signs.setdefault(spelled.signs, []).append(code)

    def of(self, code: str) -> list[str]:
        """Those that `alike_codes` finds alike, in the order they came; not the code itself."""
        spelled = _Code.of(code)
        if not spelled.signs:
            return []
        alike = {*self._by_bare.get(spelled.bare, ())}
        for swapped in _with_two_swapped(spelled.signs):
            alike.update(self._by_signs.get(swapped, ()))
        others = (other for other in alike if other.casefold() != code.casefold())
        return sorted(others, key=self._places.__getitem__)


def similar(patient: Patient, others: Iterable[Patient]) -> tuple[Patient, ...]:
    """The other patients whose name or code could be taken for this one's."""
    return Lookalikes().of(patient, others)


def alike_names(name: Private, other_name: Private) -> bool:
    """Whether two names are the same up to case, accents, order and a slip, or sound the same.

    An empty name is like no other.
    """
    return _alike_names(_Name.of(name), _Name.of(other_name))


def alike_codes(code: str, other_code: str) -> bool:
    """Whether two codes differ by what is easily misread: O and 0, zeros, two signs swapped."""
    return _alike_codes(_Code.of(code), _Code.of(other_code))


def within(word: str, other_word: str, edits: int) -> bool:
    """Whether `edits` letters added, left out, changed or swapped, or fewer, part the two words."""
    if abs(len(word) - len(other_word)) > edits:
        return False
    word, other_word = _without_same_ends(word, other_word)
    if max(len(word), len(other_word)) <= edits:
        return True
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


def _without_same_ends(word: str, other_word: str) -> tuple[str, str]:
    """The two words without what they begin and end with in common: as far apart as before."""
    both = min(len(word), len(other_word))
    first = next((n for n in range(both) if word[n] != other_word[n]), both)
    left = range(1, both - first + 1)
    last = next((n - 1 for n in left if word[-n] != other_word[-n]), both - first)
    return word[first : len(word) - last], other_word[first : len(other_word) - last]


@dataclass(frozen=True, slots=True)
class _Spelling:
    """The words of a name in one order."""

    letters: str
    sounds: tuple[str, ...]

    @classmethod
    def of(cls, words: Sequence[str]) -> "_Spelling":
        return cls("".join(words), tuple(map(_sound, words)))


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as it is written and in the order of the alphabet, and which letters it has."""

    written: _Spelling
    in_order: _Spelling
    letters: int
    """A bit for each letter; letters that share one only make more names look alike here."""

    @classmethod
    def of(cls, name: Private) -> "_Name":
        words = _parts(name.reveal())
        bits = {ord(letter) % _BITS for word in words for letter in word}
        return cls(_Spelling.of(words), _Spelling.of(sorted(words)), sum(1 << bit for bit in bits))


@dataclass(frozen=True, slots=True)
class _Code:
    signs: str
    bare: str
    """Without the zeros before a number: A-17 is read as A-017."""
    in_order: str
    """The same signs in the order of the alphabet."""

    @classmethod
    def of(cls, code: str) -> "_Code":
        folded = unicodedata.normalize("NFKC", code).casefold()
        signs = "".join(sign for sign in folded if sign.isalnum()).translate(_LOOKS_LIKE)
        return cls(signs, re.sub(r"(?<!\d)0+(?=\d)", "", signs), "".join(sorted(signs)))


_Spelled = tuple[_Name, _Code]


def _alike_names(name: _Name, other: _Name) -> bool:
    if not name.letters or not other.letters:
        return False
    # A slip changes at most two of the letters that a name has: most pairs end here.
    apart = (name.letters ^ other.letters).bit_count()
    return _alike(name.written, other.written, apart) or _alike(
        name.in_order, other.in_order, apart
    )


def _alike(name: _Spelling, other: _Spelling, apart: int) -> bool:
    shorter = min(len(name.letters), len(other.letters))
    if shorter <= _SHORT:
        return name.letters == other.letters
    slips = 1 if shorter <= _MIDDLING else 2
    if apart <= 2 * slips and within(name.letters, other.letters, slips):
        return True
    return name.sounds == other.sounds


def _alike_codes(code: _Code, other: _Code) -> bool:
    if not code.signs or not other.signs:
        return False
    if code.bare == other.bare:
        return True
    # Most pairs end here: the same signs in another order is seldom.
    return code.in_order == other.in_order and other.signs in _with_two_swapped(code.signs)


def _with_two_swapped(word: str) -> Iterator[str]:
    """The word with two signs next to each other the other way round, at each place."""
    for place in range(len(word) - 1):
        if word[place] != word[place + 1]:
            yield f"{word[:place]}{word[place + 1]}{word[place]}{word[place + 2 :]}"


def _parts(name: str) -> list[str]:
    """The words of a name, folded: compatible forms, case, accents."""
    compatible = unicodedata.normalize("NFKC", name).casefold().translate(_SPELT)
    split = unicodedata.normalize("NFKD", compatible)
    letters = "".join(sign for sign in split if not unicodedata.combining(sign))
    return re.findall(r"[^\W_]+", letters.replace("'", "").replace("’", ""))


def _sound(word: str) -> str:
    """The first letter and the sounds after it, each kept once (after Russell's Soundex).

    A word of another script stays as it is, and so does a number.
    """
    if not (word.isascii() and word.isalpha()):
        return word
    sounds, last = word[:1], _SOUNDS.get(word[:1], "")
    for letter in word[1:]:
        sound = _SOUNDS.get(letter, "")
        if sound and sound != last:
            sounds += sound
        if letter not in "hw":
            last = sound
    return sounds
