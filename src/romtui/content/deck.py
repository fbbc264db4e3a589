"""A language file is read into a deck: lines by pattern, cards, words."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Final

from romtui.content import texts
from romtui.content.cards import five, objections, presets
from romtui.content.toml import Table, read_toml
from romtui.content.word_groups import templates, word_group
from romtui.domain.dialogue.deck import Deck, Entry, Lane, Line, LineSlot, Style
from romtui.domain.dialogue.handout_words import HandoutWords
from romtui.domain.dialogue.line_lists import line_list_named
from romtui.domain.dialogue.note_words import NoteWords
from romtui.domain.dialogue.sayings import FocusWords, TargetWords
from romtui.domain.dialogue.variables import VARIABLES
from romtui.domain.dialogue.variants import ASKED, STANDING, known_follow_ups, known_variants
from romtui.domain.dialogue.words import HandOverWords, Panel, SharedWords, Words
from romtui.domain.pattern import Pattern

_FOLLOW_UPS: Final = tuple(slot for slot in LineSlot if slot is not LineSlot.OPEN)
_MONTHS_A_YEAR: Final = 12
_GROUPS: Final = frozenset({lane.value for lane in Lane} | {each.value for each in Pattern})


def load_deck(file: Path) -> Deck:
    """Read a language file. Raises ContentError, which names the file and the key."""
    content = read_toml(file)
    content.only(
        *("language", "style", "words", "panel", "fallback", "patterns", "objections", "evidence"),
        *("presets", "five", "note", "target", "focus"),
        *("shared", "handout", "handover", "examples"),
    )
    evidence = content.table("evidence")
    sources = {key: evidence.text(key) for key in evidence}
    return Deck(
        language=content.text("language"),
        entries=_entries(content.table("patterns"), sources),
        fallback=_fallback(content.table("fallback")),
        objections=objections(content.tables("objections")),
        presets=presets(content.table("presets")),
        five=five(content.table("five")),
        note=templates(NoteWords, content.table("note")),
        target=templates(TargetWords, content.table("target")),
        focus=templates(FocusWords, content.table("focus")),
        evidence=sources,
        words=_words(content.table("words")),
        panel=word_group(Panel, content.table("panel")),
        shared=word_group(SharedWords, content.table("shared")),
        handout=word_group(HandoutWords, content.table("handout")),
        handover=word_group(HandOverWords, content.table("handover")),
        style=_style(content.table("style")),
        examples=_examples(content.table("examples", optional=True)),
    )


def _examples(table: Table) -> dict[str, Mapping[str, str]]:
    """Values of variables for who rewords a line: in general, and by lane, pattern or list."""
    examples: dict[str, Mapping[str, str]] = {
        "": {name: table.line(name) for name in table if name in VARIABLES}
    }
    for name in table:
        if name in VARIABLES:
            continue
        if not (name in _GROUPS or line_list_named(name)):
            raise table.error(name, texts.unknown_key(VARIABLES))
        group = table.table(name)
        group.only(*VARIABLES)
        examples[name] = {variable: group.line(variable) for variable in group}
    return examples


def _entries(patterns: Table, sources: Mapping[str, str]) -> dict[Pattern, Entry]:
    patterns.only(*(pattern.value for pattern in Pattern))
    return {pattern: _entry(pattern, patterns.table(pattern.value), sources) for pattern in Pattern}


def _entry(pattern: Pattern, table: Table, sources: Mapping[str, str]) -> Entry:
    known, name = known_variants(pattern), pattern.value
    others = {slot: known_follow_ups(pattern, slot) for slot in _FOLLOW_UPS}
    titles = ["title"]
    titles += ["title_ask"] if pattern in ASKED else []
    titles += ["title_standing"] if STANDING in known else []
    table.only(
        *titles,
        *("lane", "evidence", "note", LineSlot.OPEN.value),
        *(_key(slot, variant) for slot, every in others.items() for variant in every),
    )
    openings = table.table(LineSlot.OPEN.value)
    openings.only(*known)
    lines: dict[LineSlot, tuple[Line, ...]] = {
        LineSlot.OPEN: tuple(
            line
            for variant in known
            for line in _lines(openings, variant, LineSlot.OPEN, f"{name}/open/{variant}", variant)
        )
    }
    for slot, every in others.items():
        lines[slot] = tuple(
            line
            for variant in reversed(every)
            if not variant or _key(slot, variant) in table
            for line in _lines(
                table, _key(slot, variant), slot, _place(name, slot, variant), variant
            )
        )
    evidence = table.texts("evidence", ())
    for key in evidence:
        if key not in sources:
            raise table.error("evidence", texts.not_evidence(key))
    return Entry(
        pattern=pattern,
        title=table.line("title"),
        title_ask=table.line("title_ask") if "title_ask" in titles else "",
        title_standing=table.line("title_standing") if "title_standing" in titles else "",
        lane=table.member(Lane, "lane"),
        lines=lines,
        evidence=evidence,
        note=table.text("note", ""),
    )


def _key(slot: LineSlot, variant: str) -> str:
    """The key of a list other than the openings: `goal`, `goal_ask`, `act_low`."""
    return f"{slot.value}_{variant}" if variant else slot.value


def _place(pattern: str, slot: LineSlot, variant: str) -> str:
    return "/".join(filter(None, (pattern, slot.value, variant)))


def _fallback(table: Table) -> dict[LineSlot, tuple[Line, ...]]:
    spoken = [slot for slot in LineSlot if slot.spoken]
    table.only(*(slot.value for slot in spoken))
    return {slot: _lines(table, slot.value, slot, f"fallback/{slot.value}") for slot in spoken}


def _lines(
    table: Table, key: str, slot: LineSlot, name: str, variant: str = ""
) -> tuple[Line, ...]:
    """Name each line by its place; an empty text only keeps the numbers of the others."""
    words = table.texts(key)
    if slot.spoken and not any(words):
        raise table.error(key, texts.NOTHING_TO_SAY)
    return tuple(
        Line(f"{name}/{number}", text, slot, variant)
        for number, text in enumerate(words, start=1)
        if text
    )


def _style(table: Table) -> Style:
    table.only(*(field.name for field in fields(Style)))
    presupposes = table.table("presupposes")
    for words in presupposes:
        for name in presupposes.texts(words):
            if line_list_named(name) is None:
                raise presupposes.error(words, texts.not_a_list_of_lines(name))
    return Style(
        longest_open=table.whole("longest_open"),
        longest_other=table.whole("longest_other"),
        banned=table.texts("banned", ()),
        pronouns=table.texts("pronouns", ()),
        certain=table.texts("certain", ()),
        heavy=table.texts("heavy", ()),
        presupposes={words: presupposes.texts(words) for words in presupposes},
    )


def _words(table: Table) -> Words:
    words = word_group(Words, table, Table.text)
    if len(words.months) != _MONTHS_A_YEAR:
        raise table.error("months", texts.twelve_months(len(words.months)))
    return words
