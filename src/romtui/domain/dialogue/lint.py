"""The style of spoken lines, as a check: what a therapist could not say well is named."""

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache

from romtui.domain.dialogue.deck import Deck, Entry, Line, Slot
from romtui.domain.dialogue.template import VARIABLE
from romtui.domain.dialogue.variables import ALWAYS, VARIABLES
from romtui.domain.patterns.kinds import SAFETY
from romtui.domain.signs import printable

MOST_QUESTIONS = 2
LONGEST_PRESET = 60


def lint(deck: Deck) -> list[str]:
    """List what breaks the style, one sentence each; empty when the deck is fine.

    Only what is said aloud is looked at (decisions 35), but for unknown variables: a line
    that holds one would never be shown, whoever it is for.
    """
    found: list[str] = []
    for line in deck:
        found += [f"{line.id}: {fault}" for fault in unsayable(line.text)]
        found += [f"{line.id}: {fault}" for fault in unstylish(line.text, line.slot, deck)]
    for entry in deck.entries.values():
        title = f"{entry.pattern.value}/title"
        found += [f"{title}: {fault}" for fault in _faults(entry.title, deck, 8)]
    for objection in deck.objections:
        faults = _faults(objection.say, deck, deck.style.longest_other)
        found += [f"objections/{objection.code}: {fault}" for fault in faults]
    found += _lint_cards(deck)
    return found + list(silences(deck))


def _lint_cards(deck: Deck) -> Iterator[str]:
    """What is chosen with both looking on, and what is said from a card."""
    for kind in ("worse", "stuck", "alliance", "safety", "any"):
        for number, text in enumerate(getattr(deck.presets, kind), start=1):
            if len(text) > LONGEST_PRESET:
                yield f"presets/{kind}/{number}: longer than {LONGEST_PRESET} signs"
            for fault in _faults(text, deck, deck.style.longest_other):
                yield f"presets/{kind}/{number}: {fault}"
    for ask, one in deck.five.items():
        for fault in _faults(one.question, deck, deck.style.longest_other):
            yield f"five/{ask.value}: {fault}"
    for name, words in (("target", deck.target), ("focus", deck.focus)):
        for template in fields(words):
            for fault in _faults(getattr(words, template.name), deck, deck.style.longest_other):
                yield f"{name}/{template.name}: {fault}"


def unsayable(text: str) -> Iterator[str]:
    """Say why a line could never be shown: a variable nobody knows, a brace left over, …"""
    if not printable(text):
        yield "there is a sign in it that cannot be printed"
    for name in sorted(set(VARIABLE.findall(text)) - VARIABLES.keys()):
        yield f"{{{name}}} is not a variable"
    if set("{}") & set(VARIABLE.sub("", text)):
        yield "a brace is left over"


def unstylish(text: str, slot: Slot, deck: Deck) -> Iterator[str]:
    """Say what a therapist could not say well; what is not said aloud is free."""
    if slot.spoken:
        style = deck.style
        longest = style.longest_open if slot is Slot.OPEN else style.longest_other
        yield from _faults(text, deck, longest)


def _faults(text: str, deck: Deck, longest: int) -> Iterator[str]:
    words = len(text.split())
    if words > longest:
        yield f"{words} words, at most {longest} are easy to say"
    text = VARIABLE.sub("…", text)
    for word in deck.style.banned:
        if _says(text, word):
            yield f"says “{word}”, which is not a word to say to a person"
    for pronoun in deck.style.pronouns:
        if _says(text, pronoun):
            yield f"says “{pronoun}”: speak to the person"
    if "!" in text:
        yield "has an exclamation mark"
    questions = text.count("?")
    if questions > MOST_QUESTIONS:
        yield f"asks {questions} questions, at most {MOST_QUESTIONS} can be answered"
    if questions and not text.rstrip("”\"' ").endswith("?"):
        yield "goes on after the question"


def _says(text: str, word: str) -> bool:
    """Whether a word, or a beginning of words such as `relaps*`, is said."""
    return _sought(word).search(text) is not None


@cache
def _sought(word: str) -> re.Pattern[str]:
    end = "" if word.endswith("*") else r"\b"
    return re.compile(rf"\b{re.escape(word.rstrip('*'))}{end}", re.IGNORECASE)


def silences(deck: Deck) -> Iterator[str]:
    """Say where nothing could be said when facts are missing."""
    for slot in (slot for slot in Slot if slot.spoken):
        if all(line.requires for line in deck.fallback.get(slot, ())):
            yield f"fallback/{slot.value}: no line can always be said"
    for entry in deck.entries.values():
        if entry.pattern in SAFETY:
            yield from _silent_safety(entry)


def _silent_safety(entry: Entry) -> Iterator[str]:
    """The fallback knows nothing of safety: so each safety line must find its own words."""
    by_variant: dict[str, list[Line]] = {}
    for line in entry.of(Slot.OPEN):
        by_variant.setdefault(line.variant, []).append(line)
    for variant, lines in by_variant.items():
        if not any(line.requires <= ALWAYS for line in lines):
            yield f"{entry.pattern.value}/open/{variant}: no line can always be said"
