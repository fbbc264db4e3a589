"""The style of spoken lines, as a check: what a therapist could not say well is named."""

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache

from romtui.domain import texts
from romtui.domain.dialogue.deck import ASK, LOW, Deck, Entry, Line, LineSlot
from romtui.domain.dialogue.template import VARIABLE
from romtui.domain.dialogue.variables import ALWAYS, VARIABLES
from romtui.domain.patterns.finding import SAFETY
from romtui.domain.visible import printable

MOST_QUESTIONS = 1
LONGEST_PRESET = 60
LONGEST_TITLE = 4


def lint(deck: Deck) -> list[str]:
    """List what breaks the style, one sentence each; empty when the deck is fine.

    Only what is said aloud is looked at (decisions 35), but for unknown variables: a line
    that holds one would never be shown, whoever it is for.
    """
    problems: list[str] = []
    for line in deck:
        problems += [f"{line.id}: {fault}" for fault in unsayable(line.text)]
        list_name = line.id.rpartition("/")[0]
        problems += [
            f"{line.id}: {fault}" for fault in unstylish(line.text, line.slot, deck, list_name)
        ]
        if line.variant == LOW:
            problems += [f"{line.id}: {fault}" for fault in _too_heavy(line.text, deck)]
    for entry in deck.entries.values():
        for title in entry.titles:
            name = f"{entry.pattern.value}/title “{title}”"
            problems += [f"{name}: {fault}" for fault in _faults(title, deck, LONGEST_TITLE)]
    for objection in deck.objections:
        faults = _faults(objection.say, deck, deck.style.longest_other)
        problems += [f"objections/{objection.code}: {fault}" for fault in faults]
    problems += _lint_cards(deck)
    return problems + list(silences(deck))


def _lint_cards(deck: Deck) -> Iterator[str]:
    """What is chosen with both looking on, and what is said from a card."""
    for kind in ("worse", "stuck", "alliance", "safety", "any"):
        for number, text in enumerate(getattr(deck.presets, kind), start=1):
            if len(text) > LONGEST_PRESET:
                yield f"presets/{kind}/{number}: {texts.preset_too_long(LONGEST_PRESET)}"
            for fault in _faults(text, deck, deck.style.longest_other):
                yield f"presets/{kind}/{number}: {fault}"
    for ask, five_question in deck.five.items():
        for fault in _faults(five_question.question, deck, deck.style.longest_other):
            yield f"five/{ask.value}: {fault}"
    for name, words in (("target", deck.target), ("focus", deck.focus)):
        for template in fields(words):
            for fault in _faults(getattr(words, template.name), deck, deck.style.longest_other):
                yield f"{name}/{template.name}: {fault}"


def unsayable(text: str) -> Iterator[str]:
    """Say why a line could never be shown: a variable nobody knows, a brace left over, …"""
    if not printable(text):
        yield texts.UNPRINTABLE
    for name in sorted(set(VARIABLE.findall(text)) - VARIABLES.keys()):
        yield texts.unknown_variable(name)
    if set("{}") & set(VARIABLE.sub("", text)):
        yield texts.STRAY_BRACE


def unstylish(text: str, slot: LineSlot, deck: Deck, list_name: str = "") -> Iterator[str]:
    """Say what a therapist could not say well; what is not said aloud is free.

    `list_name` is the name of the list it stands in: what is true there may be said there.
    """
    if not slot.spoken:
        return
    style = deck.style
    longest = style.longest_open if slot is LineSlot.OPEN else style.longest_other
    yield from _faults(text, deck, longest, list_name)
    if _asks(list_name):
        if slot is LineSlot.OPEN and not _ends_with_question(text):
            yield texts.ASK_WHAT_MAY_BE_CHANCE
        for word in style.certain:
            if _says(text, word):
                yield texts.too_sure(word)


def _asks(list_name: str) -> bool:
    """Whether a list is for a finding that may be chance."""
    return list_name.rpartition("/")[2].partition("_")[0] == ASK


def _too_heavy(text: str, deck: Deck) -> Iterator[str]:
    for word in deck.style.heavy:
        if _says(text, word):
            yield texts.too_heavy(word)


def _ends_with_question(text: str) -> bool:
    return text.rstrip("”\"' ").endswith("?")


def _faults(text: str, deck: Deck, longest: int, list_name: str = "") -> Iterator[str]:
    words = len(text.split())
    if words > longest:
        yield texts.too_many_words(words, longest)
    text = VARIABLE.sub("…", text)
    yield from _words_not_to_say(text, deck, list_name)
    if "!" in text:
        yield texts.EXCLAMATION_MARK
    questions = text.count("?")
    if questions > MOST_QUESTIONS:
        yield texts.too_many_questions(questions)
    if questions and not _ends_with_question(text):
        yield texts.GOES_ON_AFTER_QUESTION


def _words_not_to_say(text: str, deck: Deck, list_name: str) -> Iterator[str]:
    for word in deck.style.banned:
        if _says(text, word):
            yield texts.not_to_say(word)
    for pronoun in deck.style.pronouns:
        if _says(text, pronoun):
            yield texts.about_the_patient(pronoun)
    for words_said, list_names in deck.style.presupposes.items():
        if _says(text, words_said) and list_name not in list_names:
            yield texts.not_in_the_record(words_said)


def _says(text: str, word: str) -> bool:
    """Whether a word, or a beginning of words such as `relaps*`, is said."""
    return _sought(word).search(text) is not None


@cache
def _sought(word: str) -> re.Pattern[str]:
    end = "" if word.endswith("*") else r"\b"
    return re.compile(rf"\b{re.escape(word.rstrip('*'))}{end}", re.IGNORECASE)


def silences(deck: Deck) -> Iterator[str]:
    """Say where nothing could be said when facts are missing."""
    for slot in (slot for slot in LineSlot if slot.spoken):
        if all(line.requires for line in deck.fallback.get(slot, ())):
            yield f"fallback/{slot.value}: {texts.NEVER_SAYABLE}"
    for entry in deck.entries.values():
        if entry.pattern in SAFETY:
            yield from _silent_safety(entry)


def _silent_safety(entry: Entry) -> Iterator[str]:
    """The fallback knows nothing of safety: so each safety line must find its own words."""
    by_variant: dict[str, list[Line]] = {}
    for line in entry.of(LineSlot.OPEN):
        by_variant.setdefault(line.variant, []).append(line)
    for variant, lines in by_variant.items():
        if not any(line.requires <= ALWAYS for line in lines):
            yield f"{entry.pattern.value}/open/{variant}: {texts.NEVER_SAYABLE}"
