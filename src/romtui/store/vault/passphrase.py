"""Passphrases: random ones on offer, and how hard to guess one is that somebody made up."""

import re
import secrets
from functools import cache
from math import log2
from typing import Final

from romtui.store import texts

WORDS_OFFERED: Final = 6
ENOUGH_BITS: Final = 45
"""Five random words. At half a second a guess, half a million years on one machine."""

_CHAR_BITS: Final = 4.0
"""A character of something people make up; a random one has 6, but people are not random."""

_FAVOURITES: Final = """
    password passwort passphrase passwd welcome letmein admin login secret romtui therapy
    therapist patient dragon monkey iloveyou sunshine princess football baseball master
    hello freedom whatever trustno batman superman
"""
_RUNS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "qwertzuiop",
    "asdfghjkl",
    "zxcvbnm",
    "yxcvbnm",
)
_YEAR: Final = re.compile(r"(19|20)\d\d")
_LONGEST_WORD: Final = 10
_LONG_ENOUGH: Final = 120
"""The characters after these are not looked at: by then it is strong, or never will be."""


def offer() -> str:
    """Six words drawn at random from a list of 1,449: 63 bits."""
    words = _words()
    return " ".join(secrets.choice(words) for _ in range(WORDS_OFFERED))


def weakness(passphrase: str) -> str | None:
    """Say in a sentence why a passphrase is too weak, or None.

    There are no rules of composition: only how many guesses it would take.
    """
    bits = estimated_bits(passphrase)
    if bits >= ENOUGH_BITS:
        return None
    how = texts.VERY_EASILY if bits < ENOUGH_BITS / 2 else texts.WITH_PATIENCE
    return texts.weak_passphrase(how)


def estimated_bits(passphrase: str) -> float:
    """The cheapest description of a passphrase by words, runs, repeats and single characters.

    It errs on the low side: capitals count for nothing and separators for one bit.
    """
    text = re.sub(r"[\s_.,-]+", " ", passphrase.casefold()).strip()[:_LONG_ENOUGH]
    known = _known()
    cheapest = [0.0] * (len(text) + 1)  # bits for the first so many characters
    for end in range(1, len(text) + 1):
        best = cheapest[end - 1] + (1.0 if text[end - 1] == " " else _CHAR_BITS)
        for start in range(end - 2, -1, -1):
            part = text[start:end]
            price = _price(part, text[:start], known)
            if price is not None:
                best = min(best, cheapest[start] + price)
        cheapest[end] = best
    return cheapest[-1]


def _price(part: str, before: str, known: frozenset[str]) -> float | None:
    """Bits to name a stretch of two or more characters at once, or None."""
    if len(part) >= 3 and part in before:
        return 2.0 + log2(len(before))
    if len(part) <= _LONGEST_WORD and part in known:
        return log2(len(known))
    if len(part) == 4 and _YEAR.fullmatch(part):
        return 7.0
    if len(part) < 3:
        return None
    if len(set(part)) == 1:
        return 5.0 + log2(len(part))
    if any(part in run or part[::-1] in run for run in _RUNS):
        return 5.0 + log2(len(part))
    return None


@cache
def _words() -> tuple[str, ...]:
    from romtui.paths import data_folder

    return tuple((data_folder() / "words.txt").read_text("ascii").split())


@cache
def _known() -> frozenset[str]:
    return frozenset((*_FAVOURITES.split(), *_words()))
